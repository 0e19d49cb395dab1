"""Frame of a page's body: the language, the workspace that is still empty, and what is shown while it computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import streamlit as st

from kam_analytics.errors import KamError, NotFound
from pages._shared.components import Action, empty_state, page_head
from pages._shared.state import begin
from pages._shared.words import say, tell

__all__ = ["EMPTY", "loaded", "page", "refusal"]

EMPTY = "pipeline.no_data"
"""Code of the error that every view raises while nothing is published."""

T = TypeVar("T")


@contextmanager
def page(name: str) -> Iterator[None]:
    """Run a page's body; an empty workspace shows what to load, other failures go to the frame of all pages."""
    begin()
    try:
        yield
    except NotFound as error:
        if error.code != EMPTY:
            raise
        _nothing_yet(name)


def loaded(make: Callable[[], T], height: int = 420) -> T:
    """Return what `make` gives, with a grey area of the page's height until it is there."""
    with st.skeleton(height=height):
        return make()


def refusal(error: KamError) -> None:
    """Show why something was not done, as its sentence, and that nothing was changed."""
    st.error(f"{tell(error.code, **error.params)} {say('page.nothing_changed')}", icon=":material/error:")


def _nothing_yet(name: str) -> None:
    page_head(say(f"page.{name}.empty_title"), [say(f"frame.page.{name}"), say("page.empty.nothing")])
    action = Action(say("page.empty.action"), page="import", icon=":material/upload_file:")
    empty_state(say("page.empty.title"), say(f"page.{name}.empty_body"), action)
