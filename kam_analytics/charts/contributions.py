"""What carries a score: floating bars from the neutral account to this one, and the factors' multipliers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.layout import Chart, add_notes, alt_text, base_figure, empty_chart, label, plain_text, rows_of
from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = ["contributions", "judgement_note", "multipliers"]

FACTOR_LIMIT = 22
ROW_HEIGHT = 42
ROW_HEIGHT_SMALL = 25
SECOND_LINE = 16


def contributions(factors: pd.DataFrame, *, neutral: float, score: float, palette: Palette, name: str = "") -> Chart:
    """Draw the way from a neutral account's score to this one's, one floating bar per factor, largest first.

    Parameters
    ----------
    factors
        Columns `factor` (its name in words), `points` (on the 0 to 100 scale; missing = not in the score),
        `multiplier` (e.g. 1.21), `judgement` (bool).
    neutral, score
        Ends of the way, `score` uncut: neutral + the sum of points. Where it lies beyond the scale, the label says
        what it is shown as elsewhere.
    name
        Account, for the words.
    """
    rows = _ordered(factors, "points")
    if rows.empty:
        return empty_chart(palette)
    beyond = SECOND_LINE if _beyond(score) else 0
    figure = base_figure(palette, 44 + beyond + ROW_HEIGHT * len(rows), top=30 + beyond, right=104)
    ends = rows["points"].cumsum() + neutral
    starts = ends - rows["points"]
    end = float(ends.iloc[-1])
    places = list(range(len(rows)))
    figure.add_bar(
        orientation="h",
        y=places,
        x=rows["points"].tolist(),
        base=starts.tolist(),
        width=0.62,
        marker={"color": _signs(rows["points"], palette), "line": {"width": 0}},
        hoverinfo="skip",
    )
    _values(
        figure,
        [
            f"{formats.signed(points, 1)}  {formats.multiplier(m)}"
            for points, m in zip(rows["points"], rows["multiplier"], strict=True)
        ],
        palette,
    )
    _connectors(figure, ends.tolist(), palette)
    left, right = sorted(((neutral, "neutral"), (end, "score")))
    for (position, kind), anchor in ((left, "right"), (right, "left")):
        dash = "dot" if kind == "neutral" else "solid"
        figure.add_shape(
            type="line", x0=position, x1=position, y0=-0.75, y1=len(rows) - 0.5,
            line={"color": palette.ink, "width": 1.3, "dash": dash},
        )  # fmt: skip
        text = say("charts.neutral", score=formats.number(neutral)) if kind == "neutral" else _end(score)
        figure.add_annotation(
            x=position, y=-0.75, text=text, showarrow=False, xanchor=anchor, yanchor="bottom",
            xshift=-4 if anchor == "right" else 4, font={"size": 13, "color": palette.ink},
        )  # fmt: skip
    low, high = min(neutral, ends.min(), starts.min()), max(neutral, ends.max(), starts.max())
    pad = (high - low or 1) * 0.04
    figure.update_xaxes(range=[low - pad, high + pad], showticklabels=False)
    _names(figure, rows, palette)
    figure.update_yaxes(range=[len(rows) - 0.5, -0.8])
    return Chart(figure, _alt(rows, neutral, score, name))


def multipliers(factors: pd.DataFrame, *, palette: Palette, name: str = "") -> Chart:
    """Draw each factor's multiplier against a neutral account; a small chart for a drawer.

    `factors` as in `contributions`; `points` is not needed. The bars start at x 1.00, their length is the logarithm.
    """
    rows = _ordered(factors.assign(size=factors["multiplier"].map(_log)), "size")
    if rows.empty:
        return empty_chart(palette)
    figure = base_figure(palette, 12 + ROW_HEIGHT_SMALL * len(rows), top=4, right=60)
    figure.add_bar(
        orientation="h",
        y=list(range(len(rows))),
        x=rows["size"].tolist(),
        width=0.64,
        marker={"color": _signs(rows["size"], palette), "line": {"width": 0}},
        hoverinfo="skip",
    )
    _values(figure, [formats.multiplier(m) for m in rows["multiplier"]], palette)
    low, high = min(0.0, rows["size"].min()), max(0.0, rows["size"].max())
    pad = (high - low or 1) * 0.02
    figure.add_shape(type="line", x0=0, x1=0, y0=-0.5, y1=len(rows) - 0.5, line={"color": palette.muted, "width": 1})
    figure.update_xaxes(range=[low - pad, high + pad], showticklabels=False)
    _names(figure, rows, palette)
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5])
    return Chart(figure, _alt_multipliers(rows, name))


def judgement_note(names: Sequence[str]) -> str:
    """Return the line under the chart that names what no back-test covers; empty when there is none."""
    return say("charts.judgement", names=", ".join(map(plain_text, names))) if names else ""


def _uncut(score: float) -> str:
    return formats.number(score, 1)


def _beyond(score: float) -> bool:
    return formats.score(score) != _uncut(score)


def _end(score: float) -> str:
    """Return what the end line is called: the sum, and what pages and tables cut it to where it is off the scale."""
    text = f"<b>{say('charts.score', score=_uncut(score))}</b>"
    return f"{text}<br>{say('charts.shown_as', score=formats.score(score))}" if _beyond(score) else text


def _ordered(factors: pd.DataFrame, by: str) -> pd.DataFrame:
    rows = factors[pd.to_numeric(factors[by], errors="coerce").notna()]
    rows = rows.assign(**{by: rows[by].astype(float), "_size": -rows[by].astype(float).abs()})
    return rows.sort_values(["_size", "factor"], kind="stable").reset_index(drop=True)


def _log(multiplier: float) -> float:
    return math.log(multiplier) if multiplier > 0 else math.nan


def _signs(values: pd.Series[float], palette: Palette) -> list[str]:
    return [palette.positive if value >= 0 else palette.negative for value in values]


def _names(figure: go.Figure, rows: pd.DataFrame, palette: Palette) -> None:
    texts = [
        label(name, FACTOR_LIMIT) + ("\u2009\u2020" if judged else "")
        for name, judged in zip(rows["factor"], rows["judgement"], strict=True)
    ]
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=texts, tickfont={"size": 13, "color": palette.ink},
        showgrid=False, ticklabelstandoff=8,
    )  # fmt: skip


def _values(figure: go.Figure, texts: list[str], palette: Palette) -> None:
    font = {"size": 13, "color": palette.ink}
    place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "showarrow": False, "font": font}
    add_notes(figure, [{**place, "y": row, "text": text} for row, text in enumerate(texts)])


def _connectors(figure: go.Figure, ends: list[float], palette: Palette) -> None:
    line = {"color": palette.grid, "width": 1}
    figure.update_layout(
        shapes=[
            {"type": "line", "x0": end, "x1": end, "y0": row, "y1": row + 1, "layer": "below", "line": line}
            for row, end in enumerate(ends[:-1])
        ]
    )


def _alt(rows: pd.DataFrame, neutral: float, score: float, name: str) -> str:
    top = ", ".join(f"{plain_text(str(row.factor))} {formats.signed(row.points, 1)}" for row in rows_of(rows.head(3)))
    return alt_text(
        say(
            "charts.alt.contributions",
            name=plain_text(name, FACTOR_LIMIT + 8),
            neutral=formats.number(neutral),
            score=_uncut(score),
            top=top,
        )
    )


def _alt_multipliers(rows: pd.DataFrame, name: str) -> str:
    top = ", ".join(
        f"{plain_text(str(row.factor))} {formats.multiplier(row.multiplier)}" for row in rows_of(rows.head(4))
    )
    return alt_text(say("charts.alt.multipliers", name=plain_text(name, FACTOR_LIMIT + 8), top=top))
