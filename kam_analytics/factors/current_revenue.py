"""Current revenue: the money base of the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kam_analytics.factors.parts import rated
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["CurrentRevenue"]

EVIDENCE = ("money", "revenue_12m", "ttm", "prior_ttm", "growth", "growth_constant_currency")


@dataclass(frozen=True)
class CurrentRevenue(Named):
    """Smoothed revenue per year; its value is the share of calibrated accounts with positive money below it.

    In the score it counts through its logarithm (`scoring.formula`), the value is for reading and comparing.
    """

    name: str = "current_revenue"
    basis: Basis = "evidence"
    needs: tuple[str, ...] = ("revenue_line",)
    order: int = 0
    knots: int = 101

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return quantiles of the logarithm of positive money."""
        money = features["money"].to_numpy(float)
        positive = money[np.isfinite(money) & (money > 0)]
        if positive.size == 0:
            return {}
        shares = np.linspace(0.0, 1.0, self.knots)
        return {"log_money": [round(float(q), 9) for q in np.quantile(np.log(positive), shares)]}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return 0 for money <= 0, else its place among the calibrated quantiles (middle of a run of equal ones)."""
        money = features["money"].to_numpy(float)
        if not parameters:
            return FactorValues.absent(features, "factors.absent.no_positive_money")
        knots = np.asarray(parameters["log_money"], float)
        logs = np.round(np.log(np.where(money > 0, money, 1.0)), 9)
        spread, places = np.unique(knots, return_inverse=True)
        middle = np.bincount(places, np.linspace(0.0, 100.0, knots.size)) / np.bincount(places)
        value = np.where(money > 0, np.interp(logs, spread, middle), 0.0)
        value = np.where(np.isfinite(money), value, np.nan)
        evidence = features[list(EVIDENCE)].join(rated(features, self.name))
        return FactorValues.of(value, evidence, "factors.absent.no_positive_money", "factors.missing.no_money")
