"""KPIs at a date, against another date, and over time."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from kam_analytics import kpis, marts
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.errors import NotFound, Refused
from kam_analytics.kpis import LISTING, OPPORTUNITY, Period, Reason, Scorecard
from kam_analytics.marts import Level
from kam_analytics.marts.entities import entities
from kam_analytics.store.types import ValueBasis, Visible

__all__ = ["Review", "against", "measured", "months"]

NO_TARGET = Reason("kpis.na.no_target")


@dataclass(frozen=True)
class Review:
    """KPIs of one period, and what they changed by.

    Attributes
    ----------
    frame
        One row per KPI and cohort, in their order: `kpi, cohort, first, last, value, unit, n, excluded, target, change,
        reason, change_reason, target_reason`. A missing figure is NaN and has its `Reason`.
    path
        Money of the cohorts closed at the period's start, month by month (`Scorecard.path`).
    """

    version: str
    base_currency: str
    value_basis: ValueBasis
    data_from: dt.date
    data_through: dt.date
    period: Period
    compare: Period
    listed: bool
    frame: pd.DataFrame
    path: pd.DataFrame


def measured(
    engine: Engine,
    facts: Visible,
    workspace: Workspace,
    *,
    level: Level,
    span: int,
) -> Scorecard:
    """Compute every KPI of every month, from invoices, the list of key accounts and opportunities."""
    if facts.data_from is None:
        raise NotFound("pipeline.no_invoices")
    if not facts.accounts.num_rows and facts.data_from <= facts.as_of:
        raise NotFound("pipeline.no_accounts")
    ground = kpis.Ground(
        marts.account_month(engine, facts, workspace),
        entities(facts.accounts, level, facts.aliases),
        facts.base_currency,
        facts.data_from,
        facts.data_through,
        facts.as_of,
        facts.tables["key_account"].select(LISTING.names).cast(LISTING),
        _opportunities(facts),
        facts.value_basis,
        facts.rates,
    )
    return kpis.measure(engine, ground, span)


def _opportunities(facts: Visible) -> pa.Table:
    """Return the opportunities with amounts in the base currency."""
    rows = facts.tables["opportunity"].drop_columns("amount").rename_columns({"base_amount": "amount"})
    return rows.select(OPPORTUNITY.names).cast(OPPORTUNITY)


def against(card: Scorecard, facts: Visible, compare: dt.date | None) -> Review:
    """Return the last period's figures and their change since the one that ends at `compare` (None: a year before)."""
    if facts.data_from is None or facts.data_through is None:
        raise NotFound("pipeline.no_invoices")
    before = card.period.before if compare is None else Period.ending(compare, card.period.span)
    if before.last >= card.period.last:
        raise Refused("kpis.compare_not_before", compare=before.last.isoformat(), as_of=card.period.last.isoformat())
    now = card.frame[card.frame["last"] == card.period.last].reset_index(drop=True)
    then = card.frame[card.frame["last"] == before.last].set_index(["kpi", "cohort"])
    earlier = [then.loc[key] if key in then.index else None for key in zip(now["kpi"], now["cohort"], strict=True)]
    outside = Reason("kpis.na.before_data", {"needed": before.first, "first": facts.data_from})
    rows = [_change(value, past, outside) for value, past in zip(now["value"], earlier, strict=True)]
    frame = now.assign(
        target=None,
        target_reason=pd.Series([NO_TARGET] * len(now), dtype=object),
        change=[change for change, _ in rows],
        change_reason=pd.Series([reason for _, reason in rows], dtype=object),
    )
    return Review(
        facts.version,
        facts.base_currency,
        facts.value_basis,
        facts.data_from,
        facts.data_through,
        card.period,
        before,
        card.listed,
        frame,
        card.path,
    )


def months(card: Scorecard) -> pd.DataFrame:
    """Return `kpi, cohort, month` (last day), `value` (NaN: n/a), `n` of every month-end, oldest first."""
    return card.frame.rename(columns={"last": "month"})[["kpi", "cohort", "month", "value", "n"]]


def _change(value: float, past: pd.Series | None, outside: Reason) -> tuple[float, Reason | None]:
    if pd.isna(value):
        return math.nan, Reason("kpis.na.no_value_now")
    if past is None:
        return math.nan, outside
    return value - float(past["value"]), past["reason"]
