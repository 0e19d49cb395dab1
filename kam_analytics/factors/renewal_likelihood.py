"""Renewal likelihood: how likely an account is to buy again, from the rhythm of its orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["RenewalLikelihood"]


@dataclass(frozen=True)
class RenewalLikelihood(Named):
    """Chance of at least one order within the horizon, in closed form (not calibrated yet: an order, not a percentage).

    An account's gap is shrunk to the typical one: gap = (span + k x typical) / (gaps + k). With n = gaps + k and
    silence q = recency / (n x gap): still active = 1 / (1 + a / (b + gaps) x (1 + q)^n), the form of the modified
    BG/NBD (Batislam, Denizel and Filiztekin 2007, with k for r and k x typical for alpha); orders again within the
    horizon h if active = 1 - (1 + h / (n x gap x (1 + q)))^-n; value = 100 x the product.

    Parameters
    ----------
    prior_gaps
        k, the weight of the typical gap in gaps.
    dropout
        a and b: leaving is likelier after few orders.
    horizon_days
        h; a year suits key accounts (`scoring.md` §4.7).
    """

    name: str = "renewal_likelihood"
    basis: Basis = "evidence"
    needs: tuple[str, ...] = ("revenue_line",)
    order: int = 2
    prior_gaps: float = 1.0
    dropout: tuple[float, float] = (1.0, 2.5)
    horizon_days: float = 364.0

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return the typical gap in days: the median over accounts with at least two order days."""
        gaps = features["mean_gap_days"].to_numpy(float)
        gaps = gaps[np.isfinite(gaps)]
        return {"typical_gap_days": round(float(np.median(gaps)), 6)} if gaps.size else {}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return the values; an account without orders has none."""
        if not parameters:
            return FactorValues.absent(features, "factors.absent.no_repeat_orders")
        recency = features["recency_days"].to_numpy(float)
        gaps = np.maximum(features["order_days"].to_numpy(float) - 1.0, 0.0)
        span = np.where(gaps > 0, features["mean_gap_days"].to_numpy(float) * gaps, 0.0)
        weight = gaps + self.prior_gaps
        gap = (span + self.prior_gaps * float(parameters["typical_gap_days"])) / weight
        scale = np.maximum(weight * gap, 1.0)
        # logarithms, because the power of a long silence overflows
        silence = weight * np.log1p(recency / scale)
        first, second = self.dropout
        active = 1.0 / (1.0 + np.exp(np.minimum(np.log(first / (second + gaps)) + silence, 700.0)))
        again = -np.expm1(-weight * np.log1p(self.horizon_days / (scale + recency)))
        evidence = features[["order_days", "recency_days", "mean_gap_days", "first_on", "last_on"]].assign(
            expected_gap_days=np.where(np.isfinite(recency), np.round(gap, 6), np.nan),
            silence_in_gaps=np.round(recency / gap, 6),
        )
        reason = "factors.absent.no_repeat_orders"
        return FactorValues.of(100.0 * active * again, evidence, reason, "factors.missing.no_orders")
