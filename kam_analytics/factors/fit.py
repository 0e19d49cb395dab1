"""Fit of offering, culture and industry focus: what people who know the account say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kam_analytics.factors.parts import rated
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["Fit", "from_rating"]


@dataclass(frozen=True)
class Fit(Named):
    """The newest rating for `fit` that has not expired: (score - 1) x 25, so 1 is 0 and 5 is 100.

    Judgement, and never guessed from invoices.
    """

    name: str = "fit"
    basis: Basis = "judgement"
    needs: tuple[str, ...] = ("rating",)
    order: int = 6

    def fit(self, features: pd.DataFrame) -> Parameters:  # noqa: ARG002 - the signature of all factors
        """Return no parameters: a rating is on its own scale."""
        return {}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:  # noqa: ARG002 - as above
        """Return the ratings as 0..100; who was not rated has none."""
        return from_rating(features, self.name)


def from_rating(features: pd.DataFrame, name: str) -> FactorValues:
    """Return (score - 1) x 25 with who said it, when, and how many notes there are."""
    evidence = rated(features, name)
    if "rating" not in evidence:
        return FactorValues.absent(features, "factors.absent.needs_rating")
    value = (evidence["rating"].to_numpy(float) - 1.0) * 25.0
    return FactorValues.of(value, evidence, "factors.absent.needs_rating", "factors.missing.no_rating")
