"""A signal passes as evidence of growth only where enough accounts have it, and against all that is tested with it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from kam_analytics.evaluation.bootstrap import Draws
from kam_analytics.evaluation.growth import LEAST_ACCOUNTS, Growth, measure_growth
from kam_analytics.evaluation.period import Ahead, Period
from kam_analytics.evaluation.weighted import Floats

ACCOUNTS = 600


def period(strength: float, known: int, seed: int, goes_on: float = 0.0) -> Period:
    """A cut-off at which a signal that only the first `known` accounts have tells growth by `strength`.

    From the first to the second half of the window revenue grows by `goes_on` of the signal.
    """
    chance = np.random.default_rng(seed)
    expected, signal = chance.normal(5.0, 1.0, ACCOUNTS), chance.normal(size=ACCOUNTS)
    growth = strength * signal + chance.normal(size=ACCOUNTS)
    revenue: Floats = np.expm1(np.maximum(expected + 0.3 * growth, 0.0))
    second: Floats = revenue / (1 + np.exp(-goes_on * signal + 0.2 * chance.normal(size=ACCOUNTS)))
    ahead = Ahead(revenue, (revenue - second, second), np.ones(ACCOUNTS, bool), 1.0, expected, np.full(ACCOUNTS, 10.0))
    told = np.where(np.arange(ACCOUNTS) < known, signal, np.nan)
    return Period(dt.date(2025, 10, 31), np.arange(ACCOUNTS), ahead, {"signal": told})


def measured(strength: float, known: int, tested: int = 8) -> Growth:
    twins = [[period(0.0, known, seed)] for seed in (2, 3, 4)]
    return measure_growth(Draws.of(ACCOUNTS, 200), [period(strength, known, 1)], twins, "signal", tested=tested)


@pytest.mark.parametrize(("known", "passes"), [(LEAST_ACCOUNTS - 1, False), (LEAST_ACCOUNTS, True), (ACCOUNTS, True)])
def test_few_accounts_that_have_the_signal_cannot_make_it_pass(known: int, passes: bool) -> None:
    found = measured(1.0, known)
    assert found.excess.value > 0.3
    assert found.excess.low > 0
    assert found.passed is passes


@pytest.mark.parametrize(("goes_on", "passes"), [(0.0, False), (0.3, True)])
def test_a_trend_passes_only_where_growth_goes_on_inside_the_window(goes_on: float, passes: bool) -> None:
    """A level that the expectation has not caught up with is told by the trend as well, and is no growth."""
    twins = [[period(0.0, ACCOUNTS, seed)] for seed in (2, 3, 4)]
    real = [period(1.0, ACCOUNTS, 1, goes_on)]
    draws = Draws.of(ACCOUNTS, 200)
    trend = measure_growth(draws, real, twins, "signal", tested=8, prolongs=True)
    assert trend.excess.low > 0.3
    assert trend.onward is not None
    assert (trend.onward.low > 0) is passes
    assert trend.passed is passes
    other = measure_growth(draws, real, twins, "signal", tested=8)
    assert other.onward is None
    assert other.passed, "news from outside the invoices may lift a level at once"


def test_what_tells_nothing_does_not_pass() -> None:
    assert not measured(0.0, ACCOUNTS).passed


def test_more_that_is_tested_together_asks_for_more() -> None:
    strengths = np.arange(0.1, 0.6, 0.02)
    alone, among = (sum(measured(float(one), ACCOUNTS, tested).passed for one in strengths) for tested in (1, 500))
    assert alone > among > 0
