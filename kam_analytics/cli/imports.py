"""`kam inspect`, `kam import` and `kam table`."""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from kam_analytics.cli import shapes
from kam_analytics.cli.import_notes import tell
from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table, note
from kam_analytics.cli.ranking import parse_date
from kam_analytics.config import author
from kam_analytics.errors import OpenQuestions, Refused, Unreadable
from kam_analytics.export import to_csv
from kam_analytics.i18n import say
from kam_analytics.mapping import recognise
from kam_analytics.pipeline import Analytics, ImportOptions, Incoming, Prepared
from kam_analytics.pipeline.rejects import reject_rows
from kam_analytics.reading import Reading, read
from kam_analytics.store import Totals

__all__ = ["register"]

REJECTED = 1
Files = Annotated[list[Path], typer.Argument(help="Export files: CSV, TSV, XLSX, also .gz and .zip.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("inspect")(inspect)
    app.command("import")(import_files)
    app.command("table")(table)


def inspect(
    files: Files,
    *,
    sheet: Annotated[str | None, typer.Option(help="Sheet of a workbook, or file of a zip.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write the cells exactly as read; rejects to stderr.")] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for NAME.csv and NAME.rejects.csv of each file.")] = None,
    json: AsJson = False,
) -> None:
    """Show what the reader sees in a file, without a workspace."""
    found: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            _known_file(path)
            for reading in _readings(path, Path(folder), sheet, several=not as_csv or out is not None):
                if out is not None:
                    _write_cells(reading, out)
                elif as_csv:
                    _print_cells(reading)
                elif json:
                    found.append(shapes.inspection(reading, recognise(reading)))
                else:
                    _describe(shapes.inspection(reading, recognise(reading)))
    if found:
        emit_json(found[0] if len(found) == len(files) == 1 else found)


def _readings(path: Path, folder: Path, sheet: str | None, *, several: bool) -> Iterator[Reading]:
    """Read a file, or each file of an archive where several can be shown."""
    try:
        yield read(path, folder, name=path.name, sheet=sheet)
    except Unreadable as refusal:
        if refusal.code != "reading.zip_files" or not several:
            raise
        names = refusal.params["members"]
        assert isinstance(names, list)  # noqa: S101 - the reader lists them
        stems = [Path(name).stem for name in names]
        for name, stem in zip(names, stems, strict=True):
            plain = name if stems.count(stem) == 1 else name.replace("/", "_")
            yield read(path, folder, name=f"{path.name}/{plain}", sheet=name)


def import_files(
    files: Files,
    *,
    workspace: Folder = None,
    as_table: Annotated[str | None, typer.Option("--as", help="The canonical table of these files.")] = None,
    sets: Annotated[list[str] | None, typer.Option("--set", help="COLUMN=FIELD, repeatable.")] = None,
    answers: Annotated[list[str] | None, typer.Option("--answer", help="FILE:COLUMN=VALUE, repeatable.")] = None,
    known_at: Annotated[str | None, typer.Option(help="Date of the export (YYYY-MM-DD).")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Look, but publish nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Take what is certain enough without asking.")] = False,
    mapping: Annotated[
        str | None, typer.Option(help="A saved mapping, NAME or NAME:VERSION; see kam mappings.")
    ] = None,
    stages: Annotated[list[str] | None, typer.Option("--stage", help="STAGE=open, won or lost; repeatable.")] = None,
    rejects: Annotated[Path | None, typer.Option(help="Write every rejected row to this CSV.")] = None,
    json: AsJson = False,
) -> None:
    """Import any number of files as one version."""
    options = ImportOptions(
        table=as_table,
        sets=_pairs(sets or [], "COLUMN=FIELD"),
        answers=_pairs(answers or [], "FILE:COLUMN=VALUE"),
        known_at=parse_date(known_at),
        yes=yes,
        mapping=mapping,
        stages=_stages(stages or []),
    )
    analytics = Analytics.open(workspace)
    prepared = _prepare(analytics, [Incoming(path, path.name) for path in files], options)
    if rejects is not None:
        _write_rejects(prepared, rejects)
    if not prepared.ready:
        _refuse(analytics, prepared, json=json)
    before, standing = analytics.version(), _standing(analytics)
    if dry_run:
        report = shapes.imported(prepared, before, standing, dry_run=True)
        analytics.discard(prepared)
    else:
        publication = analytics.publish(prepared, author())
        report = shapes.imported(prepared, publication.version, standing, dry_run=False)
    if json:
        emit_json(report)
    else:
        tell(prepared, report)
    if any(file.outcome is not None and file.outcome.rows.rejected for file in prepared.files):
        raise typer.Exit(REJECTED)


def table(
    name: Annotated[str, typer.Argument(help="Canonical table, e.g. revenue_line.")],
    *,
    workspace: Folder = None,
    version: Annotated[str | None, typer.Option(help="A version's id; else the current one.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV (RFC 4180) instead of columns.")] = False,
    json: AsJson = False,
) -> None:
    """Print a canonical table of a version: text cells exactly as stored, ordered by key."""
    rows = Analytics.open(workspace).store.table(version, name)
    if json:
        emit_json(rows.to_pylist())
    elif as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(rows.column_names)
        for batch in rows.to_batches():
            writer.writerows(
                zip(*(["" if v is None else v for v in c.to_pylist()] for c in batch.columns), strict=True)
            )
    else:
        emit_table(rows.column_names, (list(row.values()) for row in rows.to_pylist()))


def _prepare(analytics: Analytics, files: list[Incoming], options: ImportOptions) -> Prepared:
    console = Console(stderr=True)
    if not console.is_terminal:
        return analytics.prepare(files, options)
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True) as bar:
        task = bar.add_task("", total=1.0)
        return analytics.prepare(files, options, lambda done, name: bar.update(task, completed=done, description=name))


def _refuse(analytics: Analytics, prepared: Prepared, *, json: bool) -> None:
    """Say why nothing was imported; with `--json` the report says so too."""
    if json:
        emit_json(shapes.imported(prepared, analytics.version(), _standing(analytics), dry_run=False, refused=True))
    for file in prepared.refused:
        note(say(str(file.reason), **{"file": file.incoming.name, **file.params}))
    for question in prepared.questions:
        note(
            say(
                "cli.question",
                file=question.file,
                column=question.column,
                question=say(question.code, **question.params),
                choices=" | ".join(choice.value for choice in question.choices),
            )
        )
    analytics.discard(prepared)
    if prepared.refused:
        raise Refused("pipeline.refused", n=len(prepared.refused))
    raise OpenQuestions("pipeline.open_questions", n=len(prepared.questions))


def _standing(analytics: Analytics) -> tuple[Totals, str]:
    return analytics.store.totals(), analytics.store.base_currency()


def _write_rejects(prepared: Prepared, target: Path) -> None:
    header, rows = reject_rows(prepared)
    target.write_text(to_csv(header, rows), encoding="utf-8", newline="")


def _print_cells(reading: Reading) -> None:
    """Cells to stdout, rejects to stderr, both RFC 4180 and unchanged: a diagnosis, not an export."""
    _cells_to(csv.writer(sys.stdout), reading)
    _rejects_to(csv.writer(sys.stderr), reading)


def _write_cells(reading: Reading, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stem = Path(reading.name).stem
    with (folder / f"{stem}.csv").open("w", encoding="utf-8", newline="") as cells:
        _cells_to(csv.writer(cells), reading)
    with (folder / f"{stem}.rejects.csv").open("w", encoding="utf-8", newline="") as rejects:
        _rejects_to(csv.writer(rejects), reading)


def _cells_to(writer: shapes.Writer, reading: Reading) -> None:
    writer.writerow(reading.columns)
    for batch in reading.batches():
        columns = [batch.column(f"c{i}").to_pylist() for i in range(len(reading.columns))]
        writer.writerows(zip(*columns, strict=True))


def _rejects_to(writer: shapes.Writer, reading: Reading) -> None:
    writer.writerow(("row", "line_from", "line_to", "code", "reason", "raw"))
    for reject in reading.rejects:
        reason = say(reject.code, **reject.params)
        writer.writerow((reject.row, reject.line_from, reject.line_to, reject.code, reason, reject.raw))


def _describe(seen: dict[str, object]) -> None:
    for name in ("path", "table", "layout", "confidence", "sheet", "encoding", "delimiter", "header_row", "rows"):
        sys.stdout.write(f"{name}: {seen[name]}\n")
    if seen["reason"]:
        sys.stdout.write(f"reason: {seen['reason']}\n")
    columns = seen["columns"]
    assert isinstance(columns, list)  # noqa: S101 - shapes.inspection makes it one
    header = ("name", "field", "suggestion", "confidence", "type", "decimal", "date_order", "examples")
    shown = ({**column, "examples": " | ".join(column["examples"])} for column in columns)
    emit_table(header, ([column[key] for key in header] for column in shown))


def _stages(texts: list[str]) -> dict[str, str]:
    pairs = _pairs(texts, "STAGE=open|won|lost")
    for stage, value in pairs.items():
        if value not in ("open", "won", "lost"):
            raise Refused("cli.bad_stage", stage=stage, value=value)
    return pairs


def _pairs(texts: list[str], shape: str) -> dict[str, str]:
    pairs = {}
    for text in texts:
        key, separator, value = text.rpartition("=")
        if not separator or not key:
            raise Refused("cli.bad_pair", value=text, shape=shape)
        pairs[key] = value
    return pairs


def _known_file(path: Path) -> None:
    if path.is_dir():
        raise Refused("cli.folder", file=str(path))
    if not path.is_file():
        raise Refused("cli.no_file", file=path.name)
