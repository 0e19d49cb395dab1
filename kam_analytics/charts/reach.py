"""What accounts could reach: revenue as a dot, the attainable range as a band, the part above revenue in colour."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.layout import (
    Chart,
    add_notes,
    alt_text,
    base_figure,
    empty_chart,
    label,
    plain_text,
    row_height,
    rows_of,
    wrapped,
)
from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = ["reach"]

ROW_HEIGHT = 31
AXIS_HEIGHT = 40
ALONE_HEIGHT = 84
EDGE = 20
APART = 0.2
"""Share of the width that two labels take on a phone."""
TEXT_LIMIT = 24
BAND = 0.5
TICKS = 2.2
"""Few: on a phone little is left beside the names."""
PAD = 1.04


def reach(rows: pd.DataFrame, *, palette: Palette, currency: str) -> Chart:
    """Draw one row per account, the first at the top; a single account without its name.

    Parameters
    ----------
    rows
        `name`, `revenue` of 12 months, `low` and `high` of the attainable range, `text` for the right end.
    """
    if rows.empty:
        return empty_chart(palette)
    alone = len(rows) == 1
    names = wrapped(rows["name"])
    height = ALONE_HEIGHT if alone else AXIS_HEIGHT + row_height(names, ROW_HEIGHT) * len(rows)
    figure = base_figure(palette, height, top=8, right=40 if alone else 92)
    figure.update_layout(margin_b=AXIS_HEIGHT - 14, margin_l=EDGE if alone else 0)
    for place, row in enumerate(rows_of(rows)):
        turn = min(max(row.revenue, row.low), row.high)
        _band(figure, place, row.low, turn, palette.rest_pale)
        _band(figure, place, turn, row.high, palette.existing_pale)
    figure.add_scatter(
        x=rows["revenue"], y=list(range(len(rows))), mode="markers", marker={"size": 11, "color": palette.existing},
        text=[_hover(row, currency) for row in rows_of(rows)], hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
    if not alone:
        add_notes(figure, [_note(place, row.text, palette) for place, row in enumerate(rows_of(rows))])
    ends = [*rows["high"], *rows["revenue"]]
    ticks = _ends(rows) if alone else _ticks(max(ends))
    figure.update_xaxes(
        range=[0, max(ends) * PAD or 1], showgrid=not alone, gridcolor=palette.grid, tickvals=ticks,
        ticktext=[re.sub(r"\.0(?!\d)", "", formats.money(tick, currency)) for tick in ticks],
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=[] if alone else list(range(len(rows))), ticktext=names,
        range=[len(rows) - 0.5, -0.5], showgrid=False, ticklabelstandoff=8,
        tickfont={"size": 13, "color": palette.ink},
    )  # fmt: skip
    return Chart(figure, alt_text(_said(rows, currency)))


def _band(figure: go.Figure, place: int, start: float, end: float, color: str) -> None:
    if end > start:
        shape = {"x0": start, "x1": end, "y0": place - BAND / 2, "y1": place + BAND / 2}
        figure.add_shape(type="rect", fillcolor=color, line={"width": 0}, layer="between", **shape)


def _note(place: int, text: str, palette: Palette) -> dict[str, object]:
    return {
        "x": 1, "xref": "paper", "y": place, "xanchor": "left", "xshift": 10, "showarrow": False,
        "text": label(text, TEXT_LIMIT), "font": {"size": 13, "color": palette.ink},
    }  # fmt: skip


def _ticks(most: float) -> Sequence[float]:
    """Return a few round amounts from zero."""
    if most <= 0:
        return [0.0]
    step = 10.0 ** math.floor(math.log10(most / TICKS))
    step *= next(factor for factor in (1, 2, 5, 10) if most / (step * factor) <= TICKS)
    return [step * place for place in range(int(most / step) + 1)]


def _ends(rows: pd.DataFrame) -> Sequence[float]:
    """Return the ends of the only range, and zero where there is room for it; one figure for ends that nearly meet."""
    low, high = float(rows["low"].iloc[0]), float(rows["high"].iloc[0])
    ends = [low, high] if high - low > APART * high else [high]
    return [0.0, *ends] if ends[0] > APART * high else ends


def _hover(row: object, currency: str) -> str:
    amounts = {end: formats.money(float(getattr(row, end)), currency) for end in ("revenue", "low", "high")}
    return say("charts.hover.reach", name=label(getattr(row, "name", ""), 60), **amounts)


def _said(rows: pd.DataFrame, currency: str) -> str:
    first = rows.iloc[0]
    amounts = {end: formats.money(float(first[end]), currency) for end in ("revenue", "low", "high")}
    return say("charts.alt.reach", n=len(rows), name=plain_text(str(first["name"]), 40), **amounts)
