"""A simulated panel as a company that calibrations and back-tests can look at: lines in files, nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.marts import LINE_PART
from kam_analytics.pipeline.company import Company, Room
from kam_analytics.schema import RATES, TABLES
from kam_analytics.store.types import LinePart, Visible
from kam_analytics.store.visible import OTHERS
from tests.support.panels import Panel

FIRST = dt.date(2020, 1, 1)
CHUNK = 91


def day_of(number: int) -> dt.date:
    """Return the date of a day of the panel."""
    return FIRST + dt.timedelta(days=number)


def company_of(panel: Panel, folder: Path, end: int) -> Company:
    """Write a panel's lines, a file for each 91 days before `end`, and return the company as known on that day."""
    workspace = Workspace(folder)
    workspace.marts.mkdir(parents=True, exist_ok=True)
    cuts = [cut for cut in range(end, -CHUNK, -CHUNK) if cut >= 0][::-1]
    parts = []
    for after, until in zip([-1, *cuts], cuts, strict=False):
        parts.append(LinePart(f"panel-{until}", day_of(until), _written(panel, after, until, workspace.marts)))
    return Company(
        Room(Engine(folder), workspace), lambda asked: _seen(panel, parts, asked or day_of(end)), day_of(end)
    )


def _written(panel: Panel, after: int, until: int, folder: Path) -> Path:
    inside = np.flatnonzero((panel.day > after) & (panel.day <= until))
    n = len(inside)
    first = np.datetime64(FIRST, "D")
    cells = {
        "source": pa.array(["main"] * n, pa.string()),
        "invoice_id": pa.array([f"I{at}" for at in inside], pa.string()),
        "line_no": pa.array([1] * n, pa.int32()),
        "account_id": pa.array([f"A{account:05}" for account in panel.account[inside]], pa.string()),
        "invoiced_on": pa.array(first + panel.day[inside].astype("timedelta64[D]"), pa.date32()),
        "product_id": pa.array([f"P{at % 7}" for at in inside], pa.string()),
        "quantity": pa.array([1.0] * n, pa.float64()),
        "amount": pa.array(np.round(panel.amount[inside], 4)).cast(LINE_PART.field("amount").type, safe=False),
        "cost": pa.nulls(n, LINE_PART.field("cost").type),
        "currency": pa.nulls(n, pa.string()),
    }
    path = folder / f"panel-{until}.parquet"
    pq.write_table(pa.table(cells).cast(LINE_PART), path)
    return path


def _table(name: str) -> pa.Table:
    return pa.table({column: pa.array([], pa.string()) for column in TABLES[name].names})


def _seen(panel: Panel, parts: list[LinePart], day: dt.date) -> Visible:
    known = np.unique(panel.account[panel.day <= (day - FIRST).days])
    n = len(known)
    ids = pa.array([f"A{account:05}" for account in known], pa.string())
    accounts = {column: pa.nulls(n, pa.string()) for column in TABLES["account"].names} | {"account_id": ids}
    nothing = pa.table({name: pa.array([], pa.string()) for name in ("external_id", "account_id")})
    products = {"product_id": [f"P{at}" for at in range(7)], "name": [None] * 7, "family": [None] * 7}
    custom = pa.table({name: pa.array([], pa.string()) for name in ("account_id", "field", "value")})
    return Visible(
        version="simulated",
        as_of=day,
        known_by=dt.datetime.combine(day, dt.time(), dt.UTC),
        live=False,
        data_from=FIRST,
        data_through=day_of(panel.days - 1),
        base_currency="EUR",
        value_basis="invoices",
        line_parts=tuple(part for part in parts if part.month <= day),
        accounts=pa.table(accounts),
        labels=pa.table({"account_id": ids}),
        products=pa.table(products),
        aliases=nothing,
        tables={name: _table(name) for name in OTHERS},
        custom=custom,
        derived=(),
        rates=RATES.empty_table(),
    )
