"""Where the money is: the largest accounts, and how few make how much."""

from __future__ import annotations

import pandas as pd

from kam_analytics.charts.layout import (
    Chart,
    alt_text,
    base_figure,
    empty_chart,
    label,
    plain_text,
    row_height,
    wrapped,
)
from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = ["concentration"]

ROW_HEIGHT = 27


def concentration(
    accounts: pd.DataFrame, *, palette: Palette, currency: str, top: int = 10, highlight: int | None = None
) -> Chart:
    """Draw the largest accounts as bars from zero, with amount and share of the whole at the right edge.

    Parameters
    ----------
    accounts
        Columns `account_id`, `name`, `amount`: all accounts, since shares are of their sum.
    top
        Bars drawn.
    highlight
        The first so many in blue, those that the finding is about; all when left out.
    """
    total = float(accounts["amount"].astype(float).sum()) if not accounts.empty else 0.0
    if total <= 0:
        return empty_chart(palette)
    rows = _sorted(accounts).head(top)
    names = wrapped(rows["name"])
    figure = base_figure(palette, 12 + row_height(names, ROW_HEIGHT) * len(rows), top=4, right=104)
    blue = len(rows) if highlight is None else highlight
    figure.add_bar(
        orientation="h",
        y=list(range(len(rows))),
        x=rows["amount"].tolist(),
        width=0.64,
        marker={"color": [palette.existing if place < blue else palette.rest for place in range(len(rows))]},
        customdata=[[str(account)] for account in rows["account_id"]],
        text=[label(name, 60) for name in rows["name"]],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    for place, amount in enumerate(rows["amount"]):
        figure.add_annotation(
            x=1, xref="paper", y=place, xanchor="left", xshift=8, showarrow=False,
            text=f"{formats.money(amount, currency)}  {formats.share(amount / total, 1)}",
            font={"size": 13, "color": palette.ink},
        )  # fmt: skip
    figure.update_xaxes(
        showticklabels=False, range=[min(0.0, float(rows["amount"].min())), float(rows["amount"].max())]
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=names, showgrid=False,
        tickfont={"size": 13, "color": palette.ink}, range=[len(rows) - 0.5, -0.5], ticklabelstandoff=8,
    )  # fmt: skip
    share = formats.share(float(rows["amount"].sum()) / total)
    first = plain_text(str(rows["name"].iloc[0]), 30)
    return Chart(figure, alt_text(say("charts.alt.concentration", n=len(rows), share=share, first=first)))


def _sorted(accounts: pd.DataFrame) -> pd.DataFrame:
    rows = accounts.assign(amount=accounts["amount"].astype(float))
    rows["_size"] = -rows["amount"]
    return rows.sort_values(["_size", "account_id"], kind="stable").reset_index(drop=True)
