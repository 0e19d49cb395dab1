"""Quadrants of the portfolio: worth keeping against growth beyond its size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["FEW", "SEGMENTS", "Thresholds", "assign", "line_share"]

SEGMENTS = ("protect_and_grow", "emerging_invest", "keep", "low_touch")
"""High value and potential; only potential; only value; neither. Their texts are `segments.<code>`."""

FEW = 60
"""Accounts above each line by default, twice the usual cap of a list: real attention is for few."""

_MOST_ABOVE, _LEAST_ABOVE = 0.2, 0.005


@dataclass(frozen=True)
class Thresholds:
    """Lines on the 0..100 scales; an account on a line is above it. People move them."""

    value: float = 50.0
    potential: float = 50.0


def line_share(accounts: int) -> float:
    """Return the share of calibrated accounts below each line, unless a person moves it.

    About `FEW` accounts lie above, but at most a fifth and at least one in 200. The lines stand on the calibration,
    not on the accounts of the day, so a new account moves nobody else.
    """
    above = FEW / accounts if accounts else _MOST_ABOVE
    return 1.0 - min(_MOST_ABOVE, max(_LEAST_ABOVE, above))


def assign(value: pd.Series, potential: pd.Series, thresholds: Thresholds | None = None) -> pd.Series:
    """Return the segment code of each account, in the order and index of `value`."""
    lines = thresholds or Thresholds()
    high, grows = value.to_numpy(float) >= lines.value, potential.to_numpy(float) >= lines.potential
    codes = np.select([high & grows, grows, high], SEGMENTS[:3], SEGMENTS[3])
    return pd.Series(codes, index=value.index, dtype="str", name="segment")
