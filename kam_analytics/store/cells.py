"""Cells of small tables: which of them can be known, and as rows of typed columns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kam_analytics.engine import Session, model
from kam_analytics.schema import KEY_MARK, TABLES, Column, Table
from kam_analytics.store.aliases import resolved
from kam_analytics.store.records import HISTORY_SCHEMA, Content

__all__ = ["EVERYTHING", "Moment", "keep_cells", "typed"]

_RULE = pa.schema([("field", pa.string()), ("knowable", pa.string()), ("since", pa.string())])
_DATE = pa.schema([("field", pa.string()), ("place", pa.int32()), ("monthly", pa.bool_())])
_ACCOUNTS = ("account", "target")
"""What a column refers to when its ids are resolved; a target's id is an account's on one of its levels."""


@dataclass(frozen=True)
class Moment:
    """From when we look: no event after `cut`, nothing learnt after `known_by` (text; None: all that is known)."""

    known_by: str | None = None
    cut: dt.date | None = None

    @property
    def seen_by(self) -> str | None:
        """What was learnt by both."""
        end = f"{self.cut.isoformat()}T23:59:59" if self.cut else None
        return min((text for text in (end, self.known_by) if text), default=None)


EVERYTHING = Moment()


def keep_cells(session: Session, content: Content, table: str, name: str, moment: Moment | str | None) -> None:
    """Keep the visible cells of a small table under a name of the session; a text is a `known_by` with its own day."""
    if not isinstance(moment, Moment):
        moment = Moment(moment, dt.date.fromisoformat(moment[:10])) if moment else EVERYTHING
    schema = TABLES[table]
    session.table("field_rule", _rules(schema))
    session.table("date_field", _dates(schema))
    session.files("history", [part.path for part in content.of(table, "history")], HISTORY_SCHEMA)
    params = {
        "known_by": moment.known_by,
        "seen_by": moment.seen_by,
        "cut": moment.cut,
        "exists_from": schema.exists_from or "",
        "closes_on": schema.closes_on or "",
        "timeless": schema.timeless,
        "prefixed": schema.column(schema.key[0]).refers is not None,
    }
    session.keep(name, model("store", "visible_record"), params)


def typed(session: Session, content: Content, table: str, moment: Moment, aliases: pa.Table) -> pa.Table:
    """Return the visible rows of a small table in the columns of the schema, ordered by key; account ids resolved."""
    schema = TABLES[table]
    if not content.of(table, "history"):
        return pa.schema([(column.name, column.arrow) for column in schema.columns]).empty_table()
    keep_cells(session, content, table, "seen_cell", moment)
    cells = session.fetch(model("store", "record_cell_numbered"))
    rows = cells.filter(pc.equal(cells["field"], ""))
    parts = pc.split_pattern(rows["key"], KEY_MARK)
    columns: dict[str, pa.ChunkedArray] = {}
    for column in schema.columns:
        if column.name in schema.key:
            texts = pc.list_element(parts, schema.key.index(column.name)) if rows.num_rows else rows["key"]
        else:
            texts = _scattered(cells, column.name, rows.num_rows)
            texts = _prefixed(texts, rows["source"]) if column.refers else texts
        texts = resolved(texts, aliases) if column.refers in _ACCOUNTS else texts
        columns[column.name] = _cast(texts, column)
    for column in schema.columns:
        if column.before is not None and column.since:
            waiting = pc.and_(pc.is_null(columns[column.since]), pc.is_null(columns[column.name]))
            columns[column.name] = pc.if_else(waiting, pa.scalar(column.before, pa.string()), columns[column.name])
    return pa.table(columns)


def _rules(table: Table) -> pa.Table:
    rows = [{"field": c.name, "knowable": c.knowable, "since": c.since} for c in table.columns]
    return pa.Table.from_pylist(rows, schema=_RULE)


def _dates(table: Table) -> pa.Table:
    names = {table.exists_from, table.closes_on, *(c.since for c in table.columns)} - {None}
    rows = [
        {
            "field": name,
            "place": table.key.index(name) + 1 if name in table.key else None,
            "monthly": table.column(name).kind == "month",
        }
        for name in sorted(str(name) for name in names)
    ]
    return pa.Table.from_pylist(rows, schema=_DATE)


def _scattered(cells: pa.Table, field: str, rows: int) -> pa.ChunkedArray:
    """Return the column's texts in the order of the rows, NULL where a row has none."""
    found = cells.filter(pc.equal(cells["field"], field))
    places = np.full(rows, -1, dtype=np.int64)
    places[np.asarray(found["number"], dtype=np.int64)] = np.arange(found.num_rows)
    return found["value"].take(pa.array(places, mask=places < 0))


def _prefixed(texts: pa.ChunkedArray, sources: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.equal(sources, "main"), texts, pc.binary_join_element_wise(sources, texts, ":"))


def _cast(texts: pa.ChunkedArray, column: Column) -> pa.ChunkedArray:
    texts = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    return pc.cast(texts, column.arrow)
