"""The best year that each account reached after a date: the outcome that attainable revenue is learned from."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine, model
from kam_analytics.marts.build import account_month
from kam_analytics.marts.calendar import Calendar
from kam_analytics.marts.entities import entities
from kam_analytics.marts.types import ACCOUNT_MONTH, Facts, Level

__all__ = ["MONTHS_AFTER", "account_best_year", "best_year_closed"]

MONTHS_AFTER = 12


def account_best_year(
    engine: Engine,
    facts: Facts,
    later: Facts,
    workspace: Workspace,
    *,
    months_after: int = MONTHS_AFTER,
    level: Level = "account",
) -> pa.Table:
    """Return account_id, best_year, best_month of every account visible at the cut-off `facts.as_of`, sorted by id.

    `best_year` is the largest revenue of twelve whole months in a row that end 1 to `months_after` months after the
    cut-off: max over k of the sum of months c-11+k .. c+k, in the base currency, rounded to 6 decimals, quiet months
    zero; `best_month` is the first day of the last of them, the earliest where several are equal. Both are NULL unless
    all these months, and the twelve up to the cut-off, lie inside the data (`best_year_closed`).

    Parameters
    ----------
    facts
        What was known at the cut-off: whose accounts and groups are returned.
    later
        Facts that hold the months after it.
    """
    with engine.session() as session:
        session.files("account_month", account_month(engine, later, workspace), ACCOUNT_MONTH)
        session.table("rate", later.rates)
        session.table("entity", entities(facts.accounts, level, facts.aliases))
        session.define("money_month", model("marts", "money_month"), {"base_currency": later.base_currency})
        params = {
            "cut_month": Calendar.of(facts.data_from, facts.as_of).window_end.replace(day=1),
            "months_after": months_after,
            "inside": best_year_closed(facts, later, months_after),
        }
        return session.fetch(model("marts", "account_best_year"), params)


def best_year_closed(facts: Facts, later: Facts, months_after: int = MONTHS_AFTER) -> bool:
    """Tell whether the twelve months up to a cut-off and the `months_after` that follow lie inside the data."""
    cut, end = Calendar.of(later.data_from, facts.as_of), Calendar.of(later.data_from, later.as_of).window_end
    return cut.ttm_inside and _index(end) >= _index(cut.window_end) + months_after


def _index(day: dt.date) -> int:
    return day.year * 12 + day.month - 1
