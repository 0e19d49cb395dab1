from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors.effort import Effort
from tests.support.effort import examples
from tests.unit.factors.related import activities, cases
from tests.unit.factors.rows import frame, portfolios, row, without_orders

PEERS = frame([row(f"P{i:02}", 1000.0, invoices_ttm=i, credit_notes_ttm=0) for i in range(11)])


def test_documents_per_1000_against_peers() -> None:
    # 11 peers of 1,000 a year write 0, 1 ... 10 documents: per 1,000 that is 0 ... 10, which are the eleven knots.
    # 3 invoices + 1 credit note on 2,000 of revenue are 2 per 1,000: 2/10 of the peers need less, so 100 x 0.8 = 80.
    one = Effort()
    asked = frame(
        [
            row("A", 1000.0, revenue_12m=2000.0, invoices_ttm=3, credit_notes_ttm=1),
            row("B", 1000.0, invoices_ttm=0),
            row("C", 1000.0, invoices_ttm=99),
            row("D", 1000.0, invoices_ttm=2, revenue_12m=800.0),
            row("E", 1000.0, revenue_12m=0.0),
            without_orders("F"),
        ]
    )
    found = one(asked, one.fit(PEERS))
    # D: 2 documents on 800 are 2.5 per 1,000, half-way between the knots 2 and 3: 100 x (1 - 0.25) = 75
    assert found.frame["value"].tolist() == pytest.approx([80, 100, 0, 75, np.nan, np.nan], nan_ok=True)
    assert found.evidence["documents_per_1000"].tolist()[:4] == [2, 0, 99, 2.5]
    assert found.evidence["peers_below"].tolist()[:2] == [0.2, 0]
    assert found.missing == "factors.missing.no_recent_revenue"


def test_without_recent_revenue_nobody_has_a_value() -> None:
    features = frame([row("A", revenue_12m=0.0), without_orders("B")])
    assert Effort()(features, Effort().fit(features)).reason == "factors.absent.no_recent_revenue"


@settings(max_examples=examples(10))
@given(portfolios(least=2), st.floats(1, 1e6), st.lists(st.integers(0, 500), min_size=2, max_size=10))
def test_more_documents_never_have_a_higher_value(fitted, money, documents) -> None:
    one = Effort()
    asked = frame([row(f"A{i}", money, invoices_ttm=n) for i, n in enumerate(sorted(documents))])
    found = one(asked, one.fit(fitted)).frame
    assert not found["available"].any() or (np.diff(found["value"]) <= 0).all()


def test_hours_come_before_counts_and_counts_before_documents() -> None:
    one = Effort()
    # 11 peers of 1,000 a year with 0, 1 ... 10 hours: 3 hours are more than 30% of them need
    hours = frame([row(f"P{i:02}") | activities(count=5, hours=float(i)) for i in range(11)])
    found = one(hours, one.fit(hours))
    assert one.fit(hours)["measure"] == "hours"
    assert found.frame["value"].iloc[3] == 70
    assert found.evidence["hours_per_1000"].iloc[3] == 3
    # without hours: activities and cases by count, 2 + 1 of account 1
    counts = frame([row(f"P{i:02}") | activities(count=2 * i) | cases(severity1=i) for i in range(11)])
    found = one(counts, one.fit(counts))
    assert found.evidence["activities_and_cases_per_1000"].tolist()[:2] == [0, 3]
    assert found.frame["value"].tolist()[:2] == [100, 90]
    # either table is enough
    assert one.fit(frame([row("A") | cases(severity1=1)]))["measure"] == "activities_and_cases"
    assert "measure" not in one.fit(PEERS)


def test_the_calibration_holds_the_measure() -> None:
    one = Effort()
    documents = one.fit(PEERS)
    asked = frame([row("A", invoices_ttm=2) | activities(count=9, hours=99.0)])
    assert one(asked, documents).frame["value"].tolist() == [80]
    hours = one.fit(asked)
    assert one(PEERS, hours).reason == "factors.absent.no_work"
