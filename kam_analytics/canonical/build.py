"""Groups the files of one import into uploads and writes their typed rows."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from kam_analytics.canonical.identity import fields, file_key, known_text, upload_id
from kam_analytics.canonical.keys import keyed
from kam_analytics.canonical.outcomes import outcomes
from kam_analytics.canonical.types import KnownAt, UploadDraft
from kam_analytics.engine import Engine, Session, model
from kam_analytics.mapping.types import Mapped
from kam_analytics.schema import table

__all__ = ["build", "stamped"]

INVOICES = "revenue_line"


def build(engine: Engine, mapped: Sequence[Mapped], known: Sequence[KnownAt], place: Path) -> list[UploadDraft]:
    """Return the uploads of one import, ordered by id.

    Files of the same table, half, source, `known_at` and columns are one upload, so that a file cut in two inside an
    invoice loses nothing.

    Parameters
    ----------
    mapped, known
        The files, each once, and when each was learnt.
    place
        An empty folder of this import below the engine's directory; the uploads' files are written into it.
    """
    groups: dict[tuple[object, ...], list[tuple[Mapped, KnownAt]]] = defaultdict(list)
    for file, at in zip(mapped, known, strict=True):
        kind = file.mapping
        groups[kind.table, kind.half, kind.source, known_text(at.at), fields(kind)].append((file, at))
    drafts = []
    for group in groups.values():
        group.sort(key=lambda entry: file_key(entry[0]))
        drafts.append(_draft(engine, [file for file, _ in group], group[0][1], place))
    return sorted(drafts, key=lambda draft: draft.id)


def stamped(engine: Engine, draft: UploadDraft, precedence: int, partial: Sequence[str], place: Path) -> UploadDraft:
    """Return the draft with the decisions of a person in its identity; its files are written anew.

    Parameters
    ----------
    precedence
        Its place among uploads of the same `known_at`.
    partial
        Invoices of which the files hold only a part.
    """
    files = [outcome.mapped for outcome in draft.files]
    final = upload_id(files, draft.known_at.at, precedence, partial)
    if final == draft.id:
        return draft
    folder = _folder(place)
    halves = {}
    with engine.session() as session:
        session.table("partial_invoice", pa.table({"invoice_id": pa.array(sorted(partial), pa.string())}))
        for half, path in draft.halves.items():
            session.files(f"upload_{half}", [path], pq.read_schema(path))
            halves[half] = folder / f"{half}.parquet"
            session.write(model("canonical", f"stamped_{half}"), halves[half], {"upload": final})
    mode: Literal["full", "partial"] = "partial" if partial else "full"
    return replace(draft, id=final, precedence=precedence, mode=mode, halves=halves)


def _draft(engine: Engine, files: list[Mapped], known_at: KnownAt, place: Path) -> UploadDraft:
    upload = upload_id(files, known_at.at)
    folder = _folder(place)
    mapping = files[0].mapping
    with engine.session() as session:
        if mapping.table == INVOICES:
            halves, edges = _invoices(session, files, folder, upload)
        else:
            halves, edges = _records(session, files, folder, upload), ()
        found = outcomes(session, files)
    return UploadDraft(upload, mapping.table, mapping.source, known_at, found, halves, half=mapping.half, edges=edges)


def _invoices(
    session: Session, files: list[Mapped], folder: Path, upload: str
) -> tuple[dict[str, Path], tuple[str, ...]]:
    half = files[0].mapping.half or "both"
    params = {"upload": upload, "half": half}
    _tag(session, files, folder)
    session.keep("invoice_row", model("canonical", "invoice_row"), params)
    halves = {"index": folder / "index.parquet"}
    session.write(model("canonical", "invoice_index"), halves["index"], params)
    if half != "header":
        halves["line"] = folder / "line.parquet"
        session.write(model("canonical", "invoice_line"), halves["line"], params)
    edges = session.fetch(model("canonical", "invoice_edge"))["invoice_id"].to_pylist()
    return halves, tuple(sorted(set(edges))) if half != "header" else ()


def _tag(session: Session, files: list[Mapped], folder: Path) -> None:
    """Bring the rows of all files under one name, each with its file's number and every canonical column."""
    columns = [(column.name, column.arrow) for column in table(INVOICES).columns]
    schema = pa.schema([("row", pa.int64()), ("state", pa.string()), *columns])
    empty = folder / "empty.parquet"
    pq.write_table(schema.empty_table(), empty)
    tagged = []
    for number, file in enumerate(files):
        session.files("mapped_row", [empty, file.rows], schema)
        if len(files) == 1:
            session.define("draft_row", model("canonical", "tagged"), {"file": 0})
            return
        tagged.append(folder / f"tagged_{number}.parquet")
        session.write(model("canonical", "tagged"), tagged[-1], {"file": number})
    session.files("draft_row", tagged, schema)


def _records(session: Session, files: list[Mapped], folder: Path, upload: str) -> dict[str, Path]:
    tables = []
    for number, file in enumerate(files):
        rows = keyed(pq.read_table(file.rows), table(file.mapping.table))
        tables.append(rows.append_column("file", pa.array([number] * rows.num_rows, pa.int32())))
    session.table("draft_row", pa.concat_tables(tables, promote_options="default"))
    session.keep("record_cell", model("canonical", "record_cell"))
    session.keep("record_row", model("canonical", "record_row"))
    target = folder / "rows.parquet"
    session.write(model("canonical", "record_upload"), target, {"upload": upload})
    return {"rows": target}


def _folder(place: Path) -> Path:
    folder = place / secrets.token_hex(8)
    folder.mkdir()
    return folder
