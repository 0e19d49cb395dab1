"""A company without an ERP is ranked by what it won."""

from __future__ import annotations

import pytest

from tests.support.kam import call

from .conftest import Load

RATIOS = ("nrr", "grr", "gross_margin")


def test_the_import_says_that_there_are_no_invoices(load: Load) -> None:
    totals = load("small_crm").report["totals"]
    assert totals["net_revenue"] is None
    assert totals["revenue_lines"] == 0
    assert len(totals["net_revenue_reason"]) > 20
    assert load("small_crm").report["rejects"] == []


@pytest.mark.parametrize("purpose", ["account_potential", "value", "potential"])
def test_accounts_are_ranked_by_bookings(load: Load, purpose: str) -> None:
    data = load("small_crm")
    answer = call("rank", "--workspace", data.folder, "--json", "--top", "all", "--purpose", purpose)
    assert answer.code == 0, answer.err
    assert answer.json["value_basis"] == "bookings"
    assert [row["rank"] for row in answer.json["accounts"]] == list(range(1, len(answer.json["accounts"]) + 1))
    won = {row["AccountId"][:15] for row in data.exports.tables["Opportunity"] if row["IsWon"] == "1"}
    assert {row["account_id"] for row in answer.json["accounts"][:50]} <= won


def test_segments_are_there(load: Load) -> None:
    answer = call("portfolio", "--workspace", load("small_crm").folder, "--json", "--top", "all")
    assert answer.code == 0, answer.err
    assert answer.json["value_basis"] == "bookings"
    assert len({row["segment"] for row in answer.json["accounts"]}) > 1


def test_ratios_of_invoiced_revenue_are_not_given(load: Load) -> None:
    answer = call("kpis", "--workspace", load("small_crm").folder, "--json")
    assert answer.code == 0, answer.err
    lines = {line["kpi"]: line for line in answer.json["kpis"] if line["cohort"] == "all"}
    for name in RATIOS:
        assert lines[name]["value"] is None
        assert len(lines[name]["reason"]) > 20
    assert lines["win_rate"]["value"] is not None
