"""Relationship strength: needs tables that invoices do not bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["Relationship"]


@dataclass(frozen=True)
class Relationship(Named):
    """Relationship strength; not available without the tables in `needs`, and never guessed from invoices."""

    name: str = "relationship"
    basis: Basis = "judgement"
    needs: tuple[str, ...] = ("contact", "activity")
    order: int = 5

    def fit(self, features: pd.DataFrame) -> Parameters:  # noqa: ARG002 - the signature of all factors
        """Return no parameters: the features hold nothing of `needs`."""
        return {}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:  # noqa: ARG002 - as above
        """Return no value for anyone, with the table that would bring it."""
        return FactorValues.absent(features, "factors.absent.needs_contact_activity")
