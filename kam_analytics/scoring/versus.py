"""Two weight sets side by side: factor by factor, and who enters and leaves the top k from one to the other."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kam_analytics.scoring.movers import movers
from kam_analytics.scoring.ranking import Ranking
from kam_analytics.scoring.weights import WeightSet

__all__ = ["SideBySide", "side_by_side"]


@dataclass(frozen=True, eq=False)
class SideBySide:
    """Two sets of one purpose.

    Attributes
    ----------
    factors
        One row per factor of either set, in the order of the factors: `factor, before, after` (importance 0..10),
        `change`, `share_before, share_after` (of all importance, 0..1), `share_change`, `reason` (code why it moves
        nobody here; None where it can).
    moves
        Who enters and who leaves the top k, and the factor behind it; see `movers`.
    """

    before: WeightSet
    after: WeightSet
    k: int
    factors: pd.DataFrame
    moves: pd.DataFrame

    @property
    def entering(self) -> int:
        """How many accounts enter the top k; as many leave it."""
        return int((self.moves["move"] == "enters").sum())

    @property
    def strongest(self) -> str | None:
        """The factor that moved most of the accounts that cross the line, the larger moves where equal; None: none."""
        named = self.moves[self.moves["factor"].notna()]
        if named.empty:
            return None
        by = named.assign(size=named["change"].abs()).groupby("factor", sort=True)["size"].agg(["size", "sum"])
        return str(by.round(12).sort_values(["size", "sum"], ascending=False, kind="stable").index[0])


def side_by_side(before: Ranking, after: Ranking, k: int) -> SideBySide:
    """Set the weights of two rankings of the same accounts side by side."""
    old, new = before.weights, after.weights
    names = list(dict.fromkeys([*before.prepared.factors, *old.factors, *new.factors]))
    frame = pd.DataFrame(
        {
            "factor": names,
            "before": [old.factors.get(name, 0) for name in names],
            "after": [new.factors.get(name, 0) for name in names],
            "share_before": [round(old.shares.get(name, 0.0), 6) for name in names],
            "share_after": [round(new.shares.get(name, 0.0), 6) for name in names],
            "reason": pd.Series([_reason(after, name) for name in names], dtype=object),
        }
    )
    frame["change"] = frame["after"] - frame["before"]
    frame["share_change"] = (frame["share_after"] - frame["share_before"]).round(6)
    return SideBySide(old, new, k, frame, movers(before, after, k))


def _reason(ranking: Ranking, name: str) -> str | None:
    if name not in ranking.prepared.factors:
        return "scoring.no_such_column"
    return ranking.not_available.get(name)
