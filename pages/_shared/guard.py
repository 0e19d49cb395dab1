"""Frame of a page's body: the language, the workspace that is still empty, and what is shown while it computes."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import streamlit as st

from kam_analytics.errors import KamError, NotFound
from pages._shared.components import Action, empty_state, failed_state, page_head
from pages._shared.start import two_ways
from pages._shared.state import begin
from pages._shared.words import say, tell

__all__ = ["EMPTY", "failing_openly", "loaded", "missing", "page", "refusal"]

EMPTY = ("pipeline.no_data", "pipeline.no_invoices", "pipeline.no_accounts")
"""Codes of the errors that every view raises while there is nothing to rank."""

T = TypeVar("T")
logger = logging.getLogger(__name__)


@contextmanager
def failing_openly() -> Iterator[None]:
    """Show what stopped: a failure of ours as its sentence, any other as a reference into the log; both are logged.

    Pages run in it, and so does the body of each fragment, which Streamlit runs without its page.
    """
    try:
        yield
    except KamError as error:
        failed_state(_logged(error), tell(error.code, **error.params))
    except Exception as error:  # noqa: BLE001 - the last line before the user
        failed_state(_logged(error))


def _logged(error: Exception) -> str:
    reference = secrets.token_hex(3)
    logger.error("reference %s", reference, exc_info=error)
    return reference


@contextmanager
def page(name: str) -> Iterator[None]:
    """Run a page's body; an empty workspace shows what to load, other failures go to the frame of all pages."""
    begin()
    try:
        yield
    except NotFound as error:
        if error.code not in EMPTY:
            raise
        _nothing_yet(name, error.code)


def loaded(make: Callable[[], T], height: int = 420) -> T:
    """Return what `make` gives, with a grey area of the page's height until it is there."""
    with st.skeleton(height=height):
        return make()


def refusal(error: KamError) -> None:
    """Show why something was not done, as its sentence, and that nothing was changed."""
    st.error(f"{tell(error.code, **error.params)} {say('page.nothing_changed')}", icon=":material/error:")


def missing(code: str) -> str:
    """Return in a few words what is missing, for the line under a title."""
    return say("page.empty.nothing" if code == EMPTY[0] else "page.empty.not_enough")


def _nothing_yet(name: str, code: str) -> None:
    page_head(say(f"page.{name}.empty_title"), [say(f"frame.page.{name}"), missing(code)])
    if code == EMPTY[0]:
        two_ways(say(f"page.{name}.empty_body"))
        return
    action = Action(say("page.empty.action"), page="import", icon=":material/upload_file:")
    empty_state(say(code), say(f"page.{name}.empty_body"), action)
