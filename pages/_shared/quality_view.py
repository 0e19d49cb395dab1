"""What the data holds and what of it stands for nobody: title, figures, tables loaded, empty columns."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kam_analytics.pipeline import Quality
from pages._shared.components import Metric, finding_card, too_little
from pages._shared.words import formats, label, md, money, say, tell

__all__ = ["finding", "gaps", "metrics", "tables", "title"]


def title(found: Quality) -> str:
    """Return how many numbers match no account, and their money."""
    n = len(found.unmatched)
    if not n:
        return say("page.data_quality.title_all")
    return finding(found) if found.accounts else say("page.data_quality.title_no_list", n=n)


def finding(found: Quality) -> str:
    """Return the sentence about numbers without an account; there are some."""
    amount = money(found.unmatched_money, found.base_currency)
    return tell("page.data_quality.title", n=len(found.unmatched), money=amount)


def metrics(found: Quality) -> list[Metric]:
    """Return the four figures of the page."""
    return [_numbers(found), _revenue(found), _unassigned(found), _unconverted(found)]


def _numbers(found: Quality) -> Metric:
    suggested = int(found.unmatched["suggestion"].notna().sum())
    return Metric(
        say("page.data_quality.numbers"),
        formats.count(len(found.unmatched)),
        note=say("page.data_quality.numbers_note", n=suggested) if len(found.unmatched) else None,
        help=say("page.data_quality.numbers_help"),
    )


def _revenue(found: Quality) -> Metric:
    whole = float(found.money or 0)
    share = formats.share(found.unmatched_money / whole) if whole > 0 else None
    return Metric(
        say("page.data_quality.revenue"),
        money(found.unmatched_money, found.base_currency),
        note=tell("page.data_quality.revenue_note", share=share) if share else None,
        help=say("page.data_quality.revenue_help"),
    )


def _unassigned(found: Quality) -> Metric:
    amount = money(float(found.money_unassigned or 0), found.base_currency)
    return Metric(
        say("page.data_quality.unassigned"),
        formats.count(found.lines_unassigned),
        note=tell("page.data_quality.unassigned_note", money=amount) if found.lines_unassigned else None,
        help=say("page.data_quality.unassigned_help"),
    )


def _unconverted(found: Quality) -> Metric:
    largest = sorted(found.unconverted.items(), key=lambda item: (-abs(item[1]), item[0]))
    help_ = tell("page.data_quality.unconverted_help", currency=found.base_currency)
    if not largest:
        return Metric(say("page.data_quality.unconverted"), say("page.data_quality.unconverted_none"), help=help_)
    code, amount = largest[0]
    more = len(largest) - 1
    note = say("page.data_quality.unconverted_more", n=more) if more else say("page.data_quality.unconverted_note")
    return Metric(say("page.data_quality.unconverted"), md(money(float(amount), code)), note=note, help=help_)


def tables(found: Quality) -> None:
    """Draw the card of the tables loaded."""
    frame = found.tables
    oldest = formats.date(min(frame["known_at"]).date())
    shown = pd.DataFrame(
        {
            "table": [label("page.import.table", table) for table in frame["table"]],
            "rows": frame["rows"],
            "exported": [
                say(f"page.import.known_short_{origin}", date=formats.date(at.date()))
                for at, origin in zip(frame["known_at"], frame["known_origin"], strict=True)
            ],
        }
    )
    columns = {
        "table": st.column_config.TextColumn(say("page.data_quality.table")),
        "rows": st.column_config.NumberColumn(say("page.data_quality.rows"), format="localized"),
        "exported": st.column_config.TextColumn(say("page.data_quality.exported")),
    }
    with finding_card(
        tell("page.data_quality.tables", n=len(frame), date=oldest), say("page.data_quality.tables_note")
    ):
        st.dataframe(
            shown, hide_index=True, column_config=columns, height="content", alt=say("page.data_quality.tables_alt")
        )


def gaps(found: Quality) -> None:
    """Draw the card of the columns that accounts lack."""
    if not found.accounts:
        too_little(say("page.data_quality.gaps_na"), say("page.data_quality.list_body"))
        return
    frame = found.missing
    worst = frame.loc[frame["n"].idxmax()]
    column = say(f"page.data_quality.of.{worst['column']}")
    title_ = (
        tell("page.data_quality.gaps", share=formats.share(worst["share"], 1), column=column)
        if worst["n"]
        else say("page.data_quality.gaps_none")
    )
    shown = pd.DataFrame(
        {
            "column": [say(f"page.data_quality.of.{name}") for name in frame["column"]],
            "n": frame["n"],
            "share": (frame["share"] * 100).round(1),
        }
    )
    columns = {
        "column": st.column_config.TextColumn(say("page.data_quality.column")),
        "n": st.column_config.NumberColumn(say("page.data_quality.without"), format="localized"),
        "share": st.column_config.NumberColumn(say("page.data_quality.share"), format="%.1f%%"),
    }
    with finding_card(title_, tell("page.data_quality.gaps_note", n=len(found.accounts))):
        st.dataframe(
            shown, hide_index=True, column_config=columns, height="content", alt=say("page.data_quality.gaps_alt")
        )
