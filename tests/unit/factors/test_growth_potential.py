from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors.growth_potential import GrowthPotential
from tests.support.effort import examples
from tests.unit.factors.rows import frame, portfolios, row, without_orders


def test_room_is_the_share_of_peers_that_buy_more_widely() -> None:
    # eleven peers of equal size buy from 0 ... 10 families: the eleven knots. 3 families: 0.3 below, 100 x 0.7 = 70.
    one = GrowthPotential()
    fitted = one.fit(frame([row(f"P{i:02}", families_ttm=i, products_ttm=20) for i in range(11)]))
    asked = [row("A", families_ttm=3), row("B", families_ttm=11), row("C", products_ttm=0), without_orders("D")]
    found = one(frame(asked), fitted)
    assert found.frame["value"].tolist() == pytest.approx([70, 0, np.nan, np.nan], nan_ok=True)
    assert found.evidence["breadth_measure"].tolist() == ["families_ttm"] * 4
    assert found.missing == "factors.missing.no_recent_products"


def test_articles_count_where_no_two_families_are_named() -> None:
    one = GrowthPotential()
    fitted = one.fit(frame([row(f"P{i:02}", families_ttm=1, products_ttm=i + 1) for i in range(11)]))
    assert fitted["measure"] == "products_ttm"
    # knots 1 ... 11; 6 articles: 0.5 below
    assert one(frame([row("A", families_ttm=1, products_ttm=6)]), fitted).frame["value"].tolist() == [50]


def test_nobody_bought_a_named_article() -> None:
    features = frame([row("A", products_ttm=0), without_orders("B")])
    one = GrowthPotential()
    assert one(features, one.fit(features)).reason == "factors.absent.no_products"


@pytest.mark.parametrize(
    ("halves", "status"),
    [([[5.0]] * 20, "no_history"), ([[5.0, 9.0, 9.0, 5.0]] * 20, "noise"), ("trends", "neutral")],
)
def test_the_trend_is_shown_and_leaves_the_value_alone(halves, status) -> None:
    if halves == "trends":
        halves = [[9.0, 6.0, 3.0, 1.0], [1.0, 3.0, 6.0, 9.0]] * 10
    features = frame([row(f"A{i:02}", half_years=cell) for i, cell in enumerate(halves)])
    one = GrowthPotential()
    found = one(features, one.fit(features))
    assert set(found.evidence["trend_status"]) == {f"factors.trend.{status}"}
    assert found.evidence["trend_growth"].notna().all() == (status == "neutral")
    plain = features.assign(half_years=[np.zeros(0)] * len(features))
    assert one(plain, one.fit(plain)).frame.equals(found.frame)


@settings(max_examples=examples(10))
@given(portfolios(least=2), st.floats(1, 1e6), st.lists(st.integers(1, 50), min_size=2, max_size=10))
def test_wider_buying_never_leaves_more_room(fitted, money, breadths) -> None:
    one = GrowthPotential()
    asked = frame([row(f"A{i}", money, products_ttm=n, families_ttm=n) for i, n in enumerate(sorted(breadths))])
    found = one(asked, one.fit(fitted)).frame
    assert not found["available"].any() or (np.diff(found["value"]) <= 0).all()
