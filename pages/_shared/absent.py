"""Factors without data: why, and which file would bring them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kam_analytics.factors import factor
from kam_analytics.scoring import Ranking
from pages._shared.components import too_little
from pages._shared.scores import factor_label
from pages._shared.words import label, say

__all__ = ["absent_factors", "brings"]


def absent_factors(ranking: Ranking) -> None:
    """Draw the factors that no account has."""
    if not ranking.not_available:
        too_little(say("page.absent.none"))
        return
    frame = pd.DataFrame(
        {
            "factor": [factor_label(name) for name in ranking.not_available],
            "why": [say(code) for code in ranking.not_available.values()],
            "brings": [brings(name) for name in ranking.not_available],
        }
    )
    columns = {
        "factor": st.column_config.TextColumn(say("page.column.factor"), width="medium"),
        "why": st.column_config.TextColumn(say("page.absent.why"), width="large"),
        "brings": st.column_config.TextColumn(say("page.absent.brings"), width="large"),
    }
    st.dataframe(frame, hide_index=True, column_config=columns, height="content", alt=say("page.absent.alt"))


def brings(name: str) -> str:
    """Return the exports that a factor is computed from."""
    return ", ".join(label("page.needs", table) for table in factor(name).needs)
