"""The likelihood that an account stays: the renewal factor read as a share, on this company's own past.

Isotonic regression (Barlow, Bartholomew, Bremner and Brunk 1972, by pool adjacent violators) of "bought at all in the
H days after" on the value 0..100 of renewal likelihood, over earlier dates whose windows had closed. The order of the
factor stays; only its scale becomes a share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

__all__ = ["TOO_SHORT", "PastValues", "fit_staying", "staying"]

Floats = NDArray[np.float64]

TOO_SHORT = "scoring.staying.too_short"
"""Why there is no likelihood: fewer than 400 accounts at earlier dates whose windows are in the data."""

LEAST_ROWS = 400
_BINS = 20
_DIGITS = 6


@dataclass(frozen=True, eq=False)
class PastValues:
    """Values of renewal likelihood at an earlier date (NaN: none), and who bought in the H days after it."""

    value: Floats
    bought: NDArray[np.bool_]


def fit_staying(past: Sequence[PastValues], horizon: int) -> dict[str, Any]:
    """Return knots of value and likelihood as plain JSON; empty with fewer than 400 accounts over all dates.

    Values are gathered in up to 20 bins of equal count first, so that no likelihood rests on a few accounts.
    """
    value = np.concatenate([one.value for one in past]) if past else np.zeros(0)
    bought = np.concatenate([one.bought for one in past]).astype(float) if past else value
    known = np.isfinite(value)
    value, bought = value[known], bought[known]
    if value.size < LEAST_ROWS:
        return {}
    order = np.argsort(value, kind="stable")
    chunks = np.array_split(order, _BINS)
    centre = np.array([value[chunk].mean() for chunk in chunks])
    share = np.array([bought[chunk].mean() for chunk in chunks])
    size = np.array([float(len(chunk)) for chunk in chunks])
    smooth = IsotonicRegression(y_min=0.0, y_max=1.0).fit_transform(np.arange(_BINS), share, sample_weight=size)
    knots, places = np.unique(np.round(centre, _DIGITS), return_inverse=True)
    likelihood = np.bincount(places, smooth * size) / np.bincount(places, size)
    return {
        "horizon": horizon,
        "value": [float(knot) for knot in knots],
        "likelihood": [round(float(one), _DIGITS) for one in likelihood],
        "rows": int(value.size),
        "dates": len(past),
    }


def staying(value: Floats, parameters: Mapping[str, Any]) -> Floats:
    """Return the likelihood 0..1 of buying within the horizon; NaN without a value, and where nothing was fitted."""
    if not parameters:
        return np.full(value.shape, np.nan)
    found = np.interp(np.where(np.isfinite(value), value, 0.0), parameters["value"], parameters["likelihood"])
    return np.where(np.isfinite(value), np.round(found, _DIGITS), np.nan)
