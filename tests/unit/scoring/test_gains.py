"""Which file would add most."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from kam_analytics.scoring import Gain, WeightSet, gains


def test_each_table_gains_the_importance_of_the_factors_it_lets_us_judge() -> None:
    # importances 10 + 5 + 3 + 2 = 20; only the first factor has data: 50 % of the weight
    weights = WeightSet("value", "w", 1, {"current_revenue": 10, "win_expand": 5, "relationship": 3, "fit": 2})
    ranking = SimpleNamespace(
        weights=weights, portfolio_coverage=0.5, not_available={"win_expand": "x", "relationship": "x", "fit": "x"}
    )
    needs = {"win_expand": ("opportunity",), "relationship": ("contact", "opportunity"), "fit": ("rating",)}
    assert gains(cast("Any", ranking), needs) == [
        Gain("opportunity", ("win_expand", "relationship"), 0.5, 0.9),
        Gain("contact", ("relationship",), 0.5, 0.65),
        Gain("rating", ("fit",), 0.5, 0.6),
    ]
    nothing = SimpleNamespace(weights=weights, portfolio_coverage=1.0, not_available={})
    assert gains(cast("Any", nothing), needs) == []
