"""Suggested weights on the scoring page: offered with gain and interval, put on the sliders, never saved unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kam_analytics.evaluation import Backtest
from kam_analytics.evaluation.suggest import told
from kam_analytics.evaluation.types import SuggestionCode
from kam_analytics.i18n import say, use
from kam_analytics.pipeline import Analytics
from tests.app.driver import again, cells, frames, opened, said, texts, title
from tests.app.test_words import check
from tests.support.backtests import backtest, suggestion

Serve = Callable[[Path], Path]
Kept = Callable[[Backtest | None], None]
SILENT: tuple[SuggestionCode, ...] = ("chance", "small", "unchanged", "not_measured", "too_few_accounts",
                                      "too_little_history")  # fmt: skip


@pytest.fixture
def kept(serve: Serve, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Let the sample have this back-test."""
    serve(sample)
    return lambda found: monkeypatch.setattr(Analytics, "backtest_kept", lambda _: found)


def test_it_runs_when_asked_and_then_shows_what_it_found(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Backtest] = []
    monkeypatch.setattr(Analytics, "backtest", lambda _: done.append(backtest(suggested="offered")))
    kept(None)
    monkeypatch.setattr(Analytics, "backtest_kept", lambda _: done[0] if done else None)
    app = opened("scoring")
    assert "Whether the past suggests other weights for Account potential has not been tested yet" in said(app)
    app.button(key="backtest_run").click()
    again(app)
    assert len(done) == 1
    assert "Other weights for Account potential would have found more of the revenue: +6.0 pts" in said(app)


def test_an_offer_moves_the_sliders_when_asked_and_saves_nothing(kept: Kept, sample: Path) -> None:
    kept(backtest(suggested="offered"))
    app = opened("scoring", purpose="value")
    found = suggestion("offered", "value")
    assert say(told(found)[0], **told(found)[1]) in said(app)
    assert "Rank correlation with next revenue: 0.600 in use, 0.620 learned." in said(app)
    assert "Learned from 31 Oct 2025; judged on 780 accounts" in said(app)
    table = frames(app)[-1]
    assert list(table["used"]) == list(found.current.values())
    assert list(table["suggested"]) == list(found.suggested.values())
    assert "Unchanged for want of data on a past date: Logo attractiveness" in said(app)
    assert [slider.value for slider in app.slider] == list(found.current.values())
    app.button(key="scoring_suggestion").click()
    again(app)
    assert [slider.value for slider in app.slider] == list(found.suggested.values())
    assert app.query_params["w"] == "-".join(map(str, found.suggested.values()))
    assert not app.button(key="scoring_save").disabled
    assert Analytics.open(sample).weights_in_use("value").version == 1


@pytest.mark.parametrize("code", SILENT)
def test_where_nothing_is_offered_the_reason_stands_and_no_button(kept: Kept, code: SuggestionCode) -> None:
    kept(backtest(suggested=code))
    app = opened("scoring", purpose="potential")
    assert "The past suggests no other weights for Potential" in said(app)
    found = suggestion(code, "potential")
    assert say(told(found)[0], **told(found)[1]) in said(app)
    assert not [button for button in app.button if button.key in {"scoring_suggestion", "backtest_run"}]
    assert title(app) == say("page.scoring.title_same", top=30)


@pytest.mark.parametrize("code", ["offered", "small", None])
def test_every_text_is_marked(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, data_words: set[str], code: SuggestionCode | None
) -> None:
    monkeypatch.setenv("KAM_LOCALE", "en-XA")
    use("en-XA")
    kept(backtest(suggested=code) if code else None)
    app = opened("scoring")
    use("en")
    check(texts(app) + cells(app), data_words)
