"""A figure of the back-test in the unit of its metric."""

from __future__ import annotations

import pytest

from kam_analytics.i18n import codes
from kam_analytics.pipeline.backtest_figures import metric_text, metric_unit


@pytest.mark.parametrize(
    ("metric", "value", "text"),
    [
        ("gain_10", 0.1264, "12.6%"),
        ("overlap_k", 1.0, "100.0%"),
        ("precision_k", 0.0, "0.0%"),
        ("coverage", 0.894, "89.4%"),
        ("gain_10_minus_ewma", -0.0012, "−0.1 pts"),
        ("gain_10_minus_ewma", 0.0004, "0.0 pts"),
        ("calibration_error", 0.071, "7.1 pts"),
        ("auc", 0.5449, "0.545"),
        ("excess", -0.0004, "0.000"),
        ("brier", 0.2, "0.200"),
        ("passed", 1.0, "yes"),
        ("passed", 0.0, "no"),
    ],
)
def test_a_metric_has_its_unit(metric: str, value: float, text: str) -> None:
    assert metric_text(metric, value) == text


def test_what_is_described_as_a_share_is_written_as_one() -> None:
    start = "backtest.metric_how."
    described = {code.removeprefix(start): str(text) for code, text in codes().items() if code.startswith(start)}
    assert {name for name, text in described.items() if text.startswith("share of")} == {
        name for name in described if metric_unit(name) == "share"
    }
