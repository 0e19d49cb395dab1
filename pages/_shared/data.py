"""The one door from pages to `kam_analytics`: the workspace that this process serves."""

from __future__ import annotations

import os

import streamlit as st

from kam_analytics.i18n import use_basis
from kam_analytics.pipeline import Analytics, Comparison, Portfolio, Scope
from kam_analytics.scoring import PURPOSES

__all__ = ["PURPOSES", "Comparison", "Portfolio", "Scope", "analytics", "folder", "opened", "portfolio"]


def folder() -> str:
    """Return the workspace's folder (`KAM_WORKSPACE`, else `workspace`)."""
    return os.environ.get("KAM_WORKSPACE") or "workspace"


def analytics() -> Analytics:
    """Return the workspace: one object per folder and process; its views are kept by (version, as_of, ...)."""
    return opened(folder())


def portfolio() -> Portfolio:
    """Return the portfolio of today, and call its money what it is."""
    view = analytics().portfolio()
    use_basis(view.scope.value_basis)
    return view


@st.cache_resource(show_spinner=False, max_entries=16)
def opened(root: str) -> Analytics:
    """Return the workspace of a folder, opened once per process."""
    return Analytics.open(root)
