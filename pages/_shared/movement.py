"""Which accounts changed most in the last months, as a table that opens them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from kam_analytics.pipeline import Portfolio
from pages._shared.components import subtitle, too_little
from pages._shared.data import analytics
from pages._shared.tables import account_table, money_column
from pages._shared.words import formats, say, tell

__all__ = ["changed_accounts"]

SHOWN = 8
MANY = 10


def changed_accounts(view: Portfolio, *, key: str) -> str | None:
    """Draw the accounts whose revenue changed most; return the id of the one that was clicked."""
    found = analytics().changes()
    if found is None:
        too_little(say("page.changed.too_little"))
        return None
    code = f"page.changed.note_{found.basis}"
    subtitle([tell(code, now=_span(*found.now), before=_span(*found.before))])
    names = dict(zip(view.frame["account_id"], view.frame["name"], strict=True))
    rows = found.frame[found.frame["account_id"].isin(names.keys())].head(SHOWN).reset_index(drop=True)
    rows = rows[rows["change"].abs() > 0]
    if rows.empty:
        too_little(say("page.changed.none"))
        return None
    largest = rows[["now", "before", "change"]].abs().max().max()
    table = pd.DataFrame({"what": [_what(row.now, row.before) for row in rows.itertuples()]})
    config: dict[str, object] = {"what": st.column_config.TextColumn(say("page.changed.what"), width="medium")}
    for name in ("change", "now", "before"):
        config[name], table[name] = money_column(
            f"page.changed.{name}", rows[name], view.scope.base_currency, largest=largest, signed=name == "change"
        )
    clicked = account_table([names[a] for a in rows["account_id"]], table, config, key=key, alt=say("page.changed.alt"))
    return None if clicked is None else str(rows["account_id"].iloc[clicked])


def _what(now: float, before: float) -> str:
    if before <= 0 < now:
        return say("page.changed.started")
    if now <= 0 < before:
        return say("page.changed.stopped")
    if now <= 0 or before <= 0:
        return say("page.changed.credits")
    if now >= MANY * before:
        return say("page.changed.many", times=formats.count(round(now / before)))
    return say(
        "page.changed.grew" if now >= before else "page.changed.fell", share=formats.share(abs(now / before - 1))
    )


def _span(first: dt.date, last: dt.date) -> str:
    return say("page.span", first=formats.month(first), last=formats.month(last))
