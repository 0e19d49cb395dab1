"""Importance 0..10 of each factor, by purpose."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kam_analytics.errors import Refused

__all__ = [
    "BALANCED",
    "DEFAULT_PURPOSE",
    "MONEY_FACTOR",
    "PRESETS",
    "PURPOSES",
    "Purpose",
    "WeightSet",
    "balanced",
    "checked",
    "presets",
]

Purpose = Literal["account_potential", "value", "potential"]
PURPOSES: tuple[str, ...] = ("account_potential", "value", "potential")
"""The headline; worth keeping; who grows beyond its size."""
DEFAULT_PURPOSE = "account_potential"
MONEY_FACTOR = "current_revenue"
"""The factor that counts through the logarithm of money; its importance is the exponent a x 10."""

FULL = 10
BALANCED = "balanced"
PROTECT, EMERGING, EQUAL = "protect_the_base", "find_emerging", "equal"
PRESETS: tuple[str, ...] = (BALANCED, PROTECT, EMERGING, EQUAL)
"""What the product brings: the first is in use until somebody saves a set of their own."""

_FACTORS = (
    "current_revenue", "growth_potential", "renewal_likelihood", "win_expand", "effort", "relationship", "fit", "logo",
)  # fmt: skip
_EQUAL = 5
_IMPORTANCE: dict[str, dict[str, tuple[int, ...]]] = {
    # Importance 10 keeps the score proportional to money, which bounded factors then multiply: gain@10% stayed within
    # 0.54 to 0.56 over 300 weightings of that form (docs/methods.md). Room (judgement) and odds of staying
    # (evidence) come before relationship and fit; effort and logo only tip the scales.
    "account_potential": {
        BALANCED: (10, 6, 6, 5, 2, 4, 4, 2),
        # what is there and whether it stays, and the people who hold it
        PROTECT: (10, 2, 10, 2, 2, 6, 2, 2),
        # half the exponent, so that size counts less; then room, pipeline and fit
        EMERGING: (5, 10, 4, 8, 2, 4, 6, 2),
    },
    # Worth keeping: money and whether it stays (the two that transactions can tell), less the work it takes.
    "value": {
        BALANCED: (10, 0, 8, 0, 3, 3, 0, 0),
        PROTECT: (10, 0, 10, 0, 1, 6, 0, 0),
        EMERGING: (6, 4, 6, 2, 3, 3, 2, 0),
    },
    # Room x odds of staying x pipeline and relationship (docs/methods.md); no money base, else it is size again.
    "potential": {
        BALANCED: (0, 8, 6, 6, 2, 4, 4, 2),
        PROTECT: (0, 4, 10, 4, 2, 6, 4, 2),
        EMERGING: (0, 10, 4, 9, 1, 5, 6, 2),
    },
}


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
    def counted(self) -> dict[str, int]:
        """Importance of the factors that have any: two sets rank alike where these are equal."""
        return {name: weight for name, weight in self.factors.items() if weight}

    @property
    def shares(self) -> dict[str, float]:
        """Each factor's share of all importance; zeros when nothing counts."""
        total = sum(self.factors.values())
        return {name: (weight / total if total else 0.0) for name, weight in self.factors.items()}


def balanced(purpose: str) -> WeightSet:
    """Return the preset that is in use until somebody saves a set, version 1."""
    return presets(purpose)[0]


def presets(purpose: str, own: Sequence[str] = ()) -> list[WeightSet]:
    """Return the presets of a purpose, version 1 each: balanced, protect the base, find emerging, equal.

    In `equal` every factor that may count has the same importance; money has none in `potential`.

    Parameters
    ----------
    own
        Factors of the company's own columns: they count in `equal` like any other. The other presets were made
        without knowing what they mean, and leave them out.
    """
    _known(purpose)
    equal = (0 if purpose == "potential" else _EQUAL, *[_EQUAL] * (len(_FACTORS) - 1))
    found = _IMPORTANCE[purpose] | {EQUAL: equal}
    sets = {name: dict(zip(_FACTORS, found[name], strict=True)) for name in PRESETS}
    sets[EQUAL] |= dict.fromkeys(own, _EQUAL)
    return [WeightSet(purpose, name, 1, factors) for name, factors in sets.items()]


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
