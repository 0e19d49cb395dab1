"""Scoring: two sets side by side, the choice in the address, and how much weights can move at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.i18n import formats, say
from kam_analytics.pipeline import Analytics
from kam_analytics.scoring import balanced
from tests.app.driver import again, frames, opened, said, subtitle, title, unescaped

Serve = Callable[[Path], Path]

HEADLINE = "account_potential"


@pytest.fixture
def room(serve: Serve, sample: Path) -> Analytics:
    return Analytics.open(serve(sample))


def sides(app: AppTest) -> list[str | None]:
    return [box.value for box in app.selectbox]


def test_two_presets_stand_side_by_side(room: Analytics) -> None:
    app = opened("scoring", view="compare", a="balanced:1", b="find_emerging:1")
    found = room.side_by_side(HEADLINE, balanced(HEADLINE), room.weights(HEADLINE, "find_emerging"), 30)
    assert found.entering > 0
    assert title(app).startswith(f"{found.entering} of the top 30 change")
    assert all(part in title(app) for part in ("Balanced v1", "Find emerging v1", "by "))
    assert "from Balanced v1 to Find emerging v1" in subtitle(app)
    factors, enter, leave = frames(app)
    assert factors.iloc[0].tolist() == ["Current revenue", "10  (26%)", "5  (12%)", "−5"]
    assert factors["change"].tolist()[-1] == ""
    assert len(factors) == 8
    assert len(enter) == len(leave) == found.entering
    assert set(enter["factor"]) | set(leave["factor"]) <= set(factors["factor"]) | {say("page.scoring.by_others")}
    assert not app.slider
    assert not app.warning


@pytest.mark.usefixtures("room")
def test_the_choice_is_in_the_address_and_survives_a_reload() -> None:
    app = opened("scoring", view="compare")
    assert sides(app) == ["in_use", "protect_the_base:1"]
    assert (app.query_params["a"], app.query_params["b"]) == ("in_use", "protect_the_base:1")
    app.selectbox[0].set_value("equal:1")
    again(app)
    app.selectbox[1].set_value("find_emerging:1")
    again(app)
    app.number_input[0].set_value(10)
    again(app)
    address = dict(app.query_params)
    assert (address["a"], address["b"], address["top"], address["view"]) == (
        "equal:1", "find_emerging:1", "10", "compare",
    )  # fmt: skip
    linked = opened("scoring", **address)
    assert title(linked) == title(app)
    assert [frame.to_dict() for frame in frames(linked)] == [frame.to_dict() for frame in frames(app)]


@pytest.mark.usefixtures("room")
def test_a_set_beside_itself_moves_nobody() -> None:
    app = opened("scoring", view="compare", a="in_use", b="balanced:1")
    assert title(app) == say("page.scoring.compare_same", a="Balanced v1", b="Balanced v1", top=30)
    assert say("page.scoring.compare_equal") in said(app)


BAD = ("ours:7", "balanced:2", "balanced", "", "![x](http://evil.example):1", "²" * 3000, "draft")


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("asked", BAD, ids=lambda asked: asked[:12])
def test_a_linked_version_that_does_not_exist_is_said_and_replaced(asked: str) -> None:
    app = opened("scoring", view="compare", a="find_emerging:1", b=asked)
    assert sides(app) == ["find_emerging:1", "protect_the_base:1"]
    (warning,) = app.warning
    if asked == "draft":
        assert unescaped(warning.value) == say("page.scoring.no_draft", purpose="Account potential")
    else:
        assert f"“{asked[:60]}”" in unescaped(warning.value)
    assert app.query_params["b"] == "protect_the_base:1"
    assert not again(app).warning


@pytest.mark.usefixtures("room")
def test_an_unknown_view_shows_the_draft() -> None:
    app = opened("scoring", view="everything")
    assert app.slider
    assert "view" not in app.query_params


@pytest.mark.usefixtures("room")
def test_the_draft_can_be_one_side() -> None:
    draft = opened("scoring")
    draft.slider[0].set_value(0)
    again(draft)
    app = opened("scoring", view="compare", w=draft.query_params["w"])
    assert sides(app) == ["in_use", "draft"]
    assert say("page.scoring.draft") in title(app)
    assert frames(app)[0].iloc[0].tolist()[0] == "Current revenue"
    assert len(frames(app)[1]) == len(frames(draft)[0])


@pytest.mark.usefixtures("room")
def test_the_draft_outlives_the_other_views() -> None:
    app = opened("scoring")
    app.slider[0].set_value(0)
    again(app)
    before = title(app)
    for view in ("compare", "versions", "draft"):
        app.segmented_control(key="scoring_view").set_value(view)
        again(app)
    assert app.slider[0].value == 0
    assert title(app) == before
    app.segmented_control(key="scoring_view").set_value("compare")
    again(app)
    app.segmented_control(key="scoring_purpose").set_value("value")
    again(app)
    assert "w" not in app.query_params, "a draft of one purpose is none of another"
    assert "draft" not in app.selectbox[1].options


@pytest.mark.parametrize("purpose", ["account_potential", "value", "potential"])
def test_how_much_weights_can_move_is_said_with_figures(room: Analytics, purpose: str) -> None:
    app = opened("scoring", purpose=purpose, top="12")
    here = room.leverage(purpose, 12)
    there = room.leverage(HEADLINE if purpose == "potential" else "potential", 12)
    sentence = say(
        "page.scoring.leverage",
        draws=300,
        mean=formats.number(here.bounded.mean, 1),
        top=12,
        high=str(here.bounded.high),
    )
    assert sentence in said(app)
    assert formats.number(there.bounded.mean, 1) in said(app)
    assert (here.whole is None) == (purpose == "potential")
    assert 0 < min(here.bounded.mean, there.bounded.mean) < 12


def test_where_nothing_can_move_the_reason_is_said(serve: Serve, one: Path) -> None:
    serve(one)
    app = opened("scoring")
    assert say("page.scoring.leverage_none", reason=say("scoring.leverage.all_in", k=1)) in said(app)
