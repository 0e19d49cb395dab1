"""Other ids of accounts: chains, circles, order of uploads, sources, and undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from store_facts import Row, at, line, mapped

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.store import Store


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Store]:
    store = Store.open(workspace, Engine(workspace.root))
    yield store
    store.close()


def alias(external: str, account: str, source: str = "main") -> Row:
    return {"source": source, "external_id": external, "account_id": account}


def publish(store: Store, rows: list[Row], table: str, day: str, source: str = "main") -> None:
    file = mapped(store.workspace, rows, table=table, source=source)
    store.publish(store.stage([file], [at(day)], {}, accept_all=True), "ann")


def meant(store: Store, as_of: dt.date | None = None) -> dict[str, str]:
    found = store.visible(as_of=as_of).aliases.to_pydict()
    return dict(zip(found["external_id"], found["account_id"], strict=True))


def test_chains_and_circles(store: Store) -> None:
    publish(
        store,
        [alias("1", "2"), alias("2", "3"), alias("x", "y"), alias("y", "x"), alias("z", "y")],
        "account_alias",
        "2024-01-01",
    )
    assert meant(store) == {"1": "3", "2": "3", "y": "x", "z": "x"}


def test_the_newest_resolves_every_date_in_any_order(store: Store) -> None:
    publish(
        store,
        [line("1", "p", "5", "2024-01-05", "K"), line("2", "p", "5", "2024-06-05", "K")],
        "revenue_line",
        "2024-07-01",
    )
    publish(store, [alias("K", "B")], "account_alias", "2024-08-01")
    publish(store, [alias("K", "A")], "account_alias", "2024-02-01")
    assert meant(store) == meant(store, dt.date(2024, 1, 31)) == {"K": "B"}
    past = store.visible(as_of=dt.date(2024, 1, 31))
    assert past.accounts["account_id"].to_pylist() == ["B"]
    assert store.totals().accounts == 1
    store.undo(None, "ann")
    assert meant(store) == {"K": "B"}
    upload = next(u for u in store.uploads() if u.table == "account_alias")
    store.undo([upload.id], "ann")
    assert meant(store) == {}
    assert store.visible().accounts["account_id"].to_pylist() == ["K"]


def test_counts_follow(store: Store) -> None:
    publish(store, [{"account_id": "A", "name": "Ann"}, {"account_id": "B", "name": "Bob"}], "account", "2024-01-01")
    publish(store, [line("1", "p", "5", account="K"), line("2", "p", "5", account="L")], "revenue_line", "2024-02-01")
    assert store.totals().accounts == 4
    publish(store, [alias("K", "A"), alias("B", "A")], "account_alias", "2024-03-01")
    assert store.totals().accounts == store.visible().accounts.num_rows == 2
    assert [row["account_id"] for row in store.table(None, "account").to_pylist()] == ["A", "L"]


def test_sources(store: Store) -> None:
    """An id belongs to its source; a name that no data comes from is taken for main."""
    publish(store, [line("1", "p", "5", account="7")], "revenue_line", "2024-02-01", "erp")
    publish(store, [line("2", "p", "5", account="7")], "revenue_line", "2024-02-01")
    publish(store, [alias("7", "A", "erp"), alias("7", "B", "SAP")], "account_alias", "2024-03-01")
    assert meant(store) == {"erp:7": "A", "7": "B"}
    assert store.visible().accounts["account_id"].to_pylist() == ["A", "B"]


def test_a_decision_comes_before_the_number_of_an_account(store: Store) -> None:
    rows: list[Row] = [{"account_id": "A", "account_number": "7"}, {"account_id": "B", "account_number": "8"}]
    publish(store, rows, "account", "2024-03-01")
    publish(store, [alias("7", "B")], "account_alias", "2024-02-01")
    assert meant(store) == {"7": "B", "8": "B"}


def test_a_merged_record_is_another_id_of_its_master(store: Store) -> None:
    rows: list[Row] = [{"account_id": "A", "master_account_id": "B"}, {"account_id": "B"}, {"account_id": "C"}]
    publish(store, rows, "account", "2024-03-01")
    publish(store, [{"account_id": "C", "parent_account_id": "A"}], "account", "2024-03-02")
    assert meant(store) == {"A": "B"}
    accounts = store.visible().accounts.to_pydict()
    assert dict(zip(accounts["account_id"], accounts["parent_account_id"], strict=True)) == {"B": None, "C": "B"}
