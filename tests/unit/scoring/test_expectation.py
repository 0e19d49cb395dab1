"""The expectation of revenue: non-negative on levels, monotone, a function of the account's own row."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kam_analytics.errors import Refused
from kam_analytics.scoring.expectation import Past, at_date, expected, fit_expectation, scale_of, transformed
from kam_analytics.scoring.money import forecast, with_money


def features(count: int, seed: int) -> pd.DataFrame:
    """Accounts with a level each; every window shows it with noise of its own."""
    chance = np.random.default_rng(seed)
    level = np.exp(chance.normal(8, 1.5, count))
    noisy = {window: level * window / 364 * np.exp(chance.normal(0, 0.5, count)) for window in (45, 91, 182, 364, 728)}
    frame = pd.DataFrame({f"revenue_{window}d": cells for window, cells in noisy.items()})
    frame = frame.assign(**{f"ewma_{half}d": level * np.exp(chance.normal(0, 0.3, count)) for half in (90, 180, 365)})
    return frame.assign(
        account_id=[f"A{at:04}" for at in range(count)], year_ago_91d=noisy[91], year_ago_182d=noisy[182],
        revenue_lifetime=2 * level, history_days=728, tenure_days=728.0, order_days=20.0, order_days_91d=3.0,
        order_days_182d=5.0, order_days_364d=10.0, recency_days=chance.integers(0, 90, count).astype(float),
        mean_gap_days=36.0, level=level, money=1.0,
    )  # fmt: skip


def past(seed: int) -> Past:
    frame = features(600, seed)
    came = frame["level"].to_numpy() / 2 * np.exp(np.random.default_rng(seed + 99).normal(0, 0.4, len(frame)))
    return Past(frame, came)


def test_the_outcome_is_a_logarithm_of_revenue_over_the_median_of_buyers():
    frame = pd.DataFrame({"revenue_182d": [0.0, 10.0, 30.0, 50.0], "history_days": 500})
    assert scale_of(frame, 182) == 30
    assert transformed(np.array([-5.0, 0.0, 30.0]), 30.0).tolist() == pytest.approx([0, 0, np.log(2)])
    short = frame.assign(history_days=91)
    assert scale_of(short, 182) == 60, "91 days seen of 182: twice as much would have come"


def test_it_forecasts_the_level_better_than_any_one_window():
    fitted = fit_expectation([past(1), past(2)], 182)
    fresh = past(3)
    own = expected(fresh.features, at_date(fitted, fresh.features))
    y = transformed(fresh.revenue, scale_of(fresh.features, 182))
    windows = [fresh.features[f"revenue_{days}d"] for days in (91, 182, 364)]
    best = max(np.corrcoef(np.log1p(w), y)[0, 1] for w in windows)
    assert np.corrcoef(own, y)[0, 1] > best
    assert own.mean() == pytest.approx(y.mean(), abs=0.1)
    assert min(fitted["weights"][:14]) >= 0, "no level may count against an account"
    assert (np.diff(fitted["knots"][1]) > 0).all()


def wandered(seed: int) -> tuple[Past, np.ndarray]:
    """Levels that have moved lately; of the steady half every window shows it, of the others noise hides it."""
    chance = np.random.default_rng(seed + 99)
    frame = features(2000, seed)
    steady = np.arange(2000) < 1000
    noise = np.where(steady, 0.05, 1.2)
    moved = frame["level"].to_numpy() * np.exp(chance.normal(0, 0.4, 2000))
    for window in (45, 91, 182):
        frame[f"revenue_{window}d"] = moved * window / 364 * np.exp(noise * chance.normal(size=2000))
    orders = np.where(steady, 40.0, 2.0)
    frame = frame.assign(order_days_182d=orders, order_days=4 * orders, ewma_90d=frame["revenue_182d"] * 2)
    came = moved / 2 * np.exp(noise * chance.normal(size=2000))
    return Past(frame, came), steady


def test_the_noisy_do_not_make_it_lag_behind_the_steady():
    fitted = fit_expectation([wandered(1)[0], wandered(2)[0]], 182)
    (fresh, steady) = wandered(3)
    own = expected(fresh.features, at_date(fitted, fresh.features))
    missed = transformed(fresh.revenue, scale_of(fresh.features, 182)) - own
    move = np.log(fresh.features["revenue_182d"] / (fresh.features["level"] / 2)).to_numpy()
    assert abs(np.corrcoef(missed[steady], move[steady])[0, 1]) < 0.5, "one fit of all alike: 0.8"


def year_ago(fitted: dict) -> list[float]:
    weights = dict(zip(fitted["columns"], fitted["weights"], strict=True))
    return [weights["year_ago"], weights["year_ago_if_active"]]


def test_the_window_a_year_before_counts_only_where_every_date_had_one():
    """What stands in its place is a mean of all there was: weights learned on that would suit no single window."""
    early = past(1).features.assign(year_ago_182d=np.nan)
    fitted = fit_expectation([Past(early, past(1).revenue), past(2)], 182)
    assert set(year_ago(fitted)) == {0}
    seasonal = [Past(one.features.assign(year_ago_182d=one.revenue), one.revenue) for one in (past(1), past(2))]
    known = fit_expectation(seasonal, 182)
    assert sum(year_ago(known)) > 0.9


def test_more_revenue_in_any_window_never_lowers_it():
    fitted = fit_expectation([past(1), past(2)], 182)
    frame = past(4).features
    pinned = at_date(fitted, frame)
    before = expected(frame, pinned)
    for column in [name for name in frame if str(name).startswith(("revenue_", "ewma_", "year_ago_"))]:
        assert (expected(frame.assign(**{column: frame[column] * 3}), pinned) >= before - 1e-12).all(), column


def test_it_depends_on_an_accounts_own_row_and_the_parameters_alone():
    fitted = fit_expectation([past(1), past(2)], 182)
    frame = past(4).features
    pinned = at_date(fitted, frame)
    whole = expected(frame, pinned)
    assert expected(frame.iloc[[17]], pinned)[0] == whole[17]
    shuffled = frame.sample(frac=1, random_state=0)
    assert (expected(shuffled, pinned) == whole[shuffled.index]).all()
    assert fit_expectation([past(1), past(2)], 182) == fitted, "the same bytes"


def test_accounts_of_one_rhythm_are_not_told_apart_by_what_came():
    """Half of those that have been silent for long do order again: their chance is a half, not the luckier half's."""
    one = past(1)
    silent = np.arange(len(one.revenue)) < 300
    came = np.where(silent & (np.arange(len(one.revenue)) % 2 == 0), 0.0, one.revenue)
    frame = one.features.assign(recency_days=np.where(silent, 400.0, 10.0))
    chances, shares = fit_expectation([Past(frame, came)], 182)["staying"]
    assert sorted(set(shares)) == pytest.approx([0.5, 1.0])
    assert len(set(chances)) == 2


def test_what_an_earlier_version_fitted_is_refused_by_name():
    frame = past(4).features
    old = at_date(fit_expectation([past(1), past(2)], 182), frame)
    with pytest.raises(Refused) as refusal:
        expected(frame, {**old, "columns": old["columns"][:-3]})
    assert refusal.value.code == "scoring.calibration_outdated"


def test_few_accounts_fit_nothing_and_those_that_never_bought_are_equal():
    assert fit_expectation([], 182) == {}
    assert fit_expectation([past(1)], 182, least_rows=601) == {}
    fitted = fit_expectation([past(1), past(2)], 182)
    frame = past(4).features.assign(order_days=0.0)
    assert set(expected(frame, at_date(fitted, frame))) == {0.0}


def test_money_is_the_forecast_for_a_year_or_the_average_chosen():
    frame = past(4).features
    pinned = at_date(fit_expectation([past(1), past(2)], 182), frame)
    yearly = forecast(frame, {"model": "expectation", "expectation": pinned})
    assert np.median(yearly / frame["level"]) == pytest.approx(1.0, abs=0.15), "half a year of half the level, doubled"
    assert with_money(frame, {"model": "ewma", "half_life": 90})["money"].tolist() == pytest.approx(
        frame["ewma_90d"].round(6).tolist()
    )
    assert with_money(frame, {}) is frame
