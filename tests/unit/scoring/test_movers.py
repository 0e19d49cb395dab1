from __future__ import annotations

import math

import pytest

from kam_analytics.scoring import Ranking, movers
from tests.unit.scoring.portfolio import Account, fitted, ids, ranked, weighted

S = math.log(1.5)
ACCOUNTS: list[Account] = [("A", 10.0, 90.0, 10.0), ("B", 10.0, 70.0, 30.0), ("C", 10.0, 30.0, 90.0)]


def under(*weights: int) -> Ranking:
    return ranked(ACCOUNTS, weighted(*weights))


def test_who_enters_and_leaves_by_hand() -> None:
    # room 10: A 0.8, B 0.4, C -0.4 (times S). stay 10: A -0.8, B -0.4, C 0.8.
    before, after = under(0, 10, 0), under(0, 0, 10)
    assert (ids(before), ids(after)) == (["A", "B", "C"], ["C", "B", "A"])
    found = movers(before, after, 1)
    assert found[["account_id", "move", "rank_before", "rank_after"]].to_numpy().tolist() == [
        ["C", "enters", 3, 1],
        ["A", "leaves", 1, 3],
    ]
    # changes of room: A -0.8, B -0.4, C 0.4, median -0.4; beyond it A -0.4, C 0.8.
    # changes of stay: A -0.8, B -0.4, C 0.8, median -0.4; beyond it A -0.4, C 1.2.
    # C is moved most by stay; A equally by both, the first one is named.
    assert found["factor"].tolist() == ["stay", "room"]
    assert found["change"].tolist() == pytest.approx([1.2 * S, -0.4 * S], abs=1e-9)


def test_nothing_moves_between_equal_rankings() -> None:
    for k in (0, 1, 3, 100):
        assert movers(under(5, 5, 5), under(5, 5, 5), k).empty
    assert movers(under(0, 10, 0), under(0, 0, 10), 3).empty


def test_an_account_of_one_ranking_only_has_no_factor() -> None:
    ruler = fitted(ACCOUNTS)
    before = ranked(ACCOUNTS[:2], weighted(0, 0, 10), ruler)
    after = ranked(ACCOUNTS, weighted(0, 0, 10), ruler)
    found = movers(before, after, 1)
    assert found["account_id"].tolist() == ["C", "B"]
    assert found["rank_before"].isna().tolist() == [True, False]
    assert found["factor"].iloc[0] is None
    assert found["change"].iloc[0] == 0


def test_entering_accounts_come_first_in_the_order_of_their_new_rank() -> None:
    found = movers(under(0, 10, 0), under(0, 0, 10), 2)
    assert found[["account_id", "move"]].to_numpy().tolist() == [["C", "enters"], ["A", "leaves"]]
    back = movers(under(0, 0, 10), under(0, 10, 0), 2)
    assert back[["account_id", "move"]].to_numpy().tolist() == [["A", "enters"], ["C", "leaves"]]
