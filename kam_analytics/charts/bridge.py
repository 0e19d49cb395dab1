"""From last year's revenue to this year's: what came on top and what was lost, as a waterfall from zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import plotly.graph_objects as go

from kam_analytics.charts.layout import Chart, add_notes, alt_text, base_figure, empty_chart, halo
from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = ["bridge"]

ORDER = ("start", "expansion", "contraction", "churn", "net_credits", "end")
SIGNS = {"expansion": 1, "contraction": -1, "churn": -1, "net_credits": 1}
ENDS = ("start", "end")
WIDTH = 0.62


@dataclass(frozen=True)
class _Bar:
    name: str
    low: float
    high: float
    step: float
    level: float


def bridge(
    amounts: Mapping[str, float],
    *,
    periods: tuple[str, str],
    palette: Palette,
    currency: str,
    rate: str,
    height: int = 320,
) -> Chart:
    """Draw start, expansion, contraction, churn, net credits and end; all from zero, signs written.

    Parameters
    ----------
    amounts
        `start, expansion, contraction, churn, net_credits, end`; contraction and churn as positive amounts. Net credits
        of zero have no bar.
    periods
        Names of the two periods, under the first and the last bar.
    rate
        What is written over the last bar, e.g. "NRR 104.6%".
    """
    if not amounts or amounts["start"] <= 0:
        return empty_chart(palette, height)
    bars = _bars(amounts)
    figure = base_figure(palette, height, top=36)
    figure.add_bar(
        x=list(range(len(bars))),
        y=[bar.high - bar.low for bar in bars],
        base=[bar.low for bar in bars],
        width=WIDTH,
        marker={"color": [_color(bar, palette) for bar in bars], "line": {"width": 0}},
        text=[f"<b>{say(f'charts.bridge.{bar.name}')}</b><br>{_written(bar, currency)}" for bar in bars],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    _connect(figure, bars, palette)
    _label(figure, bars, palette, currency, rate)
    names = [say(f"charts.bridge.{bar.name}") for bar in bars]
    names[0], names[-1] = f"{names[0]}<br>{periods[0]}", f"{names[-1]}<br>{periods[1]}"
    figure.update_xaxes(tickvals=list(range(len(bars))), ticktext=names, range=[-0.55, len(bars) - 0.45])
    low, high = min(0.0, *(bar.low for bar in bars)), max(bar.high for bar in bars)
    figure.update_yaxes(visible=False, range=[low - 0.08 * (high - low) * (low < 0), high + 0.16 * (high - low)])
    return Chart(figure, _alt(amounts, currency, rate))


def _bars(amounts: Mapping[str, float]) -> list[_Bar]:
    level, found = 0.0, []
    for name in ORDER:
        if name == "net_credits" and not amounts[name]:
            continue
        step = amounts[name] if name in ENDS else SIGNS[name] * amounts[name]
        before = 0.0 if name in ENDS else level
        level = before + step
        found.append(_Bar(name, min(before, level), max(before, level), step, level))
    return found


def _color(bar: _Bar, palette: Palette) -> str:
    if bar.name in ENDS:
        return palette.existing
    return palette.positive if bar.step > 0 else palette.negative


def _connect(figure: go.Figure, bars: list[_Bar], palette: Palette) -> None:
    """Lead from the end of each bar to the next one, through those of zero, and draw the zero line."""
    half = WIDTH / 2
    lines = [(place + half, place + 1 - half, bar.level) for place, bar in enumerate(bars[:-1])]
    lines += [(place - half, place + half, bar.level) for place, bar in enumerate(bars) if not bar.step]
    lines.append((-0.5, len(bars) - 0.5, 0.0))
    line = {"color": palette.grid, "width": 1.2}
    shapes = [{"type": "line", "x0": left, "x1": right, "y0": at, "y1": at, "line": line} for left, right, at in lines]
    figure.update_layout(shapes=shapes)


def _label(figure: go.Figure, bars: list[_Bar], palette: Palette, currency: str, rate: str) -> None:
    """Write each amount over what rises and under what falls, and the rate over the last bar."""
    notes = []
    for place, bar in enumerate(bars):
        above = bar.step >= 0
        notes.append(
            {
                "x": place,
                "y": bar.high if above else bar.low,
                "text": _written(bar, currency),
                "showarrow": False,
                "yanchor": "bottom" if above else "top",
                "font": {"size": 13, "color": palette.ink, "shadow": halo(palette)},
            }
        )
    last = len(bars) - 1
    notes.append(
        {
            "x": last,
            "y": max(bars[-1].high, 0.0),
            "yshift": 19,
            "text": f"<b>{rate}</b>",
            "showarrow": False,
            "yanchor": "bottom",
            "font": {"size": 13, "color": palette.existing},
        }
    )
    add_notes(figure, notes)


def _written(bar: _Bar, currency: str) -> str:
    return formats.money(bar.step, currency, signed=bar.name not in ENDS)


def _alt(amounts: Mapping[str, float], currency: str, rate: str) -> str:
    written = {name: formats.money(amounts[name], currency) for name in ORDER}
    return alt_text(say("charts.alt.bridge", rate=rate, **written))
