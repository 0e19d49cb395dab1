from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors import Custom, custom_factors, factor, with_custom
from kam_analytics.i18n import say
from tests.support.effort import examples
from tests.unit.factors.rows import frame, row

SIZE = "custom:Sites"


def custom(*cells: tuple[str, str, str | None]) -> pa.Table:
    return pa.table(
        [pa.array([cell[i] for cell in cells], pa.string()) for i in range(3)], ["account_id", "field", "value"]
    )


KEPT = custom(
    ("A", SIZE, "1"), ("B", SIZE, "2.5"), ("C", SIZE, None),
    ("A", "custom:Colour", "red"), ("B", "custom:Colour", "7"),
    ("A", "custom:Same", "3"), ("B", "custom:Same", "3.0"),
    ("A", "custom:Endless", "inf"), ("B", "custom:Endless", "1"),
    ("A", "custom:Age", "-4"), ("C", "custom:Age", "9"),
)  # fmt: skip


def test_numeric_columns_are_factors_by_name() -> None:
    found = custom_factors(KEPT)
    assert [one.name for one in found] == ["custom:Age", SIZE]
    assert [one.words for one in found] == ["Age", "Sites"]
    assert len({one.order for one in found}) == 2
    assert custom_factors(KEPT.slice(0, 0)) == ()
    assert all(say(code) for one in found for code in (one.label, one.definition, one.trap))


def test_a_column_that_tells_the_outcome_warns() -> None:
    assert Custom("custom:Lifetime value").trap == "factors.custom.tells_future"
    assert Custom(SIZE).trap == "factors.custom.trap"
    assert say("factors.custom.tells_future")


def test_pages_get_one_by_its_name() -> None:
    assert factor(SIZE).words == "Sites"
    assert factor("fit").words == ""


def test_features_hold_the_figures_of_each_account() -> None:
    features = with_custom(frame([row("C"), row("A"), row("Z")]), KEPT)
    assert features[SIZE].tolist() == pytest.approx([np.nan, 1, np.nan], nan_ok=True)
    assert features["custom:Age"].tolist() == pytest.approx([9, -4, np.nan], nan_ok=True)
    assert features["account_id"].tolist() == ["C", "A", "Z"]
    plain = frame([row("A")])
    assert with_custom(plain, KEPT.slice(0, 0)) is plain


def test_the_value_is_the_place_among_calibrated_accounts() -> None:
    # eleven accounts with 0, 1 ... 10: the knots; 2.5 lies half-way between the knots at 20% and 30%
    one = Custom(SIZE)
    parameters = one.fit(frame([row(f"A{i:02}") | {SIZE: float(i)} for i in range(11)]))
    asked = frame([row("A") | {SIZE: 2.5}, row("B") | {SIZE: -9.0}, row("C") | {SIZE: 99.0}, row("D") | {SIZE: None}])
    found = one(asked, parameters)
    assert found.frame["value"].tolist() == pytest.approx([25, 0, 100, np.nan], nan_ok=True)
    assert found.missing == "factors.missing.no_figure"
    assert one(frame([row("A")]), parameters).reason == "factors.absent.needs_column"


@settings(max_examples=examples(10))
@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30), st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=8))
def test_more_is_never_less(fitted, figures) -> None:
    one = Custom(SIZE)
    parameters = one.fit(frame([row(f"A{i}") | {SIZE: own} for i, own in enumerate(fitted)]))
    found = one(frame([row(f"B{i}") | {SIZE: own} for i, own in enumerate(sorted(figures))]), parameters)
    assert (np.diff(found.frame["value"]) >= 0).all()
