"""Effort: the work an account takes, for the money it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import figure, loaded, rated
from kam_analytics.factors.peers import fit_peers, position
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["Effort"]

Floats = NDArray[np.float64]
Measure = Literal["hours", "activities_and_cases", "documents"]

_INVOICES = ["invoices_ttm", "credit_notes_ttm", "credit_share", "revenue_12m"]
_WORK = ("activities_12m", "cases_12m", "hours_12m")


@dataclass(frozen=True)
class Effort(Named):
    """Work of twelve months per 1,000 of revenue against peers of equal size; less is better, so 100 is the least.

    Work is hours where activities give any, else activities and cases by count, else invoices and credit notes. The
    calibration holds the measure, so that a new file does not change it unasked. Judgement: documents and counts
    stand in for hours, and hours for money.
    """

    name: str = "effort"
    basis: Basis = "judgement"
    needs: tuple[str, ...] = ("revenue_line",)
    order: int = 4

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return the measure (documents where none is named) and the quantiles of it per 1,000 among peers."""
        measure = _measure(features)
        peers = fit_peers(*_size_and_rate(features, measure))
        if not peers:
            return {}
        return {"peers": peers} if measure == "documents" else {"peers": peers, "measure": measure}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return 100 x the share of peers that need more; accounts without revenue in the window have none."""
        if not parameters:
            return FactorValues.absent(features, "factors.absent.no_recent_revenue")
        measure: Measure = parameters.get("measure", "documents")
        if not np.isfinite(_work(features, measure)).any():
            return FactorValues.absent(features, "factors.absent.no_work")
        size, rate = _size_and_rate(features, measure)
        place = position(size, rate, parameters["peers"])
        work = [] if measure == "documents" else [name for name in _WORK if loaded(features, name)]
        evidence = features[_INVOICES + work].assign(**{f"{measure}_per_1000": rate, "peers_below": np.round(place, 6)})
        return FactorValues.of(
            100.0 * (1.0 - place),
            evidence.join(rated(features, self.name)),
            "factors.absent.no_recent_revenue",
            "factors.missing.no_recent_revenue",
        )


def _measure(features: pd.DataFrame) -> Measure:
    """Return the best measure that the tables give."""
    if np.nansum(figure(features, "hours_12m")) > 0:
        return "hours"
    counted = loaded(features, "activities_12m") or loaded(features, "cases_12m")
    return "activities_and_cases" if counted else "documents"


def _work(features: pd.DataFrame, measure: Measure) -> Floats:
    if measure == "hours":
        return figure(features, "hours_12m")
    names = (
        ("activities_12m", "cases_12m") if measure == "activities_and_cases" else ("invoices_ttm", "credit_notes_ttm")
    )
    first, second = (figure(features, name) for name in names)
    total = np.nan_to_num(first) + np.nan_to_num(second)
    return np.where(np.isfinite(first) | np.isfinite(second), total, np.nan)


def _size_and_rate(features: pd.DataFrame, measure: Measure) -> tuple[Floats, Floats]:
    """Return ln money and work per 1,000 of revenue."""
    money = features["money"].to_numpy(float)
    revenue = features["revenue_12m"].to_numpy(float)
    known = (money > 0) & (revenue > 0)
    size = np.round(np.log(np.where(known, money, 1.0)), 9)
    rate = np.round(1000.0 * _work(features, measure) / np.where(known, revenue, 1.0), 6)
    return np.where(known, size, np.nan), np.where(known, rate, np.nan)
