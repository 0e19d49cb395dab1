from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from kam_analytics import marts
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine, Settings


def line(account, day, amount, **more):
    return {"account_id": account, "invoiced_on": dt.date.fromisoformat(day), "amount": amount} | more


def features(engine, facts, workspace, **more):
    return {r["account_id"]: r for r in marts.account_features(engine, facts, workspace, **more).to_pylist()}


def test_money_is_the_weighted_revenue_per_year(engine, workspace, facts_of):
    facts = facts_of([line("A", "2024-01-01", 100), line("A", "2024-12-15", 50)])
    # weights 0.5 ** (age of the month's end / 180); 2024 has months of 31, 29, 31 ... days
    ends = [(dt.date(2024, m + 1, 1) if m < 12 else dt.date(2025, 1, 1)) - dt.timedelta(days=1) for m in range(1, 13)]
    weights = [round(0.5 ** ((dt.date(2024, 12, 31) - end).days / 180), 12) for end in ends]
    observed = sum(end.day * w for end, w in zip(ends, weights, strict=True))
    expected = (100 * weights[0] + 50 * weights[11]) * 365.25 / observed
    assert features(engine, facts, workspace)["A"]["money"] == pytest.approx(expected, abs=1e-6)


def test_steady_revenue_has_its_yearly_rate_as_money(engine, workspace, facts_of):
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=i) for i in range(731)]
    facts = facts_of([line("A", day.isoformat(), 10) for day in days])
    row = features(engine, facts, workspace)["A"]
    assert row["money"] == pytest.approx(3652.5, rel=1e-6)
    assert row["ttm"] == 3660
    assert row["prior_ttm"] == 3650
    assert row["growth"] == pytest.approx(10 / 3650, abs=1e-6)


def test_windows_that_reach_before_the_data_are_not_given(engine, workspace, facts_of):
    row = features(engine, facts_of([line("A", "2023-02-01", 5), line("A", "2024-06-01", 7)]), workspace)["A"]
    assert row["ttm"] == 7
    assert row["prior_ttm"] is None
    assert row["growth"] is None
    short = features(engine, facts_of([line("A", "2024-02-02", 5)]), workspace)["A"]
    assert short["ttm"] is None
    assert short["revenue_12m"] == 5


def test_who_bought_nothing_this_year_shrank_by_all_of_it(engine, workspace, facts_of):
    lines = [line("A", "2023-01-01", 5), line("B", "2024-12-15", 7), line("A", "2023-03-01", 5)]
    rows = features(engine, facts_of(lines), workspace)
    assert (rows["A"]["ttm"], rows["A"]["prior_ttm"], rows["A"]["growth"]) == (0, 10, -1)
    assert rows["B"]["growth"] is None


def test_rhythm_counts_days_with_orders_only(engine, workspace, facts_of):
    facts = facts_of(
        [
            line("A", "2024-01-01", 10, invoice_id="1", product_id="p"),
            line("A", "2024-01-01", 10, invoice_id="1", product_id="q"),
            line("A", "2024-01-31", 10, invoice_id="2", product_id="p"),
            line("A", "2024-03-01", -4, invoice_id="3", product_id="p"),
        ],
        products={"p": "food", "q": "food"},
    )
    row = features(engine, facts, workspace)["A"]
    assert (row["order_days"], row["invoices_ttm"], row["credit_notes_ttm"]) == (2, 2, 1)
    assert (row["mean_gap_days"], row["recency_days"], row["tenure_days"]) == (30, 335, 365)
    assert (row["products_ttm"], row["families_ttm"]) == (2, 1)
    assert row["credit_share"] == pytest.approx(4 / 30, abs=1e-6)
    assert row["revenue_12m"] == 26


def test_margin_leaves_lines_without_cost_out(engine, workspace, facts_of):
    facts = facts_of([line("A", "2024-05-01", 100, cost=60), line("A", "2024-06-01", 900)])
    assert features(engine, facts, workspace)["A"]["margin"] == 0.4


def test_an_account_without_invoices_is_there_with_zero_money(engine, workspace, facts_of):
    facts = facts_of([line("A", "2024-05-01", 100)], accounts={"A": None, "B": None})
    row = features(engine, facts, workspace)["B"]
    assert (row["money"], row["order_days"], row["recency_days"], row["first_on"]) == (0, 0, None, None)


def test_without_any_invoice_money_is_unknown(engine, workspace, facts_of):
    row = features(engine, facts_of([], accounts={"A": None}), workspace)["A"]
    assert row["money"] is None
    assert row["half_years"] == []


def test_other_currencies_are_apart(engine, workspace, facts_of):
    facts = facts_of([line("A", "2024-05-01", 100, currency="EUR"), line("A", "2024-05-01", 70, currency="USD")])
    assert features(engine, facts, workspace)["A"]["revenue_12m"] == 100
    assert marts.unconverted(engine, facts, workspace).to_pylist() == [
        {"currency": "USD", "amount": Decimal("70.0000"), "lines": 1}
    ]


def test_unassigned_lines_count_in_totals_only(engine, workspace, facts_of):
    facts = facts_of([line("A", "2024-05-01", 100), line(None, "2024-05-02", 30), line(None, "2024-07-02", 5)])
    assert list(features(engine, facts, workspace)) == ["A"]
    months = marts.portfolio_month(engine, facts, workspace).to_pylist()
    assert [r["amount"] for r in months][:3] == [130, 0, 5]
    assert [r["unassigned"] for r in months][:3] == [30, 0, 5]
    assert [r["amount"] for r in marts.monthly_revenue(engine, facts, workspace).to_pylist()][:3] == [100, 0, 0]


def test_other_sources_show_with_their_name(engine, workspace, facts_of):
    facts = facts_of([line("1", "2024-05-01", 100, source="shop")], accounts={"shop:1": None, "1": None})
    rows = features(engine, facts, workspace)
    assert (rows["shop:1"]["revenue_12m"], rows["1"]["revenue_12m"]) == (100, 0)


def test_groups_are_computed_from_events(engine, workspace, facts_of):
    facts = facts_of(
        [line("A", "2024-05-01", 100), line("B", "2024-05-01", 40), line("C", "2024-06-10", 1)],
        accounts={"A": "B", "B": "X", "C": None, "D": "E", "E": "D"},
    )
    rows = features(engine, facts, workspace, level="parent")
    assert sorted(rows) == ["C", "D", "X"]
    assert (rows["X"]["revenue_12m"], rows["X"]["order_days"]) == (140, 1)


def test_half_years_lie_inside_the_tenure_and_are_zero_filled(engine, workspace, facts_of):
    facts = facts_of(
        [line("A", "2022-01-01", 1), line("A", "2024-09-01", 5), line("B", "2023-07-01", 7), line("B", "2024-01-01", 2)]
    )
    rows = features(engine, facts, workspace)
    assert rows["A"]["half_years"] == [5, 0, 0, 0, 0, 1]
    assert rows["B"]["half_years"] == [0, 2, 7]


def test_products_of_an_account(engine, workspace, facts_of):
    facts = facts_of(
        [line("A", "2024-05-01", 5, product_id="p"), line("A", "2024-06-01", 9, product_id="q")], products={"p": "food"}
    )
    rows = marts.account_products(engine, facts, workspace, "A").to_pylist()
    assert [(r["product_id"], r["family"], r["revenue"]) for r in rows] == [("q", None, 9), ("p", "food", 5)]
    families = marts.account_families(engine, facts, workspace, "A").to_pylist()
    assert [(r["family"], r["revenue"]) for r in families] == [(None, 9), ("food", 5)]


def test_marts_are_reused_and_made_again_when_deleted(engine, workspace, facts_of):
    facts = facts_of([line("A", "2024-05-01", 100), line("A", "2024-06-01", 1)])
    first = marts.account_month(engine, facts, workspace)
    times = [path.stat().st_mtime_ns for path in first]
    assert [path.stat().st_mtime_ns for path in marts.account_month(engine, facts, workspace)] == times
    first[0].unlink()
    assert pq.read_table(marts.account_month(engine, facts, workspace)[0]).num_rows == 1
    assert not list(workspace.marts.glob("*.tmp"))


def test_one_and_two_threads_give_the_same_rows(workspace, facts_of):
    facts = facts_of(
        [line(f"A{i % 97}", f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}", round(i * 0.37 - 40, 2)) for i in range(5000)]
    )
    tables = []
    for threads in (1, 2):
        engine = Engine(Workspace(workspace.root).root, Settings(threads=threads))
        tables.append(marts.account_features(engine, facts, workspace))
        engine.close()
    assert tables[0].equals(tables[1])


def test_series_holds_the_last_twelve_whole_months_oldest_first(engine, workspace, facts_of):
    facts = facts_of([line("A", "2023-12-05", 1), line("A", "2024-01-05", 2), line("A", "2024-12-05", 3)])
    rows = {r["account_id"]: r["amounts"] for r in marts.account_series(engine, facts, workspace).to_pylist()}
    assert rows == {"A": [2.0] + [0.0] * 10 + [3.0]}


def test_change_compares_two_spans_and_puts_the_largest_first(engine, workspace, facts_of):
    facts = facts_of(
        [
            line("A", "2023-10-05", 100), line("A", "2024-10-05", 130),  # + 30
            line("B", "2023-12-31", 80), line("B", "2024-12-31", 10),  # - 70
            line("C", "2024-05-01", 999),  # outside both spans
        ]
    )  # fmt: skip
    now, before = (
        (dt.date(2024, 10, 1), dt.date(2024, 12, 1)),
        (dt.date(2023, 10, 1), dt.date(2023, 12, 1)),
    )
    rows = marts.account_change(engine, facts, workspace, now, before).to_pylist()
    assert rows == [
        {"account_id": "B", "now": 10.0, "before": 80.0, "change": -70.0},
        {"account_id": "A", "now": 130.0, "before": 100.0, "change": 30.0},
    ]


def test_quiet_is_measured_against_the_accounts_own_rhythm(engine, workspace, facts_of):
    # four orders, 20 days apart, the last on 1 March: quiet once more than 40 days have passed, for at most a year
    weekly = [line("A", day, 5) for day in ("2024-01-01", "2024-01-21", "2024-02-10", "2024-03-01")]
    # three order days are no rhythm yet; a credit note is no order
    few = [line("B", day, 5) for day in ("2024-01-01", "2024-01-21", "2024-02-10")] + [line("B", "2024-02-20", -5)]
    facts = facts_of([*weekly, *few])
    rows = marts.quiet_accounts(engine, facts, workspace).to_pylist()
    assert {row["account_id"] for row in rows} == {"A"}
    assert [row["month"].month for row in rows] == list(range(4, 13))  # 31 March is 30 days back, 30 April is 60
    assert rows[0]["quiet_days"] == 60
