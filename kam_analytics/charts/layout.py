"""What every chart has in common: its type, the base layout, the label rules."""

from __future__ import annotations

import html
import math
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = [
    "ALT_LIMIT",
    "CONFIG",
    "CONFIG_SMALL",
    "Chart",
    "add_notes",
    "alt_text",
    "base_figure",
    "diagonal",
    "dodge",
    "empty_chart",
    "halo",
    "label",
    "line_count",
    "money_axis",
    "plain_text",
    "row_height",
    "rows_of",
    "wrapped",
]

ALT_LIMIT = 200
NAME_LIMIT = 17
LINES = 2
LINE_HEIGHT = 16
"""Pixels of a line of labels."""
MAX_TICKS = 4.5
_REMOVED = [
    "zoom2d", "pan2d", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d",
    "hoverClosestCartesian", "hoverCompareCartesian", "toggleSpikelines",
]  # fmt: skip
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtonsToRemove": _REMOVED,
    "toImageButtonOptions": {"format": "svg"},
    "scrollZoom": False,
    "doubleClick": False,
}
CONFIG_SMALL: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True)
class Chart:
    """A figure without a title, and what it shows in words (at most 200 characters, no markup)."""

    figure: go.Figure
    alt: str


def base_figure(palette: Palette, height: int, *, top: int = 30, right: int = 8) -> go.Figure:
    """Return an empty figure in the house style; heights and margins in pixels."""
    figure = go.Figure()
    figure.update_layout(
        height=height,
        showlegend=False,
        dragmode=False,
        margin={"l": 0, "r": right, "b": 0, "t": top},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"align": "left"},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": palette.muted, "activecolor": palette.ink},
        bargap=0.35,
    )
    axis = {
        "fixedrange": True,
        "ticks": "",
        "zeroline": False,
        "tickangle": 0,
        "tickfont": {"size": 12.5, "color": palette.muted},
        "title": {"font": {"size": 12.5, "color": palette.muted}, "standoff": 8},
        "automargin": True,
    }
    figure.update_xaxes(showgrid=False, **axis)
    figure.update_yaxes(showgrid=True, gridcolor=palette.grid, nticks=5, **axis)
    return figure


def add_notes(figure: go.Figure, notes: Sequence[dict[str, Any]]) -> None:
    """Add annotations in one step; Plotly checks all earlier ones again at each single addition."""
    figure.update_layout(annotations=[*(note.to_plotly_json() for note in figure.layout.annotations), *notes])


def empty_chart(palette: Palette, height: int = 120) -> Chart:
    """Return a figure without marks or axes, for frames without rows; pages show an empty state instead."""
    figure = base_figure(palette, height)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return Chart(figure, alt_text(say("charts.nothing")))


def plain_text(text: str, limit: int = ALT_LIMIT) -> str:
    """Return a text on one line, without control and bidirectional characters, cut with an ellipsis."""
    letters = (" " if letter.isspace() else letter for letter in text)
    kept = "".join(letter for letter in letters if letter == "\u200d" or unicodedata.category(letter)[0] != "C")
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "\u2026"


def label(text: object, limit: int = NAME_LIMIT) -> str:
    """Return a text from data for a chart: one line, cut, markup and links dead."""
    return html.escape(plain_text(str(text), limit), quote=False)


def wrapped(names: Iterable[object], least: int = NAME_LIMIT, most: int = 26, lines: int = 3) -> list[str]:
    """Return names for the side of a chart, each on up to two lines, all of them as narrow as that allows.

    Names longer than two lines of `most` characters take up to `lines`; only what is longer still ends in an ellipsis,
    and stands whole in the hover text. Markup and links are dead.
    """
    texts = [plain_text(str(name)) for name in names]
    width = next((w for w in range(least, most) if all(len(_broken(text, w)) <= LINES for text in texts)), most)
    return ["<br>".join(html.escape(line, quote=False) for line in _even(text, width, lines)) for text in texts]


def _even(text: str, width: int, lines: int) -> list[str]:
    """Break a text into as few lines as the width allows, and these as evenly as they can be without tearing a word."""
    few = _broken(text, width, lines)
    longest = max(map(len, text.split()), default=1)
    if longest > width or few[-1].endswith("\u2026"):
        return few
    return next(found for w in range(longest, width + 1) if len(found := _broken(text, w)) <= len(few))


def line_count(names: Sequence[str]) -> int:
    """Return on how many lines the tallest of these labels stands."""
    return max((name.count("<br>") + 1 for name in names), default=1)


def row_height(names: Sequence[str], least: int) -> int:
    """Return the height of a row in pixels: `least`, or what the tallest of these labels takes."""
    lines = line_count(names)
    return least if lines == 1 else max(least, LINE_HEIGHT * lines + 6)


def _broken(text: str, width: int, lines: int | None = None) -> list[str]:
    return textwrap.wrap(text, width, max_lines=lines, placeholder="\u2026", break_on_hyphens=False) or [""]


def alt_text(text: str) -> str:
    """Return the text on one line, cut to what a screen reader should read out."""
    return plain_text(text, ALT_LIMIT)


def halo(palette: Palette) -> str:
    """Return a text shadow in the colour of the page: keeps words readable over marks."""
    around = ((1, 1), (-1, 1), (1, -1), (-1, -1), (0, 2), (0, -2), (2, 0), (-2, 0))
    return ", ".join(f"{x}px {y}px 2px {palette.page}" for x, y in around)


def dodge(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart as little as possible: ascending places, `gap` between neighbours, inside low..high.

    Labels that touch form a block around the mean of their places; blocks that touch are merged.
    """
    if not places:
        return []
    gap = min(gap, (high - low) / max(1, len(places) - 1))
    blocks: list[list[float]] = []
    for place in places:
        blocks.append([place])
        while len(blocks) > 1 and _start(blocks[-1], gap, low, high) < _end(blocks[-2], gap, low, high) + gap:
            last = blocks.pop()
            blocks[-1] += last
    return [_start(block, gap, low, high) + gap * index for block in blocks for index in range(len(block))]


def _start(block: Sequence[float], gap: float, low: float, high: float) -> float:
    size = gap * (len(block) - 1)
    return max(low, min(high - size, sum(block) / len(block) - size / 2))


def _end(block: Sequence[float], gap: float, low: float, high: float) -> float:
    return _start(block, gap, low, high) + gap * (len(block) - 1)


def money_axis(figure: go.Figure, amounts: Sequence[float], currency: str) -> None:
    """Give the y axis a few round ticks from zero (or below it), written as money."""
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    span = high - low or 1.0
    step = 10 ** math.floor(math.log10(span / 3))
    step *= next(factor for factor in (1, 2, 5, 10) if span / (step * factor) <= MAX_TICKS)
    ticks = [step * place for place in range(math.floor(low / step), math.ceil(high / step) + 1)]
    ticks = [tick for tick in ticks if low - step * 0.5 <= tick <= high]
    figure.update_yaxes(
        tickvals=ticks,
        ticktext=_short([formats.money(tick, currency) for tick in ticks]),
        range=[low * 1.05, high * 1.05 or 1],
    )


def _short(texts: list[str]) -> list[str]:
    """Drop the decimal when none of the ticks needs it."""
    whole = [re.sub(r"[.,]0(?!\d)", "", text) for text in texts]
    return whole if all(not re.search(r"[.,]\d(?!\d)", text) for text in whole) else texts


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """Return the rows as tuples with the columns as attributes; what a column holds is only known to its reader."""
    return list(frame.itertuples(index=False))


def diagonal(figure: go.Figure, palette: Palette) -> None:
    """Draw the dotted line from 0 to 100%: chance in a gain curve, what was said in a reliability chart."""
    figure.add_scatter(
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        hoverinfo="skip",
        line={"color": palette.rest, "width": 1.5, "dash": "dot"},
    )
