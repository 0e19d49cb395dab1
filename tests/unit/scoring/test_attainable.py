"""The range of attainable revenue: its margin by hand, and whether it holds what it promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kam_analytics.scoring.attainable import PastYear, attainable, conformal_margin, fit_attainable


def year(seed: int, count: int = 700, drift: float = 0.0) -> PastYear:
    """Accounts of all sizes; small ones vary more, and some lose a year."""
    chance = np.random.default_rng(seed)
    level = np.exp(chance.normal(8, 1.5, count))
    spread = np.where(level < np.exp(8), 0.5, 0.2)
    prior = level * np.exp(chance.normal(0, spread))
    features = pd.DataFrame(
        {
            "account_id": [f"A{seed}-{at:04}" for at in range(count)], "ttm": level, "prior_ttm": prior,
            "money": level * np.exp(chance.normal(0, 0.2, count)), "half_years": [[one / 2] for one in level],
            "order_days": 20.0, "order_days_ttm": chance.integers(1, 30, count).astype(float), "tenure_days": 1000.0,
            "recency_days": chance.integers(0, 90, count).astype(float), "mean_gap_days": 30.0, "families_ttm": 3.0,
        }
    )  # fmt: skip
    return PastYear(features, level * np.exp(np.abs(chance.normal(0, spread)) + drift))


def held(found: pd.DataFrame, came: np.ndarray) -> float:
    return float(((found["low"] <= came) & (came <= found["high"])).mean())


def test_the_margin_by_hand() -> None:
    # 9 scores: ceil(10 x 0.9) = the 9th smallest; 19: ceil(20 x 0.9) = the 18th
    assert conformal_margin(np.arange(1.0, 10.0)) == 9
    assert conformal_margin(np.arange(19.0)) == 17
    assert conformal_margin(np.array([3.0, 1.0])) == 3, "too few for nine in ten: the largest"


def test_nine_in_ten_lie_inside_on_accounts_never_seen() -> None:
    parameters = fit_attainable([year(1), year(2)])
    pooled = [year(seed) for seed in (3, 4, 5)]
    shares = [held(attainable(one.features, parameters), one.best_year) for one in pooled]
    assert np.mean(shares) == pytest.approx(0.90, abs=0.03)
    small = [one.features["ttm"].to_numpy() < np.exp(8) for one in pooled]
    for chosen in (small, [~mask for mask in small]):
        inside = [
            held(attainable(one.features[mask], parameters), one.best_year[mask])
            for one, mask in zip(pooled, chosen, strict=True)
        ]
        assert np.mean(inside) == pytest.approx(0.90, abs=0.05), "in each half by size as well"


def test_the_newest_date_sets_the_margin_when_the_company_drifts() -> None:
    parameters = fit_attainable([year(1), year(2, drift=0.15)])
    later = year(3, drift=0.15)
    assert held(attainable(later.features, parameters), later.best_year) == pytest.approx(0.90, abs=0.05)


def test_a_range_is_in_order_and_names_what_is_reached() -> None:
    parameters = fit_attainable([year(1), year(2)])
    found = attainable(year(3).features, parameters)
    assert (found["low"] <= found["middle"]).all()
    assert (found["middle"] <= found["high"]).all()
    assert (found["low"] >= 0).all()
    ttm = year(3).features["ttm"]
    assert found["share_reached"].to_numpy() == pytest.approx((ttm / found["middle"]).to_numpy(), abs=1e-5)
    assert fit_attainable([year(1), year(2)]) == parameters, "the same bytes"


def test_a_short_history_gives_nothing() -> None:
    assert fit_attainable([]) == {}
    assert fit_attainable([year(1, 399)]) == {}
    silent = year(3).features.assign(order_days=0.0)
    assert attainable(silent, fit_attainable([year(1)])).drop(columns="account_id").isna().all().all()
    assert attainable(year(3).features, {})["low"].isna().all()


def test_accounts_without_revenue_in_the_year_have_no_range_and_teach_nothing() -> None:
    plain, silent = year(1), year(2, 200)
    silent = PastYear(silent.features.assign(ttm=0.0), np.zeros(200))
    both = PastYear(
        pd.concat([plain.features, silent.features], ignore_index=True), np.r_[plain.best_year, silent.best_year]
    )
    parameters = fit_attainable([both])
    assert parameters == fit_attainable([plain])
    assert attainable(silent.features, parameters).drop(columns="account_id").isna().all().all()
    assert fit_attainable([year(1, 399), PastYear(silent.features, silent.best_year)]) == {}
