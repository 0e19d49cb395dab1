"""Quadrants of the portfolio: worth keeping against growth beyond its size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["LINE_SHARE", "SEGMENTS", "Thresholds", "assign"]

SEGMENTS = ("protect_and_grow", "emerging_invest", "keep", "low_touch")
"""High value and potential; only potential; only value; neither. Their texts are `segments.<code>`."""

LINE_SHARE = 0.8
"""Share of calibrated accounts below each line by default: real attention is for few, so a fifth lies above.

The lines stand on the calibration, not on the accounts of the day, so a new account moves nobody else.
"""


@dataclass(frozen=True)
class Thresholds:
    """Lines on the 0..100 scales; an account on a line is above it. People move them."""

    value: float = 50.0
    potential: float = 50.0


def assign(value: pd.Series, potential: pd.Series, thresholds: Thresholds | None = None) -> pd.Series:
    """Return the segment code of each account, in the order and index of `value`."""
    lines = thresholds or Thresholds()
    high, grows = value.to_numpy(float) >= lines.value, potential.to_numpy(float) >= lines.potential
    codes = np.select([high & grows, grows, high], SEGMENTS[:3], SEGMENTS[3])
    return pd.Series(codes, index=value.index, dtype="str", name="segment")
