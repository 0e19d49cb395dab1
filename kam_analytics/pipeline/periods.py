"""Cut-offs of a company: which ones there are, what was expected then, and how scores and signals stood."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.evaluation.period import Ahead, Period
from kam_analytics.evaluation.verdict import least_history
from kam_analytics.pipeline.company import Company
from kam_analytics.scoring.expectation import LEAST_ROWS, Past, at_date, expected, fit_expectation, scale_of

__all__ = ["STEP", "buyers", "cutoffs_of", "expectation", "fit_days", "grid", "ordered", "outlook", "period_of"]

Floats = NDArray[np.float64]

STEP = 91
"""Days between cut-offs, and between the dates that a forecast is fitted on: whole weeks, about three months."""
MOST = 4
"""Cut-offs of one horizon, and dates that one forecast is fitted on."""
FOLDS = 5
_LEAST_IN_FOLDS = 160


def cutoffs_of(company: Company, horizon: int) -> list[dt.date]:
    """Return up to four cut-offs whose windows have closed, oldest first, and with enough history before."""
    days = [company.end - dt.timedelta(days=horizon + STEP * i) for i in range(MOST)]
    return sorted(day for day in days if company.history(day) >= least_history(horizon))


def fit_days(company: Company, day: dt.date, horizon: int) -> list[dt.date]:
    """Return up to four earlier dates whose windows had closed by a day, oldest first."""
    step = max(STEP, horizon // 2 // STEP * STEP)
    days = [day - dt.timedelta(days=horizon + step * i) for i in range(MOST)]
    return sorted(one for one in days if company.history(one) >= least_history(horizon))


def grid(company: Company, days: Sequence[dt.date]) -> list[dt.date]:
    """Return all dates that cut-offs, their forecasts and their tests look at."""
    found = set()
    for day in days:
        count = max(0, (company.history(day) - STEP) // STEP)
        found |= {day - dt.timedelta(days=STEP * i) for i in range(count + 1)}
    return sorted(found)


def expectation(company: Company, day: dt.date, horizon: int) -> dict[str, Any]:
    """Return the forecast fitted on earlier dates; empty where there are none or too few accounts."""

    def make() -> dict[str, Any]:
        days = fit_days(company, day, horizon)
        if len(days) * ordered(company, day) < LEAST_ROWS:
            return {}
        fitted = fit_expectation([_past(company, one, horizon) for one in days], horizon)
        return at_date(fitted, company.features(day)) if fitted else {}

    return company.once(("expectation", day, horizon), make)


def outlook(company: Company, day: dt.date, horizon: int) -> Floats | None:
    """Return E of every account, the ruler of a back-test; None where there are too few accounts for one.

    Where no earlier window had closed, the accounts are forecast from the same window of the others, in five folds: the
    ruler then knows how the window went for the others, and no score does.
    """
    fitted = expectation(company, day, horizon)
    features = company.features(day)
    if fitted:
        return expected(features, fitted)
    fold = np.array([zlib.crc32(one.encode()) % FOLDS for one in features["account_id"]])
    whole = _past(company, day, horizon)
    result = np.full(len(features), np.nan)
    for one in range(FOLDS):
        others = Past(features[fold != one], whole.revenue[fold != one])
        found = fit_expectation([others], horizon, least_rows=_LEAST_IN_FOLDS)
        if not found:
            return None
        result[fold == one] = expected(features[fold == one], at_date(found, features))
    return result


def buyers(features: pd.DataFrame) -> NDArray[np.bool_]:
    """Return who had ever ordered: of others, invoices tell nothing."""
    ordered: NDArray[np.bool_] = features["order_days"].to_numpy(float, na_value=0.0) > 0
    return ordered


def ordered(company: Company, day: dt.date) -> int:
    """Return how many accounts had ever ordered by a day: on no day before were there more."""
    return int(buyers(company.features(day)).sum())


def period_of(
    company: Company, day: dt.date, horizon: int, numbers: dict[str, int], rankings: dict[str, Floats]
) -> Period | None:
    """Return a cut-off of accounts that had ever ordered; None where nothing can be expected of so few.

    Parameters
    ----------
    numbers
        Number of each account; new accounts are added.
    rankings
        By name, in the order of the features.
    """
    forecast = outlook(company, day, horizon)
    if forecast is None:
        return None
    features, after = company.features(day), company.outcome(day, horizon)
    kept = buyers(features)
    ids = features["account_id"].to_numpy(object)[kept]
    columns = {name: after[name].to_numpy(float)[kept] for name in ("revenue", "revenue_first", "revenue_second")}
    ahead = Ahead(
        columns["revenue"],
        (columns["revenue_first"], columns["revenue_second"]),
        after["bought"].to_numpy(bool)[kept],
        scale_of(features, horizon),
        forecast[kept],
        features[f"order_days_{horizon}d"].to_numpy(float, na_value=0.0)[kept],
    )
    places = np.array([numbers.setdefault(one, len(numbers)) for one in ids], np.int64)
    return Period(day, places, ahead, {name: figure[kept] for name, figure in rankings.items()})


def _past(company: Company, day: dt.date, horizon: int) -> Past:
    return Past(company.features(day), company.outcome(day, horizon)["revenue"].to_numpy(float))
