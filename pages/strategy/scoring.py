"""Scoring: what would happen to the list under other weights, two sets side by side, and who set which when."""

from __future__ import annotations

import streamlit as st

from pages._shared import leverage, moving, side_by_side, state, suggestion, versions
from pages._shared.components import how_computed, page_head
from pages._shared.data import PURPOSES, Scope, analytics
from pages._shared.draft import draft_of, moved_on, reset, save_button, set_name, sliders, start_from, unread
from pages._shared.filters import purpose_control
from pages._shared.guard import failing_openly, loaded, page
from pages._shared.menu import open_page
from pages._shared.scoring_controls import places, top_size, view_control
from pages._shared.words import formats, label, md, say, tell, unit


@st.fragment
def panel() -> None:
    """Draw the page under its title; only this part runs again when something in it moves."""
    state.begin()
    with failing_openly():
        body()


def body() -> None:
    """Draw what was just saved, until something on the page moves, the title, the choices and the view they ask for."""
    saved = st.session_state.pop("scoring_saved", None)
    if saved:
        st.success(saved, icon=":material/check_circle:")
    scope, head = analytics().scope(), st.container()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        purpose, view = purpose_control(PURPOSES, "scoring"), view_control()
    title, against = {"draft": draft, "compare": compare, "versions": history}[view](purpose, scope)
    with head:
        page_head(
            title,
            [
                say("frame.page.scoring"),
                md(label("scoring.purpose", purpose)),
                against,
                tell("page.as_of", date=formats.date(scope.as_of)),
                unit(scope.base_currency, scope.value_basis),
                say("page.accounts", n=len(scope.features)),
            ],
        )


def draft(purpose: str, scope: Scope) -> tuple[str, str]:
    """Draw sliders at the left, who enters and who leaves at the right, and how much weights can move at all."""
    room, names, notes = analytics(), analytics().names(scope), st.container()
    left, right = st.columns([1, 2.6], gap="large")
    with left:
        start_from(purpose)
        top = places(len(scope.features))
        before = room.ranking(purpose)
        factors = sliders(before)
        with st.container(horizontal=True):
            save_button(before.weights, factors)
            st.button(
                say("page.scoring.reset"),
                icon=":material/undo:",
                on_click=lambda: reset(purpose, before.weights.factors),
                key="scoring_reset",
            )
    found = room.side_by_side(purpose, before.weights, draft_of(purpose, factors), top)
    after = room.ranking(purpose, weights=found.after)
    with right:
        moving.movers_chart(before, after, names, top, (set_name(before.weights), say("page.scoring.draft")))
        opened = moving.movers_tables(found.moves, names)
        if opened is not None:
            open_page("account", account=opened)
    with notes:
        unread(purpose)
        moved_on(before.weights)
        leverage.line(purpose, top)
    suggestion.panel(purpose)
    return moving.title(found.moves, top), tell("page.scoring.against", name=set_name(before.weights))


def compare(purpose: str, scope: Scope) -> tuple[str, str]:
    """Draw two sets side by side."""
    before, after, top = side_by_side.chosen(purpose, len(scope.features))
    found = analytics().side_by_side(purpose, before, after, top)
    side_by_side.drawn(found, scope)
    return side_by_side.finding(found), side_by_side.against(found)


def history(purpose: str, scope: Scope) -> tuple[str, str]:
    """Draw the versions and the way back to one."""
    versions.drawn(purpose, top_size(len(scope.features)))
    return versions.finding(purpose), ""


with page("scoring"):
    loaded(lambda: analytics().portfolio(), height=640)
    panel()
    with how_computed():
        st.markdown(say("page.scoring.how"))
        st.markdown(say("page.scoring.how_much"))
