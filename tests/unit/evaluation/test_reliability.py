from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.evaluation.reliability import COLUMNS, brier, calibration, calibration_error, coverage, lean, wilson


def test_wilson_by_hand() -> None:
    # 8 of 10, z = 1.96: (0.8 + 0.19208 -+ 1.96 sqrt(0.016 + 0.009604)) / 1.38416
    found = wilson(8, 10)
    assert (found.value, found.low, found.high) == pytest.approx((0.8, 0.4902, 0.9433), abs=1e-4)
    # none of 10: 0 to z^2 / (n + z^2)
    assert wilson(0, 10).low == 0
    assert wilson(0, 10).high == pytest.approx(3.8415 / 13.8415, abs=1e-4)
    assert wilson(10, 10).high == 1
    assert np.isnan(wilson(0, 0).value)


def test_calibration_by_hand() -> None:
    frame = calibration([0.9, 0.1, 0.3, 0.7], [1, 0, 1, 1], bins=2)
    assert tuple(frame.columns) == COLUMNS
    assert frame[["predicted", "observed", "n"]].to_numpy().tolist() == [
        pytest.approx([0.2, 0.5, 2]),
        pytest.approx([0.8, 1, 2]),
    ]
    assert (frame["low"].tolist(), frame["high"].tolist()) == (
        [wilson(1, 2).low, wilson(2, 2).low],
        [wilson(1, 2).high, wilson(2, 2).high],
    )
    assert calibration_error([0.9, 0.1, 0.3, 0.7], [1, 0, 1, 1], bins=2) == pytest.approx((0.3 + 0.2) / 2)


def _bins(gaps: list[float], n: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"predicted": 0.5, "observed": [0.5 - gap for gap in gaps], "n": n})


def test_the_side_of_likelihoods_by_hand() -> None:
    # 10 points for 30 accounts and 2 for 10: 320 / 40
    assert lean(_bins([0.1, 0.02], [30, 10])) == pytest.approx(0.08)
    assert lean(_bins([-0.1, -0.02], [30, 10])) == pytest.approx(-0.08)
    assert lean(_bins([0.1, 0.1, 0.1, -0.02], [10, 10, 10, 10])) == pytest.approx(0.07), "three of four bins"
    assert lean(_bins([0.1, 0.1, -0.02], [10, 10, 10])) is None, "two of three are no direction"
    assert lean(_bins([0.1, -0.1], [10, 10])) is None
    assert lean(calibration([], [])) is None


def test_equal_likelihoods_stay_together() -> None:
    frame = calibration([0.2] * 7 + [0.6] * 3, [0, 0, 0, 0, 0, 1, 1, 1, 1, 0])
    assert frame["predicted"].tolist() == pytest.approx([0.2, 0.6])
    assert frame["n"].tolist() == [7, 3]
    assert frame["observed"].tolist() == pytest.approx([2 / 7, 2 / 3])


def test_brier_by_hand() -> None:
    assert brier([0.9, 0.2, 0.5], [1, 0, 0]) == pytest.approx((0.01 + 0.04 + 0.25) / 3)
    assert brier([0.5] * 4, [1, 0, 0, 1]) == 0.25
    assert brier([0.9, np.nan], [1, 0]) == pytest.approx(0.01)


def test_coverage_by_hand() -> None:
    found = coverage([1, 1, 1, np.nan, 0], [2, 2, 2, 2, 9], [1, 2, 3, 1, 4])
    assert (found.value, found.n) == (0.75, 4)
    assert (found.low, found.high) == (wilson(3, 4).low, wilson(3, 4).high)


def test_nobody() -> None:
    assert len(calibration([], [])) == 0
    assert calibration([np.nan], [True])["n"].dtype == "int64"
    assert np.isnan([brier([], []), calibration_error([], []), coverage([], [], []).value]).all()


def test_a_true_likelihood_is_told_from_a_boast() -> None:
    rng = np.random.default_rng(4)
    likely = rng.random(5000)
    came = rng.random(5000) < likely
    frame = calibration(likely, came)
    assert ((frame["low"] <= frame["predicted"]) & (frame["predicted"] <= frame["high"])).sum() >= 8
    assert calibration_error(likely, came) < 0.03
    assert calibration_error(np.sqrt(likely), came) > 0.1
    assert brier(likely, came) == pytest.approx(1 / 6, abs=0.01)  # the mean of p (1 - p) for even p


@given(st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=1, max_size=40), st.integers(1, 12))
def test_bins_hold_everybody_once_and_the_order_of_rows_is_nothing(rows: list[tuple[int, bool]], bins: int) -> None:
    likely, came = np.array([a / 10 for a, _ in rows]), np.array([b for _, b in rows])
    frame = calibration(likely, came, bins)
    assert frame["n"].sum() == len(rows)
    assert len(frame) <= bins
    assert frame["predicted"].is_monotonic_increasing
    assert (frame["observed"] * frame["n"]).sum() == pytest.approx(came.sum())
    assert ((frame["low"] >= 0) & (frame["low"] <= frame["observed"]) & (frame["observed"] <= frame["high"])).all()
    turned = calibration(likely[::-1], came[::-1], bins)
    assert turned.to_numpy() == pytest.approx(frame.to_numpy())
    assert 0 <= calibration_error(likely, came, bins) <= 1
    assert 0 <= brier(likely, came) <= 1


@given(st.integers(1, 200), st.data())
def test_wilson_is_a_share_and_narrows(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))
    found, more = wilson(hits, n), wilson(10 * hits, 10 * n)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert more.high - more.low < found.high - found.low
