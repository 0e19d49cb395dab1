from __future__ import annotations

import datetime as dt
import json
import math

import numpy as np
import pytest

from kam_analytics.factors import all_factors
from kam_analytics.scoring import Calibration, balanced, fit
from tests.unit.factors.rows import frame, row
from tests.unit.scoring.portfolio import AS_OF, fitted, weighted

ACCOUNTS = [(f"A{i:03}", float(i + 1), float(i % 7) * 10, None if i % 5 == 0 else 50.0 + i / 10) for i in range(101)]


def test_floor_reference_and_bounds_by_hand() -> None:
    calibration = fitted([*ACCOUNTS, ("Z", -9.0, None, None), ("Y", 0.0, None, None)])
    # positive money 1 ... 101: 1st percentile 2, median 51; the two without are no part of it
    assert (calibration.floor, calibration.reference, calibration.accounts) == (2, 51, 103)
    low, high = (float(np.quantile([a[2] for a in ACCOUNTS], q)) for q in (0.05, 0.95))
    assert calibration.bounds["room"] == (low, high)
    assert calibration.factor_names == ["current_revenue", "room", "stay"]


def test_json_gives_back_the_same_calibration() -> None:
    features = frame([row(a[0], a[1], half_years=[a[1], 1.0, 2.0, a[1] / 3]) for a in ACCOUNTS])
    first = fit(features, all_factors(), version="v", fitted_as_of=AS_OF, configuration={"half_life": 180, "a": [1, 2]})
    again = Calibration.from_json(first.to_json())
    assert again.to_json() == first.to_json()
    assert again.id == first.id
    assert again.scale(balanced("value")) == first.scale(balanced("value"))
    text = first.to_json()
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))
    assert "NaN" not in text


def test_the_id_follows_the_content() -> None:
    first = fitted(ACCOUNTS)
    assert fitted(ACCOUNTS).id == first.id
    assert fitted(ACCOUNTS, version="v2").id != first.id
    assert fitted(ACCOUNTS[1:]).id != first.id


def test_the_sample_is_spaced_evenly_by_money() -> None:
    many = fitted([(f"A{i:05}", float(i + 1), 50.0, 50.0) for i in range(4001)])
    logs = many.sample["log_money"]
    assert len(logs) == 2000
    assert len(many.sample["room"]) == 2000
    assert logs == sorted(logs)
    money = np.exp(np.array(logs, float))
    assert np.diff(money[50:]).max() == pytest.approx(3, abs=1e-6)
    assert money[-1] == pytest.approx(4001)


def test_equal_accounts_stand_at_fifty_on_a_scale_of_one_full_factor() -> None:
    calibration = fitted([("A", 10.0, 50.0, 50.0), ("B", 10.0, 50.0, 50.0)])
    scale = calibration.scale(weighted(10, 5, 5))
    assert scale.hundred - scale.zero == pytest.approx(math.log(1.5))
    assert scale.score(np.array([math.log(10)])).tolist() == pytest.approx([50], abs=1e-6)


def test_the_percentile_of_the_calibrated_scores() -> None:
    calibration = fitted(ACCOUNTS)
    weights = weighted(10, 3, 3)
    shown = calibration.scale(weights).score(calibration.sample_scores(weights))
    assert calibration.percentile(weights, 0.8) == pytest.approx(np.quantile(shown, 0.8))
    nobody = fit(frame([]), all_factors(), version="v", fitted_as_of=dt.date(2026, 1, 31))
    assert nobody.percentile(balanced("value"), 0.8) == 50


def test_the_summary_leaves_the_sample_out() -> None:
    summary = fitted(ACCOUNTS).summary()
    assert summary["fitted_as_of"] == "2026-10-31"
    assert set(summary) == {"id", "version", "fitted_as_of", "accounts", "floor", "reference", "bounds"}
