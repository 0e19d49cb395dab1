"""Weights of a workspace: their versions, two side by side, and how much they can move at all."""

from __future__ import annotations

import datetime as dt

from kam_analytics import scoring
from kam_analytics.pipeline.scores import ScoreViews
from kam_analytics.scoring import WeightSet
from kam_analytics.scoring.history import Entry, history
from kam_analytics.scoring.leverage import Leverage, RandomWeights
from kam_analytics.scoring.robustness import top_size
from kam_analytics.scoring.versus import SideBySide, side_by_side

__all__ = ["WeightViews"]


class WeightViews(ScoreViews):
    """What people set, and what comes of it; `k` None: the size of the top for so many accounts (`top_size`)."""

    def side_by_side(
        self, purpose: str, before: WeightSet, after: WeightSet, k: int | None = None, as_of: dt.date | None = None
    ) -> SideBySide:
        """Return two sets factor by factor, and who enters and leaves the top k from the first to the second.

        Kept for sets of people only: a draft is looked at once, and would push other views out.
        """
        scope = self.scope(as_of)
        size = top_size(len(scope.features)) if k is None else k
        calibration = scope.calibration.id
        key = ("versus", scope.version, scope.as_of, scope.known_by, calibration, before.id, after.id, size)
        old, new = (self.ranking(purpose, as_of=as_of, weights=one) for one in (before, after))
        if not (before.version and after.version):
            return side_by_side(old, new, size)
        return self._keep(key, lambda: side_by_side(old, new, size))

    def leverage(
        self,
        purpose: str = scoring.DEFAULT_PURPOSE,
        k: int | None = None,
        as_of: dt.date | None = None,
        *,
        weights: WeightSet | None = None,
        draws: RandomWeights | None = None,
    ) -> Leverage:
        """Return how many of the top k random weights replace; see `scoring.leverage`."""
        scope, ranking = self.scope(as_of), self.ranking(purpose, as_of=as_of, weights=weights)
        size, parameters = top_size(len(ranking.frame)) if k is None else k, draws or RandomWeights()
        key = (
            "leverage", scope.version, scope.as_of, scope.known_by, ranking.calibration_id, ranking.weights.id, size,
            parameters,
        )  # fmt: skip
        return self._keep(key, lambda: parameters(ranking, size))

    def weight_history(self, purpose: str) -> list[Entry]:
        """Return the saved versions of a purpose, newest first, each against the one before of its name."""
        return history(self.weight_sets(purpose), self.weights_in_use(purpose))

    def use_weights(self, purpose: str, name: str, by: str, reason: str, *, expected: str | None = None) -> WeightSet:
        """Bring a set (`NAME`, `NAME:VERSION`) into use again; see `repository.use_weights`."""
        chosen = self.weights(purpose, name)
        whole = self._checked(purpose, chosen.factors, chosen.factors)
        return self._with_state(
            lambda state: scoring.repository.use_weights(state, chosen, whole, by, reason, expected=expected)
        )
