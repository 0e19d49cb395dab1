from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors.relationship import Relationship
from tests.support.effort import examples
from tests.unit.factors.related import activities, people
from tests.unit.factors.rows import frame, row


def value(**cells) -> float:
    return float(Relationship()(frame([row("A") | cells]), {}).frame["value"].iloc[0])


def test_breadth_seniority_and_recency() -> None:
    # three active contacts: 100 x (1 - 1/8) = 87.5; one of them senior: 50; last activity 90 days ago: 50
    # (4 x 87.5 + 3 x 50 + 3 x 50) / 10 = 65
    both = people(5, 2) | activities(active=3, senior=1, days=90, count=4)
    assert value(**both) == pytest.approx(65)
    found = Relationship()(frame([row("A") | both, row("B") | people(1) | activities(active=1, days=0)]), {})
    assert found.evidence["single_threaded"].tolist() == [False, True]
    # B: breadth 50, no senior contact: 0, recency 100: (200 + 0 + 300) / 10
    assert found.frame["value"].tolist() == pytest.approx([65, 50])


def test_each_table_alone_is_enough() -> None:
    # contacts alone: two known 75, one of them senior 50: (4 x 75 + 3 x 50) / 7
    assert value(**people(2, 1)) == pytest.approx(450 / 7, abs=1e-6)
    # activities alone, that name no contact: recency 100 x 0.5^(180 / 90) = 25
    assert value(**activities(active=None, senior=None, days=180, count=1)) == 25
    # loaded, and nothing there: nobody is known
    assert value(**people(), **activities()) == 0
    reason = Relationship()(frame([row("A")]), {}).reason
    assert reason == "factors.absent.needs_contact_activity"


def test_roles_join_where_any_is_known() -> None:
    # breadth 75, seniority 50, two of three roles: (4 x 75 + 3 x 50 + 2 x 66.666667) / 9
    assert value(**people(2, 1, key_roles=2)) == pytest.approx(583.333333 / 9, abs=1e-6)
    known = value(**people(2, 1, key_roles=3))
    assert known > value(**people(2, 1, key_roles=2)) > value(**people(2, 1, key_roles=0))


def test_what_is_not_loaded_is_not_in_the_evidence() -> None:
    found = Relationship()(frame([row("A") | people(2, 1)]), {})
    assert list(found.evidence) == ["contacts", "single_threaded"]


@settings(max_examples=examples(20))
@given(
    st.integers(0, 9), st.integers(0, 9), st.integers(0, 900), st.integers(0, 9), st.integers(0, 9), st.integers(0, 90)
)
def test_more_people_more_senior_and_later_are_never_worse(active, senior, days, more, leaders, later) -> None:
    less = value(**people(9), **activities(active, senior, days + later))
    assert value(**people(9), **activities(active + more, senior + leaders, days)) >= less
    assert np.isfinite(less)
