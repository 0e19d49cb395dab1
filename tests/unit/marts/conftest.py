from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.marts import LINE_PART
from kam_analytics.schema import RATES


@dataclass(frozen=True)
class FilePart:
    name: str
    path: Path


@dataclass(frozen=True)
class Seen:
    as_of: dt.date
    data_from: dt.date | None
    base_currency: str
    line_parts: tuple[FilePart, ...]
    accounts: pa.Table
    products: pa.Table
    aliases: pa.Table
    tables: dict[str, pa.Table] = field(default_factory=dict)
    rates: pa.Table = field(default_factory=RATES.empty_table)


NAMES = ("external_id", "account_id")
Line = dict[str, object]
FactsOf = Callable[..., Seen]


def write_parts(lines: list[Line], folder: Path) -> tuple[FilePart, ...]:
    """One Parquet file a month, as the store lays them out."""
    full: list[Line] = []
    for i, line in enumerate(lines):
        row = dict.fromkeys(LINE_PART.names) | {"source": "main", "line_no": i, "quantity": 1.0} | line
        row["amount"] = Decimal(str(row["amount"]))
        row["cost"] = None if row["cost"] is None else Decimal(str(row["cost"]))
        row["invoice_id"] = row["invoice_id"] or f"I{i:06}"
        full.append(row)
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for month in sorted({str(row["invoiced_on"])[:7] for row in full}):
        path = folder / f"part-{month}-{len(full)}.parquet"
        pq.write_table(
            pa.Table.from_pylist([r for r in full if str(r["invoiced_on"])[:7] == month], schema=LINE_PART), path
        )
        parts.append(FilePart(path.name, path))
    return tuple(parts)


def rate_table(rates: dict[tuple[str, str], str]) -> pa.Table:
    """Rates by currency and month (2024-05)."""
    rows = [
        {"currency": currency, "month": dt.date.fromisoformat(f"{month}-01"), "rate": Decimal(rate)}
        for (currency, month), rate in rates.items()
    ]
    return pa.Table.from_pylist(rows, schema=RATES)


@pytest.fixture
def engine(workspace: Workspace) -> Iterator[Engine]:
    running = Engine(workspace.root)
    yield running
    running.close()


@pytest.fixture
def facts_of(workspace: Workspace) -> FactsOf:
    def build(
        lines: list[Line],
        *,
        as_of: dt.date = dt.date(2024, 12, 31),
        accounts: dict[str, str | None] | None = None,
        products: dict[str, str] | None = None,
        aliases: list[tuple[str, str]] | None = None,
        base_currency: str = "EUR",
        tables: dict[str, pa.Table] | None = None,
        rates: dict[tuple[str, str], str] | None = None,
    ) -> Seen:
        known = accounts or dict.fromkeys(sorted({str(r["account_id"]) for r in lines if r.get("account_id")}))
        days = [line["invoiced_on"] for line in lines]
        return Seen(
            as_of,
            min(days) if days else None,
            base_currency,
            write_parts(lines, workspace.parts),
            pa.table({"account_id": list(known), "parent_account_id": pa.array(list(known.values()), pa.string())}),
            pa.table(
                {
                    "product_id": pa.array(list(products or {}), pa.string()),
                    "name": pa.array(list(products or {}), pa.string()),
                    "family": pa.array(list((products or {}).values()), pa.string()),
                    "list_price": pa.nulls(len(products or {})),
                }
            ),
            pa.table(
                {name: pa.array([pair[i] for pair in aliases or ()], pa.string()) for i, name in enumerate(NAMES)}
            ),
            tables or {},
            rate_table(rates or {}),
        )

    return build
