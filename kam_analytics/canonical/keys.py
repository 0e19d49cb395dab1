"""Keys of small tables: one text, also where several columns make the key."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from kam_analytics.schema import KEY_MARK, Table

__all__ = ["keyed", "spoken"]


def keyed(rows: pa.Table, table: Table) -> pa.Table:
    """Return the rows with one column `key` in place of the table's key columns; NULL where a needed one is missing."""
    parts = [_part(rows, table, name) for name in table.key]
    key = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, KEY_MARK)
    rest = [name for name in rows.column_names if name not in table.key]
    return rows.select(rest).append_column("key", key)


def spoken(key: str | None) -> str:
    """Return a key as people read it."""
    return " / ".join((key or "").split(KEY_MARK))


def _part(rows: pa.Table, table: Table, name: str) -> pa.ChunkedArray:
    column = table.column(name)
    default = column.default
    if name in rows.column_names:
        cells = pc.cast(pc.cast(rows[name], column.arrow), pa.string())
    else:
        cells = pa.chunked_array([pa.nulls(rows.num_rows, pa.string())])
    if default is not None:
        return pc.fill_null(cells, default)
    return pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)
