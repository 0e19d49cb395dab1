"""The parts of the page of one account."""

from __future__ import annotations

import difflib
from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics.pipeline import Portfolio
from kam_analytics.scoring import Ranking
from pages._shared.absent import brings
from pages._shared.accounts_table import SEGMENT_COLORS
from pages._shared.border_view import mark_badge
from pages._shared.components import Metric, badge, finding_card, kpi_row, page_head, show_chart, subtitle, too_little
from pages._shared.data import analytics
from pages._shared.figures import account_months
from pages._shared.headlines import months_above
from pages._shared.menu import page_file
from pages._shared.scores import (
    BASIS_COLORS,
    Score,
    basis_of,
    contributions_chart,
    factor_label,
    factor_md,
    figures,
    judgement_note,
    strongest,
)
from pages._shared.sections import section
from pages._shared.silence import Silence, day, silence_badge
from pages._shared.tables import money_column, table_height
from pages._shared.words import formats, known, label, md, money, plain, say, tell

__all__ = ["badges", "evidence", "figures_row", "months_card", "products_card", "score_card", "unknown"]

SUGGESTIONS = 5
SHOWN = 10


def unknown(view: Portfolio, account_id: str) -> None:
    """Say that no account has this id, and name those that come near."""
    ids = list(view.frame["account_id"].astype(str))
    names = dict(zip(ids, view.frame["name"].astype(str), strict=True))
    page_head(tell("page.account.unknown", account=account_id[:60]), [say("frame.page.account")])
    by_name = {name.casefold(): account for account, name in names.items()}
    near = difflib.get_close_matches(account_id, ids, n=SUGGESTIONS, cutoff=0.5)
    near += [by_name[n] for n in difflib.get_close_matches(account_id.casefold(), by_name, n=SUGGESTIONS, cutoff=0.5)]
    st.markdown(say("page.account.unknown_near" if near else "page.account.unknown_none"))
    for account in list(dict.fromkeys(near))[:SUGGESTIONS]:
        text = tell("page.account.suggestion", name=names[account], account=account)
        st.page_link(
            page_file("account"), label=text, icon=":material/arrow_forward:", query_params={"account": account}
        )


def badges(row: pd.Series[Any], score: Score, silence: Silence | None) -> None:
    """Draw what is known about the account besides money."""
    segment = str(row["segment"])
    badge(label("segments", segment), SEGMENT_COLORS.get(segment, "gray"))  # type: ignore[arg-type]  # our own colours
    silence_badge(silence)
    mark_badge(analytics().robustness(), score.account_id)
    badge(say("page.coverage_is", share=formats.share(score.coverage)), hint=say("page.coverage_help"))
    for name in ("industry", "region", "country"):
        if isinstance(row.get(name), str) and row[name]:
            badge(md(row[name]))


def figures_row(view: Portfolio, row: pd.Series[Any], features: pd.Series[Any], score: Score) -> None:
    """Draw the six figures of an account."""
    currency, growth = view.scope.base_currency, row["growth"]
    of = say("page.of_accounts", n=len(view.frame))
    recent = features["revenue_12m"]
    gap = features["mean_gap_days"]
    kpi_row(
        [
            Metric(
                say("scoring.purpose.account_potential"),
                formats.score(score.score),
                note=say("page.score_range", range=formats.score_range(score.low, score.high))
                if score.high - score.low > 1
                else say("page.rank_of", rank=score.rank, n=len(view.frame)),
            ),
            Metric(say("page.column.value"), formats.score(row["value"]), note=_place(row["value_rank"], of)),
            Metric(
                say("page.column.potential"), formats.score(row["potential"]), note=_place(row["potential_rank"], of)
            ),
            Metric(
                say("page.account.revenue"),
                money(recent, currency) if known(recent) else say("page.na"),
                formats.growth(growth) if known(growth) else None,
                say("page.vs_prior_year") if known(growth) else say("page.growth_na"),
            ),
            Metric(
                say("page.account.order_days"),
                formats.count(int(features["order_days_ttm"] or 0)),
                note=say("page.account.every", n=round(gap)) if known(gap) else say("page.account.no_rhythm"),
            ),
            Metric(say("page.account.last_order"), *_last(features)),
        ]
    )


def _last(features: pd.Series[Any]) -> tuple[str, None, str]:
    days = features["recency_days"]
    if not known(days):
        return say("page.na"), None, say("page.account.never_ordered")
    return formats.date(day(features["last_on"])), None, say("page.account.days_before", n=int(days))


def _place(rank: int, of: str) -> str:
    return f"{say('page.rank_is', rank=int(rank))} {of}"


def score_card(score: Score) -> None:
    """Draw what carries the score."""
    best, worst, cost = strongest(score)
    code = "both" if best and worst else "best" if best else "worst" if worst else "none"
    title = tell(f"page.account.carries_{code}", best=best or "", worst=worst or "", points=formats.number(cost, 1))
    with finding_card(title, say("page.account.score_note"), foot=judgement_note(score.factors)):
        if code == "none":
            too_little(say("page.account.no_factor"))
        else:
            show_chart(contributions_chart(score), f"account-score-{score.account_id}")


def months_card(view: Portfolio, account_id: str, name: str) -> None:
    """Draw revenue by month in front of last year's."""
    months = analytics().months(account_id)
    with finding_card(months_above(months, view.scope.as_of), say("page.account.months_note")):
        if months.empty or not months["amount"].abs().sum():
            too_little(say("page.account.no_invoices"))
        else:
            show_chart(account_months(months, view.scope, name), f"account-months-{account_id}")


def evidence(ranking: Ranking, score: Score, currency: str) -> None:
    """Draw a card per factor with the raw figures behind its value; those that nobody has in one line below."""
    held, count = ranking.account(score.account_id)["factors"], int(score.factors["available"].sum())
    section(
        say("page.account.evidence", n=count, all=len(score.factors)),
        say("page.account.evidence_note"),
    )
    with st.grid(2, min_column_width=320):
        for row in score.factors.to_dict("records"):
            if row["name"] not in ranking.not_available:
                _factor_card(ranking, row, held[row["name"]], currency)
    absent = [
        tell("page.account.absent_factor", factor=factor_label(name), files=brings(name))
        for name in ranking.not_available
    ]
    if absent:
        subtitle([say("page.account.absent", factors="; ".join(absent))])


def _factor_card(ranking: Ranking, row: dict[Any, Any], found: dict[str, Any], currency: str) -> None:
    with st.container(border=True, height="stretch", gap="xsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{factor_md(row['name'])}**")
            basis = basis_of(ranking, str(row["name"]))
            badge(say(f"scoring.basis.{basis}"), BASIS_COLORS[basis])
        importance = tell("page.account.importance", n=row["importance"])
        if not row["available"]:
            st.markdown(say("page.na_because", reason=say(found["value_reason"])))
            subtitle([importance])
            return
        of = tell("page.account.of_100", value=formats.number(row["value"]))
        if known(row["multiplier"]):
            st.markdown(f"**{formats.multiplier(row['multiplier'])}**  :small[:gray[{of}  \u00b7  {importance}]]")
        else:
            st.markdown(f":small[:gray[{of}  \u00b7  {importance}]]")
        st.markdown(f":small[{figures(found['evidence'], currency)}]")


def products_card(account_id: str, currency: str) -> None:
    """Draw what the account buys, by family, or by article where products name no families."""
    bought = analytics().products(account_id)
    bought = bought[bought["revenue"].notna()] if len(bought) else bought
    if bought.empty:
        st.subheader(say("page.account.products_none"), anchor=False)
        too_little(say("page.account.products_too_little"))
        return
    what, rows = _grouped(bought)
    total = float(rows["revenue"].clip(lower=0).sum())
    rows["share"] = 100 * rows["revenue"].clip(lower=0) / total if total > 0 else 0.0
    first = str(rows[what].iloc[0])
    share = formats.share(float(rows["share"].iloc[0]) / 100)
    section(
        tell(f"page.account.products_{what}", what=first, share=share, n=len(rows)), say("page.account.products_note")
    )
    config = st.column_config
    columns: dict[str, Any] = {what: config.TextColumn(say(f"page.account.column_{what}"), width="medium")}
    rows[what] = rows[what].map(plain)
    largest = float(rows[["revenue", "prior"]].abs().max().max())
    columns["revenue"], rows["revenue"] = money_column(
        "page.column.revenue", rows["revenue"], currency, largest=largest
    )
    columns["share"] = config.ProgressColumn(
        say("page.column.share"), min_value=0, max_value=100, format="%.0f%%", color="gray"
    )
    if rows["prior"].abs().sum() > 0:
        columns["prior"], rows["prior"] = money_column(
            "page.account.column_prior", rows["prior"], currency, largest=largest
        )
    st.dataframe(
        rows[list(columns)],
        hide_index=True,
        column_config=columns,
        height="content" if len(rows) <= SHOWN else table_height(SHOWN),
        placeholder=say("page.na"),
        alt=say("page.account.products_alt"),
    )


def _grouped(bought: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """Return `family` or `article`, and revenue and prior by it, most first."""
    named = bought["name"].where(bought["name"].notna(), bought["product_id"])
    what = "family" if bought["family"].notna().any() else "article"
    keys = bought["family"].fillna(say("page.account.no_family")) if what == "family" else named
    money = bought.assign(
        **{what: keys.fillna(say("page.account.no_article"))},
        revenue=bought["revenue"].astype(float),
        prior=bought["prior_revenue"].astype(float).fillna(0.0),
    )
    rows = money.groupby(what)[["revenue", "prior"]].sum().reset_index()
    return what, rows.sort_values(["revenue", what], ascending=[False, True], ignore_index=True)
