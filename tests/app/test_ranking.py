"""The account ranking: filters, their address, and what is shown when nothing matches."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.i18n import say
from tests.app.driver import again, click_name, frames, opened, said, title

Serve = Callable[[Path], Path]


@pytest.fixture
def app(serve: Serve, sample: Path) -> AppTest:
    serve(sample)
    return opened("ranking")


def select(app: AppTest, label: str) -> Any:
    return next(box for box in app.selectbox if box.label == label)


def rows(app: AppTest) -> int:
    (table,) = frames(app)
    return len(table)


def test_a_filter_narrows_the_table_and_stands_in_the_address(app: AppTest) -> None:
    everyone = rows(app)
    box = select(app, say("page.filter.region"))
    box.select_index(1)
    again(app)
    region = app.query_params["region"]
    table = frames(app)[0]
    assert 0 < len(table) < everyone
    assert set(table["region"]) == {region}
    assert say("page.ranking.download", n=len(table)) == app.download_button[0].label


def test_an_address_opens_with_its_filters(app: AppTest) -> None:
    everyone = rows(app)
    linked = opened("ranking", region="South", q="a", purpose="potential")
    table = frames(linked)[0]
    assert 0 < len(table) < everyone
    assert set(table["region"]) == {"South"}
    assert all("a" in name.casefold() for name in table["account"])
    assert "potential" in title(linked)
    assert linked.query_params == {"region": "South", "q": "a", "purpose": "potential"}


def test_the_segment_is_filtered_by_its_code(app: AppTest) -> None:
    everyone = rows(app)
    linked = opened("ranking", segment="keep")
    assert 0 < rows(linked) < everyone
    assert {tuple(cell) for cell in frames(linked)[0]["segment"]} == {("keep",)}


@pytest.mark.usefixtures("app")
def test_search_finds_by_id_and_by_part_of_a_name() -> None:
    assert list(frames(opened("ranking", q="10017"))[0]["account"]) == ["Lövsund Cellulosa AB"]
    assert {name[:7] for name in frames(opened("ranking", q=" lövsund "))[0]["account"]} == {"Lövsund"}


def test_a_click_on_a_name_opens_its_drawer_beside_the_list(app: AppTest) -> None:
    everyone = rows(app)
    click_name(app, 0, 6)
    (link,) = app.get("page_link")
    assert link.proto.label == say("page.open_the_account")
    assert "account=" in link.proto.query_string
    assert [metric.label for metric in app.metric][:2] == [say("page.column.value"), say("page.column.potential")]
    assert rows(app) == everyone


def test_nothing_matches_says_so_and_can_be_cleared(app: AppTest) -> None:
    everyone = rows(app)
    app.text_input[0].set_value("no such account")
    again(app)
    assert not app.dataframe
    assert say("page.filter.no_match") in said(app)
    assert "name or id with “no such account”" in said(app)
    assert app.query_params["q"] == "no such account"
    (clear,) = [button for button in app.button if button.label == say("frame.clear_filters")]
    clear.click()
    again(app)
    assert rows(app) == everyone
    assert app.query_params == {}
    assert not app.text_input[0].value


def test_clearing_takes_back_every_filter(app: AppTest) -> None:
    linked = opened("ranking", region="South", segment="keep", q="zzz", purpose="value")
    assert not linked.dataframe
    linked.button[0].click()
    again(linked)
    assert rows(linked) == rows(app)
    assert linked.query_params == {"purpose": "value"}


@pytest.mark.parametrize(
    "query",
    [
        {"region": "Atlantis"},
        {"industry": ""},
        {"segment": "nobody"},
        {"purpose": "fame"},
        {"purpose": "Account potential"},
        {"nonsense": "1"},
        {"region": "![x](http://evil.example)", "purpose": "<b>"},
    ],
)
def test_what_the_address_asks_for_and_nobody_knows_is_left_out(app: AppTest, query: dict[str, str]) -> None:
    linked = opened("ranking", **query)
    assert rows(linked) == rows(app)
    assert title(linked) == title(app)
    assert not {"region", "industry", "segment", "purpose"} & set(linked.query_params)


@pytest.mark.parametrize("purpose", ["value", "potential"])
def test_each_purpose_has_its_own_order_and_words(app: AppTest, purpose: str) -> None:
    app.segmented_control[0].set_value(purpose)
    again(app)
    assert app.query_params["purpose"] == purpose
    table = frames(app)[0]
    assert list(table["rank"]) == sorted(table["rank"])
    assert say(f"page.ranking.how_{purpose}") in said(app)


def test_the_keyboard_way_opens_an_account(app: AppTest) -> None:
    box = select(app, say("page.open_account"))
    name = box.options[7]
    box.select(box.options[7])
    again(app)
    assert name in title(app)
    assert app.query_params["account"]


def test_name_place_and_score_fit_the_width_of_a_phone(app: AppTest) -> None:
    assert list(frames(app)[0].columns)[:3] == ["account", "rank", "score"]
    phone, margins = 390, 2 * 15
    widths = json.loads(app.dataframe[0].proto.columns)
    shown = [widths[name]["width"] for name in ("account", "rank", "score")]
    assert sum(shown) <= phone - margins


def test_each_place_says_what_it_rests_on(app: AppTest) -> None:
    table = frames(app)[0]
    marks = {mark for (mark,) in table["mark"]}
    assert {"safe_in", "safe_out"} <= marks <= {"safe_in", "depends_weights", "depends_data", "safe_out"}
    assert table["chance"].sum() == pytest.approx(3000, abs=3)
    first = [mark for (mark,) in table["mark"]][:30]
    assert say("page.robustness.safe", n=first.count("safe_in"), k=30) in said(app)


def test_wider_weights_move_more_places_and_stand_in_the_address(app: AppTest) -> None:
    def unsure(shown: AppTest) -> int:
        return int(frames(shown)[0]["chance"].between(5, 95, inclusive="neither").sum())

    box, before = select(app, say("page.robustness.spread")), unsure(app)
    box.select("wide")
    again(app)
    assert app.query_params["spread"] == "wide"
    assert unsure(app) > before
    assert unsure(opened("ranking", spread="wide")) == unsure(app)
    assert unsure(opened("ranking", spread="none")) == before
