"""The ranking as a table, its download, and the drawer that takes one score apart."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics.pipeline import Portfolio
from kam_analytics.scoring import Ranking
from kam_analytics.scoring.robustness import Draws, top_size
from pages._shared.border_view import MARK_COLORS, mark_badge
from pages._shared.components import badge, show_chart, subtitle
from pages._shared.data import analytics
from pages._shared.menu import page_file
from pages._shared.scores import judgement_note, multipliers_chart, score_of
from pages._shared.state import begin
from pages._shared.tables import account_table, csv_bytes, money_column
from pages._shared.words import formats, known, label, md, money, plain, say

__all__ = ["download", "drawer", "ranked", "ranking_table", "top_size"]

SPARKLINES = 1000
SHOWN = 2000
ROWS = 16
RANK_WIDTH, SCORE_WIDTH = 50, 58
TEXTS = ("region", "industry", "owner", "country")
MAX_TEXTS = 1


def ranked(view: Portfolio, purpose: str, draws: Draws | None = None) -> pd.DataFrame:
    """Return all accounts in the order of a purpose, with labels, money, and how sure their place in the top is."""
    sure = analytics().robustness(purpose, draws=draws).frame[["account_id", "chance", "mark"]]
    own = view.rankings[purpose].frame[["account_id", "rank", "score", "low", "high", "coverage"]]
    rest = view.frame.drop(columns=["rank", "score", "low", "high", "coverage"])
    recent = view.scope.features[["account_id", "revenue_12m"]]
    for other in (rest, recent, sure):
        own = own.merge(other, on="account_id", validate="1:1")
    return own


def ranking_table(frame: pd.DataFrame, view: Portfolio, purpose: str, *, key: str) -> str | None:
    """Draw the table; return the id of the account whose name was clicked."""
    shown = frame.head(SHOWN).reset_index(drop=True)
    table, columns = _columns(shown, view, purpose)
    clicked = account_table(
        list(shown["name"]), table, columns, key=key, rows=ROWS, alt=say("page.ranking.alt", n=len(shown))
    )
    return None if clicked is None else str(shown["account_id"].iloc[clicked])


def _columns(shown: pd.DataFrame, view: Portfolio, purpose: str) -> tuple[pd.DataFrame, dict[str, Any]]:
    config = st.column_config
    table = pd.DataFrame(
        {
            "rank": shown["rank"],
            "score": shown["score"].clip(0, 100).round(1),
            "range": [formats.score_range(low, high) for low, high in zip(shown["low"], shown["high"], strict=True)],
            "mark": [[mark] for mark in shown["mark"]],
            "chance": (shown["chance"] * 100).round(1),
            "coverage": shown["coverage"] * 100,
            "segment": [[segment] for segment in shown["segment"]],
        }
    )
    columns: dict[str, Any] = {
        # with the name these two fill the width of a phone, so that nobody has to swipe for the score
        "rank": config.NumberColumn(say("page.column.rank"), format="localized", width=RANK_WIDTH),
        "score": config.NumberColumn(
            say("page.column.score"), help=say(f"page.column.score_{purpose}"), format="%.1f", width=SCORE_WIDTH
        ),
        "range": config.TextColumn(say("page.column.range"), alignment="right", width=98),
        "mark": config.MultiselectColumn(
            say("page.robustness.column_mark", k=top_size(len(view.frame))),
            options=list(MARK_COLORS),
            color=list(MARK_COLORS.values()),
            format_func=lambda mark: say(f"robustness.mark.{mark}"),
        ),
        "chance": config.NumberColumn(say("page.robustness.column_chance"), format="localized", width=74),
        "coverage": config.ProgressColumn(
            say("page.column.coverage"),
            min_value=0,
            max_value=100,
            format="%.0f%%",
            color="gray",
            width=92,
            help=say("page.coverage_help"),
        ),
        "segment": config.MultiselectColumn(
            say("page.column.segment"),
            options=list(SEGMENT_COLORS),
            color=list(SEGMENT_COLORS.values()),
            format_func=lambda segment: label("segments", segment),
        ),
    }
    columns["revenue"], table["revenue"] = money_column(
        "page.column.revenue", shown["revenue_12m"].astype(float), view.scope.base_currency
    )
    if shown["growth"].notna().any():
        table["growth"] = (shown["growth"] * 100).round(1) + 0.0  # no minus before zero
        columns["growth"] = config.NumberColumn(say("page.column.growth"), format="%+.1f", width=88)
    if len(shown) <= SPARKLINES:
        months = analytics().series()
        table["months"] = [months.get(account) for account in shown["account_id"].astype(str)]
        columns["months"] = config.LineChartColumn(say("page.column.months"), width=88)
    for name in [name for name in TEXTS if name in shown and shown[name].notna().any()][:MAX_TEXTS]:
        table[name] = [plain(cell) if isinstance(cell, str) else None for cell in shown[name]]
        columns[name] = config.TextColumn(say(f"page.column.{name}"))
    return table, columns


SEGMENT_COLORS = {"protect_and_grow": "blue", "emerging_invest": "orange", "keep": "green", "low_touch": "gray"}


def download(frame: pd.DataFrame, purpose: str) -> None:
    """Draw the button that gives all matching accounts as CSV; no cell is ever run as a formula."""
    names = ["rank", "account_id", "name", "score", "low", "high", "chance", "mark", "coverage", "segment"]
    names += ["revenue_12m", "growth"]
    names += [name for name in TEXTS if name in frame]
    st.download_button(
        say("page.ranking.download", n=len(frame)),
        data=lambda: csv_bytes(names, frame[names]),
        file_name=f"ranking-{purpose}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key="ranking_download",
    )


def drawer(view: Portfolio, ranking: Ranking, account_id: str) -> None:
    """Open the drawer of one account on the right; the list stays behind it."""
    row = view.frame[view.frame["account_id"] == account_id].iloc[0]
    st.dialog(md(row["name"]) or md(account_id), width="medium", position="right")(_drawer)(view, ranking, row)


def _drawer(view: Portfolio, ranking: Ranking, row: pd.Series[Any]) -> None:
    begin()
    account = str(row["account_id"])
    score = score_of(ranking, account, str(row["name"]))
    with st.container(horizontal=True):
        segment = str(row["segment"])
        badge(label("segments", segment), SEGMENT_COLORS.get(segment, "gray"))  # type: ignore[arg-type]  # our own colours
        mark_badge(analytics().robustness(ranking.weights.purpose), account)
        badge(say("page.coverage_is", share=formats.share(score.coverage)), hint=say("page.coverage_help"))
        for name in TEXTS[:2]:
            if isinstance(row.get(name), str):
                badge(md(row[name]))
    recent = view.scope.features.set_index("account_id")["revenue_12m"].get(account)
    with st.grid(3, min_column_width=90):
        st.metric(say("page.column.value"), formats.score(row["value"]), delta_description=_rank(row["value_rank"]))
        st.metric(
            say("page.column.potential"),
            formats.score(row["potential"]),
            delta_description=_rank(row["potential_rank"]),
        )
        amount = money(recent, view.scope.base_currency) if known(recent) else say("page.na")
        growth = row["growth"]
        delta = formats.growth(growth).replace("\u2212", "-") if known(growth) else None
        note = say("page.vs_prior_year") if delta else say("page.growth_na")
        st.metric(say("page.column.revenue_plain"), amount, delta, delta_description=note)
    show_chart(multipliers_chart(score), f"drawer-{account}", small=True)
    subtitle([say("page.ranking.multipliers_note"), judgement_note(score.factors)])
    st.page_link(
        page_file("account"),
        label=say("page.open_the_account"),
        icon=":material/arrow_forward:",
        query_params={"account": account},
    )


def _rank(rank: int) -> str:
    return say("page.rank_is", rank=int(rank))
