"""The portfolio matrix: its lines, its chart and the same as a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kam_analytics import charts
from kam_analytics.charts import SCREEN, Chart
from kam_analytics.pipeline import Portfolio
from kam_analytics.segments import Thresholds, assign
from pages._shared import state
from pages._shared.accounts_table import SEGMENT_COLORS
from pages._shared.tables import account_table, money_column
from pages._shared.words import label, say

__all__ = ["SHOWS", "chart", "counts", "lines", "placed", "show_control", "table"]

SHOWS = ("accounts", "density")
KINDS = {"protect_and_grow": "existing", "keep": "existing", "emerging_invest": "emerging"}
ROWS = 12
TABLE = 300


def lines(view: Portfolio) -> Thresholds:
    """Draw the two sliders; they start where the calibration puts the lines, and the address keeps them."""
    start = view.lines
    chosen = {}
    for name, at in (("value", start.value), ("potential", start.potential)):
        key, default = f"matrix_{name}", min(100, max(0, round(at)))
        state.number(name, 0, 100, default, key=key)
        at_line = st.slider(say(f"page.matrix.line_{name}"), 0, 100, key=key, width=180)
        state.write(name, at_line, default, key=key)
        chosen[name] = at if at_line == default else float(at_line)
    return Thresholds(chosen["value"], chosen["potential"])


def show_control(accounts: int) -> str:
    """Draw the choice between bubbles and density; many accounts start with the density."""
    default, key = SHOWS[accounts >= charts.DENSITY_FROM], "matrix_show"
    state.choose("show", SHOWS, default, key=key)
    chosen = st.segmented_control(
        say("page.matrix.show"), list(SHOWS), format_func=lambda s: say(f"page.matrix.show_{s}"), key=key, required=True
    )
    state.write("show", chosen, default, key=key)
    return str(chosen or default)


def placed(frame: pd.DataFrame, at: Thresholds) -> pd.DataFrame:
    """Return the accounts with the segment and kind that the lines give them."""
    segment = assign(frame["value"], frame["potential"], at)
    return frame.assign(segment=segment, kind=[KINDS.get(code, "rest") for code in segment])


def counts(frame: pd.DataFrame, at: Thresholds) -> dict[str, int]:
    """Return how many accounts each quadrant holds."""
    return charts.quadrant_counts(frame, at.value, at.potential)


def chart(view: Portfolio, frame: pd.DataFrame, at: Thresholds, show: str) -> Chart:
    """Draw the matrix; the area of a bubble is revenue."""
    rows = frame.assign(
        segment=[label("segments", code) for code in frame["segment"]],
        revenue=frame["revenue_12m"],
        value=frame["value"].clip(0, 100),
        potential=frame["potential"].clip(0, 100),
    )
    return charts.matrix(
        rows,
        value_line=at.value,
        potential_line=at.potential,
        palette=SCREEN,
        currency=view.scope.base_currency,
        density=show == "density",
    )


def table(view: Portfolio, frame: pd.DataFrame) -> str | None:
    """Draw the accounts above a line as a table, largest first; return the id of the one that was clicked."""
    rows = frame[frame["kind"] != "rest"]
    rows = rows.sort_values(["revenue_12m", "account_id"], ascending=[False, True]).head(TABLE).reset_index(drop=True)
    if rows.empty:
        return None
    config = st.column_config
    shown = pd.DataFrame({"segment": [[code] for code in rows["segment"]]})
    columns: dict[str, object] = {
        "segment": config.MultiselectColumn(
            say("page.column.segment"),
            options=list(SEGMENT_COLORS),
            color=list(SEGMENT_COLORS.values()),
            format_func=lambda code: label("segments", code),
        )
    }
    for name in ("value", "potential"):
        shown[name] = rows[name].clip(0, 100).round(1)
        columns[name] = config.ProgressColumn(
            say(f"page.column.{name}"), min_value=0, max_value=100, format="%.1f", width=160
        )
    columns["revenue"], shown["revenue"] = money_column(
        "page.column.revenue", rows["revenue_12m"].astype(float), view.scope.base_currency
    )
    row = account_table(list(rows["name"]), shown, columns, key="matrix_click", alt=say("page.matrix.alt"), rows=ROWS)
    return None if row is None else str(rows["account_id"].iloc[row])
