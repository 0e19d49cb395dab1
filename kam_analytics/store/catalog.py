"""Reads the catalogue: what is current, and what a version holds."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Engine as StateEngine
from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_analytics.canonical.types import Origin
from kam_analytics.config import Workspace
from kam_analytics.errors import NotFound
from kam_analytics.state import reading
from kam_analytics.store.records import Content, Part, Upload
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
from kam_analytics.store.types import UploadInfo, VersionInfo

__all__ = ["BASE_CURRENCY", "Catalog", "KnownFile", "current_in"]

BASE_CURRENCY = "base_currency"


@dataclass(frozen=True)
class KnownFile:
    """A file of the current version: the upload it belongs to, and what became of it."""

    upload: str
    key: tuple[str, str, str]
    table: str
    half: str | None
    known_at: str
    known_origin: Origin
    outcome: dict[str, Any]


def current_in(session: Session) -> str | None:
    """Return the version that the last publication made current; None while there is none."""
    return session.scalar(select(PublicationRow.version_id).order_by(PublicationRow.sequence.desc()).limit(1))


class Catalog:
    """Questions to the catalogue of one workspace; each answer is of one moment."""

    def __init__(self, workspace: Workspace, state: StateEngine) -> None:
        self._workspace = workspace
        self._state = state

    def current(self) -> str | None:
        """Return the current version's id; None while nothing is published."""
        with reading(self._state) as session:
            return current_in(session)

    def setting(self, name: str) -> str | None:
        """Return a setting of the workspace."""
        with reading(self._state) as session:
            return session.scalar(select(SettingRow.value).where(SettingRow.name == name))

    def uploads(self, version: str | None) -> list[Upload]:
        """Return the uploads of a version, oldest first."""
        with reading(self._state) as session:
            rows = session.scalars(_of_version(version)).all()
            paths: dict[str, dict[str, Any]] = {row.id: {} for row in rows}
            wanted = (
                select(ArtefactRow)
                .join(VersionUploadRow, VersionUploadRow.upload_id == ArtefactRow.upload_id)
                .where(VersionUploadRow.version_id == version)
            )
            for artefact in session.scalars(wanted):
                if not artefact.kind.startswith("raw"):
                    paths[artefact.upload_id][artefact.kind] = self._workspace.uploads / artefact.path
            found = [
                Upload(row.id, row.table_name, row.source, row.known_at, row.precedence, paths[row.id]) for row in rows
            ]
        return sorted(found, key=lambda upload: upload.order)

    def content(self, version: str | None) -> Content:
        """Return what a version holds; None: the empty one.

        Raises
        ------
        NotFound
            When the workspace never held that version.
        """
        if version is None:
            return Content()
        with reading(self._state) as session:
            row = session.get(VersionRow, version)
            if row is None:
                raise NotFound("store.no_version", version=version)
            wanted = select(PartRow).join(VersionPartRow, VersionPartRow.part_id == PartRow.id)
            parts = session.scalars(wanted.where(VersionPartRow.version_id == version)).all()
            return Content.restored(json.loads(row.content), [self._part(part) for part in parts])

    def holds(self, version: str) -> bool:
        """Return whether the version was ever published."""
        with reading(self._state) as session:
            return session.get(VersionRow, version) is not None

    def files(self, version: str | None) -> list[KnownFile]:
        """Return the files of a version."""
        with reading(self._state) as session:
            wanted = (
                select(UploadFileRow, UploadRow)
                .join(UploadRow, UploadRow.id == UploadFileRow.upload_id)
                .join(VersionUploadRow, VersionUploadRow.upload_id == UploadRow.id)
                .where(VersionUploadRow.version_id == version)
                .order_by(UploadRow.known_at, UploadRow.id, UploadFileRow.position)
            )
            return [_known_file(file, upload) for file, upload in session.execute(wanted)]

    def upload_infos(self, version: str | None) -> list[UploadInfo]:
        """Return the uploads of a version for people, oldest first."""
        with reading(self._state) as session:
            rows = session.scalars(_of_version(version)).all()
            names: dict[str, list[str]] = {row.id: [] for row in rows}
            files = select(UploadFileRow).order_by(UploadFileRow.upload_id, UploadFileRow.position)
            for file in session.scalars(files.where(UploadFileRow.upload_id.in_(names))):
                names[file.upload_id].append(file.name)
            ordered = sorted(rows, key=lambda row: (row.known_at, row.precedence, row.id))
            return [_upload_info(row, names[row.id]) for row in ordered]

    def history(self) -> list[VersionInfo]:
        """Return all publications, oldest first."""
        with reading(self._state) as session:
            publications = session.scalars(select(PublicationRow).order_by(PublicationRow.sequence)).all()
            uploads: dict[str, list[str]] = {}
            for link in session.scalars(select(VersionUploadRow).order_by(VersionUploadRow.upload_id)):
                uploads.setdefault(link.version_id, []).append(link.upload_id)
            ids = {publication.version_id for publication in publications} - {None}
            contents = {version: self.content(version).rows() for version in ids}
        infos = []
        for number, row in enumerate(publications):
            version = row.version_id
            infos.append(
                VersionInfo(
                    row.sequence,
                    version,
                    dt.datetime.fromisoformat(row.at),
                    row.author,
                    row.action,
                    publications[number - 1].version_id if number else None,
                    number == len(publications) - 1,
                    tuple(uploads.get(version, ())) if version else (),
                    contents[version] if version else {},
                )
            )
        return infos

    def last_import(self, active: Sequence[str]) -> list[str]:
        """Return the uploads of the newest import of which any is still active; empty when there is none."""
        with reading(self._state) as session:
            wanted = select(PublicationRow).where(PublicationRow.action == "import")
            for row in session.scalars(wanted.order_by(PublicationRow.sequence.desc())):
                found = [upload for upload in json.loads(row.added) if upload in active]
                if found:
                    return found
        return []

    def known_files(self) -> tuple[set[str], dict[str, tuple[str, int]], dict[str, tuple[str, int]]]:
        """Return ids of all uploads, and by path: hash and bytes of all artefacts and of all parts."""
        with reading(self._state) as session:
            uploads = set(session.scalars(select(UploadRow.id)))
            artefacts = {row.path: (row.sha256, row.bytes) for row in session.scalars(select(ArtefactRow))}
            parts = {f"{row.id}.parquet": (row.sha256, row.bytes) for row in session.scalars(select(PartRow))}
        return uploads, artefacts, parts

    def _part(self, row: PartRow) -> Part:
        kind = cast("Literal['live', 'pending', 'history']", row.kind)
        return Part(
            row.id,
            row.table_name,
            kind,
            dt.date.fromisoformat(row.month) if row.month else None,
            self._workspace.parts / f"{row.id}.parquet",
            row.rows,
            row.bytes,
            row.sha256,
            **Part.dated(json.loads(row.facts)),
        )


def _of_version(version: str | None) -> Any:
    return (
        select(UploadRow)
        .join(VersionUploadRow, VersionUploadRow.upload_id == UploadRow.id)
        .where(VersionUploadRow.version_id == version)
    )


def _known_file(file: UploadFileRow, upload: UploadRow) -> KnownFile:
    outcome = json.loads(file.outcome)
    key = (file.sha256, file.sheet or "", file.mapping)
    return KnownFile(
        upload.id,
        key,
        upload.table_name,
        outcome["half"],
        upload.known_at,
        cast("Origin", upload.known_origin),
        outcome,
    )


def _upload_info(row: UploadRow, names: Iterable[str]) -> UploadInfo:
    return UploadInfo(
        row.id,
        row.table_name,
        row.source,
        dt.datetime.fromisoformat(row.known_at).replace(tzinfo=dt.UTC),
        row.known_origin,
        row.precedence,
        row.mode,
        dt.datetime.fromisoformat(row.created_at),
        row.author,
        tuple(names),
    )
