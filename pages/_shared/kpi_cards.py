"""The KPI page's figures: eight cards, and every KPI in a table."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics.kpis import Kpi, Reason, all_kpis, kpi
from pages._shared.components import Metric
from pages._shared.kpi_view import View, why
from pages._shared.words import formats, known, label, money, plain, say, tell

__all__ = ["metrics", "table", "title"]

CARDS = (
    "revenue", "nrr", "grr", "gross_margin", "gross_margin_growth", "accounts_grown", "win_rate", "top_10_share",
)  # fmt: skip
TREND = 13
LEFT = {"kpi", "reason", "period"}
WIDTHS = {"kpi": 255, "value": 85, "change": 120, "rest": 85, "n": 60, "excluded": 75, "period": 165, "reason": 400}


def title(shown: View) -> str:
    """Return gross retention, beside that of the others; where it is n/a, how many of the cards have a figure."""
    grr = shown.value("grr")
    if grr is None:
        return say("page.kpis.measures", n=sum(shown.value(name) is not None for name in CARDS), all=len(CARDS))
    others = shown.value("grr", shown.other) if shown.other else None
    if others is None:
        return tell("page.kpis.measures_grr", grr=formats.share(grr, 1))
    other = say(f"page.kpis.inline.{shown.other}")
    return tell("page.kpis.measures_grr_both", grr=formats.share(grr, 1), other=other, others=formats.share(others, 1))


def metrics(shown: View) -> list[Metric]:
    """Return the eight cards: value, difference to the rest (or to a year before), and the months up to it."""
    return [_metric(shown, kpi(name)) for name in CARDS]


def _metric(shown: View, one: Kpi) -> Metric:
    row = shown.row(one.name)
    text, help_ = say(f"page.kpis.card.{one.name}"), f"{say(one.definition)} {say(one.trap)}"
    if row is None or row["reason"] is not None:
        return Metric(text, say("page.na"), note=_short(row["reason"]) if row else None, help=help_)
    delta, note = _delta(shown, one, row)
    if one.unit == "money" and shown.cohort != "all":
        help_ = " ".join([help_, say("page.kpis.like_for_like_help", definition=say(kpi("revenue_growth").definition))])
    color = {"up": "normal", "down": "inverse", "neither": "off"}[one.good]
    return Metric(text, _figure(shown, one, row["value"]), delta, note, _trend(shown, one.name), color, help_)  # type: ignore[arg-type]  # one of three literals


def _delta(shown: View, one: Kpi, row: dict[str, Any]) -> tuple[str | None, str]:
    """Return the difference of a share to the rest or to a year before; of revenue its growth."""
    if one.unit == "money":
        return _growth(shown, row)
    if shown.other is not None:
        other = shown.value(one.name, shown.other)
        if other is None:
            return None, ""
        name = say(
            "page.kpis.vs_rest" if shown.other == "rest" else "page.kpis.vs_key", value=_figure(shown, one, other)
        )
        return formats.points(row["value"] - other), name
    if row["change_reason"] is not None:
        return None, say("page.kpis.no_change")
    return formats.points(row["change"]), say("page.vs_prior_year")


def _growth(shown: View, row: dict[str, Any]) -> tuple[str | None, str]:
    """Return the change of all revenue; of a group like for like, because who is in it changes within the year."""
    if shown.cohort != "all":
        growth = shown.value("revenue_growth")
        return (None, "") if growth is None else (formats.growth(growth), say("page.kpis.like_for_like"))
    before = row["value"] - row["change"]
    if row["change_reason"] is not None or before <= 0:
        return None, say("page.kpis.no_change")
    return formats.growth(row["change"] / before), say("page.vs_prior_year")


def _short(reason: Reason) -> str:
    return label("page.kpis.short", reason.code.rpartition(".")[2])


def _trend(shown: View, name: str) -> list[float] | None:
    months = shown.months
    values = months[(months["kpi"] == name) & (months["cohort"] == shown.cohort)]["value"].tail(TREND).dropna()
    return [round(float(value), 4) for value in values] if len(values) > 1 else None


def _figure(shown: View, one: Kpi, value: float) -> str:
    if one.unit == "money":
        return money(value, shown.review.base_currency)
    if one.unit == "index":
        return formats.number(value, 3)
    if one.unit == "points":
        return formats.points(value)
    return formats.growth(value) if one.name.endswith("_growth") else formats.share(value, 1)


def _change(shown: View, one: Kpi, value: float) -> str:
    if one.unit == "money":
        return money(value, shown.review.base_currency, signed=True)
    if one.unit == "index":
        return formats.signed(value, 3)
    return formats.points(value)


def table(shown: View) -> None:
    """Draw every KPI of the cohort: value, change, n, period, and why a figure is n/a."""
    rows = [_line(shown, one, row) for one in all_kpis() if (row := shown.row(one.name)) is not None]
    frame = pd.DataFrame(rows)
    if shown.other is None:
        frame = frame.drop(columns="rest")
    text = st.column_config.TextColumn
    columns = {
        name: text(
            say(f"page.kpis.column.{name}"), alignment="left" if name in LEFT else "right", width=WIDTHS.get(name)
        )
        for name in frame.columns
    }
    st.dataframe(
        frame, hide_index=True, column_config=columns, placeholder=say("page.na"), alt=say("page.kpis.alt"),
        height="content",
    )  # fmt: skip


def _line(shown: View, one: Kpi, row: dict[str, Any]) -> dict[str, str | None]:
    other = shown.value(one.name, shown.other) if shown.other else None
    span = say("page.span", first=formats.month(row["first"]), last=formats.month(row["last"]))
    return {
        "kpi": say(one.label),
        "value": _figure(shown, one, row["value"]) if known(row["value"]) else None,
        "change": _change(shown, one, row["change"]) if known(row["change"]) else None,
        "rest": None if other is None else _figure(shown, one, other),
        "n": formats.count(int(row["n"])),
        "excluded": formats.count(int(row["excluded"])) if row["excluded"] else "",
        "period": span,
        "reason": _reasons(row),
    }


def _reasons(row: dict[str, Any]) -> str:
    """Return why the figure is n/a, or why its change is."""
    if row["reason"] is not None:
        return plain(why(row["reason"]))
    return "" if row["change_reason"] is None else plain(say("page.kpis.change_na", reason=why(row["change_reason"])))
