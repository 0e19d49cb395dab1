from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.evaluation.bands import (
    bands,
    below_top,
    emerging,
    growth_percentile,
    rank_in_band,
    rho,
    standard_residual,
    standardised,
)

SIGNALS = st.lists(st.one_of(st.integers(-5, 5), st.just(np.nan)), min_size=4, max_size=40)


def test_bands_by_hand() -> None:
    assert bands([5, 1, 4, 2, 3], 2).tolist() == [1, 0, 1, 0, 0]
    assert bands([7, 7, 7, 7], 2).tolist() == [0, 0, 1, 1]
    assert np.bincount(bands(np.arange(103.0))).tolist() == [11, 10, 10, 11, 10, 10, 11, 10, 10, 10]
    assert bands([]).tolist() == []


def test_ranks_by_hand() -> None:
    band = np.array([0, 0, 0, 0, 1, 1, 1])
    ranks = rank_in_band([10, 30, 10, np.nan, 4, 4, 4], band)
    # mid-ranks 1.5 3 1.5: mean 2, deviations -.5 1 -.5, standard deviation sqrt(.5)
    assert ranks[:3].tolist() == pytest.approx([-0.5 / np.sqrt(0.5), 1 / np.sqrt(0.5), -0.5 / np.sqrt(0.5)])
    assert np.isnan(ranks[3])
    assert ranks[4:].tolist() == [0, 0, 0]


def test_residuals_by_hand() -> None:
    band = np.array([0, 0, 1, 1])
    # Y - E = 1 3 | 0 10: means 2 and 5, standard deviations 1 and 5
    assert standard_residual([3, 5, 4, 14], [2, 2, 4, 4], band).tolist() == [-1, 1, -1, 1]
    assert standardised([1, 1, 0, 1], band).tolist() == [0, 0, -1, 1]


def test_rho_is_the_mean_of_the_correlations_inside_bands() -> None:
    rng = np.random.default_rng(3)
    band = np.repeat([0, 1, 2], 50)
    signal, y = rng.permutation(150).astype(float), rng.normal(size=150) + band * 100
    inside = [np.corrcoef(rank_in_band(signal, band)[band == b], y[band == b])[0, 1] for b in range(3)]
    assert rho(signal, standardised(y, band), band) == pytest.approx(np.mean(inside))
    assert rho(y, standardised(y.argsort().argsort(), band), band) == pytest.approx(1)


def test_size_alone_earns_nothing() -> None:
    """Order by expectation is order inside the bands too, but nothing of it is left when the residual is noise."""
    rng = np.random.default_rng(8)
    expected = rng.normal(size=5000)
    y = expected + rng.normal(size=5000)
    assert np.corrcoef(expected, y)[0, 1] > 0.6
    band = bands(expected)
    assert abs(rho(expected, standard_residual(y, expected, band), band)) < 0.04


def test_a_signal_that_says_nothing_is_nan() -> None:
    band = np.zeros(4, int)
    assert np.isnan(rho([1, 1, 1, 1], standardised([1, 2, 3, 4], band), band))
    assert np.isnan(rho([np.nan] * 4, standardised([1, 2, 3, 4], band), band))


def test_growth_percentile_by_hand() -> None:
    # by E: residuals 1 5 3 3; with two neighbours the windows are 0-2, 0-2, 1-3, 1-3
    assert growth_percentile([1, 5, 3, 3], [10, 20, 30, 40], 2).tolist() == [0, 1, 0.25, 0.25]
    assert growth_percentile([3, 1, 5, 3], [40, 10, 20, 30], 2).tolist() == [0.25, 0, 1, 0.25]
    # fewer than asked for: all others
    assert growth_percentile([1, 5, 3, 3], [1, 2, 3, 4]).tolist() == pytest.approx([0, 1, 0.5, 0.5])
    assert np.isnan(growth_percentile([1], [1])).all()
    assert len(growth_percentile([], [])) == 0


def test_emerging_by_hand() -> None:
    expected = np.arange(20.0)
    first, second = np.zeros(20), np.zeros(20)
    first[[3, 5, 19]] = 9
    second[[3, 7, 19]] = 9
    # 3 in both halves; 5 and 7 in one; 19 in both, but it is in the top tenth already
    assert np.flatnonzero(emerging(expected, first, second)).tolist() == [3]


def test_the_top_tenth() -> None:
    assert np.flatnonzero(~below_top([1, 9, 9, 9, 0, 0, 0, 0, 0, 0])).tolist() == [1]
    assert (~below_top(np.arange(30.0))).sum() == 3
    assert (~below_top(np.arange(31.0))).sum() == 4


@given(SIGNALS)
def test_ranks_are_standard_in_each_band_and_follow_order_only(values: list[float]) -> None:
    signal = np.array(values, float)
    band = bands(np.cos(np.arange(len(signal)) * 3.0), 3)
    ranks = rank_in_band(signal, band)
    assert (np.isnan(ranks) == np.isnan(signal)).all()
    assert rank_in_band(signal**3 + 2, band) == pytest.approx(ranks, nan_ok=True)
    for one in range(3):
        inside = ranks[(band == one) & ~np.isnan(ranks)]
        if len(inside):
            assert inside.mean() == pytest.approx(0, abs=1e-9)
            assert inside.std() == pytest.approx(1) or not inside.any()


@given(st.lists(st.integers(-5, 5), min_size=2, max_size=40), st.integers(1, 12))
def test_percentiles_are_shares_and_one_half_in_the_mean_of_all(values: list[int], neighbours: int) -> None:
    residual = np.array(values, float)
    expected = np.arange(len(values), dtype=float)
    share = growth_percentile(residual, expected, neighbours)
    assert ((share >= 0) & (share <= 1)).all()
    if neighbours >= len(values) - 1:
        assert share.mean() == pytest.approx(0.5)
