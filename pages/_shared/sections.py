"""A part of a page: its finding, and one line that says what follows."""

from __future__ import annotations

import streamlit as st

from pages._shared.components import subtitle

__all__ = ["section"]


def section(title: str, note: str = "") -> None:
    """Write the finding of a part and what is shown under it, close together."""
    with st.container(gap="xsmall"):
        st.subheader(title, anchor=False)
        subtitle([note])
