"""Publishing: files to their places, then one transaction that makes a version current."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine as StateEngine
from sqlalchemy import delete
from sqlalchemy.orm import Session

from kam_analytics.canonical import known_text
from kam_analytics.canonical.types import UploadDraft
from kam_analytics.config import Workspace
from kam_analytics.errors import Busy
from kam_analytics.state import now, record, transaction
from kam_analytics.store.catalog import BASE_CURRENCY, current_in
from kam_analytics.store.files import copy_checked, digest, settle_folder, take
from kam_analytics.store.outcome_form import stored
from kam_analytics.store.records import Content, Part, Slot
from kam_analytics.store.tables import (
    ArtefactRow,
    PartRow,
    PublicationRow,
    SettingRow,
    UploadFileRow,
    UploadRow,
    VersionPartRow,
    VersionRow,
    VersionUploadRow,
)

__all__ = ["Change", "commit"]


@dataclass(frozen=True)
class Change:
    """A publication to be made: from which version to which, with what, by whom."""

    action: Literal["import", "undo"]
    base: str | None
    version: str | None
    uploads: Sequence[str]
    content: Content
    author: str
    drafts: Sequence[UploadDraft] = ()
    removed: Sequence[str] = ()
    base_currency: str | None = None


def commit(workspace: Workspace, state: StateEngine, change: Change) -> int:
    """Publish; the caller holds the publishing lock. Return the publication's sequence number.

    Until the transaction ends the old version is current, and whatever was written is an orphan that the next start
    removes.

    Raises
    ------
    Busy
        When the current version is no longer the one that the change was made from.
    """
    content = replace(change.content, parts=_placed(workspace, change.content))
    artefacts = {draft.id: _kept(workspace, draft) for draft in change.drafts}
    with transaction(state) as session:
        if current_in(session) != change.base:
            raise Busy("store.moved")
        for draft in change.drafts:
            _add_upload(session, draft, artefacts[draft.id], change.author)
        session.flush()
        if change.version is not None:
            _add_version(session, change.version, change.uploads, content)
        if change.base_currency is not None:
            session.merge(SettingRow(name=BASE_CURRENCY, value=change.base_currency))
        added = sorted(draft.id for draft in change.drafts)
        row = PublicationRow(
            at=now(),
            author=change.author,
            action=change.action,
            version_id=change.version,
            added=json.dumps(added),
            removed=json.dumps(sorted(change.removed)),
        )
        session.add(row)
        session.flush()
        details = {"added": added, "removed": sorted(change.removed), "from": change.base}
        record(session, change.author, change.action, change.version or "", details)
        return row.sequence


def _placed(workspace: Workspace, content: Content) -> dict[Slot, Part]:
    """Move new parts to the parts folder."""
    workspace.parts.mkdir(parents=True, exist_ok=True)
    placed = {}
    for slot, part in content.parts.items():
        target = workspace.parts / f"{part.id}.parquet"
        if part.path != target:
            take(part.path, target)
        placed[slot] = replace(part, path=target)
    settle_folder(workspace.parts)
    return placed


def _kept(workspace: Workspace, draft: UploadDraft) -> list[ArtefactRow]:
    """Move an upload's typed rows to their place, and keep the bytes they came from."""
    rows = []
    for half, path in sorted(draft.halves.items()):
        rows.append(_moved(workspace, draft.id, half, path))
    settle_folder(workspace.uploads / draft.id)
    for number, outcome in enumerate(draft.files):
        reading = outcome.mapped.reading
        suffix = ".gz" if reading.name.lower().endswith(".gz") else ""
        place = f"{reading.sha256}/raw{suffix}"
        target = workspace.uploads / place
        if not target.is_file():
            copy_checked(reading.path, target, reading.sha256, reading.name)
        rows.append(
            ArtefactRow(
                upload_id=draft.id,
                kind=f"raw_{number}",
                path=place,
                sha256=reading.sha256,
                bytes=target.stat().st_size,
            )
        )
    settle_folder(workspace.uploads)
    return rows


def _moved(workspace: Workspace, upload: str, half: str, path: Path) -> ArtefactRow:
    place = f"{upload}/{half}.parquet"
    target = workspace.uploads / place
    if not target.is_file():
        take(path, target)
    return ArtefactRow(upload_id=upload, kind=half, path=place, sha256=digest(target), bytes=target.stat().st_size)


def _add_upload(session: Session, draft: UploadDraft, artefacts: Collection[ArtefactRow], author: str) -> None:
    """Enter an upload, unless it was published before (and undone)."""
    if session.get(UploadRow, draft.id) is not None:
        return
    session.add(
        UploadRow(
            id=draft.id,
            table_name=draft.table,
            source=draft.source,
            known_at=known_text(draft.known_at.at),
            known_origin=draft.known_at.origin,
            precedence=draft.precedence,
            mode=draft.mode,
            created_at=now(),
            author=author,
        )
    )
    session.flush()
    session.add_all(artefacts)
    for position, outcome in enumerate(draft.files):
        reading = outcome.mapped.reading
        session.add(
            UploadFileRow(
                upload_id=draft.id,
                position=position,
                name=reading.name,
                sha256=reading.sha256,
                sheet=reading.sheet,
                mapping=outcome.mapped.mapping.id,
                outcome=json.dumps(stored(outcome), sort_keys=True),
            )
        )


def _add_version(session: Session, version: str, uploads: Sequence[str], content: Content) -> None:
    """Enter a version with its parts; one that was published before keeps its row and gets these parts."""
    if session.get(VersionRow, version) is None:
        text = json.dumps(content.stored(), sort_keys=True)
        session.add(VersionRow(id=version, created_at=now(), content=text))
        session.flush()
        session.add_all(VersionUploadRow(version_id=version, upload_id=upload) for upload in sorted(uploads))
    else:
        session.execute(delete(VersionPartRow).where(VersionPartRow.version_id == version))
    for part in content.parts.values():
        if session.get(PartRow, part.id) is None:
            session.add(
                PartRow(
                    id=part.id,
                    table_name=part.table,
                    kind=part.kind,
                    month=part.month.isoformat() if part.month else None,
                    rows=part.rows,
                    bytes=part.bytes,
                    sha256=part.sha256,
                    facts=json.dumps(part.facts(), sort_keys=True),
                )
            )
    session.flush()
    session.add_all(VersionPartRow(version_id=version, part_id=part.id) for part in content.parts.values())
