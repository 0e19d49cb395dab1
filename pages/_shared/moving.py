"""What other weights change: chart and tables of who enters and who leaves."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kam_analytics import charts
from kam_analytics.charts import SCREEN
from kam_analytics.scoring import Ranking
from pages._shared.components import show_chart, subtitle, too_little
from pages._shared.scores import factor_label
from pages._shared.tables import account_table
from pages._shared.words import say

__all__ = ["movers_chart", "movers_tables", "title"]

WINDOW = 2
KEPT_LINES = 400


def title(found: pd.DataFrame, top: int) -> str:
    """Return how many accounts would enter the top and leave it."""
    n = int((found["move"] == "enters").sum())
    return (
        say("page.scoring.title_same", top=top) if n == 0 and found.empty else say("page.scoring.title", n=n, top=top)
    )


def movers_chart(before: Ranking, after: Ranking, names: dict[str, str], top: int, headings: tuple[str, str]) -> None:
    """Draw rank lines from the first weights to the second."""
    ranks = before.frame[["account_id", "rank"]].merge(after.frame[["account_id", "rank"]], on="account_id")
    ranks.columns = pd.Index(["account_id", "before", "after"])
    near = ranks[["before", "after"]].min(axis=1) <= min(WINDOW * top, KEPT_LINES)
    ranks = ranks[near].assign(name=lambda frame: [names.get(a, a) for a in frame["account_id"]])
    if len(ranks) < 2:  # noqa: PLR2004 - one account cannot change places
        too_little(say("page.scoring.too_few"))
        return
    show_chart(charts.movers(ranks, cap=top, palette=SCREEN, headings=headings), "scoring-movers")


def movers_tables(found: pd.DataFrame, names: dict[str, str], mood: str = "would") -> str | None:
    """Draw who enters and who leaves; return the id of the account that was clicked.

    `mood`: `would` for a draft, `from_to` between two sets.
    """
    clicked = None
    for column, move in zip(st.columns(2), ("enters", "leaves"), strict=True):
        rows = found[found["move"] == move].reset_index(drop=True)
        with column:
            st.subheader(say(f"page.scoring.{mood}.{move}", n=len(rows)), anchor=False)
            if rows.empty:
                subtitle([say("page.scoring.nobody")])
                continue
            row = _table(rows, names, move)
            clicked = str(rows["account_id"].iloc[row]) if row is not None else clicked
    return clicked


def _table(rows: pd.DataFrame, names: dict[str, str], move: str) -> int | None:
    config = st.column_config
    table = pd.DataFrame(
        {
            "before": rows["rank_before"].astype("Int64"),
            "after": rows["rank_after"].astype("Int64"),
            "factor": [
                factor_label(f) if isinstance(f, str) else say("page.scoring.by_others") for f in rows["factor"]
            ],
        }
    )
    columns = {
        "before": config.NumberColumn(say("page.scoring.from"), width=72),
        "after": config.NumberColumn(say("page.scoring.to"), width=72),
        "factor": config.TextColumn(say("page.scoring.by"), width="medium"),
    }
    listed = [names.get(account, account) for account in rows["account_id"]]
    return account_table(
        listed, table, columns, key=f"scoring_{move}", alt=say(f"page.scoring.{move}_alt"), rows=12, name_width=210
    )
