"""Scoring: what would happen to the list under other weights."""

from __future__ import annotations

import streamlit as st

from pages._shared import moving, state, suggestion
from pages._shared.accounts_table import top_size
from pages._shared.components import how_computed, page_head
from pages._shared.data import PURPOSES, analytics
from pages._shared.draft import draft_of, reset, save_button, set_name, sliders, start_from
from pages._shared.filters import purpose_control
from pages._shared.guard import failing_openly, loaded, page
from pages._shared.menu import open_page
from pages._shared.words import formats, label, md, say, tell, unit


def places(accounts: int) -> int:
    """Draw how many places count as the top; the address keeps it."""
    default, key = top_size(accounts), "scoring_top"
    state.number("top", 1, accounts, default, key=key)
    chosen = st.number_input(say("page.scoring.places"), 1, accounts, step=1, key=key)
    state.write("top", chosen, default, key=key)
    return int(chosen)


@st.fragment
def panel() -> None:
    """Draw sliders and consequences; only this part runs again when a slider moves."""
    state.begin()
    with failing_openly():
        body()


def body() -> None:
    """Draw the panel: sliders at the left, who enters and who leaves at the right."""
    room = analytics()
    scope, head = room.scope(), st.container()
    names = room.names(scope)
    left, right = st.columns([1, 2.6], gap="large")
    with left:
        purpose = purpose_control(PURPOSES, "scoring")
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
    draft = draft_of(purpose, factors)
    found, after = room.movers(purpose, draft, top), room.ranking(purpose, weights=draft)
    with right:
        moving.movers_chart(before, after, names, top, (set_name(before.weights), say("page.scoring.draft")))
        opened = moving.movers_tables(found, names)
        if opened is not None:
            open_page("account", account=opened)
    with head:
        page_head(
            moving.title(found, top),
            [
                say("frame.page.scoring"),
                md(label("scoring.purpose", purpose)),
                tell("page.scoring.against", name=set_name(before.weights)),
                tell("page.as_of", date=formats.date(scope.as_of)),
                unit(scope.base_currency, scope.value_basis),
                say("page.accounts", n=len(scope.features)),
            ],
        )
    suggestion.panel(purpose)


with page("scoring"):
    loaded(lambda: analytics().portfolio(), height=640)
    saved = st.session_state.pop("scoring_saved", None)
    if saved:
        st.success(say("page.scoring.saved", name=saved), icon=":material/check_circle:")
    panel()
    with how_computed():
        st.markdown(say("page.scoring.how"))
        st.markdown(say("page.scoring.how_much"))
