"""Back-test: may one believe the ranking, what is supported by what came, and what is not."""

from __future__ import annotations

import streamlit as st

from pages._shared import backtest_cards as cards
from pages._shared import backtest_tables as tables
from pages._shared import backtest_view as views
from pages._shared.components import how_computed, page_head
from pages._shared.guard import loaded, page
from pages._shared.words import say

with page("backtest"):
    found = loaded(views.kept, height=480)
    if found is None:
        page_head(say("page.backtest.none_title"), [say("frame.page.backtest")])
        views.invitation()
    else:
        head = st.container()
        shown = views.controls(found)
        with head:
            page_head(views.title(shown), views.parts(shown))
        verdict = say(found.verdict, **found.verdict_params)
        if shown.silent:
            cards.claims(shown.claims, verdict)
        else:
            cards.evidence(shown, verdict)
            left, right = st.columns(2)
            with left:
                cards.reliability(shown)
            with right:
                cards.coverage(shown)
            cards.suggestions(found)
            tables.stability(shown)
            tables.figures(shown)
        tables.off(shown)

    with how_computed():
        st.markdown(say("page.backtest.how"))
        st.markdown(f"**{say('page.backtest.how_metrics')}**")
        st.markdown(tables.metric_lines())
