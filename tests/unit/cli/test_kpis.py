"""`kam kpis`: one row per figure in a defined order, each missing one with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kam_analytics.kpis import all_kpis
from tests.support.kam import Kam
from tests.unit.cli.conftest import Sample

ROW = {"kpi", "cohort", "period", "value", "unit", "n", "target", "change", "reason"}


@pytest.fixture(scope="module")
def shape(kam: Kam, small: Path) -> Any:
    """The small company: A 100 + i, B 500 + i, C 40 + i in the i-th of 24 months."""
    answer = kam("kpis", "--workspace", small, "--json")
    assert answer.code == 0, answer.err
    return answer.json


def row(shape: Any, name: str, cohort: str = "all") -> Any:
    (found,) = [line for line in shape["kpis"] if (line["kpi"], line["cohort"]) == (name, cohort)]
    return found


def test_every_figure_has_its_row_in_order(shape: Any) -> None:
    assert {"version", "as_of", "compare", "kpis"} <= set(shape)
    assert (shape["as_of"], shape["compare"]) == ("2025-12-31", "2024-12-31")
    expected = [(one.name, cohort) for one in all_kpis() for cohort in one.cohorts]
    assert [(line["kpi"], line["cohort"]) for line in shape["kpis"]] == expected
    assert all(set(line) >= ROW for line in shape["kpis"])


def test_what_is_missing_is_null_and_says_why(shape: Any) -> None:
    for line in shape["kpis"]:
        assert (line["value"] is None) == bool(line["reason"])
        assert (line["change"] is None) == bool(line["change_reason"])
        assert line["target"] is None
        assert line["target_reason"]
    assert row(shape, "nrr", "key")["reason"] == "No list of key accounts is imported."
    assert row(shape, "gross_margin")["reason_code"] == "kpis.na.no_cost"


def test_figures_of_the_small_company(kam: Kam, small: Path, shape: Any) -> None:
    sums = [3 * sum(range(low, low + 12)) + 12 * (100 + 500 + 40) for low in (0, 12)]  # 7,878 and 8,310
    # the first invoice is dated 15 January 2024, so the year before is not wholly in the data
    revenue = row(shape, "revenue")
    assert revenue["value"] == sums[1]
    assert revenue["n"] == 3
    assert revenue["period"] == {"first": "2025-01-01", "last": "2025-12-31"}
    assert revenue["change"] is None
    assert "2024-01-15" in row(shape, "nrr")["reason"]
    top = sum(500 + i for i in range(12, 24)) / sums[1]
    assert row(shape, "top_1_share")["value"] == pytest.approx(top, abs=1e-6)
    later = kam("kpis", "--workspace", small, "--compare", "2025-06-30", "--months", "3", "--json").json
    quarter, before = (sum(3 * i + 640 for i in range(low, low + 3)) for low in (21, 15))
    assert row(later, "revenue")["change"] == quarter - before


def test_the_table_leaves_out_what_is_missing(kam: Kam, small: Path) -> None:
    answer = kam("kpis", "--workspace", small)
    assert answer.code == 0
    assert "top_10_share" in answer.out
    assert "win_rate" not in answer.out
    assert "No opportunities are imported." in answer.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--compare", "2026-01-31"), "is not before 2025-12-31"),
        (("--months", "6"), "--months is one of 1, 3, 12"),
        (("--as-of", "soon"), "soon"),
    ],
)
def test_what_cannot_be_asked_is_refused(kam: Kam, small: Path, options: tuple[str, str], says: str) -> None:
    answer = kam("kpis", "--workspace", small, *options)
    assert answer.code == 2
    assert says in answer.err


def test_an_empty_workspace_says_what_to_import(kam: Kam, tmp_path: Path) -> None:
    answer = kam("kpis", "--workspace", tmp_path / "ws", "--json")
    assert (answer.code, answer.out) == (2, "")


def test_a_date_before_the_data_gives_reasons(kam: Kam, small: Path) -> None:
    lines = kam("kpis", "--workspace", small, "--as-of", "2020-06-30", "--json").json["kpis"]
    assert all(line["value"] is None and line["reason"] for line in lines)


def test_growth_is_what_the_overview_says(kam: Kam, sample: Sample) -> None:
    shape = kam("kpis", "--workspace", sample.workspace, "--json").json
    assert row(shape, "revenue_growth")["value"] == pytest.approx(row(shape, "nrr")["value"] - 1, abs=2e-6)
    bars = {name: row(shape, f"nrr_{name}")["value"] for name in ("start", "expansion", "contraction", "churn", "end")}
    credits_ = row(shape, "nrr_net_credits")["value"]
    total = bars["start"] + bars["expansion"] - bars["contraction"] - bars["churn"] + credits_
    assert total == pytest.approx(bars["end"], abs=0.05)
