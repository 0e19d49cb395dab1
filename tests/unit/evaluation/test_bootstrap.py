from __future__ import annotations

from functools import partial
from statistics import NormalDist

import numpy as np
import pytest

from kam_analytics.evaluation import weighted
from kam_analytics.evaluation.bootstrap import (
    Contribution,
    Draws,
    Measured,
    difference,
    excess,
    interval,
    lower_bound,
)


def _mean_of(values: np.ndarray) -> partial[np.ndarray]:
    return partial(_weighted_mean, values)


def _weighted_mean(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return values @ weights / weights.sum(axis=0)


def _related(n: int, strength: float, seed: int) -> Contribution:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=n)
    y = strength * x + rng.normal(size=n)
    return Contribution(np.arange(n), partial(weighted.pearson, x, y))


def test_draws_are_with_replacement_and_seeded() -> None:
    draws = Draws.of(50, repeats=400, seed=4)
    assert draws.counts.shape == (50, 400)
    assert (draws.counts.sum(axis=0) == 50).all()
    assert draws.counts.mean() == 1
    # the chance of not being drawn is (1 - 1 / n) ** n
    assert (draws.counts == 0).mean() == pytest.approx((1 - 1 / 50) ** 50, abs=0.01)
    assert draws.counts.tobytes() == Draws.of(50, repeats=400, seed=4).counts.tobytes()
    assert draws.counts.tobytes() != Draws.of(50, repeats=400, seed=5).counts.tobytes()


def test_the_deviation_of_a_mean_is_the_textbook_one() -> None:
    values = np.random.default_rng(1).normal(5, 2, 400)
    draws = Draws.of(400, repeats=2000)
    found = draws.measure([Contribution(np.arange(400), _mean_of(values))])
    error = values.std() / np.sqrt(400)
    assert found.value == pytest.approx(values.mean())
    assert found.n == 400
    assert found.drawn.std() == pytest.approx(error, rel=0.06)
    shown = interval(found)
    assert (shown.low, shown.high) == pytest.approx(
        (values.mean() - 1.96 * error, values.mean() + 1.96 * error), abs=0.02
    )
    assert lower_bound(found) == pytest.approx(values.mean() - 1.645 * error, abs=0.02)
    assert lower_bound(found, tested=10) == pytest.approx(values.mean() - 2.576 * error, abs=0.03)


def test_an_account_is_drawn_at_all_its_cutoffs_together() -> None:
    """The same data twice say nothing more; independent accounts at the second cut-off do."""
    values = np.random.default_rng(2).normal(size=500)
    draws = Draws.of(1000, repeats=1500)
    once = draws.measure([Contribution(np.arange(500), _mean_of(values))])
    again = draws.measure([Contribution(np.arange(500), _mean_of(values))] * 2)
    others = draws.measure([Contribution(np.arange(500) + shift, _mean_of(values)) for shift in (0, 500)])
    assert again.drawn.tolist() == once.drawn.tolist()
    assert others.drawn.std() / once.drawn.std() == pytest.approx(1 / np.sqrt(2), rel=0.1)
    assert (once.n, again.n) == (500, 1000)


def test_cutoffs_without_a_figure_are_left_out() -> None:
    draws = Draws.of(4, repeats=50)
    known = Contribution(np.arange(4), _mean_of(np.array([1.0, 2, 3, 6])))
    unknown = Contribution(np.arange(4), _mean_of(np.full(4, np.nan)))
    assert draws.measure([known, unknown]).value == 3
    assert draws.measure([known, unknown]).n == 4
    for nothing in (draws.measure([unknown]), draws.measure([])):
        assert np.isnan([nothing.value, interval(nothing).low, interval(nothing).high, lower_bound(nothing)]).all()
        assert nothing.n == 0


def test_a_curve_has_a_figure_per_point() -> None:
    score, outcome = np.arange(40.0), np.arange(40.0)
    statistic = partial(weighted.gain_curve, score, outcome, np.array([0.0, 0.5, 1.0]))
    rows = Draws.of(40, repeats=300).measure_rows([Contribution(np.arange(40), statistic)])
    assert [row.value for row in rows] == pytest.approx([0, sum(range(20, 40)) / sum(range(40)), 1])
    assert [interval(row).low < row.value < interval(row).high for row in rows] == [False, True, False]


def test_a_paired_difference_is_narrower_than_two_intervals() -> None:
    rng = np.random.default_rng(6)
    outcome = np.exp(rng.normal(size=800))
    first = outcome * np.exp(rng.normal(size=800))
    second = first * np.exp(rng.normal(size=800) / 20)
    draws = Draws.of(800)
    one, other = (
        draws.measure([Contribution(np.arange(800), partial(weighted.spearman, score, outcome))])
        for score in (first, second)
    )
    paired = difference(one, other)
    assert paired.value == pytest.approx(one.value - other.value)
    assert paired.drawn.std() < np.hypot(one.drawn.std(), other.drawn.std()) / 5


def test_excess_by_hand() -> None:
    real = Measured(0.3, np.array([0.2, 0.4]), 9)
    twins = [Measured(0.1, np.array([0.0, 0.1]), 9), Measured(0.2, np.array([0.2, 0.1]), 9)]
    silent = Measured(np.nan, np.array([np.nan, np.nan]), 0)
    found = excess(real, [*twins, silent])
    assert found.value == pytest.approx(0.15)
    assert found.drawn.tolist() == pytest.approx([0.1, 0.3])
    assert lower_bound(found) == pytest.approx(0.15 - NormalDist().inv_cdf(0.95) * np.std([0.1, 0.3], ddof=1))
    assert np.isnan(excess(real, [silent]).value)


def test_of_signals_that_tell_nothing_few_are_claimed() -> None:
    """One company in twenty at most, whatever the number of signals tested on it."""
    companies, signals, n = 300, 5, 200
    draws = Draws.of(n, repeats=200)
    claims = 0
    for company in range(companies):
        real = [draws.measure([_related(n, 0, 1000 * company + s)]) for s in range(signals)]
        twins = [draws.measure([_related(n, 0, 1000 * company + 100 + s)]) for s in range(3)]
        claims += any(lower_bound(excess(r, twins), tested=signals) > 0 for r in real)
    assert claims / companies <= 0.08  # 0.05 expected at most; more than 24 of 300 has a chance of about 1 in 100


def test_a_signal_that_tells_is_claimed() -> None:
    draws = Draws.of(2000, repeats=300)
    real = draws.measure([_related(2000, 0.2, 1)])
    twins = [draws.measure([_related(2000, 0, seed)]) for seed in (2, 3, 4)]
    found = excess(real, twins)
    assert found.value > 0.1
    assert lower_bound(found, tested=8) > 0.05
