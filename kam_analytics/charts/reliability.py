"""Whether likelihoods came true: what was predicted against what was seen."""

from __future__ import annotations

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
    note = {
        "x": 78, "y": 78, "xanchor": "left", "yanchor": "top", "xshift": 4, "showarrow": False,
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
