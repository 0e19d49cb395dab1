"""Language, query parameters and the keys of a session: what makes a view the same for whoever opens its address."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from kam_analytics.i18n import use

__all__ = ["LOCALE_VARIABLE", "begin", "choose", "forget", "number", "offered", "text", "write"]

LOCALE_VARIABLE = "KAM_LOCALE"
"""Language of the interface: `en`, or `en-XA`, which marks every text that went through the catalogue."""


_NEVER = object()


def begin() -> None:
    """Set the language of this run; every script run, fragment and dialog body is a context of its own and calls it."""
    use(os.environ.get(LOCALE_VARIABLE) or "en")


def choose(name: str, options: Sequence[str], default: str, *, key: str) -> str:
    """Make widget `key` and query parameter `name` agree before the widget is drawn, and return the value.

    Options are stable codes. An address with an unknown one shows the default. Call `write` after the widget.
    """
    return str(_agree(name, key, lambda asked: asked if asked in options else default))


def offered(options: Sequence[str], key: str, default: str) -> None:
    """Put a widget back to its default when its value is no longer among the options."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = default


def number(name: str, low: int, high: int, default: int, *, key: str) -> int:
    """Do as `choose` does, for a whole number between two bounds."""

    def read(asked: str | None) -> int:
        try:
            return min(high, max(low, int(asked))) if asked is not None else default
        except ValueError:
            return default

    return int(str(_agree(name, key, read)))


def text(name: str, *, key: str) -> str:
    """Do as `choose` does, for free text (cut at 200 characters)."""
    return str(_agree(name, key, lambda asked: (asked or "")[:200]))


def write(name: str, value: object, default: object, *, key: str) -> None:
    """Write a value to the address; the default leaves it out, so that addresses stay short."""
    wanted = None if value is None or value == default else str(value)
    if st.query_params.get(name) != wanted:
        if wanted is None:
            del st.query_params[name]
        else:
            st.query_params[name] = wanted
    st.session_state[_seen(key)] = wanted
    st.session_state[_last(key)] = value


def forget(keys: Mapping[str, str]) -> None:
    """Clear widgets (key -> query parameter); the next run shows their defaults."""
    for key, name in keys.items():
        st.session_state.pop(key, None)
        st.session_state.pop(_seen(key), None)
        st.session_state.pop(_last(key), None)
        if name in st.query_params:
            del st.query_params[name]


def _agree(name: str, key: str, read: Callable[[str | None], object]) -> object:
    """Take the value from the address, unless the user has just moved the widget: the address follows later."""
    asked = st.query_params.get(name)
    moved = key in st.session_state and st.session_state.get(_last(key), _NEVER) not in {_NEVER, st.session_state[key]}
    if key not in st.session_state or (asked != st.session_state.get(_seen(key)) and not moved):
        st.session_state[key] = read(asked)
    return st.session_state[key]


def _last(key: str) -> str:
    return f"{key}__last"


def _seen(key: str) -> str:
    return f"{key}__address"
