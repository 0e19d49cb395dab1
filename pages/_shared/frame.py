"""The frame of every page: settings, mark, menu, and what is shown when a page stops."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from kam_analytics.errors import KamError
from kam_analytics.i18n import say
from pages._shared.components import empty_state, failed_state
from pages._shared.menu import ROOT, menu
from pages._shared.text import tell

__all__ = ["pages", "run", "settings"]

ASSETS = ROOT / "assets"
logger = logging.getLogger(__name__)


def settings() -> None:
    """Set title, icon, width and mark; the icon is our own file, since Streamlit fetches named ones from elsewhere."""
    st.set_page_config(page_title=say("frame.name"), page_icon=str(ASSETS / "favicon.png"), layout="wide")
    st.logo(str(ASSETS / "logo.svg"), size="medium")


def pages() -> dict[str, list[st.Page]]:
    """Return the menu by section; one page that says so when no page is there."""
    return menu() or {"": [st.Page(_no_pages, title=say("frame.name"), default=True)]}


def run(page: st.Page) -> None:
    """Run a page; a failure of ours becomes its sentence, any other a reference into the log. Both go to the log."""
    try:
        page.run()
    except KamError as error:
        failed_state(_logged(error), tell(error.code, **error.params))
    except Exception as error:  # noqa: BLE001 - the last line before the user
        failed_state(_logged(error))


def _logged(error: Exception) -> str:
    reference = secrets.token_hex(3)
    logger.error("reference %s", reference, exc_info=error)
    return reference


def _no_pages() -> None:
    empty_state(say("frame.no_pages"), say("frame.no_pages_body"))
