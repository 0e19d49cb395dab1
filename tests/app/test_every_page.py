"""Every page over every workspace: whole, with a finding as its title; and what is said where nothing is loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kam_analytics.errors import Refused
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics
from tests.app.driver import PAGES, ROOT, again, opened, said, subtitle, title, visit

Serve = Callable[[Path], Path]

DATA = (
    "nothing",
    "one",
    "sample",
    pytest.param("northwind", marks=pytest.mark.shared),
    pytest.param("retail", marks=pytest.mark.shared),
)
NEEDS_DATA = ("overview", "scoring", "matrix", "key_accounts", "data_quality", "ranking", "account", "kpis", "backtest")


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_and_states_a_finding(
    request: pytest.FixtureRequest, serve: Serve, data: str, page: str
) -> None:
    serve(request.getfixturevalue(data))
    app = opened(page)
    name = say(f"frame.page.{page}")
    assert 8 < len(title(app)) <= 100
    assert title(app).casefold() != name.casefold()
    if page != "account" or data == "nothing":
        assert name in subtitle(app)


def test_a_walk_through_the_menu_shows_what_addresses_show(serve: Serve, sample: Path) -> None:
    serve(sample)
    cold = {page: title(opened(page)) for page in PAGES}
    app = opened("overview")
    for page in reversed(PAGES):
        app.switch_page(_files()[page])
        assert title(again(app)) == cold[page]


def _files() -> dict[str, str]:
    from pages._shared.menu import MENU  # noqa: PLC0415 - Streamlit, only where it is asked for

    return {entry.name: entry.file for entry in MENU}


def test_the_menu_holds_these_pages_and_none_can_be_opened_beside_it() -> None:
    assert tuple(_files()) == PAGES
    assert not list((ROOT / "pages").glob("*.py")), "a page there can be opened without app.py"


@pytest.mark.parametrize("page", NEEDS_DATA)
def test_nothing_loaded_says_what_to_load_and_leads_there(serve: Serve, nothing: Path, page: str) -> None:
    serve(nothing)
    app = opened(page)
    assert "Import" in title(app)
    assert say(f"page.{page}.empty_body") in said(app)
    button, _ = app.button
    assert button.label == say("page.empty.action")
    assert button.proto.type == "primary"
    button.click()
    assert title(again(app)) == say("page.import.title_start")


def test_nothing_loaded_still_explains_the_methods(serve: Serve, nothing: Path) -> None:
    serve(nothing)
    app = opened("methods")
    assert title(app).startswith("Eight factors")
    assert not app.button


def test_a_fault_shows_a_reference_and_no_detail(
    serve: Serve, sample: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    serve(sample)
    monkeypatch.setattr(Analytics, "portfolio", broken)
    app = visit("ranking")
    assert [error.value for error in app.error] == [say("frame.failed")]
    assert not app.exception
    assert "secret detail" not in said(app)
    logged = [record for record in caplog.records if record.levelname == "ERROR"]
    assert any(str(record.args[0]) in said(app) for record in logged if record.args)


def test_a_refusal_shows_its_sentence(serve: Serve, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise Refused("pipeline.disk_full", needed=20, free=3)

    serve(sample)
    monkeypatch.setattr(Analytics, "portfolio", refused)
    app = visit("ranking")
    assert [error.value for error in app.error] == [say("pipeline.disk_full", needed=20, free=3)]
