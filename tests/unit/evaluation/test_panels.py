"""Simulated companies are what they say: the tests of yardsticks rest on them."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from tests.support.panels import LUMPY, NULL, PLAIN, POWER, QUARTER, REGULAR, YEAR, Company, simulate


@pytest.mark.parametrize("name", [*NULL, *POWER])
def test_rows_are_order_days_in_order(name: str) -> None:
    started = time.perf_counter()
    panel = simulate({**NULL, **POWER}[name])
    assert time.perf_counter() - started < 3
    key = panel.account * panel.days + panel.day
    assert (np.diff(key) > 0).all()
    assert (panel.amount >= 0).all()
    assert (panel.accounts, panel.days) == (4000, 4 * YEAR)
    assert panel.day.min() >= 0
    assert panel.day.max() < panel.days


def test_the_same_seed_gives_the_same_bytes() -> None:
    one, again, other = (simulate(NULL["all"], seed) for seed in (1, 1, 2))
    assert one.amount.tobytes() == again.amount.tobytes()
    assert one.day.tobytes() == again.day.tobytes()
    assert one.amount.tobytes() != other.amount.tobytes()


def _by_year(company: Company, seed: int = 3) -> np.ndarray:
    panel = simulate(company, seed)
    return np.array([panel.revenue(YEAR * y - 1, YEAR * (y + 1) - 1) for y in range(4)])


def test_sizes_have_heavy_tails_and_rhythms_differ() -> None:
    years = _by_year(PLAIN)
    total = np.sort(years.sum(axis=0))
    assert total[-400:].sum() / total.sum() > 0.45
    assert np.log(total[total > 0]).std() == pytest.approx(1.5, abs=0.15)
    panel = simulate(PLAIN, 3)
    days = panel.order_days(-1, panel.days)
    assert np.quantile(days, 0.9) > 4 * np.quantile(days, 0.1)


@pytest.mark.parametrize("company", [PLAIN, LUMPY, REGULAR])
def test_stationary_companies_do_not_change(company: Company) -> None:
    small = replace(company, size=0.5)
    years = _by_year(small).sum(axis=1)
    assert years / years.mean() == pytest.approx(np.ones(4), abs=0.06)
    first, *_, last = (simulate(small, 3).order_days(YEAR * y, YEAR * y + QUARTER).mean() for y in range(4))
    assert last == pytest.approx(first, rel=0.03)


def test_seasons_come_back() -> None:
    panel = simulate(replace(PLAIN, size=0.5, common_season=0.5))
    quarters = np.array([panel.revenue(QUARTER * q, QUARTER * (q + 1)).sum() for q in range(16)]).reshape(4, 4)
    mean = quarters.mean(axis=0)
    assert mean.max() > 1.5 * mean.min()
    assert (quarters.argmin(axis=1) == mean.argmin()).all()


def test_accounts_arrive_and_die() -> None:
    panel = simulate(NULL["churn"])
    first = np.full(panel.accounts, panel.days)
    np.minimum.at(first, panel.account, panel.day)
    assert 0.3 < (first > YEAR).mean() < 0.6
    bought = panel.order_days(-1, YEAR) > 0
    assert 0.45 < (panel.order_days(3 * YEAR, 4 * YEAR)[bought] > 0).mean() < 0.75


def test_a_level_wanders_further_the_longer_it_walks() -> None:
    years = np.log(_by_year(replace(PLAIN, gap=10, basket=0.2, walk=0.12)) + 1)
    steps = [(years[y] - years[0]).std() for y in (1, 2, 3)]
    assert steps == sorted(steps)
    assert steps[2] > 0.4


def test_drift_is_what_the_oracle_says() -> None:
    panel = simulate(replace(POWER["drift_20"], gap=6, gap_spread=0.1, basket=0.2))
    assert np.unique(np.round(panel.drift, 6)).tolist() == [-0.182322, 0.182322]
    assert (panel.drift > 0).mean() == pytest.approx(0.5, abs=0.03)
    first, last = panel.revenue(-1, YEAR - 1), panel.revenue(3 * YEAR - 1, 4 * YEAR - 1)
    grown = np.log(last / first) / 12
    assert np.median(grown[panel.drift > 0]) == pytest.approx(0.1823, abs=0.01)
    assert np.median(grown[panel.drift < 0]) == pytest.approx(-0.1823, abs=0.01)
