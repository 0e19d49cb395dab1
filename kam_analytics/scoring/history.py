"""What became of weight sets: each saved version against the one before of its name, and which one is in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kam_analytics.scoring.weights import WeightSet

__all__ = ["Change", "Entry", "changes", "history"]


@dataclass(frozen=True)
class Change:
    """The importance of one factor in two sets."""

    factor: str
    before: int
    after: int


@dataclass(frozen=True)
class Entry:
    """One saved version.

    Attributes
    ----------
    before
        The version before of the same name; None for the first.
    changes
        Factors whose importance differs from the version before, in the order of the factors.
    same_as
        The newest earlier version of the name with the same importances: it was brought back. None where there is none.
    in_use
        Whether rankings use it when no set is named.
    """

    weights: WeightSet
    before: WeightSet | None
    changes: tuple[Change, ...]
    same_as: int | None
    in_use: bool


def changes(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[Change, ...]:
    """Return the factors whose importance differs; one that a set does not name counts 0 there."""
    pairs = [Change(name, before.get(name, 0), after.get(name, 0)) for name in dict.fromkeys([*before, *after])]
    return tuple(pair for pair in pairs if pair.before != pair.after)


def history(sets: Sequence[WeightSet], used: WeightSet) -> list[Entry]:
    """Return one entry per saved version, in the order given; presets are no entries, but what versions 2 began from.

    Parameters
    ----------
    sets
        All sets of one purpose, presets included (`repository.list_weights`).
    used
        The set in use.
    """
    return [_entry(one, sets, used) for one in sets if one.created_at]


def _entry(one: WeightSet, sets: Sequence[WeightSet], used: WeightSet) -> Entry:
    earlier = sorted((s for s in sets if s.name == one.name and s.version < one.version), key=lambda s: -s.version)
    before = earlier[0] if earlier else None
    same = next((s.version for s in earlier if s.counted == one.counted), None)
    changed = changes(before.factors, one.factors) if before is not None else ()
    return Entry(one, before, changed, same, one.id == used.id)
