"""Whether likelihoods came true: what was predicted against what was seen."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kam_analytics.charts.layout import (
    Chart,
    add_notes,
    alt_text,
    base_figure,
    diagonal,
    empty_chart,
    halo,
    label,
    rows_of,
)
from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = ["reliability"]

WIDE, TALL = 34, 12
"""Room that the word at the diagonal takes on a phone, in percent of the axes."""
PLACES = ((78, True), (60, True), (42, True), (60, False), (42, False), (24, False))
"""Where it may stand: at which percent, above the diagonal or under it; the first that is free, or the freest."""
FREE = 5


def reliability(bins: pd.DataFrame, *, palette: Palette, name: str, height: int = 300) -> Chart:
    """Draw one point per bin of accounts with its 95% interval; on the diagonal a likelihood may be read as a share.

    Parameters
    ----------
    bins
        `predicted`, `observed` from 0 to 1, `low`, `high` (NaN: no interval), `n`.
    name
        The likelihood in words.
    """
    known = bins.dropna(subset=["predicted", "observed"]).sort_values("predicted")
    if known.empty:
        return empty_chart(palette, height)
    figure = base_figure(palette, height)
    diagonal(figure, palette)
    for row in rows_of(known.dropna(subset=["low", "high"])):
        figure.add_scatter(
            x=[row.predicted * 100] * 2, y=[row.low * 100, row.high * 100], mode="lines", hoverinfo="skip",
            line={"color": palette.existing, "width": 2},
        )  # fmt: skip
    figure.add_scatter(
        x=(known["predicted"] * 100).tolist(),
        y=(known["observed"] * 100).tolist(),
        mode="markers",
        marker={"size": 9, "color": palette.existing},
        text=[
            say(
                "charts.backtest.reliability_hover",
                n=int(row.n), predicted=formats.share(row.predicted), observed=formats.share(row.observed),
            )
            for row in rows_of(known)
        ],
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
    at, above = _free_place(known)
    note = {
        "x": at, "y": at, "xanchor": "right" if above else "left", "yanchor": "bottom" if above else "top",
        "xshift": -4 if above else 4, "showarrow": False,
        "text": say("charts.backtest.as_predicted"),
        "font": {"size": 12.5, "color": palette.muted, "shadow": halo(palette)},
    }  # fmt: skip
    add_notes(figure, [note])
    figure.update_xaxes(range=[-2, 102], tickvals=[0, 50, 100], title_text=say("charts.backtest.predicted_axis"))
    figure.update_yaxes(range=[-2, 104], tickvals=[0, 50, 100], title_text=say("charts.backtest.observed_axis"))
    first, last = rows_of(known)[0], rows_of(known)[-1]
    return Chart(
        figure,
        alt_text(
            say(
                "charts.backtest.reliability_alt",
                name=label(name, 40),
                low=formats.share(first.predicted), low_seen=formats.share(first.observed),
                high=formats.share(last.predicted), high_seen=formats.share(last.observed),
            )
        ),
    )  # fmt: skip


def _free_place(bins: pd.DataFrame) -> tuple[int, bool]:
    """Return where the word at the diagonal is farthest from points and intervals."""
    rooms = [min(_apart(at, above, row) for row in rows_of(bins)) for at, above in PLACES]
    best = next((place for place, room in enumerate(rooms) if room >= FREE), rooms.index(max(rooms)))
    return PLACES[best]


def _apart(at: int, above: bool, row: Any) -> float:
    """Return how far a point with its interval is from the word's box, in percent; 0: inside."""
    left, bottom = (at - WIDE, at) if above else (at, at - TALL)
    low, high = (100 * (row.observed if pd.isna(end) else end) for end in (row.low, row.high))
    x = 100 * row.predicted
    beside = max(left - x, x - left - WIDE, 0)
    over = max(bottom - high, low - bottom - TALL, 0)
    return float(max(beside, over))
