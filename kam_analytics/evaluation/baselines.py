"""Rankings that need no product: what ours is compared with.

They read a frame with one row per account, made at a cut-off from invoices before it. `money` and `ewma_*` are money of
a year (days weighted by half-life), `revenue_91d` and the like are sums of the last days. Larger is better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from kam_analytics.evaluation.weighted import Floats

__all__ = ["BASELINES", "baselines", "ewma", "last_growth", "last_period", "random", "reversion", "rfm", "ttm"]

YEAR = 364
QUINTILES = 5

LAST_AND_BEFORE = MappingProxyType({91: (91, 182), 182: (182, 364), 364: (182, 364)})
"""By horizon: days of the last period, and of that and the one before together.

A year has no year before in the frame, so its halves are compared."""


def ewma(features: pd.DataFrame, horizon: int) -> Floats:  # noqa: ARG001 - all baselines are called alike
    """Return money of a year, days weighted with a half-life of 180 days."""
    return _column(features, "money")


def last_period(features: pd.DataFrame, horizon: int) -> Floats:
    """Return revenue of the last `horizon` days."""
    return _column(features, f"revenue_{horizon}d")


def ttm(features: pd.DataFrame, horizon: int) -> Floats:  # noqa: ARG001 - all baselines are called alike
    """Return revenue of the last 364 days: trailing twelve months in whole weeks."""
    return _column(features, f"revenue_{YEAR}d")


def last_growth(features: pd.DataFrame, horizon: int) -> Floats:
    """Return log((last + s) / (before + s)): growth from the period before to the last one.

    s is the median positive revenue of the last period, so that small accounts do not grow without bounds.
    """
    days, both = LAST_AND_BEFORE[horizon]
    last = _column(features, f"revenue_{days}d")
    before = _column(features, f"revenue_{both}d") - last
    return _level(last, _offset(last)) - _level(before, _offset(last))


def reversion(features: pd.DataFrame, horizon: int) -> Floats:
    """Return log(usual + s) - log(last + s): who bought less than usual, on the guess that they come back.

    Usual is the EWMA with a half-life of a year, as money of `horizon` days; s as in `last_growth`.
    """
    last = _column(features, f"revenue_{horizon}d")
    usual = _column(features, "ewma_365d") * horizon / YEAR
    return _level(usual, _offset(last)) - _level(last, _offset(last))


def rfm(features: pd.DataFrame, horizon: int) -> Floats:  # noqa: ARG001 - all baselines are called alike
    """Return the sum (3 to 15) of the quintiles of recency, frequency and money of the last 364 days.

    A quintile is 1 + floor(5 * (mid-rank - 1/2) / n): equal values share one. Never ordered is the lowest recency.

    Notes
    -----
    Hughes, *Strategic Database Marketing* (1994).
    """
    recency = -np.nan_to_num(_column(features, "recency_days"), nan=np.inf)
    frequency, money = (_column(features, f"{name}_{YEAR}d") for name in ("order_days", "revenue"))
    return _quintile(recency) + _quintile(frequency) + _quintile(money)


def random(features: pd.DataFrame, seed: int = 0) -> Floats:
    """Return a random order; the same seed and count give the same."""
    return np.random.default_rng(seed).permutation(len(features)).astype(np.float64)


BASELINES: Mapping[str, Callable[[pd.DataFrame, int], Floats]] = MappingProxyType(
    {
        "ewma": ewma,
        "last_period": last_period,
        "ttm": ttm,
        "last_growth": last_growth,
        "reversion": reversion,
        "rfm": rfm,
    }
)
"""By name, all but the random one, which has a seed instead of a horizon."""


def baselines(features: pd.DataFrame, horizon: int, seed: int = 0) -> dict[str, Floats]:
    """Return all baselines by name, `random` last."""
    return {**{name: rank(features, horizon) for name, rank in BASELINES.items()}, "random": random(features, seed)}


def _column(features: pd.DataFrame, name: str) -> Floats:
    return features[name].to_numpy(dtype=np.float64, na_value=np.nan)


def _offset(revenue: Floats) -> float:
    """Return the median of positive revenue, 1 where there is none."""
    positive = revenue[revenue > 0]
    return float(np.median(positive)) if len(positive) else 1.0


def _level(revenue: Floats, offset: float) -> Floats:
    """Return log(revenue + offset), with more returned than bought as nothing bought."""
    return np.log(np.maximum(revenue, 0) + offset)


def _quintile(values: Floats) -> Floats:
    _, group, size = np.unique(values, return_inverse=True, return_counts=True)
    middle = size.cumsum() - size / 2
    return 1 + np.floor(QUINTILES * middle[group] / max(len(values), 1))
