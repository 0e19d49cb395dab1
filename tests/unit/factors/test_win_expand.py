from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors.win_expand import WinExpand
from tests.unit.factors.related import deals, reached, related
from tests.unit.factors.rows import frame, row

CLOSED = [reached("First", 24, 16), reached("Offer", 20, 0), reached("Lost at", 0, 9, tracked=False)]
"""40 closed deals of account A, of which 24 were won: win rate 0.6."""


def company():
    return frame(
        [
            row("A", 1000.0) | deals(("First", 1, 100.0), won=24, lost=16, closed_stages=CLOSED),
            row("B", 1000.0) | deals(("Offer", 2, 100.0), ("New", 1, 50.0)),
            row("C", 3000.0) | deals(("Offer", 2, 0.0), unvalued=2),
            row("D", 200.0) | deals(),
        ]
    )


def test_the_pipeline_counts_by_measured_conversion() -> None:
    # Win rate 24 / 40 = 0.6; conversion with k = 10: First (24 + 6) / (40 + 10) = 0.6, Offer (20 + 6) / (20 + 10) =
    # 0.866667. "Lost at" is only known from deals that closed in it, all lost: it tells nothing of a stage.
    one = WinExpand()
    parameters = one.fit(company())
    assert (parameters["win_rate"], parameters["closed"], parameters["typical_money"]) == (0.6, 40, 1000)
    assert parameters["stages"] == {"First": 0.6, "Offer": 0.866667}
    found = one(company(), parameters)
    # B: 100 x 0.866667 from Offer, 50 x 0.6 from a stage never seen before
    assert found.evidence["expected_amount"].tolist() == pytest.approx([60, 116.6667, np.nan, 0], nan_ok=True)
    # For their size: A 60 / 2000 = 0.03, B 116.6667 / 2000 = 0.058333, D 0. Of those three D is the least, A the
    # middle, B the most. C has open deals of which no amount is known.
    assert found.frame["value"].tolist() == pytest.approx([50, 100, np.nan, 0], nan_ok=True, abs=1e-3)
    assert found.missing == "factors.missing.no_deal_amounts"


def test_a_stage_at_closing_counts_where_both_outcomes_were_seen_in_it() -> None:
    seen = [reached("Pilot", 10, 30, tracked=False)]
    one = WinExpand()
    features = frame([row("A") | deals(("Pilot", 1, 10.0), won=10, lost=30, closed_stages=seen)])
    # (10 + 10 x 0.25) / (40 + 10)
    assert one.fit(features)["stages"] == {"Pilot": 0.25}


def test_fewer_than_30_closed_deals_measure_nothing() -> None:
    one = WinExpand()
    for won, reason in ((29, "factors.absent.few_closed_deals"), (30, None)):
        features = frame([row("A") | deals(("x", 1, 5.0), won=won)])
        assert one(features, one.fit(features)).reason == reason
    assert one(frame([row("A")]), {}).reason == "factors.absent.needs_opportunity"


@settings(max_examples=25)
@given(related(tables=frozenset({"opportunity"})), st.lists(st.floats(0, 1e7), min_size=2, max_size=8))
def test_more_open_money_never_has_a_lower_value(fitted, amounts) -> None:
    one = WinExpand()
    asked = frame([row(f"A{i}") | deals(("x", 1, amount)) for i, amount in enumerate(sorted(amounts))])
    found = one(asked, one.fit(fitted)).frame
    assert not found["available"].any() or (np.diff(found["value"]) >= 0).all()
