from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.i18n import codes
from kam_analytics.segments import FEW, SEGMENTS, Thresholds, assign, line_share

SCORES = st.floats(-50, 150) | st.sampled_from([40.0, 60.0])


def one(value: float, potential: float, lines: Thresholds | None = None) -> str:
    return str(assign(pd.Series([value]), pd.Series([potential]), lines).iloc[0])


@pytest.mark.parametrize(
    ("value", "potential", "segment"),
    [
        (60, 40, "protect_and_grow"),  # on both lines is above both
        (59.999999, 40, "emerging_invest"),
        (60, 39.999999, "keep"),
        (59.999999, 39.999999, "low_touch"),
        (150, 150, "protect_and_grow"),
        (-20, -20, "low_touch"),
    ],
)
def test_lines_are_inclusive_and_cut_four_quadrants(value: float, potential: float, segment: str) -> None:
    assert one(value, potential, Thresholds(60, 40)) == segment


def test_unless_moved_the_lines_are_at_fifty() -> None:
    assert [one(50, 50), one(49, 50), one(50, 49), one(49, 49)] == list(SEGMENTS)


def test_about_sixty_lie_above_a_line_never_more_than_a_fifth_nor_fewer_than_one_in_200() -> None:
    assert line_share(0) == line_share(100) == line_share(300) == 0.8
    assert round((1 - line_share(4331)) * 4331) == FEW
    assert line_share(1_000_000) == 0.995


def test_order_and_index_are_those_of_value() -> None:
    value = pd.Series([90.0, 10.0, 90.0], index=["c", "a", "b"], name="value")
    found = assign(value, pd.Series([10.0, 90.0, 90.0]))
    assert found.to_dict() == {"c": "keep", "a": "emerging_invest", "b": "protect_and_grow"}
    assert list(found.index) == ["c", "a", "b"]
    assert found.name == "segment"
    assert assign(value.iloc[:0], value.iloc[:0]).tolist() == []


def test_every_segment_has_its_words() -> None:
    assert {f"segments.{code}" for code in SEGMENTS} | {f"segments.{code}.definition" for code in SEGMENTS} <= set(
        codes()
    )


@given(st.lists(st.tuples(SCORES, SCORES), max_size=20), SCORES, SCORES)
def test_each_account_is_judged_alone_and_a_higher_score_never_leaves_a_better_half(pairs, value_line, line) -> None:
    lines = Thresholds(value_line, line)
    found = assign(pd.Series([v for v, _ in pairs], dtype=float), pd.Series([p for _, p in pairs], dtype=float), lines)
    assert found.tolist() == [one(v, p, lines) for v, p in pairs]
    for (value, potential), segment in zip(pairs, found, strict=True):
        assert (segment in {"protect_and_grow", "keep"}) == (value >= value_line)
        assert (segment in {"protect_and_grow", "emerging_invest"}) == (potential >= line)
        if segment == "keep":
            assert one(value + 1, potential, lines) == "keep"
