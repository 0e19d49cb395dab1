"""Logo attractiveness: what people who know the account say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kam_analytics.factors.fit import from_rating
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["Logo"]


@dataclass(frozen=True)
class Logo(Named):
    """The newest rating for `logo` that has not expired: (score - 1) x 25, so 1 is 0 and 5 is 100.

    Judgement, and never guessed from invoices.
    """

    name: str = "logo"
    basis: Basis = "judgement"
    needs: tuple[str, ...] = ("rating",)
    order: int = 7

    def fit(self, features: pd.DataFrame) -> Parameters:  # noqa: ARG002 - the signature of all factors
        """Return no parameters: a rating is on its own scale."""
        return {}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:  # noqa: ARG002 - as above
        """Return the ratings as 0..100; who was not rated has none."""
        return from_rating(features, self.name)
