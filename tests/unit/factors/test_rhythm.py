"""The rhythm of orders in closed form; the worked example stands in `test_renewal_likelihood`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from kam_analytics.factors.rhythm import orders_again, shrunk_gap

Floats = NDArray[np.float64]


def chances(gaps: float, gap: float, recency: float, horizon: float = 364) -> tuple[float, float]:
    cells = (np.array([cell]) for cell in (gaps, gap, recency))
    active, again = orders_again(*cells, horizon=horizon, prior=1.0)
    return float(active[0]), float(again[0])


def test_a_gap_is_shrunk_by_as_many_typical_gaps_as_the_prior_says() -> None:
    frame = pd.DataFrame({"order_days": [5, 1, 0, None], "mean_gap_days": [30.0, None, None, None]})
    gaps, gap = shrunk_gap(frame, typical=90.0, prior=2.0)
    assert gaps.tolist() == [4, 0, 0, 0]
    assert gap.tolist() == pytest.approx([(4 * 30 + 2 * 90) / 6, 90, 90, 90])


def test_silence_counts_by_the_accounts_own_rhythm() -> None:
    often, rarely = chances(30, 10, 120), chances(30, 60, 120)
    assert often[0] < 0.01
    assert rarely[0] > 0.8
    assert chances(30, 10, 0)[0] == pytest.approx(1 / (1 + 1 / 32.5))


def test_chances_are_chances_however_long_the_silence() -> None:
    with np.errstate(all="raise"):
        for gaps in (0.0, 1.0, 5000.0):
            active, again = chances(gaps, 1.0, 1e6)
            assert 0 <= active <= 1
            assert 0 <= again <= 1
    nearly, soon = chances(20, 30, 10)[1], chances(20, 30, 10, horizon=5)[1]
    assert 0 < soon < nearly <= 1
