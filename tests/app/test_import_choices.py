"""Import: what a person decides about a file: what it is, which column is which, what a stage means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics
from tests.app.driver import again, opened, said, title
from tests.app.files import ACCOUNTS, write
from tests.app.test_import import drop, publish, versions
from tests.support import vendor_files

Serve = Callable[[Path], Path]

QUOTES = ("Id", "QuoteNumber", "Name", "OpportunityId", "AccountId", "ExpirationDate", "IsSyncing", "GrandTotal")
DEALS = (
    "Record ID", "Deal Name", "Deal Stage", "Pipeline", "Deal owner", "Amount", "Currency", "Close Date", "Create Date",
    "Associated Company IDs",
)  # fmt: skip
SIGNED = "Vertrag unterschrieben"


@pytest.fixture
def empty(serve: Serve, tmp_path: Path) -> Path:
    return serve(tmp_path / "ws")


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    rows = [(f"A-{i}", f"Account {i}", "Water", "Germany", "South", "Eva") for i in range(3)]
    return write(tmp_path / "accounts-2026-02-10.csv", ACCOUNTS, rows)


@pytest.fixture
def quotes(tmp_path: Path) -> Path:
    rows = [(f"0Q{i}", f"{i:05}", f"Offer {i}", f"006{i}", f"001{i}", "2026-04-01", "false", "100") for i in range(3)]
    return write(tmp_path / "Quote.csv", QUOTES, rows)


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    rows = [("K-1", "Rhein Pumpen", "Wasser"), ("K-2", "Stadtwerke", "Energie"), ("K-3", "Aqua Bau", "Bau")]
    return write(tmp_path / "Kundenliste.csv", ("Ref", "Bezeichn", "Klasse"), rows)


def deals(path: Path, last: str = SIGNED) -> Path:
    stages = ("Angebot", SIGNED, "Verloren", last)
    rows = [
        (f"{9001 + i}", f"Deal {i}", stage, "Sales", "Eva", f"{1000 + i}", "EUR", "2026-01-20", "2025-06-01", "501")
        for i, stage in enumerate(stages)
    ]
    return write(path, DEALS, rows)


def choose(app: AppTest, kind: str, name: str, value: str | None) -> AppTest:
    app.selectbox(key=f"import_{kind}_{name}").set_value(value)
    if kind == "field":
        return open_columns(app)
    return again(app)


def open_columns(app: AppTest) -> AppTest:
    """Open the panel; AppTest does not send an open panel again, as a browser does with every run."""
    app.session_state["import_columns_0"] = True
    return again(app)


def notes(app: AppTest, code: str, **params: object) -> int:
    return said(app).count(say(f"page.import.{code}", **params))


def test_a_file_that_nothing_uses_is_shown_as_such_and_stops_no_other(
    empty: Path, accounts: Path, quotes: Path
) -> None:
    app = drop(opened("import"), [accounts, quotes])
    assert title(app) == say("page.import.title_ready_beside", n=1, count="One", all=2)
    for code in ("badge_unused", "unused.quote", "unused_kind.quote"):
        assert notes(app, code)
    assert not notes(app, "badge_refused")
    assert not any(text.value.startswith(":red[") for text in app.markdown)
    publish(app)
    assert versions(empty) == 1


@pytest.mark.usefixtures("empty")
def test_only_files_that_nothing_uses_cannot_be_published(quotes: Path) -> None:
    app = drop(opened("import"), [quotes])
    assert title(app) == say("page.import.title_unused", n=1)
    assert app.button(key="import_publish").disabled
    assert notes(app, "blocked_unused")


@pytest.mark.usefixtures("empty")
def test_what_is_recognised_shows_its_line_and_nothing_opened(accounts: Path) -> None:
    app = drop(opened("import"), [accounts])
    assert not [box for box in app.selectbox if box.key and box.key.startswith("import_")]
    assert notes(app, "columns_used", n=6, all=6)


@pytest.mark.usefixtures("empty")
def test_each_column_shows_field_example_and_certainty(accounts: Path) -> None:
    app = open_columns(drop(opened("import"), [accounts]))
    box = app.selectbox(key="import_field_0_2")
    assert box.value == "industry"
    assert notes(app, "such_as", example="Water")
    assert notes(app, "certain", share="100%") == len(ACCOUNTS)


def test_a_column_can_be_left_out_kept_as_own_or_given_to_another_field(empty: Path, accounts: Path) -> None:
    app = open_columns(drop(opened("import"), [accounts]))
    choose(app, "field", "0_2", "ignore")
    assert app.selectbox(key="import_field_0_2").value == "ignore"
    assert notes(app, "columns_used", n=5, all=6)
    choose(app, "field", "0_2", "own")
    assert app.selectbox(key="import_field_0_2").value == "own"
    choose(app, "field", "0_4", "industry")
    assert notes(app, "by_you") == 2
    choose(app, "field", "0_3", "industry")
    fields = [app.selectbox(key=f"import_field_0_{i}").value for i in (2, 3, 4)]
    assert fields == ["own", "industry", "region"]
    publish(app)
    rows = Analytics.open(empty).store.table(None, "account").to_pylist()
    assert {row["industry"] for row in rows} == {"Germany"}


def test_a_suggestion_is_marked_and_not_taken_before_it_is_chosen(empty: Path, tmp_path: Path) -> None:
    rows = [(f"A-{i}", f"Account {i}", "Water") for i in range(3)]
    file = write(tmp_path / "accounts-2026-02-10.csv", ("Account ID", "Account Name", "Industrei XY"), rows)
    app = open_columns(drop(opened("import"), [file]))
    box = app.selectbox(key="import_field_0_2")
    assert box.value != "industry"
    assert notes(app, "columns_suggested", n=1)
    assert say("page.import.field_suggested", field=say("page.import.field.industry")) in box.options
    choose(app, "field", "0_2", "industry")
    assert not notes(app, "columns_suggested", n=1)
    publish(app)
    assert {row["industry"] for row in Analytics.open(empty).store.table(None, "account").to_pylist()} == {"Water"}


def test_a_file_that_is_not_recognised_is_told_and_its_mapping_used_again(empty: Path, unknown: Path) -> None:
    app = drop(opened("import"), [unknown])
    assert notes(app, "blocked_table", file=unknown.name)
    choose(app, "table", "0", "account")
    assert notes(app, "blocked_columns", file=unknown.name)
    choose(app, "field", "0_0", "account_id")
    assert title(app) == say("page.import.title_ready", n=1, count="One")
    assert notes(app, "to_be_saved", name="Kundenliste")
    open_columns(app)
    choose(app, "field", "0_1", "name")
    publish(app)
    assert versions(empty) == 1
    unknown.write_text(unknown.read_text("utf-8").replace("Aqua Bau", "Aqua Hochbau"), "utf-8")
    again(drop(app, [unknown]))
    assert title(app) == say("page.import.title_ready", n=1, count="One")
    assert notes(app, "saved_used", name="Kundenliste", version="1")


@pytest.mark.usefixtures("empty")
def test_what_is_said_of_one_file_leaves_the_others_alone(accounts: Path, tmp_path: Path) -> None:
    other = tmp_path / "more-2026-02-11.csv"
    other.write_text(accounts.read_text("utf-8").replace("A-", "B-"), "utf-8")
    app = open_columns(drop(opened("import"), [accounts, other]))
    choose(app, "field", "0_2", "ignore")
    assert notes(app, "columns_used", n=5, all=6)
    assert notes(app, "columns_used", n=6, all=6)


def test_a_stage_can_be_said_to_be_won(empty: Path, tmp_path: Path) -> None:
    file = deals(tmp_path / "deals-2026-02-10.csv")
    app = drop(opened("import"), [file])
    assert notes(app, "stages", file=file.name, open="2", won="0", lost="1")
    assert notes(app, "stages_none_won")
    assert notes(app, "stage_by_name") == 1
    choose(app, "stage", "0_2", "won")
    assert notes(app, "stages", file=file.name, open="1", won="1", lost="1")
    assert notes(app, "by_you") == 1
    publish(app)
    rows = Analytics.open(empty).store.table(None, "opportunity").to_pylist()
    assert {row["status"] for row in rows if row["stage"] == SIGNED} == {"won"}
    later = drop(opened("import"), [deals(tmp_path / "deals-2026-03-10.csv", "Angebot")])
    assert notes(later, "by_mapping") == 1
    assert notes(later, "saved_used", name="deals", version="1")


@pytest.mark.usefixtures("empty")
def test_discarding_forgets_what_was_said(unknown: Path) -> None:
    app = drop(opened("import"), [unknown])
    choose(app, "table", "0", "account")
    app.button(key="import_discard").click()
    again(drop(again(app), [unknown]))
    assert notes(app, "blocked_table", file=unknown.name)


@pytest.mark.usefixtures("empty")
def test_a_file_that_lacks_a_column_can_be_told_to_be_something_else(tmp_path: Path) -> None:
    rows = [(f"{i}", f"Last {i}", f"First {i}", "Sales Representative") for i in range(3)]
    file = write(tmp_path / "Employees.csv", ("EmployeeID", "LastName", "FirstName", "Title"), rows)
    app = drop(opened("import"), [file])
    assert app.selectbox(key="import_table_0").value == "contact"
    assert app.selectbox(key="import_field_0_1").value == "last_name"
    choose(app, "table", "0", "user")
    choose(app, "field", "0_0", "user_id")
    assert title(app) == say("page.import.title_ready", n=1, count="One")
    assert notes(app, "told", table=say("page.import.table.user"))


@pytest.mark.usefixtures("empty")
def test_two_files_of_one_name_do_not_stop_the_page(accounts: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    other = tmp_path / "again" / accounts.name
    other.write_text(accounts.read_text("utf-8").replace("A-", "B-"), "utf-8")
    app = open_columns(drop(opened("import"), [accounts, other]))
    assert title(app) == say("page.import.title_ready", n=2, count="Two")
    choose(app, "field", "0_2", "ignore")
    assert notes(app, "columns_used", n=5, all=6)


@pytest.mark.usefixtures("empty")
def test_bookings_say_what_they_can_be_used_for(tmp_path: Path) -> None:
    app = drop(opened("import"), [vendor_files.write(tmp_path, "datev_bookings")])
    assert say("mapping.note_gross") in said(app)
    assert notes(app, "rows_left_out", n=3)
    assert not notes(app, "rows_dropped", n=3)
