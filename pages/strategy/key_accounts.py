"""Key accounts: the company's own list beside our top, who is on both, who on one, and the factors behind it."""

from __future__ import annotations

import streamlit as st

from pages._shared import key_account_view as lists
from pages._shared.components import (
    finding_card,
    how_computed,
    kpi_row,
    no_match_state,
    page_head,
    show_chart,
    subtitle,
    too_little,
)
from pages._shared.data import Comparison, Portfolio, portfolio
from pages._shared.filters import account_select
from pages._shared.guard import loaded, page
from pages._shared.menu import open_page
from pages._shared.sections import section
from pages._shared.words import formats, label, say, tell, unit


def body(view: Portfolio, default: Comparison) -> None:
    """Draw the two lists beside each other."""
    currency, head = view.scope.base_currency, st.container()
    with st.container(horizontal=True, vertical_alignment="center"):
        top = lists.top_control(default, len(view.frame))
        found = default if top == default.top else loaded(lambda: lists.comparison(top)) or default
        show = lists.show_control(found)
        picked = account_select(found.rows, key="key_accounts_open")
    with head:
        closed = say("page.key_accounts.closed", n=found.closed) if found.closed else ""
        weights = view.weights["account_potential"]
        page_head(
            lists.title(found),
            [
                say("frame.page.key_accounts"),
                tell("page.as_of", date=formats.date(view.scope.as_of)),
                say("page.key_accounts.on_list", n=found.listed),
                closed,
                tell("page.weights", name=label("page.weight_set", weights.name), version=weights.version),
                unit(currency, view.scope.value_basis),
            ],
        )
    kpi_row(lists.metrics(found, currency))
    cards(found, currency)
    rows = lists.kept(found, show)
    section(say(f"page.key_accounts.table_{show}", n=len(rows)), say("page.key_accounts.table_note"))
    clicked = None
    if rows.empty:
        asked = say("page.key_accounts.no_rows_body", place=label("page.key_accounts.place", show))
        no_match_state(say("page.key_accounts.no_rows"), asked, lists.clear)
    else:
        clicked = lists.table(view, rows)
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            subtitle([lists.unknown(found)])
            lists.download(rows)
    if picked or clicked:
        open_page("account", account=str(picked or clicked))


def cards(found: Comparison, currency: str) -> None:
    """Draw what parts the two lists: factors at the left, size at the right."""
    left, right = st.columns(2)
    theirs = found.count("theirs") - len(found.unknown)
    note = say("page.key_accounts.separates_note", n=found.count("ours"), other=theirs)
    why, foot = say("page.key_accounts.why"), lists.factors_note(found)
    with left, finding_card(lists.factors_title(found), "" if found.factors.empty else note, eyebrow=why, foot=foot):
        if found.factors.empty:
            too_little(say("page.key_accounts.separates_body"))
        else:
            show_chart(lists.factors_chart(found), f"key-accounts-factors-{found.top}", small=True)
    size = say(
        "page.key_accounts.size", ours=found.largest_ours, yours=found.largest, top=found.top, listed=found.listed
    )
    with right, finding_card(size, say("page.key_accounts.size_note"), eyebrow=say("page.key_accounts.biggest")):
        lists.size_table(found, currency)


with page("key_accounts"):
    view = loaded(portfolio, height=640)
    compared = loaded(lists.comparison, height=640)
    if compared is None:
        lists.no_list()
    elif not compared.listed:
        lists.nobody(compared)
    else:
        body(view, compared)
    with how_computed():
        st.markdown(say("page.key_accounts.how"))
        st.markdown(say("page.key_accounts.how_limits"))
