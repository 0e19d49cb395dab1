"""Small books for KPIs: lines, key accounts and opportunities as tuples, the scorecard that follows from them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kam_analytics import kpis, marts
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.kpis import LISTING, OPPORTUNITY, Scorecard
from kam_analytics.marts import LINE_PART, Level
from kam_analytics.marts.entities import entities
from kam_analytics.schema import RATES

AS_OF = dt.date(2025, 12, 31)
NOW, BEFORE = "2025-06-15", "2024-06-15"
"""A day in the twelve months up to `AS_OF`, and one in the twelve before."""
FROM, TO = ("filler", "2024-01-01", 1), ("filler", "2025-12-31", 1)
"""Lines that let the data reach over both years; one euro each, of an account of its own."""

ALIASES = pa.table({"external_id": pa.array([], pa.string()), "account_id": pa.array([], pa.string())})

Line = tuple[Any, ...]
_number = itertools.count()


@dataclass(frozen=True)
class FilePart:
    name: str
    path: Path


@dataclass(frozen=True)
class Books:
    as_of: dt.date
    data_from: dt.date | None
    data_through: dt.date | None
    base_currency: str
    line_parts: tuple[FilePart, ...]
    accounts: pa.Table
    products: pa.Table


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def write_lines(lines: Sequence[Line], folder: Path) -> tuple[FilePart, ...]:
    """Write lines (account, day, amount, cost or None, currency or None) as one part; an invoice each."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for place, (account, on, amount, *cost) in enumerate(lines):
        row = dict.fromkeys(LINE_PART.names) | {"source": "main", "line_no": 1, "quantity": 1.0}
        row |= {"invoice_id": f"I{place}", "account_id": account, "invoiced_on": day(on), "product_id": "P"}
        row["amount"] = Decimal(str(amount))
        row["cost"] = Decimal(str(cost[0])) if cost and cost[0] is not None else None
        row["currency"] = cost[1] if len(cost) > 1 else None
        rows.append(row)
    path = folder / f"part-{next(_number)}.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=LINE_PART), path)
    return (FilePart(path.name, path),)


def listing(*rows: tuple[str, str, str, str | None]) -> pa.Table:
    """Return key accounts from (account, kind, since, until)."""
    names = ("account_id", "kind", "since", "until")
    cells = [(a, kind, day(since), day(until) if until else None) for a, kind, since, until in rows]
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in cells], schema=LISTING)


def rates(*rows: tuple[str, str, str]) -> pa.Table:
    """Return exchange rates from (currency, first day of a month, rate)."""
    cells = [{"currency": c, "month": day(month), "rate": Decimal(rate)} for c, month, rate in rows]
    return pa.Table.from_pylist(cells, schema=RATES)


def opportunities(*rows: tuple[str, str, Any, str, str | None]) -> pa.Table:
    """Return opportunities from (account, status, amount, created, closed)."""
    cells = [
        {
            "opportunity_id": f"O{place}",
            "account_id": account,
            "status": status,
            "amount": None if amount is None else Decimal(str(amount)),
            "created_on": day(created),
            "closed_on": day(closed) if closed else None,
        }
        for place, (account, status, amount, created, closed) in enumerate(rows)
    ]
    return pa.Table.from_pylist(cells, schema=OPPORTUNITY)


class Desk:
    """An engine and a folder; computes scorecards."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.engine = Engine(workspace.root)

    def card(
        self,
        lines: Sequence[Line],
        *,
        as_of: dt.date = AS_OF,
        listed: pa.Table | None = None,
        sold: pa.Table | None = None,
        span: int = 12,
        level: Level = "account",
        parents: dict[str, str] | None = None,
        rates: pa.Table | None = None,
    ) -> Scorecard:
        ids = sorted({line[0] for line in lines if line[0]})
        accounts = pa.table(
            {
                "account_id": pa.array(ids, pa.string()),
                "parent_account_id": pa.array([(parents or {}).get(i) for i in ids], pa.string()),
            }
        )
        days = [day(line[1]) for line in lines]
        parts = write_lines(lines, self.workspace.parts) if lines else ()
        first, through = (min(days), max(days)) if days else (None, None)
        books = Books(as_of, first, through, "EUR", parts, accounts, pa.table({}))
        ground = kpis.Ground(
            marts.account_month(self.engine, books, self.workspace),
            entities(accounts, level, ALIASES),
            "EUR",
            first,
            through,
            as_of,
            listed if listed is not None else LISTING.empty_table(),
            sold if sold is not None else OPPORTUNITY.empty_table(),
            rates=rates if rates is not None else RATES.empty_table(),
        )
        return kpis.measure(self.engine, ground, span)


@dataclass(frozen=True)
class Read:
    """One figure, its reason as a code."""

    value: float | None
    n: int
    excluded: int
    reason: str | None


def figure(card: Scorecard, name: str, cohort: str = "all", last: dt.date = AS_OF) -> Read:
    """Return a figure of a scorecard."""
    frame = card.frame
    (row,) = frame[(frame["kpi"] == name) & (frame["cohort"] == cohort) & (frame["last"] == last)].to_dict("records")
    value = None if row["value"] != row["value"] else row["value"]
    return Read(value, row["n"], row["excluded"], row["reason"].code if row["reason"] else None)
