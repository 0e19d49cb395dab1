"""Figures of several rankings with their intervals, one under the other."""

from __future__ import annotations

from typing import Literal

import pandas as pd

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

__all__ = ["forest"]

ROW_HEIGHT = 31
LEAST_HEIGHT = 120
NAME_LIMIT = 26
PAD = 0.06

Unit = Literal["number", "share", "points"]
"""What figures are: numbers as they are, shares written as percent, or differences of shares written as points."""

_SUFFIX: dict[Unit, str] = {"number": "", "share": "%", "points": ""}
_RIGHT: dict[Unit, int] = {"number": 64, "share": 64, "points": 88}
"""Room for the figures at the right, in pixels."""


def forest(
    rows: pd.DataFrame,
    *,
    palette: Palette,
    reference: float = 0.0,
    signed: bool = True,
    digits: int = 2,
    unit: Unit = "number",
) -> Chart:
    """Draw one row per ranking: a dot, its 95% interval, and the figure at the right.

    Parameters
    ----------
    rows
        `name` (in words), `value`, `low`, `high` (NaN: no interval), `own` (drawn in blue), in the order of drawing.
    reference
        Where the line of "nothing" stands: 0, or 0.5 for an AUC.
    signed
        Write a plus before positive figures; points always have it, and zero never.
    digits
        Of numbers; shares are whole percents, points have one digit.
    """
    known = rows.dropna(subset=["value"])
    if known.empty:
        return empty_chart(palette)
    names = wrapped(known["name"], NAME_LIMIT, NAME_LIMIT)
    height = 46 + row_height(names, ROW_HEIGHT) * len(known)
    figure = base_figure(palette, max(LEAST_HEIGHT, height), top=8, right=_RIGHT[unit])
    scale = 1.0 if unit == "number" else 100.0
    reference *= scale
    ends = [*(scale * pd.concat([known["value"], known["low"], known["high"]]).dropna()), reference]
    low, high = float(min(ends)), float(max(ends))
    room = (high - low or 1.0) * PAD
    figure.add_shape(
        type="line", x0=reference, x1=reference, y0=-0.5, y1=len(known) - 0.5, line={"color": palette.ink, "width": 1}
    )
    notes = []
    for place, row in enumerate(rows_of(known)):
        color = palette.existing if row.own else palette.rest
        text = _figure(float(row.value), unit, digits, signed=signed)
        if pd.notna(row.low) and pd.notna(row.high):
            figure.add_scatter(
                x=[scale * row.low, scale * row.high], y=[place, place], mode="lines", hoverinfo="skip",
                line={"color": color, "width": 3 if row.own else 2},
            )  # fmt: skip
        figure.add_scatter(
            x=[scale * row.value],
            y=[place],
            mode="markers",
            marker={"size": 11 if row.own else 9, "color": color},
            text=[_hover(row, unit, digits, signed=signed)],
            hovertemplate="%{text}<extra></extra>",
        )
        notes.append(
            {
                "x": 1, "xref": "paper", "y": place, "xanchor": "left", "xshift": 10, "showarrow": False,
                "text": f"<b>{text}</b>" if row.own else text, "font": {"size": 13, "color": palette.ink},
            }
        )  # fmt: skip
    add_notes(figure, notes)
    figure.update_xaxes(
        range=[low - room, high + room], nticks=5, showgrid=True, gridcolor=palette.grid, ticksuffix=_SUFFIX[unit]
    )
    figure.update_yaxes(
        tickvals=list(range(len(known))), ticktext=names,
        range=[len(known) - 0.5, -0.5], showgrid=False, ticklabelstandoff=8,
        tickfont={"size": 13, "color": palette.ink},
    )  # fmt: skip
    said = ", ".join(
        f"{plain_text(str(row.name), 26)} {_figure(float(row.value), unit, digits, signed=signed)}"
        for row in rows_of(known.head(4))
    )
    return Chart(figure, alt_text(say("charts.backtest.forest_alt", n=len(known), figures=said)))


def _figure(value: float, unit: Unit, digits: int, *, signed: bool) -> str:
    if unit == "share":
        return formats.share(value)
    if unit == "points":
        return formats.points(value)
    return formats.signed(value, digits) if signed else formats.number(value, digits)


def _hover(row: object, unit: Unit, digits: int, *, signed: bool) -> str:
    name = label(getattr(row, "name", ""), 60)
    value = _figure(float(getattr(row, "value", 0.0)), unit, digits, signed=signed)
    low, high = getattr(row, "low", None), getattr(row, "high", None)
    if low is None or high is None or pd.isna(low) or pd.isna(high):
        return say("charts.backtest.forest_hover_plain", name=name, value=value)
    ends = {end: _figure(float(at), unit, digits, signed=False) for end, at in (("low", low), ("high", high))}
    return say("charts.backtest.forest_hover", name=name, value=value, **ends)
