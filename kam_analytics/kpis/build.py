"""Runs the models of this room and forms every figure of every month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from kam_analytics.engine import Engine, Session, model
from kam_analytics.kpis.discovery import all_kpis
from kam_analytics.kpis.peers import expected
from kam_analytics.kpis.periods import Period, periods
from kam_analytics.kpis.revenue import GROWN
from kam_analytics.kpis.types import KEYED, Figure, Ground, Kpi, Reason
from kam_analytics.marts.types import ACCOUNT_MONTH

__all__ = ["Scorecard", "measure"]

_ROOM = "kpis"
_BY_COHORT = ("revenue_month", "retention_month", "concentration_month", "member_month", "constant_month")
_COLUMNS = ["kpi", "cohort", "first", "last", "value", "unit", "n", "excluded", "reason"]
_PERIOD = pa.schema([("month", pa.date32()), ("opens_on", pa.date32())])

Key = tuple[str, dt.date]
AllSums = dict[Key, dict[str, float]]


@dataclass(frozen=True)
class Scorecard:
    """Every KPI of every cohort at the end of every whole month.

    Attributes
    ----------
    frame
        `kpi, cohort, first, last` (days of the period), `value` (NaN: n/a), `unit, n, excluded, reason` (a `Reason`,
        else None); ordered by last, KPI, cohort.
    path
        `cohort, month` (last day), `amount`: the cohorts closed at the start of the last period, from a year before it
        to its end. The last amount of a cohort against its first is its NRR.
    period
        The last period.
    listed
        Whether there is a list of key accounts at all.
    """

    frame: pd.DataFrame
    path: pd.DataFrame
    period: Period
    listed: bool


def measure(engine: Engine, ground: Ground, span: int = 12) -> Scorecard:
    """Compute all KPIs over windows of `span` whole months (1, 3 or 12) and the same months a year before."""
    last = Period.ending(ground.as_of, span)
    known = periods(ground.data_from, ground.as_of, ground.data_through, span)
    with _windows(engine, ground, known, span) as session:
        sums = _sums(session)
        path = _path(session, last) if last in known else []
    every = known if last in known else [*known, last]
    rows = [row for period in every for row in _rows(period, ground, sums)]
    return Scorecard(
        pd.DataFrame(rows, columns=_COLUMNS).astype({"value": float}),
        pd.DataFrame(path, columns=["cohort", "month", "amount"]),
        last,
        ground.listing.num_rows > 0,
    )


@contextmanager
def _windows(engine: Engine, ground: Ground, known: list[Period], span: int) -> Iterator[Session]:
    """Name the inputs and keep who is listed when, and the money of every account in every window."""
    with engine.session() as session:
        session.files("account_month", ground.account_months, ACCOUNT_MONTH)
        session.table("entity", ground.entities)
        session.table("rate", ground.rates)
        session.define("money_month", model("marts", "money_month"), {"base_currency": ground.base_currency})
        session.table("listing", ground.listing)
        session.table("opportunity", ground.opportunities)
        dates = {"month": [p.month for p in known], "opens_on": [p.first for p in known]}
        session.table("period", pa.table(dates, schema=_PERIOD))
        session.keep("cohort_member", model(_ROOM, "cohort_member"))
        session.keep("account_window", model(_ROOM, "account_window"), {"span": span})
        yield session


def _sums(session: Session) -> AllSums:
    """Return everything that was summed by (cohort, month); what is not there is 0."""
    found: AllSums = defaultdict(lambda: defaultdict(float))
    for name in _BY_COHORT:
        for row in session.fetch(model(_ROOM, name), {"grown": GROWN}).to_pylist():
            found[row.pop("cohort"), row.pop("month")].update(row)
    for key, matched in expected(session.fetch(model(_ROOM, "size_band_month")).to_pylist()).items():
        found[key].update(matched)
    for row in session.fetch(model(_ROOM, "opportunity_month")).to_pylist():
        customer = row.pop("customer")
        sums = found[row.pop("cohort"), row.pop("month")]
        sums["sellers"] = max(sums["sellers"], row.pop("sellers"))
        sums.update({f"{customer}_{name}": value for name, value in row.items()})
    return found


def _path(session: Session, last: Period) -> list[tuple[str, dt.date, float]]:
    params = {"base": last.before.month, "month": last.month}
    rows = session.fetch(model(_ROOM, "cohort_path"), params).to_pylist()
    amounts = {(row["cohort"], row["month"]): row["amount"] for row in rows}
    return [
        (cohort, period.last, amounts.get((cohort, period.month), 0.0))
        for cohort in sorted({cohort for cohort, _ in amounts})
        for period in last.year
    ]


def _rows(period: Period, ground: Ground, sums: AllSums) -> Iterator[tuple[Any, ...]]:
    for kpi in all_kpis():
        for cohort in kpi.cohorts:
            figure = _figure(kpi, cohort, period, ground, sums)
            yield (
                kpi.name, cohort, period.first, period.last, figure.value, kpi.unit, figure.n, figure.excluded,
                figure.reason,
            )  # fmt: skip


def _figure(kpi: Kpi, cohort: str, period: Period, ground: Ground, sums: AllSums) -> Figure:
    found = sums[cohort, period.month]
    if cohort != "all" and not ground.listing.num_rows:
        return Figure.none("kpis.na.no_list")
    if ground.value_basis == "bookings" and not kpi.on_bookings:
        return Figure.none("kpis.na.bookings")
    reason = _outside(kpi, period, ground)
    if reason is not None:
        return Figure(None, 0, reason)
    if cohort in KEYED and not found["members"]:
        return Figure(None, 0, _nobody(period, ground))
    return kpi.compute(found)


def _nobody(period: Period, ground: Ground) -> Reason:
    """Tell a list without a date for anybody from one that named nobody then."""
    undated = ground.listing["since"].null_count == ground.listing.num_rows
    return Reason("kpis.na.no_since") if undated else Reason("kpis.na.nobody", {"day": period.first})


def _outside(kpi: Kpi, period: Period, ground: Ground) -> Reason | None:
    """Return why the windows of a KPI do not lie wholly inside its data."""
    if kpi.source == "opportunities":
        return _outside_opportunities(period, ground)
    reason = period.outside(ground.data_from, ground.data_through)
    if reason is None and kpi.compares:
        reason = period.before.outside(ground.data_from, ground.data_through)
    return reason


def _outside_opportunities(period: Period, ground: Ground) -> Reason | None:
    """Return the reason of opportunities, of which the last may lie anywhere in the window's last month."""
    days = ground.opportunity_days
    if days is None:
        return Reason("kpis.na.no_opportunities")
    if ground.data_through is None or ground.data_through < period.last:
        return period.outside(ground.data_from, ground.data_through)
    return period.outside(days[0], period.last if days[1] >= period.month else days[1])
