"""How much weights can move at all: by hand, against whole rankings, and where nothing can move."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from kam_analytics.errors import Refused
from kam_analytics.scoring import Ranking, WeightSet, rerank
from kam_analytics.scoring.leverage import Moves, RandomWeights
from tests.support.effort import examples
from tests.unit.scoring.portfolio import Account, ids, portfolios, ranked, weight_sets, weighted

ACCOUNTS: list[Account] = [("A", 100.0, 0.0, 50.0), ("B", 100.0, 100.0, 50.0), ("C", 10.0, 50.0, 100.0)]


class Told(RandomWeights):
    """Importances that a test sets outright: room, stay and money of each draw."""

    TABLE = ((0, 0, 10), (5, 0, 10), (10, 10, 0), (0, 10, 10), (0, 10, 0))

    def importances(self, factors: int) -> tuple[np.ndarray, np.ndarray]:
        table = np.array(self.TABLE)
        return table[:, :factors], table[:, -1]


def by_rankings(ranking: Ranking, k: int, table: np.ndarray) -> Moves:
    """The same count by ranking everybody anew under each draw."""
    before = set(ids(ranking)[:k])
    names = [*(name for name in ("room", "stay") if name not in ranking.not_available), "current_revenue"]
    counts = []
    for row in table.tolist():
        drawn = replace(ranking.weights, factors=dict(zip(names, row, strict=True)))
        counts.append(k - len(before & set(ids(rerank(ranking.prepared, drawn))[:k])))
    return Moves(round(float(np.mean(counts)), 6), int(np.quantile(counts, 0.9, method="inverted_cdf")))


def test_who_is_replaced_by_hand() -> None:
    # In use: money alone, so A and B are equal and the id puts A first. Gains of the multiplier at importance 10:
    # B +1 and A -1 by room, C +1 by stay (times ln 1.5). Money parts C from both by ln 10 = 2.30 at its importance 10.
    ranking = ranked(ACCOUNTS, weighted(10, 0, 0))
    assert ids(ranking) == ["A", "B", "C"]
    found = Told(draws=5)(ranking, 1)
    assert found.factors == ("room", "stay")
    # Money held at 10, first place: draw 1 nobody counts but money, A stays. 2: B passes A by room. 3: B. C has
    # 0.41 by stay against B's 0.41 by room, and less money. 4: A and B equal, A stays. 5: the same.
    assert found.bounded == Moves(0.4, 1)
    # Money drawn: draws 1, 2, 4 as before. 3: B and C have 0.41 each and money counts nothing; B has more of it and
    # goes first. 5: C alone has anything.
    assert found.whole == Moves(0.6, 1)
    assert (found.k, found.accounts, found.reason) == (1, 3, None)
    # Two places: A and B hold them wherever money counts. Without it, draws 3 and 5 each bring C in for A (5: for B,
    # which is equal to A and goes after it).
    two = Told(draws=5)(ranking, 2)
    assert (two.bounded, two.whole) == (Moves(0.0, 0), Moves(0.4, 1))


def test_potential_has_no_money_to_draw() -> None:
    ranking = ranked(ACCOUNTS, weighted(0, 10, 0, "potential"))
    found = Told(draws=5)(ranking, 1)
    assert found.whole is None
    # In use room alone: B first. Draws 1: nothing counts, all equal, A by id. 2: B. 3: B and C equal, B has more
    # money. 4 and 5: C.
    assert found.bounded == Moves(0.6, 1)


@pytest.mark.parametrize("k", [3, 4])
def test_where_all_are_in_the_top_nobody_can_move(k: int) -> None:
    found = RandomWeights()(ranked(ACCOUNTS, weighted(10, 5, 5)), k)
    assert (found.bounded, found.whole) == (Moves(0.0, 0), Moves(0.0, 0))
    assert found.reason == "scoring.leverage.all_in"


@pytest.mark.parametrize("purpose", ["account_potential", "value", "potential"])
def test_without_a_factor_nothing_moves_and_the_reason_is_said(purpose: str) -> None:
    bare: list[Account] = [(name, money, None, None) for name, money, *_ in ACCOUNTS]
    found = RandomWeights()(ranked(bare, weighted(0 if purpose == "potential" else 10, 5, 5, purpose)), 1)
    assert found.factors == ()
    assert found.bounded == Moves(0.0, 0)
    assert found.whole == (None if purpose == "potential" else Moves(0.0, 0))
    assert found.reason == "scoring.leverage.no_factor"


@settings(max_examples=examples(25))
@given(portfolios(), weight_sets())
def test_it_counts_what_whole_rankings_count(accounts: list[Account], weights: WeightSet) -> None:
    ranking, draws = ranked(accounts, weights), RandomWeights(draws=20)
    for k in (1, 2, len(accounts)):
        found = draws(ranking, k)
        if found.reason is not None:
            assert found.bounded == Moves(0.0, 0)
            continue
        drawn, money = draws.importances(len(found.factors))
        held = np.full(20, weights.factors["current_revenue"])
        assert found.bounded == by_rankings(ranking, k, np.column_stack([drawn, held]))
        if weights.purpose != "potential":
            assert found.whole == by_rankings(ranking, k, np.column_stack([drawn, money]))


def test_many_accounts_are_counted_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(3)
    accounts: list[Account] = [
        (f"{number:03}", round(float(money), 2), float(room), None if stay > 90 else float(stay))
        for number, (money, room, stay) in enumerate(
            zip(chance.lognormal(9, 1, 120), chance.integers(0, 4, 120) * 25, chance.integers(0, 101, 120), strict=True)
        )
    ]
    ranking, draws = ranked(accounts, weighted(10, 6, 4)), RandomWeights(draws=40)
    whole = draws(ranking, 10)
    monkeypatch.setattr("kam_analytics.scoring.leverage._BLOCK", 7)
    assert draws(ranking, 10) == whole
    drawn, money = draws.importances(2)
    assert whole.bounded == by_rankings(ranking, 10, np.column_stack([drawn, np.full(40, 10)]))
    assert whole.whole == by_rankings(ranking, 10, np.column_stack([drawn, money]))
    assert whole.bounded.mean < whole.whole.mean


def test_the_draws_are_the_same_each_time_and_cover_the_whole_scale() -> None:
    drawn, money = RandomWeights().importances(6)
    again, _ = RandomWeights().importances(6)
    assert drawn.tolist() == again.tolist()
    assert drawn.shape == (300, 6)
    assert set(drawn.ravel().tolist()) == set(money.tolist()) == set(range(11))
    assert math.isclose(drawn.mean(), 5.0, abs_tol=0.25)
    assert RandomWeights(seed=8).importances(6)[0].tolist() != drawn.tolist()


@pytest.mark.parametrize(("draws", "k"), [(0, 1), (300, 0)])
def test_nothing_to_draw_or_to_count_is_refused(draws: int, k: int) -> None:
    with pytest.raises(Refused) as raised:
        RandomWeights(draws=draws)(ranked(ACCOUNTS, weighted(10, 5, 5)), k)
    assert raised.value.code == "scoring.robustness.not_positive"
