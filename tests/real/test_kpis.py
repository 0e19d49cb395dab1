"""KPIs of Northwind against figures computed from its files with plain Python."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.kam import Kam

pytestmark = pytest.mark.shared

FIRST, LAST = dt.date(1997, 5, 1), dt.date(1998, 4, 30)
"""The twelve months up to the last complete one: the last order is of 6 May 1998."""


@pytest.fixture(scope="module")
def figures(kam: Kam, northwind: tuple[Path, Any]) -> dict[str, Any]:
    answer = kam("kpis", "--workspace", northwind[0], "--json")
    assert answer.code == 0, answer.err
    assert answer.json["as_of"] == LAST.isoformat()
    return {line["kpi"]: line for line in answer.json["kpis"] if line["cohort"] == "all"}


@pytest.fixture(scope="module")
def by_customer(shared: Path) -> dict[str, Decimal]:
    """Net amounts of the twelve months by customer: price x quantity x (1 - discount) of each line."""
    orders = {}
    for row in _rows(shared / "northwind" / "Orders.csv"):
        month, day, year = map(int, row["OrderDate"].split("/"))
        orders[row["OrderID"]] = (row["CustomerID"], dt.date(year, month, day))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in _rows(shared / "northwind" / "Order_Details.csv"):
        customer, ordered_on = orders[row["OrderID"]]
        if FIRST <= ordered_on <= LAST:
            sums[customer] += Decimal(row["UnitPrice"]) * Decimal(row["Quantity"]) * (1 - Decimal(row["Discount"]))
    return sums


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def test_revenue_of_twelve_months(figures: dict[str, Any], by_customer: dict[str, Decimal]) -> None:
    assert figures["revenue"]["value"] == pytest.approx(float(sum(by_customer.values())), abs=0.005)
    assert figures["revenue"]["n"] == len(by_customer)
    assert figures["revenue"]["period"] == {"first": "1997-05-01", "last": "1998-04-30"}


def test_concentration(figures: dict[str, Any], by_customer: dict[str, Decimal]) -> None:
    total = sum(by_customer.values())
    shares = sorted((amount / total for amount in by_customer.values()), reverse=True)
    assert figures["top_1_share"]["value"] == pytest.approx(float(shares[0]), abs=1e-6)
    assert figures["top_10_share"]["value"] == pytest.approx(float(sum(shares[:10])), abs=1e-6)
    assert figures["hhi"]["value"] == pytest.approx(float(sum(share**2 for share in shares)), abs=1e-6)


@pytest.mark.parametrize("name", ["revenue_growth", "nrr", "grr", "nrr_start", "nrr_end", "accounts_grown"])
def test_a_year_that_is_not_wholly_in_the_data_is_not_compared(figures: dict[str, Any], name: str) -> None:
    assert figures[name]["value"] is None
    assert figures[name]["reason_code"] == "kpis.na.before_data"
    assert "1996-05-01" in figures[name]["reason"]
    assert "1996-07-04" in figures[name]["reason"]


def test_files_without_costs_give_no_margin(figures: dict[str, Any]) -> None:
    assert figures["gross_margin"]["reason_code"] == "kpis.na.no_cost"


def test_retention_of_online_retail_is_not_given_either(kam: Kam, retail: tuple[Path, Any]) -> None:
    lines = kam("kpis", "--workspace", retail[0], "--json").json["kpis"]
    found = {line["kpi"]: line for line in lines if line["cohort"] == "all"}
    assert found["revenue"]["value"] > 0
    assert found["nrr"]["value"] is None
    assert 0 < found["top_1_share"]["value"] < found["top_10_share"]["value"] < 1
