from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kam_analytics.errors import NotFound
from kam_analytics.scoring import Ranking, rerank
from kam_analytics.scoring.border import Border, FactorChange, border
from kam_analytics.scoring.formula import STEP
from kam_analytics.scoring.robustness import unit_columns
from tests.support.effort import examples
from tests.unit.scoring.portfolio import IMPORTANCE, Account, fitted, ids, portfolios, ranked, weighted

ACCOUNTS: list[Account] = [("A", 10.0, 90.0, 50.0), ("B", 10.0, 60.0, 60.0), ("C", 10.0, 50.0, 40.0)]
RULER = fitted(ACCOUNTS)


def factors(found: Border) -> dict[str, FactorChange]:
    return {change.factor: change for change in found.factors}


def test_what_it_takes_to_enter_by_hand() -> None:
    # Importance 10 each, in units of s: A 0.8, B 0.2 + 0.2, C 0 - 0.2. B needs 0.4 more for place 1: room
    # 60 + 20, or stay 60 + 20, just above; with money to the power 1, 1.5 to the power 0.4 times as much.
    found = border(ranked(ACCOUNTS, weighted(10, 10, 10), RULER), "B", 1)
    assert (found.inside, found.rank, found.opponent) == (False, 2, "A")
    assert found.gap == pytest.approx(0.4 * STEP)
    assert [change.factor for change in found.factors] == ["current_revenue", "room", "stay"]
    changes = factors(found)
    assert (changes["room"].now, changes["room"].needed) == (60.0, pytest.approx(80.0, abs=2e-6))
    assert changes["room"].needed > 80.0  # type: ignore[operator]  # level with A the smaller id goes first
    assert changes["stay"].distance == pytest.approx(20.0, abs=2e-6)
    assert changes["current_revenue"].needed == pytest.approx(10.0 * 1.5**0.4, abs=0.01)
    assert changes["current_revenue"].is_money


def test_what_no_factor_can_do_is_said_so() -> None:
    # Room 9, stay 2, in units of s: A 0.72, C -0.04. Stay at 100 gives C 0.2, room at 90 and a little more does it.
    found = border(ranked(ACCOUNTS, weighted(0, 9, 2), RULER), "C", 1)
    assert factors(found)["stay"].needed is None
    assert factors(found)["stay"].distance == math.inf
    assert factors(found)["room"].needed == pytest.approx(50 + 50 * (0.72 + 0.04) / 0.9, abs=2e-6)
    # The whole portfolio is inside: there is no line.
    assert border(ranked(ACCOUNTS, weighted(0, 9, 2), RULER), "C", 3).factors == ()


def test_money_below_the_floor_moves_nobody() -> None:
    accounts: list[Account] = [("A", 1.0, 100.0, 50.0), ("B", 1.0, 0.0, 50.0)]
    found = border(ranked(accounts, weighted(10, 10, 0)), "A", 1)
    assert factors(found)["current_revenue"].needed is None
    # Room 0 makes it level with B, and the smaller id goes first.
    assert factors(found)["room"].needed is None


def test_the_nearest_importance_by_hand() -> None:
    # Room 10, stay 5, in units of s: A 0.8, B 0.2 + 0.1. B is first where w_room 0.6 < w_stay 0.2: room 1 (0.06 < 0.1),
    # nine steps away; stay would have to be above 30.
    found = border(ranked(ACCOUNTS, weighted(0, 10, 5), RULER), "B", 1)
    steps = {step.factor: (step.now, step.needed) for step in found.importance}
    assert steps == {"room": (10, 1), "stay": (5, None), "current_revenue": (0, None)}
    assert found.importance[0].factor == "room"


def test_the_smallest_transfer_of_weight_by_hand() -> None:
    # Shares 2/3 and 1/3; B passes A where 0.6 p_room = 0.2 (1 - p_room), so p_room = 1/4: 5/12 have to move.
    found = border(ranked(ACCOUNTS, weighted(0, 10, 5), RULER), "B", 1)
    assert found.shares is not None
    assert (found.shares.giver, found.shares.taker) == ("room", "stay")
    assert found.shares.share == pytest.approx(5 / 12, abs=1e-8)
    # C trails A on both: no weights bring it in.
    assert border(ranked(ACCOUNTS, weighted(0, 10, 5), RULER), "C", 1).shares is None


def test_a_missing_value_counts_as_nothing_now() -> None:
    accounts: list[Account] = [("A", 10.0, 90.0, 50.0), ("B", 10.0, None, 60.0), ("C", 10.0, 10.0, 50.0)]
    changes = factors(border(ranked(accounts, weighted(0, 10, 10)), "B", 1))
    assert changes["room"].now is None
    assert changes["room"].needed == pytest.approx(80.0, abs=2e-6)


def test_an_account_that_is_not_ranked_is_not_found() -> None:
    with pytest.raises(NotFound):
        border(ranked(ACCOUNTS, weighted(0, 5, 5)), "Z", 1)


def inside(ranking: Ranking, account: str, k: int) -> bool:
    return account in ids(ranking)[:k]


def changed(accounts: list[Account], account: str, change: FactorChange, needed: float) -> list[Account]:
    place = {"current_revenue": 1, "room": 2, "stay": 3}[change.factor]
    return [a if a[0] != account else (*a[:place], needed, *a[place + 1 :]) for a in accounts]  # type: ignore[misc]


@settings(max_examples=examples(24), deadline=None)
@given(portfolios(least=2), st.tuples(IMPORTANCE, IMPORTANCE, IMPORTANCE), st.integers(1, 6), st.data())
def test_each_change_of_a_factor_moves_it_and_half_of_it_does_not(
    accounts: list[Account], importance: tuple[int, int, int], k: int, data: st.DataObject
) -> None:
    weights, ruler = weighted(*importance), fitted(accounts)
    account = data.draw(st.sampled_from([a[0] for a in accounts]))
    found = border(ranked(accounts, weights, ruler), account, k)
    for change in found.factors:
        if change.needed is None:
            ends = (0.0, 100.0) if not change.is_money else (0.0,)
            for end in ends:
                moved = ranked(changed(accounts, account, change, end), weights, ruler)
                if inside(moved, account, k) != found.inside:
                    # Level with the line, where only the order of equal scores decides.
                    scores = moved.frame["log_score"].to_numpy()
                    own = scores[ids(moved).index(account)]
                    assert np.abs(np.delete(scores, ids(moved).index(account)) - own).min() < 1e-8
            continue
        moved = ranked(changed(accounts, account, change, change.needed), weights, ruler)
        assert inside(moved, account, k) != found.inside
        if change.now is not None and change.distance > 1e-4 and not change.is_money:
            half = (change.now + change.needed) / 2
            assert inside(ranked(changed(accounts, account, change, half), weights, ruler), account, k) == found.inside


@settings(max_examples=examples(16), deadline=None)
@given(portfolios(least=2), st.tuples(IMPORTANCE, IMPORTANCE, IMPORTANCE), st.integers(1, 6), st.data())
def test_importance_is_the_nearest_whole_number_that_ranking_anew_confirms(
    accounts: list[Account], importance: tuple[int, int, int], k: int, data: st.DataObject
) -> None:
    ranking = ranked(accounts, weighted(*importance))
    assume(k < len(accounts))
    account = data.draw(st.sampled_from([a[0] for a in accounts]))
    found = border(ranking, account, k)
    for step in found.importance:
        moves = [
            n
            for n in range(11)
            if n != step.now
            and inside(
                rerank(ranking.prepared, replace(ranking.weights, factors={**ranking.weights.factors, step.factor: n})),
                account,
                k,
            )
            != found.inside
        ]
        assert (step.needed is None) == (not moves)
        if step.needed is not None:
            assert abs(step.needed - step.now) == min(abs(n - step.now) for n in moves)
            assert step.needed in moves


@settings(max_examples=examples(16), deadline=None)
@given(portfolios(least=2), st.tuples(IMPORTANCE, IMPORTANCE, IMPORTANCE), st.integers(1, 6), st.data())
def test_a_transfer_moves_it_and_no_pair_does_with_less(
    accounts: list[Account], importance: tuple[int, int, int], k: int, data: st.DataObject
) -> None:
    ranking = ranked(accounts, weighted(*importance))
    assume(k < len(accounts))
    account = data.draw(st.sampled_from([a[0] for a in accounts]))
    found = border(ranking, account, k)
    names = [n for n in ("current_revenue", "room", "stay") if n not in ranking.not_available]
    units = dict(zip(names, unit_columns(ranking.prepared, ranking.weights, names), strict=True))
    row = int(ranking.order[ids(ranking).index(account)])

    def ahead(giver: str, taker: str, share: float) -> tuple[int, int]:
        """Accounts surely ahead, and those ahead or level."""
        shares = ranking.weights.shares | {}
        shares[giver] -= share
        shares[taker] += share
        scores = sum((units[n] * shares[n] for n in names), np.zeros(len(accounts)))
        others = np.delete(scores - scores[row], row)
        return int((others > 1e-9).sum()), int((others > -1e-9).sum())

    if found.shares is not None:
        surely, level = ahead(found.shares.giver, found.shares.taker, found.shares.share)
        assert level >= k if found.inside else surely < k
    for giver in names:
        for taker in names:
            most = ranking.weights.shares[giver]
            most = most if found.shares is None else min(most, found.shares.share - 1e-6)
            for share in np.linspace(0, max(most, 0), 5):
                surely, level = ahead(giver, taker, float(share)) if giver != taker else (k - 1, k)
                assert surely < k if found.inside else level >= k
