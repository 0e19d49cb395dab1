"""What would have to be true for an account to enter or to leave the top K: the smallest change of each kind."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kam_analytics.scoring.formula import STEP, base, contribution, log_scores
from kam_analytics.scoring.ranking import Ranking
from kam_analytics.scoring.robustness import unit_columns
from kam_analytics.scoring.weights import FULL, MONEY_FACTOR

__all__ = ["Border", "FactorChange", "ImportanceChange", "ShareChange", "border"]

Floats = NDArray[np.float64]

DIGITS = 6
"""Values of factors and money are rounded to this in a score, so a needed one is given to it."""

CENTS = 2


@dataclass(frozen=True)
class FactorChange:
    """One factor's value that would move the account over the line, all else equal.

    Attributes
    ----------
    now, needed
        0..100; of money (`is_money`) the money a year. `now` is None where the account has no value; `needed` is None
        where no value that the factor can take does it.
    """

    factor: str
    now: float | None
    needed: float | None
    is_money: bool = False

    @property
    def distance(self) -> float:
        """How far, in values of the factor, a missing one counting as 50; infinite where it cannot be."""
        if self.needed is None:
            return math.inf
        if self.is_money:
            return 0.0
        return abs(self.needed - (50.0 if self.now is None else self.now))


@dataclass(frozen=True)
class ImportanceChange:
    """One importance, 0..10, that would move the account over the line: the whole number nearest to the one in use."""

    factor: str
    now: int
    needed: int | None


@dataclass(frozen=True)
class ShareChange:
    """A share of importance (0..1) moved between two factors; the L1 distance of the weights is twice `share`."""

    giver: str
    taker: str
    share: float


@dataclass(frozen=True)
class Border:
    """What would have to be true for an account to cross the line of place k.

    Attributes
    ----------
    inside
        Whether it is among the first k now.
    opponent
        The account it would have to pass: the last inside for one outside, the first outside for one inside; None
        where the whole portfolio is inside.
    gap
        Log score between them, never negative.
    factors
        Every factor that counts and that some account has; money first, then the smallest change first.
    importance
        Every factor that some account has, the smallest change first.
    shares
        None where no transfer between two factors does it.
    """

    account_id: str
    k: int
    rank: int
    inside: bool
    opponent: str | None
    gap: float
    factors: tuple[FactorChange, ...]
    importance: tuple[ImportanceChange, ...]
    shares: ShareChange | None


def border(ranking: Ranking, account_id: str, k: int) -> Border:
    """Return the smallest changes that move an account over the line of place k.

    One factor, in closed form: the contribution must exceed (to leave: fall below) c + gap, so for a bounded factor
    f = 50 + 50 (c + gap) / (s w), within 0..100, and for money m exp(gap / a), not below the calibration's floor, which
    is as low as money counts. Nobody else changes.

    One importance, by trial: whole numbers from the nearest on, all accounts ranked anew at each.

    All weights: of the transfers of share from one factor to another, the smallest, exact: scores are linear in what is
    transferred, so the places at which others are passed are known. Against a single opponent the L1-nearest weights
    are such a transfer, from the factor on which the account trails it most to the one on which it leads most
    (a linear program over the simplex), as long as the giver's share lasts.

    Raises
    ------
    NotFound
        The account is not ranked.
    """
    place, size = ranking.place(account_id), len(ranking.frame)
    inside = place < k
    if k >= size or k < 1:
        return Border(account_id, k, place + 1, inside, None, 0.0, (), (), None)
    other = k if inside else k - 1
    logs = ranking.frame["log_score"].to_numpy(float)
    gap = float(logs[other] - logs[place])
    movable = _movable(ranking)
    weighed = [name for name in movable if ranking.weights.factors.get(name, 0) > 0]
    factors = [_factor(ranking, name, place, gap, up=not inside) for name in weighed]
    steps = [_importance(ranking, name, place, k) for name in movable]
    return Border(
        account_id,
        k,
        place + 1,
        inside,
        str(ranking.frame["account_id"].iloc[other]),
        abs(gap),
        tuple(sorted(factors, key=lambda change: (not change.is_money, change.distance))),
        tuple(sorted(steps, key=lambda step: 2 * FULL if step.needed is None else abs(step.needed - step.now))),
        _transfer(ranking, movable, place, k),
    )


def _movable(ranking: Ranking) -> list[str]:
    """Return the factors whose importance could move anybody."""
    without = MONEY_FACTOR if ranking.weights.purpose == "potential" else ""
    return [name for name in ranking.prepared.factors if name not in ranking.not_available and name != without]


def _factor(ranking: Ranking, name: str, place: int, gap: float, *, up: bool) -> FactorChange:
    row = ranking.frame.iloc[place]
    value, given = float(row[f"{name}.value"]), float(row[f"{name}.contribution"])
    target = (given if math.isfinite(given) else 0.0) + gap
    if name == MONEY_FACTOR:
        return _money(ranking, place, target, up=up)
    weight = STEP * ranking.weights.factors[name] / FULL
    needed: float | None = _beyond(50.0 + 50.0 * target / weight, DIGITS, up=up)
    if needed is not None and not 0.0 <= needed <= 100.0:  # noqa: PLR2004 - the scale's end
        needed = None
    return FactorChange(name, value if math.isfinite(value) else None, needed)


def _money(ranking: Ranking, place: int, target: float, *, up: bool) -> FactorChange:
    """Money is given in cents; below the floor less money changes nothing, so nobody leaves through it."""
    calibration, row = ranking.prepared.calibration, ranking.frame.iloc[place]
    power = target / ranking.weights.exponent + math.log(calibration.reference)
    now = float(row["money"]) if row[f"{MONEY_FACTOR}.available"] else None
    needed = _beyond(math.exp(power), CENTS, up=up) if power < 700 else None  # noqa: PLR2004 - what a float can hold
    if needed is not None and needed < calibration.floor:
        needed = None if not up else calibration.floor
    return FactorChange(MONEY_FACTOR, now, needed, is_money=True)


def _beyond(exact: float, digits: int, *, up: bool) -> float:
    """Return the first figure of so many decimals that is beyond: where it lies on the line, the next one."""
    scaled = exact * 10.0**digits
    slack = max(1e-3, abs(scaled) * 1e-12)
    return (math.floor(scaled + slack) + 1 if up else math.ceil(scaled - slack) - 1) / 10.0**digits


def _importance(ranking: Ranking, name: str, place: int, k: int) -> ImportanceChange:
    now = ranking.weights.factors.get(name, 0)
    inside = place < k
    for needed in _nearest_first(now):
        if (_rank_under(ranking, name, needed, place) <= k) != inside:
            return ImportanceChange(name, now, needed)
    return ImportanceChange(name, now, None)


def _nearest_first(now: int) -> Iterator[int]:
    """Yield 0..10 without the one in use, the nearest first; of two equally near ones the larger."""
    yield from sorted((n for n in range(FULL + 1) if n != now), key=lambda n: (abs(n - now), -n))


def _rank_under(ranking: Ranking, name: str, importance: int, place: int) -> int:
    """Return the account's rank with one importance changed, as `rerank` would give it."""
    weights = replace(ranking.weights, factors={**ranking.weights.factors, name: importance})
    prepared, reference = ranking.prepared, ranking.prepared.calibration.reference
    parts = {
        factor: ranking.frame[f"{factor}.contribution"].to_numpy(float)
        for factor in prepared.factors
    }  # fmt: skip
    value = ranking.frame[f"{name}.value"].to_numpy(float)
    parts[name] = contribution(name, weights, value, prepared.log_money[ranking.order], reference)
    logs = log_scores(base(weights, reference), parts, len(value))
    level = np.flatnonzero(logs == logs[place])
    return 1 + int((logs > logs[place]).sum()) + int(_ties_ahead(ranking, level, place).sum())


def _ties_ahead(ranking: Ranking, rows: NDArray[np.intp], place: int) -> NDArray[np.bool_]:
    """Say which of some rows go before the account at equal scores: more money, then the smaller id."""
    money = np.maximum(ranking.frame["money"].to_numpy(float), 0.0)
    more, same = money[rows] > money[place], money[rows] == money[place]
    found: NDArray[np.bool_] = more | (same & (ranking.order[rows] < ranking.order[place]))
    return found


def _transfer(ranking: Ranking, names: list[str], place: int, k: int) -> ShareChange | None:
    total = sum(ranking.weights.factors.values())
    if not total:
        return None
    logs = ranking.frame["log_score"].to_numpy(float)
    units = [unit[ranking.order] * total for unit in unit_columns(ranking.prepared, ranking.weights, names)]
    leads = [unit[place] - unit for unit in units]
    behind = logs - logs[place]
    rows = np.arange(len(logs))
    ahead = (behind > 0) | ((behind == 0) & _ties_ahead(ranking, rows, place))
    best: ShareChange | None = None
    for giver, loses in zip(names, leads, strict=True):
        limit = ranking.weights.shares.get(giver, 0.0)
        for taker, gains in zip(names, leads, strict=True):
            if giver == taker or not limit:
                continue
            share = _crossing(behind, gains - loses, ahead, k, limit if best is None else min(limit, best.share))
            if share is not None and (best is None or share < best.share):
                best = ShareChange(giver, taker, share)
    return best


def _crossing(behind: Floats, lead: Floats, ahead: NDArray[np.bool_], k: int, limit: float) -> float | None:
    """Return the smallest transfer (to 9 decimals, upwards) at which the account is on the other side of place k.

    `behind - share x lead` is how far each other account is ahead; one that is ahead falls behind where it reaches 0.
    """
    inside = int(ahead.sum()) < k
    steep = np.abs(lead) > 1e-12  # noqa: PLR2004 - scores are rounded to this
    crosses = steep & (np.where(ahead, lead > 0, lead < 0))
    at = np.where(crosses, behind / np.where(steep, lead, 1.0), np.inf)
    near = np.flatnonzero(at <= limit)
    order = near[np.lexsort((near, at[near]))]
    counts = int(ahead.sum()) + np.cumsum(np.where(ahead[order], -1, 1))
    over = np.flatnonzero(counts >= k if inside else counts < k)
    if not over.size:
        return None
    share = math.floor(float(at[order[over[0]]]) * 1e9 + 1e-3 + 1) / 1e9
    return share if share <= limit else None
