"""Money of other currencies: each month at its rate, by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from kam_analytics import marts

BASIS = [
    {"account_id": "A", "invoiced_on": dt.date(2023, 1, 1), "amount": 100, "currency": "EUR"},
    {"account_id": "A", "invoiced_on": dt.date(2023, 6, 10), "amount": 200, "currency": "USD"},
    {"account_id": "A", "invoiced_on": dt.date(2024, 6, 10), "amount": 300, "currency": "USD", "cost": 120},
    {"account_id": "A", "invoiced_on": dt.date(2024, 7, 10), "amount": 50, "currency": "USD", "product_id": "p"},
    {"account_id": "B", "invoiced_on": dt.date(2024, 7, 10), "amount": 40, "currency": None},
]
RATES = {("USD", "2023-06"): "0.9", ("USD", "2024-06"): "0.8"}


@pytest.fixture
def features(engine, workspace, facts_of):
    def run(rates, **more):
        facts = facts_of(BASIS, rates=rates, **more)
        return {r["account_id"]: r for r in marts.account_features(engine, facts, workspace).to_pylist()}

    return run


def test_a_month_converts_at_its_own_rate(features):
    row = features(RATES)["A"]
    # 300 dollars of June 2024 at 0.8; July has no rate, so its 50 dollars are in no figure
    assert (row["ttm"], row["revenue_12m"]) == (240, 240)
    # 100 euros + 200 dollars at 0.9
    assert row["prior_ttm"] == 280
    assert row["growth"] == pytest.approx(240 / 280 - 1, abs=1e-6)
    assert row["revenue_lifetime"] == 520
    assert row["margin"] == 0.6


def test_constant_currency_takes_the_rates_of_a_year_before(features):
    # 300 dollars at the 0.9 of June 2023
    assert features(RATES)["A"]["growth_constant_currency"] == pytest.approx(270 / 280 - 1, abs=1e-6)
    with_july = features(RATES | {("USD", "2024-07"): "0.7"})["A"]
    assert with_july["ttm"] == 275
    assert with_july["growth_constant_currency"] is None, "July 2023 has no rate"
    whole = features(RATES | {("USD", "2024-07"): "0.7", ("USD", "2023-07"): "1.1"})["A"]
    assert whole["growth_constant_currency"] == pytest.approx((270 + 55) / 280 - 1, abs=1e-6)


def test_orders_are_counted_in_every_currency(features):
    row = features(RATES)["A"]
    assert (row["order_days"], row["order_days_ttm"], row["products_ttm"]) == (4, 2, 1)


def test_what_has_no_rate_is_named_by_currency(engine, workspace, facts_of):
    facts = facts_of(BASIS, rates=RATES)
    rows = marts.unconverted(engine, facts, workspace).to_pylist()
    assert rows == [{"currency": "USD", "amount": Decimal(50), "lines": 1}]
    none = facts_of(BASIS, rates=RATES | {("USD", "2024-07"): "0.7"})
    assert marts.unconverted(engine, none, workspace).num_rows == 0


def test_every_mart_of_money_converts(engine, workspace, facts_of):
    facts = facts_of(BASIS, rates=RATES | {("USD", "2024-07"): "0.7"})
    months = {r["month"]: r for r in marts.portfolio_month(engine, facts, workspace).to_pylist()}
    assert months[dt.date(2024, 6, 1)]["amount"] == 240
    assert months[dt.date(2024, 7, 1)]["amount"] == 75
    assert (months[dt.date(2024, 6, 1)]["cost"], months[dt.date(2024, 6, 1)]["cost_amount"]) == (96, 240)
    alone = {r["month"]: r["amount"] for r in marts.monthly_revenue(engine, facts, workspace, "A").to_pylist()}
    assert (alone[dt.date(2023, 6, 1)], alone[dt.date(2024, 7, 1)]) == (180, 35)
    series = {r["account_id"]: r["amounts"] for r in marts.account_series(engine, facts, workspace).to_pylist()}
    assert series["A"][5:7] == [240, 35]
    products = {
        r["product_id"]: r["revenue"] for r in marts.account_products(engine, facts, workspace, "A").to_pylist()
    }
    assert products == {"p": 35, None: 240}
    june, july = dt.date(2024, 6, 1), dt.date(2024, 7, 1)
    change = marts.account_change(engine, facts, workspace, (july, july), (june, june)).to_pylist()
    assert change[0] == {"account_id": "A", "now": 35, "before": 240, "change": -205}


def test_sums_of_months_are_rounded_once(engine, workspace, facts_of):
    lines = [
        {"account_id": "A", "invoiced_on": dt.date(2024, 6, 1 + i), "amount": "0.0001", "currency": "USD"}
        for i in range(10)
    ]
    facts = facts_of(lines, rates={("USD", "2024-06"): "0.5"})
    # ten lines of 0.0001 are 0.001, half of it 0.0005; rounded line by line it would be 0 or 0.001
    assert marts.monthly_revenue(engine, facts, workspace).to_pylist()[0]["amount"] == Decimal("0.0005")


def test_large_amounts_and_rates_convert(engine, workspace, facts_of):
    line = {"account_id": "A", "invoiced_on": dt.date(2024, 6, 10), "currency": "USD", "product_id": "p"}
    facts = facts_of([line | {"amount": "99999999999999.9999"}], rates={("USD", "2024-06"): "999999.5"})
    exact = Decimal("99999999999999.9999") * Decimal("999999.5")
    found = marts.monthly_revenue(engine, facts, workspace).to_pylist()[0]["amount"]
    assert found == exact.quantize(Decimal("0.000001"))
    assert marts.account_products(engine, facts, workspace, "A").to_pylist()[0]["revenue"] == found
    assert marts.account_features(engine, facts, workspace).to_pylist()[0]["revenue_12m"] == pytest.approx(float(exact))


def test_a_rate_of_the_base_currency_counts_for_nothing(features):
    assert features(RATES | {("EUR", "2023-01"): "2"})["A"]["prior_ttm"] == 280
