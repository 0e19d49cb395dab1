"""Which file would add most: how far coverage rises with each table that a factor without data asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kam_analytics.scoring.ranking import Ranking

__all__ = ["Gain", "gains"]


@dataclass(frozen=True)
class Gain:
    """What a file of one table would bring.

    Attributes
    ----------
    table
        Canonical table.
    factors
        Factors that have no data for anyone and could be judged from it.
    before, after
        Share of all importance (0..1) on factors with data, now and with it.
    """

    table: str
    factors: tuple[str, ...]
    before: float
    after: float


def gains(ranking: Ranking, needs: Mapping[str, Sequence[str]]) -> list[Gain]:
    """Return the tables that would help, the largest gain first, then by name.

    Parameters
    ----------
    needs
        By factor: the canonical tables it is computed from; each of them is enough to judge it.
    """
    importance = ranking.weights.factors
    total = sum(importance.values())
    before = ranking.portfolio_coverage
    found = []
    for table in sorted({table for name in ranking.not_available for table in needs[name]}):
        helped = tuple(name for name in ranking.not_available if table in needs[name])
        more = sum(importance.get(name, 0) for name in helped)
        found.append(Gain(table, helped, before, round(before + (more / total if total else 0.0), 6)))
    return sorted(found, key=lambda gain: (-gain.after, gain.table))
