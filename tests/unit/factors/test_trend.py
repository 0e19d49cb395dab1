"""The shrunk trend of `docs/methods.md`, by hand and on planted panels."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from kam_analytics.factors.trend import fit_trend, trend
from tests.unit.factors.rows import frame, row

S = 2.0
UP = (1, 2, 4, 5)
"""z of four half-years, oldest first. Times -3 ... 0, means -1.5 and 3: Sxy = 1.5x2 + 0.5x1 + 0.5x1 + 1.5x2 = 7,
Sxx = 2.25 + 0.25 + 0.25 + 2.25 = 5, slope 1.4; the line is 0.9, 2.3, 3.7, 5.1, so the squared rests add up to
0.01 + 0.09 + 0.09 + 0.01 = 0.2."""


def amounts(z: tuple[float, ...]) -> list[float]:
    """Half-years, newest first, whose z = ln(1 + 2 r / S) are these."""
    return [S * math.expm1(one) / 2 for one in reversed(z)]


def panel(*halves: list[float]) -> pd.DataFrame:
    return frame([row(f"A{i:03}", half_years=cell) for i, cell in enumerate(halves)])


def hand_panel(*z: tuple[float, ...]) -> pd.DataFrame:
    """These accounts, and 21 of one half-year of 2, which make the median newest half-year S and have no trend."""
    return panel(*(amounts(one) for one in z), *([[S]] * 21))


def test_parameters_by_hand() -> None:
    fitted = fit_trend(hand_panel(*[UP] * 10, *[UP[::-1]] * 10))
    # one band of 20; sigma2 = 20 x 0.2 / (20 x 2) = 0.1; v = 0.1 / 5 = 0.02; slopes are +-1.4, so m = 0 and
    # tau2 = 1.4^2 - 0.02 = 1.94
    assert fitted == {"s": 2.0, "tops": [], "sigma2": [0.1], "m": 0.0, "tau2": 1.94}


def test_values_by_hand() -> None:
    # v = 0.5 / 5 = 0.1; reliability = 0.1 / (0.1 + 0.1) = 0.5; g = 0.5 x (1.4 - 1.2) = 0.1;
    # f = 50 + 50 x 0.1 / ln 1.25
    parameters = {"s": S, "tops": [], "sigma2": [0.5], "m": 1.2, "tau2": 0.1}
    found = trend(panel(amounts(UP), amounts(UP[::-1]), amounts(UP[:3])), parameters)
    assert found.loc[0].tolist() == pytest.approx([1.4, 0.5, 0.1, 50 + 5 / math.log(1.25)], abs=1e-6)
    # down: g = 0.5 x (-1.4 - 1.2) = -1.3, cut at ln 0.8 = -ln 1.25: f = 0
    assert found.loc[1].tolist() == pytest.approx([-1.4, 0.5, -1.3, 0.0], abs=1e-6)
    assert found.loc[2].isna().all()


def test_sigma2_is_that_of_accounts_of_similar_mean() -> None:
    parameters = {"s": S, "tops": [2.0], "sigma2": [0.5, 5.0], "m": 0.0, "tau2": 0.1}
    found = trend(panel(amounts((0, 0, 1, 1)), amounts(UP)), parameters)
    # means 0.5 and 3: v = 0.1 and 1, reliability 0.5 and 1 / 11
    assert found["trend_reliability"].tolist() == pytest.approx([0.5, 1 / 11], abs=1e-6)


def test_the_newest_eight_half_years_count() -> None:
    parameters = {"s": S, "tops": [], "sigma2": [0.5], "m": 0.0, "tau2": 0.1}
    eight = amounts((3, 1, 4, 1, 5, 2, 6, 5))
    long, short = trend(panel([*eight, 1e6, 1e6], eight), parameters).to_numpy()
    assert long.tolist() == short.tolist()


def test_noise_alone_switches_it_off() -> None:
    # z 1, 2, 2, 1: slope 0, squared rests 4 x 0.25 = 1, sigma2 = 0.5, v = 0.1, (b - m)^2 - v = -0.1: tau2 = 0
    features = hand_panel(*[(1, 2, 2, 1)] * 20)
    fitted = fit_trend(features)
    assert fitted["tau2"] == 0
    assert trend(features, fitted).isna().all().all()


@pytest.mark.parametrize("halves", [[], [[S]] * 30, [amounts(UP)] * 19, [[0.0] * 8] * 30])
def test_too_little_history_gives_no_parameters(halves: list[list[float]]) -> None:
    features = panel(*halves)
    assert fit_trend(features) == {}
    assert trend(features, {}).isna().all().all()


def planted(seed: int, others: list[list[float]]) -> tuple[pd.DataFrame, np.ndarray]:
    """80 accounts with 8 half-years, half growing and half shrinking by 20% each, noise 5%; then the others."""
    draw = np.random.default_rng(seed)
    drift = np.repeat([1.2, 1 / 1.2], 40)
    level = draw.uniform(500, 5000, 80)
    halves = [(level[i] * drift[i] ** np.arange(8) * draw.lognormal(0, 0.05, 8))[::-1].tolist() for i in range(80)]
    return panel(*halves, *others), np.log(drift)


@pytest.mark.parametrize(
    "others", [[], [[0.0] * 8] * 300, [[700.0] * 8] * 100], ids=["alone", "among silent ones", "among steady ones"]
)
@pytest.mark.parametrize("seed", range(3))
def test_a_clear_planted_trend_is_recovered(seed: int, others: list[list[float]]) -> None:
    features, drift = planted(seed, others)
    found = trend(features, fit_trend(features)).iloc[:80]
    assert (np.sign(found["trend_growth"]) == np.sign(drift)).all()
    assert (found["trend_growth"].abs() > 0.04).all()
    assert (found["trend_reliability"] > 0.9).all()


def test_no_planted_trend_is_shrunk_to_little() -> None:
    draw = np.random.default_rng(5)
    features = panel(*draw.lognormal(6, 0.5, (400, 8)).tolist())
    found = trend(features, fit_trend(features))
    assert found.isna().all().all() or (found["trend_growth"].abs() < 0.05).all()
