"""Factors without data, and which next file would add most."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kam_analytics.factors import factor
from pages._shared.components import too_little
from pages._shared.data import analytics
from pages._shared.scores import factor_label
from pages._shared.words import formats, label, say, tell

__all__ = ["brings", "next_file", "next_files"]


def next_file() -> str:
    """Return the finding: which file would add most, and how much."""
    found = analytics().next_files()
    if not found:
        return say("page.next.none")
    best = found[0]
    return tell(
        "page.next.best",
        file=label("page.needs", best.table),
        before=formats.share(best.before),
        after=formats.share(best.after),
    )


def next_files() -> None:
    """Draw the files that would let more factors be judged, the one that adds most first."""
    found = analytics().next_files()
    if not found:
        too_little(say("page.absent.none"))
        return
    frame = pd.DataFrame(
        {
            "file": [label("page.needs", gain.table) for gain in found],
            "factors": [", ".join(map(factor_label, gain.factors)) for gain in found],
            "importance": [
                say("page.next.from_to", before=formats.share(gain.before), after=formats.share(gain.after))
                for gain in found
            ],
        }
    )
    columns = {
        "file": st.column_config.TextColumn(say("page.next.file"), width="medium"),
        "factors": st.column_config.TextColumn(say("page.next.factors"), width="large"),
        "importance": st.column_config.TextColumn(say("page.next.importance"), width="medium"),
    }
    st.dataframe(frame, hide_index=True, column_config=columns, height="content", alt=say("page.next.alt"))


def brings(name: str) -> str:
    """Return the exports that a factor is computed from."""
    return ", ".join(label("page.needs", table) for table in factor(name).needs)
