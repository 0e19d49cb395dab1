"""The page of one account: opened by its address, and an address that nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.i18n import say
from pages._shared.data import portfolio
from tests.app.driver import again, click_name, frames, opened, said, subtitle, title

Serve = Callable[[Path], Path]


@pytest.fixture
def first(serve: Serve, sample: Path) -> AppTest:
    serve(sample)
    return opened("account")


def test_the_address_opens_its_account(first: AppTest) -> None:
    app = opened("account", account="10017")
    assert title(app).startswith("Lövsund Cellulosa AB ")
    assert "10017" in subtitle(app)
    assert title(app) != title(first)
    assert app.query_params["account"] == "10017"


def test_without_an_address_the_first_of_the_ranking_is_shown(first: AppTest) -> None:
    assert frames(opened("ranking"))[0]["account"].iloc[0] in title(first)


def test_another_account_is_chosen_on_the_page(first: AppTest) -> None:
    box = first.selectbox[0]
    name = box.options[3]
    box.select(name)
    again(first)
    assert name in title(first)
    assert "account" in first.query_params
    assert first.selectbox[0].value is not None


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("purpose", ["value", "potential", "fame"])
def test_the_purpose_stands_in_the_address(purpose: str) -> None:
    app = opened("account", account="10017", purpose=purpose)
    assert app.query_params.get("purpose", "fame") == purpose


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize(("asked", "near"), [("10017X", "10017"), ("Lovsund Celulosa", "Lövsund Cellulosa AB")])
def test_an_unknown_account_names_those_that_come_near(asked: str, near: str) -> None:
    app = opened("account", account=asked)
    assert asked in title(app)
    assert say("page.account.unknown_near") in said(app)
    links = app.get("page_link")
    assert 0 < len(links) <= 5
    assert any(near in link.proto.label for link in links)
    assert all("account=" in link.proto.query_string for link in links)


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("asked", ["", " ", "ϟϟϟ", "![x](http://evil.example/x.png)", "x" * 5000, "0"])
def test_an_account_that_nobody_knows_leads_on(asked: str) -> None:
    app = opened("account", account=asked)
    assert len(title(app)) <= 100
    known = (say("page.account.unknown_near"), say("page.account.unknown_none"))
    assert any(text in said(app) for text in known)


def test_one_account_alone_has_its_page(serve: Serve, one: Path) -> None:
    serve(one)
    app = opened("account", account="A-1")
    assert title(app).startswith("Only Pumps AG")
    assert say("page.growth_na") in said(app)


@pytest.mark.parametrize(("page", "query"), [("overview", {}), ("matrix", {}), ("scoring", {"w": "0-10-0-5-2-4-4-2"})])
def test_a_name_in_a_table_leads_to_its_account(serve: Serve, sample: Path, page: str, query: dict[str, str]) -> None:
    serve(sample)
    app = opened(page, **query)
    name = frames(app)[0]["account"].iloc[1]
    click_name(app, 0, 1)
    assert title(app).startswith(name[:40])
    assert set(app.query_params) == {"account"}


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("purpose", ["account_potential", "value", "potential"])
def test_it_says_what_would_move_the_account_over_the_line(purpose: str) -> None:
    order = frames(opened("ranking", purpose=purpose))[0]
    for row, way in ((0, "leave"), (-1, "enter")):
        name = order["account"].iloc[row]
        app = opened("account", account=ids()[name], purpose=purpose)
        assert say(f"page.border.{way}", k=30) in said(app)
        assert say("page.border.note") in said(app)
        assert say("page.border.chance", k=30, chance=chance(order["chance"].iloc[row]), draws="1,000") in said(app)
        assert list(frames(app)[0].columns)[:2] == ["factor", "own"]


def test_the_only_account_has_no_line_and_nobody_beside_it(serve: Serve, one: Path) -> None:
    serve(one)
    app = opened("account", account="A-1")
    assert say("page.border.all", k=1) in said(app)
    assert say("page.compare.none") in said(app)


def ids() -> dict[str, str]:
    frame = portfolio().frame
    return dict(zip(frame["name"], frame["account_id"], strict=True))


def chance(percent: float) -> str:
    return f"{percent:.0f}%" if percent in {0.0, 100.0} or 1 <= percent <= 99 else "< 1%" if percent < 1 else "> 99%"
