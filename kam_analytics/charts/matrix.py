"""The portfolio matrix: value against potential, as bubbles or, for many accounts, as density."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.layout import (
    LINE_HEIGHT,
    Chart,
    alt_text,
    base_figure,
    dodge,
    empty_chart,
    halo,
    label,
    line_count,
    plain_text,
    rows_of,
    wrapped,
)
from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = ["DENSITY_FROM", "density_cells", "matrix", "quadrant_counts"]

DENSITY_FROM = 3000
Ranges = tuple[tuple[float, float], tuple[float, float]]
CELLS = (80, 60)
LARGEST = 40
SMALLEST = 1.8
NAMED_EXISTING = 8
NAMED_EMERGING = 4
NAME_WIDTH = 20
"""Characters of a line of a name: what stays readable beside the plot of a phone."""
TOP = 30


def matrix(
    accounts: pd.DataFrame,
    *,
    value_line: float,
    potential_line: float,
    palette: Palette,
    currency: str,
    density: bool | None = None,
    cells: pd.DataFrame | None = None,
    height: int = 520,
) -> Chart:
    """Draw accounts by value and potential; area = revenue, colour = kind, hollow = its place depends on something.

    Parameters
    ----------
    accounts
        Columns `account_id`, `name`, `value`, `potential`, `revenue`, `kind` (existing, emerging or rest), `segment`
        (words for the hover text) and, if known, `depends` (bool). Rows without a value or potential are left out.
    value_line, potential_line
        Thresholds of the quadrants, on the 0 to 100 scale.
    density
        True draws the rest as a grey density; left out, from 3,000 accounts on.
    cells
        Counts of the density (`value`, `potential` cell centres, `n`), e.g. from SQL; computed here when left out.
    """
    rows = accounts.dropna(subset=["value", "potential"]).reset_index(drop=True)
    if rows.empty:
        return empty_chart(palette, height)
    inner, ranges = _ranges(rows, value_line, potential_line)
    rows = rows.assign(
        x=rows["value"].astype(float).clip(*inner[0]),
        y=rows["potential"].astype(float).clip(*inner[1]),
        money=rows["revenue"].astype(float).fillna(0.0).clip(lower=0.0),
        hollow=rows["depends"].astype(bool) if "depends" in rows else False,
    )
    figure = base_figure(palette, height, top=TOP, right=148)
    rest = rows[rows["kind"] == "rest"]
    key = rows[rows["kind"] != "rest"]
    dense = density if density is not None else len(rows) >= DENSITY_FROM
    if dense:
        _density(figure, density_cells(rest, ranges) if cells is None else cells, palette)
    else:
        _bubbles(figure, rest, largest=rows["money"].max(), color=palette.rest, currency=currency, palette=palette)
    for kind, color in (("existing", palette.existing), ("emerging", palette.emerging)):
        members = key[key["kind"] == kind]
        _bubbles(figure, members, largest=rows["money"].max(), color=color, currency=currency, palette=palette)
    _lines(figure, value_line, potential_line, palette)
    counts = quadrant_counts(rows, value_line, potential_line)
    _corners(figure, counts, palette)
    _name_existing(figure, key[key["kind"] == "existing"], ranges, height=height, dense=dense, palette=palette)
    _name_emerging(figure, key[key["kind"] == "emerging"], ranges, palette)
    _axes(figure, ranges)
    return Chart(figure, _alt(rows, counts))


def quadrant_counts(accounts: pd.DataFrame, value_line: float, potential_line: float) -> dict[str, int]:
    """Return the number of accounts per quadrant: `protect`, `invest`, `keep`, `low`; on the line is above it."""
    high_value = accounts["value"].astype(float) >= value_line
    high_potential = accounts["potential"].astype(float) >= potential_line
    return {
        "invest": int((~high_value & high_potential).sum()),
        "protect": int((high_value & high_potential).sum()),
        "low": int((~high_value & ~high_potential).sum()),
        "keep": int((high_value & ~high_potential).sum()),
    }


def density_cells(accounts: pd.DataFrame, ranges: Ranges) -> pd.DataFrame:
    """Count accounts in 80 x 60 cells: columns `value`, `potential` (centres) and `n`, empty cells included."""
    counts, xs, ys = np.histogram2d(
        accounts["value"].astype(float).clip(*ranges[0]),
        accounts["potential"].astype(float).clip(*ranges[1]),
        bins=CELLS,
        range=ranges,
    )
    centres = ((xs[:-1] + xs[1:]) / 2, (ys[:-1] + ys[1:]) / 2)
    grid = np.meshgrid(*centres, indexing="ij")
    return pd.DataFrame({"value": grid[0].ravel(), "potential": grid[1].ravel(), "n": counts.ravel()})


def _ranges(rows: pd.DataFrame, *lines: float) -> tuple[Ranges, Ranges]:
    """Cut each axis at the 2nd percentile, key accounts and the line inside: the marks' ranges and the wider axes'.

    Accounts below the cut are drawn on it. The room above and below is for the names of the quadrants.
    """
    inner, outer = [], []
    for column, line in zip(("value", "potential"), lines, strict=True):
        values = rows[column].astype(float)
        key = values[rows["kind"] != "rest"]
        low = min(float(values.quantile(0.02)), line, float(key.min()) if len(key) else line)
        high = max(float(values.max()), line)
        pad = max((high - low) * (0.05 if column == "value" else 0.15), 2.0)
        inner.append((low, high))
        outer.append((low - pad, high + pad))
    return (inner[0], inner[1]), (outer[0], outer[1])


def _bubbles(
    figure: go.Figure, rows: pd.DataFrame, *, largest: float, color: str, currency: str, palette: Palette
) -> None:
    """Add one trace, large bubbles first, so that small ones stay on top and can be clicked."""
    rows = rows.sort_values(["money", "account_id"], ascending=[False, True], kind="stable")
    grey = color == palette.rest
    figure.add_scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        mode="markers",
        marker={
            "size": rows["money"].tolist(),
            "sizemode": "area",
            "sizeref": 2 * (largest or 1.0) / LARGEST**2,
            "sizemin": SMALLEST,
            "opacity": 0.38 if grey else 0.92,
            "color": [palette.page if hollow and not grey else color for hollow in rows["hollow"]],
            "line": {"color": color, "width": 0 if grey else 2},
        },
        customdata=[[str(account)] for account in rows["account_id"]],
        text=[_hover(row, currency) for row in rows.to_dict("records")],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )


def _hover(row: Mapping[Hashable, object], currency: str) -> str:
    return say(
        "charts.hover.account",
        name=label(row["name"], 60),
        segment=label(row["segment"], 40),
        value=formats.score(float(str(row["value"]))),
        potential=formats.score(float(str(row["potential"]))),
        revenue=formats.money(float(str(row["money"])), currency),
    )


def _density(figure: go.Figure, cells: pd.DataFrame, palette: Palette) -> None:
    table = cells.pivot_table(index="potential", columns="value", values="n", aggfunc="sum").fillna(0.0)
    counts = table.to_numpy(dtype=float)
    figure.add_heatmap(
        x=table.columns.tolist(),
        y=table.index.tolist(),
        z=np.where(counts > 0, np.log1p(counts), np.nan).tolist(),
        colorscale=[[0, palette.page], [0.3, palette.rest_pale], [1, palette.rest]],
        zmin=0,
        zmax=float(np.log1p(counts.max())) or 1.0,
        showscale=False,
        hoverinfo="skip",
    )


def _lines(figure: go.Figure, value_line: float, potential_line: float, palette: Palette) -> None:
    line = {"color": palette.ink, "width": 1, "dash": "dot"}
    figure.add_shape(type="line", x0=value_line, x1=value_line, y0=0, y1=1, yref="paper", line=line)
    figure.add_shape(type="line", y0=potential_line, y1=potential_line, x0=0, x1=1, xref="paper", line=line)


def _corners(figure: go.Figure, counts: dict[str, int], palette: Palette) -> None:
    corners = (
        (0, 1, "charts.quadrant.invest", counts["invest"]),
        (1, 1, "charts.quadrant.protect", counts["protect"]),
        (0, 0, "charts.quadrant.low", counts["low"]),
        (1, 0, "charts.quadrant.keep", counts["keep"]),
    )
    for x, y, code, count in corners:
        figure.add_annotation(
            x=x, y=y, xref="paper", yref="paper", showarrow=False,
            xanchor="right" if x else "left", yanchor="top" if y else "bottom",
            xshift=-4 if x else 4, align="right" if x else "left",
            text=f"<b>{say(code)}</b> {formats.count(count)}",
            font={"size": 13, "color": palette.ink, "shadow": halo(palette)},
        )  # fmt: skip


def _name_existing(
    figure: go.Figure, rows: pd.DataFrame, ranges: Ranges, *, height: int, dense: bool, palette: Palette
) -> None:
    """Name the largest existing key accounts at the right edge, with leader lines under the bubbles."""
    named = rows.sort_values(["money", "account_id"], ascending=[False, True], kind="stable").head(NAMED_EXISTING)
    named = named.sort_values(["y", "account_id"], kind="stable")
    low, high = ranges[1]
    span = high - low
    names = dict(zip(named["account_id"], wrapped(named["name"], NAME_WIDTH, NAME_WIDTH, lines=2), strict=True))
    gap = span / (height - TOP - 50) * (LINE_HEIGHT * line_count(list(names.values())) + 2)
    spots = dodge(named["y"].tolist(), gap, low + span * 0.1, high - span * 0.12)
    for row, spot in zip(rows_of(named), spots, strict=True):
        figure.add_shape(
            type="line", x0=row.x, y0=row.y, x1=ranges[0][1], y1=spot, layer="above" if dense else "below",
            line={"color": palette.rest, "width": 0.8},
        )  # fmt: skip
        figure.add_annotation(
            x=1, xref="paper", y=spot, text=names[row.account_id], hovertext=label(row.name, 60), showarrow=False,
            xanchor="left", xshift=12, align="left", font={"size": 12.5, "color": palette.existing},
        )  # fmt: skip


def _name_emerging(figure: go.Figure, rows: pd.DataFrame, ranges: Ranges, palette: Palette) -> None:
    """Name the largest emerging ones at the left of their bubble, where the words do not meet another name.

    The largest stand farthest to the right, so that on a phone too there is room for their names.
    """
    height = ranges[1][1] - ranges[1][0]
    taken: list[float] = []
    for row in rows_of(rows.sort_values(["money", "account_id"], ascending=[False, True], kind="stable")):
        if len(taken) == NAMED_EMERGING:
            break
        (name,) = wrapped([row.name], NAME_WIDTH, NAME_WIDTH, lines=2)
        if any(abs(row.y - other) < height * 0.035 * (line_count([name]) + 1) for other in taken):
            continue
        taken.append(row.y)
        figure.add_annotation(
            x=row.x, y=row.y, text=name, hovertext=label(row.name, 60), showarrow=False, xanchor="right", xshift=-12,
            yanchor="top", yshift=10, align="right", font={"size": 12.5, "color": palette.ink, "shadow": halo(palette)},
        )  # fmt: skip


def _axes(figure: go.Figure, ranges: Ranges) -> None:
    figure.update_xaxes(range=list(ranges[0]), nticks=8, title_text=say("charts.axis.value"))
    figure.update_yaxes(range=list(ranges[1]), nticks=8, title_text=say("charts.axis.potential"), showgrid=False)


def _alt(rows: pd.DataFrame, counts: dict[str, int]) -> str:
    first = rows.sort_values(["money", "account_id"], ascending=[False, True], kind="stable").iloc[0]
    return alt_text(
        say(
            "charts.alt.matrix",
            n=len(rows),
            protect=counts["protect"],
            invest=counts["invest"],
            keep=counts["keep"],
            low=counts["low"],
            first=plain_text(str(first["name"]), 30),
        )
    )
