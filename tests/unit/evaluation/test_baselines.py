from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.evaluation.baselines import BASELINES, baselines, last_growth, random, reversion, rfm


def _features(**columns: list[float]) -> pd.DataFrame:
    count = len(next(iter(columns.values())))
    names = ["money", "ewma_365d", "revenue_91d", "revenue_182d", "revenue_364d", "order_days_364d", "recency_days"]
    return pd.DataFrame({**{name: [0.0] * count for name in names}, **columns})


def test_levels_are_their_columns() -> None:
    frame = _features(money=[3, 1], revenue_91d=[1, 2], revenue_182d=[5, 4], revenue_364d=[7, 8])
    found = baselines(frame, 182)
    assert list(found) == [*BASELINES, "random"]
    assert [found[name].tolist() for name in ("ewma", "last_period", "ttm")] == [[3, 1], [5, 4], [7, 8]]


def test_last_growth_by_hand() -> None:
    # last 100, 300, 0, -50; before 100, 100, 200, 0; s = median of 100 and 300
    frame = _features(revenue_91d=[100, 300, 0, -50], revenue_182d=[200, 400, 200, -50])
    expected = [1, 500 / 300, 200 / 400, 1]
    assert np.exp(last_growth(frame, 91)).tolist() == pytest.approx(expected)
    year = _features(revenue_182d=[200, 400, 200, -50], revenue_364d=[300, 900, 200, -50])
    # halves 200 100, 400 500, 200 0, nothing; s = 200
    assert np.exp(last_growth(year, 364)).tolist() == pytest.approx([400 / 300, 600 / 700, 2, 1])


def test_reversion_by_hand() -> None:
    # a year's 400 is 100 in a quarter; last 100, 0; s = 100
    frame = _features(ewma_365d=[400, 400], revenue_91d=[100, 0])
    assert np.exp(reversion(frame, 91)).tolist() == pytest.approx([1, 2])


def test_rfm_by_hand() -> None:
    frame = _features(
        recency_days=[5, 40, 80, 200, np.nan], order_days_364d=[9, 4, 4, 1, 0], revenue_364d=[10, 50, 40, 20, 0]
    )
    # recency 5 4 3 2 1; frequency 5 and twice the middle of places 3 and 4 (mid-rank 3.5: quintile 4), 2, 1; money
    assert rfm(frame, 91).tolist() == [5 + 5 + 2, 4 + 4 + 5, 3 + 4 + 4, 2 + 2 + 3, 1 + 1 + 1]


def test_random_is_seeded() -> None:
    frame = _features(money=[0.0] * 50)
    assert sorted(random(frame, 3)) == list(range(50))
    assert random(frame, 3).tolist() == random(frame, 3).tolist()
    assert random(frame, 3).tolist() != random(frame, 4).tolist()


def test_without_revenue_nobody_grows() -> None:
    frame = _features(revenue_91d=[0.0, 0.0])
    assert last_growth(frame, 91).tolist() == [0, 0]
    assert reversion(frame, 91).tolist() == [0, 0]
    assert rfm(_features(money=[]), 91).tolist() == []


@given(st.lists(st.tuples(*[st.integers(-50, 500)] * 3), min_size=1, max_size=20))
def test_finite_for_all_and_blind_to_the_order_of_rows(rows: list[tuple[int, int, int]]) -> None:
    first, second, third = (list(map(float, column)) for column in zip(*rows, strict=True))
    frame = _features(
        money=first, ewma_365d=second, revenue_91d=third, revenue_182d=first, revenue_364d=second, recency_days=third
    )
    for horizon in (91, 182, 364):
        for rank in BASELINES.values():
            values = rank(frame, horizon)
            assert np.isfinite(values).all()
            assert rank(frame.iloc[::-1], horizon)[::-1].tolist() == pytest.approx(values.tolist())
