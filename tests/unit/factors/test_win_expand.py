from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors.win_expand import WinExpand
from tests.support.effort import examples
from tests.unit.factors.related import bought, deals, reached, related
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
    # C: no amount is known. The typical deal, of open ones as no won one has an amount: A 100 / 2000 = 0.05 of its
    # size, B 150 / 3 / 2000 = 0.025, median 0.0375. Two deals: 2 x 0.866667 x 0.0375 x 4000 = 260
    assert (parameters["typical_deal"], parameters["deal_measure"]) == (0.0375, "open")
    assert found.evidence["expected_amount"].tolist() == pytest.approx([60, 116.6667, 260.0001, 0])
    # For their size: A 60 / 2000 = 0.03, B 116.6667 / 2000 = 0.058333, C 0.065, D 0: the order D A B C
    d, a, b, c = found.frame["value"].to_numpy()[[3, 0, 1, 2]]
    assert 0 == d < a < b < c == 100


def test_won_deals_tell_the_typical_one_before_open_ones_do() -> None:
    paid = {"won_amount_24m": 600.0, "won_valued_24m": 3}
    features = frame([row("A") | deals(("x", 2, 0.0), won=30, unvalued=2) | paid, row("B") | deals(("x", 1, 5.0))])
    fitted = WinExpand().fit(features)
    # 200 a deal of the size 2000
    assert (fitted["typical_deal"], fitted["deal_measure"]) == (0.1, "won")


def test_without_amounts_and_stages_the_number_of_open_deals_counts() -> None:
    one = WinExpand()
    asked = [row(f"A{n}") | deals(("", n, 0.0), won=15, lost=5, unvalued=n) for n in (0, 1, 3)]
    found = one(frame(asked), one.fit(frame(asked)))
    assert found.frame["value"].tolist() == [0, 50, 100]
    assert "expected_amount" not in found.evidence


def test_families_alone_are_enough_and_count_half_as_much() -> None:
    cells = [
        row(f"A{i:02}", 1000.0) | {"families": bought(P=900.0, **({"Q": 100.0} if i < 8 else {}))} for i in range(20)
    ]
    one = WinExpand()
    found = one(frame(cells), one.fit(frame(cells)))
    # who buys both has nothing left to take up
    assert found.frame["value"].iloc[0] < 50 < found.frame["value"].iloc[19]
    assert found.evidence["whitespace_families"].tolist() == [0] * 8 + [1] * 12
    both = [cell | deals(won=2) for cell in cells]
    with_deals = one(frame(both), one.fit(frame(both)))
    # nobody has an open deal: all are in the middle of the pipeline, which counts twice
    expected = (2 * 50 + found.frame["value"]) / 3
    assert with_deals.frame["value"].tolist() == pytest.approx(expected.tolist(), abs=1e-6)


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


@settings(max_examples=examples(10))
@given(related(tables=frozenset({"opportunity"})), st.lists(st.floats(0, 1e7), min_size=2, max_size=8))
def test_more_open_money_never_has_a_lower_value(fitted, amounts) -> None:
    one = WinExpand()
    asked = frame([row(f"A{i}") | deals(("x", 1, amount)) for i, amount in enumerate(sorted(amounts))])
    found = one(asked, one.fit(fitted)).frame
    assert not found["available"].any() or (np.diff(found["value"]) >= 0).all()
