"""How sure an account's place is, what would change it, and how it stands beside others."""

from __future__ import annotations

import math
from typing import Any, Literal

import pandas as pd
import streamlit as st

from kam_analytics.pipeline import Portfolio
from kam_analytics.pipeline.border import statements
from kam_analytics.scoring.border import Border
from kam_analytics.scoring.compare import AccountComparison, Other
from kam_analytics.scoring.robustness import Draws, Robustness
from pages._shared import state
from pages._shared.components import badge, finding_card, too_little
from pages._shared.data import analytics
from pages._shared.headlines import shortened
from pages._shared.scores import factor_label, factor_md
from pages._shared.words import formats, md, plain, say, tell

__all__ = ["MARK_COLORS", "border_card", "comparison_card", "mark_badge", "spread_asked", "spread_select"]

MARK_COLORS: dict[str, Literal["green", "violet", "orange", "gray"]] = {
    "safe_in": "green",
    "depends_weights": "violet",
    "depends_data": "orange",
    "safe_out": "gray",
}
SPREADS: dict[str, float] = {"little": 200.0, "moderate": Draws().concentration, "wide": 12.0}
"""How far the drawn weights lie from those in use, as concentrations."""

DEFAULT_SPREAD = "moderate"
SPREAD_KEY = "ranking_spread"


def spread_asked() -> Draws:
    """Return the draws that the address or the select below the table asks for."""
    return Draws(concentration=SPREADS[state.choose("spread", list(SPREADS), DEFAULT_SPREAD, key=SPREAD_KEY)])


def spread_select() -> None:
    """Draw the choice of how far weights are drawn; the address keeps it."""
    chosen = st.selectbox(
        say("page.robustness.spread"),
        list(SPREADS),
        format_func=lambda name: say(f"page.robustness.spread_{name}"),
        key=SPREAD_KEY,
        label_visibility="collapsed",
        width=230,
    )
    state.write("spread", chosen, DEFAULT_SPREAD, key=SPREAD_KEY)


def mark_badge(sure: Robustness, account_id: str) -> None:
    """Draw what the account's place in the top rests on."""
    row = _row(sure, account_id)
    mark = str(row["mark"])
    text = say("page.robustness.badge", k=sure.k, mark=say(f"robustness.mark.{mark}"), chance=_chance(row["chance"]))
    badge(text, MARK_COLORS[mark])


def border_card(view: Portfolio, account_id: str, purpose: str) -> None:
    """Draw what would have to be true for the account to enter or leave the top."""
    room = analytics()
    found, sure = room.border(account_id, purpose), room.robustness(purpose)
    eyebrow = say(f"page.border.{'leave' if found.inside else 'enter'}", k=found.k)
    with finding_card(_finding(found), _how_sure(sure, account_id), eyebrow=eyebrow, foot=say("page.border.note")):
        lines = statements(found, view.scope.base_currency)
        st.markdown("\n".join(f"- {md(line)}" for line in lines))


def _finding(found: Border) -> str:
    """State the nearest single change: of a factor other than money where one can do it, else of money."""
    way = "leave" if found.inside else "enter"
    if found.opponent is None:
        return say("page.border.all", k=found.k)
    able = [change for change in found.factors if change.needed is not None]
    bounded = [change for change in able if not change.is_money]
    if bounded:
        needed = bounded[0].needed or 0.0
        turned = math.floor(round(needed * 10, 6)) if found.inside else math.ceil(round(needed * 10, 6))
        return say(
            f"page.border.title_{way}",
            factor=factor_md(bounded[0].factor),
            needed=formats.number(turned / 10, 1),
            k=found.k,
        )
    return say(f"page.border.title_{way}_{'money' if able else 'none'}", k=found.k)


def _how_sure(sure: Robustness, account_id: str) -> str:
    row, drawn = _row(sure, account_id), sure.parameters
    texts = [
        say("page.border.chance", chance=_chance(row["chance"]), k=sure.k, draws=formats.count(drawn.draws)),
        say("page.border.ranks", low=int(row["rank_low"]), high=int(row["rank_high"]))
        if pd.notna(row["rank_low"])
        else "",
        say("page.border.decides", factor=factor_md(row["factor"])) if row["factor"] else "",
    ]
    return "  \u00b7  ".join(text for text in texts if text)


def comparison_card(view: Portfolio, account_id: str, purpose: str) -> None:
    """Draw the account's multipliers beside those of the median account and of those at the line."""
    found = analytics().comparison(account_id, purpose)
    names = dict(zip(view.frame["account_id"].astype(str), view.frame["name"].astype(str), strict=True))
    with finding_card(_difference(found), say("page.compare.note")):
        if found.frame.empty or not found.others:
            too_little(say("page.compare.none"))
            return
        table = pd.DataFrame({"factor": [factor_label(str(name)) for name in found.frame["factor"]]})
        columns: dict[str, Any] = {"factor": st.column_config.TextColumn(say("page.compare.factor"), width="medium")}
        for role, header in [("own", say("page.compare.own")), *((o.role, _header(o, found.k)) for o in found.others)]:
            table[role] = [
                formats.multiplier(math.exp(given)) if known == known else None  # noqa: PLR0124 - not NaN
                for given, known in zip(found.frame[role], found.frame[f"{role}.value"], strict=True)
            ]
            columns[role] = st.column_config.TextColumn(header, alignment="right")
        st.dataframe(
            table, hide_index=True, column_config=columns, height="content", placeholder=say("page.na"),
            alt=say("page.compare.alt"),
        )  # fmt: skip
        st.markdown("\n".join(f"- {_sentence(other, names, found.k)}" for other in found.others))


def _difference(found: AccountComparison) -> str:
    """State which factor matters most at the line, else against the median."""
    line = [other for other in found.others if other.role != "median" and other.factor is not None]
    behind = [other for other in line if other.role == "last_in" and other.difference < 0]
    ahead = [other for other in line if other.role == "first_out" and other.difference > 0]
    for others, code in ((behind, "behind"), (ahead, "ahead")):
        if others:
            return say(f"page.compare.title_{code}", factor=factor_md(str(others[0].factor)), k=found.k)
    return say("page.compare.title_none")


def _sentence(other: Other, names: dict[str, str], k: int) -> str:
    code = "level" if other.factor is None else "ahead" if other.difference > 0 else "behind"
    return tell(
        f"page.compare.{code}",
        role=say(f"page.compare.role_{other.role}", k=k),
        name=shortened(names.get(other.account_id, other.account_id)),
        rank=other.rank,
        factor=factor_label(other.factor) if other.factor else "",
        by=formats.multiplier(math.exp(other.by)).replace(" ", "\u00a0"),
    )


def _header(other: Other, k: int) -> str:
    return plain(say(f"page.compare.header_{other.role}", k=k, rank=formats.count(other.rank)))


def _row(sure: Robustness, account_id: str) -> pd.Series[Any]:
    return sure.frame[sure.frame["account_id"] == account_id].iloc[0]


def _chance(chance: float) -> str:
    """Return a chance in whole per cent; one that is neither none nor all never reads as such."""
    if 0 < chance < 0.01:  # noqa: PLR2004 - what would be shown as 0%
        return say("page.robustness.below", share=formats.share(0.01))
    if 0.99 < chance < 1:  # noqa: PLR2004 - what would be shown as 100%
        return say("page.robustness.over", share=formats.share(0.99))
    return formats.share(chance)
