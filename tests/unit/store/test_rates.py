"""Exchange rates: what converts, when, and what a later rate leaves alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pyarrow as pa
import pytest
from store_facts import Row, at, line, mapped

from kam_analytics.canonical.types import KnownAt
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.mapping.types import Mapped
from kam_analytics.store import Store
from kam_analytics.store.rates import rate_table

THEN, LATER = at("2024-05-01"), at("2024-06-01")
LINES = [
    line("1", "p", "100", "2024-03-05", "A", currency="EUR"),
    line("2", "p", "100", "2024-03-06", "B", currency="EUR"),
    line("3", "p", "30", "2024-03-07", "A", currency="USD"),
    line("4", "p", "20", "2024-04-07", None, currency="USD"),
]


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Store]:
    store = Store.open(workspace, Engine(workspace.root))
    yield store
    store.close()


def publish(store: Store, file: Mapped, known: KnownAt = THEN) -> str:
    return store.publish(store.stage([file], [known], {}, accept_all=True), "ann").uploads[0]


def rates(workspace: Workspace, *given: tuple[str, str, float], source: str = "main") -> Mapped:
    rows: list[Row] = [
        {"currency": currency, "month": dt.date.fromisoformat(f"{month}-01"), "rate": rate}
        for currency, month, rate in given
    ]
    return mapped(workspace, rows, table="fx_rate", source=source)


def test_a_rate_that_comes_later_converts_and_rewrites_nothing(store: Store, workspace: Workspace) -> None:
    publish(store, mapped(workspace, LINES))
    before = store.totals()
    assert (before.net_revenue, before.unconverted) == (Decimal(200), {"USD": Decimal(50)})
    parts = [part.name for part in store.visible().line_parts]
    upload = publish(store, rates(workspace, ("USD", "2024-03", 0.9)), LATER)
    after = store.totals()
    assert after.net_revenue == Decimal(227), "200 and 30 dollars at 0.9"
    assert after.assigned_net_revenue == Decimal(227)
    assert after.unconverted == {"USD": Decimal(20)}, "April has no rate"
    assert after.revenue_lines == 4
    assert [part.name for part in store.visible().line_parts] == parts
    store.undo([upload], "ann")
    assert store.totals() == before


def test_the_order_of_rates_and_invoices_does_not_matter(store: Store, workspace: Workspace) -> None:
    publish(store, rates(workspace, ("USD", "2024-03", 0.9)))
    publish(store, mapped(workspace, LINES), LATER)
    assert store.totals().net_revenue == Decimal(227)


def test_what_a_staged_import_reports_is_converted(store: Store, workspace: Workspace) -> None:
    publish(store, mapped(workspace, LINES))
    staged = store.stage([rates(workspace, ("USD", "2024-03", 0.9), ("USD", "2024-04", 0.5))], [LATER], {})
    assert (staged.totals.net_revenue, staged.totals.unconverted) == (Decimal(237), {})
    assert staged.totals.assigned_net_revenue == Decimal(227)


def test_a_corrected_rate_counts_at_every_date(store: Store, workspace: Workspace) -> None:
    publish(store, mapped(workspace, LINES))
    publish(store, rates(workspace, ("USD", "2024-03", 0.9)))
    publish(store, rates(workspace, ("USD", "2024-03", 0.8)), LATER)
    for as_of in (None, dt.date(2024, 3, 31)):
        assert store.visible(as_of=as_of).rates["rate"].to_pylist() == [Decimal("0.8")]


def test_a_rate_of_two_sources_counts_once(store: Store, workspace: Workspace) -> None:
    publish(store, mapped(workspace, LINES))
    publish(store, rates(workspace, ("USD", "2024-03", 0.9), source="treasury"))
    publish(store, rates(workspace, ("USD", "2024-03", 0.7), source="bank"), LATER)
    assert store.totals().net_revenue == Decimal(221)
    assert store.visible().rates.num_rows == 1


def test_rates_are_exact_to_twelve_decimals() -> None:
    rows = pa.table({"currency": ["JPY"], "month": [dt.date(2024, 3, 1)], "rate": [0.00612345678912345]})
    assert rate_table(rows)["rate"].to_pylist() == [Decimal("0.006123456789")]


def deal(number: str, amount: int, status: str, currency: str = "USD", **more: object) -> Row:
    return {
        "opportunity_id": number, "account_id": "A", "status": status, "amount": Decimal(amount), "currency": currency,
        "created_on": dt.date(2024, 1, 5), **more,
    }  # fmt: skip


def test_open_deals_take_the_last_rate_and_closed_ones_that_of_their_month(store: Store, workspace: Workspace) -> None:
    publish(store, mapped(workspace, [*LINES, line("9", "p", "1", "2024-05-20", "A", currency="EUR")]))
    publish(store, rates(workspace, ("USD", "2024-02", 0.5), ("USD", "2024-03", 0.9), ("USD", "2024-05", 0.4)))
    deals = [
        deal("won", 100, "won", closed_on=dt.date(2024, 2, 10)),
        deal("late", 100, "won", closed_on=dt.date(2024, 4, 10)),
        deal("open", 100, "open"),
        deal("pound", 100, "open", "GBP"),
        deal("euro", 100, "lost", "EUR", closed_on=dt.date(2024, 4, 2)),
    ]
    publish(store, mapped(workspace, deals, table="opportunity"))
    rows = store.visible(as_of=dt.date(2024, 4, 30), known_by=LATER.at).tables["opportunity"].to_pylist()
    assert {row["opportunity_id"]: row["base_amount"] for row in rows} == {
        "won": 50, "late": None, "open": 90, "pound": None, "euro": 100,
    }  # fmt: skip


def test_deals_name_the_base_currency_where_invoices_do_not(store: Store, workspace: Workspace) -> None:
    publish(store, mapped(workspace, [line("1", "p", "5", "2024-03-31", "A")]))
    assert store.base_currency() == "unstated"
    deals = [
        deal("1", 70, "won", closed_on=dt.date(2024, 3, 10)),
        deal("2", 5, "open"),
        deal("3", 5, "open", "EUR"),
    ]
    publish(store, mapped(workspace, deals, table="opportunity"))
    assert store.base_currency() == "USD"
    rows = store.visible().tables["opportunity"].to_pylist()
    assert [row["base_amount"] for row in rows] == [70, 5, None]


def test_bookings_are_in_the_currency_of_most_deals(store: Store, workspace: Workspace) -> None:
    deals = [deal("1", 70, "won", closed_on=dt.date(2024, 3, 10)), deal("2", 5, "open")]
    publish(store, mapped(workspace, deals, table="opportunity"))
    view = store.visible()
    assert (view.base_currency, view.value_basis) == ("USD", "bookings")


def test_large_amounts_and_rates_convert(store: Store, workspace: Workspace) -> None:
    large = Decimal("99999999999999.9999")
    lines = [
        line("1", "p", "1", "2024-05-31", "A", currency="EUR"),
        line("2", "p", str(large), account="X", currency="USD"),
    ]
    accounts = [{"account_id": "A"}, {"account_id": "B"}]
    publish(store, mapped(workspace, accounts, table="account"))
    publish(store, mapped(workspace, [*lines, line("3", "p", "1", account="A", currency="EUR")]), LATER)
    publish(store, rates(workspace, ("USD", "2024-01", 999999.5)))
    publish(store, mapped(workspace, [{**deal("1", 0, "open"), "amount": large}], table="opportunity"))
    exact = (large * Decimal("999999.5")).quantize(Decimal("0.000001"))
    view = store.visible()
    assert view.tables["opportunity"]["base_amount"].to_pylist() == [exact]
    assert store.unmatched(view)["amount"].to_pylist() == [exact]
    assert store.totals().net_revenue == large * Decimal("999999.5") + 2
