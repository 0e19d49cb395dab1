"""Two weight sets side by side: any two of the set in use, saved versions, presets and the draft on the sliders."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from kam_analytics.pipeline import Scope
from kam_analytics.scoring import WeightSet
from kam_analytics.scoring.versus import SideBySide
from pages._shared import moving, state
from pages._shared.components import subtitle
from pages._shared.data import analytics
from pages._shared.draft import DRAFT, draft_in_address, set_name
from pages._shared.menu import open_page
from pages._shared.scores import factor_label, factor_md
from pages._shared.scoring_controls import places
from pages._shared.words import formats, label, md, plain, say, tell

__all__ = ["against", "chosen", "drawn", "finding"]

IN_USE = "in_use"
ENDS = ("a", "b")
"""Names of the two choices in the address."""

LONGEST, LONG_FACTOR = 100, 26
_CUTS = (60, 30, 20, 10)
"""Lengths that names of sets are cut to, until a title fits."""


def chosen(purpose: str, accounts: int) -> tuple[WeightSet, WeightSet, int]:
    """Draw the choice of two sets and of the top's size; what the address names in vain is said and replaced."""
    used, notes = analytics().weights_in_use(purpose), st.container()
    sets = _sets(used)
    missing = [st.query_params[end] for end in ENDS if st.query_params.get(end, IN_USE) not in sets]
    with st.container(horizontal=True):
        codes = [_select(end, sets, purpose, used) for end in ENDS]
        top = places(accounts)
    with notes:
        for code in missing:
            text = "page.scoring.no_draft" if code == DRAFT else "page.scoring.no_set"
            st.warning(
                tell(text, asked=code[:60], purpose=label("scoring.purpose", purpose)), icon=":material/link_off:"
            )
    return sets[codes[0]], sets[codes[1]], top


def _sets(used: WeightSet) -> dict[str, WeightSet]:
    """Return what can be chosen by its code: in use, the draft of the sliders, then all versions and presets."""
    draft = draft_in_address(used)
    own = {IN_USE: used} if draft is None else {IN_USE: used, DRAFT: draft}
    return own | {f"{one.name}:{one.version}": one for one in analytics().weight_sets(used.purpose)}


def _select(end: str, sets: Mapping[str, WeightSet], purpose: str, used: WeightSet) -> str:
    """Draw one choice; it is always in the address, so that a link means the same whatever is saved later."""
    key = f"scoring_{end}_{purpose}"
    default = IN_USE if end == ENDS[0] else _other(sets, used)
    state.choose(end, list(sets), default, key=key)
    state.offered(list(sets), key, default)
    code = st.selectbox(
        say(f"page.scoring.set_{end}"),
        list(sets),
        format_func=lambda one: _option(one, sets),
        key=key,
        width=260,
    )
    state.write(end, code, None, key=key)
    return str(code)


def _option(code: str, sets: Mapping[str, WeightSet]) -> str:
    if code not in sets:
        return plain(code)
    return say("page.scoring.in_use", name=set_name(sets[code])) if code == IN_USE else set_name(sets[code])


def _other(sets: Mapping[str, WeightSet], used: WeightSet) -> str:
    """Return what to set beside the weights in use: the draft, else the newest version or preset that is not they."""
    return next(code for code, one in sets.items() if code != IN_USE and one.id != used.id)


def drawn(found: SideBySide, scope: Scope) -> None:
    """Draw the importances of both sets, the lines of rank, who enters and who leaves."""
    room = analytics()
    names, (old, new) = room.names(scope), (found.before, found.after)
    left, right = st.columns([1.15, 1.4], gap="large")
    with left:
        st.subheader(_difference(found), anchor=False)
        subtitle([say("page.scoring.compare_note")])
        _factors(found)
    with right:
        before, after = (room.ranking(one.purpose, weights=one) for one in (old, new))
        moving.movers_chart(before, after, names, found.k, (set_name(old), set_name(new)))
    opened = moving.movers_tables(found.moves, names, "from_to")
    if opened is not None:
        open_page("account", account=opened)


def finding(found: SideBySide) -> str:
    """State how many of the top differ between the two, and which factor moved most of them."""
    if not found.entering:
        return _fitting(found, "page.scoring.compare_same")
    if found.strongest is None:
        return _fitting(found, "page.scoring.compare_title")
    factor = factor_label(found.strongest)
    return _fitting(
        found, "page.scoring.compare_by" if len(factor) <= LONG_FACTOR else "page.scoring.compare_title", factor
    )


def _fitting(found: SideBySide, code: str, factor: str = "") -> str:
    """Return a title with the names of both sets, each cut as far as it must be."""
    title: dict[str, object] = {"n": found.entering, "top": found.k, "factor": factor}
    for longest in _CUTS:
        title |= {"a": set_name(found.before, longest), "b": set_name(found.after, longest)}
        if len(say(code, **title)) <= LONGEST:
            break
    return tell(code, **title)


def _difference(found: SideBySide) -> str:
    """State in which factor the two differ most."""
    apart = _ordered(found.factors)
    n = int((apart["change"] != 0).sum())
    if n == 0:
        return say("page.scoring.compare_equal")
    first = apart.iloc[0]
    return say(
        "page.scoring.compare_factors",
        n=n,
        factor=factor_md(str(first["factor"])),
        before=formats.count(int(first["before"])),
        after=formats.count(int(first["after"])),
    )


def _ordered(factors: pd.DataFrame) -> pd.DataFrame:
    """Put what differs most first; equal ones stay in the order of the factors."""
    return factors.assign(size=factors["change"].abs()).sort_values("size", ascending=False, kind="stable")


def _factors(found: SideBySide) -> None:
    rows = _ordered(found.factors)
    table = pd.DataFrame(
        {
            "factor": [factor_label(str(name)) for name in rows["factor"]],
            "before": _cells(rows["before"], rows["share_before"]),
            "after": _cells(rows["after"], rows["share_after"]),
            "change": [formats.signed(change) if change else "" for change in rows["change"]],
        }
    )
    config = st.column_config
    columns = {
        "factor": config.TextColumn(say("page.scoring.factor"), width=170),
        "before": config.TextColumn(set_name(found.before, 20), alignment="right"),
        "after": config.TextColumn(set_name(found.after, 20), alignment="right"),
        "change": config.TextColumn(say("page.scoring.change"), alignment="right", width=90),
    }
    st.dataframe(table, hide_index=True, column_config=columns, height="content", alt=say("page.scoring.compare_alt"))
    idle = [factor_label(str(name)) for name in rows.loc[rows["reason"].notna(), "factor"]]
    if idle:
        subtitle([tell("page.scoring.no_effect", factors=", ".join(idle))])


def _cells(importances: pd.Series[int], shares: pd.Series[float]) -> list[str]:
    return [
        say("page.scoring.importance", importance=int(importance), share=formats.share(share))
        for importance, share in zip(importances, shares, strict=True)
    ]


def against(found: SideBySide) -> str:
    """Return the two sets for the line under the title."""
    return md(say("page.scoring.compared", a=set_name(found.before), b=set_name(found.after)))
