from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors.current_revenue import CurrentRevenue
from tests.support.effort import examples
from tests.unit.factors.rows import frame, portfolios, row, without_orders

E = math.e


def values(fitted: list[float], asked: list[float], **parameters: int) -> list[float]:
    one = CurrentRevenue(**parameters)
    ruler = one.fit(frame([row(f"F{i}", money) for i, money in enumerate(fitted)]))
    return one(frame([row(f"A{i}", money) for i, money in enumerate(asked)]), ruler).frame["value"].tolist()


def test_the_place_among_the_quantiles_of_ln_money() -> None:
    # ln money of the calibration: 0, 1, 2, 3, 4. With five knots each is a knot at 0, 25, 50, 75, 100.
    # ln money 1.5 lies half-way from 25 to 50; money below the least and above the most stands at the ends.
    fitted = [1.0, E, E**2, E**3, E**4]
    asked = [E**1.5, E**2, 0.5, E**9, 0.0, -3.0]
    assert values(fitted, asked, knots=5) == pytest.approx([37.5, 50, 0, 100, 0, 0], abs=1e-6)


def test_equal_accounts_stand_in_the_middle_of_their_run() -> None:
    # quantiles at 0, 25, 50, 75, 100: ln 10, ln 10, ln 10, ln 10, ln 20; the run of ln 10 covers 0 to 75, its middle is
    # (0 + 25 + 50 + 75) / 4 = 37.5
    assert values([10, 10, 10, 10, 20], [10, 20], knots=5) == pytest.approx([37.5, 100], abs=1e-6)
    assert values([10, 10, 10], [10]) == [50]


def test_without_positive_money_there_is_nothing_to_compare_with() -> None:
    features = frame([row("A", -5.0), without_orders("B")])
    found = CurrentRevenue()(features, CurrentRevenue().fit(features))
    assert found.reason == "factors.absent.no_positive_money"


def test_unknown_money_is_missing_and_zero_money_is_not() -> None:
    features = frame([row("A"), row("B", float("nan")), without_orders("C")])
    found = CurrentRevenue()(features, CurrentRevenue().fit(features))
    assert found.frame["available"].tolist() == [True, False, True]
    assert found.missing == "factors.missing.no_money"


@settings(max_examples=examples(10))
@given(portfolios(least=2), st.lists(st.floats(-10, 1e9), min_size=2, max_size=10))
def test_more_money_never_has_a_lower_value(fitted, money) -> None:
    one = CurrentRevenue()
    found = one(frame([row(f"A{i}", m) for i, m in enumerate(sorted(money))]), one.fit(fitted))
    assert not found.frame["available"].any() or (np.diff(found.frame["value"]) >= 0).all()
