"""Who grows at equal size: rho, its value on twins in which nobody grows, and the excess over them: the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from kam_analytics.evaluation import weighted
from kam_analytics.evaluation.bands import rank_in_band
from kam_analytics.evaluation.bootstrap import Contribution, Draws, Interval, Measured, excess, interval, lower_bound
from kam_analytics.evaluation.period import Period
from kam_analytics.evaluation.weighted import Floats

__all__ = ["LEAST_ACCOUNTS", "LEAST_EXCESS", "Growth", "measure_growth", "rho_of"]

LEAST_ACCOUNTS = 200
"""On fewer, random numbers show a correlation of 0.26."""
LEAST_EXCESS = 0.05
"""Smaller ones are noise, whatever their interval."""


@dataclass(frozen=True)
class Growth:
    """What a ranking told of growth; `passed` is the only ground for saying that it does.

    It passes when the excess is at least 0.05, its lower bound, corrected for the number of signals tested together,
    lies above 0, and at least 200 accounts have the signal at each cut-off that has it. A signal from outside the
    invoices keeps its order on the twins; exchanged among the accounts of a band its rho is 0 on average, so its rho
    itself must reach 0.05 as well. A signal that prolongs the past must also tell who grows from the first to the
    second half of the window (`onward`): where levels wander, an expectation lags behind them, and the trend, which
    knows where they have gone, tells the lag; twins do not wander. Of what comes after, it tells nothing there.
    """

    rho: Interval
    twins: float
    excess: Interval
    onward: Interval | None
    passed: bool


def rho_of(draws: Draws, periods: Sequence[Period], ranking: str, outcome: str = "growth") -> Measured:
    """Return the mean over cut-offs of the correlation of ranks inside bands with `growth`, `onward` or `stayed`."""
    parts = []
    for period in periods:
        signal = period.rankings.get(ranking)
        if signal is None or np.isfinite(signal).sum() < 3:  # noqa: PLR2004 - no correlation of two
            continue
        told: Floats = getattr(period, outcome)
        parts.append(Contribution(period.accounts, partial(weighted.pearson, rank_in_band(signal, period.band), told)))
    return draws.measure(parts)


def measure_growth(
    draws: Draws,
    real: Sequence[Period],
    twins: Sequence[Sequence[Period]],
    ranking: str,
    *,
    tested: int,
    outside: bool = False,
    prolongs: bool = False,
) -> Growth:
    """Measure one ranking.

    Parameters
    ----------
    tested
        Signals tested together.
    outside
        Whether it comes from outside the invoices.
    prolongs
        Whether it expects the past to go on.
    """
    own = rho_of(draws, real, ranking)
    others = [rho_of(draws, twin, ranking) for twin in twins]
    more = excess(own, others)
    known = [one.value for one in others if np.isfinite(one.value)]
    told = [int(np.isfinite(period.rankings[ranking]).sum()) for period in real if ranking in period.rankings]
    enough = min(told, default=0) >= LEAST_ACCOUNTS
    high = np.isfinite(more.value) and more.value >= LEAST_EXCESS and lower_bound(more, tested) > 0
    onward = rho_of(draws, real, ranking, "onward") if prolongs else None
    goes_on = onward is None or lower_bound(onward, tested) > 0
    passed = bool(enough and high and goes_on and (not outside or own.value >= LEAST_EXCESS))
    twin = float(np.mean(known)) if known else float("nan")
    return Growth(interval(own), twin, interval(more), None if onward is None else interval(onward), passed)
