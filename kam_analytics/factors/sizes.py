"""How large an account is, and what is usual for accounts of its size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import figure
from kam_analytics.factors.peers import bands

__all__ = ["fit_floor", "fit_usual", "log_size", "surprise", "usual"]

Floats = NDArray[np.float64]

_FLOOR_SHARE = 0.01


def fit_floor(features: pd.DataFrame) -> float:
    """Return the 1st percentile of positive money, the size of accounts that have less; 1 without any."""
    money = figure(features, "money")
    money = money[np.isfinite(money) & (money > 0)]
    return max(round(float(np.quantile(money, _FLOOR_SHARE)), 6), 1e-6) if money.size else 1.0


def log_size(features: pd.DataFrame, floor: float) -> Floats:
    """Return ln(max(money, floor)); an account without money is as small as the floor."""
    money = np.nan_to_num(figure(features, "money"))
    size: Floats = np.round(np.log(np.maximum(money, floor)), 9).astype(np.float64)
    return size


def fit_usual(size: Floats, count: Floats) -> dict[str, Any]:
    """Return the mean of a count by size, in up to ten bands of at least 20 accounts; empty without any account."""
    known = np.isfinite(size) & np.isfinite(count)
    size, count = size[known], count[known]
    if size.size == 0:
        return {}
    found = bands(size, count)
    return {
        "centres": [round(float(np.median(size[band])), 6) for band in found],
        "means": [round(float(np.sort(count[band]).mean()), 9) for band in found],
    }


def usual(size: Floats, fitted: Mapping[str, Any]) -> Floats:
    """Return what is usual at a size: between the centres of bands straight lines, beyond them the outer means."""
    centres, means = (np.asarray(fitted[name], float) for name in ("centres", "means"))
    expected: Floats = np.interp(size, centres, means)
    return expected


def surprise(count: Floats, expected: Floats) -> Floats:
    """Return (count - expected) / sqrt(expected + 1): how far a count lies from what was expected, in about its noise.

    A Poisson count has its mean for variance; the 1 keeps a single event of an account that expects none at 1.
    """
    result: Floats = (count - expected) / np.sqrt(expected + 1.0)
    return result
