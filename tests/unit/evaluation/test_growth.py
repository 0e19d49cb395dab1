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


def period(strength: float, known: int, seed: int) -> Period:
    """A cut-off at which a signal that only the first `known` accounts have tells growth by `strength`."""
    chance = np.random.default_rng(seed)
    expected, signal = chance.normal(5.0, 1.0, ACCOUNTS), chance.normal(size=ACCOUNTS)
    growth = strength * signal + chance.normal(size=ACCOUNTS)
    revenue: Floats = np.expm1(np.maximum(expected + 0.3 * growth, 0.0))
    ahead = Ahead(revenue, (revenue / 2, revenue / 2), np.ones(ACCOUNTS, bool), 1.0, expected, np.full(ACCOUNTS, 10.0))
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


def test_what_tells_nothing_does_not_pass() -> None:
    assert not measured(0.0, ACCOUNTS).passed


def test_more_that_is_tested_together_asks_for_more() -> None:
    strengths = np.arange(0.1, 0.6, 0.02)
    alone, among = (sum(measured(float(one), ACCOUNTS, tested).passed for one in strengths) for tested in (1, 500))
    assert alone > among > 0
