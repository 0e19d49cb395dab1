from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from kam_analytics.factors.fit import Fit
from kam_analytics.factors.likeness import fit_likeness, likeness
from tests.support.effort import examples
from tests.unit.factors.related import bought, rating, related
from tests.unit.factors.rows import frame, row

SMALL, BIG = [10.0] * 6, [500.0, 500.0, 10.0, 10.0, 10.0, 10.0]


def company():
    """Ten of Steel that became large, thirty of Steel and sixty of Food that did not; those of now are by money."""
    large = [row(f"L{i:02}", 1000.0 + i, half_years=BIG, industry="Steel") for i in range(10)]
    steel = [row(f"S{i:02}", 20.0, half_years=SMALL, industry="Steel") for i in range(30)]
    return large + steel + [row(f"F{i:02}", 20.0, half_years=SMALL, industry="Food") for i in range(60)]


def test_an_industry_counts_by_how_much_more_often_it_became_large() -> None:
    fitted = fit_likeness(frame(company()))
    assert (fitted["measure"], fitted["large"]) == ("became", 10)
    # a tenth of all became large; of Steel (10 + 10 x 0.1) / (40 + 10) / 0.1 = 2.2; of Food (0 + 1) / 70 / 0.1
    expected = {"Food": np.log(1 / 7), "Steel": np.log(2.2)}
    assert fitted["lifts"] == {"industry": pytest.approx(expected, abs=1e-6)}
    asked = frame([row("A", industry="Steel"), row("B", industry="Paper"), row("C", industry=None)])
    found = likeness(asked, fitted)
    assert found["likeness"].tolist() == pytest.approx([np.log(2.2), 0, np.nan], abs=1e-6, nan_ok=True)


def test_families_count_by_their_share_and_not_by_their_number() -> None:
    rows = company()
    for i, cells in enumerate(rows):
        cells["families"] = bought(**({"P": 900.0, "Q": 100.0} if i < 10 else {"Q": 10.0}))
        cells["industry"] = None
    lifts = fit_likeness(frame(rows))["lifts"]["families"]
    # 9 of P and 1 of Q became large; 9 of P in all, 91 of Q
    assert lifts == {
        "P": pytest.approx(np.log(10 / 19 / 0.1), abs=1e-6),
        "Q": pytest.approx(np.log(2 / 101 / 0.1), abs=1e-6),
    }
    mixed = likeness(frame([row("A") | {"families": bought(P=5.0, Q=5.0)}]), {"lifts": {"families": lifts}})
    assert mixed["likeness"].iloc[0] == pytest.approx((lifts["P"] + lifts["Q"]) / 2, abs=1e-6)


def test_where_history_is_short_those_that_are_large_count() -> None:
    fitted = fit_likeness(frame(entry | {"half_years": entry["half_years"][:4]} for entry in company()))
    assert fitted["measure"] == "is"
    assert fit_likeness(frame(company()[:20])) == {}
    assert fit_likeness(frame([entry | {"industry": None} for entry in company()])) == {}


def test_likeness_and_rating_count_half_each_and_both_are_shown() -> None:
    one = Fit()
    features = frame(company())
    fitted = one.fit(features)
    asked = frame(
        [
            row("A", industry="Steel") | {"ratings": []},
            row("B", industry="Steel") | {"ratings": [rating("fit", 1)]},
            row("C", industry=None) | {"ratings": [rating("fit", 4)]},
            row("D", industry=None) | {"ratings": []},
        ]
    )
    found = one(asked, fitted)
    # the deciles 0 to 0.6 are those of Food, 0.7 to 1 those of Steel: 85 is their middle
    assert found.frame["value"].tolist() == pytest.approx([85, 42.5, 75, np.nan], nan_ok=True)
    assert found.evidence["likeness_part"].iloc[1] == found.frame["value"].iloc[0]
    assert found.evidence["rating"].iloc[1] == 1
    assert found.frame["value"].iloc[1] == pytest.approx(found.frame["value"].iloc[0] / 2, abs=1e-6)


@settings(max_examples=examples(10))
@given(related(least=2, tables=frozenset({"attribute", "family"})))
def test_a_better_lift_is_never_less_like(features) -> None:
    lifts = {"industry": {"Food": -0.5, "Steel": 0.5}, "families": {"P": 0.1, "Q": -0.1}}
    low = likeness(features, {"lifts": lifts})["likeness"].to_numpy()
    better = lifts | {"families": {"P": 0.4, "Q": -0.1}}
    high = likeness(features, {"lifts": better})["likeness"].to_numpy()
    assert (np.isnan(low) == np.isnan(high)).all()
    assert (high[np.isfinite(high)] >= low[np.isfinite(low)]).all()
