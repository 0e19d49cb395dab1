"""Deciding which account a customer number means: the table of numbers, the suggestion, and one click to confirm."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics.errors import KamError
from kam_analytics.pipeline import Quality
from pages._shared.components import subtitle
from pages._shared.data import analytics
from pages._shared.guard import refusal
from pages._shared.menu import page_file
from pages._shared.tables import ROW_HEIGHT, money_column, table_height
from pages._shared.words import known, plain, say, tell

__all__ = ["decide", "outcome"]

ROWS = 10
_CLICK, _PICK, _DONE, _TROUBLE = "quality_click", "quality_pick", "quality_done", "quality_trouble"


def outcome() -> None:
    """Say what became of the last decision, and how to undo it."""
    trouble, done = st.session_state.pop(_TROUBLE, None), st.session_state.pop(_DONE, None)
    if isinstance(trouble, KamError):
        refusal(trouble)
    if done is not None:
        number, name, sequence, file = done
        st.success(
            tell("page.data_quality.decided", number=number, name=name, n=sequence, file=file),
            icon=":material/check_circle:",
        )
        st.page_link(page_file("import"), label=say("page.data_quality.to_import"), icon=":material/undo:")


def decide(found: Quality) -> None:
    """Draw the numbers, and the decision about the one that is chosen (at first the one with the most money)."""
    numbers = list(found.unmatched["account_id"].astype(str))
    if st.session_state.get(_PICK) not in numbers:
        st.session_state[_PICK] = numbers[0]
    clicked = _table(found)
    if clicked is not None:
        st.session_state[_PICK] = numbers[clicked]
    with st.container(border=True, gap="xsmall"):
        left, right, end = st.columns([2, 4, 1], vertical_alignment="bottom")
        with left:
            number = st.selectbox(say("page.data_quality.pick"), numbers, format_func=plain, key=_PICK)
        row = found.unmatched.set_index("account_id").loc[number]
        with right:
            account = _account(found, number, row)
        with end:
            pressed = st.button(
                say("page.data_quality.decide"),
                type="primary",
                icon=":material/check:",
                disabled=account is None,
                key="quality_decide",
            )
        subtitle([_suggested(number, row)])
    if pressed and account is not None:
        _publish(number, account, found.accounts[account])


def _table(found: Quality) -> int | None:
    """Draw the numbers with money and suggestion; return the row that was clicked, if any."""
    frame, config = found.unmatched, st.column_config
    spent, amounts = money_column("page.data_quality.money", frame["amount"], found.base_currency)
    shown = pd.DataFrame(
        {
            "number": [plain(number) for number in frame["account_id"]],
            "lines": frame["lines"],
            "money": amounts,
            "suggestion": [_named(row) for _, row in frame.iterrows()],
            "because": [say(f"page.data_quality.because_column.{_because(row)}") for _, row in frame.iterrows()],
        }
    )
    columns: dict[str, Any] = {
        "number": config.ButtonColumn(
            say("page.data_quality.number"), type="tertiary", alignment="left", pinned=True, key=_CLICK, width=140
        ),
        "lines": config.NumberColumn(say("page.data_quality.lines"), format="localized", width=80),
        "money": spent,
        "suggestion": config.TextColumn(say("page.data_quality.suggestion"), width="large"),
        "because": config.TextColumn(say("page.data_quality.because"), width="medium"),
    }
    st.dataframe(
        shown,
        hide_index=True,
        column_config=columns,
        placeholder=say("page.na"),
        row_height=ROW_HEIGHT,
        height="content" if len(shown) <= ROWS else table_height(ROWS),
        alt=say("page.data_quality.alt"),
    )
    click = st.session_state.get(_CLICK)
    return int(click["row"]) if click and 0 <= int(click["row"]) < len(shown) else None


def _account(found: Quality, number: str, row: pd.Series[Any]) -> str | None:
    """Draw the accounts to choose from, the suggested one chosen; return the one chosen."""
    ids = sorted(found.accounts, key=lambda account: (found.accounts[account].casefold(), account))
    suggestion = row["suggestion"]
    return st.selectbox(
        say("page.data_quality.account"),
        ids,
        index=ids.index(suggestion) if suggestion in found.accounts else None,
        format_func=lambda account: plain(f"{found.accounts[account]} ({account})"),
        placeholder=say("page.data_quality.account_hint"),
        key=f"quality_account_{number}",
    )


def _publish(number: str, account: str, name: str) -> None:
    with st.spinner(say("page.data_quality.deciding")):
        try:
            made = analytics().decide_alias(number, account)
            files = [
                file for upload in analytics().store.uploads() if upload.id in made.uploads for file in upload.files
            ]
            st.session_state[_DONE] = (number, name, made.sequence, ", ".join(files))
        except KamError as error:
            st.session_state[_TROUBLE] = error
    st.rerun()


def _because(row: pd.Series[Any]) -> str:
    return str(row["because"]) if known(row["suggestion"]) else "none"


def _named(row: pd.Series[Any]) -> str:
    if not known(row["suggestion"]):
        return ""
    name = row["suggestion_name"] if known(row["suggestion_name"]) else row["suggestion"]
    return plain(f"{name} ({row['suggestion']})")


def _suggested(number: str, row: pd.Series[Any]) -> str:
    name = row["suggestion_name"] if known(row["suggestion_name"]) else row["suggestion"]
    return tell(
        f"page.data_quality.suggested.{_because(row)}", number=number, name=str(name), account=str(row["suggestion"])
    )
