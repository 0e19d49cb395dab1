"""Importance 0..10 of each factor, by purpose."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kam_analytics.errors import Refused

__all__ = ["BALANCED", "DEFAULT_PURPOSE", "MONEY_FACTOR", "PURPOSES", "Purpose", "WeightSet", "balanced", "checked"]

Purpose = Literal["account_potential", "value", "potential"]
PURPOSES: tuple[str, ...] = ("account_potential", "value", "potential")
"""The headline; worth keeping; who grows beyond its size."""
DEFAULT_PURPOSE = "account_potential"
MONEY_FACTOR = "current_revenue"
"""The factor that counts through the logarithm of money; its importance is the exponent a x 10."""

FULL = 10
BALANCED = "balanced"

_PRESETS: dict[str, dict[str, int]] = {
    # Importance 10 keeps the score proportional to money, which bounded factors then multiply: gain@10% stayed within
    # 0.54 to 0.56 over 300 weightings of that form (scoring.md §4.2). Room (judgement) and odds of staying
    # (evidence) come before relationship and fit; effort and logo only tip the scales.
    "account_potential": {
        "current_revenue": 10, "growth_potential": 6, "renewal_likelihood": 6, "win_expand": 5,
        "effort": 2, "relationship": 4, "fit": 4, "logo": 2,
    },
    # Worth keeping: money and whether it stays (the two that transactions can tell), less the work it takes.
    "value": {
        "current_revenue": 10, "growth_potential": 0, "renewal_likelihood": 8, "win_expand": 0,
        "effort": 3, "relationship": 3, "fit": 0, "logo": 0,
    },
    # Room x odds of staying x pipeline and relationship (scoring.md §4.4); no money base, else it is size again.
    "potential": {
        "current_revenue": 0, "growth_potential": 8, "renewal_likelihood": 6, "win_expand": 6,
        "effort": 2, "relationship": 4, "fit": 4, "logo": 2,
    },
}  # fmt: skip


@dataclass(frozen=True)
class WeightSet:
    """One version of a named set; never changed once saved.

    Attributes
    ----------
    factors
        Importance 0..10 of every factor, in the order of the factors.
    author, reason, created_at
        Empty for the presets that come with the product.
    """

    purpose: str
    name: str
    version: int
    factors: dict[str, int]
    author: str = ""
    reason: str = ""
    created_at: str = ""

    @cached_property
    def id(self) -> str:
        """Hash of what the set says: purpose, name, version, factors."""
        content = json.dumps([self.purpose, self.name, self.version, self.factors], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    @property
    def exponent(self) -> float:
        """The power of money, a; 0 in `potential`."""
        return 0.0 if self.purpose == "potential" else self.factors.get(MONEY_FACTOR, 0) / FULL

    @property
    def shares(self) -> dict[str, float]:
        """Each factor's share of all importance; zeros when nothing counts."""
        total = sum(self.factors.values())
        return {name: (weight / total if total else 0.0) for name, weight in self.factors.items()}


def balanced(purpose: str) -> WeightSet:
    """Return the preset of a purpose, version 1."""
    _known(purpose)
    return WeightSet(purpose, BALANCED, 1, dict(_PRESETS[purpose]))


def checked(purpose: str, factors: Mapping[str, int], known: Sequence[str]) -> dict[str, int]:
    """Return every factor's importance in the order of the factors; one not named counts 0.

    Parameters
    ----------
    known
        Names of all factors, in their order.

    Raises
    ------
    Refused
        An unknown purpose or factor, an importance that is no whole number in 0..10, or money in `potential`.
    """
    _known(purpose)
    for name, weight in factors.items():
        if name not in known:
            raise Refused("scoring.unknown_factor", factor=name, known=", ".join(known))
        if isinstance(weight, bool) or not isinstance(weight, int) or not 0 <= weight <= FULL:
            raise Refused("scoring.bad_importance", factor=name, value=str(weight))
    if purpose == "potential" and factors.get(MONEY_FACTOR, 0):
        raise Refused("scoring.potential_without_money")
    return {name: factors.get(name, 0) for name in known}


def _known(purpose: str) -> None:
    if purpose not in PURPOSES:
        raise Refused("scoring.unknown_purpose", purpose=purpose, known=", ".join(PURPOSES))
