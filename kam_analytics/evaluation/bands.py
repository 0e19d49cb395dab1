"""The yardstick of growth: what an account bought beyond expectation, compared with accounts that were as large.

A signal is ranked among accounts of the same expected size only, so that it earns nothing for telling large from
small, and residuals are put on one scale, so that the noisy bands do not drown the others.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from kam_analytics.evaluation import weighted
from kam_analytics.evaluation.weighted import Bools, Floats, Ints

__all__ = [
    "bands",
    "below_top",
    "emerging",
    "growth_percentile",
    "rank_in_band",
    "rho",
    "standard_residual",
    "standardised",
]

NEIGHBOURS = 100
TOP = 0.1
HIGH = 0.8


def bands(expected: ArrayLike, n: int = 10) -> Ints:
    """Return the band of each account, 0 the smallest: `n` bands of equal count by expectation.

    Equal expectations are told apart by position, so give accounts in a fixed order. Counts differ by at most one.
    """
    values = _floats(expected)
    band = np.empty(len(values), np.int64)
    band[np.argsort(values, kind="stable")] = np.arange(len(values)) * n // max(len(values), 1)
    return band


def rank_in_band(signal: ArrayLike, band: Ints) -> Floats:
    """Return the mid-rank of the signal inside its band, at mean 0 and standard deviation 1 in each band.

    A NaN signal stays NaN and takes no rank. A band in which all signals are equal tells nothing: 0.
    """
    values = _floats(signal)
    ranks = np.full(len(values), np.nan)
    for members in _members(band, ~np.isnan(values)):
        _, group, size = np.unique(values[members], return_inverse=True, return_counts=True)
        ranks[members] = (size.cumsum() - (size - 1) / 2)[group]
    return standardised(ranks, band)


def standardised(values: ArrayLike, band: Ints) -> Floats:
    """Return values at mean 0 and standard deviation 1 in each band; 0 where a band does not vary, NaN stays.

    For retention the values are 1 where the account bought at all, else 0.
    """
    given = _floats(values)
    result = np.full(len(given), np.nan)
    for members in _members(band, ~np.isnan(given)):
        inside = given[members]
        spread = inside.std() if inside.max() > inside.min() else 0.0
        result[members] = (inside - inside.mean()) / spread if spread > 0 else 0.0
    return result


def standard_residual(y: ArrayLike, expected: ArrayLike, band: Ints) -> Floats:
    """Return the outcome less its expectation, centred in its band and over the band's standard deviation."""
    return standardised(_floats(y) - _floats(expected), band)


def rho(signal: ArrayLike, residual: ArrayLike, band: Ints) -> float:
    """Return how well the signal told who would do better than accounts of the same size (-1..1).

    Pearson correlation, over all accounts with a signal, of `rank_in_band` with the standardised residual: the mean
    over bands of the correlations inside them. NaN below 3 accounts, or where nothing varies.

    Parameters
    ----------
    residual
        From `standard_residual`, or from `standardised` for retention.
    """
    ranks = rank_in_band(signal, band)
    return float(weighted.pearson(ranks, _floats(residual), np.ones((len(ranks), 1)))[0])


def growth_percentile(residual: ArrayLike, expected: ArrayLike, neighbours: int = NEIGHBOURS) -> Floats:
    """Return the share (0..1) of an account's neighbours that it did better than, ties half.

    Neighbours are the accounts next to it by expectation, half of them on either side; at the ends the nearest on one
    side only. Fewer accounts than that: all others. NaN without any other.
    """
    values = _floats(residual)
    order = np.argsort(_floats(expected), kind="stable")
    count = len(values)
    width = min(neighbours, count - 1)
    if width < 1:
        return np.full(count, np.nan)
    ranked = values[order]
    first = np.clip(np.arange(count) - width // 2, 0, count - width - 1)
    others = sliding_window_view(ranked, width + 1)[first]
    lower = (others < ranked[:, None]).sum(axis=1)
    equal = (others == ranked[:, None]).sum(axis=1) - 1  # each window holds the account itself
    result = np.empty(count)
    result[order] = (lower + equal / 2) / width
    return result


def below_top(expected: ArrayLike, top: float = TOP) -> Bools:
    """Return which accounts are not among the `top` share by expectation: those that can emerge at all.

    Equal expectations are told apart by position, the earlier first.
    """
    values = _floats(expected)
    below = np.ones(len(values), dtype=np.bool_)
    below[np.argsort(-values, kind="stable")[: int(np.ceil(round(top * len(values), 9)))]] = False
    return below


def emerging(
    expected: ArrayLike,
    first_half: ArrayLike,
    second_half: ArrayLike,
    *,
    alike: ArrayLike | None = None,
    top: float = TOP,
    at_least: float = HIGH,
    neighbours: int = NEIGHBOURS,
) -> Bools:
    """Return which accounts emerged: not yet large, and far above their neighbours in both halves of the period.

    Both halves, because one good half is mostly one large order. Judge rankings of it among `below_top` only: the
    largest cannot emerge, so an order by size would do worse than chance for no reason of its own.

    Parameters
    ----------
    first_half, second_half
        Residuals of the two halves of the outcome window, each against its own expectation.
    alike
        Accounts next to each other by this figure are neighbours; None: by expectation.
    """
    beside = expected if alike is None else alike
    high = [growth_percentile(half, beside, neighbours) >= at_least for half in (first_half, second_half)]
    result: Bools = below_top(expected, top) & high[0] & high[1]
    return result


def _members(band: Ints, among: Bools) -> list[Ints]:
    """Return the positions of each band that has any."""
    found = (np.flatnonzero((band == one) & among) for one in np.unique(band))
    return [members for members in found if len(members)]


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)
