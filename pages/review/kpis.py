"""KPIs: what became of last year's revenue, compared with whom, and every other figure with its reason."""

from __future__ import annotations

import streamlit as st

from pages._shared import kpi_cards, kpi_view
from pages._shared.components import finding_card, how_computed, kpi_row, page_head, show_chart, subtitle, too_little
from pages._shared.data import analytics
from pages._shared.guard import loaded, page
from pages._shared.sections import section
from pages._shared.words import formats, say, tell, unit

with page("kpis"):
    listed = loaded(lambda: analytics().kpis().listed, height=640)
    head = st.container()
    with st.container(horizontal=True, vertical_alignment="center"):
        cohort = kpi_view.cohort_control(listed=listed)
        span = kpi_view.span_control()
    shown = loaded(lambda: kpi_view.view(cohort, span), height=560)
    now, period = shown.review.period, kpi_view.period(shown)
    with head:
        page_head(
            kpi_view.title(shown),
            [
                say("frame.page.kpis"),
                period,
                unit(shown.review.base_currency, shown.review.value_basis),
                *kpi_view.whose(shown),
            ],
        )

    bridge, path = kpi_view.bridge_chart(shown), kpi_view.path_chart(shown)
    why = tell("page.na_because", reason=kpi_view.reason_of(shown, "nrr"))
    left, right = st.columns(2)
    with left, finding_card(kpi_view.bridge_title(shown), say("page.kpis.bridge_note"), base_line=bridge is not None):
        if bridge is None:
            too_little(why)
        else:
            show_chart(bridge, f"kpis-bridge-{cohort}-{span}")
    note = say(f"page.kpis.path_note_{span}", month=formats.month(now.before.last))
    with right, finding_card(kpi_view.path_title(shown), note, base_line=path is not None):
        if path is None:
            too_little(why)
        else:
            show_chart(path, f"kpis-path-{cohort}-{span}")

    rest = "" if shown.other is None else "_rest"
    section(kpi_cards.title(shown), tell(f"page.kpis.measures_note{rest}", period=period))
    kpi_row(kpi_cards.metrics(shown))

    before = tell("page.span", first=formats.date(now.before.first), last=formats.date(now.before.last))
    section(say("page.kpis.all"), tell("page.kpis.all_note", period=period, before=before))
    kpi_cards.table(shown)
    subtitle([say("page.kpis.reference")])

    with how_computed():
        st.markdown(say("page.kpis.how"))
        kpi_view.definitions()
