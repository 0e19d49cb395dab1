"""The start in a workspace that holds nothing: the invented company, or files of one's own."""

from __future__ import annotations

import streamlit as st

from kam_analytics.errors import KamError
from kam_analytics.pipeline import load_demo
from pages._shared.components import subtitle
from pages._shared.data import analytics
from pages._shared.menu import open_page
from pages._shared.words import say, tell

__all__ = ["two_ways"]

FIRST = ("invoices", "accounts", "crm")
"""What to bring, in the order in which it adds most."""


def two_ways(brings: str) -> None:
    """Draw the two ways to begin, a card each; `brings`: what data does for the page."""
    subtitle([brings])
    below = st.container()
    own, demo = st.columns(2)
    with own, st.container(border=True, height="stretch", gap="xsmall"):
        st.subheader(say("page.start.own"), anchor=False)
        st.markdown("\n".join(f"{n}. {say(f'page.start.own_{step}')}" for n, step in enumerate(FIRST, 1)))
        subtitle([say("page.start.own_note")])
        st.space("stretch")
        pressed = st.button(say("page.empty.action"), icon=":material/upload_file:", type="primary", key="start_own")
    if pressed:
        open_page("import")
    with demo, st.container(border=True, height="stretch", gap="xsmall"):
        st.subheader(say("page.start.demo"), anchor=False)
        st.markdown(say("page.start.demo_body"))
        subtitle([say("page.start.demo_note")])
        st.space("stretch")
        wanted = st.button(say("page.start.demo_action"), icon=":material/play_arrow:", key="start_demo")
    if wanted:
        with below:
            _load()


def _load() -> None:
    """Import the demo company while saying what happens, then show the overview."""
    with st.status(say("page.start.writing"), expanded=False) as status:

        def stage(step: str, done: float, file: str) -> None:
            status.update(label=tell(f"page.start.{step}", file=file, done=round(100 * done)))

        try:
            load_demo(analytics(), stage=stage)
        except KamError as error:
            status.update(label=tell(error.code, **error.params), state="error")
            return
    open_page("overview")
