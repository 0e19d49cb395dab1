"""Rank lines from the weights in use to the draft: who enters the list and who leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.layout import (
    Chart,
    add_notes,
    alt_text,
    base_figure,
    dodge,
    empty_chart,
    label,
    plain_text,
    rows_of,
)
from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = ["movers"]

LINE_PIXELS = 16
TOP = 36
LEFT = 60
"""Pixels for the ranks at the left, as many on a phone as on a desk."""
NAMED = 24
"""Movers drawn in colour; with more, those with the largest moves."""
NEAR = 3
"""Places on either side of the line whose accounts are named where nobody crosses it."""


def movers(ranks: pd.DataFrame, *, cap: int, palette: Palette, headings: tuple[str, str], height: int = 540) -> Chart:
    """Draw one line per account from its rank before to its rank after; only those that cross the cap have colour.

    Where nobody crosses it, the accounts next to the line are named.

    Parameters
    ----------
    ranks
        Columns `account_id`, `name`, `before`, `after` (ranks from 1).
    cap
        Size of the list; the dotted line stands under this rank. Ranks beyond twice the cap are drawn at the edge.
    headings
        Names of the two sides.
    """
    if ranks.empty:
        return empty_chart(palette, height)
    window = max(2 * cap, 10)
    window = min(window, max(int(ranks["before"].max()), int(ranks["after"].max()), cap + 1))
    figure = base_figure(palette, height, top=TOP, right=146)
    figure.update_layout(margin_l=LEFT)
    entering = (ranks["before"] > cap) & (ranks["after"] <= cap)
    leaving = (ranks["before"] <= cap) & (ranks["after"] > cap)
    visible = (ranks["before"] <= window) | (ranks["after"] <= window)
    _pale(figure, ranks[visible & ~entering & ~leaving], window, palette)
    shown = _shown(ranks.assign(enters=entering)[entering | leaving])
    _coloured(figure, shown, window, palette)
    bottom, top = window + 1, 0.2
    if shown.empty:
        named = ranks[ranks["after"].between(cap - NEAR + 1, cap + NEAR)].assign(color=palette.muted)
    else:
        named = shown.assign(color=_colors(shown["enters"], palette))
    _labels(figure, named, window, (height - TOP) / (bottom - top))
    figure.add_shape(
        type="line", x0=0, x1=1, y0=cap + 0.5, y1=cap + 0.5, line={"color": palette.ink, "width": 1, "dash": "dot"}
    )
    figure.add_annotation(
        x=0.5, y=cap + 0.5, text=say("charts.cap", cap=cap), showarrow=False, yanchor="bottom", yshift=3,
        bgcolor=palette.page, borderpad=1, font={"size": 12.5, "color": palette.ink},
    )  # fmt: skip
    for x, shift, anchor, heading in zip((0, 1), (-LEFT, 0), ("left", "center"), headings, strict=True):
        figure.add_annotation(
            x=x, y=1, yref="paper", xshift=shift, yshift=6, text=label(heading, 22), showarrow=False,
            xanchor=anchor, yanchor="bottom",
            font={"size": 13, "color": palette.ink},
        )  # fmt: skip
    figure.update_xaxes(range=[-0.02, 1.02], visible=False)
    figure.update_yaxes(range=[bottom, top], visible=False)
    return Chart(figure, _alt(int(entering.sum()), int(leaving.sum()), cap, shown))


def _shown(crossing: pd.DataFrame) -> pd.DataFrame:
    size = (crossing["before"] - crossing["after"]).abs()
    ordered = crossing.assign(_size=-size).sort_values(["_size", "account_id"], kind="stable")
    return ordered.head(NAMED).sort_values(["after", "account_id"], kind="stable")


def _clamped(ranks: pd.Series[float], window: int) -> list[float]:
    return [float(min(rank, window)) for rank in ranks]


def _pale(figure: go.Figure, still: pd.DataFrame, window: int, palette: Palette) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for before, after in zip(_clamped(still["before"], window), _clamped(still["after"], window), strict=True):
        xs += [0, 1, None]
        ys += [before, after, None]
    figure.add_scatter(x=xs, y=ys, mode="lines", line={"color": palette.rest_pale, "width": 1}, hoverinfo="skip")


def _coloured(figure: go.Figure, shown: pd.DataFrame, window: int, palette: Palette) -> None:
    """Add one trace for those who enter and one for those who leave; gaps part the lines."""
    for enters, color in ((True, palette.positive), (False, palette.negative)):
        rows = rows_of(shown[shown["enters"] == enters])
        if not rows:
            continue
        hovers = [
            say("charts.hover.mover", name=label(row.name, 60), before=int(row.before), after=int(row.after))
            for row in rows
        ]
        figure.add_scatter(
            x=[0, 1, None] * len(rows),
            y=[place for row in rows for place in (min(row.before, window), min(row.after, window), None)],
            mode="lines+markers",
            line={"color": color, "width": 2.2},
            marker={"size": 8, "color": color},
            cliponaxis=False,
            customdata=[[str(row.account_id)] for row in rows for _ in range(3)],
            text=[hover for hover in hovers for _ in range(3)],
            hovertemplate="%{text}<extra></extra>",
        )


def _labels(figure: go.Figure, shown: pd.DataFrame, window: int, pixels: float) -> None:
    """Write ranks at the left, ranks and names at the right, each tied to its dot by a short line."""
    notes: list[dict[str, Any]] = []
    for column, side in (("before", -1), ("after", 1)):
        ordered = shown.sort_values([column, "account_id"], kind="stable")
        places = _clamped(ordered[column], window)
        spots = dodge(places, LINE_PIXELS / pixels, 1, window)
        for row, place, spot in zip(rows_of(ordered), places, spots, strict=True):
            rank = f"<b>{formats.count(int(getattr(row, column)))}</b>"
            notes.append(
                {
                    "x": max(side, 0),
                    "y": place,
                    "ax": 16 * side,
                    "ay": (spot - place) * pixels,
                    "arrowhead": 0,
                    "arrowwidth": 0.8,
                    "arrowcolor": row.color,
                    "standoff": 4,
                    "xanchor": "left" if side > 0 else "right",
                    "borderpad": 0,
                    "text": f"{rank}  {label(row.name)}" if side > 0 else rank,
                    "hovertext": label(row.name, 60) if side > 0 else None,
                    "font": {"size": 13, "color": row.color},
                }
            )
    add_notes(figure, notes)


def _colors(enters: pd.Series[bool], palette: Palette) -> list[str]:
    return [palette.positive if one else palette.negative for one in enters]


def _alt(enter: int, leave: int, cap: int, shown: pd.DataFrame) -> str:
    if not enter and not leave:
        return alt_text(say("charts.alt.no_movers", cap=cap))
    names: Sequence[str] = [plain_text(str(name), 22) for name in shown.loc[shown["enters"], "name"].head(3)]
    return alt_text(say("charts.alt.movers", cap=cap, enter=enter, leave=leave, names=", ".join(names) or "\u2013"))
