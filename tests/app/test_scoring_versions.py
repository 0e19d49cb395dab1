"""Scoring: versions, bringing one into use again, and what another page saved meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics
from kam_analytics.scoring import balanced
from tests.app.driver import again, frames, healthy, opened, press_in_dialog, said, title, unescaped

Serve = Callable[[Path], Path]

HEADLINE = "account_potential"
BEFORE = balanced(HEADLINE).factors


def saved(folder: Path, reason: str, by: str = "ann", **importance: int) -> None:
    """Save a version, as another process does."""
    room = Analytics.open(folder)
    used = room.weights_in_use(HEADLINE)
    room.save_weights(HEADLINE, "balanced", used.factors | importance, by, reason)


def press_use(app: AppTest, reason: str) -> AppTest:
    return press_in_dialog(app, "scoring_use", "scoring_use_yes", scoring_use_reason=reason)


def picked(app: AppTest, code: str) -> AppTest:
    app.selectbox(key=f"scoring_use_pick_{HEADLINE}").set_value(code)
    return again(app)


def test_nobody_has_saved_yet(serve: Serve, sample: Path) -> None:
    serve(sample)
    app = opened("scoring", view="versions")
    assert title(app) == say("page.scoring.versions_none", name="Balanced v1")
    assert say("page.scoring.versions_empty") in said(app)
    assert not app.dataframe
    assert not app.slider
    assert app.button(key="scoring_use").disabled
    options = app.selectbox(key=f"scoring_use_pick_{HEADLINE}").options
    assert options == ["Protect the base v1", "Find emerging v1", "Equal v1"], "what is in use is not offered"


def test_versions_say_who_when_why_and_what_changed(own: Serve, sample: Path) -> None:
    folder = own(sample)
    saved(folder, "workshop", effort=9, fit=0)
    saved(folder, "*review*", "bob", effort=3)
    app = opened("scoring", view="versions")
    assert title(app).startswith("Balanced v3 is in use since")
    (table,) = frames(app)
    assert table["name"].tolist() == [say("page.scoring.is_in_use", name="Balanced v3"), "Balanced v2"]
    assert table["by"].tolist() == ["bob", "ann"]
    assert table["reason"].tolist() == ["*review*", "workshop"]
    assert table["changed"].tolist() == [
        "Relative effort 9 → 3",
        f"Relative effort {BEFORE['effort']} → 9, Fit {BEFORE['fit']} → 0",
    ]


@pytest.mark.parametrize(("code", "name"), [("balanced:1", "Balanced v3"), ("find_emerging:1", "Find emerging v2")])
def test_an_earlier_version_and_a_preset_come_into_use(own: Serve, sample: Path, code: str, name: str) -> None:
    folder = own(sample)
    saved(folder, "workshop", effort=9)
    app = picked(opened("scoring", view="versions"), code)
    press_use(app, "it was *better*")
    healthy(app)
    assert [unescaped(text.value) for text in app.success] == [say("page.scoring.used", name=name, as_version=1)]
    room = Analytics.open(folder)
    used = room.weights_in_use(HEADLINE)
    assert used.counted == room.weights(HEADLINE, code).counted
    assert (used.reason, room.weights(HEADLINE, "balanced:2").factors["effort"]) == ("it was *better*", 9)
    assert title(app).startswith(f"{name} is in use since")
    draft = opened("scoring")
    assert [one.value for one in draft.slider] == list(used.factors.values())
    assert title(draft) == say("page.scoring.title_same", top=30)


def test_using_asks_for_a_reason_and_says_what_it_does(own: Serve, sample: Path) -> None:
    folder = own(sample)
    app = picked(opened("scoring", view="versions"), "find_emerging:1")
    press_use(app, "  ")
    assert say("page.nothing_changed") in app.error[0].value
    room = Analytics.open(folder)
    assert room.weights_in_use(HEADLINE) == balanced(HEADLINE)
    n = room.side_by_side(HEADLINE, balanced(HEADLINE), room.weights(HEADLINE, "find_emerging")).entering
    assert say("page.scoring.use_effect", n=n, top=30) in said(app)
    assert "Current revenue 10 → 5" in said(app)


def test_a_dialog_that_another_overtook_changes_nothing(
    own: Serve, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = own(sample)
    app = opened("scoring")
    app.slider[0].set_value(0)
    again(app)
    save = Analytics.save_weights

    def overtaken(self: Analytics, *args: object, **more: object) -> object:
        monkeypatch.setattr(Analytics, "save_weights", save)
        saved(folder, "theirs", "bob", effort=9)
        return save(self, *args, **more)

    monkeypatch.setattr(Analytics, "save_weights", overtaken)
    press_in_dialog(app, "scoring_save", "scoring_save_yes", scoring_save_reason="mine")
    (error,) = app.error
    assert "theirs" in error.value
    assert say("page.nothing_changed") in error.value
    used = Analytics.open(folder).weights_in_use(HEADLINE)
    assert (used.author, used.version, used.factors) == ("bob", 2, BEFORE | {"effort": 9})


def test_a_version_is_not_brought_back_over_one_that_nobody_saw(
    own: Serve, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = own(sample)
    app = picked(opened("scoring", view="versions"), "equal:1")
    use = Analytics.use_weights

    def overtaken(self: Analytics, *args: object, **more: object) -> object:
        saved(folder, "theirs", "bob", effort=9)
        return use(self, *args, **more)

    monkeypatch.setattr(Analytics, "use_weights", overtaken)
    press_use(app, "mine")
    assert "theirs" in app.error[0].value
    assert Analytics.open(folder).weights_in_use(HEADLINE).author == "bob"


def test_sliders_that_nobody_moved_follow_what_another_saved(own: Serve, sample: Path) -> None:
    folder = own(sample)
    app = opened("scoring")
    app.slider[0].set_value(4)
    again(app)
    saved(folder, "effort counts more", "bob", effort=9)
    again(app)
    values = dict(zip(BEFORE, (one.value for one in app.slider), strict=True))
    assert values == BEFORE | {"current_revenue": 4, "effort": 9}
    notice = say("page.scoring.moved_on", name="Balanced v2", author="bob", reason="effort counts more")
    assert [unescaped(info.value) for info in app.info] == [notice]
    press_in_dialog(app, "scoring_save", "scoring_save_yes", scoring_save_reason="size counts less")
    healthy(app)
    used = Analytics.open(folder).weights_in_use(HEADLINE)
    assert (used.version, used.factors) == (3, BEFORE | {"current_revenue": 4, "effort": 9})
    assert not app.info


def test_reset_ends_the_notice_of_another_version(own: Serve, sample: Path) -> None:
    folder = own(sample)
    app = opened("scoring")
    app.slider[0].set_value(4)
    again(app)
    saved(folder, "theirs", "bob", effort=9)
    again(app)
    assert app.info
    app.button(key="scoring_reset").click()
    again(app)
    assert not app.info
    assert title(app) == say("page.scoring.title_same", top=30)


def test_long_names_leave_a_title_its_finding_and_the_versions(own: Serve, sample: Path) -> None:
    folder = own(sample)
    room, name = Analytics.open(folder), "What the strategy team of the southern region agreed in May 20"
    for money in (9, 2):
        room.save_weights(HEADLINE, name, BEFORE | {"current_revenue": money}, "ann", "long")
    app = opened("scoring", view="compare", a=f"{name}:1", b=f"{name}:2")
    assert not app.warning
    assert len(title(app)) <= 100
    assert "of the top 30 change from" in title(app)
    assert all(part in title(app) for part in ("\u2026 v1", "\u2026 v2", "by Current revenue"))
