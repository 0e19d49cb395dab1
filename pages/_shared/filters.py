"""Filters over accounts: one toolbar, in the address, and said in words when nothing matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages._shared import state
from pages._shared.words import label, plain, say, tell

__all__ = ["FIELDS", "Filters", "account_select", "purpose_control", "toolbar"]

FIELDS = ("segment", "region", "industry")
"""Columns that can be filtered, where the data has them."""

MAX_OPTIONS = 2000


@dataclass(frozen=True)
class Filters:
    """What is asked for: values by field (empty = all), and a part of a name or id."""

    page: str
    chosen: dict[str, str]
    search: str

    def apply(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the matching rows, in their order."""
        kept = pd.Series(data=True, index=frame.index)
        for field, value in self.chosen.items():
            if value:
                kept &= frame[field].astype(str) == value
        if self.search.strip():
            asked = self.search.strip().casefold()
            texts = frame["name"].astype(str) + "\n" + frame["account_id"].astype(str)
            kept &= texts.str.casefold().str.contains(asked, regex=False)
        return frame[kept]

    @property
    def in_words(self) -> str:
        """Return the filters as a sentence for the state without a match."""
        parts = [
            tell(f"page.filter.is_{field}", value=_shown(field, value)) for field, value in self.chosen.items() if value
        ]
        if self.search.strip():
            parts.append(tell("page.filter.is_search", value=self.search.strip()))
        return say("page.filter.words", words=", ".join(parts)) if parts else say("page.filter.none")

    def clear(self) -> None:
        """Take all filters back."""
        keys = {_key(self.page, field): field for field in FIELDS}
        state.forget({**keys, _key(self.page, "search"): "q"})


def toolbar(frame: pd.DataFrame, page: str) -> Filters:
    """Draw the selects that the data can fill and the search, inside the caller's horizontal container."""
    chosen = {field: _select(frame, field, page) for field in FIELDS if _values(frame, field)}
    key = _key(page, "search")
    state.text("q", key=key)
    search = st.text_input(
        say("page.filter.search"),
        key=key,
        type="search",
        placeholder=say("page.filter.search"),
        label_visibility="collapsed",
        width=180,
    )
    state.write("q", search or None, None, key=key)
    return Filters(page, chosen, search or "")


def purpose_control(purposes: Sequence[str], page: str) -> str:
    """Draw the choice of the score's purpose; the address keeps it."""
    key = _key(page, "purpose")
    state.choose("purpose", purposes, purposes[0], key=key)
    chosen = st.segmented_control(
        say("page.filter.purpose"),
        list(purposes),
        format_func=lambda purpose: label("scoring.purpose", purpose),
        key=key,
        required=True,
        label_visibility="collapsed",
    )
    state.write("purpose", chosen, purposes[0], key=key)
    return str(chosen or purposes[0])


def account_select(frame: pd.DataFrame, *, key: str, current: str | None = None) -> str | None:
    """Draw the way to an account for the keyboard; return the id that was chosen and is not the current one."""
    rows = frame.head(MAX_OPTIONS)
    names = dict(zip(rows["account_id"].astype(str), rows["name"].map(plain), strict=True))
    if current is not None and current not in names:
        names = {current: plain(current), **names}
    if current is not None and st.session_state.get(f"{key}__shown") != current:
        st.session_state[key] = current
        st.session_state[f"{key}__shown"] = current
    picked = st.selectbox(
        say("page.open_account"),
        list(names),
        index=None,
        format_func=lambda account: names.get(account, account),
        placeholder=say("page.open_account_pick"),
        key=key,
        label_visibility="collapsed",
        width=230,
    )
    return picked if picked is not None and picked != current else None


def _select(frame: pd.DataFrame, field: str, page: str) -> str:
    values = _values(frame, field)
    key = _key(page, field)
    state.choose(field, ["", *values], "", key=key)
    chosen = st.selectbox(
        say(f"page.filter.{field}"),
        ["", *values],
        format_func=lambda value: _shown(field, value) if value else say(f"page.filter.all_{field}"),
        key=key,
        label_visibility="collapsed",
        width=165,
    )
    state.write(field, chosen or None, None, key=key)
    return chosen or ""


def _values(frame: pd.DataFrame, field: str) -> list[str]:
    if field not in frame:
        return []
    found = sorted({str(value) for value in frame[field].dropna() if str(value)})
    return found[:MAX_OPTIONS] if len(found) > 1 else []


def _shown(field: str, value: str) -> str:
    return label("segments", value) if field == "segment" else plain(value)


def _key(page: str, field: str) -> str:
    return f"{page}_{field}"
