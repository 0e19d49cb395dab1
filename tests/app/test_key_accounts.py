"""The page of the two lists: its finding, places in the address, what is missing, and names that are markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kam_analytics.i18n import say, use
from tests.app.driver import again, cells, click_name, frames, opened, said, subtitle, texts, title
from tests.app.files import ACCOUNTS, LINES, MARKUP, line, write
from tests.app.test_words import check
from tests.support.workspaces import filled

Serve = Callable[[Path], Path]

LISTED = ("Account ID", "Kind", "Since", "Until")
HELD = [(f"K-{i}", f"Kappa {i}", "Water", "Germany", "South", "Eva") for i in range(8)]
MONTHS = [f"{2024 + month // 12}-{month % 12 + 1:02}-15" for month in range(24)]
INVOICES = [
    line(100 * i + at, f"K-{i}", day, f"{9000 // (i + 1)}.00") for i in range(8) for at, day in enumerate(MONTHS)
]
ENTRIES = [
    ("K-0", "existing", "2024-01-01", ""),
    ("K-2", "existing", "2024-01-01", ""),
    ("K-6", "emerging", "2025-03-01", ""),
    ("K-1", "existing", "2023-01-01", "2025-06-30"),
    ("X-77", "emerging", "2025-03-01", ""),
]


def workspace(base: Path, entries: list[tuple[str, str, str, str]], names: list[str] | None = None) -> Path:
    held = [(row[0], name, *row[2:]) for row, name in zip(HELD, names or [row[1] for row in HELD], strict=True)]
    files = [
        write(base / "accounts-2026-02-10.csv", ACCOUNTS, held),
        write(base / "invoices-2026-02-10.csv", LINES, INVOICES),
        write(base / "key-accounts-2026-02-10.csv", LISTED, entries),
    ]
    return filled(base / "ws", files)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight accounts by size; three of them on the list, one entry unknown, one ended."""
    return workspace(tmp_path_factory.mktemp("lists"), ENTRIES)


def test_without_a_list_the_page_says_which_file_brings_it(serve: Serve, sample: Path) -> None:
    serve(sample)
    app = opened("key_accounts")
    assert title(app) == say("page.key_accounts.no_list_title")
    assert all(column in said(app) for column in ("Account ID", "Kind", "Since", "Until"))
    (button,) = app.button
    button.click()
    assert title(again(app)) == title(opened("import"))


def test_the_title_counts_both_lists(serve: Serve, lists: Path) -> None:
    serve(lists)
    app = opened("key_accounts")
    assert title(app) == "2 of your 4 key accounts are among our top 4; 2 are not"
    assert "your list: 4 accounts" in subtitle(app)
    assert "1 listed before or later is left out" in subtitle(app)
    assert [metric.value for metric in app.metric] == ["2", "2", "2", "2"]
    assert "X-77" in said(app)
    assert len(app.get("plotly_chart")) == 1
    table = frames(app)[1]
    assert list(table["account"]) == [f"Kappa {i}" for i in (0, 1, 2, 3, 6)] + ["X-77"]
    assert table["lift"].iloc[0].startswith(say("factors.current_revenue.label"))


def test_places_and_size_are_in_the_address(serve: Serve, lists: Path) -> None:
    serve(lists)
    app = opened("key_accounts", show="theirs")
    assert list(frames(app)[1]["account"]) == ["Kappa 6", "X-77"]
    app.segmented_control[0].set_value("ours")
    again(app)
    assert app.query_params == {"show": "ours"}
    assert list(frames(app)[1]["account"]) == ["Kappa 1", "Kappa 3"]
    whole = opened("key_accounts", top="4", show="both")
    assert title(whole) == title(app)
    assert list(frames(whole)[1]["account"]) == ["Kappa 0", "Kappa 2"]


@pytest.mark.parametrize("query", [{"show": "friends"}, {"top": "many"}, {"top": "-3"}, {"top": "7"}])
def test_what_nobody_knows_is_left_out(serve: Serve, lists: Path, query: dict[str, str]) -> None:
    serve(lists)
    assert title(opened("key_accounts", **query)) == title(opened("key_accounts"))


def test_a_name_opens_its_account(serve: Serve, lists: Path) -> None:
    serve(lists)
    app = click_name(opened("key_accounts", show="theirs"), 1, 0)
    assert title(app).startswith("Kappa 6")
    unknown = click_name(opened("key_accounts", show="theirs"), 1, 1)
    assert "X-77" in title(unknown)


def test_a_place_of_nobody_can_be_cleared(serve: Serve, tmp_path: Path) -> None:
    serve(workspace(tmp_path, [("K-0", "existing", "2024-01-01", "")]))
    app = opened("key_accounts", show="theirs")
    assert title(app) == say("page.key_accounts.title_all", n=1, top=1)
    assert say("page.key_accounts.no_rows") in said(app)
    assert say("page.key_accounts.separates_nothing") in said(app)
    app.button[0].click()
    again(app)
    assert app.query_params == {}
    assert list(frames(app)[1]["account"]) == ["Kappa 0"]


def test_a_list_that_has_ended_names_nobody(serve: Serve, tmp_path: Path) -> None:
    serve(workspace(tmp_path, [("K-0", "existing", "2023-01-01", "2024-06-30")]))
    assert title(opened("key_accounts")).startswith("Nobody is on your list of key accounts on ")


def test_names_and_kinds_that_are_markup_stay_letters(serve: Serve, tmp_path: Path) -> None:
    entries = [
        (key, "existing" if key == "K-0" else name, "2024-01-01", "")
        for key, name in (("K-0", ""), ("K-7", MARKUP[3]), (MARKUP[0], MARKUP[1]))
    ]
    serve(workspace(tmp_path, entries, list(MARKUP[:8])))
    app = opened("key_accounts")
    assert MARKUP[0] in list(frames(app)[1]["account"])
    assert MARKUP[0] in said(app)
    assert not [text for text in texts(app) if text.where.startswith("markdown") and "](http" in text.says]


def test_every_text_is_marked(serve: Serve, lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(lists)
    monkeypatch.setenv("KAM_LOCALE", "en-XA")
    app = opened("key_accounts")
    use("en")
    check(texts(app) + cells(app), {"EUR", "Kappa", "X"})


def test_alternative_texts_are_plain_and_short(serve: Serve, lists: Path) -> None:
    serve(lists)
    alts = [text.says for text in texts(opened("key_accounts")) if text.where.endswith(".alt")]
    assert len(alts) == 3
    assert all(len(alt) <= 200 and "**" not in alt for alt in alts)
