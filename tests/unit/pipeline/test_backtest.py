"""The back-test on simulated companies: nothing is claimed where nobody grows, and nothing is known too early."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kam_analytics.evaluation import Backtest
from kam_analytics.factors import all_factors
from kam_analytics.pipeline.backtesting import run
from kam_analytics.pipeline.calibrating import calibrate
from kam_analytics.pipeline.company import Company
from kam_analytics.pipeline.lessons import Plan, planned
from kam_analytics.pipeline.periods import cutoffs_of
from kam_analytics.scoring import PURPOSES, balanced
from tests.support.panels import NULL, PLAIN, Panel, simulate
from tests.support.simulated import company_of, day_of

DAYS = 800


def ran(panel: Panel, folder: Path) -> Backtest:
    company = company_of(panel, folder, panel.days - 1)
    weights = {purpose: balanced(purpose) for purpose in PURPOSES}
    return run(company, all_factors(), weights, version="v", k=30, cutoffs=None, horizons=(182,), judgement=["Fit"])


@pytest.fixture(scope="module")
def null(tmp_path_factory: pytest.TempPathFactory) -> Backtest:
    return ran(simulate(replace(NULL["lumpy"], accounts=700, days=DAYS), 5), tmp_path_factory.mktemp("null"))


def test_no_skill_is_claimed_where_nobody_grows(null: Backtest) -> None:
    assert null.verdict_code == "not_predictable"
    assert len(null.cutoffs[182]) == 4
    passed = null.results[(null.results["metric"] == "passed") & null.results["cutoff"].isna()]
    assert "potential" in set(passed["ranking"])
    assert not passed["value"].any()
    for ranking in ("potential", "account_potential", "growth_potential", "ewma", "reversion", "random"):
        row = null.figure(182, ranking, "growth", "excess")
        assert row is not None
        assert row["low"] <= 0.03, "no excess beyond its interval"
        assert abs(row["value"]) < 0.08


def test_size_tells_revenue_and_chance_tells_nothing(null: Backtest) -> None:
    def value(ranking: str, outcome: str, metric: str) -> float:
        row = null.figure(182, ranking, outcome, metric)  # type: ignore[arg-type]
        assert row is not None
        return float(row["value"])

    assert value("ewma", "revenue", "gain_10") > 0.3
    assert value("random", "revenue", "gain_10") == pytest.approx(0.1, abs=0.06)
    assert value("random", "emerging", "auc") == pytest.approx(0.5, abs=0.06)
    assert value("value", "revenue", "spearman_minus_ewma") > -0.01
    assert value("shuffled", "revenue", "lift") == pytest.approx(1.0, abs=0.05)


def test_weights_are_learned_before_the_date_that_judges_them_and_not_offered_by_chance(null: Backtest) -> None:
    assert [one.purpose for one in null.suggestions] == list(PURPOSES)
    for one in null.suggestions:
        assert (one.horizon, one.validated_on) == (182, null.cutoffs[182][-1])
        assert len(one.trained_on) == 2
        assert all(day + dt.timedelta(days=182) <= one.validated_on for day in one.trained_on)
        assert {"relationship", "fit", "logo"} <= set(one.kept), "without such data they told nobody apart"
        assert all(one.suggested[name] == one.current[name] for name in one.kept)
        assert not one.offered


def test_dates_of_other_horizons_are_learned_from_and_older_ones_added_for_a_year(tmp_path: Path) -> None:
    company = company_of(simulate(replace(PLAIN, accounts=5, days=1100), 1), tmp_path, 1099)

    def back(*days: int) -> tuple[dt.date, ...]:
        return tuple(company.end - dt.timedelta(days=one) for one in days)

    every = {horizon: tuple(cutoffs_of(company, horizon)) for horizon in (91, 182, 364)}
    assert planned(company, every, older=True) == Plan(364, back(910, 728, 364))
    assert planned(company, every, older=False) == Plan(182, back(637, 546, 455, 364, 182))
    assert planned(company, {91: every[91]}, older=True) == Plan(91, back(364, 273, 182, 91))
    assert planned(company, {364: back(728, 364)}, older=False) == Plan(364, back(728, 364)), (
        "one date, better than none"
    )
    assert planned(company, {364: back(364), 182: ()}, older=False) == Plan(182, ())


def test_a_short_history_and_few_accounts_say_so(tmp_path: Path) -> None:
    short = ran(simulate(replace(PLAIN, accounts=300, days=150), 1), tmp_path / "short")
    assert (short.verdict_code, len(short.results)) == ("too_little_history", 0)
    assert {one.code for one in short.suggestions} == {"too_little_history"}
    few = ran(simulate(replace(PLAIN, accounts=80, days=DAYS), 1), tmp_path / "few")
    assert few.verdict_code == "too_few_accounts"
    assert {one.code for one in few.suggestions} == {"too_few_accounts"}


def test_a_calibration_knows_nothing_of_what_comes_after(tmp_path: Path) -> None:
    panel = simulate(replace(PLAIN, accounts=400, days=DAYS), 2)
    cut = 600
    later = panel.day > cut
    poisoned = replace(panel, amount=np.where(later, panel.amount * 1000, panel.amount))

    def text(one: Panel, name: str) -> str:
        company = company_of(one, tmp_path / name, one.days - 1)
        then = company.until(day_of(cut))
        return calibrate(then, then.features(then.end), all_factors(), version="v").to_json()

    clean = text(panel, "clean")
    assert '"trial":{"averages"' in clean, "forecasts were tried on a window that had closed"
    assert '"support":{' in clean
    # the panel is laid out in files of 91 days that end at its last day, so days after the cut share a file with it
    assert text(poisoned, "poisoned") == clean


def test_a_window_that_has_not_closed_cannot_be_looked_at(tmp_path: Path) -> None:
    company: Company = company_of(simulate(replace(PLAIN, accounts=50, days=300), 1), tmp_path, 299)
    look: Callable[[], object] = lambda: company.outcome(company.end - dt.timedelta(days=90), 91)  # noqa: E731
    with pytest.raises(ValueError, match="ends after"):
        look()
