"""Account ranking: who comes first, how sure that is, and why."""

from __future__ import annotations

import streamlit as st

from pages._shared.accounts_table import download, drawer, ranked, ranking_table, top_size
from pages._shared.border_view import spread_asked, spread_select
from pages._shared.components import how_computed, no_match_state, page_head, subtitle
from pages._shared.data import PURPOSES, portfolio
from pages._shared.filters import account_select, purpose_control, toolbar
from pages._shared.guard import loaded, page
from pages._shared.headlines import overlap
from pages._shared.menu import open_page
from pages._shared.support import growth_support
from pages._shared.words import formats, label, say, tell, unit

with page("ranking"):
    view = loaded(portfolio, height=640)
    head = st.container()
    bar = st.container(horizontal=True, vertical_alignment="center")
    with bar:
        purpose = purpose_control(PURPOSES, "ranking")
        frame = ranked(view, purpose, spread_asked())
        filters = toolbar(frame, "ranking")
        picked = account_select(view.frame, key="ranking_open")
    if picked is not None:
        open_page("account", account=picked)
    weights = view.weights[purpose]
    with head:
        page_head(
            overlap(frame, purpose, top_size(len(frame))),
            [
                say("frame.page.ranking"),
                tell("page.as_of", date=formats.date(view.scope.as_of)),
                tell("page.weights", name=label("page.weight_set", weights.name), version=weights.version),
                unit(view.scope.base_currency, view.scope.value_basis),
                say("page.accounts", n=len(frame)),
                say(
                    "page.robustness.safe",
                    n=int((frame["mark"].head(top_size(len(frame))) == "safe_in").sum()),
                    k=top_size(len(frame)),
                ),
            ],
        )
        if purpose == "potential":
            growth_support()
    matching = filters.apply(frame)
    if matching.empty:
        no_match_state(say("page.filter.no_match"), filters.in_words, filters.clear)
    else:
        clicked = ranking_table(matching, view, purpose, key="ranking_click")
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            subtitle([say("page.ranking.foot", n=len(matching), all=len(frame))])
            with st.container(horizontal=True, width="content", vertical_alignment="center"):
                spread_select()
                download(matching, purpose)
        if clicked is not None:
            drawer(view, view.rankings[purpose], clicked)
    with how_computed():
        st.markdown(say(f"page.ranking.how_{purpose}"))
        st.markdown(say("page.ranking.how"))
        st.markdown(say("page.robustness.how"))
