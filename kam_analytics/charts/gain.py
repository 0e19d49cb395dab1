"""How much of an outcome the first accounts of a ranking hold."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.layout import (
    Chart,
    add_notes,
    alt_text,
    base_figure,
    diagonal,
    empty_chart,
    halo,
    label,
    plain_text,
)
from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = ["captured_at", "gain"]

POINT = 0.1
"""The share of accounts at which the curve is read: about what key-account managers can cover."""
OWN_AT, OTHER_AT, CHANCE_AT = 0.26, 0.52, 0.84
"""Shares of accounts beside which the lines are named."""
STEEP = 0.85
"""From here on a name left of its line would stand on the axis of a phone."""


def gain(curves: pd.DataFrame, *, palette: Palette, highlight: str, lost: bool = False, height: int = 400) -> Chart:
    """Draw the share of an outcome held by the first accounts, with the highlighted ranking's interval.

    Parameters
    ----------
    curves
        `ranking`, `name` (in words), `share` and `captured` from 0 to 1, `low` and `high` (NaN: no interval).
    highlight
        The ranking that the finding is about; the others are grey.
    lost
        The curve runs from the lowest ranked on, and catches the accounts that were lost.
    """
    if curves.empty or highlight not in set(curves["ranking"]):
        return empty_chart(palette, height)
    kind = "_lost" if lost else ""
    figure = base_figure(palette, height)
    own = curves[curves["ranking"] == highlight].sort_values("share")
    _band(figure, own, palette)
    diagonal(figure, palette)
    for ranking, rows in curves.groupby("ranking", sort=True):
        if ranking != highlight:
            _line(figure, rows.sort_values("share"), palette.rest, 2, kind)
    _line(figure, own, palette.existing, 3, kind)
    at_point = captured_at(own, POINT)
    figure.add_scatter(
        x=[10, 10], y=[0, 100 * at_point], mode="lines+markers", hoverinfo="skip",
        line={"color": palette.ink, "width": 1.5, "dash": "dot"},
        marker={"size": [0, 9], "color": palette.existing},
    )  # fmt: skip
    tenth = say(f"charts.backtest.tenth{kind}", share=formats.share(at_point))
    add_notes(figure, _notes(curves, own, highlight, tenth, palette))
    figure.update_xaxes(
        range=[-1, 101], tickvals=[0, 20, 40, 60, 80, 100], title_text=say(f"charts.backtest.accounts_axis{kind}")
    )
    figure.update_yaxes(range=[-1, 104], tickvals=[0, 50, 100], title_text=say(f"charts.backtest.captured_axis{kind}"))
    name = plain_text(str(own["name"].iloc[0]), 40)
    others = curves[curves["ranking"] != highlight]
    held = [
        f"{plain_text(str(rows['name'].iloc[0]), 30)} {formats.share(captured_at(rows, POINT))}"
        for _, rows in others.groupby("ranking", sort=True)
    ]
    said = {"name": name, "share": formats.share(at_point)}
    code = "charts.backtest.gain_alt_others" if held else "charts.backtest.gain_alt"
    return Chart(figure, alt_text(say(f"{code}{kind}", others=", ".join(held), **said)))


def captured_at(curve: pd.DataFrame, share: float) -> float:
    """Return what the first `share` of the accounts holds, between two points of the curve by a straight line."""
    ordered = curve.sort_values("share")
    xs = [0.0, *(float(x) for x in ordered["share"])]
    ys = [0.0, *(float(y) for y in ordered["captured"])]
    for (x0, y0), (x1, y1) in zip(zip(xs, ys, strict=True), zip(xs[1:], ys[1:], strict=True), strict=False):
        if x0 <= share <= x1:
            return y1 if x1 == x0 else y0 + (y1 - y0) * (share - x0) / (x1 - x0)
    return ys[-1]


def _band(figure: go.Figure, own: pd.DataFrame, palette: Palette) -> None:
    known = own.dropna(subset=["low", "high"])
    if known.empty:
        return
    xs = (known["share"] * 100).tolist()
    figure.add_scatter(
        x=[*xs, *reversed(xs)],
        y=[*(known["high"] * 100).tolist(), *reversed((known["low"] * 100).tolist())],
        mode="lines", line={"width": 0}, fill="toself", fillcolor=palette.existing_pale, hoverinfo="skip",
    )  # fmt: skip


def _line(figure: go.Figure, rows: pd.DataFrame, color: str, width: int, kind: str) -> None:
    name = label(rows["name"].iloc[0], 40)
    figure.add_scatter(
        x=(rows["share"] * 100).tolist(),
        y=(rows["captured"] * 100).tolist(),
        mode="lines",
        line={"color": color, "width": width},
        text=[
            say(
                f"charts.backtest.gain_hover{kind}",
                name=name,
                share=formats.share(share),
                captured=formats.share(captured),
            )
            for share, captured in zip(rows["share"].astype(float), rows["captured"].astype(float), strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def _notes(
    curves: pd.DataFrame, own: pd.DataFrame, highlight: str, tenth: str, palette: Palette
) -> list[dict[str, object]]:
    """Name each line on the side where the other one is not, and say what the first tenth holds."""
    shadow = halo(palette)
    others = [rows for _, rows in curves[curves["ranking"] != highlight].groupby("ranking", sort=True)]
    reached = captured_at(own, OWN_AT)
    under = reached > STEEP or any(captured_at(rows, OWN_AT) > reached for rows in others)
    muted = {"size": 12.5, "color": palette.muted, "shadow": shadow}
    notes: list[dict[str, object]] = [
        {
            "x": 100 * OWN_AT, "y": 100 * captured_at(own, OWN_AT), "text": f"<b>{label(own['name'].iloc[0], 24)}</b>",
            "font": {"size": 13, "color": palette.existing, "shadow": shadow}, **_beside(above=not under),
        },
        {
            "x": 100 * CHANCE_AT, "y": 100 * CHANCE_AT, "text": say("charts.backtest.chance"), "font": muted,
            **_beside(above=False),
        },
        {
            **_beside(above=False), "x": 10, "y": 0, "yanchor": "bottom", "xshift": 6, "yshift": 4,
            "text": f"<b>{tenth}</b>",
            "font": {"size": 13, "color": palette.ink, "shadow": shadow},
        },
    ]  # fmt: skip
    for place, rows in enumerate(others):
        at = OTHER_AT + 0.12 * place
        held = captured_at(rows, at)
        above = held > captured_at(own, at)
        name = label(rows["name"].iloc[0], 24)
        notes.append({"x": 100 * at, "y": 100 * held, "text": name, "font": muted, **_beside(above=above)})
    return notes


def _beside(*, above: bool) -> dict[str, object]:
    """Return where a name stands: above its line to the left, or under it to the right."""
    if above:
        return {"showarrow": False, "xanchor": "right", "yanchor": "bottom", "xshift": -4, "yshift": 4}
    return {"showarrow": False, "xanchor": "left", "yanchor": "top", "xshift": 3, "yshift": -3}
