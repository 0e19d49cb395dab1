"""Several currencies from the command line: what is outside is named, and a file of rates brings it in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.kam import Kam
from tests.unit.cli.conftest import write

HEADER = ("Invoice Number", "Account ID", "Invoice Date", "Net Amount", "Currency")
ROWS = [
    *(("E1", "A", "2024-01-01", "1000.00", "EUR"), ("E2", "B", "2024-06-15", "500.00", "EUR")),
    *(("E3", "A", "2025-12-31", "1500.00", "EUR"), ("U1", "A", "2024-06-15", "100.00", "USD")),
    ("U2", "A", "2025-06-15", "300.00", "USD"),
]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    write(tmp_path / "invoices-2026-01-05.csv", HEADER, ROWS)
    rates = [("USD", "2024-06", "0.90"), ("USD", "2025-06", "0.80")]
    write(tmp_path / "rates-2026-01-06.csv", ("Currency", "Month", "Rate"), rates)
    return tmp_path


def test_rates_bring_money_in(kam: Kam, files: Path) -> None:
    place = ("--workspace", files / "w")
    first = kam("import", files / "invoices-2026-01-05.csv", *place, "--json")
    assert first.code == 0, first.err
    assert first.json["totals"]["net_revenue"] == 3000
    assert first.json["totals"]["unconverted"] == {"USD": 400}
    second = kam("import", files / "rates-2026-01-06.csv", *place, "--json")
    assert second.code == 0, second.err
    assert second.json["totals"]["unconverted"] == {}
    assert second.json["totals"]["net_revenue"] == 3000 + 90 + 240
    assert second.json["totals"]["assigned"]["net_revenue"] == 3330
    kpis = {(k["kpi"], k["cohort"]): k for k in kam("kpis", *place, "--json").json["kpis"]}
    assert kpis["revenue", "all"]["value"] == 1740
    assert kpis["revenue_growth", "all"]["value"] == pytest.approx(1740 / 1590 - 1, abs=1e-6)
    constant = kpis["revenue_growth_constant_currency", "all"]
    assert constant["value"] == pytest.approx((1500 + 300 * 0.9) / 1590 - 1, abs=1e-6)
    ranked = {a["account_id"]: a for a in kam("rank", *place, "--json").json["accounts"]}
    evidence = ranked["A"]["factors"]["current_revenue"]["evidence"]
    assert (evidence["revenue_12m"], evidence["prior_ttm"]) == (1740, 1090)
    assert evidence["growth_constant_currency"] == pytest.approx(1770 / 1090 - 1, abs=1e-6)
    before = kam("rank", *place, "--as-of", "2024-06-20", "--json").json["accounts"]
    evidence = {a["account_id"]: a for a in before}["A"]["factors"]["current_revenue"]["evidence"]
    assert evidence["revenue_12m"] == 1000, "the rate of June is known at its end"


def test_a_rate_that_is_none_is_rejected_with_its_place(kam: Kam, files: Path) -> None:
    rows = [
        ("USD", "2024-06", "0"),
        ("GBP", "2024-06", "-1.1"),
        ("CHF", "2024-06", "2000000"),
        ("JPY", "2024-06", "0.006"),
    ]
    wrong = write(files / "rates-2026-02-01.csv", ("Currency", "Month", "Rate"), rows)
    answer = kam("import", wrong, "--workspace", files / "w", "--json")
    assert answer.code == 1
    found = [(r["row"], r["column"], r["value"], r["code"]) for r in answer.json["rejects"]]
    assert found == [
        (2, "Rate", "0", "mapping.bad_rate"),
        (3, "Rate", "-1.1", "mapping.bad_rate"),
        (4, "Rate", "2000000", "mapping.bad_rate"),
    ]
