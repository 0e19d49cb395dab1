"""Accounts that stopped ordering: the flag on their page, and what the silence does to the score."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import pandas as pd
import streamlit as st

from kam_analytics.pipeline import Portfolio
from pages._shared.components import badge
from pages._shared.data import analytics
from pages._shared.scores import Score, factor_md
from pages._shared.words import formats, known, money, say, tell

__all__ = ["Silence", "silence_badge", "silence_note", "silence_of"]

Silence = Literal["quiet", "stopped", "never"]

YEAR_DAYS = 365
_COLORS: dict[Silence, Literal["orange", "red"]] = {"quiet": "orange", "stopped": "red", "never": "red"}
FACTOR = "renewal_likelihood"


def silence_of(account_id: str, features: pd.Series[Any]) -> Silence | None:
    """Return whether an account is quiet for longer than usual, has not ordered for a year, or never; else None."""
    days = features["recency_days"]
    if not known(days):
        return "never"
    if int(days) > YEAR_DAYS:
        return "stopped"
    return "quiet" if account_id in set(analytics().quiet()) else None


def silence_badge(found: Silence | None) -> None:
    """Draw the flag, where there is one."""
    if found is not None:
        badge(say(f"page.silence.badge_{found}"), _COLORS[found], icon=":material/notifications_paused:")


def silence_note(view: Portfolio, found: Silence | None, features: pd.Series[Any], score: Score) -> None:
    """Say when the last order was and what the silence does to the headline score; nothing where there is none."""
    if found is None:
        return
    texts = [_since(found, features), _counts(view, features, score)]
    st.markdown(" ".join(text for text in texts if text))


def _since(found: Silence, features: pd.Series[Any]) -> str:
    if found == "never":
        return say("page.silence.never")
    gap = features["mean_gap_days"]
    text = tell(f"page.silence.{found}", date=formats.date(day(features["last_on"])), n=int(features["recency_days"]))
    return f"{text} {say('page.silence.gap', n=round(gap))}" if known(gap) else text


def _counts(view: Portfolio, features: pd.Series[Any], score: Score) -> str:
    """Return what renewal likelihood and the money of the score make of it."""
    factors = score.factors.set_index("name")
    row, currency = factors.loc[FACTOR], view.scope.base_currency
    texts = []
    if not known(row["value"]):
        texts.append(tell("page.silence.no_value", factor=factor_md(FACTOR)))
    elif known(row["points"]):
        texts.append(
            tell(
                "page.silence.factor",
                factor=factor_md(FACTOR),
                value=formats.number(row["value"]),
                times=formats.multiplier(row["multiplier"]),
                points=formats.signed(row["points"], 1),
            )
        )
    counted = view.rankings["account_potential"].evidence(score.account_id)["current_revenue"].get("money")
    recent = features["revenue_12m"]
    if known(counted) and known(recent) and (counted or recent):
        amounts = {"counted": money(float(str(counted)), currency), "recent": money(float(recent), currency)}
        texts.append(tell("page.silence.money", **amounts))
    return " ".join(texts)


def day(value: Any) -> dt.date:
    """Return a date of a frame as a date."""
    return pd.Timestamp(value).date()
