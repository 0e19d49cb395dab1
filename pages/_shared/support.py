"""The quiet line that says whether these data tell who will grow, where an order rests on it."""

from __future__ import annotations

import streamlit as st

from pages._shared.components import subtitle
from pages._shared.data import analytics
from pages._shared.menu import page_file
from pages._shared.words import formats, say

__all__ = ["growth_support"]


def growth_support() -> None:
    """Say in a line what an order by potential rests on, with the way to the back-test; nothing where growth passed."""
    found = analytics().growth_support()
    if found == "passed":
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="content"):
            subtitle([say(f"page.support.{found}", date=formats.date(analytics().scope().calibration.fitted_as_of))])
        st.page_link(page_file("backtest"), label=say("page.support.open"), icon=":material/science:")
