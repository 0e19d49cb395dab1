"""Fits a calibration: how money is forecast, what history supports, and the ruler of every factor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics import scoring
from kam_analytics.evaluation.bootstrap import Draws
from kam_analytics.evaluation.growth import LEAST_ACCOUNTS, measure_growth
from kam_analytics.evaluation.metrics import spearman
from kam_analytics.evaluation.period import Period
from kam_analytics.factors import Factor
from kam_analytics.factors.signals import SIGNALS, fit_signals, growth_signals
from kam_analytics.pipeline.company import Company, twins_of
from kam_analytics.pipeline.forecasts import attainable_of, staying_of
from kam_analytics.pipeline.periods import buyers, cutoffs_of, expectation, fit_days, grid, ordered, period_of
from kam_analytics.scoring import Calibration
from kam_analytics.scoring.expectation import HORIZONS, at_date
from kam_analytics.scoring.money import forecast

__all__ = ["OUTSIDE", "PROLONG", "TWINS", "calibrate", "money_of", "signals_of", "support_of"]

Floats = NDArray[np.float64]

TWINS = (1, 2, 3)
"""Seeds of the twins."""
HALF_LIVES = (90, 180, 365)
USUAL = 180
EVEN = 0.005
"""A smaller difference of rank correlations is none."""
_DRAWS = 400
_SEED = 7

PROLONG = frozenset({"trend"})
"""Signals of growth that expect the past of the invoices to go on."""
OUTSIDE = frozenset(SIGNALS) - PROLONG
"""Signals of growth that do not come from the invoices."""


def calibrate(
    company: Company,
    features: pd.DataFrame,
    factors: Sequence[Factor],
    *,
    version: str,
    support: dict[str, Any] | None = None,
) -> Calibration:
    """Fit a calibration on what could be known at the company's end.

    Parameters
    ----------
    features
        Of all accounts at that day.
    support
        What history supports, where it is known already; None: tested here.
    """
    money = money_of(company, features)
    tested = support_of(company) if support is None else support
    own = company.twin is None
    fitted = scoring.Fitted(
        money=money,
        staying=staying_of(company, factors) if own else {},
        attainable=attainable_of(company) if own else {},
        support=tested,
    )
    return scoring.fit(features, factors, version=version, fitted_as_of=company.end, fitted=fitted)


def money_of(company: Company, features: pd.DataFrame) -> dict[str, Any]:
    """Return how money is forecast: the expectation where two earlier windows had closed, else a moving average.

    The longest horizon that history allows. Where a still earlier forecast can be tried on a window that has closed,
    the expectation has to rank its revenue as well as the best moving average does; the half-life is chosen there.
    """
    day = company.end
    for horizon in sorted(HORIZONS, reverse=True):
        if len(fit_days(company, day, horizon)) < 2:  # noqa: PLR2004 - docs/methods.md, Money
            continue
        fitted = expectation(company, day, horizon)
        if not fitted:
            continue
        trial = _tried(company, day - dt.timedelta(days=horizon), horizon)
        chosen: dict[str, Any] = {"model": "expectation", "expectation": at_date(fitted, features)}
        if trial is not None and trial.best > trial.expectation + EVEN:
            chosen = {"model": "ewma", "half_life": trial.half_life}
        return chosen | ({} if trial is None else {"trial": trial.shape()})
    return {}


@dataclass(frozen=True)
class _Trial:
    """Rank correlations with the revenue of one closed window."""

    day: dt.date
    horizon: int
    expectation: float
    averages: dict[int, float]

    @property
    def half_life(self) -> int:
        """The usual one unless another ranks better by more than nothing."""
        best = max(self.averages, key=lambda half: (self.averages[half], -half))
        return best if self.averages[best] > self.averages[USUAL] + EVEN else USUAL

    @property
    def best(self) -> float:
        return max(self.averages.values())

    def shape(self) -> dict[str, Any]:
        averages = {str(half): round(value, 6) for half, value in self.averages.items()}
        return {
            "day": self.day.isoformat(), "horizon": self.horizon, "expectation": round(self.expectation, 6),
            "averages": averages,
        }  # fmt: skip


def _tried(company: Company, day: dt.date, horizon: int) -> _Trial | None:
    """Rank the accounts of an earlier day by each candidate; None where no forecast could be fitted then."""
    then = company.until(day)
    fitted = expectation(then, day, horizon) if fit_days(then, day, horizon) else {}
    if not fitted:
        return None
    features = company.features(day)
    kept = buyers(features)
    came = company.outcome(day, horizon)["revenue"].to_numpy(float)[kept]
    own = forecast(features, {"model": "expectation", "expectation": fitted})[kept]
    averages = {half: spearman(features[f"ewma_{half}d"].to_numpy(float)[kept], came) for half in HALF_LIVES}
    return _Trial(day, horizon, spearman(own, came), averages)


def support_of(company: Company) -> dict[str, Any]:
    """Test each signal of growth on windows that had closed, against twins; empty where history is too short for it.

    The longest horizon with two cut-offs, else with one. By signal: `rho, twins, excess, low, high, passed`, of the
    trend `onward`; under
    `horizon`, `cutoffs` and `accounts` what it rests on.
    """
    horizon, days = _tested(company)
    if not days or any(ordered(company, day) < LEAST_ACCOUNTS for day in (company.end, days[-1])):
        return {}
    numbers: dict[str, int] = {}
    real = _signal_periods(company, days, horizon, numbers)
    with twins_of(company, TWINS, grid(company, days)) as twins:
        others = [_signal_periods(twin, days, horizon, numbers) for twin in twins]
    if not real:
        return {}
    names = sorted({name for period in real for name in period.rankings})
    draws = Draws.of(len(numbers), _DRAWS, _SEED)
    found = {
        name: measure_growth(
            draws, real, others, name, tested=len(names), outside=name in OUTSIDE, prolongs=name in PROLONG
        )
        for name in names
    }
    return {
        "horizon": horizon,
        "cutoffs": [period.cutoff.isoformat() for period in real],
        "accounts": len(real[-1].accounts),
        "signals": {
            name: {
                "rho": _rounded(one.rho.value),
                "twins": _rounded(one.twins),
                "excess": _rounded(one.excess.value),
                "low": _rounded(one.excess.low),
                "high": _rounded(one.excess.high),
                **({} if one.onward is None else {"onward": _rounded(one.onward.value)}),
                "passed": one.passed,
            }
            for name, one in found.items()
        },
    }


def signals_of(company: Company, day: dt.date) -> dict[str, Floats]:
    """Return the signals of growth at a day, by name, in the order of the features; those that tell nobody from anybody
    else are left out.
    """  # noqa: D205 - one sentence
    return company.once(("signals", day), lambda: _signals(company, day))


def _signals(company: Company, day: dt.date) -> dict[str, Floats]:
    features = company.features(day)
    columns = growth_signals(features, fit_signals(features))
    figures = {str(name): columns[name].to_numpy(float) for name in columns}
    return {name: figure for name, figure in figures.items() if np.isfinite(figure).any() and np.nanstd(figure) > 0}


def _tested(company: Company) -> tuple[int, list[dt.date]]:
    found = {horizon: cutoffs_of(company, horizon) for horizon in HORIZONS}
    for least in (2, 1):
        for horizon in sorted(HORIZONS, reverse=True):
            if len(found[horizon]) >= least:
                return horizon, found[horizon]
    return HORIZONS[0], []


def _signal_periods(company: Company, days: Sequence[dt.date], horizon: int, numbers: dict[str, int]) -> list[Period]:
    periods = (period_of(company, day, horizon, numbers, signals_of(company, day)) for day in days)
    return [period for period in periods if period is not None]


def _rounded(figure: float) -> float | None:
    return round(figure, 6) if np.isfinite(figure) else None
