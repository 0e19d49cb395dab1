from __future__ import annotations

import datetime as dt
import json

import pandas as pd
import pytest

from kam_analytics.factors import all_factors
from kam_analytics.i18n import codes
from kam_analytics.scoring import balanced, fit, rank
from kam_analytics.scoring.evidence import plain
from tests.unit.factors.rows import frame, row, without_orders
from tests.unit.scoring.portfolio import AS_OF


def one(missing: str = "factors.missing.no_orders", **cells: object) -> dict[str, object]:
    return plain(pd.DataFrame({name: [cell] for name, cell in cells.items()}), missing)[0]


def test_figures_as_json_has_them() -> None:
    assert one(money=1.005, ttm=2.0, rate=0.1234567, orders=3.0, since=dt.date(2026, 1, 2), kind="x") == {
        "money": 1.0, "ttm": 2.0, "rate": 0.123457, "orders": 3, "since": "2026-01-02", "kind": "x",
    }  # fmt: skip
    assert isinstance(one(orders=3.0)["orders"], int)
    assert isinstance(one(money=3.0)["money"], float)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ttm", "scoring.missing.window"),
        ("growth", "scoring.missing.prior_year"),
        ("mean_gap_days", "scoring.missing.one_order_day"),
        ("other", "factors.missing.no_orders"),
    ],
)
def test_a_missing_figure_says_why(name: str, reason: str) -> None:
    for gap in (None, float("nan"), pd.NaT):
        assert one(**{name: gap}) == {name: None, f"{name}_reason": reason}
    assert reason in codes()


@pytest.mark.parametrize(
    ("status", "reason"),
    [("noise", "noise"), ("no_history", "no_history"), ("neutral", "no_history")],
)
def test_a_missing_trend_says_why(status: str, reason: str) -> None:
    found = one(trend_slope=float("nan"), trend_status=f"factors.trend.{status}")
    assert found["trend_slope_reason"] == f"factors.trend.{reason}"


def test_all_evidence_of_the_factors_is_json_with_its_reasons() -> None:
    rows = [row(f"A{i:02}", 10.0 + i, half_years=[i + 1.0, 2.0, 9.0 - i % 9, 4.0]) for i in range(25)]
    accounts = frame([*rows, row("Y", half_years=[3.0]), without_orders("Z")])
    calibration = fit(accounts, all_factors(), version="v", fitted_as_of=AS_OF)
    for purpose in ("account_potential", "potential"):
        for shape in rank(accounts, calibration, balanced(purpose), all_factors()).accounts({}):
            json.dumps(shape, allow_nan=False)
            for found in shape["factors"].values():
                for block in (found, found["evidence"]):
                    gaps = [key for key, cell in block.items() if cell is None]
                    assert all(block[f"{key}_reason"] in codes() for key in gaps)
