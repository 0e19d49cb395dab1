"""The upside of a company: between independent accounts and accounts that all move as one, and what came inside it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kam_analytics.i18n import codes
from kam_analytics.scoring import upside
from kam_analytics.scoring.attainable import attainable, fit_attainable
from kam_analytics.scoring.upside import company_upside
from tests.unit.scoring.test_attainable import year


@pytest.fixture(scope="module")
def fitted() -> dict[str, object]:
    return fit_attainable([year(1), year(2)])


def sure(features: pd.DataFrame) -> np.ndarray:
    return np.ones(len(features))


def test_it_holds_what_came_in_years_never_seen(fitted: dict[str, object]) -> None:
    for seed in range(3, 9):
        later = year(seed)
        came = float(np.maximum(later.best_year - later.features["ttm"].to_numpy(), 0.0).sum())
        said = company_upside(later.features, sure(later.features), fitted)
        assert said.low < came < said.high
        assert said.accounts == len(later.features)
        assert said.expected.sum() == pytest.approx(came, rel=0.35), "no more than chance beside it"


def test_it_lies_inside_the_sums_of_the_ends_and_widens_with_what_is_shared(fitted: dict[str, object]) -> None:
    features = year(3).features
    ends = attainable(features, fitted)
    low, high = (float(np.maximum(ends[end] - features["ttm"], 0.0).sum()) for end in ("low", "high"))
    widths = []
    for shared in (0.0, 0.12, 0.5, 0.999):
        said = company_upside(features, sure(features), fitted | {"shared": shared})
        widths.append(said.high - said.low)
        if shared < 0.9:
            assert low < said.low < said.high < high
    assert widths == sorted(widths)
    assert widths[-1] == pytest.approx(high - low, rel=0.1), "all at one end at once, at last"


def test_likelihood_is_kept_apart_from_the_range(fitted: dict[str, object]) -> None:
    features = year(3).features
    whole, half = (company_upside(features, sure(features) * odds, fitted) for odds in (1.0, 0.5))
    assert (half.low, half.high) == pytest.approx((whole.low / 2, whole.high / 2), abs=1e-5)
    odds = np.where(np.arange(len(features)) % 2, np.nan, 1.0)
    some = company_upside(features, odds, fitted)
    assert some.accounts == len(features) // 2
    assert np.isnan(some.expected[1::2]).all()
    assert 0 < some.high < whole.high


def test_the_order_of_rows_and_another_call_change_nothing(fitted: dict[str, object]) -> None:
    features = year(3).features
    first = company_upside(features, sure(features), fitted)
    rows = np.random.default_rng(5).permutation(len(features))
    mixed = company_upside(features.iloc[rows].reset_index(drop=True), sure(features), fitted)
    assert (first.low, first.high) == (mixed.low, mixed.high)
    assert (first.expected[rows] == mixed.expected).all()
    assert fitted == fit_attainable([year(1), year(2)]), "the same bytes"


def test_without_a_range_it_says_why(fitted: dict[str, object]) -> None:
    features = year(3, 50).features
    unknown = np.full(50, np.nan)
    cases = {
        "scoring.attainable.too_short": company_upside(features, sure(features), {}),
        "scoring.upside.renew": company_upside(
            features, sure(features), {k: v for k, v in fitted.items() if k != "spread"}
        ),
        "scoring.upside.nobody": company_upside(features.assign(ttm=0.0), sure(features), fitted),
        "scoring.staying.too_short": company_upside(features, unknown, fitted),
    }
    for reason, found in cases.items():
        assert found.reason == reason
        assert reason in codes()
        assert np.isnan([found.low, found.high, *found.expected]).all()


def test_of_many_small_accounts_a_sample_stands_for_all(
    fitted: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    features = year(3).features
    whole = company_upside(features, sure(features), fitted)
    monkeypatch.setattr(upside, "LARGEST", 100)
    monkeypatch.setattr(upside, "SAMPLE", 150)
    some = company_upside(features, sure(features), fitted)
    assert (some.low, some.high) == pytest.approx((whole.low, whole.high), rel=0.06)
    assert some.accounts == whole.accounts == len(features)
    assert np.isfinite(some.expected).sum() == 250
    assert np.nanargmax(some.expected) == np.argmax(whole.expected)
