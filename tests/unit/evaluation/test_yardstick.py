"""The yardsticks on simulated companies: the naive ones are fooled by noise, the one in use is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest

from kam_analytics.evaluation.bands import bands, emerging, rho, standard_residual
from kam_analytics.evaluation.metrics import auc, spearman
from tests.support.panels import NULL, PLAIN, POWER, QUARTER, Panel, simulate

PERIODS = 8


@dataclass(frozen=True)
class Cutoff:
    """Levels (logs) of the last period and the next, expectation, and the two halves of the next less theirs."""

    last: np.ndarray
    coming: np.ndarray
    expected: np.ndarray
    halves: tuple[np.ndarray, np.ndarray]


def _levels(panel: Panel, at: int, days: int) -> tuple[np.ndarray, np.ndarray]:
    past = [panel.revenue(at - days * (i + 1), at - days * i) for i in range(PERIODS)]
    typical = np.median(past[0][past[0] > 0])
    levels = [np.log1p(amount / typical) for amount in past]
    return np.mean(levels, axis=0), np.log1p(panel.revenue(at, at + days) / typical)


def _cutoff(panel: Panel, back: int = 1) -> Cutoff:
    """A cut-off `back` quarters before the end; the expectation is the mean level, fitted one quarter earlier."""
    at = panel.days - 1 - back * QUARTER
    slope, base = np.polyfit(*_levels(panel, at - QUARTER, QUARTER), 1)
    mean, coming = _levels(panel, at, QUARTER)
    last = panel.revenue(at - QUARTER, at)
    half = QUARTER // 2
    usual = np.median(last[last > 0]) / 2
    halves = [np.log1p(panel.revenue(at + i * half, at + (i + 1) * half) / usual) for i in range(2)]
    level = np.log1p(last / np.median(last[last > 0]))
    return Cutoff(level, coming, base + slope * mean, (halves[0] - mean, halves[1] - mean))


@cache
def _cutoffs(name: str) -> list[Cutoff]:
    panel = simulate({**NULL, **POWER}[name], seed=1)
    return [_cutoff(panel, back) for back in (1, 2, 3)]


def _rho(signals: list[np.ndarray], cutoffs: list[Cutoff]) -> float:
    told = []
    for signal, c in zip(signals, cutoffs, strict=True):
        band = bands(c.expected)
        told.append(rho(signal, standard_residual(c.coming, c.expected, band), band))
    return float(np.mean(told))


def test_next_minus_last_is_fooled_where_nobody_grows() -> None:
    """Who bought little by chance is called a grower: the last period's noise stands on both sides."""
    panel = simulate(replace(PLAIN, gap=20, basket=0.4), seed=1)
    c = _cutoff(panel)
    assert 0.15 < spearman(-c.last, c.coming - c.last) < 0.4
    assert abs(_rho([-c.last], [c])) < 0.05


@pytest.mark.parametrize("name", ["stationary", "lumpy", "season"])
def test_the_residual_in_bands_is_not_fooled(name: str) -> None:
    cutoffs = _cutoffs(name)
    assert np.mean([spearman(-c.last, c.coming - c.last) for c in cutoffs]) > 0.3
    assert abs(_rho([-c.last for c in cutoffs], cutoffs)) < 0.06


def test_random_numbers_tell_nothing_on_any_panel() -> None:
    rng = np.random.default_rng(2)
    for name in NULL:
        cutoffs = _cutoffs(name)
        assert abs(_rho([rng.normal(size=4000) for _ in cutoffs], cutoffs)) < 0.04


def test_the_oracle_tells_where_there_is_drift() -> None:
    told = {}
    for name, company in POWER.items():
        drift = simulate(company, seed=1).drift
        told[name] = _rho([drift] * 3, _cutoffs(name))
    assert told["drift_10"] > 0.25
    assert told["drift_20"] > told["drift_10"] + 0.1


def test_nobody_emerges_for_a_reason_on_a_null_panel_and_the_growing_do_on_a_power_panel() -> None:
    null = _cutoffs("stationary")[0]
    emerged = emerging(null.expected, *null.halves)
    assert 0.01 < emerged.mean() < 0.1
    power = _cutoffs("drift_20")[0]
    grew = simulate(POWER["drift_20"], seed=1).drift
    assert auc(grew, emerging(power.expected, *power.halves)) > 0.65
