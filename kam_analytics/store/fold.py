"""The fold: from a set of uploads to canonical parts; only what the changed uploads touch is written anew."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from kam_analytics.engine import Engine, Session, model
from kam_analytics.schema import TABLES
from kam_analytics.store.aliases import ALIAS_SCHEMA, aliases
from kam_analytics.store.files import digest
from kam_analytics.store.fold_lines import LINES, compare_lines, fold_lines
from kam_analytics.store.records import CELL_SCHEMA, HISTORY_SCHEMA, Content, Part, Slot, Upload
from kam_analytics.store.types import TableChange

__all__ = ["Folded", "compare", "fold"]

RECORDS = tuple(name for name in TABLES if name != "revenue_line")


@dataclass(frozen=True)
class Folded:
    """A set of uploads, folded: new parts lie in the folder given, others are those of the old version."""

    content: Content
    tables: dict[str, TableChange]


def fold(engine: Engine, old: Content, olds: Collection[Upload], news: Collection[Upload], folder: Path) -> Folded:
    """Return the content of the uploads `news`, given that of the uploads `olds`.

    The result depends on `news` only; `old` saves work. Without `old` (empty, and no `olds`) everything is written.
    """
    parts, changes = dict(old.parts), {}
    lines, changes["revenue_line"] = fold_lines(
        engine, old, _of("revenue_line", olds), _of("revenue_line", news), folder
    )
    parts = {slot: part for slot, part in parts.items() if slot[0] != "revenue_line"} | lines
    for name in RECORDS:
        if {u.id for u in _of(name, olds)} != {u.id for u in _of(name, news)}:
            parts.pop((name, "history", None), None)
            parts |= _history(engine, name, _of(name, news), folder)
    changes |= {name: _change(engine, name, old.parts, parts) for name in RECORDS}
    content = _measured(engine, parts, news, changes)
    shown = {name: change for name, change in changes.items() if change != TableChange()}
    return Folded(content, dict(sorted(shown.items())))


def compare(engine: Engine, old: Content, new: Content) -> dict[str, TableChange]:
    """Return by table what the second content has over the first, whatever uploads they come from."""
    changes = {name: _change(engine, name, old.parts, new.parts) for name in RECORDS}
    changes[LINES] = compare_lines(engine, old, new)
    return dict(sorted((name, change) for name, change in changes.items() if change != TableChange()))


def _of(table: str, uploads: Iterable[Upload]) -> list[Upload]:
    return sorted((upload for upload in uploads if upload.table == table), key=lambda upload: upload.order)


def _history(engine: Engine, table: str, uploads: list[Upload], folder: Path) -> dict[Slot, Part]:
    if not uploads:
        return {}
    identity = secrets.token_hex(16)
    path = folder / f"{identity}.parquet"
    with engine.session() as session:
        order = [
            {
                "upload": u.id,
                "source": u.source,
                "known_at": u.known_at,
                "precedence": u.precedence,
                "place": i,
                "in_new": True,
            }
            for i, u in enumerate(uploads)
        ]
        session.table("upload_order", pa.Table.from_pylist(order))
        session.files("upload_rows", [u.paths["rows"] for u in uploads], HISTORY_SCHEMA)
        rows = session.write(model("store", "record_history"), path)
    part = Part(identity, table, "history", None, path, rows, path.stat().st_size, digest(path))
    return {part.slot: part}


def _change(engine: Engine, table: str, olds: dict[Slot, Part], news: dict[Slot, Part]) -> TableChange:
    """Count keys of a small table that came, changed or went; ids that lines name count as accounts."""
    counted = {"account", "account_alias", LINES} if table == "account" else {table}
    if not any(slot[0] in counted for slot in (*olds, *news)):
        return TableChange()
    with engine.session() as session:
        for side, parts in (("old", olds), ("new", news)):
            history = parts.get((table, "history", None))
            session.files("history", [history.path] if history else [], HISTORY_SCHEMA)
            session.keep(f"{side}_record", model("store", "record_newest"))
            accounts = parts if table == "account" else {}
            _name_accounts(session, side, accounts)
            session.table(f"{side}_alias", aliases(session, accounts) if accounts else ALIAS_SCHEMA.empty_table())
        row = session.fetch(model("store", "record_change")).to_pylist()[0]
    return TableChange(row["rows"], row["added"], row["updated"], row["retired"])


def _name_accounts(session: Session, side: str, parts: dict[Slot, Part]) -> None:
    lines = [part.path for slot, part in parts.items() if slot[:2] == (LINES, "live")]
    if lines:
        session.files("live_line", lines, CELL_SCHEMA)
        session.keep(f"{side}_account", model("store", "line_account"))
    else:
        session.table(f"{side}_account", CELL_SCHEMA.empty_table())


def _measured(
    engine: Engine, parts: dict[Slot, Part], uploads: Collection[Upload], changes: dict[str, TableChange]
) -> Content:
    records = {name: changes[name].rows for name in RECORDS if name != "account"}
    newest = max((upload.known_at for upload in uploads), default="")
    content = Content(parts, changes["account"].rows, records, newest)
    deals = content.of("opportunity", "history")
    if not content.lines and not deals:
        return content
    with engine.session() as session:
        session.files("live_line", [part.path for part in content.lines], CELL_SCHEMA)
        session.files("history", [part.path for part in deals], HISTORY_SCHEMA)
        session.keep("newest_cell", model("store", "record_newest"))
        stated = session.fetch(model("store", "deal_currency"))["currency"].to_pylist()
        extent = model("store", "data_extent" if content.lines else "booking_extent")
        row = session.fetch(extent, {"newest": newest[:10]}).to_pylist()[0]
    return replace(content, **row, deal_currency=stated[0] if stated else None)
