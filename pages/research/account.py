"""One account: what it is worth, why it has this score, which way it goes, what it buys."""

from __future__ import annotations

import streamlit as st

from pages._shared import headlines
from pages._shared.account_view import badges, evidence, figures_row, months_card, products_card, score_card, unknown
from pages._shared.border_view import border_card, comparison_card
from pages._shared.components import how_computed, page_head
from pages._shared.data import PURPOSES, Portfolio, analytics, portfolio
from pages._shared.filters import account_select, purpose_control
from pages._shared.guard import loaded, page
from pages._shared.menu import open_page
from pages._shared.outlook_card import account_card
from pages._shared.scores import score_of
from pages._shared.silence import silence_note, silence_of
from pages._shared.words import formats, md, say, tell, unit


def show(view: Portfolio, account_id: str) -> None:
    """Draw the page of an account that the portfolio holds."""
    row = view.frame[view.frame["account_id"] == account_id].iloc[0]
    features = view.scope.features.set_index("account_id").loc[account_id]
    name, scope = str(row["name"]), view.scope
    total = float(scope.features["revenue_12m"].fillna(0.0).sum())
    share = (
        float(features["revenue_12m"]) / total
        if total > 0 and features["revenue_12m"] == features["revenue_12m"]
        else None
    )
    growth = float(row["growth"]) if row["growth"] == row["growth"] else None
    page_head(
        headlines.account(name, growth, int(row["rank"]), len(view.frame), share),
        [
            md(account_id),
            tell("page.account.owner", owner=row["owner"]) if isinstance(row.get("owner"), str) else "",
            tell("page.as_of", date=formats.date(scope.as_of)),
            unit(scope.base_currency, scope.value_basis),
        ],
    )
    headline = score_of(view.rankings["account_potential"], account_id, name)
    silence = silence_of(account_id, features)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        with st.container(horizontal=True, width="content"):
            badges(row, headline, silence)
        picked = account_select(view.frame, key="account_switch", current=account_id)
    if picked is not None:
        open_page("account", account=picked)
    silence_note(view, silence, features, headline)
    figures_row(view, row, features, headline)
    purpose = purpose_control(PURPOSES, "account")
    ranking = view.rankings[purpose]
    score = score_of(ranking, account_id, name)
    left, right = st.columns(2)
    with left:
        score_card(score)
    with right:
        months_card(view, account_id, name)
    account_card(view, account_id, name)
    left, right = st.columns(2)
    with left:
        border_card(view, account_id, purpose)
    with right:
        comparison_card(view, account_id, purpose)
    evidence(ranking, score, scope.base_currency)
    products_card(account_id, scope.base_currency)
    with how_computed():
        st.markdown(say("page.account.how"))
        st.markdown(say("page.account.how_sure"))


with page("account"):
    held = loaded(portfolio, height=640)
    asked = st.query_params.get("account")
    if asked is None:
        asked = str(held.frame["account_id"].iloc[0])
    account = analytics().meant(asked)
    if account in set(held.frame["account_id"].astype(str)):
        show(held, account)
    else:
        unknown(held, asked)
