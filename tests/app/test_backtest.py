"""The back-test page: what it says of each verdict, and where there is none yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from kam_analytics.evaluation import Backtest
from kam_analytics.i18n import say, use
from kam_analytics.pipeline import Analytics
from tests.app.driver import again, cells, frames, opened, said, subtitle, texts, title
from tests.app.test_words import check
from tests.support.backtests import CUTOFFS, backtest, results, row, too_few, too_short

Serve = Callable[[Path], Path]
Kept = Callable[[Backtest | None], None]


@pytest.fixture
def kept(serve: Serve, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Let the sample have this back-test."""
    serve(sample)
    return lambda found: monkeypatch.setattr(Analytics, "backtest_kept", lambda _: found, raising=False)


def alts(found: Backtest, kept: Kept, **query: str) -> list[str]:
    kept(found)
    return [text.says for text in texts(opened("backtest", **query)) if text.where == "plotly_chart.alt"]


def test_without_a_result_it_says_why_it_is_worth_it_and_runs_when_asked(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Backtest] = []

    def run(_: Analytics) -> Backtest:
        done.append(backtest())
        return done[0]

    monkeypatch.setattr(Analytics, "backtest", run, raising=False)
    kept(None)
    monkeypatch.setattr(Analytics, "backtest_kept", lambda _: done[0] if done else None, raising=False)
    app = opened("backtest")
    assert title(app) == say("page.backtest.none_title")
    assert say("page.backtest.none_time") in said(app)
    assert not app.get("plotly_chart")
    app.button(key="backtest_run").click()
    again(app)
    assert len(done) == 1
    assert "Not predictable here" in title(app)


@pytest.mark.parametrize("horizon", [str(days) for days in CUTOFFS])
@pytest.mark.parametrize("question", ["growth", "revenue", "emerging", "retention"])
def test_every_question_and_horizon_is_whole(kept: Kept, question: str, horizon: str) -> None:
    for found in (backtest(), backtest(results(pipeline=0.12, ahead=0.05))):
        kept(found)
        app = opened("backtest", question=question, horizon=horizon)
        assert 8 < len(title(app)) <= 100
        assert "Back-test" in subtitle(app)
        assert ("not predictable here" in said(app)) == (found.verdict_code == "not_predictable")
        assert app.dataframe


@pytest.mark.parametrize(
    ("ahead", "pipeline", "question", "says"),
    [
        (0.0, 0.0, "growth", "Not predictable here: who of two equally large accounts will grow in 6 months"),
        (0.0, 0.12, "growth", "Open pipeline tells who grows at equal size; on revenue the score is not shown to"),
        (0.05, 0.0, "revenue", "The score finds more of the revenue than revenue itself; growth is not predictable"),
        (0.0, 0.0, "revenue", "On revenue the score is not shown to be better than revenue itself; growth is not"),
        (0.015, 0.0, "revenue", "On revenue the score is no better than revenue itself; growth is not predictable"),
        (-0.05, 0.0, "revenue", "On revenue the score is worse than revenue itself"),
        (0.0, 0.0, "emerging", "Potential does not find emerging accounts; growth is not predictable here"),
        (0.0, 0.0, "retention", "Renewal likelihood tells who stays at equal size (+0.11); growth is not predictable"),
    ],
)
def test_the_title_says_what_it_does_and_what_not(
    kept: Kept, ahead: float, pipeline: float, question: str, says: str
) -> None:
    kept(backtest(results(ahead=ahead, pipeline=pipeline)))
    assert title(opened("backtest", question=question)).startswith(says)


def test_choosing_writes_the_address_and_a_link_shows_the_same(kept: Kept) -> None:
    kept(backtest())
    app = opened("backtest")
    by_key = {group.key: group for group in app.get("button_group")}
    by_key["backtest_question"].set_value("retention")
    by_key["backtest_horizon"].set_value("364")
    again(app)
    assert app.query_params == {"question": "retention", "horizon": "364"}
    assert title(opened("backtest", question="retention", horizon="364")) == title(app)
    assert title(opened("backtest", question="fame", horizon="7")) == title(opened("backtest"))


def test_claims_stand_with_their_words(kept: Kept) -> None:
    kept(backtest(results(ahead=0.015)))
    text = said(opened("backtest"))
    assert "**Not supported.** 6 months ahead: Value is not shown to be better than smoothed revenue" in text
    assert "**Supported.** 6 months ahead: Account potential is as good as smoothed revenue, not better" in text
    assert "**Not supported.** 6 months ahead, at equal size: no score and no signal" in text
    assert "**Not tested.** People's judgement: Fit, Logo attractiveness. Whatever a figure shows" in text
    assert "12 months ahead:" not in text
    assert "`account.owner`, `opportunity.stage`" in text


def test_what_weights_the_past_suggests_stands_for_each_purpose(kept: Kept) -> None:
    kept(backtest(suggested="offered"))
    text = said(opened("backtest"))
    assert "For 3 purposes the past suggests other weights" in text
    assert "**Account potential.** In the 6 months after 30 Apr 2026, which the learned weights had not seen" in text
    kept(backtest(suggested="chance"))
    app = opened("backtest")
    assert "The past suggests no other weights" in said(app)
    assert "**Potential.** Nothing suggested: in the 6 months after 30 Apr 2026" in said(app)


def test_the_charts_say_what_they_show(kept: Kept) -> None:
    forest, likelihood, ranges = alts(backtest(), kept)
    assert ranges == "1 ranking with its 95% interval: Attainable revenue 91%."
    assert forest.startswith("13 rankings with their 95% intervals, ours first: Potential +0.010, Open pipeline +0.020")
    assert likelihood.startswith("Odds of staying, predicted against observed")
    curve, forest, *_ = alts(backtest(), kept, question="revenue")
    assert "the first 10% by Account potential hold 45%" in curve
    assert "Smoothed revenue 44%" in curve
    assert "Smoothed revenue" not in forest
    assert "Account potential 0.0 pts, Value 0.0 pts, Potential −6.0 pts" in forest


@pytest.mark.parametrize(
    ("gaps", "says"),
    [
        ([0.07] * 10, "Odds of staying were 7 points too high, on average"),
        ([-0.012] * 10, "Odds of staying were 1 point too low, on average"),
        ([0.004] * 10, "Odds of staying: 4.0 pts from what came, on average"),
        ([0.07, -0.07] * 5, "Odds of staying: 4.0 pts from what came, on average"),
    ],
)
def test_odds_are_too_high_or_too_low_where_the_side_is_clear(kept: Kept, gaps: list[float], says: str) -> None:
    found = backtest()
    shifted = found.reliability.assign(observed=found.reliability["predicted"] - gaps * len(CUTOFFS))
    kept(replace(found, reliability=shifted))
    assert says in said(opened("backtest", question="retention"))


def test_who_was_lost_is_caught_by_the_lowest_tenth(kept: Kept) -> None:
    curve, *_ = alts(backtest(), kept, question="retention")
    assert "the lowest 10% by Renewal likelihood hold 16%; Smoothed revenue 44%" in curve
    text = said(opened("backtest", question="retention"))
    assert "The tenth with the lowest renewal likelihood held 16% of the accounts lost; by smoothed revenue 44%" in text
    found = backtest()
    nobody = found.curves.assign(captured=found.curves["captured"].where(found.curves["outcome"] != "retention"))
    assert alts(replace(found, curves=nobody), kept, question="retention")[0].startswith("13 rankings")


def test_tables_carry_rho_twins_and_every_date(kept: Kept) -> None:
    kept(backtest(results(pipeline=0.12)))
    dates, every = frames(opened("backtest"))
    assert list(dates.columns) == ["ranking", "2025-10-31", "2026-04-30"]
    assert list(dates["ranking"][:3]) == ["Potential", "Account potential", "Value"]
    assert list(every["ranking"][:4]) == ["Potential", "Open pipeline", "Trend of revenue", "Account potential"]
    assert list(every["passed"][:5]) == [say("page.no"), say("page.yes"), say("page.no"), *["cannot"] * 2]
    first, pipeline = every.iloc[0], every.iloc[1]
    assert (first["excess"], first["interval"]) == ("0.010", "−0.020 to 0.040")
    assert (first["rho"], first["rho_twins"]) == ("0.080", "0.070")
    assert pipeline["excess"] == "0.120"
    assert "onward" not in every.columns, "no trend was told from noise"


def test_a_trend_says_what_it_tells_inside_the_window(kept: Kept) -> None:
    inside = pd.DataFrame([row(182, "signal:trend", "growth", "onward", 0.012)])
    kept(backtest(pd.concat([results(), inside])))
    cells = frames(opened("backtest"))[1].set_index("ranking")["onward"]
    assert cells.dropna().to_dict() == {"Trend of revenue": "0.012"}


@pytest.mark.parametrize(
    ("ahead", "question", "says"),
    [
        (0.05, "revenue", "Account potential holds more than smoothed revenue: +5.0 pts (+"),
        (0.0, "revenue", "Account potential is not shown to hold more than smoothed revenue: 0.0 pts (−"),
        (0.015, "revenue", "Account potential holds as much as smoothed revenue: +1.5 pts (−"),
        (-0.05, "revenue", "Account potential holds less than smoothed revenue: −5.0 pts (−"),
        (0.0, "retention", "Renewal likelihood tells who stays at equal size: +0.11, smoothed revenue"),
        (0.0, "emerging", "Potential cannot be told from chance: AUC 0."),
    ],
)
def test_the_forest_is_headed_by_the_answer_of_the_verdict(kept: Kept, ahead: float, question: str, says: str) -> None:
    kept(backtest(results(ahead=ahead)))
    text = said(opened("backtest", question=question))
    assert says in text.replace("\\", "")
    assert "chosen before the test" in text
    assert "intervals lie wholly" not in text


@pytest.mark.parametrize(
    ("low", "says"),
    [(0.51, "is above chance, but not shown to be above smoothed"), (0.49, "cannot be told from chance: AUC")],
)
def test_above_chance_alone_does_not_find_emerging_accounts(kept: Kept, low: float, says: str) -> None:
    rows = results()
    lead = (rows["ranking"] == "potential") & (rows["metric"] == "auc")
    rows.loc[lead, ["value", "low", "high"]] = 0.55, low, 0.59
    rows.loc[(rows["ranking"] == "ewma") & (rows["metric"] == "auc"), "value"] = 0.58
    kept(backtest(rows))
    assert says in said(opened("backtest", question="emerging"))


def test_every_figure_stands_in_the_unit_of_its_metric(kept: Kept) -> None:
    kept(backtest())
    dates, every = frames(opened("backtest", question="revenue"))
    cells = {(row.ranking, row.metric): row for row in every.itertuples()}
    share = cells["Account potential", say("backtest.metric.gain_10")]
    apart = cells["Account potential", say("backtest.metric.gain_10_minus_ewma")]
    assert re.fullmatch(r"\d+\.\d%", share.value)
    assert re.fullmatch(r"\d+\.\d% to \d+\.\d%", share.interval)
    assert re.fullmatch(r"[−+]?\d+\.\d pts", apart.value)
    assert all(cell.endswith(" pts") for cell in dates.drop(columns="ranking").to_numpy().ravel())
    (error,) = frames(opened("backtest", question="retention"))[1].query("metric == 'Calibration error'")["value"]
    assert error == "4.0 pts"


def test_a_factor_above_the_twins_is_not_drawn_as_evidence_of_growth(kept: Kept) -> None:
    judged = results()
    judged.loc[(judged["ranking"] == "growth_potential") & (judged["metric"] == "excess"), ["value", "low"]] = 0.3, 0.2
    kept(backtest(judged))
    app = opened("backtest")
    assert "0 of 3 candidates passed as evidence of growth" in said(app)
    (forest, *_) = [text.says for text in texts(app) if text.where == "plotly_chart.alt"]
    assert "Growth potential" not in forest
    (row,) = frames(app)[1].query("ranking == 'Growth potential'").to_dict("records")
    assert (row["excess"], row["passed"]) == ("0.300", "cannot")


def test_a_missing_figure_has_its_reason(kept: Kept) -> None:
    kept(backtest())
    every = frames(opened("backtest", question="revenue"))[1]
    missing = every[every["value"].isna()]
    assert list(zip(missing["ranking"], missing["reason"], strict=True)) == [
        ("Random order", say("backtest.no_figure"))
    ]
    assert (every[every["value"].notna()]["reason"] == "").all()


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (too_short(), "Too little history: 5 months are there, a first test takes 6"),
        (too_few(), "Too few accounts to claim anything: 91 could be ranked, 200 are needed"),
        (backtest(accounts=0), say("page.backtest.title_no_data")),
    ],
)
def test_where_nothing_can_be_claimed_no_figure_is_drawn(kept: Kept, found: Backtest, says: str) -> None:
    kept(found)
    app = opened("backtest")
    assert title(app) == says
    assert not app.get("plotly_chart")
    assert not app.dataframe
    assert say(found.verdict, **found.verdict_params) in said(app)


def test_a_horizon_without_dates_says_what_it_takes(kept: Kept) -> None:
    kept(backtest(cutoffs={**CUTOFFS, 364: ()}, months=18))
    app = opened("backtest", horizon="364")
    assert title(app) == "12 months ahead could not be tested: this takes 18 months of history"
    assert not app.get("plotly_chart")
    assert app.get("button_group")


@pytest.mark.parametrize("question", ["growth", "revenue", "emerging", "retention"])
def test_every_text_of_a_result_is_marked(kept: Kept, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    monkeypatch.setenv("KAM_LOCALE", "en-XA")
    use("en-XA")
    kept(backtest(judgement=()))
    app = opened("backtest", question=question)
    use("en")
    check(texts(app) + cells(app), {"account", "owner", "opportunity", "stage"})


def test_the_methods_say_how_each_figure_is_computed(serve: Serve, nothing: Path) -> None:
    serve(nothing)
    text = said(opened("methods"))
    assert say("backtest.metric_how.excess") in text
    assert say("backtest.metric_how.gain_10_minus_ewma") in text
