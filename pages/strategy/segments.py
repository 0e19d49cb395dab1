"""Portfolio matrix: who is worth keeping, who may grow beyond its size, and where the lines stand."""

from __future__ import annotations

import streamlit as st

from pages._shared import matrix_view
from pages._shared.accounts_table import ranked
from pages._shared.components import how_computed, no_match_state, page_head, show_chart, subtitle
from pages._shared.data import portfolio
from pages._shared.filters import account_select, toolbar
from pages._shared.guard import loaded, page
from pages._shared.headlines import matrix
from pages._shared.menu import open_page
from pages._shared.sections import section
from pages._shared.support import growth_support
from pages._shared.words import formats, say, tell, unit

with page("matrix"):
    view = loaded(portfolio, height=640)
    everyone = ranked(view, "account_potential")
    head = st.container()
    with st.container(horizontal=True, vertical_alignment="top"):
        at = matrix_view.lines(view)
        show = matrix_view.show_control(len(everyone))
    with st.container(horizontal=True, vertical_alignment="center"):
        filters = toolbar(everyone.drop(columns="segment"), "matrix")
        picked = account_select(view.frame, key="matrix_open")
    frame = matrix_view.placed(filters.apply(everyone), at)
    counts = matrix_view.counts(frame, at)
    with head:
        page_head(
            matrix(counts, len(frame)),
            [
                say("frame.page.matrix"),
                tell("page.as_of", date=formats.date(view.scope.as_of)),
                unit(view.scope.base_currency, view.scope.value_basis),
                say("page.accounts", n=len(frame)),
            ],
        )
        growth_support()
    if frame.empty:
        no_match_state(say("page.filter.no_match"), filters.in_words, filters.clear)
    else:
        clicked = show_chart(matrix_view.chart(view, frame, at, show), "matrix", select=True)
        subtitle([say("page.matrix.legend")])
        section(say("page.matrix.table", n=int((frame["kind"] != "rest").sum())), say("page.matrix.table_note"))
        opened = picked or clicked or matrix_view.table(view, frame)
        if opened is not None:
            open_page("account", account=opened)
    with how_computed():
        st.markdown(say("page.matrix.how"))
