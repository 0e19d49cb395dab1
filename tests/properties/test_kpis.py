"""What holds for the KPIs of any books, credit notes and all."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_analytics.config import Workspace
from tests.support.effort import examples
from tests.unit.kpis.books import FROM, TO, Desk, Line, figure, listing

FEW = settings(max_examples=examples(16), suppress_health_check=[HealthCheck.function_scoped_fixture])
ACCOUNTS = tuple("ABCDEFG")
BARS = ("expansion", "contraction", "churn", "net_credits")

days = st.tuples(st.sampled_from([2024, 2025]), st.integers(1, 12), st.integers(1, 28)).map(
    lambda parts: f"{parts[0]}-{parts[1]:02}-{parts[2]:02}"
)
lines = st.lists(
    st.tuples(
        st.sampled_from(ACCOUNTS),
        days,
        st.decimals("-5000", "5000", places=2),
        st.none() | st.decimals("0", "3000", places=2),
    ),
    max_size=40,
)
listed = st.lists(
    st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from(["existing", "emerging"]), days, st.none() | days), max_size=6
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    running = Desk(Workspace.at(tmp_path_factory.mktemp("kpis")))
    yield running
    running.engine.close()


@FEW
@given(lines, listed)
def test_retention_is_bounded_and_the_bridge_adds_up(desk: Desk, books: list[Line], keys: list[tuple]) -> None:
    card = desk.card([FROM, TO, *books], listed=listing(*keys, ("A", "existing", "2020-01-01", None)))
    for cohort in ("all", "key", "existing", "rest"):
        grr = figure(card, "grr", cohort).value
        if grr is None:
            assert figure(card, "nrr", cohort).reason
            continue
        assert 0 <= grr <= 1
        start, end = (figure(card, f"nrr_{end}", cohort).value for end in ("start", "end"))
        expansion, contraction, churn, credits_ = (figure(card, f"nrr_{bar}", cohort).value for bar in BARS)
        assert start + expansion - contraction - churn + credits_ == pytest.approx(end, abs=1e-6)
        assert min(expansion, contraction, churn) >= 0
        assert credits_ <= 0
        assert figure(card, "nrr", cohort).value == pytest.approx(end / start)
        assert grr == pytest.approx((start - contraction - churn) / start, abs=1e-9)
        assert figure(card, "revenue_growth", cohort).value == pytest.approx(end / start - 1)


@FEW
@given(lines, listed)
def test_cohorts_part_the_accounts(desk: Desk, books: list[Line], keys: list[tuple]) -> None:
    card = desk.card([FROM, TO, *books], listed=listing(*keys, ("A", "existing", "2020-01-01", None)))
    for name in ("revenue", "nrr_start", "nrr_end", "nrr_churn"):
        whole = figure(card, name)
        parts = [figure(card, name, cohort) for cohort in ("key", "rest")]
        assert sum(part.n for part in parts) == whole.n
        assert math.fsum(part.value or 0 for part in parts) == pytest.approx(whole.value, abs=1e-6)


@FEW
@given(lines, st.data())
def test_the_order_of_rows_changes_nothing(desk: Desk, books: list[Line], data: st.DataObject) -> None:
    rows = [FROM, TO, *books]
    left, right = (desk.card(lines_) for lines_ in (rows, data.draw(st.permutations(rows))))
    assert left.frame.equals(right.frame)
    assert left.path.equals(right.path)


@FEW
@given(lines)
def test_shares_are_shares(desk: Desk, books: list[Line]) -> None:
    positive = [(account, day, abs(amount), cost) for account, day, amount, cost in books]
    card = desk.card([FROM, TO, *positive])
    first, ten, hhi = (figure(card, name).value for name in ("top_1_share", "top_10_share", "hhi"))
    assert 0 < first <= ten <= 1 + 1e-12
    assert first**2 <= hhi <= first + 1e-12
