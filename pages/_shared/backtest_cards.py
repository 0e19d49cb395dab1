"""The evidence of a back-test: gain curve, forest of rankings, claims, likelihoods and ranges."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from kam_analytics import charts
from kam_analytics.charts import SCREEN
from kam_analytics.evaluation import Backtest, Claim
from kam_analytics.evaluation.labels import NAIVE, OURS, horizon_label, ranking_label
from kam_analytics.evaluation.suggest import told
from kam_analytics.evaluation.verdict import candidate, passed
from pages._shared.backtest_view import LEADS, METRIC, View, leading, lined_up
from pages._shared.components import finding_card, show_chart, too_little
from pages._shared.menu import open_page
from pages._shared.odds import error_of, points_off
from pages._shared.words import formats, label, say, tell

__all__ = ["claims", "coverage", "evidence", "reliability", "suggestions"]

BASELINE = "ewma"
TENTH = 0.1
PROMISED = 0.9
"""Share of the accounts that a range is to hold."""
CHANCE = {"emerging": 0.5}
ICONS = {
    "supported": ":green[:material/check:]",
    "not_supported": ":red[:material/close:]",
    "not_tested": ":gray[:material/remove:]",
}


def evidence(shown: View, verdict: str) -> None:
    """Draw gain curve and claims beside the forest; where a question has no curve, the forest alone above them."""
    curves = shown.found.curves.dropna(subset="captured")
    mine = curves[(curves["horizon"] == shown.horizon) & (curves["outcome"] == shown.question)]
    own = next((r for r in LEADS[shown.question] if r in set(mine["ranking"])), None)
    if own is None:
        _forest(shown)
        claims(shown.claims, verdict)
        return
    left, right = st.columns(2)
    with left:
        _gain(shown, mine, own)
        claims(shown.claims, verdict)
    with right:
        _forest(shown)


def _gain(shown: View, curves: pd.DataFrame, own: str) -> None:
    drawn = curves[curves["ranking"].isin([own, BASELINE])]
    drawn = drawn.assign(name=[ranking_label(r) for r in drawn["ranking"]])
    held = {r: charts.captured_at(rows, TENTH) for r, rows in drawn.groupby("ranking")}
    params = {"name": ranking_label(own).lower(), "share": formats.share(held[own])}
    lost = shown.question == "retention"
    if not lost:
        params["what"] = say(f"page.backtest.gain_what.{shown.question}")
    title = "lost_title" if lost else "gain_title"
    if BASELINE in held and own != BASELINE:
        others = {"other": ranking_label(BASELINE).lower(), "others": formats.share(held[BASELINE])}
        heading = tell(f"page.backtest.{title}", **params, **others)
    else:
        heading = tell(f"page.backtest.{title}_alone", **params)
    with finding_card(heading, say(f"page.backtest.gain_note.{shown.question}")):
        chart = charts.gain(drawn, palette=SCREEN, highlight=own, lost=lost)
        show_chart(chart, f"backtest-gain-{shown.question}-{shown.horizon}")


def _forest(shown: View) -> None:
    """Draw the figure that answers the question for every ranking, with its interval."""
    rows = shown.rows[shown.rows["metric"] == METRIC[shown.question]].dropna(subset=["value"])
    rows = lined_up(rows, shown.question)
    line = CHANCE.get(shown.question, 0.0)
    if shown.question == "revenue":
        rows = rows[rows["ranking"] != BASELINE]
    if shown.question == "growth":  # factors cannot pass, and one above a candidate would be read as evidence
        rows = rows[[candidate(r) or r in OURS or r in NAIVE for r in rows["ranking"]]]
    if rows.empty:
        with finding_card(say(f"backtest.outcome.{shown.question}")):
            too_little(say("page.backtest.forest_none"))
        return
    if shown.question == "growth":
        own = [candidate(r) for r in rows["ranking"]]
        told = len(passed(shown.found.results, shown.horizon))
        heading, many = say("page.backtest.forest_title_growth", n=told, all=sum(own)), ""
    else:
        own = [r not in NAIVE for r in rows["ranking"]]
        heading = _answer(shown)
        name = ranking_label(leading(shown)).lower()
        many = tell("page.backtest.forest_many", n=len(rows), name=name) if len(rows) > 1 else ""
    drawn = rows.assign(name=[ranking_label(r) for r in rows["ranking"]], own=own)
    note = ". ".join(part for part in (say(f"page.backtest.forest_note.{shown.question}"), many) if part)
    with finding_card(heading, note):
        unit: Literal["points", "number"] = "points" if shown.question == "revenue" else "number"
        digits = 3 if shown.question == "growth" else 2  # 0.049 does not pass
        chart = charts.forest(drawn, palette=SCREEN, reference=line, signed=line == 0, digits=digits, unit=unit)
        show_chart(chart, f"backtest-forest-{shown.question}-{shown.horizon}")


def _answer(shown: View) -> str:
    """Return what the figures of the leading ranking say, as the verdict does; else the question alone."""
    claim, rows = shown.claim(shown.question), shown.rows[shown.rows["metric"] == METRIC[shown.question]]
    found = rows.set_index("ranking")
    lead = leading(shown)
    if claim is None or claim.status == "not_tested" or lead not in found.index:
        return say(f"backtest.outcome.{shown.question}")
    way = claim.code.rpartition(".")[2]
    if way == "emerging_none" and round(float(found.loc[lead, "low"]), 2) > CHANCE["emerging"]:  # as it is shown
        way = "emerging_above_chance"
    signed = shown.question == "retention"
    write = (
        formats.points
        if shown.question == "revenue"
        else partial(formats.signed if signed else formats.number, digits=2)
    )
    figures = {key: write(float(found.loc[lead, key])) for key in ("value", "low", "high")}
    other = write(float(found.loc[BASELINE, "value"])) if BASELINE in found.index else say("page.na")
    return tell(f"page.backtest.forest_title_{way}", name=ranking_label(lead), other=other, **figures)


def claims(found: Sequence[Claim], verdict: str) -> None:
    """Write the verdict, then what is supported, what is not, and what was not tested."""
    with finding_card(say("page.backtest.claims")):
        st.markdown(verdict)
        left, right = st.columns(2)
        for claim in found:
            with left if claim.status == "supported" else right:
                text = tell(
                    "page.backtest.claim", status=say(f"backtest.status.{claim.status}"),
                    text=say(claim.code, **claim.params),
                )  # fmt: skip
                st.markdown(f"{ICONS[claim.status]} {text}")


def suggestions(found: Backtest) -> None:
    """Say for each purpose what weights the past suggests, or why none; they can be tried on the scoring page."""
    offered = sum(one.offered for one in found.suggestions)
    heading = say("page.backtest.weights", n=offered) if offered else say("page.backtest.weights_none")
    with finding_card(heading, say("page.backtest.weights_note")):
        for one in found.suggestions:
            code, params = told(one)
            icon = ICONS["supported" if one.offered else "not_tested"]
            name = label("scoring.purpose", one.purpose)
            st.markdown(f"{icon} {tell('page.backtest.claim', status=name + '.', text=say(code, **params))}")
        if st.button(say("page.backtest.weights_open"), icon=":material/tune:", key="backtest_weights"):
            open_page("scoring")


def reliability(shown: View) -> None:
    """Draw predicted against seen likelihoods; each likelihood a card."""
    bins = shown.found.reliability
    mine = bins[bins["horizon"] == shown.horizon]
    if mine.empty:
        with finding_card(say("page.backtest.chances")):
            too_little(tell("page.backtest.reliability_none", horizon=horizon_label(shown.horizon)))
        return
    for code, rows in mine.groupby("likelihood", sort=True):
        name = label("page.backtest.likelihood", str(code))
        heading = _leaning(shown, str(code), name)
        with finding_card(heading, say("page.backtest.reliability_note"), base_line=True):
            chart = charts.reliability(rows, palette=SCREEN, name=name)
            show_chart(chart, f"backtest-reliability-{code}-{shown.horizon}")


def _leaning(shown: View, code: str, name: str) -> str:
    """Return on which side of what came the likelihoods were; where on both, how far away."""
    points = points_off(shown.found, shown.horizon, code)
    if points:
        return tell(f"page.backtest.reliability_title_{'high' if points > 0 else 'low'}", name=name, n=abs(points))
    error = error_of(shown.found, shown.horizon, code)
    if error is None:
        return tell("page.backtest.reliability_title_plain", name=name)
    return tell("page.backtest.reliability_title", name=name, error=error)


def coverage(shown: View) -> None:
    """Say how often revenue fell inside the range that was given for it."""
    results = shown.found.results
    rows = results[
        (results["horizon"] == shown.horizon) & (results["metric"] == "coverage") & results["cutoff"].isna()
    ].dropna(subset=["value"])
    if rows.empty:
        with finding_card(say("page.backtest.range_title")):
            too_little(tell("page.backtest.coverage_none", horizon=horizon_label(shown.horizon)))
        return
    lead = rows.iloc[0]
    name = ranking_label(str(lead["ranking"])).lower()
    heading = tell("page.backtest.coverage_title", share=formats.share(float(lead["value"])), name=name)
    note = tell("page.backtest.coverage_note", n=formats.count(int(lead["n"])))
    with finding_card(heading, note):
        drawn = rows.assign(name=[ranking_label(r) for r in rows["ranking"]], own=True)
        chart = charts.forest(drawn, palette=SCREEN, reference=PROMISED, signed=False, unit="share")
        show_chart(chart, f"backtest-coverage-{shown.horizon}")
