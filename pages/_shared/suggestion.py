"""Suggested weights: what past dates taught, what it gained on a later one, or why nothing is suggested."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kam_analytics.evaluation import Suggestion
from kam_analytics.evaluation.suggest import beside, told
from pages._shared.backtest_view import run_button
from pages._shared.components import finding_card, subtitle
from pages._shared.data import analytics
from pages._shared.draft import reset
from pages._shared.scores import factor_label
from pages._shared.tables import ROW_HEIGHT
from pages._shared.words import formats, label, say, tell

__all__ = ["panel"]


def panel(purpose: str) -> None:
    """Draw what the back-test suggests for a purpose, or the button that runs it; the sliders move only when asked."""
    found = analytics().suggestion_kept(purpose)
    name = label("scoring.purpose", purpose)
    if found is None:
        with finding_card(tell("page.suggestion.none_title", purpose=name), say("page.suggestion.none_note")):
            run_button()
        return
    code, params = told(found)
    outcome = f"offered_{found.metric}" if found.offered else "nothing"
    heading = tell(f"page.suggestion.title_{outcome}", purpose=name, gain=params.get("gain", ""))
    with finding_card(heading, _learned(found)):
        st.markdown(tell(code, **params))
        also = beside(found)
        if also is not None:
            subtitle([tell(also[0], **also[1])])
        if found.offered:
            _table(found)
            st.button(
                say("page.suggestion.take"),
                icon=":material/tune:",
                on_click=lambda: reset(purpose, found.suggested),
                help=say("page.suggestion.take_help"),
                key="scoring_suggestion",
            )


def _learned(found: Suggestion) -> str:
    """Return the line under the heading: the dates learned from, and the accounts judged on."""
    if not found.trained_on:
        return ""
    dates = ", ".join(formats.date(day) for day in found.trained_on)
    return tell("page.suggestion.learned", dates=dates, n=found.accounts)


def _table(found: Suggestion) -> None:
    config = st.column_config
    names = [factor.name for factor in analytics().factors()]
    rows = pd.DataFrame(
        {
            "factor": [factor_label(name) for name in names],
            "used": [found.current.get(name, 0) for name in names],
            "suggested": [found.suggested.get(name, 0) for name in names],
        }
    )
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "factor": config.TextColumn(say("page.suggestion.factor"), width=165),
            "used": config.NumberColumn(say("page.suggestion.used"), width=60),
            "suggested": config.NumberColumn(say("page.suggestion.suggested"), width=85),
        },
        alt=say("page.suggestion.alt"),
        row_height=ROW_HEIGHT,
        width="content",
        height="content",
    )
    kept = [factor_label(name) for name in names if name in found.kept]
    if kept:
        subtitle([tell("page.suggestion.kept", names=", ".join(kept))])
