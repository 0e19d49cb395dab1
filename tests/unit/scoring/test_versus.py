"""Two weight sets side by side: importances, shares, who crosses the line and why."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from kam_analytics.scoring import WeightSet, movers
from kam_analytics.scoring.versus import side_by_side
from tests.support.effort import examples
from tests.unit.scoring.portfolio import Account, portfolios, ranked, weight_sets, weighted

S = math.log(1.5)
ACCOUNTS: list[Account] = [("A", 10.0, 90.0, None), ("B", 10.0, 70.0, None), ("C", 10.0, 30.0, None)]


def test_importances_and_shares_by_hand() -> None:
    found = side_by_side(ranked(ACCOUNTS, weighted(10, 6, 4)), ranked(ACCOUNTS, weighted(5, 10, 0)), 1)
    assert found.factors.to_dict("list") == {
        "factor": ["current_revenue", "room", "stay"],
        "before": [10, 6, 4],
        "after": [5, 10, 0],
        "share_before": [0.5, 0.3, 0.2],
        "share_after": [0.333333, 0.666667, 0.0],
        "reason": [None, None, "factors.absent.no_repeat_orders"],
        "change": [-5, 4, -4],
        "share_change": [-0.166667, 0.366667, -0.2],
    }
    assert (found.before.factors["room"], found.after.factors["room"], found.k) == (6, 10, 1)
    assert (found.entering, found.strongest) == (0, None)


def test_who_crosses_the_line_and_what_moved_most_of_them() -> None:
    accounts: list[Account] = [("A", 10.0, 90.0, 10.0), ("B", 10.0, 70.0, 30.0), ("C", 10.0, 30.0, 90.0)]
    found = side_by_side(ranked(accounts, weighted(0, 10, 0)), ranked(accounts, weighted(0, 0, 10)), 1)
    # C enters by stay (1.2 beyond the median), A leaves by room (0.4): one each, stay by the larger move.
    assert found.moves["factor"].tolist() == ["stay", "room"]
    assert found.moves["change"].tolist() == pytest.approx([1.2 * S, -0.4 * S], abs=1e-9)
    assert (found.entering, found.strongest) == (1, "stay")


def test_a_factor_that_is_gone_keeps_its_row_and_says_so() -> None:
    old = WeightSet("value", "ours", 1, {"current_revenue": 5, "custom:Sites": 5})
    found = side_by_side(ranked(ACCOUNTS, old), ranked(ACCOUNTS, weighted(5, 5, 0, "value")), 1)
    assert found.factors["factor"].tolist() == ["current_revenue", "room", "stay", "custom:Sites"]
    assert found.factors["before"].tolist() == [5, 0, 0, 5]
    assert found.factors["reason"].iloc[-1] == "scoring.no_such_column"


@settings(max_examples=examples(25))
@given(portfolios(), weight_sets(), weight_sets())
def test_it_adds_up_and_turns_round(accounts: list[Account], first: WeightSet, second: WeightSet) -> None:
    before, after = ranked(accounts, first), ranked(accounts, second)
    there, back = side_by_side(before, after, 2), side_by_side(after, before, 2)
    for part, weights in (("before", first), ("after", second)):
        assert there.factors[f"share_{part}"].sum() == pytest.approx(
            1 if sum(weights.factors.values()) else 0, abs=1e-5
        )
    assert (there.factors["change"] == -back.factors["change"]).all()
    assert there.moves.equals(movers(before, after, 2))
    assert there.entering == back.entering == (there.moves["move"] == "leaves").sum()
