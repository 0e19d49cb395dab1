"""Data that is there and yet not enough: pages stay whole, and say neither more nor less than is true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from kam_analytics.i18n import say
from tests.app.driver import PAGES, opened, subtitle, texts, title
from tests.app.files import ACCOUNTS, LINES, line, write
from tests.support.workspaces import filled

Serve = Callable[[Path], Path]

HELD = [(f"A-{i}", f"Account {i}", "Water", "Germany", "South", "Eva") for i in range(4)]
MONTHS = [f"{2024 + month // 12}-{month % 12 + 1:02}-15" for month in range(20)]
TODAY = dt.datetime.now(dt.UTC).date().isoformat()

INVOICES = {
    "accounts": [],
    "credits": [line(i, f"A-{i % 4}", day, "-100.00") for i, day in enumerate(MONTHS)],
    "lost": [line(i, f"A-{i % 4}", day, "90.00") for i, day in enumerate(["2020-01-05"] * 4 + ["2026-02-05"])],
    "two_currencies": [
        (*line(i, f"A-{i % 4}", day, "9.00")[:7], ["EUR", "USD"][i % 2]) for i, day in enumerate(MONTHS)
    ],
    "unassigned": [line(i, "", day, "100.00") for i, day in enumerate(MONTHS)],
    "this_month": [line(1, "A-1", TODAY, "100.00")],
}
WHOLE = ("accounts", "credits", "lost", "two_currencies", "this_month")


@pytest.fixture(scope="module")
def thin(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the workspace of one kind of thin data, made once."""
    made: dict[str, Path] = {}

    def make(kind: str) -> Path:
        if kind not in made:
            base = tmp_path_factory.mktemp(kind)
            files = [write(base / "accounts-2026-03-10.csv", ACCOUNTS, HELD)] if kind != "unassigned" else []
            files += [write(base / "invoices-2026-03-10.csv", LINES, INVOICES[kind])] if INVOICES[kind] else []
            made[kind] = filled(base / "ws", files)
        return made[kind]

    return make


@pytest.mark.parametrize("kind", WHOLE)
def test_pages_are_whole(serve: Serve, thin: Callable[[str], Path], kind: str) -> None:
    serve(thin(kind))
    for page in PAGES:
        assert 8 < len(title(opened(page))) <= 100


def test_invoices_without_accounts_leave_pages_whole(serve: Serve, thin: Callable[[str], Path]) -> None:
    serve(thin("unassigned"))
    for page in PAGES:
        opened(page)


@pytest.mark.parametrize("kind", ["accounts", "this_month"])
def test_what_is_imported_is_not_denied(serve: Serve, thin: Callable[[str], Path], kind: str) -> None:
    serve(thin(kind))
    assert say("page.empty.nothing") not in subtitle(opened("overview"))


def test_two_currencies_are_not_called_unstated(serve: Serve, thin: Callable[[str], Path]) -> None:
    serve(thin("two_currencies"))
    assert say("page.currency_unstated") not in subtitle(opened("overview"))


@pytest.mark.parametrize(
    "page",
    [
        "overview",
        "import",
        "data_quality",
        "matrix",
        "key_accounts",
        "ranking",
        "scoring",
        "account",
        "kpis",
    ],
)
def test_alternative_texts_are_plain_and_short(serve: Serve, sample: Path, page: str) -> None:
    serve(sample)
    for text in texts(opened(page)):
        if text.where.endswith(".alt"):
            assert len(text.says) <= 200
            assert "\\" not in text.says
            assert "**" not in text.says
            assert " of before " not in text.says
