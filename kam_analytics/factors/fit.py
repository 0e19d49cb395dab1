"""Fit of offering, culture and industry focus: likeness to accounts that became large, and what people say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kam_analytics.factors.likeness import fit_likeness, likeness
from kam_analytics.factors.parts import figure, rated, weighted
from kam_analytics.factors.peers import fit_peers, position
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["Fit", "from_rating"]


@dataclass(frozen=True)
class Fit(Named):
    """The weighted mean of likeness and rating, over those that there are; both are shown.

    likeness = 100 x the share of accounts that are less like those that became large (`likeness.likeness`); rating =
    (score - 1) x 25 of the newest that has not expired, so 1 is 0 and 5 is 100. Judgement, both of them.

    Parameters
    ----------
    weights
        Of likeness and rating.
    """

    name: str = "fit"
    basis: Basis = "judgement"
    needs: tuple[str, ...] = ("product", "rating")
    order: int = 6
    weights: tuple[float, float] = (1.0, 1.0)

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return what the accounts that became large have in common, and the places of likeness."""
        found = fit_likeness(features)
        if not found:
            return {}
        like = figure(likeness(features, found), "likeness")
        return found | {"place": fit_peers(np.zeros(like.size), like)}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return the values; an account of which nothing is known and that nobody rated has none."""
        ratings = rated(features, self.name)
        if not parameters and "rating" not in ratings:
            return FactorValues.absent(features, "factors.absent.needs_likeness")
        evidence = ratings
        parts = [(self.weights[1], 25.0 * (figure(ratings, "rating") - 1.0))]
        if parameters:
            figures = likeness(features, parameters)
            place = 100.0 * position(np.zeros(len(features)), figure(figures, "likeness"), parameters["place"])
            parts.append((self.weights[0], place))
            evidence = figures.drop(columns="likeness").assign(likeness_part=np.round(place, 6)).join(ratings)
        return FactorValues.of(
            weighted(parts), evidence, "factors.absent.needs_likeness", "factors.missing.no_likeness"
        )


def from_rating(features: pd.DataFrame, name: str) -> FactorValues:
    """Return (score - 1) x 25 with who said it, when, and how many notes there are."""
    evidence = rated(features, name)
    if "rating" not in evidence:
        return FactorValues.absent(features, "factors.absent.needs_rating")
    value = (evidence["rating"].to_numpy(float) - 1.0) * 25.0
    return FactorValues.of(value, evidence, "factors.absent.needs_rating", "factors.missing.no_rating")
