"""What is chosen on the Scoring page beside the purpose: what to show, and how many places count as the top."""

from __future__ import annotations

import streamlit as st

from kam_analytics.scoring.robustness import top_size
from pages._shared import state
from pages._shared.words import say

__all__ = ["VIEWS", "places", "top_size", "view_control"]

VIEWS = ("draft", "compare", "versions")


def places(accounts: int) -> int:
    """Draw how many places count as the top; the address keeps it."""
    default, key = top_size(accounts), "scoring_top"
    state.number("top", 1, accounts, default, key=key)
    chosen = st.number_input(say("page.scoring.places"), 1, accounts, step=1, key=key, width=150)
    state.write("top", chosen, default, key=key)
    return int(chosen)


def view_control() -> str:
    """Draw the choice of what the page shows; the address keeps it."""
    key = "scoring_view"
    state.choose("view", VIEWS, VIEWS[0], key=key)
    chosen = st.segmented_control(
        say("page.scoring.view"),
        VIEWS,
        format_func=lambda view: say(f"page.scoring.view_{view}"),
        key=key,
        required=True,
        label_visibility="collapsed",
    )
    state.write("view", chosen, VIEWS[0], key=key)
    return str(chosen or VIEWS[0])
