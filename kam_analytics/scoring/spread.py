"""Where outcomes fall in ranges that were said of them: the shape of the surprise, and how much of it all share.

A score is 0 at the middle of a range and -1 and 1 at its ends, straight between them; beyond an end it goes on with the
distance in logs. The quantiles of the scores of a date that the model had not seen are the shape. What all accounts
share is the factor of a one-factor Gaussian copula (Vasicek 2002): normal score = sqrt(r) M + sqrt(1 - r) own.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEAST_SHARED", "NODES", "outcomes", "scores", "shape", "shared_part"]

Floats = NDArray[np.float64]

LEAST_SHARED = 0.12
"""Share of the surprise that all accounts are taken to have in common where their past shows less, or nothing.

At most four dates, half a year apart, are two years that do not overlap: too few to measure it. 0.12 is the least that
the Basel Committee (2006, paragraph 272) allows for the joint losses of companies.
"""

_POINTS = 100
_SHARES = (np.arange(_POINTS) + 0.5) / _POINTS
NODES: Floats = np.array([NormalDist().inv_cdf(float(share)) for share in _SHARES])
"""Normal scores of the quantiles in a shape."""

_NARROWEST = 1e-9


def scores(came: Floats, low: Floats, middle: Floats, high: Floats) -> Floats:
    """Return the score of each outcome in its range (logs)."""
    up, down = np.maximum(high - middle, _NARROWEST), np.maximum(middle - low, _NARROWEST)
    inside = np.where(came >= middle, (came - middle) / up, (came - middle) / down)
    above, below = 1.0 + came - high, -1.0 + came - low
    result: Floats = np.where(came > high, above, np.where(came < low, below, np.clip(inside, -1.0, 1.0)))
    return result


def outcomes(score: Floats, low: Floats, middle: Floats, high: Floats) -> Floats:
    """Return the outcome (log) that has a score in a range: the way back from `scores`."""
    inside = np.clip(score, -1.0, 1.0)
    result: Floats = middle + np.where(inside >= 0, inside * (high - middle), inside * (middle - low)) + score - inside
    return result


def shape(score: Floats) -> list[float]:
    """Return the quantiles of scores at `NODES`: plain JSON, 6 decimals."""
    return [round(float(one), 6) + 0.0 for one in np.quantile(score, _SHARES)]


def shared_part(above: Sequence[float]) -> float:
    """Return what all accounts share, 0 to 1, from the share of accounts above their middle at each date.

    Where M moves all of them, the normal score of that share is M sqrt(r / (1 - r)); its mean square over the dates is
    r / (1 - r). At least `LEAST_SHARED`; the middle of a date must come from the other dates.
    """
    if not above:
        return LEAST_SHARED
    normal = [NormalDist().inv_cdf(min(max(share, 0.001), 0.999)) for share in above]
    odds = sum(one * one for one in normal) / len(normal)
    return max(LEAST_SHARED, round(odds / (1.0 + odds), 6))
