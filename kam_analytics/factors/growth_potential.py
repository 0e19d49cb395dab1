"""Growth potential: room by breadth among peers, with the shrunk trend beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import rated
from kam_analytics.factors.peers import fit_peers, position
from kam_analytics.factors.trend import fit_trend, trend
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["GrowthPotential"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GrowthPotential(Named):
    """Room: the share of peers of equal size that buy more widely.

    Breadth is counted in families where the products name at least two, else in articles. Judgement: no panel known
    to us shows that breadth tells who grows. The trend is computed and shown, and leaves the value alone until the
    workspace's own evaluation supports it (`scoring.md` §4.3).
    """

    name: str = "growth_potential"
    basis: Basis = "judgement"
    needs: tuple[str, ...] = ("revenue_line",)
    order: int = 1
    families_from: int = 2

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return the breadth measure, its quantiles among peers and the parameters of the trend."""
        families = features["families_ttm"].to_numpy(float)
        by_family = bool(np.nanmax(families, initial=0.0) >= self.families_from)
        measure = "families_ttm" if by_family else "products_ttm"
        peers = fit_peers(*_size_and_breadth(features, measure))
        return {"measure": measure, "peers": peers, "trend": fit_trend(features)} if peers else {}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return 100 x the share of peers that buy more widely; accounts that bought nothing lately have none."""
        if not parameters:
            return FactorValues.absent(features, "factors.absent.no_products")
        place = position(*_size_and_breadth(features, parameters["measure"]), parameters["peers"])
        fitted = parameters["trend"]
        status = "no_history" if not fitted else "neutral" if fitted["tau2"] > 0 else "noise"
        evidence = features[["products_ttm", "families_ttm"]].assign(
            breadth_measure=parameters["measure"],
            peers_below=np.round(place, 6),
            **trend(features, fitted),
            trend_status=f"factors.trend.{status}",
        )
        evidence = evidence.join(rated(features, self.name))
        return FactorValues.of(
            100.0 * (1.0 - place), evidence, "factors.absent.no_products", "factors.missing.no_recent_products"
        )


def _size_and_breadth(features: pd.DataFrame, measure: str) -> tuple[Floats, Floats]:
    """Return ln money and the breadth of accounts that bought a named article in the window."""
    money = features["money"].to_numpy(float)
    breadth = features[measure].to_numpy(float)
    known = (money > 0) & (features["products_ttm"].to_numpy(float) > 0)
    size = np.round(np.log(np.where(known, money, 1.0)), 9)
    return np.where(known, size, np.nan), np.where(known, breadth, np.nan)
