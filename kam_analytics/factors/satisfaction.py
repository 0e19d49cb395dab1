"""What people at an account answer to surveys: how good, and better or worse than before."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import figure

__all__ = ["answers", "change", "level"]

Floats = NDArray[np.float64]

PRIOR_ANSWERS = 1.0
"""k: a change counts in full only where many answered, before and after."""


def answers(features: pd.DataFrame) -> Floats:
    """Return how many people answered within 18 months; NaN where no surveys are loaded."""
    result: Floats = figure(features, "nps_answers") + figure(features, "csat_answers")
    return result


def level(features: pd.DataFrame) -> Floats:
    """Return the mean of the newest answers as shares of their scales, 0..1; NaN without answers."""
    nps, csat = np.nan_to_num(figure(features, "nps_answers")), np.nan_to_num(figure(features, "csat_answers"))
    total = nps * np.nan_to_num(figure(features, "nps_mean")) / 10.0
    total += csat * np.nan_to_num(figure(features, "csat_share"))
    count = nps + csat
    share = np.clip(total / np.where(count > 0, count, 1.0), 0.0, 1.0)
    return np.where(count > 0, share, np.nan)


def change(features: pd.DataFrame) -> Floats:
    """Return the mean share of the last 180 days less that of the 540 before, shrunk by n / (n + 1).

    n = now x before / (now + before) answers: half the harmonic mean of their numbers. NaN unless there are both.
    """
    now, before = figure(features, "answers_180d"), figure(features, "answers_540d_before")
    both = (now > 0) & (before > 0)
    count = np.where(both, now * before / np.where(both, now + before, 1.0), np.nan)
    difference = figure(features, "answers_share_180d") - figure(features, "answers_share_540d_before")
    result: Floats = difference * count / (count + PRIOR_ANSWERS)
    return result
