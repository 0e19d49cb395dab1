"""Learned weights: worked by hand at both ends of shrinkage, and never below zero."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.evaluation.learning import STRENGTHS, Moments, chosen, importances, moments, shrunk, total

COLUMNS = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
USED = np.array([0.8, 0.4])
INFINITE = float("inf")


def seen(outcome: list[float]) -> Moments:
    return moments(COLUMNS, np.array(outcome))


def test_without_shrinkage_it_is_least_squares_that_cannot_be_negative() -> None:
    # X'X = [[2, 1], [1, 2]]; X'y = (5, 4) is solved by (2, 1)
    assert shrunk(seen([2.0, 1.0, 3.0, 0.0]), USED, 0.0) == pytest.approx([2.0, 1.0], abs=1e-6)
    # X'y = (2, -2) has the solution (2, -2): the second is held at 0, and then 2 b = 2
    assert shrunk(seen([2.0, -2.0, 0.0, 0.0]), USED, 0.0) == pytest.approx([1.0, 0.0], abs=1e-6)


def test_with_endless_shrinkage_the_ratios_in_use_are_left() -> None:
    # X w = (.8, .4, 1.2, 0), so c = (1.6 + .4 + 3.6) / (.64 + .16 + 1.44) = 2.5
    assert shrunk(seen([2.0, 1.0, 3.0, 0.0]), USED, INFINITE) == pytest.approx([2.0, 1.0])
    assert shrunk(seen([0.0, 2.0, 2.0, 0.0]), USED, 1e6) == pytest.approx(
        shrunk(seen([0.0, 2.0, 2.0, 0.0]), USED, INFINITE), abs=1e-4
    )
    assert shrunk(seen([-2.0, -1.0, -3.0, 0.0]), USED, INFINITE) == pytest.approx([0.0, 0.0])


def test_the_harder_it_is_drawn_the_nearer_to_the_ratio_in_use() -> None:
    told = seen([0.0, 2.0, 2.0, 0.0])
    ratios = [first / second for first, second in (shrunk(told, USED, one) for one in STRENGTHS)]
    assert ratios == sorted(ratios)
    assert ratios[0] == pytest.approx(0.0, abs=1e-6)
    assert ratios[-1] == pytest.approx(2.0)


def test_money_keeps_its_importance_and_the_others_are_read_in_its_unit() -> None:
    rng = np.random.default_rng(1)
    columns = rng.normal(size=(4000, 3))
    outcome = 2.0 * columns[:, 0] + 0.8 * columns[:, 1]  # 0.4 of a log of the first factor for one of money
    weights = shrunk(moments(columns, outcome), USED, 0.0, money=1.0)
    assert weights == pytest.approx([2.0, 0.8, 0.0], abs=1e-6)
    assert importances(weights, USED, money=1.0) == [4, 0]
    # at half the power of money everything counts half
    weights = shrunk(moments(columns, outcome), USED, 0.0, money=0.5)
    assert importances(weights, USED, money=0.5) == [2, 0]


def test_without_money_the_largest_importance_stays() -> None:
    assert importances(np.array([0.1, 0.4]), USED) == [2, 8]
    assert importances(np.array([0.0, 0.0]), USED) == [8, 4]
    assert importances(np.array([0.3, 0.1]), np.zeros(2)) == [0, 0]
    assert importances(np.array([0.0, 0.5, 0.5]), USED, money=1.0) == [8, 4]


def test_what_twins_show_is_taken_off() -> None:
    own, twin = seen([2.0, 1.0, 3.0, 0.0]), seen([2.0, 0.0, 2.0, 0.0])
    left = own.less([twin, seen([0.0, 0.0, 0.0, 0.0])])
    assert left.gram.tolist() == own.gram.tolist()
    assert left.cross == pytest.approx(own.cross - twin.cross / 2)
    assert own.less([]) is own


def test_chance_alone_leaves_the_weights_in_use_and_a_law_does_not() -> None:
    rng = np.random.default_rng(3)
    columns = [rng.normal(size=(300, 4)) for _ in range(5)]
    used = np.array([0.8, 0.4, 0.6, 0.2])
    noise = [moments(x, rng.normal(size=300)) for x in columns]
    law = [moments(x, 0.5 * x[:, 3] + rng.normal(size=300)) for x in columns]
    assert chosen(noise, used) >= 3
    assert chosen(law, used) < 1
    assert importances(shrunk(total(law), used, chosen(law, used)), used)[3] == 8


@given(
    st.lists(st.floats(-3, 3), min_size=12, max_size=12),
    st.sampled_from(STRENGTHS),
    st.sampled_from([0.0, 0.5, 1.0]),
)
def test_weights_are_never_negative_and_importances_whole(outcome: list[float], strength: float, money: float) -> None:
    rng = np.random.default_rng(5)
    columns = rng.normal(size=(12, 3 if money else 2))
    weights = shrunk(moments(columns, np.array(outcome)), USED, strength, money=money)
    assert (weights >= 0).all()
    found = importances(weights, USED, money=money)
    assert all(isinstance(one, int) and 0 <= one <= 10 for one in found)
