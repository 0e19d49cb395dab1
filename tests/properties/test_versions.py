"""Versions are sets: order does not matter, undo is as if it had never been, and the past does not see the future."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_facts import Row, at, line, mapped

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.mapping.types import Mapped
from kam_analytics.store import Store, Visible
from tests.support.effort import examples

ROWS: dict[str, tuple[str, list[Row]]] = {
    "2024-02-01": ("revenue_line", [line("1", "p", "5"), line("1", "q", "7"), line("2", "p", "3", "2024-01-31", "B")]),
    "2024-02-02": (
        "account",
        [{"account_id": "A", "name": "Ann", "tier": "x"}, {"account_id": "C", "name": "Cy", "tier": "y"}],
    ),
    "2024-03-01": ("revenue_line", [line("1", "q", "8"), line("1", "p", "6"), line("3", "p", "1", "2024-02-09", "D")]),
    "2024-03-02": ("account", [{"account_id": "A", "name": "Anne", "tier": "z"}]),
}


def opened(root: Path) -> Store:
    workspace = Workspace.at(root)
    return Store.open(workspace, Engine(root))


def publish(store: Store, day: str) -> str:
    table, rows = ROWS[day]
    file = mapped(store.workspace, rows, table=table)
    published = store.publish(store.stage([file], [at(day)], {f"{file.reading.name}:invoice": "restated"}), "ann")
    return published.uploads[0]


def everything(store: Store) -> tuple[object, ...]:
    names = ("revenue_line", "account", "product")
    return (store.current(), *(store.table(None, name).to_pylist() for name in names))


def test_any_order_gives_the_same_version(tmp_path: Path) -> None:
    seen = []
    for number, days in enumerate(itertools.islice(itertools.permutations(ROWS), 0, None, 7)):
        store = opened(tmp_path / str(number))
        for day in days:
            publish(store, day)
        seen.append(everything(store))
        store.close()
    assert all(entry == seen[0] for entry in seen)


@settings(max_examples=examples(4), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(list(ROWS)), st.integers(0, 3))
def test_undo_equals_never_having_imported(tmp_path_factory: Any, days: list[str], which: int) -> None:
    store, never = (opened(tmp_path_factory.mktemp("undo")) for _ in range(2))
    uploads = {day: publish(store, day) for day in days}
    store.undo([uploads[days[which]]], "ann")
    for day in days:
        if day != days[which]:
            publish(never, day)
    assert everything(store) == everything(never)
    assert store.doctor() == []
    publish(store, days[which])
    publish(never, days[which])
    assert everything(store) == everything(never)
    store.close()
    never.close()


def seen_at(root: Path, cut: dt.date, files: list[tuple[str, str, list[Row]]]) -> tuple[object, ...]:
    store = opened(root)
    known = [at(day) for day, _, _ in files]
    made: list[Mapped] = [mapped(store.workspace, rows, table=table) for _, table, rows in files]
    store.publish(store.stage(made, known, {}, accept_all=True), "ann")
    visible: Visible = store.visible(as_of=cut)
    lines = [pq.read_table(part.path).to_pylist() for part in visible.line_parts]
    store.close()
    assert not visible.live
    return [p.month for p in visible.line_parts], lines, visible.accounts.to_pylist(), visible.products.to_pylist()


def test_the_past_does_not_see_the_future(tmp_path: Path) -> None:
    """Poison every event after the cut-off and permute every snapshot cell told after it: the same rows."""
    cut = dt.date(2024, 2, 15)
    early = [line("1", "p", "5"), line("2", "p", "3", "2024-02-15", "B")]
    accounts = [{"account_id": "A", "industry": "i", "tier": "x", "employees": 5}, {"account_id": "C", "industry": "j"}]
    later = [line("3", "p", "9", "2024-02-16", "A"), line("4", "p", "9", "2024-03-01", "D")]
    poison = [line("3", "z", "1e9", "2024-02-16", "Z"), line("5", "z", "-7", "2024-02-28", "C")]
    after = [{"account_id": "A", "industry": "i", "tier": "y", "employees": 6}, {"account_id": "B", "tier": "w"}]
    permuted = [{"account_id": "A", "industry": "i", "tier": "w", "employees": 1}, {"account_id": "B", "tier": "y"}]
    products = [{"product_id": "p", "name": "Pan", "family": "f", "list_price": Decimal(3)}]
    dearer = [products[0] | {"list_price": Decimal(4)}]
    views = [
        seen_at(
            tmp_path / name,
            cut,
            [
                ("2024-02-10", "account", accounts),
                ("2024-03-05", "revenue_line", early + events),
                ("2024-03-06", "account", cells),
                ("2024-03-06", "product", prices),
                ("2024-03-06", "product_family", [{"family_id": "f", "name": "Food"}]),
            ],
        )
        for name, events, cells, prices in (("true", later, after, products), ("poisoned", poison, permuted, dearer))
    ]
    assert views[0] == views[1]
    months, _, shown, articles = views[0]
    assert months == [dt.date(2024, 1, 1), dt.date(2024, 2, 1)]
    assert isinstance(shown, list)
    assert [(row["account_id"], row["tier"], row["employees"], row["industry"]) for row in shown] == [
        ("A", "x", 5, "i"),
        ("B", None, None, None),
        ("C", None, None, "j"),
    ]
    assert articles == [{"product_id": "p", "name": "Pan", "family": "Food", "list_price": None}]


def test_the_default_date_is_live_and_shows_everything_known(tmp_path: Path) -> None:
    store = opened(tmp_path)
    rows = [line("1", "p", "5", "2024-01-05"), line("2", "p", "5", "2024-02-20", "B")]
    accounts = [{"account_id": "A", "name": "Ann", "tier": "x", "owner": "o"}, {"account_id": "E", "name": "Eve"}]
    files = [mapped(store.workspace, rows), mapped(store.workspace, accounts, table="account")]
    store.publish(store.stage(files, [at("2025-01-01")] * 2, {}), "ann")
    usual = store.visible()
    assert (usual.as_of, usual.live, usual.data_from, usual.data_through) == (
        dt.date(2024, 1, 31),
        True,
        dt.date(2024, 1, 5),
        dt.date(2024, 2, 20),
    )
    assert store.visible(as_of=usual.as_of).live
    assert usual.accounts["account_id"].to_pylist() == ["A", "E"]
    assert usual.accounts["tier"].to_pylist() == ["x", None]
    past = store.visible(as_of=dt.date(2024, 2, 20))
    assert past.accounts.select(["account_id", "tier", "name"]).to_pylist() == [
        {"account_id": "A", "tier": None, "name": "Ann"},
        {"account_id": "B", "tier": None, "name": None},
    ]
    assert past.labels.to_pylist()[0] == {"account_id": "A", "name": "Ann", "owner": "o", "region": None}
    store.close()


def test_other_sources_carry_their_name(tmp_path: Path) -> None:
    store = opened(tmp_path)
    files = [
        mapped(store.workspace, [line("1", "p", "5")]),
        mapped(store.workspace, [line("1", "p", "5")], source="erp"),
        mapped(store.workspace, [{"product_id": "p", "family": "f"}], source="erp", table="product"),
        mapped(store.workspace, [{"family_id": "f", "name": "Food"}], source="erp", table="product_family"),
    ]
    store.publish(store.stage(files, [at("2025-01-01")] * 4, {}), "ann")
    seen = store.visible()
    assert seen.accounts["account_id"].to_pylist() == ["A", "erp:A"]
    assert [(row["product_id"], row["family"]) for row in seen.products.to_pylist()] == [("erp:p", "Food"), ("p", None)]
    assert store.table(None, "revenue_line")["invoice_id"].to_pylist() == ["1", "erp:1"]
    store.close()
