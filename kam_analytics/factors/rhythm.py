"""The rhythm of an account's orders in closed form: whether it is still active, and orders again within a horizon.

The form of the modified BG/NBD (Batislam, Denizel and Filiztekin 2007, "Empirical validation and comparison of models
for customer base analysis"), with shrunk gaps in place of fitted parameters.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["DROPOUT", "orders_again", "shrunk_gap"]

Floats = NDArray[np.float64]

DROPOUT = (1.0, 2.5)
"""a and b: leaving is likelier after few orders."""


def shrunk_gap(features: pd.DataFrame, typical: float, prior: float) -> tuple[Floats, Floats]:
    """Return each account's gaps between order days, and their mean in days shrunk to the typical one: (span + k x
    typical) / (gaps + k), k = `prior`; without orders the typical one.
    """  # noqa: D205 - one sentence
    gaps = np.maximum(features["order_days"].to_numpy(float, na_value=0.0) - 1.0, 0.0)
    span = np.where(gaps > 0, features["mean_gap_days"].to_numpy(float, na_value=0.0) * gaps, 0.0)
    return gaps, (span + prior * typical) / (gaps + prior)


def orders_again(
    gaps: Floats, gap: Floats, recency: Floats, *, horizon: float, prior: float, dropout: tuple[float, float] = DROPOUT
) -> tuple[Floats, Floats]:
    """Return the chances (0..1) of being active still, and of at least one order within the horizon if so.

    With n = gaps + k and silence q = recency / (n x gap): active = 1 / (1 + a / (b + gaps) x (1 + q)^n); again = 1 -
    (1 + h / (n x gap x (1 + q)))^-n.

    Parameters
    ----------
    gaps, gap
        Of `shrunk_gap`, with the same k.
    recency
        Days since the last order.
    horizon
        h in days.
    prior
        k, the weight of the typical gap in gaps.
    dropout
        a and b.
    """
    weight = gaps + prior
    scale = np.maximum(weight * gap, 1.0)
    # logarithms, because the power of a long silence overflows
    silence = weight * np.log1p(recency / scale)
    first, second = dropout
    active: Floats = 1.0 / (1.0 + np.exp(np.minimum(np.log(first / (second + gaps)) + silence, 700.0)))
    again: Floats = -np.expm1(-weight * np.log1p(horizon / (scale + recency)))
    return active, again
