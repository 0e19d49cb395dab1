"""How much weights can move at all: the top k under random weights, against the top k under those in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kam_analytics.errors import Refused
from kam_analytics.scoring.formula import STEP, base, contribution, log_scores
from kam_analytics.scoring.ranking import Prepared, Ranking
from kam_analytics.scoring.weights import FULL, MONEY_FACTOR

__all__ = ["Leverage", "Moves", "RandomWeights"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Rows = NDArray[np.intp]

_HIGH = 0.9
_NEAR = 1e-9
"""Scores closer to the line than this are added again as a ranking adds them: ties then fall as they do there, and the
last bits of a product of matrices, which differ between machines, decide nothing."""
_BLOCK = 8192
"""Accounts scored at once, under all draws."""


@dataclass(frozen=True)
class Moves:
    """How many of the top k are replaced: on average, and the 90th percentile over the draws."""

    mean: float
    high: int


@dataclass(frozen=True)
class Leverage:
    """What random weights do to the top k.

    Attributes
    ----------
    factors
        Factors whose importance was drawn, money not among them: those that at least one account has.
    bounded
        With the importance of money as it is in use: what all other factors together can do.
    whole
        With the importance of money drawn as well; None where the purpose has no money base.
    reason
        Code why nothing can move; None where it can.
    """

    k: int
    accounts: int
    parameters: RandomWeights
    factors: tuple[str, ...]
    bounded: Moves
    whole: Moves | None
    reason: str | None


@dataclass(frozen=True)
class RandomWeights:
    """Weightings as if nobody knew anything: each importance a whole number 0..10, all equally likely.

    Unlike `robustness.Draws`, which stays near the weights in use, this asks what weights could do at all. Money is
    drawn in a second step: the other importances of a draw are the same with and without it.

    Attributes
    ----------
    draws
        How many.
    """

    draws: int = 300
    seed: int = 7

    def __call__(self, ranking: Ranking, k: int) -> Leverage:
        """Return how many of the first k of a ranking other weights replace; a tie is broken as in `rerank`.

        Raises
        ------
        Refused
            k or draws below 1.
        """
        for name, value in (("k", k), ("draws", self.draws)):
            if value < 1:
                raise Refused("scoring.robustness.not_positive", name=name, value=str(value))
        prepared, used, size = ranking.prepared, ranking.weights, len(ranking.order)
        names = tuple(name for name in prepared.factors if name != MONEY_FACTOR and name not in ranking.not_available)
        based = used.purpose != "potential" and MONEY_FACTOR in prepared.factors
        still = Moves(0.0, 0)
        if k >= size or not names:
            reason = "scoring.leverage.all_in" if k >= size else "scoring.leverage.no_factor"
            return Leverage(k, size, self, names, still, still if based else None, reason)
        drawn, money = self.importances(len(names))
        held = np.full(self.draws, used.factors.get(MONEY_FACTOR, 0) if based else 0)
        tops = _Tops(ranking, names, k)
        bounded = tops.replaced(drawn, held)
        whole = tops.replaced(drawn, money) if based else None
        return Leverage(k, size, self, names, bounded, whole, None)

    def importances(self, factors: int) -> tuple[Ints, Ints]:
        """Return the drawn importances, draws x factors, and those of money, one per draw."""
        chance = np.random.default_rng(self.seed)
        drawn = chance.integers(0, FULL + 1, (self.draws, factors))
        return drawn, chance.integers(0, FULL + 1, self.draws)


class _Tops:
    """The first k accounts under many weightings."""

    def __init__(self, ranking: Ranking, names: Sequence[str], k: int) -> None:
        prepared, size = ranking.prepared, len(ranking.order)
        self._prepared, self._weights, self._k = prepared, ranking.weights, k
        self._names = (*names, MONEY_FACTOR)
        # rows by the order that breaks ties: money, then id
        self._rows = np.lexsort((np.arange(size), -np.maximum(prepared.money, 0.0)))
        self._columns = _slopes(prepared, names)[:, self._rows]
        first = np.zeros(size, bool)
        first[ranking.order[:k]] = True
        self._first = first[self._rows]

    def replaced(self, drawn: Ints, money: Ints) -> Moves:
        """Return how many of the first k are replaced, over draws x factors of importance and those of money."""
        tops = self._tops(np.column_stack([drawn, money]))
        counts = [self._k - int(self._first[rows].sum()) for rows in tops]
        high = np.quantile(counts, _HIGH, method="inverted_cdf")
        return Moves(round(float(np.mean(counts)), 6), int(high))

    def _tops(self, importance: Ints) -> list[Rows]:
        """Return the first k rows of each draw: block by block, only rows that reach its line so far are looked at."""
        draws = len(importance)
        kept, scores = [np.zeros(0, np.intp)] * draws, [np.zeros(0)] * draws
        lines, slopes = np.full(draws, -np.inf), importance.astype(float)
        for start in range(0, len(self._rows), _BLOCK):
            found = slopes @ self._columns[:, start : start + _BLOCK]
            for draw in np.flatnonzero(found.max(axis=1) >= lines - _NEAR):
                more = np.flatnonzero(found[draw] >= lines[draw] - _NEAR)
                rows = np.concatenate([kept[draw], more + start])
                reached = np.concatenate([scores[draw], found[draw, more]])
                best = self._best(rows, reached, importance[draw])
                kept[draw], scores[draw] = rows[best], reached[best]
                lines[draw] = reached[best].min() if len(best) == self._k else -np.inf
        return kept

    def _best(self, rows: Rows, scores: Floats, importance: Ints) -> Rows:
        """Return the places of the first k of some rows, ascending; those on the line are ordered among themselves."""
        if len(rows) <= self._k:
            return np.arange(len(rows))
        line = np.partition(scores, len(rows) - self._k)[len(rows) - self._k]
        above = np.flatnonzero(scores > line + _NEAR)
        level = np.flatnonzero(np.abs(scores - line) <= _NEAR)
        free = self._k - len(above)
        if free < len(level):
            exact = self._exact(rows[level], importance)
            level = level[np.argsort(-exact, kind="stable")[:free]]
        return np.sort(np.concatenate([above, level]))

    def _exact(self, rows: Rows, importance: Ints) -> Floats:
        """Return log scores of some rows, to the last bit those of `rerank`."""
        own = dict(zip(self._names, (int(weight) for weight in importance), strict=True))
        weights, at = replace(self._weights, factors=own), self._rows[rows]
        reference = self._prepared.calibration.reference
        parts = {
            name: contribution(
                name, weights, factor.frame["value"].to_numpy(float)[at], self._prepared.log_money[at], reference
            )
            for name, factor in self._prepared.factors.items()
        }
        return log_scores(base(weights, reference), parts, len(rows))


def _slopes(prepared: Prepared, names: Sequence[str]) -> Floats:
    """Return what one more importance adds to each log score: of the factors named, then of money; 0 without a value.

    Whatever is the same for all accounts is left out: it moves nobody.
    """
    columns = [STEP / FULL * (prepared.factors[name].frame["value"].to_numpy(float) - 50.0) / 50.0 for name in names]
    money = prepared.factors.get(MONEY_FACTOR)
    counts = money is not None and np.isfinite(money.frame["value"].to_numpy(float))
    centred = prepared.log_money - np.log(prepared.calibration.reference)
    slopes: Floats = np.nan_to_num(np.vstack([*columns, np.where(counts, centred / FULL, 0.0)]), nan=0.0)
    return slopes
