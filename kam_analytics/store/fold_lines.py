"""The fold of revenue lines: the invoice is the unit, the month is the part."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from kam_analytics.engine import Engine, Session, model
from kam_analytics.schema import MONEY
from kam_analytics.store.files import digest
from kam_analytics.store.records import Content, Kind, Money, Part, Slot, Upload
from kam_analytics.store.types import TableChange

__all__ = ["INDEX_SCHEMA", "LINES", "LINE_SCHEMA", "UPLOAD_LINE_SCHEMA", "compare_lines", "fold_lines", "order_uploads"]

LINES = "revenue_line"
LINE_SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("invoice_id", pa.string()),
        ("line_no", pa.int32()),
        ("account_id", pa.string()),
        ("invoiced_on", pa.date32()),
        ("product_id", pa.string()),
        ("quantity", pa.float64()),
        ("amount", MONEY),
        ("cost", MONEY),
        ("currency", pa.string()),
    ]
)
UPLOAD_LINE_SCHEMA = pa.schema(
    [("upload", pa.string()), *(f for f in LINE_SCHEMA if f.name not in {"source", "account_id", "invoiced_on"})]
)
INDEX_SCHEMA = pa.schema(
    [
        ("upload", pa.string()),
        ("invoice_id", pa.string()),
        ("has_header", pa.bool_()),
        ("has_lines", pa.bool_()),
        ("account_id", pa.string()),
        ("invoiced_on", pa.date32()),
        ("complete", pa.bool_()),
        ("numbered", pa.bool_()),
        ("partial", pa.bool_()),
    ]
)


def fold_lines(
    engine: Engine, old: Content, olds: Sequence[Upload], news: Sequence[Upload], folder: Path
) -> tuple[dict[Slot, Part], TableChange]:
    """Return the line parts of the uploads `news`, and what changed against those of `olds`.

    Only invoices of uploads that come or go are looked at, and only months where one of their lines differs are
    written.
    """
    kept = {slot: part for slot, part in old.parts.items() if slot[0] == LINES}
    changed = {u.id for u in olds} ^ {u.id for u in news}
    if not changed:
        return kept, _table_change(kept, {})
    with engine.session() as session:
        order_uploads(session, olds, news)
        everything = {u.id: u for u in (*olds, *news)}
        paths = [everything[upload].paths["index"] for upload in sorted(changed)]
        session.files("changed_index", paths, INDEX_SCHEMA)
        session.keep("touched", model("store", "touched"))
        session.files("upload_index", [u.paths["index"] for u in everything.values()], INDEX_SCHEMA)
        session.keep("candidate", model("store", "candidate"))
        _old_lines(session, kept)
        _new_lines(session, news)
        changes = session.fetch(model("store", "line_change")).to_pylist()
        for month in _months(changes):
            slot: Slot = (LINES, "pending" if month is None else "live", month)
            before = kept.pop(slot, None)
            part = _write(session, slot, before, folder)
            if part is not None:
                kept[slot] = part
    return kept, _table_change(kept, _counts(changes))


def compare_lines(engine: Engine, old: Content, new: Content) -> TableChange:
    """Return what changed between two contents; equal parts are not read."""
    news = {slot: part for slot, part in new.parts.items() if slot[0] == LINES}
    shared = {part.id for part in old.parts.values()} & {part.id for part in news.values()}
    with engine.session() as session:
        for side, parts in (("old_line", old.parts), ("new_line", news)):
            differing = [p.path for slot, p in parts.items() if slot[0] == LINES and p.id not in shared]
            session.files(side, differing, LINE_SCHEMA)
        changes = session.fetch(model("store", "line_change")).to_pylist()
    return _table_change(news, _counts(changes))


def order_uploads(session: Session, olds: Sequence[Upload], news: Sequence[Upload]) -> None:
    """Name the uploads of both versions with their place (the newest has the highest), as `upload_order`."""
    before, after = {u.id for u in olds}, {u.id for u in news}
    ordered = sorted({u.id: u for u in (*olds, *news)}.values(), key=lambda u: u.order)
    rows = {
        "upload": pa.array([u.id for u in ordered], pa.string()),
        "source": pa.array([u.source for u in ordered], pa.string()),
        "place": pa.array(range(len(ordered)), pa.int64()),
        "in_old": pa.array([u.id in before for u in ordered], pa.bool_()),
        "in_new": pa.array([u.id in after for u in ordered], pa.bool_()),
    }
    session.table("upload_order", pa.table(rows))


def _old_lines(session: Session, parts: dict[Slot, Part]) -> None:
    """Keep the old lines of touched invoices, from the months that held them."""
    session.keep("old_header", model("store", "invoice_header"), {"new": False})
    months = session.fetch(model("store", "header_month"))["month"].to_pylist()
    slots: list[Slot] = [(LINES, "pending" if month is None else "live", month) for month in months]
    session.files("old_part", [parts[slot].path for slot in slots if slot in parts], LINE_SCHEMA)
    session.keep("old_line", model("store", "old_line"))


def _new_lines(session: Session, uploads: Sequence[Upload]) -> None:
    session.keep("new_header", model("store", "invoice_header"), {"new": True})
    session.keep("line_choice", model("store", "line_choice"), {"new": True})
    chosen = set(session.fetch(model("store", "chosen_upload"))["upload"].to_pylist())
    session.files("upload_line", [u.paths["line"] for u in uploads if u.id in chosen], UPLOAD_LINE_SCHEMA)
    session.keep("new_line", model("store", "new_line"))


def _months(changes: list[dict[str, Any]]) -> list[dt.date | None]:
    """Return the months (None: pending) that hold a line that differs."""
    found: set[dt.date | None] = set()
    for row in changes:
        if row["change"] != "same":
            found |= {row["old_month"]} if row["was"] else set()
            found |= {row["new_month"]} if row["is_now"] else set()
    return sorted(found, key=lambda month: month or dt.date.min)


def _write(session: Session, slot: Slot, before: Part | None, folder: Path) -> Part | None:
    identity = secrets.token_hex(16)
    path = folder / f"{identity}.parquet"
    session.files("old_month_part", [before.path] if before else [], LINE_SCHEMA)
    rows = session.write(model("store", "line_part"), path, {"month": slot[2]})
    if rows == 0:
        path.unlink()
        return None
    session.files("line_part", [path], LINE_SCHEMA)
    entries = session.fetch(model("store", "part_money")).to_pylist()
    money = {
        entry["currency"]: Money(entry["lines"], entry["amount"], entry["assigned_lines"], entry["assigned_amount"])
        for entry in entries
    }
    first = min((e["first_on"] for e in entries if e["first_on"]), default=None)
    last = max((e["last_on"] for e in entries if e["last_on"]), default=None)
    kind: Kind = "live" if slot[1] == "live" else "pending"
    return Part(identity, LINES, kind, slot[2], path, rows, path.stat().st_size, digest(path), first, last, money)


def _counts(changes: list[dict[str, Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in changes:
        counts[str(row["change"])] = counts.get(str(row["change"]), 0) + int(str(row["lines"]))
    return counts


def _table_change(parts: dict[Slot, Part], counts: dict[str, int]) -> TableChange:
    live = sum(part.rows for part in parts.values() if part.kind == "live")
    pending = sum(part.rows for part in parts.values() if part.kind == "pending")
    return TableChange(live, counts.get("added", 0), counts.get("updated", 0), counts.get("retired", 0), pending)
