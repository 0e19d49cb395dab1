"""On which dates weights can be learned and judged, and what the factors of a date contribute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kam_analytics.evaluation.lesson import Lesson
from kam_analytics.evaluation.period import Period
from kam_analytics.evaluation.verdict import least_history
from kam_analytics.pipeline.company import Company
from kam_analytics.pipeline.periods import MOST, fit_days
from kam_analytics.scoring import MONEY_FACTOR, Prepared
from kam_analytics.scoring.formula import STEP

__all__ = ["Parts", "Plan", "parts_of", "planned"]

Floats = NDArray[np.float64]

ENOUGH = 2
"""Dates to learn from: on one alone a factor may have told something by the chance of that year."""


@dataclass(frozen=True)
class Plan:
    """The horizon in days, and the dates of its lessons, oldest first: the last one judges. Without dates: none."""

    horizon: int
    days: tuple[dt.date, ...]


@dataclass(frozen=True, eq=False)
class Parts:
    """Contributions to the log score at importance 10, in the order of the features; NaN where a factor is missing."""

    names: tuple[str, ...]
    parts: Floats
    log_money: Floats

    def lesson(self, period: Period, horizon: int, kept: NDArray[np.bool_]) -> Lesson:
        """Return the lesson of a period whose accounts are those kept."""
        return Lesson(period, horizon, self.names, self.parts[kept], self.log_money[kept])


def planned(company: Company, days: Mapping[int, Sequence[dt.date]], *, older: bool) -> Plan:
    """Choose the longest horizon with two dates to learn from, whose windows had closed on its newest; else with one.

    Parameters
    ----------
    days
        Dates ranked, by horizon.
    older
        Up to two older dates may be added to a horizon that has fewer.
    """
    every = sorted({day for found in days.values() for day in found})
    plans = {
        horizon: _plan(company, horizon, found[-1], every, older=older) for horizon, found in days.items() if found
    }
    for least in (ENOUGH, 1):
        for horizon in sorted(plans, reverse=True):
            if len(plans[horizon].days) > least:
                return plans[horizon]
    return Plan(min(days), ())


def _plan(company: Company, horizon: int, last: dt.date, every: Sequence[dt.date], *, older: bool) -> Plan:
    closed = last - dt.timedelta(days=horizon)
    found = {day for day in every if day <= closed and company.history(day) >= least_history(horizon)}
    if older and len(found) < ENOUGH:
        found |= set(fit_days(company, last, horizon)[-ENOUGH:])
    return Plan(horizon, (*sorted(found)[-MOST:], last))


def parts_of(prepared: Prepared) -> Parts:
    """Return what each factor of prepared accounts contributes at importance 10, and the logarithm of their money."""
    names = tuple(name for name in prepared.factors if name != MONEY_FACTOR)
    values = [prepared.factors[name].frame["value"].to_numpy(float) for name in names]
    return Parts(names, STEP * (np.column_stack(values) - 50.0) / 50.0, prepared.log_money)
