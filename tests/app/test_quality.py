"""Data quality: who an unknown customer number is, deciding it, undoing that, and what else is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kam_analytics.errors import Refused
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics
from tests.app.driver import again, frames, healthy, opened, press_in_dialog, said, subtitle, title
from tests.app.files import ACCOUNTS, LINES, line, write
from tests.support.workspaces import filled

Serve = Callable[[Path], Path]

HELD = [
    ("K-1001", "Pumps AG", "Water", "Germany", "South", "Eva"),
    ("K-1002", "Valves GmbH", "", "Germany", "South", "Eva"),
    ("K-1003", "Seals Oy", "Food", "Finland", "North", ""),
    ("K-1004", "Rods Ltd", "", "Ireland", "West", ""),
]
KNOWN = [line(i, f"K-100{i % 4 + 1}", f"2025-{i % 12 + 1:02}-15", "1000.00") for i in range(24)]
UNKNOWN = [
    line(50, "K1001", "2025-06-15", "5000.00"),
    line(51, "K1001", "2025-07-15", "2000.00"),
    line(52, "valves-gmbh", "2025-06-15", "900.00"),
    line(53, "Z-9", "2025-06-15", "40.00"),
    line(54, "", "2025-06-15", "70.00"),
    (*line(55, "K-1001", "2025-06-16", "33.00")[:7], "USD"),
]


def _workspace(base: Path, lines: list[tuple[object, ...]], accounts: bool = True) -> Path:
    files = [write(base / "accounts-2026-02-10.csv", ACCOUNTS, HELD)] if accounts else []
    return filled(base / "ws", [*files, write(base / "invoices-2026-02-10.csv", LINES, lines)])


@pytest.fixture
def unmatched(serve: Serve, tmp_path: Path) -> Path:
    return serve(_workspace(tmp_path, [*KNOWN, *UNKNOWN]))


def _numbers(app: object) -> list[str]:
    return list(frames(app)[0]["number"])  # type: ignore[arg-type]


@pytest.mark.usefixtures("unmatched")
def test_numbers_without_an_account_stand_with_money_and_suggestion() -> None:
    app = opened("data_quality")
    assert title(app) == say("page.data_quality.title", n=3, money="€7.9k")
    table = frames(app)[0]
    assert list(table["number"]) == ["K1001", "valves-gmbh", "Z-9"]
    assert list(table["lines"]) == [2, 1, 1]
    assert list(table["money"]) == [7000, 900, 40]
    assert list(table["suggestion"]) == ["Pumps AG (K-1001)", "Valves GmbH (K-1002)", ""]
    reasons = [say(f"page.data_quality.because_column.{because}") for because in ("number", "name", "none")]
    assert list(table["because"]) == reasons


@pytest.mark.usefixtures("unmatched")
def test_figures_tables_and_empty_columns_are_counted() -> None:
    app = opened("data_quality")
    assert [metric.value for metric in app.metric] == ["3", "€7.9k", "1", "\\$33"]
    assert say("page.data_quality.unassigned_note", money="€70") in said(app)
    _, loaded, gaps = frames(app)
    assert dict(zip(loaded["table"], loaded["rows"], strict=True)) == {
        say("page.import.table.account"): 4,
        say("page.import.table.revenue_line"): 30,
    }
    assert set(loaded["exported"]) == {say("page.import.known_short_name", date="10 Feb 2026")}
    counted = dict(zip(gaps["column"], gaps["n"], strict=True))
    assert counted == {"name": 0, "owner": 2, "industry": 2, "region": 0, "country": 0}
    assert say("page.data_quality.gaps", share="50.0%", column="owner") in said(app)


def test_a_decision_is_published_and_undone(unmatched: Path) -> None:
    app = opened("data_quality")
    assert app.selectbox(key="quality_pick").value == "K1001"
    assert app.selectbox(key="quality_account_K1001").value == "K-1001"
    app.button(key="quality_decide").click()
    again(app)
    file = "alias of K1001.csv"
    done = say("page.data_quality.decided", number="K1001", name="Pumps AG", n=2, file=file)
    assert [text.value.replace("\\", "") for text in app.success] == [done]
    assert _numbers(app) == ["valves-gmbh", "Z-9"]
    assert len(Analytics.open(unmatched).history()) == 2
    assert not again(app).success
    assert "Pumps AG" in title(opened("account", account="K1001"))

    page = opened("import")
    upload = next(upload.id for upload in Analytics.open(unmatched).store.uploads() if upload.files == (file,))
    page.selectbox(key="import_undo_pick").select(upload)
    press_in_dialog(again(page), "import_undo", "import_undo_yes")
    assert _numbers(opened("data_quality")) == ["K1001", "valves-gmbh", "Z-9"]
    assert len(Analytics.open(unmatched).history()) == 3


@pytest.mark.usefixtures("unmatched")
def test_a_number_that_nobody_comes_near_is_decided_by_name() -> None:
    app = opened("data_quality")
    app.selectbox(key="quality_pick").select("Z-9")
    again(app)
    assert app.selectbox(key="quality_account_Z-9").value is None
    assert app.button(key="quality_decide").disabled
    app.selectbox(key="quality_account_Z-9").select("K-1003")
    again(app)
    app.button(key="quality_decide").click()
    assert _numbers(again(app)) == ["K1001", "valves-gmbh"]


def test_what_another_window_changed_is_told(unmatched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise Refused("pipeline.disk_full", needed=20, free=3)

    app = opened("data_quality")
    monkeypatch.setattr(Analytics, "decide_alias", refused)
    app.button(key="quality_decide").click()
    app.run()
    assert [error.value for error in app.error] == [
        f"{say('pipeline.disk_full', needed=20, free=3)} {say('page.nothing_changed')}"
    ]
    assert len(Analytics.open(unmatched).history()) == 1


def test_all_matched_says_so(serve: Serve, tmp_path: Path) -> None:
    serve(_workspace(tmp_path, KNOWN))
    app = opened("data_quality")
    assert title(app) == say("page.data_quality.title_all")
    assert [metric.value for metric in app.metric] == ["0", "€0", "0", say("page.data_quality.unconverted_none")]
    assert not app.button
    assert len(frames(app)) == 2


def test_without_an_account_list_nothing_is_called_unmatched(serve: Serve, tmp_path: Path) -> None:
    serve(_workspace(tmp_path, KNOWN, accounts=False))
    app = opened("data_quality")
    assert title(app) == say("page.data_quality.title_no_list", n=4)
    (button,) = app.button
    assert button.label == say("page.empty.action")
    assert say("page.data_quality.gaps_na") in said(app)
    healthy(app)


def test_nothing_loaded_says_what_to_load(serve: Serve, nothing: Path) -> None:
    serve(nothing)
    app = opened("data_quality")
    assert title(app) == say("page.data_quality.empty_title")
    assert say("page.empty.nothing") in subtitle(app)
