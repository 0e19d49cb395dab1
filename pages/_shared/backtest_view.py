"""The back-test page: which question, how far ahead, and what the figures say."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kam_analytics.errors import KamError
from kam_analytics.evaluation import Backtest, Claim
from kam_analytics.evaluation.labels import horizon_label, ordered, ranking_label
from kam_analytics.evaluation.types import Outcome
from kam_analytics.evaluation.verdict import candidate, passed
from pages._shared import state
from pages._shared.components import finding_card
from pages._shared.data import analytics
from pages._shared.guard import EMPTY
from pages._shared.words import formats, say, tell

__all__ = [
    "HORIZONS",
    "LEADS",
    "METRIC",
    "QUESTIONS",
    "View",
    "controls",
    "invitation",
    "kept",
    "leading",
    "lined_up",
    "parts",
    "title",
]

QUESTIONS: tuple[Outcome, ...] = ("growth", "revenue", "emerging", "retention")
HORIZONS = (91, 182, 364)
USUAL = 182
METRIC: dict[Outcome, str] = {
    "growth": "excess",
    "revenue": "gain_10_minus_ewma",
    "emerging": "auc",
    "retention": "rho",
}
"""The figure that answers a question."""
LEADS: dict[Outcome, tuple[str, ...]] = {
    "growth": ("potential", "account_potential", "value"),
    "revenue": ("account_potential", "value", "potential"),
    "emerging": ("potential", "account_potential", "value"),
    "retention": ("renewal_likelihood", "value", "account_potential"),
}
"""Whose figures lead, the first that was measured."""
SILENT = ("no_data", "too_little_history", "too_few_accounts")


@dataclass(frozen=True)
class View:
    """What the page shows of a back-test."""

    found: Backtest
    question: Outcome
    horizon: int

    @property
    def rows(self) -> pd.DataFrame:
        """The pooled figures of the question at the horizon."""
        rows = self.found.results
        return rows[(rows["outcome"] == self.question) & (rows["horizon"] == self.horizon) & rows["cutoff"].isna()]

    @property
    def silent(self) -> bool:
        """Nothing may be claimed, so no figure is drawn."""
        return self.found.verdict_code in SILENT or not self.found.cutoffs.get(self.horizon)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of this horizon and those that hold for all, the question's own first."""
        mine = [c for c in self.found.claims if c.params.get("days") in {None, str(self.horizon)}]
        return tuple(sorted(mine, key=lambda claim: claim.outcome != self.question))

    def claim(self, outcome: Outcome) -> Claim | None:
        """Return the first claim of a question at this horizon."""
        return next((c for c in self.claims if c.outcome == outcome), None)


def kept() -> Backtest | None:
    """Return the back-test of the current data when it was run; an empty workspace raises as every view does."""
    room = analytics()
    room.scope()
    return room.backtest_kept()


def controls(found: Backtest) -> View:
    """Draw question and horizon; the address keeps both."""
    horizons = [str(days) for days in found.horizons] or [str(days) for days in HORIZONS]
    usual = str(USUAL) if str(USUAL) in horizons else horizons[0]
    with st.container(horizontal=True, vertical_alignment="center"):
        question = _choice("question", list(QUESTIONS), QUESTIONS[0])
        horizon = _choice("horizon", horizons, usual)
    return View(found, next(q for q in QUESTIONS if q == question), int(horizon))


def lined_up(rows: pd.DataFrame, question: Outcome) -> pd.DataFrame:
    """Return rows in the order in which they are shown: for growth, those that may pass before those that cannot."""
    shown = ordered(rows)
    if question != "growth":
        return shown
    return shown.sort_values("ranking", key=lambda names: ~names.map(candidate).astype(bool), kind="stable")


def _choice(name: str, options: list[str], default: str) -> str:
    key = f"backtest_{name}"
    state.choose(name, options, default, key=key)
    chosen = st.segmented_control(
        say(f"page.backtest.{name}"), options, key=key, required=True, label_visibility="collapsed", wrap=True,
        format_func=lambda code: horizon_label(int(code)) if name == "horizon" else say(f"backtest.outcome.{code}"),
    )  # fmt: skip
    state.write(name, chosen, default, key=key)
    return str(chosen or default)


def title(shown: View) -> str:
    """Return the finding and what it does not say; where nothing may be claimed, why."""
    found = shown.found
    if found.verdict_code == "no_data":
        return say("page.backtest.title_no_data")
    if found.verdict_code in SILENT:
        code = "short" if found.verdict_code == "too_little_history" else "few"
        return tell(f"page.backtest.title_{code}", **(found.claims[0].params if found.claims else {}))
    claim = shown.claim(shown.question)
    horizon = horizon_label(shown.horizon)
    if not found.cutoffs.get(shown.horizon):
        short = next(c for c in shown.claims if c.code == "backtest.claim.short")
        return tell("page.backtest.title_horizon", **short.params)
    if shown.question == "revenue":
        return say("page.backtest.title_revenue", revenue=_revenue(shown, "first"), growth=_growth(shown))
    if claim is None or claim.status == "not_tested":
        return tell(f"page.backtest.title_{shown.question}_untested", horizon=horizon)
    suffix = "" if claim.status == "supported" else "_none"
    params = {**claim.params, "name": ranking_label(leading(shown))}
    texts = {"revenue": _revenue(shown, "revenue"), "growth": _growth(shown)}
    return say(f"page.backtest.title_{shown.question}{suffix}", **{"horizon": horizon, **params, **texts})


def leading(shown: View) -> str:
    """Return the ranking that the answer to the question rests on."""
    if shown.question == "growth":
        told = passed(shown.found.results, shown.horizon)
        return told[0] if told else LEADS["growth"][0]
    rows = shown.rows[shown.rows["metric"] == METRIC[shown.question]]
    return next((r for r in LEADS[shown.question] if r in set(rows["ranking"])), LEADS[shown.question][0])


def _revenue(shown: View, start: str) -> str:
    """Return how the headline does against smoothed revenue, as a half-sentence."""
    claim = shown.claim("revenue")
    way = "untested" if claim is None else claim.code.rpartition("_")[2]
    return say(f"page.backtest.{start}_{way}")


def _growth(shown: View) -> str:
    return say(f"page.backtest.growth_{'yes' if passed(shown.found.results, shown.horizon) else 'no'}")


def parts(shown: View) -> list[str]:
    """Return the line under the title: page, dates, horizon, accounts."""
    found = shown.found
    dates = found.cutoffs.get(shown.horizon, ())
    line = [say("frame.page.backtest"), tell("page.as_of", date=formats.date(found.as_of))]
    if dates:
        ends = {"first": formats.month(dates[0]), "last": formats.month(dates[-1])}
        line.append(tell("page.backtest.cutoffs", n=len(dates), **ends))
    line.append(tell("page.backtest.horizon_is", horizon=horizon_label(shown.horizon)))
    line.append(say("page.accounts", n=found.accounts))
    return [*line, say("page.backtest.sampled") if found.sampled else ""]


def invitation() -> None:
    """Say why a back-test is worth its time, and run it when asked; the page then draws itself again."""
    with finding_card(say("page.backtest.none_what")):
        st.markdown(say("page.backtest.none_body"))
        run_button(primary=True)


def run_button(*, primary: bool = False) -> None:
    """Draw the button with what it takes; while it runs, say what happens."""
    pressed = st.button(
        say("page.backtest.run"), icon=":material/science:", type="primary" if primary else "secondary",
        help=say("page.backtest.none_time"), key="backtest_run",
    )  # fmt: skip
    st.markdown(f":small[:gray[{say('page.backtest.none_time')}]]")
    if not pressed:
        return
    with st.status(say("page.backtest.running"), expanded=True) as status:
        st.markdown(say("page.backtest.running_note"))
        try:
            analytics().backtest()
        except KamError as error:
            if error.code in EMPTY:
                raise
            status.update(label=tell(error.code, **error.params), state="error")
            return
        status.update(label=say("page.backtest.done"), state="complete")
    st.rerun()
