"""A company that has a CRM and no invoices: money is won opportunities, and everything says so."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.support.kam import Kam

from .conftest import write

HEADER = (
    "Id", "IsDeleted", "AccountId", "Name", "StageName", "Amount", "CloseDate", "IsClosed", "IsWon", "CreatedDate",
    "OwnerId",
)  # fmt: skip
ACCOUNTS = ("001000000000001AAA", "001000000000002AAA")


def deal(number: int, account: str, closed: str, amount: str, *, won: bool, done: bool = True) -> tuple[str, ...]:
    stage = "Closed Won" if won else "Closed Lost" if done else "Negotiation"
    return (
        f"0060000000{number:05}AAA", "0", account, f"Deal {number}", stage, amount, f"{closed} 00:00:00",
        str(int(done)), str(int(won)), "2023-01-05 10:00:00", "005000000000001AAA",
    )  # fmt: skip


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    months = [f"{year}-{month:02d}-10" for year in (2024, 2025) for month in range(1, 13)]
    rows = [deal(i, ACCOUNTS[0], day, "100.00", won=True) for i, day in enumerate(months)]
    rows += [deal(100 + i, ACCOUNTS[1], day, "30.00", won=True) for i, day in enumerate(months[::2])]
    rows += [deal(200, ACCOUNTS[1], "2025-06-10", "9999.00", won=False)]
    rows += [deal(201, ACCOUNTS[1], "2026-06-10", "8888.00", won=False, done=False)]
    return write(tmp_path / "Opportunity_2026-01-05.csv", HEADER, rows)


def test_won_opportunities_are_the_money(kam: Kam, deals: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    answer = kam("import", deals, "--workspace", folder, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["totals"]["net_revenue"] is None
    shape = kam("rank", "--workspace", folder, "--json").json
    assert shape["value_basis"] == "bookings"
    assert shape["as_of"] == "2025-11-30"  # the last month that the data, which ends on 10 December, holds whole
    figures = [row["factors"]["current_revenue"]["evidence"] for row in shape["accounts"]]
    # twelve months to 30 November 2025: 12 x 100, and 6 x 30 for January, March ... November
    assert [figure["revenue_12m"] for figure in figures] == [1200, 180]


def test_what_needs_invoices_is_na_with_the_reason(kam: Kam, deals: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    kam("import", deals, "--workspace", folder)
    rows = {(row["kpi"], row["cohort"]): row for row in kam("kpis", "--workspace", folder, "--json").json["kpis"]}
    for name in ("nrr", "grr", "gross_margin"):
        assert rows[name, "all"]["value"] is None
        assert "bookings" in rows[name, "all"]["reason"]
    assert rows["revenue", "all"]["value"] == 1380


def test_what_closes_later_changes_nothing_at_an_earlier_date(kam: Kam, deals: Path, tmp_path: Path) -> None:
    lines = deals.read_text(encoding="utf-8").splitlines(keepends=True)
    poisoned = [line.replace("100.00", "777.77") if "2025-1" in line.split(",")[6] else line for line in lines]
    assert poisoned != lines
    other = tmp_path / "other" / deals.name
    other.parent.mkdir()
    other.write_text("".join(poisoned), encoding="utf-8")
    shown = []
    for file, place in ((deals, "a"), (other, "b")):
        kam("import", file, "--workspace", tmp_path / place)
        shown.append(kam("rank", "--workspace", tmp_path / place, "--as-of", "2025-09-30", "--json").json["accounts"])
    assert all(before == after for before, after in itertools.pairwise(shown))
    assert shown[0]


def test_invoices_take_the_place_of_bookings(kam: Kam, deals: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    kam("import", deals, "--workspace", folder)
    header = ("Invoice Number", "Line", "Account ID", "Invoice Date", "Net Amount")
    rows = [(f"{i}", 1, ACCOUNTS[0], f"2025-{i + 1:02d}-15", "10.00") for i in range(12)]
    kam("import", write(tmp_path / "invoices.csv", header, rows), "--workspace", folder)
    shape = kam("rank", "--workspace", folder, "--json").json
    assert shape["value_basis"] == "invoices"
    assert shape["accounts"][0]["factors"]["current_revenue"]["evidence"]["revenue_12m"] <= 120
