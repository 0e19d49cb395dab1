"""From files to a prepared import: read, recognised, mapped, staged."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import cast

from kam_analytics.canonical.types import KnownAt
from kam_analytics.config import Workspace
from kam_analytics.errors import Refused
from kam_analytics.mapping import apply, from_file, from_name, nearest, recognise
from kam_analytics.mapping.types import Mapped, Recognition
from kam_analytics.pipeline.mappings import Decisions, Saved, decisions
from kam_analytics.pipeline.types import FileReport, ImportOptions, Incoming, Prepared
from kam_analytics.reading import Reading, read
from kam_analytics.store import Store
from kam_analytics.store.types import StagedFile

__all__ = ["Progress", "prepare"]

Progress = Callable[[float, str], None]
"""Called with the share done (0..1) and the name of the file at work."""

MEGABYTE = 1024 * 1024
SPACE_FACTOR = 5


def prepare(
    workspace: Workspace,
    store: Store,
    files: Sequence[Incoming],
    options: ImportOptions,
    progress: Progress | None = None,
) -> Prepared:
    """Read and map the files, and fold them into what would become the next version.

    A file that cannot be taken does not stop the others from being looked at; the import is `ready` only when every
    file can be taken and no question is open.
    """
    _check_space(workspace, files)
    work = workspace.incoming / secrets.token_hex(8)
    work.mkdir(parents=True)
    try:
        reports, mapped = _look(files, options, work, store, progress or _silent)
        _check_columns(reports, options)
        staged = None
        if mapped:
            known = [report.known_at for report in reports if report.known_at is not None]
            answers = dict(options.answers)
            staged = store.stage(list(mapped.values()), known, answers, accept_all=options.yes)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    questions = tuple(question for report in reports for question in report.questions)
    if staged is not None:
        questions += tuple(staged.questions)
        for index, seen in zip(mapped, staged.files, strict=True):
            reports[index] = _seen(reports[index], seen)
    return Prepared(tuple(reports), questions, staged, work)


def _check_columns(reports: Sequence[FileReport], options: ImportOptions) -> None:
    """Refuse a column that a person named and that none of the files has."""
    read_files = [report for report in reports if report.reading is not None]
    columns = list(dict.fromkeys(name for report in read_files if report.reading for name in report.reading.columns))
    for column in options.sets:
        if columns and column not in columns:
            names = ", ".join(report.incoming.name for report in read_files)
            near = nearest(column, columns, 0.0) or ""
            raise Refused("mapping.unknown_column", file=names, column=column, nearest=near)


def _seen(report: FileReport, seen: StagedFile) -> FileReport:
    """Join what staging found of a file; a file without one acceptable row is refused."""
    report = replace(
        report,
        outcome=seen.outcome,
        upload=seen.upload,
        known_at=seen.known_at,
        already_imported=seen.already_imported,
    )
    rows = seen.outcome.rows
    if rows.accepted + rows.unassigned + rows.merged == 0 and not seen.already_imported:
        if rows.read == 0:
            return replace(report, reason="pipeline.header_only", params={"file": report.incoming.name})
        params = {"file": report.incoming.name, "read": rows.read, "rejected": rows.rejected, "dropped": rows.dropped}
        return replace(report, reason="pipeline.no_rows", params=dict(params))
    return report


def _look(
    files: Sequence[Incoming], options: ImportOptions, work: Path, store: Store, progress: Progress
) -> tuple[list[FileReport], dict[int, Mapped]]:
    reports: list[FileReport] = []
    mapped: dict[int, Mapped] = {}
    now, saved = _now(store), Saved.of(store, options)
    waiting = deque(files)
    for index in count():
        if not waiting:
            return reports, mapped
        file = waiting.popleft()
        progress(index / (index + 1 + len(waiting)), file.name)
        place = work / str(index)
        place.mkdir()
        try:
            report, rows = _look_at(file, options, place, now, saved)
        except Refused as error:
            if error.code == "reading.zip_files":
                waiting.extendleft(reversed(_members(file, error)))
                continue
            report, rows = FileReport(file, reason=error.code, params=dict(error.params)), None
        if rows is not None:
            mapped[len(reports)] = rows
        reports.append(report)
    return reports, mapped


def _members(archive: Incoming, several: Refused) -> list[Incoming]:
    """Return the files of an archive that holds more than one."""
    names = cast("list[str]", several.params["members"])
    return [Incoming(archive.path, f"{archive.name}/{name}", name) for name in names]


def _look_at(
    file: Incoming, options: ImportOptions, place: Path, now: dt.datetime, saved: Saved
) -> tuple[FileReport, Mapped | None]:
    raw = place / "raw"
    if file.path.is_dir():
        raise Refused("cli.folder", file=file.name or str(file.path))
    try:
        shutil.copyfile(file.path, raw)
    except OSError as error:
        raise Refused("cli.no_file", file=file.name) from error
    reading = read(raw, place, name=file.name, sheet=file.member)
    if file.member is None and reading.dialect is not None and reading.sheet is not None:  # an archive of one text
        file = replace(file, name=f"{file.name}/{reading.sheet}", member=reading.sheet)
        reading = replace(reading, name=file.name)
    report = FileReport(file, sha256=reading.sha256, reading=reading)
    said = decisions(file, reading, options, saved)
    report = replace(report, saved=said.saved, told=said.table is not None)
    try:
        found = _recognised(reading, said, options)
    except Refused as error:  # what was said does not fit the file; what was read of it is still shown
        return replace(report, reason=error.code, params=dict(error.params)), None
    report = replace(
        report,
        mapping=found.mapping,
        seen=found.seen,
        questions=found.questions,
        layout=found.layout,
        unused=found.unused,
    )
    if found.mapping is None:
        if not found.questions:
            report = replace(report, reason=found.reason, params=dict(found.params))
        return report, None
    if found.questions:
        return report, None
    confirmed = said.confirmed(file, reading, found.mapping)
    report = replace(report, known_at=_known_at(file, reading, options, now), confirmed=confirmed)
    return report, apply(reading, found.mapping, place)


def _recognised(reading: Reading, said: Decisions, options: ImportOptions) -> Recognition:
    return recognise(
        reading,
        table=said.table,
        sets=said.sets,
        answers=said.answers,
        soft=said.soft,
        stages=said.stages,
        layout=said.layout,
        source=options.source,
    )


def _known_at(file: Incoming, reading: Reading, options: ImportOptions, now: dt.datetime) -> KnownAt:
    """Say when the file's content was learnt: as told, else in the file, else in its name, else now (assumed)."""
    if options.known_at is not None:
        return KnownAt(_midnight(options.known_at), "given")
    stated = from_file(reading)
    if stated is not None and stated <= now.date():
        return KnownAt(_midnight(stated), "stated")
    named = from_name(file.name)
    if named is not None and named <= now.date():
        return KnownAt(_midnight(named), "name")
    return KnownAt(now, "assumed")


def _now(store: Store) -> dt.datetime:
    """Return this second, or the next that no upload has: of two imports without a date the later one wins."""
    taken = {upload.known_at for upload in store.uploads()}
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    while now in taken:
        now += dt.timedelta(seconds=1)
    return now


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _check_space(workspace: Workspace, files: Sequence[Incoming]) -> None:
    """Refuse before anything is written when the disk could run full half-way."""
    workspace.incoming.mkdir(parents=True, exist_ok=True)
    needed = SPACE_FACTOR * sum(file.path.stat().st_size for file in files if file.path.is_file())
    free = shutil.disk_usage(workspace.incoming).free
    if needed > free:
        raise Refused("pipeline.disk_full", needed=needed // MEGABYTE + 1, free=free // MEGABYTE)


def _silent(_share: float, _name: str) -> None:
    """Report progress to nobody."""
