"""From when a contact is known: its own date, and where it has none, the date of its upload."""

from __future__ import annotations

import datetime as dt

import pytest
from store_facts import at, line, mapped

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.store import Store

ROWS = [
    {"contact_id": "old", "account_id": "A", "created_on": dt.date(2024, 1, 5), "level": "C"},
    {"contact_id": "new", "account_id": "A", "created_on": dt.date(2024, 5, 1), "level": "VP"},
    {"contact_id": "undated", "account_id": "A", "level": "manager"},
]


@pytest.fixture
def store(workspace: Workspace):
    store = Store.open(workspace, Engine(workspace.root))
    files = [mapped(workspace, [line("1", "p", "5", "2024-01-05", "A"), line("2", "p", "5", "2024-07-20", "A")])]
    for file in [*files, mapped(workspace, ROWS, table="contact")]:
        store.publish(store.stage([file], [at("2024-06-10")], {}, accept_all=True), "ann")
    yield store
    store.close()


@pytest.mark.parametrize(
    ("day", "known"),
    [
        # the file of June: of a date before it, only what has a date of its own is known, and not the levels of June
        ("2024-03-31", [("old", "A", None)]),
        ("2024-05-31", [("new", "A", None), ("old", "A", None)]),
        ("2024-06-30", [("new", "A", "VP"), ("old", "A", "C"), ("undated", "A", "manager")]),
    ],
)
def test_a_contact_is_known_from_its_date_else_from_its_upload(store, day, known) -> None:
    rows = store.visible(as_of=dt.date.fromisoformat(day)).tables["contact"].to_pylist()
    assert [(row["contact_id"], row["account_id"], row["level"]) for row in rows] == known
