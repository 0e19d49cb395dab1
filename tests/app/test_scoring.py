"""Scoring: what moving a weight would change, the draft in the address, and saving it as a version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics
from tests.app.driver import again, frames, healthy, opened, press_in_dialog, said, subtitle, title

Serve = Callable[[Path], Path]


@pytest.fixture
def app(serve: Serve, sample: Path) -> AppTest:
    serve(sample)
    return opened("scoring")


def moved(app: AppTest, importance: int = 0) -> AppTest:
    app.slider[0].set_value(importance)
    return again(app)


def test_weights_in_use_change_nothing(app: AppTest) -> None:
    assert title(app) == say("page.scoring.title_same", top=30)
    assert app.button(key="scoring_save").disabled
    assert "w" not in app.query_params


def test_a_slider_changes_the_title_the_tables_and_the_address(app: AppTest) -> None:
    moved(app)
    enter, leave = frames(app)
    assert len(enter) == len(leave) > 0
    assert title(app) == say("page.scoring.title", n=len(enter), top=30)
    assert app.query_params["w"].startswith("0-")
    assert not app.button(key="scoring_save").disabled


def test_the_address_opens_the_draft(app: AppTest) -> None:
    moved(app)
    linked = opened("scoring", w=app.query_params["w"])
    assert title(linked) == title(app)
    assert not linked.warning
    assert [slider.value for slider in linked.slider] == [slider.value for slider in app.slider]
    assert linked.query_params["w"] == app.query_params["w"]


def test_reset_puts_everything_back(app: AppTest) -> None:
    used = [slider.value for slider in app.slider]
    moved(app)
    app.button(key="scoring_reset").click()
    again(app)
    assert [slider.value for slider in app.slider] == used
    assert title(app) == say("page.scoring.title_same", top=30)
    assert "w" not in app.query_params


UNREADABLE = (
    "",
    "10",
    "a-b-c",
    "10-6-6-5-2-4-4-99",
    "10.5-6-6-5-2-4-4-2",
    "9" * 5000,
    "0-0-0-0-0-0-0-0-0",
    "-".join(["-1"] * 8),
)


@pytest.mark.parametrize("asked", UNREADABLE, ids=lambda asked: asked[:20])
def test_a_draft_that_cannot_be_read_is_left_out(app: AppTest, asked: str) -> None:
    linked = opened("scoring", w=asked)
    assert title(linked) == title(app)
    assert "w" not in linked.query_params
    unread = say("page.scoring.no_draft", purpose=say("scoring.purpose.account_potential"))
    assert [text.value for text in linked.warning] == [unread]
    moved(linked)
    assert not linked.warning
    assert linked.query_params["w"].startswith("0-")


@pytest.mark.parametrize("part", ["²", "9" * 5000], ids=["superscript", "endless"])
def test_a_draft_of_digits_that_are_no_number_is_left_out(app: AppTest, part: str) -> None:
    linked = opened("scoring", w="-".join([part] * 8))
    assert title(linked) == title(app)
    assert "w" not in linked.query_params


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("top", ["0", "-5", "many", "99999", "1e3", "²"])
def test_places_that_cannot_be_are_mended(top: str) -> None:
    linked = opened("scoring", top=top)
    assert 1 <= linked.number_input[0].value <= 120


def test_nothing_counts_is_said(app: AppTest) -> None:
    linked = opened("scoring", w="-".join(["0"] * 8))
    assert "w" in linked.query_params or title(linked) == title(app)


def test_a_draft_does_not_leak_into_another_purpose(app: AppTest) -> None:
    moved(app)
    app.segmented_control[0].set_value("value")
    again(app)
    assert title(app) == say("page.scoring.title_same", top=30)
    assert "w" not in app.query_params


@pytest.mark.usefixtures("app")
def test_revenue_has_no_place_in_potential() -> None:
    linked = opened("scoring", purpose="potential")
    assert linked.slider[0].disabled
    assert say("page.scoring.no_money_base") in said(linked)


def test_factors_without_data_are_disabled_and_say_why(app: AppTest) -> None:
    idle = [slider for slider in app.slider if slider.disabled]
    # relationship and logo: the sample has neither contacts and activities nor ratings
    assert len(idle) == 2
    assert len(app.caption) == 2


def press_save(app: AppTest, reason: str) -> AppTest:
    return press_in_dialog(app, "scoring_save", "scoring_save_yes", scoring_save_reason=reason)


def test_saving_asks_for_a_reason(own: Serve, sample: Path) -> None:
    folder = own(sample)
    app = moved(opened("scoring"))
    press_save(app, "  ")
    assert len(app.error) == 1
    assert say("page.nothing_changed") in app.error[0].value
    assert Analytics.open(folder).weights_in_use("account_potential").version == 1


@pytest.mark.parametrize(
    ("user", "line"),
    [
        (None, "Recorded as local; set KAM_USER to your name before the start to be named."),
        ("ann_b", r"Recorded as ann\_b."),
    ],
)
def test_the_dialog_says_under_which_name_it_is_recorded(
    monkeypatch: pytest.MonkeyPatch, own: Serve, sample: Path, user: str | None, line: str
) -> None:
    own(sample)
    monkeypatch.setenv("KAM_USER", user or "")
    app = moved(opened("scoring"))
    app.button(key="scoring_save").click()
    again(app)
    assert line in [caption.value for caption in app.caption]


def test_saving_makes_the_next_version_and_uses_it(own: Serve, sample: Path) -> None:
    folder = own(sample)
    app = moved(opened("scoring"))
    press_save(app, "We look for *growth*")
    healthy(app)
    assert [text.value for text in app.success] == [say("page.scoring.saved", name="Balanced v2")]
    assert title(app) == say("page.scoring.title_same", top=30)
    assert "w" not in app.query_params
    used = Analytics.open(folder).weights_in_use("account_potential")
    assert (used.version, used.reason) == (2, "We look for *growth*")
    assert next(iter(used.factors.values())) == 0
    app.segmented_control[0].set_value("value")
    again(app)
    assert not app.success, "it was said of the other purpose"
    assert "Balanced v2" in subtitle(opened("ranking"))
    assert "Balanced v1" in subtitle(opened("ranking", purpose="value"))


def test_an_older_version_can_be_started_from(own: Serve, sample: Path) -> None:
    own(sample)
    app = moved(opened("scoring"))
    press_save(app, "growth")
    app = opened("scoring")
    before = next(name for name in app.selectbox[0].options if name.endswith("v1"))
    app.selectbox[0].select(before)
    again(app)
    assert app.slider[0].value == 10
    assert title(app) != say("page.scoring.title_same", top=30)
