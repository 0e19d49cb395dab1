"""Import: what was understood, publishing, refusing, discarding, undoing, and two people at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.config import Workspace
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics
from tests.app.driver import again, frames, healthy, opened, press_in_dialog, said, sound, subtitle, title
from tests.app.files import ACCOUNTS, LINES, line, write
from tests.support.workspaces import filled

Serve = Callable[[Path], Path]


@pytest.fixture
def empty(serve: Serve, tmp_path: Path) -> Path:
    return serve(tmp_path / "ws")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Accounts and invoices of three accounts; one line cannot be read, one has no account."""
    rows = [(f"A-{i}", f"Account {i}", "Water", "Germany", "South", "Eva") for i in range(3)]
    lines = [line(i, f"A-{i % 3}", f"2026-01-{i + 1:02}", f"{100 + i}.00") for i in range(20)]
    lines += [line(90, "A-1", "2026-01-05", "many"), line(91, "", "2026-01-06", "70.00")]
    return [
        write(tmp_path / "accounts-2026-02-10.csv", ACCOUNTS, rows),
        write(tmp_path / "invoices-2026-02-10.csv", LINES, lines),
    ]


def drop(app: AppTest, files: list[Path]) -> AppTest:
    """Drop files on the page."""
    app.file_uploader[0].set_value([(path.name, path.read_bytes(), "text/csv") for path in files])
    return again(app)


def publish(app: AppTest) -> AppTest:
    app.button(key="import_publish").click()
    with sound():
        return app.run()


def versions(folder: Path) -> int:
    return len(Analytics.open(folder).history())


def left_over(folder: Path) -> list[Path]:
    return list(Workspace.at(folder).incoming.iterdir())


def test_files_are_recognised_and_add_up(empty: Path, files: list[Path]) -> None:
    app = drop(opened("import"), files)
    assert title(app) == say("page.import.title_ready", n=2, count="Two")
    assert say("page.import.unpublished") in subtitle(app)
    text = said(app)
    for code in ("badge_ready", "table.account", "table.revenue_line_both", "adds_up"):
        assert say(f"page.import.{code}") in text
    assert all(path.name in text for path in files)
    figures = {metric.label: metric.value for metric in app.metric}
    parts = ("accepted", "unassigned", "merged", "dropped", "rejected")
    numbers = [int(figures[say(f"page.import.part_{part}")]) for part in parts]
    assert int(figures[say("page.import.part_read")]) == sum(numbers) == 25
    assert figures[say("page.import.part_unexplained")] == "0"
    assert figures[say("page.import.part_rejected")] == "1"
    assert figures[say("page.import.part_unassigned")] == "1"
    assert say("page.import.problems", n=1, reasons=1) in text
    assert "many" in text
    assert not app.button(key="import_publish").disabled
    assert versions(empty) == 0


def test_publishing_makes_a_version_and_the_history_lists_it(empty: Path, files: list[Path]) -> None:
    app = publish(drop(opened("import"), files))
    healthy(app)
    assert title(app) == say("page.import.title_done")
    assert [text.value for text in app.success] == [say("page.import.done", n=1)]
    assert not app.file_uploader[0].value
    assert say("page.import.uploads", n=2) in said(app)
    assert say("page.import.history", n=1) in said(app)
    uploads, history = frames(app)
    assert set(uploads[say("page.import.file")]) == {path.name for path in files}
    assert list(history[say("page.import.number_column")]) == [1]
    assert list(history[say("page.import.state_column")]) == [say("page.import.is_current")]
    assert versions(empty) == 1
    assert left_over(empty) == []
    assert len(frames(opened("ranking"))[0]) == 3


def test_the_same_files_again_change_nothing(empty: Path, files: list[Path]) -> None:
    app = publish(drop(opened("import"), files))
    again(drop(app, files))
    assert title(app) == say("page.import.title_unchanged")
    assert app.button(key="import_publish").disabled
    assert say("page.import.blocked_unchanged") in said(app)
    assert versions(empty) == 1


def test_a_file_of_no_known_column_says_why_and_cannot_be_published(
    empty: Path, files: list[Path], tmp_path: Path
) -> None:
    unknown = write(tmp_path / "colours.csv", ("colour", "shape"), [("red", "round"), ("blue", "square")])
    app = drop(opened("import"), [*files, unknown])
    assert title(app) == say("page.import.title_refused", n=1, all=3)
    assert app.button(key="import_publish").disabled
    reasons = [text.value for text in app.markdown if text.value.startswith(":red[")]
    assert any(len(reason) > 60 for reason in reasons)
    assert say("page.import.blocked_table", file="colours.csv") in said(app)
    drop(app, files)
    assert title(app) == say("page.import.title_ready", n=2, count="Two")
    assert versions(empty) == 0


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("report.csv", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024),
        ("![x](http://evil.example).csv", b"colour,shape\nred,round\n"),
        ("header-only.csv", b"Account ID,Account Name\n"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(name: str, content: bytes) -> None:
    app = opened("import")
    app.file_uploader[0].set_value([(name, content, "text/csv")])
    again(app)
    assert title(app) == say("page.import.title_refused_one")
    assert app.button(key="import_publish").disabled
    assert say("page.import.badge_refused") in said(app)


def test_a_question_is_answered_on_its_card(empty: Path, tmp_path: Path) -> None:
    rows = [line(i, "A-1", f"0{i + 1}/0{i + 2}/2026", "10.00") for i in range(3)]
    app = drop(opened("import"), [write(tmp_path / "invoices.csv", LINES, rows)])
    assert title(app) == say("page.import.title_question_one", n=1)
    assert app.button(key="import_publish").disabled
    (question,) = app.segmented_control
    assert len(question.options) >= 2
    question.set_value(question.options[0].content if hasattr(question.options[0], "content") else question.options[0])
    again(app)
    assert title(app) == say("page.import.title_ready", n=1, count="One")
    publish(app)
    healthy(app)
    assert versions(empty) == 1


def test_discarding_forgets_the_files(empty: Path, files: list[Path]) -> None:
    app = drop(opened("import"), files[:1])
    app.button(key="import_discard").click()
    again(app)
    assert title(app) == say("page.import.title_start")
    assert not app.file_uploader[0].value
    assert not app.metric
    assert versions(empty) == 0
    assert left_over(empty) == []


def test_taking_the_files_out_of_the_zone_forgets_them(empty: Path, files: list[Path]) -> None:
    app = drop(opened("import"), files[:1])
    app.file_uploader[0].clear()
    again(app)
    assert title(app) == say("page.import.title_start")
    assert left_over(empty) == []


def test_one_upload_is_undone(empty: Path, files: list[Path]) -> None:
    app = publish(drop(opened("import"), files))
    box = app.selectbox[0]
    box.select(next(name for name in box.options if "invoices" in name))
    again(app)
    press_in_dialog(app, "import_undo", "import_undo_yes")
    healthy(app)
    assert say("page.import.uploads", n=1) in said(app)
    assert say("page.import.history", n=2) in said(app)
    assert say("page.import.action_undo", n=1) in set(frames(app)[-1][say("page.import.what_column")])
    assert versions(empty) == 2
    assert title(opened("ranking")) == say("page.ranking.empty_title")


def test_an_undo_can_be_thought_better_of(empty: Path, files: list[Path]) -> None:
    app = publish(drop(opened("import"), files[:1]))
    app.selectbox[0].select(app.selectbox[0].options[0])
    again(app)
    press_in_dialog(app, "import_undo", "import_undo_no")
    healthy(app)
    assert versions(empty) == 1


def test_what_another_person_published_meanwhile_is_not_lost(serve: Serve, files: list[Path], tmp_path: Path) -> None:
    folder = serve(filled(tmp_path / "ws", files))
    later = [line(i, "A-1", f"2026-02-{i + 1:02}", "50.00") for i in range(5)]
    mine, theirs = (
        write(tmp_path / f"invoices-{who}-2026-03-10.csv", LINES, [(f"{who}-{row[0]}", *row[1:]) for row in later])
        for who in ("mine", "theirs")
    )
    first, second = drop(opened("import"), [mine]), drop(opened("import"), [theirs])
    healthy(publish(second))
    publish(first)
    if first.error:
        assert any(say("page.nothing_changed") in error.value for error in first.error)
        assert title(first) == say("page.import.title_ready", n=1, count="One")
        publish(first)
    healthy(first)
    assert title(first) == say("page.import.title_done")
    room = Analytics.open(folder)
    names = {name for upload in room.store.uploads(str(room.version())) for name in upload.files}
    assert {mine.name, theirs.name} < names
    assert versions(folder) == 3
