"""The figures of a back-test as tables: all of a question, and date by date."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kam_analytics.evaluation.labels import ordered, ranking_label
from kam_analytics.evaluation.verdict import candidate
from kam_analytics.i18n import codes
from kam_analytics.pipeline.backtest_figures import metric_text
from pages._shared.backtest_view import METRIC, View, lined_up
from pages._shared.sections import section
from pages._shared.tables import table_height
from pages._shared.words import formats, known, label, plain, say, tell

__all__ = ["figures", "metric_lines", "off", "stability"]

METRICS = (
    "excess", "rho", "rho_twins", "onward", "passed", "gain_10", "gain_10_minus_ewma", "overlap_k", "ndcg", "spearman",
    "spearman_minus_ewma", "spearman_in_bands", "auc", "precision_k", "brier", "calibration_error", "coverage", "lift",
)  # fmt: skip
SHOWN = 14


def figures(shown: View) -> None:
    """Draw every figure of the question at the horizon, ours first."""
    if shown.question == "growth":
        section(say("page.backtest.table"), say("page.backtest.table_note_growth"))
        _growth(shown)
        return
    section(say("page.backtest.table"), say("page.backtest.table_note"))
    rows = ordered(shown.rows)
    place = {metric: at for at, metric in enumerate(METRICS)}
    rows = rows.assign(_metric=[place.get(metric, len(place)) for metric in rows["metric"]])
    rows = rows.sort_values("_metric", kind="stable")
    table = pd.DataFrame(
        {
            "ranking": [plain(ranking_label(name)) for name in rows["ranking"]],
            "metric": [label("backtest.metric", name) for name in rows["metric"]],
            "value": [_figure(metric, value) for metric, value in zip(rows["metric"], rows["value"], strict=True)],
            "interval": [
                _interval(metric, low, high)
                for metric, low, high in zip(rows["metric"], rows["low"], rows["high"], strict=True)
            ],
            "n": rows["n"].astype("Int64").tolist(),
            "reason": [_reason(reason, value) for reason, value in zip(rows["reason"], rows["value"], strict=True)],
        }
    )
    config = st.column_config
    columns = {
        "ranking": config.TextColumn(say("page.backtest.column.ranking"), pinned=True, width=170),
        "metric": config.TextColumn(say("page.backtest.column.metric"), width="medium"),
        "value": config.TextColumn(say("page.backtest.column.value"), width=80, alignment="right"),
        "interval": config.TextColumn(say("page.backtest.column.interval"), width=160, alignment="right"),
        "n": config.NumberColumn(say("page.backtest.column.n"), format="localized", width=80),
        "reason": config.TextColumn(say("page.backtest.column.reason"), width="medium"),
    }
    if not table["reason"].any():
        table, columns = table.drop(columns="reason"), {k: c for k, c in columns.items() if k != "reason"}
    _draw(table, columns, say("page.backtest.table_alt"))


def _growth(shown: View) -> None:
    """Draw a row per ranking: what it shows, what it shows on the twins, and what is left."""
    rows = shown.rows
    lead = lined_up(rows[rows["metric"] == METRIC["growth"]], "growth")
    cells = {(r, m): v for r, m, v in zip(rows["ranking"], rows["metric"], rows["value"], strict=True)}

    def of(metric: str) -> list[str | None]:
        return [_figure(metric, cells.get((ranking, metric))) for ranking in lead["ranking"]]

    told = [_passed(ranking, cells.get((ranking, "passed"))) for ranking in lead["ranking"]]
    table = pd.DataFrame(
        {
            "ranking": [plain(ranking_label(name)) for name in lead["ranking"]],
            "excess": of("excess"),
            "interval": [_interval("excess", low, high) for low, high in zip(lead["low"], lead["high"], strict=True)],
            "rho": of("rho"),
            "rho_twins": of("rho_twins"),
            "onward": of("onward"),
            "passed": told,
            "n": lead["n"].astype("Int64").tolist(),
        }
    )
    config = st.column_config
    columns = {
        "ranking": config.TextColumn(say("page.backtest.column.ranking"), pinned=True, width=170),
        "interval": config.TextColumn(say("page.backtest.column.interval"), width=160, alignment="right"),
        "n": config.NumberColumn(say("page.backtest.column.n"), format="localized", width=80),
    }
    if not any(table["onward"]):  # the trend alone has it, and not every history has a trend
        table = table.drop(columns="onward")
    for metric in table.columns.intersection(["excess", "rho", "rho_twins", "onward", "passed"]):
        heading = label("page.backtest.column", metric)
        columns[metric] = config.TextColumn(heading, help=say(f"backtest.metric_how.{metric}"), alignment="right")
    _draw(table, columns, say("page.backtest.table_alt"))


def _passed(ranking: str, value: object) -> str | None:
    """Return whether a ranking passed; what was not named before the test cannot."""
    if not candidate(ranking):
        return say("page.backtest.no_candidate")
    return say("page.yes" if value == 1 else "page.no") if known(value) else None


def stability(shown: View) -> None:
    """Draw the figure that answers the question on each date ranked."""
    metric = METRIC[shown.question]
    name = label("backtest.metric", metric)
    rows = shown.found.results
    rows = rows[
        (rows["outcome"] == shown.question)
        & (rows["horizon"] == shown.horizon)
        & (rows["metric"] == metric)
        & rows["cutoff"].notna()
    ]
    if rows.empty:
        return
    section(say("page.backtest.stability"), tell("page.backtest.stability_note", metric=name))
    pooled = lined_up(shown.rows[shown.rows["metric"] == metric], shown.question)
    every = [ranking for ranking in dict.fromkeys(pooled["ranking"]) if ranking in set(rows["ranking"])]
    cells = {(r, c): v for r, c, v in zip(rows["ranking"], rows["cutoff"], rows["value"], strict=True)}
    table = pd.DataFrame({"ranking": [plain(ranking_label(ranking)) for ranking in every]})
    columns = {"ranking": st.column_config.TextColumn(say("page.backtest.column.ranking"), pinned=True, width=170)}
    for date in shown.found.cutoffs.get(shown.horizon, ()):
        key = date.isoformat()
        table[key] = [_figure(metric, cells.get((ranking, date))) for ranking in every]
        columns[key] = st.column_config.TextColumn(formats.date(date), width=100, alignment="right")
    _draw(table, columns, tell("page.backtest.stability_alt", metric=name))


def off(shown: View) -> None:
    """Name what could not be known at the dates for want of dates."""
    section(say("page.backtest.off"), say("page.backtest.off_note"))
    if not shown.found.off:
        st.markdown(say("page.backtest.off_none"))
        return
    st.markdown(", ".join(f"`{plain(column)}`" for column in shown.found.off))


def metric_lines() -> str:
    """Return how each figure is computed, in one line each."""
    lines = [
        say("page.backtest.metric_line", label=say(f"backtest.metric.{m}"), how=say(f"backtest.metric_how.{m}"))
        for m in METRICS
    ]
    return "\n".join(f"- {line}" for line in lines)


def _draw(table: pd.DataFrame, columns: dict[str, object], alt: str) -> None:
    st.dataframe(
        table,
        hide_index=True,
        column_config=columns,
        placeholder=say("page.na"),
        alt=alt,
        height="content" if len(table) <= SHOWN else table_height(SHOWN),
    )


def _figure(metric: str, value: object) -> str | None:
    return metric_text(metric, float(str(value))) if known(value) else None


def _interval(metric: str, low: object, high: object) -> str | None:
    ends = _figure(metric, low), _figure(metric, high)
    return say("page.backtest.between", low=ends[0], high=ends[1]) if all(ends) else None


def _reason(code: object, value: object) -> str:
    if known(value):
        return ""
    return say(str(code) if known(code) and str(code) in codes() else "backtest.no_figure")
