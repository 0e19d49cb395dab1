"""The verdict: what may be said of hand-made figures, and what never."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.evaluation.labels import horizon_label, ordered, ranking_label
from kam_analytics.evaluation.types import Backtest, Claim
from kam_analytics.evaluation.verdict import judge, months_needed, passed
from kam_analytics.i18n import say
from tests.support.backtests import CUTOFFS, backtest, growth, results, row, too_few, too_short

HALF = "182"


def of(claims: tuple[Claim, ...], start: str, days: str = HALF) -> list[Claim]:
    return [c for c in claims if c.code.startswith(f"backtest.claim.{start}") and c.params.get("days", days) == days]


def said(claims: tuple[Claim, ...]) -> str:
    return "\n".join(say(claim.code, **claim.params) for claim in claims)


def verdict_of(found: Backtest) -> str:
    return say(found.verdict, **found.verdict_params)


def judged(rows: pd.DataFrame) -> tuple[Claim, ...]:
    return judge(rows, accounts=800, cutoffs=CUTOFFS, months=36)[0]


def test_when_nothing_passed_growth_is_not_predictable() -> None:
    found = backtest()
    assert found.verdict_code == "not_predictable"
    assert "not predictable here" in verdict_of(found)
    (claim,) = of(found.claims, "growth")
    assert (claim.status, claim.outcome) == ("not_supported", "growth")


def test_a_signal_that_passed_is_named_with_its_excess() -> None:
    found = backtest(results(pipeline=0.12))
    assert found.verdict_code == "growth_supported"
    assert "not predictable" not in verdict_of(found)
    (claim,) = of(found.claims, "growth")
    assert claim.status == "supported"
    assert "Open pipeline told who would grow, by up to +0.12 (0.09 to 0.15)" in say(claim.code, **claim.params)


def test_the_verdict_names_the_horizons_at_which_growth_passed_and_at_which_not() -> None:
    whole = results(pipeline=0.12)
    told = "among accounts of the same size, something that was known before a date told who would grow"
    everywhere = verdict_of(backtest(whole))
    assert everywhere.startswith(f"3 months, 6 months and 12 months ahead, {told}")
    assert "nothing did" not in everywhere
    weak = (whole["ranking"] == "signal:pipeline") & whole["horizon"].isin([91, 182])
    year = verdict_of(backtest(whole[~weak]))
    assert year.startswith(f"12 months ahead, {told}")
    assert year.endswith("3 months and 6 months ahead, nothing did.")
    few = weak & (whole["horizon"] == 91)
    unread = whole.assign(n=whole["n"].where(whole["horizon"] != 182, 199))[~few]
    assert verdict_of(backtest(unread)).endswith("nobody grows. 3 months ahead, nothing did."), "6 months: not tested"


@pytest.mark.parametrize(
    ("ranking", "excess", "width", "told"),
    [
        ("signal:pipeline", 0.08, 0.07, ["signal:pipeline"]),
        ("signal:pipeline", 0.08, 0.09, []),  # the interval reaches zero
        ("signal:pipeline", 0.049, 0.01, []),  # smaller than what panels differ by
        ("potential", 0.06, 0.02, ["potential"]),
        ("reversion", 0.30, 0.02, []),  # a naive ranking is no claim of ours
    ],
)
def test_growth_is_claimed_only_of_what_passes(ranking: str, excess: float, width: float, told: list[str]) -> None:
    rows = pd.DataFrame(growth(182, ranking, excess + 0.02, 0.02, width))
    assert passed(rows, 182) == told
    flagged = rows.assign(value=rows["value"].where(rows["metric"] != "passed", 1.0))
    assert passed(flagged, 182) == told, "a flag alone is not believed"


@pytest.mark.parametrize(
    ("ahead", "way", "status"),
    [
        (0.05, "better", "supported"),
        (0.015, "equal", "supported"),
        (0.005, "open", "not_supported"),
        (-0.05, "worse", "not_supported"),
    ],
)
def test_better_is_said_only_above_zero(ahead: float, way: str, status: str) -> None:
    claim = of(judged(results(ahead=ahead)), "revenue")[0]
    assert (claim.code, claim.status) == (f"backtest.claim.revenue_{way}", status)
    assert claim.params["name"] == "Account potential"
    if way == "equal":
        assert "not better: 54% of revenue in the first tenth against 52% (difference −0.5 pts to +3.5 pts)" in say(
            claim.code, **claim.params
        )
    if way == "open":
        assert "is not shown to be better than smoothed revenue, and up to 1.5 pts worse is possible: 52% of" in say(
            claim.code, **claim.params
        )


@given(st.floats(-0.5, 0.5), st.floats(0.001, 0.4))
def test_the_word_for_revenue_follows_the_interval(value: float, width: float) -> None:
    rows = pd.DataFrame(
        [
            row(182, "value", "revenue", "gain_10_minus_ewma", value, width),
            row(182, "value", "revenue", "gain_10", 0.5),
            row(182, "ewma", "revenue", "gain_10", 0.5),
        ]
    )
    claims, _, _ = judge(rows, accounts=800, cutoffs={182: CUTOFFS[182]}, months=36)
    (claim,) = [c for c in of(claims, "revenue") if c.params["name"] == "Value"]
    assert claim.code.endswith("better") == (value - width > 0)
    assert claim.code.endswith("worse") == (value + width < 0)
    assert (claim.status == "supported") == (round(value - width, 3) >= -0.01 and value + width >= 0)


def test_zero_has_no_sign() -> None:
    found = results(ahead=0.02)
    found.loc[found["metric"] == "rho", ["value", "low", "high"]] = 0.001, -0.001, 0.004
    (claim,) = of(judged(found), "retention")
    assert (claim.params["value"], claim.params["low"]) == ("0.00", "0.00")
    assert of(judged(found), "revenue")[0].params["low"] == "0.0 pts"


def test_retention_is_told_by_its_interval_and_by_how_much() -> None:
    (claim,) = of(judged(results()), "retention")
    assert claim.params | {"name": "Renewal likelihood", "value": "+0.11", "low": "0.08"} == claim.params
    weak = results()
    weak.loc[(weak["outcome"] == "retention") & (weak["metric"] == "rho"), ["value", "low", "high"]] = (
        0.02,
        -0.01,
        0.05,
    )
    (claim,) = of(judged(weak), "retention")
    assert claim.status == "not_supported"


@pytest.mark.parametrize(("lift", "code"), [(1.05, "clean"), (0.95, "clean"), (1.06, "leak"), (0.94, "leak")])
def test_shuffled_outcomes_show_leaks(lift: float, code: str) -> None:
    (claim,) = of(judged(results(lift=lift)), "shuffled")
    assert claim.code == f"backtest.claim.shuffled_{code}"


def test_too_few_accounts_claim_nothing() -> None:
    found = too_few()
    assert found.verdict_code == "too_few_accounts"
    assert {claim.status for claim in found.claims} == {"not_tested"}
    assert "91 accounts could be ranked; nothing is claimed on fewer than 200" in said(found.claims)


def test_a_figure_of_a_small_panel_is_not_read() -> None:
    small = results(pipeline=0.3, ahead=0.3).assign(n=199)
    claims, code, _ = judge(small, accounts=800, cutoffs=CUTOFFS, months=36)
    assert code == "not_predictable"
    assert {claim.status for claim in claims} == {"not_tested"}


def test_too_little_history_says_how_much_is_needed() -> None:
    found = too_short(5)
    assert (found.verdict_code, found.claims[0].params) == ("too_little_history", {"months": "5", "needed": "6"})


def test_a_horizon_without_dates_is_not_tested() -> None:
    claims, _, _ = judge(results(), accounts=800, cutoffs={**CUTOFFS, 364: ()}, months=18)
    (claim,) = [c for c in claims if c.params.get("days") == "364"]
    assert say(claim.code, **claim.params) == "12 months ahead: this takes 18 months of history."


def test_nothing_ranked_is_no_data() -> None:
    claims, code, sentence = judge(results().head(0), accounts=0, cutoffs={}, months=0)
    assert (claims, code, sentence) == ((), "no_data", "backtest.verdict.no_data")


def test_judgement_is_listed_as_not_tested() -> None:
    (claim,) = of(backtest().claims, "judgement")
    assert claim.status == "not_tested"
    assert "Fit, Logo attractiveness" in said((claim,))


def test_months_of_history() -> None:
    assert [months_needed(days) for days in (91, 182, 364)] == [6, 9, 18]


def test_names_of_rankings_and_horizons() -> None:
    assert [horizon_label(days) for days in (91, 182, 364, 30, 45)] == [
        "3 months", "6 months", "12 months", "1 month", "45 days",
    ]  # fmt: skip
    names = ("signal:pipeline", "ewma", "fit", "signal:unheard_of")
    assert [ranking_label(name) for name in names] == ["Open pipeline", "Smoothed revenue", "Fit", "unheard_of"]


def test_the_same_figures_give_the_same_claims() -> None:
    shuffled = results(pipeline=0.12).sample(frac=1, random_state=3)
    assert judged(shuffled) == judged(results(pipeline=0.12))


def test_ours_stand_first_then_signals_by_figure_then_naive_ones() -> None:
    names = ["ewma", "fit", "signal:trend", "potential", "account_potential", "random", "logo"]
    rows = pd.DataFrame({"ranking": names, "value": [0.9, 0.1, 0.3, 0.0, -0.1, 0.5, 0.1]})
    assert list(ordered(rows)["ranking"]) == [
        "account_potential", "potential", "signal:trend", "fit", "logo", "ewma", "random",
    ]  # fmt: skip
