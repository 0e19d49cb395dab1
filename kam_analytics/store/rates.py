"""Exchange rates, and money in the base currency (rules 1 and 16)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pyarrow as pa

from kam_analytics.engine import Engine, Session, model
from kam_analytics.schema import RATES
from kam_analytics.store.aliases import ALIAS_SCHEMA
from kam_analytics.store.cells import EVERYTHING, typed
from kam_analytics.store.records import Content

__all__ = ["Rates", "all_rates", "rate_table", "with_base_amounts"]

Rates = Mapping[tuple[str, dt.date], Decimal]
"""Rate to the base currency by currency and first day of the month."""

_STEP = Decimal(1).scaleb(-12)


def rate_table(rows: pa.Table) -> pa.Table:
    """Return `RATES` from rows of the table `fx_rate`; where sources differ, the first by name counts."""
    found: dict[tuple[str, dt.date], Decimal] = {}
    for currency, month, rate in zip(*(rows[name].to_pylist() for name in RATES.names), strict=True):
        if rate is not None:
            found.setdefault((currency, month), Decimal(repr(rate)).quantize(_STEP))
    keys = sorted(found)
    columns = [[key[0] for key in keys], [key[1] for key in keys], [found[key] for key in keys]]
    return pa.table(columns, schema=RATES)


def all_rates(engine: Engine, content: Content) -> Rates:
    """Return every rate of a version, whenever it was learnt."""
    if not content.of("fx_rate", "history"):
        return {}
    with engine.session() as session:
        rows = rate_table(typed(session, content, "fx_rate", EVERYTHING, ALIAS_SCHEMA.empty_table()))
    return {(row["currency"], row["month"]): row["rate"] for row in rows.to_pylist()}


def with_base_amounts(session: Session, opportunities: pa.Table, rates: pa.Table, base: str) -> pa.Table:
    """Return opportunities with a column `base_amount` (`CONVERTED`).

    A closed one converts at the rate of the month it closed in, an open one at the last rate there is; without a rate
    the amount is NULL.
    """
    session.table("deal", opportunities)
    session.table("rate", rates)
    return session.fetch(model("store", "converted_deal"), {"base_currency": base})
