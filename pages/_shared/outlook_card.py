"""What accounts could reach: the figure and the card of the overview, and the card of one account."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kam_analytics import charts
from kam_analytics.charts import SCREEN
from kam_analytics.evaluation.labels import horizon_label
from kam_analytics.pipeline import Portfolio
from kam_analytics.pipeline.outlook import Outlook
from pages._shared.components import Metric, finding_card, show_chart, subtitle, too_little
from pages._shared.data import analytics
from pages._shared.odds import caveat, caveat_line
from pages._shared.words import formats, known, label, md, money, money_span, say, tell

__all__ = ["account_card", "at_risk_metric", "how_upside", "portfolio_card", "upside_metric"]

SHOWN = 6
SURE = 0.99


def upside_metric(names: dict[str, str], currency: str) -> Metric:
    """Return the upside of all accounts as a range; n/a with its reason where none can be drawn."""
    outlook = analytics().outlook()
    upside, largest = outlook.upside, outlook.largest("upside_expected")
    if upside.reason is not None or largest is None:
        note = label("page.outlook.short", (upside.reason or "").removeprefix("scoring."))
        return Metric(say("page.overview.upside"), say("page.na"), note=note, help=say("page.overview.upside_help"))
    return Metric(
        say("page.overview.upside"),
        money_span(upside.low, upside.high, currency),
        note=tell("page.overview.of_revenue", share=_shares(outlook)),
        help=_hint("page.overview.upside_help", names.get(largest, largest)),
    )


def at_risk_metric(names: dict[str, str], currency: str) -> Metric:
    """Return revenue times the calibrated likelihood of leaving; n/a where history is too short for one."""
    outlook, title = analytics().outlook(), say("page.overview.at_risk")
    largest = outlook.largest("at_risk")
    if outlook.horizon is None or largest is None:
        note = say("page.overview.at_risk_short")
        return Metric(title, say("page.na"), note=note, help=say("page.overview.at_risk_help"))
    share = formats.share(outlook.at_risk / _revenue(outlook), 1)
    return Metric(
        title,
        money(outlook.at_risk, currency),
        note=tell("page.overview.of_revenue", share=share),
        help=_hint("page.overview.at_risk_help", names.get(largest, largest)),
    )


def _hint(code: str, largest: str) -> str:
    """Return what a figure is, whose part of it is largest, and how far the odds behind it can be off."""
    return " ".join([say(code), tell("page.overview.largest_part", name=largest), caveat(analytics().scope())])


def _revenue(outlook: Outlook) -> float:
    return float(outlook.frame["revenue"].clip(lower=0).sum())


def _shares(outlook: Outlook) -> str:
    """Return the upside of all accounts as shares of their revenue."""
    ends = [formats.share(end / _revenue(outlook)) for end in (outlook.upside.low, outlook.upside.high)]
    return say("page.span", first=ends[0], last=ends[1])


def portfolio_card(view: Portfolio) -> None:
    """Answer whether there are growth opportunities: how much, in which accounts, and what the figure is not."""
    outlook, currency = analytics().outlook(), view.scope.base_currency
    upside, first = outlook.upside, outlook.first("upside_expected", SHOWN)
    if upside.reason is not None or first.empty:
        with finding_card(say("page.outlook.none_all"), eyebrow=say("page.outlook.question")):
            too_little(say("page.na_because", reason=say(upside.reason or "scoring.upside.nobody")))
        return
    title = tell(
        "page.outlook.title_all",
        n=upside.accounts,
        money=money_span(upside.low, upside.high, currency),
        share=_shares(outlook),
    )
    rests = say("page.outlook.rests", n=int(view.scope.calibration.attainable["dates"]))
    with finding_card(title, say("page.outlook.note_all", n=len(first)), eyebrow=say("page.outlook.question")):
        show_chart(charts.reach(_rows(view, first), palette=SCREEN, currency=currency), "overview-upside")
        subtitle([rests, say("page.outlook.no_forecast")])
        caveat_line(view.scope)


def how_upside() -> str:
    """Return how the upside of all accounts is drawn, and what is taken as common to all; empty where there is none."""
    upside = analytics().outlook().upside
    return "" if upside.reason is not None else tell("page.outlook.how_all", shared=formats.share(upside.shared))


def _rows(view: Portfolio, first: pd.DataFrame) -> pd.DataFrame:
    names = dict(zip(view.frame["account_id"], view.frame["name"], strict=True))
    currency = view.scope.base_currency
    spans = [
        money_span(low, high, currency) for low, high in zip(first["upside_low"], first["upside_high"], strict=True)
    ]
    return first.assign(name=[str(names.get(one, one)) for one in first["account_id"]], text=spans)


def account_card(view: Portfolio, account_id: str, name: str) -> None:
    """Draw what an account could reach: revenue, odds of staying, attainable range and upside, each by itself."""
    outlook, currency = analytics().outlook(), view.scope.base_currency
    row = outlook.frame[outlook.frame["account_id"] == account_id].iloc[0]
    reason = outlook.missing(account_id)
    if reason is not None:
        with finding_card(say("page.outlook.none")):
            too_little(say("page.na_because", reason=say(reason)))
            subtitle([_staying(outlook, row)])
            if known(row["likelihood"]):
                caveat_line(view.scope)
        return
    span = money_span(row["low"], row["high"], currency)
    code = "below" if row["high"] < row["revenue"] else "above" if row["low"] > row["revenue"] else "around"
    with finding_card(tell(f"page.outlook.title_{code}", span=span), say("page.outlook.note")):
        drawn = pd.DataFrame([row]).assign(name=name, text="")
        show_chart(charts.reach(drawn, palette=SCREEN, currency=currency), f"account-reach-{account_id}", small=True)
        facts = [tell("page.outlook.revenue", money=money(row["revenue"], currency)), _staying(outlook, row)]
        if known(row["upside_high"]):
            upside = money_span(row["upside_low"], row["upside_high"], currency)
            facts.append(tell("page.outlook.upside", span=upside))
        st.markdown("  \u00b7  ".join(facts))
        subtitle([say("page.outlook.apart")])
        caveat_line(view.scope)


def _staying(outlook: Outlook, row: pd.Series) -> str:
    """Return the likelihood of staying with its horizon, or why there is none."""
    if known(row["likelihood"]) and outlook.horizon is not None:
        horizon = horizon_label(outlook.horizon)
        return tell("page.outlook.staying", share=_share(row["likelihood"]), horizon=horizon)
    reason = "scoring.staying.too_short" if outlook.horizon is None else "factors.missing.no_orders"
    return md(say("page.outlook.no_staying", reason=say(reason)))


def _share(likelihood: float) -> str:
    """Return a likelihood in whole per cent; nobody is sure to stay."""
    if likelihood > SURE:
        return say("page.robustness.over", share=formats.share(SURE))
    return formats.share(likelihood)
