"""The KPI page: whose figures, over which period, and what they say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics import charts
from kam_analytics.charts import SCREEN, Chart
from kam_analytics.i18n import use_basis
from kam_analytics.kpis import COHORTS, SPANS, Period, Reason, all_kpis
from kam_analytics.pipeline import Review
from pages._shared import state
from pages._shared.components import subtitle
from pages._shared.data import analytics
from pages._shared.words import formats, known, money, say, tell

__all__ = [
    "View",
    "bridge_chart",
    "bridge_title",
    "cohort_control",
    "definitions",
    "path_chart",
    "path_title",
    "period",
    "reason_of",
    "span_control",
    "title",
    "view",
    "whose",
    "why",
]

BARS = ("start", "expansion", "contraction", "churn", "net_credits", "end")
EVEN = 0.0005
"""Share of the start below which expansion and losses are called even: what rounds to the same 0.1%."""


@dataclass(frozen=True)
class View:
    """What the page shows: the review, its months, and whose figures."""

    review: Review
    months: pd.DataFrame
    cohort: str

    def row(self, name: str, cohort: str | None = None) -> dict[str, Any] | None:
        """Return a figure with all its columns; None where the KPI is not computed for the cohort."""
        frame = self.review.frame
        rows = frame[(frame["kpi"] == name) & (frame["cohort"] == (cohort or self.cohort))]
        return None if rows.empty else {str(key): cell for key, cell in rows.iloc[0].items()}

    def value(self, name: str, cohort: str | None = None) -> float | None:
        """Return a figure's value; None for n/a."""
        row = self.row(name, cohort)
        return None if row is None or not known(row["value"]) else float(row["value"])

    @property
    def other(self) -> str | None:
        """Whom the cohort is held against: the rest, or for the rest the key accounts; all accounts stand alone."""
        if not self.review.listed or self.cohort == "all":
            return None
        return "key" if self.cohort == "rest" else "rest"

    @property
    def bars(self) -> dict[str, float] | None:
        """The six amounts of the bridge; None where there is none."""
        amounts = {bar: self.value(f"nrr_{bar}") for bar in BARS}
        return None if None in amounts.values() else {bar: amount or 0.0 for bar, amount in amounts.items()}


def view(cohort: str, span: int) -> View:
    """Return the figures of a cohort over a span of months; read once, kept by the pipeline."""
    review = analytics().kpis(span=span)
    use_basis(review.value_basis)
    return View(review, analytics().kpi_months(span=span), cohort)


def span_control() -> int:
    """Draw the choice of the period; the address keeps it."""
    options, key = [str(span) for span in reversed(SPANS)], "kpis_span"
    state.choose("span", options, options[0], key=key)
    chosen = st.segmented_control(
        say("page.kpis.span"), options, format_func=lambda span: say(f"page.kpis.span_{span}"), key=key, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    state.write("span", chosen, options[0], key=key)
    return int(chosen or options[0])


def cohort_control(*, listed: bool) -> str:
    """Draw the choice of accounts; without a list it is closed and says why."""
    options, key = list(COHORTS) if listed else ["all"], "kpis_cohort"
    state.choose("cohort", options, "all", key=key)
    chosen = st.pills(
        say("page.kpis.cohort"), list(COHORTS), format_func=lambda cohort: say(f"kpis.cohort.{cohort}"), key=key,
        required=True, label_visibility="collapsed", disabled=not listed, wrap=True,
    )  # fmt: skip
    if not listed:
        subtitle([say("page.kpis.no_list")])
    state.write("cohort", chosen, "all", key=key)
    return str(chosen or "all")


def title(shown: View) -> str:
    """Return the finding: net retention and which way it goes; else revenue; else that there is nothing."""
    nrr = shown.value("nrr")
    if nrr is not None:
        suffix = "" if shown.cohort == "all" else "_of"
        code = f"page.kpis.title_{_way(nrr)}{suffix}"
        return tell(code, nrr=formats.share(nrr, 1), cohort=say(f"kpis.cohort.{shown.cohort}"))
    revenue = shown.value("revenue")
    if revenue is not None:
        return tell("page.kpis.title_revenue", money=money(revenue, shown.review.base_currency))
    return say("page.kpis.title_nothing")


def _way(nrr: float) -> str:
    return "even" if abs(nrr - 1) < EVEN else "kept" if nrr > 1 else "lost"


def period(shown: View) -> str:
    """Return the period in words."""
    return tell("page.period_short", n=shown.review.period.span, end=formats.date(shown.review.period.last))


def whose(shown: View) -> list[str]:
    """Return whose figures they are, and how many accounts stand behind retention."""
    row = shown.row("nrr")
    n = say("page.kpis.starters", n=int(row["n"])) if row and row["n"] else ""
    if shown.cohort in {"all", "rest"}:
        return [n]
    day = formats.date(shown.review.period.first)
    return [tell("page.kpis.listed", cohort=say(f"kpis.cohort.{shown.cohort}"), day=day), n]


def reason_of(shown: View, name: str) -> str:
    """Return why a figure is n/a, as a sentence."""
    row = shown.row(name)
    return "" if row is None or row["reason"] is None else why(row["reason"])


def why(reason: Reason) -> str:
    """Return a reason as a sentence, its dates as a person reads them."""
    dates = {name: formats.date(value) for name, value in reason.params.items() if isinstance(value, dt.date)}
    return say(reason.code, **{**reason.params, **dates})


def bridge_title(shown: View) -> str:
    """Return which of expansion and losses is larger."""
    bars = shown.bars
    if bars is None:
        return say("page.kpis.bridge_none")
    currency = shown.review.base_currency
    more, less = money(bars["expansion"], currency), money(bars["contraction"] + bars["churn"], currency)
    way = _way(1 + (bars["expansion"] - bars["contraction"] - bars["churn"]) / bars["start"])
    return tell(f"page.kpis.bridge_{way}", more=more, less=less)


def bridge_chart(shown: View) -> Chart | None:
    """Draw the bridge; None where there is none."""
    bars, nrr = shown.bars, shown.value("nrr")
    if bars is None or nrr is None:
        return None
    now = shown.review.period
    return charts.bridge(
        bars,
        periods=(_months(now.before), _months(now)),
        palette=SCREEN,
        currency=shown.review.base_currency,
        rate=say("page.kpis.nrr_is", nrr=formats.share(nrr, 1)),
    )


def _months(window: Period) -> str:
    first, last = formats.month(window.first), formats.month(window.last)
    return last if first == last else f"{first}\u2013<br>{last}"


def path_title(shown: View) -> str:
    """Return where the cohort and whom it is held against ended."""
    ends = _ends(shown)
    if shown.cohort not in ends:
        return say("page.kpis.path_none")
    name, end = say(f"kpis.cohort.{shown.cohort}"), ends[shown.cohort]
    if shown.other not in ends:
        return tell("page.kpis.path_one", name=name, end=end)
    other = say(f"page.kpis.inline.{shown.other}")
    return tell("page.kpis.path_both", name=name, end=end, other=other, others=ends[str(shown.other)])


def _ends(shown: View) -> dict[str, str]:
    rates = {cohort: shown.value("nrr", cohort) for cohort in _drawn(shown)}
    return {cohort: formats.number(rate * 100, 1) for cohort, rate in rates.items() if rate is not None}


def _drawn(shown: View) -> list[str]:
    return [shown.cohort] if shown.other is None else [shown.cohort, shown.other]


def path_chart(shown: View) -> Chart | None:
    """Draw the cohort from 100 through the year, beside whom it is held against; None where retention is n/a."""
    ends = _ends(shown)
    if shown.cohort not in ends:
        return None
    path = shown.review.path
    rows = path[path["cohort"].isin(list(ends))].rename(columns={"cohort": "group"})
    names = [say(f"kpis.cohort.{group}") for group in rows["group"]]
    return charts.indexed(rows.assign(name=names), palette=SCREEN, highlight=shown.cohort)


def definitions() -> None:
    """Write what each KPI measures and how it misleads, from the objects that compute them."""
    lines = [
        say("page.kpis.definition", label=say(one.label), definition=say(one.definition), trap=say(one.trap))
        for one in all_kpis()
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
