"""Mapped files made from rows, as mapping would make them, for tests of canonical and store."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kam_analytics.canonical.types import KnownAt
from kam_analytics.config import Workspace
from kam_analytics.mapping.types import CellReject, ColumnMap, Half, Mapped, Mapping
from kam_analytics.reading.types import Reading, RowCounts
from kam_analytics.schema import table as schema_table

Row = dict[str, Any]


def at(day: str) -> KnownAt:
    """Known at midnight of a day, as a person stated it."""
    return KnownAt(dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC), "given")


def line(
    invoice: str, product: str, amount: str, day: str = "2024-01-05", account: str | None = "A", **more: Any
) -> Row:
    """One flat invoice line."""
    row = {
        "invoice_id": invoice,
        "account_id": account,
        "invoiced_on": dt.date.fromisoformat(day),
        "product_id": product,
        "quantity": 1.0,
        "amount": Decimal(amount),
    }
    return row | more


def mapped(
    workspace: Workspace,
    rows: Sequence[Row],
    *,
    table: str = "revenue_line",
    half: Half | None = "both",
    name: str | None = None,
    source: str = "main",
    columns: Sequence[str] | None = None,
) -> Mapped:
    """Write rows as a mapped file; a row with `state` = rejected is one that mapping refused."""
    half = half if table == "revenue_line" else None
    place = workspace.incoming / f"test-{secrets.token_hex(6)}"
    place.mkdir(parents=True)
    found = schema_table(table)
    names = list(columns or [n for n in found.names if any(n in row for row in rows)])
    text = json.dumps([[str(row.get(n)) for n in names] + [row.get("state", "ok")] for row in rows]).encode()
    raw = place / "raw"
    raw.write_bytes(text)
    data: dict[str, pa.Array] = {
        "row": pa.array(range(2, len(rows) + 2), pa.int64()),
        "state": pa.array([row.get("state", "ok") for row in rows], pa.string()),
    }
    for column in names:
        data[column] = pa.array([_exact(row.get(column)) for row in rows], found.column(column).arrow)
    path = place / "mapped.parquet"
    pq.write_table(pa.table(data), path)
    sha = hashlib.sha256(text).hexdigest()
    reading = Reading(
        raw, name or f"{sha[:8]}.csv", sha, None, (), None, tuple(names), 1, 2, RowCounts(len(rows)), (), raw
    )
    maps = tuple(ColumnMap(i, n.upper(), n, 1.0, found.column(n).kind) for i, n in enumerate(names))
    rejects = tuple(
        CellReject(i + 2, names[0].upper(), "?", "mapping.bad", "mapping.bad_hint")
        for i, row in enumerate(rows)
        if row.get("state") == "rejected"
    )
    return Mapped(reading, Mapping(table, "test", source, maps, 1.0, half), path, rejects)


def _exact(value: Any) -> Any:
    return value.quantize(Decimal("0.0001")) if isinstance(value, Decimal) else value
