"""Silent accounts are flagged on their own page; odds of staying say how they were learned and how well they held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from kam_analytics.i18n import formats, say
from kam_analytics.pipeline import Analytics
from pages._shared.data import analytics
from tests.app.driver import opened, said
from tests.support.backtests import CUTOFFS, backtest
from tests.support.workspaces import invented

Serve = Callable[[Path], Path]
FLAGS = ("quiet", "stopped", "never")


@pytest.fixture(scope="module")
def supplier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company: three years, in which some stop ordering."""
    return invented(tmp_path_factory, "default") / "ws"


@pytest.fixture
def features(serve: Serve, supplier: Path) -> pd.DataFrame:
    serve(supplier)
    return analytics().scope().features.set_index("account_id")


def flags(account: str) -> list[str]:
    text = said(opened("account", account=account))
    return [flag for flag in FLAGS if say(f"page.silence.badge_{flag}") in text]


def test_a_quiet_account_says_since_when_and_what_it_does_to_the_score(features: pd.DataFrame) -> None:
    account = analytics().quiet()[0]
    row, factors = features.loc[account], analytics().ranking().account(account)["factors"]
    text = said(opened("account", account=account))
    date = formats.date(pd.Timestamp(row["last_on"]).date())
    assert say("page.silence.quiet", date=date, n=int(row["recency_days"])) in text
    assert say("page.silence.gap", n=round(row["mean_gap_days"])) in text
    assert f"it is at {formats.number(factors['renewal_likelihood']['value'])} of 100, which makes" in text
    counted = factors["current_revenue"]["evidence"]["money"]
    assert f"The score counts {formats.money(counted, 'EUR')} of revenue a year" in text
    assert flags(account) == ["quiet"]


def test_who_ordered_lately_who_a_year_ago_and_who_never(features: pd.DataFrame) -> None:
    recency = features["recency_days"]
    buying = features.index[(recency < 20) & ~features.index.isin(analytics().quiet())][0]
    assert flags(buying) == []
    assert flags(features.index[recency > 365][0]) == ["stopped"]
    assert flags(features.index[recency.isna()][0]) == ["never"]


@pytest.mark.usefixtures("features")
def test_every_quiet_account_of_the_overview_is_within_the_year() -> None:
    recency = analytics().scope().features.set_index("account_id")["recency_days"]
    assert recency.loc[analytics().quiet()].between(31, 365).all()


@pytest.mark.usefixtures("features")
def test_odds_say_how_they_were_learned_and_lead_to_the_back_test() -> None:
    learned = analytics().scope().calibration.staying
    for app in (opened("overview"), opened("account")):
        text = said(app)
        assert f"Odds of staying were learned at {learned['dates']} dates" in text
        assert f"from {formats.count(learned['rows'])} accounts" in text
        assert say("page.odds.untested") in text
        (link,) = [one for one in app.get("page_link") if one.proto.label == say("page.support.open")]
        assert link.proto.query_string == f"question=retention&horizon={learned['horizon']}"
    hints = [one.help for one in opened("overview").metric if one.help and say("page.odds.untested") in one.help]
    assert len(hints) == 2


@pytest.mark.usefixtures("features")
@pytest.mark.parametrize(
    ("gaps", "says"),
    [
        ([0.07] * 10, say("page.odds.high", n=7)),
        ([-0.012] * 10, say("page.odds.low", n=1)),
        ([0.07, -0.07] * 5, say("page.odds.apart", error="4.0 pts")),
    ],
)
def test_where_the_back_test_was_run_its_figure_stands_beside_the_money(
    monkeypatch: pytest.MonkeyPatch, gaps: list[float], says: str
) -> None:
    found = backtest()
    shifted = found.reliability.assign(observed=found.reliability["predicted"] - gaps * len(CUTOFFS))
    monkeypatch.setattr(Analytics, "backtest_kept", lambda _: replace(found, reliability=shifted))
    assert says in said(opened("overview"))
    assert says in said(opened("account"))


def test_without_odds_there_is_no_caveat(serve: Serve, one: Path) -> None:
    serve(one)
    assert analytics().outlook().horizon is None
    text = said(opened("overview"))
    assert "Odds of staying were learned" not in text
    assert say("page.odds.untested") not in text
