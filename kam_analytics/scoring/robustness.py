"""How far a place in the top K depends on the weights: a thousand plausible ones, drawn around those in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.errors import Refused
from kam_analytics.scoring.formula import contribution
from kam_analytics.scoring.ranking import Prepared, Ranking
from kam_analytics.scoring.weights import MONEY_FACTOR, WeightSet

__all__ = ["MARKS", "SAFE", "Draws", "Robustness", "top_size", "unit_columns"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

MARKS = ("safe_in", "depends_weights", "depends_data", "safe_out")
SAFE = 0.95
"""Chance of the top K from which a place is safe; one minus it: safely outside."""

_INTERVAL = (0.05, 0.95)
_SIZES = ((60, 30), (20, 10), (6, 3))


@dataclass(frozen=True, eq=False)
class Robustness:
    """What became of the top K under the draws.

    Attributes
    ----------
    frame
        One row per account by rank: `rank, account_id, chance` (share of draws in which it is among the first k),
        `rank_low, rank_high` (5th and 95th percentile of its rank; <NA> beyond the accounts that are followed),
        `mark` (one of `MARKS`), `factor` (which decides, None where the place is safe).
    """

    k: int
    parameters: Draws
    frame: pd.DataFrame

    @property
    def counts(self) -> dict[str, int]:
        """Number of accounts by mark, in the order of `MARKS`."""
        found = self.frame["mark"].value_counts()
        return {mark: int(found.get(mark, 0)) for mark in MARKS}


@dataclass(frozen=True)
class Draws:
    """Weights drawn around those in use.

    Shares of importance are drawn from a Dirichlet distribution whose mean is the shares in use and whose parameters
    add up to `concentration`: a share p varies with standard deviation sqrt(p (1 - p) / (concentration + 1)), so at 50
    an importance of 6 among 39 lies mostly between 4 and 8. A factor without importance stays without; the total stays.
    A factor that nobody has data for moves nobody. Leaving it out of the draw changes nothing: the shares of the others
    among themselves are Dirichlet again, with their own parameters (Aitchison, The Statistical Analysis of
    Compositional Data, 1986, section 3.2), and the log score is linear in importance, so that an order follows from
    shares alone. Money keeps its place in the formula: its drawn importance is the power it is raised to.

    Attributes
    ----------
    draws
        How many; chances are in steps of 1 / draws.
    concentration
        The larger, the nearer the draws to the weights in use.
    followed
        So many of the first accounts, and all that ever reach the top K, get an interval of ranks.
    """

    draws: int = 1000
    concentration: float = 50.0
    seed: int = 7
    followed: int = 5000

    def __call__(self, ranking: Ranking, k: int) -> Robustness:
        """Return chance, interval of ranks, mark and deciding factor of each account.

        Raises
        ------
        Refused
            k or draws below 1, or a concentration that is not positive.
        """
        self._check(k)
        names = _counted(ranking)
        columns = unit_columns(ranking.prepared, ranking.weights, names)
        # Rows by the order that breaks ties: money, then id.
        rows = np.lexsort((np.arange(len(ranking.order)), -np.maximum(ranking.prepared.money, 0.0)))
        columns = [np.ascontiguousarray(column[rows]) for column in columns]
        before = _equals_before(columns, len(rows))
        weights = self.shares(ranking, names)
        inside = _inside(columns, weights, before, k)
        back = np.empty(len(rows), np.intp)
        back[rows] = np.arange(len(rows))
        places = back[ranking.order]  # by rank: its row here
        chance = inside[places] / self.draws
        kept = np.flatnonzero((np.arange(len(rows)) < self.followed) | (chance > 0))
        ranks = _ranks(columns, weights, before, places[kept])
        frame = pd.DataFrame({"rank": ranking.frame["rank"], "account_id": ranking.frame["account_id"]})
        frame["chance"] = np.round(chance, 6)
        low, high = np.quantile(ranks, _INTERVAL, axis=0, method="inverted_cdf").astype(np.int64)
        frame["rank_low"] = pd.Series(low, index=kept, dtype="Int64").reindex(frame.index)
        frame["rank_high"] = pd.Series(high, index=kept, dtype="Int64").reindex(frame.index)
        frame["mark"] = _marks(ranking, chance, k)
        frame["factor"] = pd.Series(_deciding(names, weights, ranks <= k, kept, chance), dtype=object)
        return Robustness(k, self, frame)

    def shares(self, ranking: Ranking, names: Sequence[str]) -> Floats:
        """Return the drawn shares of the factors named, one row per draw; rows add up to 1."""
        if not names:
            return np.zeros((self.draws, 0))
        alpha = np.array([self.concentration * ranking.weights.shares[name] for name in names])
        return np.random.default_rng(self.seed).dirichlet(alpha, self.draws)

    def _check(self, k: int) -> None:
        for name, value in (("k", k), ("draws", self.draws), ("concentration", self.concentration)):
            if not np.isfinite(value) or value <= 0:
                raise Refused("scoring.robustness.not_positive", name=name, value=str(value))


def top_size(accounts: int) -> int:
    """Return how many accounts count as the top of a portfolio of this size."""
    return next((top for least, top in _SIZES if accounts >= least), 1)


def unit_columns(prepared: Prepared, weights: WeightSet, names: Sequence[str]) -> list[Floats]:
    """Return each factor's contribution per unit of importance, by row of `prepared`; 0 where it has no value."""
    ones = replace(weights, factors=dict.fromkeys(names, 1))
    reference = prepared.calibration.reference
    columns = []
    for name in names:
        value = prepared.factors[name].frame["value"].to_numpy(float)
        found = contribution(name, ones, value, prepared.log_money, reference)
        columns.append(np.where(np.isfinite(found), found, 0.0))
    return columns


def _counted(ranking: Ranking) -> list[str]:
    """Return the factors that have importance and that at least one account has, in their order."""
    weights = ranking.weights
    return [
        name
        for name in ranking.prepared.factors
        if weights.factors.get(name, 0) > 0
        and name not in ranking.not_available
        and not (name == MONEY_FACTOR and weights.exponent == 0.0)
    ]


def _equals_before(columns: Sequence[Floats], size: int) -> NDArray[np.intp]:
    """Return how many earlier rows have the same values in all columns: they stay ahead under any weights."""
    if not columns:
        return np.arange(size)
    order = np.lexsort((np.arange(size), *columns))
    new = np.ones(size, bool)
    for column in columns:
        new[1:] &= column[order][1:] == column[order][:-1]
    starts = ~new
    starts[0] = True
    first = np.maximum.accumulate(np.where(starts, np.arange(size), 0))
    before = np.empty(size, np.intp)
    before[order] = np.arange(size) - first
    return before


class _Scorer:
    """Scores of all rows under one draw, in memory that is used again.

    Products are added column by column: equal rows then get equal scores on every machine, which a matrix product
    does not promise.
    """

    def __init__(self, columns: Sequence[Floats], size: int) -> None:
        self._columns = columns
        self._total, self._part = np.empty(size), np.empty(size)

    def __call__(self, weights: Floats) -> Floats:
        self._total.fill(0.0)
        for column, weight in zip(self._columns, weights, strict=True):
            np.multiply(column, weight, out=self._part)
            self._total += self._part
        return self._total


def _inside(columns: Sequence[Floats], weights: Floats, before: NDArray[np.intp], k: int) -> NDArray[np.int64]:
    """Count the draws in which each row is among the first k."""
    size = len(before)
    counts = np.zeros(size, np.int64)
    if k >= size:
        return counts + len(weights)
    scorer = _Scorer(columns, size)
    for draw in weights:
        scores = scorer(draw)
        line = np.partition(scores, size - k)[size - k]
        near = np.flatnonzero(scores >= line)
        above = scores[near] > line
        free = k - int(above.sum())
        counts[near[above | (before[near] < free)]] += 1
    return counts


def _ranks(columns: Sequence[Floats], weights: Floats, before: NDArray[np.intp], rows: NDArray[np.intp]) -> Ints:
    """Return the exact ranks of some rows among all, one line per draw."""
    size = len(before)
    scorer = _Scorer(columns, size)
    ranks = np.empty((len(weights), len(rows)), np.int32)
    for number, draw in enumerate(weights):
        scores = scorer(draw)
        wanted = scores[rows]
        ahead = size - np.searchsorted(np.sort(scores), wanted, side="right")
        ranks[number] = 1 + ahead + before[rows]
    return ranks


def _marks(ranking: Ranking, chance: Floats, k: int) -> NDArray[np.object_]:
    """Say what a place rests on.

    Between 5% and 95% it depends on weights. Else it depends on missing data where the range of the score, from all
    missing factors at their worst to all at their best, reaches over the line: below the first account outside for one
    inside, above the last one inside for one outside. Else it is safe.
    """
    frame, size = ranking.frame, len(ranking.frame)
    within = np.arange(size) < k
    marks = np.where(chance >= SAFE, "safe_in", np.where(chance <= 1.0 - SAFE + 1e-9, "safe_out", "depends_weights"))
    if k < size:
        scores = frame["score"].to_numpy(float)
        falls = within & (frame["low"].to_numpy(float) < scores[k])
        rises = ~within & (frame["high"].to_numpy(float) > scores[k - 1])
        marks = np.where((marks != "depends_weights") & (falls | rises), "depends_data", marks)
    return marks.astype(object)


def _deciding(
    names: Sequence[str], weights: Floats, inside: NDArray[np.bool_], kept: NDArray[np.intp], chance: Floats
) -> NDArray[np.object_]:
    """Name the factor whose drawn share correlates most, up or down, with being inside; None where it is safe.

    The correlation of a share with a yes or no is the point-biserial one; of equal ones the first factor counts.
    """
    found = np.full(len(chance), None, dtype=object)
    open_ = (chance[kept] < SAFE) & (chance[kept] > 1.0 - SAFE + 1e-9)
    if not open_.any() or len(names) < 2:  # noqa: PLR2004 - one factor alone decides nothing: its share is always 1
        return found
    shares = weights - weights.mean(axis=0)
    spread = np.sqrt((shares**2).sum(axis=0))
    yes = inside[:, open_].astype(float)
    yes -= yes.mean(axis=0)
    together = np.abs(np.array([(share[:, None] * yes).sum(axis=0) for share in shares.T]))
    strongest = np.round(together / np.where(spread > 0, spread, 1.0)[:, None], 9).argmax(axis=0)
    found[kept[open_]] = np.array(names, dtype=object)[strongest]
    return found
