"""The frame of every page: settings, mark, menu, and what is shown when a page stops."""

from __future__ import annotations

import streamlit as st

from kam_analytics.i18n import say
from pages._shared.components import empty_state
from pages._shared.guard import failing_openly
from pages._shared.menu import ROOT, menu

__all__ = ["pages", "run", "settings"]

ASSETS = ROOT / "assets"


def settings() -> None:
    """Set title, icon, width and mark; the icon is our own file, since Streamlit fetches named ones from elsewhere."""
    st.set_page_config(page_title=say("frame.name"), page_icon=str(ASSETS / "favicon.png"), layout="wide")
    st.logo(str(ASSETS / "logo.svg"), size="medium")


def pages() -> dict[str, list[st.Page]]:
    """Return the menu by section; one page that says so when no page is there."""
    return menu() or {"": [st.Page(_no_pages, title=say("frame.name"), default=True)]}


def run(page: st.Page) -> None:
    """Run a page inside the frame's last line of defence."""
    with failing_openly():
        page.run()


def _no_pages() -> None:
    empty_state(say("frame.no_pages"), say("frame.no_pages_body"))
