"""Methods: every factor and figure, what stands behind it, and what this version does not do."""

from __future__ import annotations

import streamlit as st

from pages._shared import methods
from pages._shared.components import page_head
from pages._shared.guard import page
from pages._shared.words import formats, say, tell

TOPICS = (
    "formula", "contributions", "coverage", "times", "outlook", "segments", "reconciliation", "currencies",
    "quiet", "not_done",
)  # fmt: skip

with page("methods"):
    known = methods.data()
    scope, ranking = (None, None) if isinstance(known, str) else known
    page_head(
        methods.title(ranking),
        [
            say("frame.page.methods"),
            tell("page.as_of", date=formats.date(scope.as_of)) if scope else str(known),
            tell("page.methods.with_data", share=formats.share(ranking.portfolio_coverage)) if ranking else "",
        ],
    )
    st.header(say("page.methods.factors"), anchor=False)
    methods.factors(ranking)
    st.header(say("page.methods.purposes"), anchor=False)
    methods.purposes()
    st.markdown(say("scoring.weights_move_little"))
    for topic in TOPICS:
        if topic == "not_done":
            methods.evaluation()
        st.subheader(say(f"page.methods.{topic}_title"), anchor=False)
        st.markdown(say(f"page.methods.{topic}"))
        if topic == "formula" and scope is not None:
            methods.calibration(scope)
        if topic == "segments":
            methods.segments()
    st.subheader(say("page.methods.benchmarks_title"), anchor=False)
    st.markdown(say("page.methods.benchmarks"))
