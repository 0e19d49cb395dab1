"""Effort: the work that invoices show, for the money they bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.peers import fit_peers, position
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["Effort"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Effort(Named):
    """Invoices and credit notes per 1,000 of revenue against peers of equal size; less is better, so 100 is the least.

    Judgement: documents stand in for hours until activities or cases are there.
    """

    name: str = "effort"
    basis: Basis = "judgement"
    needs: tuple[str, ...] = ("revenue_line",)
    order: int = 4

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return the quantiles of documents per 1,000 among peers."""
        peers = fit_peers(*_size_and_documents(features))
        return {"peers": peers} if peers else {}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return 100 x the share of peers that need more; accounts without revenue in the window have none."""
        if not parameters:
            return FactorValues.absent(features, "factors.absent.no_recent_revenue")
        size, documents = _size_and_documents(features)
        place = position(size, documents, parameters["peers"])
        evidence = features[["invoices_ttm", "credit_notes_ttm", "credit_share", "revenue_12m"]].assign(
            documents_per_1000=documents, peers_below=np.round(place, 6)
        )
        return FactorValues.of(
            100.0 * (1.0 - place), evidence, "factors.absent.no_recent_revenue", "factors.missing.no_recent_revenue"
        )


def _size_and_documents(features: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return ln money and documents per 1,000 of revenue."""
    money = features["money"].to_numpy(float)
    revenue = features["revenue_12m"].to_numpy(float)
    documents = features["invoices_ttm"].to_numpy(float) + features["credit_notes_ttm"].to_numpy(float)
    known = (money > 0) & (revenue > 0)
    size = np.round(np.log(np.where(known, money, 1.0)), 9)
    rate = np.round(1000.0 * documents / np.where(known, revenue, 1.0), 6)
    return np.where(known, size, np.nan), np.where(known, rate, np.nan)
