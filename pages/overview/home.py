"""Overview: where the money is, what changed, and what cannot be answered yet."""

from __future__ import annotations

import streamlit as st

from pages._shared import overview
from pages._shared.absent import next_file, next_files
from pages._shared.components import finding_card, how_computed, kpi_row, page_head, show_chart
from pages._shared.data import analytics, portfolio
from pages._shared.figures import concentration, portfolio_months
from pages._shared.guard import loaded, page
from pages._shared.headlines import months_above
from pages._shared.menu import open_page
from pages._shared.movement import changed_accounts
from pages._shared.outlook_card import how_upside, portfolio_card
from pages._shared.sections import section
from pages._shared.words import formats, money, say, tell, unit

with page("overview"):
    view = loaded(portfolio, height=640)
    found = overview.facts(view)
    page_head(
        overview.headline(found),
        [
            say("frame.page.overview"),
            overview.period(found),
            unit(found.currency, view.scope.value_basis),
            tell("page.accounts", n=len(found.money)),
            tell("page.overview.unassigned", money=money(found.unassigned, found.currency)) if found.unassigned else "",
            *overview.outside(),
        ],
    )
    kpi_row(overview.metrics(found))

    largest = concentration(found) if found.total > 0 else None
    left, right = st.columns(2)
    with left, finding_card(overview.half(found), say("page.overview.concentration_note"), base_line=True):
        if largest:
            show_chart(largest, "overview-concentration")
    with (
        right,
        finding_card(
            months_above(found.months, found.as_of),
            say("page.overview.months_note"),
            base_line=True,
        ),
    ):
        show_chart(portfolio_months(analytics().months(None), view.scope, largest), "overview-months")

    portfolio_card(view)

    st.subheader(overview.changed(view), anchor=False)
    opened = changed_accounts(view, key="overview_changed")
    if opened is not None:
        open_page("account", account=opened)

    section(next_file(), say("page.overview.absent_note"))
    next_files()

    with how_computed():
        st.markdown(tell("page.overview.how", as_of=formats.date(found.as_of), first=formats.date(found.data_from)))
        st.markdown(how_upside())
