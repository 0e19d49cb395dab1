"""Groups of accounts over a year, each from 100."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.layout import Chart, add_notes, alt_text, base_figure, dodge, empty_chart, label
from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = ["indexed"]

BASE = 100.0
GAP = 0.075
"""Least distance of two labels at the right end, as a share of the axis."""


def indexed(frame: pd.DataFrame, *, palette: Palette, highlight: str, height: int = 320) -> Chart:
    """Draw one line per group, indexed to 100 at its first month and named at its end.

    Parameters
    ----------
    frame
        `group, name` (in words), `month` (last day), `amount`; a group that does not start above zero is left out.
    highlight
        The group that the finding is about; the others are grey.
    """
    lines = _lines(frame)
    if not lines:
        return empty_chart(palette, height)
    figure = base_figure(palette, height, right=126)
    for group, (_, months, values) in lines.items():
        own = group == highlight
        figure.add_scatter(
            x=months,
            y=values,
            mode="lines",
            line={"color": palette.existing if own else palette.rest, "width": 3 if own else 2},
            text=[
                f"{formats.month(month)}<br>{formats.number(value, 1)}"
                for month, value in zip(months, values, strict=True)
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    every = [value for _, _, values in lines.values() for value in values]
    low, high = min(every), max(every)
    pad = max(1.0, (high - low) * 0.12)
    figure.update_yaxes(range=[low - pad, high + pad], nticks=4)
    months = next(iter(lines.values()))[1]
    shown = months[::3] if len(months) > 1 else months
    figure.update_xaxes(tickvals=shown, ticktext=[formats.month(month).replace(" ", "<br>", 1) for month in shown])
    _names(figure, lines, palette, highlight, (low - pad, high + pad))
    return Chart(figure, _alt(lines, highlight))


Lines = dict[str, tuple[str, list[dt.date], list[float]]]


def _lines(frame: pd.DataFrame) -> Lines:
    found: Lines = {}
    for group, rows in frame.groupby("group", sort=False):
        ordered = rows.sort_values("month")
        first = float(ordered["amount"].iloc[0])
        if first > 0:
            values = [float(amount) / first * BASE for amount in ordered["amount"]]
            found[str(group)] = (str(ordered["name"].iloc[0]), list(ordered["month"]), values)
    return found


def _names(figure: go.Figure, lines: Lines, palette: Palette, highlight: str, scale: tuple[float, float]) -> None:
    """Name the lines at their ends, moved apart where they would touch."""
    ends = sorted((values[-1], group) for group, (_, _, values) in lines.items())
    places = dodge([value for value, _ in ends], (scale[1] - scale[0]) * GAP, *scale)
    notes = []
    for (value, group), place in zip(ends, places, strict=True):
        own = group == highlight
        text = f"{label(lines[group][0])} {formats.number(value, 1)}"
        notes.append(
            {
                "x": 1,
                "xref": "paper",
                "xanchor": "left",
                "xshift": 6,
                "y": place,
                "text": f"<b>{text}</b>" if own else text,
                "showarrow": False,
                "font": {"size": 13, "color": palette.existing if own else palette.muted},
            }
        )
    add_notes(figure, notes)


def _alt(lines: Lines, highlight: str) -> str:
    first = lines.get(highlight) or next(iter(lines.values()))
    others = ", ".join(
        f"{name} {formats.number(values[-1], 1)}" for group, (name, _, values) in lines.items() if group != highlight
    )
    params = {"name": first[0], "month": formats.month(first[1][0]), "end": formats.number(first[2][-1], 1)}
    return alt_text(say("charts.alt.indexed_others" if others else "charts.alt.indexed", others=others, **params))
