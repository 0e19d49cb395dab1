"""What a calibration learns of the coming year: who stays, and how much accounts like this one reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kam_analytics import marts, scoring
from kam_analytics.factors import Factor
from kam_analytics.pipeline.company import Company
from kam_analytics.pipeline.periods import buyers, fit_days, ordered
from kam_analytics.scoring import attainable, staying
from kam_analytics.scoring.expectation import HORIZONS

__all__ = ["YEAR", "attainable_of", "best_year", "staying_of"]

Floats = NDArray[np.float64]

YEAR = 364
RENEWAL = "renewal_likelihood"


def staying_of(company: Company, factors: Sequence[Factor]) -> dict[str, Any]:
    """Return the calibrated likelihood of staying, over the longest window that had closed; empty where none had."""
    renewal = [factor for factor in factors if factor.name == RENEWAL]
    for horizon in sorted(HORIZONS, reverse=True):
        days = fit_days(company, company.end, horizon)
        if len(days) * ordered(company, company.end) < staying.LEAST_ROWS:
            continue
        found = staying.fit_staying([_values(company, day, horizon, renewal) for day in days], horizon)
        if found:
            return found
    return {}


def _values(company: Company, day: dt.date, horizon: int, renewal: Sequence[Factor]) -> staying.PastValues:
    features = company.features(day)
    ruler = scoring.fit(features, renewal, version="", fitted_as_of=day)
    value = renewal[0](features, ruler.parameters[RENEWAL]).frame["value"].to_numpy(float)
    kept = buyers(features)
    return staying.PastValues(value[kept], company.outcome(day, horizon)["bought"].to_numpy(bool)[kept])


def attainable_of(company: Company) -> dict[str, Any]:
    """Return the range of the best coming year, learned at earlier dates whose year had closed; empty where none had.

    Months are whole: the dates are month-ends, a year and more before the company's end, half a year apart.
    """
    days = [day for back in (30, 24, 18, 12) if company.history(day := _month_end(company.end, back)) >= YEAR]
    if len(days) * len(company.features(company.end)) < attainable.LEAST_ROWS:
        return {}
    return attainable.fit_attainable(
        [attainable.PastYear(company.features(day), best_year(company, day)) for day in days]
    )


def best_year(company: Company, day: dt.date) -> Floats:
    """Return the best year of each account in the twelve months after a day, by row of the features; NaN: open."""
    room = company.room
    found = marts.account_best_year(
        room.engine, company.facts(day), company.facts(company.end), room.workspace, level=room.level
    ).to_pandas()
    reached: Floats = (
        company.features(day)[["account_id"]].merge(found, on="account_id", how="left")["best_year"].to_numpy(float)
    )
    return reached


def _month_end(day: dt.date, back: int) -> dt.date:
    """Return the last day of the month that lies `back` months before the last whole month up to a day."""
    following = day + dt.timedelta(days=1)
    index = following.year * 12 + following.month - 1 - back
    return dt.date(index // 12, index % 12 + 1, 1) - dt.timedelta(days=1)
