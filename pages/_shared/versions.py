"""The versions of a weight set: who saved what, when and why; and bringing an earlier one into use again."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from kam_analytics.config import author
from kam_analytics.errors import KamError
from kam_analytics.scoring import WeightSet
from kam_analytics.scoring.history import Change, Entry, changes
from pages._shared.components import too_little
from pages._shared.data import analytics
from pages._shared.draft import recorded, refused, set_name
from pages._shared.scores import factor_label, factor_md
from pages._shared.sections import section
from pages._shared.state import begin
from pages._shared.tables import table_height
from pages._shared.words import formats, label, plain, say, tell

__all__ = ["drawn", "finding"]

SHOWN = 12
_PICK = "scoring_use_pick"


def finding(purpose: str) -> str:
    """State which set is in use, since when, and how many were saved."""
    used, entries = analytics().weights_in_use(purpose), analytics().weight_history(purpose)
    name = set_name(used)
    if not entries:
        return tell("page.scoring.versions_none", name=name)
    return tell("page.scoring.versions_title", n=len(entries), name=name, date=formats.date(_moment(used).date()))


def drawn(purpose: str, top: int) -> None:
    """Draw all versions, newest first, and the way back to one of them or to a preset."""
    entries = analytics().weight_history(purpose)
    if entries:
        _table(entries)
    else:
        too_little(say("page.scoring.versions_empty"), say("page.scoring.versions_empty_body"))
    section(say("page.scoring.use_again"), say("page.scoring.use_again_note"))
    _pick(purpose, top)


def _table(entries: list[Entry]) -> None:
    table = pd.DataFrame(
        {
            "name": [_name(entry) for entry in entries],
            "saved": [_when(entry.weights) for entry in entries],
            "by": [plain(entry.weights.author) for entry in entries],
            "reason": [plain(entry.weights.reason) for entry in entries],
            "changed": [_changed(entry) for entry in entries],
        }
    )
    config = st.column_config
    columns = {
        "name": config.TextColumn(say("page.scoring.version"), width=170),
        "saved": config.TextColumn(say("page.scoring.saved_at"), width=150),
        "by": config.TextColumn(say("page.scoring.saved_by"), width=100),
        "reason": config.TextColumn(say("page.scoring.why"), width="large"),
        "changed": config.TextColumn(say("page.scoring.changed"), width="large"),
    }
    height: int | str = "content" if len(entries) <= SHOWN else table_height(SHOWN)
    st.dataframe(table, hide_index=True, column_config=columns, height=height, alt=say("page.scoring.versions_alt"))


def _name(entry: Entry) -> str:
    name = set_name(entry.weights)
    return say("page.scoring.is_in_use", name=name) if entry.in_use else name


def _changed(entry: Entry) -> str:
    if entry.before is None:
        return say("page.scoring.first_of_name")
    if not entry.changes:
        return say("page.scoring.no_change", version=entry.before.version)
    told = ", ".join(_step(change) for change in entry.changes)
    back = say("page.scoring.as_before", version=entry.same_as) if entry.same_as is not None else ""
    return f"{back} {told}".strip()


def _step(change: Change) -> str:
    return say("page.scoring.step", factor=factor_label(change.factor), before=change.before, after=change.after)


def _pick(purpose: str, top: int) -> None:
    room = analytics()
    used = room.weights_in_use(purpose)
    sets = {
        f"{one.name}:{one.version}": one
        for one in room.weight_sets(purpose)
        if one.name != used.name or one.counted != used.counted
    }
    key = f"{_PICK}_{purpose}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.selectbox(
            say("page.scoring.use_pick"),
            list(sets),
            index=None,
            format_func=lambda code: set_name(sets[code]) if code in sets else plain(code),
            placeholder=say("page.scoring.use_which"),
            key=key,
            width=300,
        )
        if (
            st.button(say("page.scoring.use"), icon=":material/history:", disabled=picked is None, key="scoring_use")
            and picked in sets
        ):
            st.dialog(say("page.scoring.use_title"), on_dismiss="rerun")(_use)(used, sets[picked], top)


def _use(used: WeightSet, chosen: WeightSet, top: int) -> None:
    begin()
    room, purpose = analytics(), used.purpose
    found = room.side_by_side(purpose, used, chosen, top)
    st.markdown(
        tell("page.scoring.use_body", name=set_name(chosen), purpose=label("scoring.purpose", purpose))
        + " "
        + tell("page.scoring.use_effect", n=found.entering, top=top)
    )
    steps = changes(used.factors, chosen.factors)
    st.markdown(
        "\n".join(
            "- " + say("page.scoring.step", factor=factor_md(one.factor), before=one.before, after=one.after)
            for one in steps
        )
    )
    reason = st.text_input(say("page.scoring.save_reason"), max_chars=300, key="scoring_use_reason")
    recorded()
    if st.button(say("page.scoring.use_yes"), type="primary", key="scoring_use_yes"):
        try:
            name = f"{chosen.name}:{chosen.version}"
            saved = room.use_weights(purpose, name, author(), reason or "", expected=used.id)
        except KamError as error:
            refused(error)
            return
        st.session_state["scoring_saved"] = tell("page.scoring.used", name=set_name(saved), as_version=chosen.version)
        st.session_state[f"{_PICK}_{purpose}"] = None
        st.rerun()


def _when(weights: WeightSet) -> str:
    moment = _moment(weights)
    return formats.date(moment.date()) + moment.strftime(", %H:%M")


def _moment(weights: WeightSet) -> dt.datetime:
    return dt.datetime.fromisoformat(weights.created_at)
