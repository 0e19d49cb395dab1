"""What is visible of every small table at a past date: nothing learnt or dated later shows through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from store_facts import Row, at, line, mapped

from kam_analytics.canonical.types import KnownAt
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.mapping.types import Mapped
from kam_analytics.schema import CONVERTED, TABLES, Column, Table
from kam_analytics.store import Store, Visible
from kam_analytics.store.visible import OTHERS

CUT = dt.date(2024, 3, 31)
EARLY, LATE = at("2024-01-10"), at("2024-06-10")
ROWS = 4


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Store]:
    store = Store.open(workspace, Engine(workspace.root))
    invoices = [line("1", "p", "5", "2024-01-05", "A"), line("2", "p", "5", "2024-07-20", "B")]
    publish(store, mapped(workspace, invoices), at("2024-08-01"))
    yield store
    store.close()


def publish(store: Store, file: Mapped, known: KnownAt) -> None:
    store.publish(store.stage([file], [known], {}, accept_all=True), "ann")


def cell(table: Table, column: Column, row: int, salt: int) -> Any:
    """A value of the column; dates lie before the cut in even rows and after it in odd ones."""
    if column.name in {table.exists_from, table.closes_on, column.since} or column.kind in {"date", "month"}:
        day = dt.date(2024, 2 + row % 2 * 3, 1 + row)
        if column.name == table.exists_from:
            day = dt.date(2024, 1, 1 + row) if row < ROWS - 1 else dt.date(2024, 5, 1)
        if column.kind == "moment":
            return dt.datetime.combine(day, dt.time(9, row))
        return day.replace(day=1) if column.kind == "month" else day
    number = 100 * salt + row
    return {
        "id": "AB"[row % 2]
        if column.refers == "account"
        else f"{column.name}{row if column.name in table.key else number}",
        "text": f"{column.name}{row if column.name in table.key else number}",
        "amount": Decimal(number),
        "number": float(number),
        "integer": number,
        "flag": number % 2 == 0,
    }[column.kind]


def rows(table: Table, salt: int) -> list[Row]:
    return [{column.name: cell(table, column, row, salt) for column in table.columns} for row in range(ROWS)]


def seen(store: Store, name: str) -> tuple[pa.Table, pa.Table]:
    view = store.visible(as_of=CUT)
    assert not view.live
    return view.tables[name], view.accounts


@pytest.mark.parametrize("name", OTHERS)
def test_values_of_later_uploads_do_not_change_an_earlier_view(store: Store, workspace: Workspace, name: str) -> None:
    """Permuted: every snapshot of the later upload moves to another row; nothing that is true from a date does."""
    table = TABLES[name]
    first, second = rows(table, 1), rows(table, 2)
    same = {c.name for c in table.columns if c.name in table.key or c.knowable != "snapshot" or c.since}
    publish(store, mapped(workspace, first, table=name), EARLY)
    publish(store, mapped(workspace, second, table=name), LATE)
    before = seen(store, name)
    assert before[0].num_rows
    store.undo(None, "ann")
    moved = [
        {key: (row if key in same else second[(i + 1) % ROWS])[key] for key in row} for i, row in enumerate(second)
    ]
    publish(store, mapped(workspace, moved, table=name), LATE)
    assert seen(store, name) == before


@pytest.mark.parametrize("name", OTHERS)
def test_poison_after_the_cut_does_not_show(store: Store, workspace: Workspace, name: str) -> None:
    """New rows, and for rows of before: snapshots and all that is true from a later date."""
    table = TABLES[name]
    first = rows(table, 1)
    publish(store, mapped(workspace, first, table=name), EARLY)
    before = seen(store, name)
    poisoned = []
    for row in first:
        closed_later = table.closes_on is not None and row[table.closes_on] > CUT
        open_until = {c.name for c in table.columns if c.since and row[c.since] > CUT}
        bad = {
            c.name
            for c in table.columns
            if c.name not in table.key
            and c.kind != "date"
            and (c.name in open_until or (c.knowable == "snapshot" and (c.since is None or closed_later)))
        }
        poisoned.append({key: None if key in bad else value for key, value in row.items()})
    if table.exists_from:
        later = dt.date(2024, 4, 1)
        more = {c.name: cell(table, c, 7, 9) for c in table.columns}
        more[table.exists_from] = (
            dt.datetime.combine(later, dt.time()) if table.column(table.exists_from).kind == "moment" else later
        )
        poisoned.append(more)
    publish(store, mapped(workspace, poisoned, table=name), LATE)
    assert seen(store, name) == before


@pytest.mark.parametrize("name", OTHERS)
def test_rows_have_the_columns_and_types_of_the_schema(store: Store, workspace: Workspace, name: str) -> None:
    table = TABLES[name]
    empty = store.visible().tables[name]
    publish(store, mapped(workspace, rows(table, 1), table=name), EARLY)
    found = store.visible().tables[name]
    more = [("base_amount", CONVERTED)] if name == "opportunity" else []
    assert found.schema == empty.schema == pa.schema([*((c.name, c.arrow) for c in table.columns), *more])
    assert found.num_rows == ROWS
    shown = store.table(None, name)
    assert shown.column_names == [*table.names, "state"]
    assert shown.num_rows == ROWS
    assert [tuple(row[k] for k in table.key) for row in shown.to_pylist()] == [
        tuple("" if row[k] is None else str(row[k]) for k in table.key) for row in found.to_pylist()
    ]


@pytest.mark.parametrize("name", [name for name in OTHERS if len(TABLES[name].key) > 1])
def test_keys_of_several_columns_fold_in_any_order_and_undo(store: Store, workspace: Workspace, name: str) -> None:
    table = TABLES[name]
    first = mapped(workspace, rows(table, 1), table=name)
    second = mapped(workspace, rows(table, 2)[1:], table=name)
    start = store.current()
    publish(store, first, EARLY)
    one = store.current(), store.table(None, name)
    publish(store, second, LATE)
    both = store.current(), store.table(None, name)
    assert one[1] != both[1]
    store.undo(None, "ann")
    assert (store.current(), store.table(None, name)) == one
    store.undo(None, "ann")
    assert store.current() == start
    publish(store, second, LATE)
    publish(store, first, EARLY)
    assert (store.current(), store.table(None, name)) == both


def deal(**cells: Any) -> Row:
    made = dt.date(2024, 1, 2)
    return {"opportunity_id": "1", "account_id": "A", "created_on": made, "stage": "x", "amount": Decimal(5)} | cells


def one(view: Visible) -> dict[str, Any]:
    (row,) = view.tables["opportunity"].to_pylist()
    return dict(row)


def test_a_deal_is_open_until_it_closes_and_its_past_is_what_was_said_then(store: Store, workspace: Workspace) -> None:
    won = deal(stage="Closed Won", status="won", amount=Decimal(9), closed_on=dt.date(2024, 5, 5))
    publish(store, mapped(workspace, [won], table="opportunity"), LATE)
    past = one(store.visible(as_of=CUT))
    assert (past["status"], past["stage"], past["amount"], past["closed_on"]) == ("open", None, None, None)
    after = one(store.visible(as_of=dt.date(2024, 5, 31)))
    assert (after["status"], after["amount"], after["stage"]) == ("won", Decimal(9), None)
    open_then = deal(stage="Offer", status="open", closed_on=None)
    publish(store, mapped(workspace, [open_then], table="opportunity"), EARLY)
    past = one(store.visible(as_of=CUT))
    assert (past["status"], past["stage"], past["amount"]) == ("open", "Offer", Decimal(5))
    assert not store.visible(as_of=dt.date(2024, 1, 1)).tables["opportunity"].num_rows


def test_a_deal_that_closes_after_a_live_date_is_open_with_what_was_known(store: Store, workspace: Workspace) -> None:
    """Rule 11: the data end in July, so a deal won in August is open in the live view of 2024-07-31."""
    won = deal(stage="Closed Won", status="won", amount=Decimal(9), closed_on=dt.date(2024, 8, 10))
    publish(store, mapped(workspace, [deal(stage="Offer", status="open")], table="opportunity"), LATE)
    publish(store, mapped(workspace, [won], table="opportunity"), at("2024-08-12"))
    view = store.visible()
    assert (view.live, one(view)["status"], one(view)["stage"], one(view)["amount"]) == (
        True,
        "open",
        "Offer",
        Decimal(5),
    )


def test_a_rate_is_known_at_the_end_of_its_month(store: Store, workspace: Workspace) -> None:
    rate = [{"currency": "USD", "month": dt.date(2024, 3, 1), "rate": 0.9}]
    publish(store, mapped(workspace, rate, table="fx_rate"), LATE)
    assert store.visible(as_of=CUT).tables["fx_rate"].num_rows == 1
    assert store.visible(as_of=dt.date(2024, 3, 30)).tables["fx_rate"].num_rows == 0


def test_an_account_exists_from_its_first_dated_row(store: Store, workspace: Workspace) -> None:
    publish(store, mapped(workspace, [{"account_id": "C", "name": "Cee"}], table="account"), LATE)
    assert "C" not in store.visible(as_of=CUT).accounts["account_id"].to_pylist()
    visit = [{"activity_id": "1", "account_id": "C", "occurred_on": dt.date(2024, 2, 1), "kind": "visit"}]
    publish(store, mapped(workspace, visit, table="activity"), LATE)
    view = store.visible(as_of=CUT)
    assert "C" in view.accounts["account_id"].to_pylist()
    assert "C" not in view.derived
