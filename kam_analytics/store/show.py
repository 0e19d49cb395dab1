"""Versions as people read them: tables of text cells, and what differs between two versions."""

from __future__ import annotations

import pyarrow as pa

from kam_analytics.engine import Engine, model
from kam_analytics.errors import NotFound
from kam_analytics.schema import CUSTOM, KEY_MARK, TABLES, Table
from kam_analytics.store.aliases import ALIAS_SCHEMA, aliases
from kam_analytics.store.catalog import Catalog
from kam_analytics.store.cells import keep_cells
from kam_analytics.store.fold import compare
from kam_analytics.store.fold_lines import LINE_SCHEMA, LINES
from kam_analytics.store.records import Content
from kam_analytics.store.types import Diff

__all__ = ["diff", "text_table"]


def text_table(engine: Engine, content: Content, name: str) -> pa.Table:
    """Return a canonical table as text cells, ordered by key, with a column `state` (ok, unassigned, pending).

    Raises
    ------
    NotFound
        When there is no table of that name.
    """
    if name not in TABLES:
        raise NotFound("store.no_table", table=name)
    return _lines(engine, content) if name == LINES else _records(engine, content, name)


def diff(engine: Engine, catalog: Catalog, before: str, after: str) -> Diff:
    """Return the uploads that came and went, and the rows by table that differ."""
    old, new = catalog.content(before), catalog.content(after)
    olds, news = ({upload.id for upload in catalog.uploads(version)} for version in (before, after))
    return Diff(tuple(sorted(news - olds)), tuple(sorted(olds - news)), compare(engine, old, new))


def _lines(engine: Engine, content: Content) -> pa.Table:
    parts = [*content.lines, *content.of(LINES, "pending")]
    with engine.session() as session:
        session.files("shown_line", [part.path for part in parts], LINE_SCHEMA)
        return session.fetch(model("store", "line_text")).drop_columns(["number"])


def _records(engine: Engine, content: Content, name: str) -> pa.Table:
    with engine.session() as session:
        other = aliases(session, content.parts) if name == "account" else ALIAS_SCHEMA.empty_table()
        session.table("alias", other)
        keep_cells(session, content, name, "record_cell", None)
        seen = [part.path for part in content.lines] if name == "account" else []
        session.files("seen_line", seen, LINE_SCHEMA)
        session.keep("line_key", model("store", "line_key"))
        cells = session.fetch(model("store", "record_text"))
    return _rows(cells, TABLES[name], set(other["external_id"].to_pylist()))


def _rows(cells: pa.Table, table: Table, left_out: set[str]) -> pa.Table:
    """Return cells as rows of the schema's columns and of those that the company added."""
    rows: dict[str, dict[str, str]] = {}
    added: set[str] = set()
    for key, field, value in zip(*(cells[column].to_pylist() for column in ("key", "field", "value")), strict=True):
        if key in left_out:
            continue
        row = rows.setdefault(key, dict(zip(table.key, key.split(KEY_MARK), strict=True)))
        if field:
            row[field] = value or ""
            added |= {field} if field.startswith(CUSTOM) else set()
    data = {
        column: pa.array([row.get(column, "") for row in rows.values()], pa.string())
        for column in (*table.names, *sorted(added))
    }
    owned = "account_id" in table.names
    states = ["unassigned" if owned and not row.get("account_id") else "ok" for row in rows.values()]
    return pa.table(data | {"state": pa.array(states, pa.string())})
