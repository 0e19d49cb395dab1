"""The two ways to begin in an empty workspace, and the panel that says what an import makes possible."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics, demo
from tests.app.driver import again, healthy, labels, opened, said, sound, title
from tests.app.files import ACCOUNTS, LINES, line, write
from tests.support.workspaces import filled

Serve = Callable[[Path], Path]

HELD = [("A-1", "Pumps AG", "Water", "Germany", "South", "Eva"), ("A-2", "Seals Oy", "Food", "Finland", "North", "Eva")]
SOLD = [line(i, f"A-{i % 2 + 1}", f"2025-{i % 12 + 1:02}-15", "1000.00") for i in range(24)]


def _files(folder: Path, *_: object) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    return [
        write(folder / "accounts-2026-02-10.csv", ACCOUNTS, HELD),
        write(folder / "invoices-2026-02-10.csv", LINES, [*SOLD, line(90, "B-7", "2025-06-15", "500.00")]),
    ]


@pytest.fixture
def empty(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace without anything, and a demo company of two small files."""
    monkeypatch.setattr(demo, "write_demo", _files)
    return serve(tmp_path / "ws")


@pytest.mark.parametrize("page", ["overview", "data_quality"])
def test_the_demo_company_is_loaded_and_the_overview_opens(empty: Path, page: str) -> None:
    app = opened(page)
    assert labels(app) == [say("page.empty.action"), say("page.start.demo_action")]
    app.button(key="start_demo").click()
    again(app)
    assert say("frame.page.overview") in said(app)
    assert "of 3 buying accounts" in title(app)
    assert len(Analytics.open(empty).history()) == 1
    assert say("page.start.demo_action") not in labels(opened("overview"))


def test_a_demo_never_joins_what_somebody_published_meanwhile(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(folder: Path, *rest: object) -> list[Path]:
        theirs = tmp_path / "theirs"
        filled(empty, _files(theirs))
        return _files(folder, *rest)

    monkeypatch.setattr(demo, "write_demo", late)
    app = opened("overview")
    app.button(key="start_demo").click()
    with sound():
        app.run()
    assert say("pipeline.demo_not_empty") in said(app)
    assert [entry.author for entry in Analytics.open(empty).history()] == ["test"]


def test_a_workspace_with_data_is_left_alone(empty: Path) -> None:
    room = Analytics.open(filled(empty, _files(empty.parent / "files")))
    assert not demo.load_demo(room)
    assert len(room.history()) == 1


@pytest.mark.usefixtures("empty")
def test_the_panel_says_what_is_possible_and_what_is_not(tmp_path: Path) -> None:
    app = opened("import")
    files = _files(tmp_path / "files")
    app.file_uploader[0].set_value([(path.name, path.read_bytes(), "text/csv") for path in files])
    again(app)
    app.button(key="import_publish").click()
    app.run()
    healthy(app)
    text = said(app)
    assert say("page.published.ranking", n=3) in text
    assert say("page.published.matrix", n=0) in text or "emerging account" in text
    assert "cannot be judged, such as" in text
    assert "KPIs are n/a" in text
    assert "would add most" in text
    assert say("page.data_quality.title", n=1, money="€500") in text


@pytest.mark.usefixtures("empty")
def test_the_panel_without_invoices_says_what_is_missing(tmp_path: Path) -> None:
    app = opened("import")
    accounts = _files(tmp_path / "files")[0]
    app.file_uploader[0].set_value([(accounts.name, accounts.read_bytes(), "text/csv")])
    again(app)
    app.button(key="import_publish").click()
    app.run()
    healthy(app)
    assert say("pipeline.no_invoices") in said(app)
