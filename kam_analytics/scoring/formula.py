"""The score (`docs/methods.md`): log_score = a ln(max(money, floor)) + s sum of w_i (f_i - 50) / 50.

It is written as a base, the same for every account, and one contribution per factor: base = a ln(reference), where
the reference is the calibration's median positive money, and money's contribution =
a (ln(max(money, floor)) - ln(reference)).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kam_analytics.scoring.weights import FULL, MONEY_FACTOR, WeightSet

__all__ = ["STEP", "base", "contribution", "log_scores"]

Floats = NDArray[np.float64]

STEP = math.log(1.5)
"""s: a full factor at importance 10 multiplies by 1.5."""

DIGITS = 12
"""Contributions and their sum are rounded to this, so that every machine prints the same bytes."""


def base(weights: WeightSet, reference: float) -> float:
    """Return a ln(reference)."""
    return round(weights.exponent * math.log(reference), DIGITS)


def contribution(name: str, weights: WeightSet, value: Floats, log_money: Floats, reference: float) -> Floats:
    """Return one factor's contribution per account; NaN where `value` is NaN (no contribution).

    Parameters
    ----------
    value
        0..100.
    log_money
        ln(max(money, floor)).
    """
    if name == MONEY_FACTOR:
        raw = np.where(np.isfinite(value), weights.exponent * (log_money - math.log(reference)), np.nan)
    else:
        raw = STEP * (weights.factors.get(name, 0) / FULL) * (value - 50.0) / 50.0
    rounded: Floats = np.asarray(np.round(raw, DIGITS) + 0.0, dtype=np.float64)
    return rounded


def log_scores(start: float, contributions: Mapping[str, Floats], length: int) -> Floats:
    """Return base + the sum of contributions, added in the order of the mapping; NaN adds nothing."""
    total = np.full(length, start)
    for column in contributions.values():
        total += np.where(np.isfinite(column), column, 0.0)
    rounded: Floats = np.round(total, DIGITS)
    return rounded
