"""Data quality: which customer numbers match no account, who they may be, and what else cannot be used as it is."""

from __future__ import annotations

import streamlit as st

from pages._shared import quality_view
from pages._shared.components import Action, empty_state, how_computed, kpi_row, page_head
from pages._shared.data import analytics
from pages._shared.guard import loaded, page
from pages._shared.quality_decide import decide, outcome
from pages._shared.sections import section
from pages._shared.words import formats, say, tell, unit

with page("data_quality"):
    found = loaded(analytics().quality, height=640)
    page_head(
        quality_view.title(found),
        [
            say("frame.page.data_quality"),
            tell("page.data_quality.all_money", date=formats.date(found.through)),
            unit(found.base_currency, "invoices"),
            tell("page.accounts", n=len(found.accounts)),
        ],
    )
    outcome()
    kpi_row(quality_view.metrics(found))

    if len(found.unmatched) and found.accounts:
        section(say("page.data_quality.which"), say("page.data_quality.which_note"))
        decide(found)
    elif len(found.unmatched):
        action = Action(say("page.empty.action"), page="import", icon=":material/upload_file:")
        empty_state(say("page.data_quality.list_first"), say("page.data_quality.list_body"), action)

    left, right = st.columns(2)
    with left:
        quality_view.tables(found)
    with right:
        quality_view.gaps(found)

    with how_computed():
        st.markdown(say("page.data_quality.how"))
