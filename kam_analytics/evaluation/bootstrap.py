"""How far a figure could have come out otherwise: bootstrap over accounts, all cut-offs and twins drawn together.

An account that stands at several cut-offs is drawn at all of them as often, because its periods are not independent.
All rankings, and the no-growth twins, are measured on the same draws: what they have in common leaves their difference.

Efron & Tibshirani, *An Introduction to the Bootstrap* (1993), chapters 6, 8 (clusters) and 13 (percentile intervals).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kam_analytics.evaluation.weighted import Floats, Ints

__all__ = ["Contribution", "Draws", "Interval", "Measured", "difference", "excess", "interval", "lower_bound"]

REPEATS = 1000
BLOCK = 200
"""Draws worked on at once: few enough for their numbers to stay close to the processor."""


@dataclass(frozen=True, eq=False)
class Contribution:
    """One cut-off's part of a figure.

    Attributes
    ----------
    accounts
        Number of each account of the cut-off, 0 to n - 1; the same account has the same number at all cut-offs.
    statistic
        From weights (a row per account of the cut-off, a column per draw) to a value per draw, or rows of them; one of
        `weighted` with its data bound. Ranks inside bands may be those of the whole sample: under no relation,
        which is what the interval has to tell apart, ranking anew would change nothing of first order.
    """

    accounts: Ints
    statistic: Callable[[Floats], Floats]


@dataclass(frozen=True, eq=False)
class Measured:
    """A figure and what it came out as in each draw. `n` counts accounts, once per cut-off that has a value."""

    value: float
    drawn: Floats
    n: int


@dataclass(frozen=True)
class Interval:
    """A figure with the ends of its interval; NaN where nothing could be measured."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, eq=False)
class Draws:
    """How often each account is in each draw: a row per account, a column per draw."""

    counts: NDArray[np.uint16]

    @classmethod
    def of(cls, accounts: int, repeats: int = REPEATS, seed: int = 0) -> Draws:
        """Draw as many accounts as there are, with replacement, `repeats` times; the same seed gives the same draws."""
        rng = np.random.default_rng(seed)
        counts = np.empty((repeats, accounts), np.uint16)
        for row in counts:
            row[:] = np.bincount(rng.integers(0, max(accounts, 1), accounts), minlength=accounts)
        return cls(np.ascontiguousarray(counts.T))

    def measure(self, parts: Sequence[Contribution]) -> Measured:
        """Return the mean of a figure over cut-offs; one at which it is NaN is left out."""
        rows = self.measure_rows(parts)
        return rows[0] if rows else Measured(np.nan, np.full(self.counts.shape[1], np.nan), 0)

    def measure_rows(self, parts: Sequence[Contribution]) -> list[Measured]:
        """Return one figure per row that the statistics give, such as the points of a curve."""
        if not parts:
            return []
        whole = np.stack([np.atleast_2d(p.statistic(np.ones((len(p.accounts), 1))))[:, 0] for p in parts])
        drawn = np.stack([self._drawn(part) for part in parts])
        drawn[np.isnan(whole)] = np.nan
        sizes = np.array([len(part.accounts) for part in parts])
        known = ~np.isnan(whole)
        return [
            Measured(float(_mean(whole[:, [row]])[0]), _mean(drawn[:, row]), int(sizes[known[:, row]].sum()))
            for row in range(whole.shape[1])
        ]

    def _drawn(self, part: Contribution) -> Floats:
        counts = self.counts[part.accounts]
        starts = range(0, counts.shape[1], BLOCK)
        blocks = [np.atleast_2d(part.statistic(counts[:, s : s + BLOCK].astype(np.float64))) for s in starts]
        return np.concatenate(blocks, axis=1)


def interval(measured: Measured, level: float = 0.95) -> Interval:
    """Return the two-sided percentile interval; draws in which the figure is NaN are left out."""
    drawn = measured.drawn[~np.isnan(measured.drawn)]
    if np.isnan(measured.value) or not len(drawn):
        return Interval(np.nan, np.nan, np.nan, measured.n)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Interval(measured.value, float(low), float(high), measured.n)


def difference(one: Measured, other: Measured) -> Measured:
    """Return `one` minus `other`, draw by draw: a paired difference, because both saw the same draws."""
    return Measured(one.value - other.value, one.drawn - other.drawn, min(one.n, other.n))


def excess(real: Measured, twins: Sequence[Measured]) -> Measured:
    """Return the figure less its mean over the twins, draw by draw; twins without a figure are left out.

    The twins of an account are drawn with it, so that chance in making them counts as noise too.
    """
    told = [twin for twin in twins if not np.isnan(twin.value)]
    if not told:
        return Measured(np.nan, np.full_like(real.drawn, np.nan), 0)
    mean = Measured(float(np.mean([twin.value for twin in told])), _mean(np.stack([t.drawn for t in told])), real.n)
    return difference(real, mean)


def lower_bound(measured: Measured, tested: int = 1, alpha: float = 0.05) -> float:
    """Return the one-sided lower bound at level alpha / `tested`, NaN where nothing could be measured.

    value - z * standard deviation of the draws, z the normal quantile at 1 - alpha / `tested` (Bonferroni): of `tested`
    signals that all tell nothing, some bound lies above 0 in no more than `alpha` of cases. Normal, because the
    percentile at such a level would rest on a handful of draws.
    """
    drawn = measured.drawn[~np.isnan(measured.drawn)]
    if np.isnan(measured.value) or len(drawn) < 2:  # noqa: PLR2004 - a deviation needs two
        return float("nan")
    return float(measured.value - NormalDist().inv_cdf(1 - alpha / max(tested, 1)) * drawn.std(ddof=1))


def _mean(values: Floats) -> Floats:
    """Return the mean of each column over what is known, NaN where nothing is."""
    known = ~np.isnan(values)
    count = known.sum(axis=0)
    total = np.where(known, values, 0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
