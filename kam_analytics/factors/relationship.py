"""Relationship strength: how many people we talk to, how senior they are, and how lately we did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import figure, loaded, rated, saturating, weighted
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["Relationship"]

Floats = NDArray[np.float64]

_SENIOR = ("contacts_c", "contacts_vp", "contacts_director")
_ROLES = 3.0
"""Sponsor, decision maker and champion."""
_SHOWN = {
    "contacts": ["contacts"],
    "key_roles": ["key_roles"],
    "contacts_new_180d": ["contacts_new_180d"],
    "contacts_active_90d": ["contacts_active_90d"],
    "senior_active_90d": ["senior_active_90d"],
    "activities_12m": ["activities_12m", "days_since_activity"],
}
"""Raw figures, by the column whose table they need."""


@dataclass(frozen=True)
class Relationship(Named):
    """The weighted mean of breadth, seniority, recency and roles, over those that the tables tell.

    breadth = 100 x (1 - 0.5^n) of n contacts with an activity in the last 90 days; seniority the same of those at
    level C, VP or director; recency = 100 x 0.5^(days since the last activity / 90), 0 without one; roles = 100 x the
    share of sponsor, decision maker and champion that we know. Where no activity names a contact, n counts the
    contacts we know; where no level or no role is known of anybody, that part is left out. Judgement: nothing shows yet
    that it tells who grows.

    Parameters
    ----------
    weights
        Of breadth, seniority, recency and roles.
    half_life_days
        Silence after which recency is half.
    """

    name: str = "relationship"
    basis: Basis = "judgement"
    needs: tuple[str, ...] = ("contact", "activity")
    order: int = 5
    weights: tuple[float, ...] = (4.0, 3.0, 3.0, 2.0)
    half_life_days: float = 90.0

    def fit(self, features: pd.DataFrame) -> Parameters:  # noqa: ARG002 - the signature of all factors
        """Return no parameters: the scale is the same for everyone."""
        return {}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:  # noqa: ARG002 - as above
        """Return the values; more active contacts, more senior ones and later activities never have a lower one."""
        if not loaded(features, "contacts") and not loaded(features, "activities_12m"):
            return FactorValues.absent(features, "factors.absent.needs_contact_activity")
        active, senior_active = figure(features, "contacts_active_90d"), figure(features, "senior_active_90d")
        senior = sum((figure(features, name) for name in _SENIOR), np.zeros(len(features)))
        people = np.where(np.isfinite(active), active, figure(features, "contacts"))
        leaders = np.where(np.isfinite(senior_active), senior_active, senior)
        roles = 100.0 * np.minimum(figure(features, "key_roles") / _ROLES, 1.0)
        parts = (saturating(people), saturating(leaders), self._recency(features), roles)
        value = weighted(list(zip(self.weights, parts, strict=True)))
        named = [name for mark, names in _SHOWN.items() if loaded(features, mark) for name in names]
        evidence = features[named].assign(single_threaded=_single(people)).join(rated(features, self.name))
        return FactorValues.of(value, evidence, "factors.absent.needs_contact_activity", "factors.missing.no_contacts")

    def _recency(self, features: pd.DataFrame) -> Floats:
        """Return 0 where activities are loaded and the account has none."""
        days = figure(features, "days_since_activity")
        fresh = 100.0 * 0.5 ** (np.where(np.isfinite(days), days, np.inf) / self.half_life_days)
        return np.where(np.isfinite(figure(features, "activities_12m")), fresh, np.nan)


def _single(people: Floats) -> pd.Series[Any]:
    """Flag the accounts where all goes through one person; None where that is not known."""
    return pd.Series([None if np.isnan(n) else bool(n == 1) for n in people], dtype=object)
