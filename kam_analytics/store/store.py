"""The door to a workspace's facts."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pyarrow as pa
from filelock import FileLock
from sqlalchemy import Engine as StateEngine
from sqlalchemy.orm import Session

from kam_analytics.canonical.types import KnownAt
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.errors import NotFound, OpenQuestions, Refused
from kam_analytics.mapping.types import Mapped
from kam_analytics.state import open_state, reading, transaction
from kam_analytics.store import clean, doctor, show, unmatched, visible
from kam_analytics.store.catalog import BASE_CURRENCY, Catalog
from kam_analytics.store.files import locked
from kam_analytics.store.fold import fold
from kam_analytics.store.publish import Change, commit
from kam_analytics.store.rates import all_rates
from kam_analytics.store.records import Content, version_id
from kam_analytics.store.stage import base_currency, intact, stage, taken, totals
from kam_analytics.store.types import (
    Diff,
    Finding,
    Publication,
    Request,
    Staged,
    Totals,
    UploadInfo,
    VersionInfo,
    Visible,
)

__all__ = ["Store"]

PATIENCE = 120.0
"""Seconds to wait for another process that publishes."""


class Store:
    """Uploads, versions and what is visible of them; safe to share by threads, and with other processes."""

    def __init__(self, workspace: Workspace, engine: Engine, state: StateEngine) -> None:
        self.workspace = workspace
        self._engine = engine
        self._state = state
        self._catalog = Catalog(workspace, state)
        self._held: dict[Path, FileLock] = {}

    @classmethod
    def open(cls, workspace: Workspace, engine: Engine) -> Store:
        """Open the workspace, and remove what a process that died left behind, unless somebody publishes now."""
        for folder in (workspace.uploads, workspace.parts, workspace.marts, workspace.incoming):
            folder.mkdir(parents=True, exist_ok=True)
        store = cls(workspace, engine, open_state(workspace.state_path))
        clean.sweep(workspace, store._catalog)
        return store

    def close(self) -> None:
        """Give back the database's connections."""
        self._state.dispose()

    @contextmanager
    def state(self) -> Iterator[Session]:
        """Give a writing transaction on the state database."""
        with transaction(self._state) as session:
            yield session

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """Give a session that reads the state database and waits for nobody."""
        with reading(self._state) as session:
            yield session

    def stage(
        self,
        mapped: Sequence[Mapped],
        known: Sequence[KnownAt],
        answers: Mapping[str, str],
        *,
        accept_all: bool = False,
        base_currency: str | None = None,
    ) -> Staged:
        """Return the version that these files would make; nothing is visible, `publish` or `discard` it.

        Parameters
        ----------
        answers
            By ``"FILE:COLUMN"``, to the questions of an earlier call.
        accept_all
            Of files known at the same moment the later import wins.
        base_currency
            States the workspace's currency for good; None: the only one that the lines state.
        """
        request = Request(tuple(mapped), tuple(known), dict(answers), accept_all, base_currency)
        return self._stage(request)

    def discard(self, staged: Staged) -> None:
        """Forget a staged version."""
        self._drop(staged.folder)

    def publish(self, staged: Staged, author: str) -> Publication:
        """Make a staged version current; on a newer one than it was staged on, it is staged again first.

        Raises
        ------
        OpenQuestions
            When a person has to decide something first, perhaps only now.
        Refused
            When a file has no row that can be taken.
        Busy
            When another process publishes for too long.
        """
        _check(staged)
        with locked(self.workspace, PATIENCE):
            if self._catalog.current() != staged.base or not intact(staged.content):
                fresh = self._stage(staged.request)
                self.discard(staged)
                staged = fresh
            try:
                _check(staged)
                return self._commit(staged, author)
            finally:
                self.discard(staged)

    def undo(self, uploads: Sequence[str] | None, author: str) -> Publication:
        """Publish the current version without some uploads (None: those of the last import still active).

        Raises
        ------
        NotFound
            When there is nothing to undo, or the current version lacks one of them.
        """
        with locked(self.workspace, PATIENCE):
            base = self._catalog.current()
            olds = self._catalog.uploads(base)
            active = [upload.id for upload in olds]
            gone = list(uploads) if uploads is not None else self._catalog.last_import(active)
            if not gone:
                raise NotFound("store.nothing_to_undo")
            for upload in gone:
                if upload not in active:
                    raise NotFound("store.no_upload", upload=upload)
            news = [upload for upload in olds if upload.id not in gone]
            version = version_id(upload.id for upload in news)
            folder = self._folder()
            try:
                content = self._known_content(version)
                if content is None:
                    old = self._catalog.content(base)
                    whole = intact(old)
                    content = fold(
                        self._engine, old if whole else Content(), olds if whole else [], news, folder
                    ).content
                ids = [upload.id for upload in news]
                change = Change("undo", base, version, ids, content, author, removed=sorted(set(gone)))
                sequence = commit(self.workspace, self._state, change)
            finally:
                self._drop(folder)
        return self._publication(sequence, tuple(sorted(set(gone))), changed=True)

    def current(self) -> str | None:
        """Return the current version's id; None while nothing is published."""
        return self._catalog.current()

    def versions(self) -> list[VersionInfo]:
        """Return all publications, oldest first."""
        return self._catalog.history()

    def uploads(self, version: str | None = None) -> list[UploadInfo]:
        """Return the uploads of a version (None: the current one), oldest first."""
        return self._catalog.upload_infos(version or self.current())

    def diff(self, before: str, after: str) -> Diff:
        """Return what the second version has over the first."""
        return show.diff(self._engine, self._catalog, before, after)

    def table(self, version: str | None, name: str) -> pa.Table:
        """Return a canonical table of a version as text cells, ordered by key, with a column `state`."""
        return show.text_table(self._engine, self._catalog.content(version or self.current()), name)

    def doctor(self) -> list[Finding]:
        """Check every file and the database against the catalogue; an empty list is health."""
        return doctor.examine(self.workspace, self._state, self._catalog)

    def base_currency(self, version: str | None = None) -> str:
        """Return the currency of every money figure of a version (None: the current one)."""
        content = self._catalog.content(version or self.current())
        return base_currency(self._catalog.setting(BASE_CURRENCY), content)

    def totals(self, version: str | None = None) -> Totals:
        """Return the figures of a version (None: the current one; all zero while nothing is published)."""
        found = version or self.current()
        content = self._catalog.content(found)
        return totals(content, self.base_currency(found), all_rates(self._engine, content))

    def visible(
        self, version: str | None = None, as_of: dt.date | None = None, known_by: dt.datetime | None = None
    ) -> Visible:
        """Return what can be known of a version at a date; the only door to facts.

        Parameters
        ----------
        as_of
            No event after it counts. None: the last complete month-end within the data, with everything known.
        known_by
            Nothing learnt after it counts. None: everything in a live view, else the end of `as_of`.
        """
        found = version or self.current()
        if found is None:
            raise NotFound("store.empty")
        content = self._catalog.content(found)
        currency = base_currency(self._catalog.setting(BASE_CURRENCY), content)
        return visible.see(
            self._engine, self.workspace, found, content, base_currency=currency, as_of=as_of, known_by=known_by
        )

    @contextmanager
    def alone(self, uploads: Sequence[str]) -> Iterator[Callable[[dt.date | None], Visible]]:
        """Give the door to some uploads of the current version by themselves; None asks for their live view."""
        version = version_id(uploads)
        if version is None:
            raise NotFound("store.empty")
        content, folder = self._known_content(version), self._folder()
        try:
            if content is None:
                wanted = [upload for upload in self._catalog.uploads(self.current()) if upload.id in set(uploads)]
                content = fold(self._engine, Content(), [], wanted, folder).content
            currency = base_currency(self._catalog.setting(BASE_CURRENCY), content)
            found = content

            def look(as_of: dt.date | None) -> Visible:
                return visible.see(
                    self._engine, self.workspace, version, found, base_currency=currency, as_of=as_of, known_by=None
                )

            yield look
        finally:
            self._drop(folder)

    def unmatched(self, seen: Visible) -> pa.Table:
        """Return the ids that visible lines name and nobody knows, with a suggestion; see `unmatched.unmatched`."""
        return unmatched.unmatched(self._engine, seen)

    def _stage(self, request: Request) -> Staged:
        folder = self._folder()
        try:
            return stage(self._engine, self._catalog, request, folder)
        except BaseException:
            self._drop(folder)
            raise

    def _commit(self, staged: Staged, author: str) -> Publication:
        if not staged.changed:
            last = self._catalog.history()[-1] if staged.base else None
            return Publication(
                last.sequence if last else 0,
                dt.datetime.now(dt.UTC),
                author,
                "import",
                staged.version,
                changed=False,
                uploads=(),
            )
        content = self._known_content(staged.version) or staged.content
        change = Change(
            "import",
            staged.base,
            staged.version,
            [upload.id for upload in staged.uploads],
            content,
            author,
            staged.drafts,
            staged.removed,
            staged.request.base_currency,
        )
        sequence = commit(self.workspace, self._state, change)
        return self._publication(sequence, tuple(sorted(draft.id for draft in staged.drafts)), changed=True)

    def _publication(self, sequence: int, uploads: tuple[str, ...], *, changed: bool) -> Publication:
        row = next(info for info in reversed(self._catalog.history()) if info.sequence == sequence)
        action: Literal["import", "undo"] = "undo" if row.action == "undo" else "import"
        return Publication(row.sequence, row.created_at, row.author, action, row.version, changed, uploads)

    def _known_content(self, version: str | None) -> Content | None:
        """Return the content of a version that was published before, when all of its parts are still there."""
        if version is None:
            return Content()
        if not self._catalog.holds(version):
            return None
        content = self._catalog.content(version)
        return content if intact(content) else None

    def _folder(self) -> Path:
        """Make a staging folder that no other process takes for a dead one's."""
        folder = self.workspace.incoming / f"stage-{secrets.token_hex(8)}"
        folder.mkdir(parents=True)
        lock = FileLock(folder / clean.ALIVE, thread_local=False)
        lock.acquire()
        self._held[folder] = lock
        return folder

    def _drop(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        lock = self._held.pop(folder, None)
        if lock is not None:
            lock.release()


def _check(staged: Staged) -> None:
    if staged.questions:
        raise OpenQuestions("store.open_questions", n=len(staged.questions))
    for file in staged.files:
        if not taken(file.outcome):
            raise Refused("store.no_rows", file=file.outcome.mapped.reading.name)
