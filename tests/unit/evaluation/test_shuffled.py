from __future__ import annotations

import numpy as np
import pytest

from kam_analytics.evaluation.metrics import gain_at
from kam_analytics.evaluation.shuffled import shuffled_lift


@pytest.mark.parametrize("accounts", [40, 203, 5000])
@pytest.mark.parametrize("sigma", [0.5, 2.0])
def test_the_mean_of_a_thousand_is_one_also_for_heavy_tails(accounts: int, sigma: float) -> None:
    for seed in range(3):
        rng = np.random.default_rng(seed)
        outcome = np.exp(sigma * rng.normal(size=accounts))
        found = shuffled_lift(outcome, outcome, seed=seed)
        assert 0.95 <= found.mean <= 1.05
        assert found.repeats == 1000


def test_a_single_shuffle_deviates() -> None:
    """As far as sampling a tenth without replacement: sd / mean * sqrt((1 - 0.1) / m), with m accounts drawn."""
    outcome = np.exp(2 * np.random.default_rng(5).normal(size=2000))
    cv = outcome.std(ddof=1) / outcome.mean()
    found = shuffled_lift(np.arange(2000.0), outcome)
    assert found.deviation == pytest.approx(cv * np.sqrt(0.9 / 200), rel=0.15)


def test_one_shuffle_is_the_gain_of_the_shuffled_outcome() -> None:
    score = np.array([3.0, 3, 2, 2, 2, 1, np.nan, 0, 0, 0])
    outcome = np.array([5.0, 1, 0, 7, 2, 0, 0, -4, 1, 9])
    dealt = outcome[np.random.default_rng(9).permutation(10)]
    found = shuffled_lift(score, outcome, share=0.25, repeats=1, seed=9)
    assert found.mean == pytest.approx(gain_at(score, dealt, 0.25) / 0.25)
    assert found.deviation == 0


def test_a_constant_score_has_the_lift_of_chance_in_each_shuffle() -> None:
    found = shuffled_lift(np.zeros(30), np.arange(30.0))
    assert (found.mean, found.deviation) == pytest.approx((1, 0))


def test_the_same_seed_gives_the_same() -> None:
    outcome = np.exp(np.random.default_rng(5).normal(size=77))
    assert shuffled_lift(outcome, outcome, seed=2) == shuffled_lift(outcome, outcome, seed=2)
    assert shuffled_lift(outcome, outcome, seed=2).deviation != shuffled_lift(outcome, outcome, seed=3).deviation


def test_nothing_to_shuffle() -> None:
    assert np.isnan(shuffled_lift([1, 2], [0, -1]).mean)
    assert np.isnan(shuffled_lift([], []).mean)
