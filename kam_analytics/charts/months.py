"""Revenue by month in front of the same months last year."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.layout import Chart, alt_text, base_figure, empty_chart, money_axis, plain_text
from kam_analytics.charts.palette import Palette
from kam_analytics.i18n import formats, say

__all__ = ["MonthWindow", "month_window", "months"]

YEAR = 12


@dataclass(frozen=True)
class MonthWindow:
    """The months shown: twelve complete ones and, when the data stop inside a month, that one as `partial`."""

    months: tuple[dt.date, ...]
    this_year: tuple[float, ...]
    last_year: tuple[float, ...]
    partial: bool

    @property
    def complete(self) -> MonthWindow:
        """Return the twelve complete months alone."""
        whole = slice(0, len(self.months) - self.partial)
        return MonthWindow(self.months[whole], self.this_year[whole], self.last_year[whole], partial=False)

    @property
    def totals(self) -> tuple[float, float]:
        """Return the twelve complete months of this year and of last year."""
        return sum(self.complete.this_year), sum(self.complete.last_year)


def month_window(frame: pd.DataFrame, *, as_of: dt.date, data_through: dt.date | None = None) -> MonthWindow | None:
    """Return the twelve complete months up to `as_of`, or None when the frame has no month.

    Parameters
    ----------
    frame
        Columns `month` (its first day) and `amount`; a month without a row is 0.
    as_of, data_through
        A month is complete when both reach its end. The month in which the earlier one falls is shown as partial, and
        so is a later one for which the frame has an amount.
    """
    if frame.empty:
        return None
    amounts = _by_month(frame)
    known = min(as_of, data_through) if data_through else as_of
    complete = _first(known) if known == _end(known) else _shift(_first(known), -1)
    following = _shift(complete, 1)
    shown = [_shift(complete, step) for step in range(1 - YEAR, 1)]
    partial = following in amounts and _first(known) <= following
    if partial:
        shown.append(following)
    return MonthWindow(
        tuple(shown),
        tuple(amounts.get(month, 0.0) for month in shown),
        tuple(amounts.get(_shift(month, -YEAR), 0.0) for month in shown),
        partial,
    )


def months(
    frame: pd.DataFrame,
    *,
    as_of: dt.date,
    palette: Palette,
    currency: str,
    data_through: dt.date | None = None,
    name: str = "",
    height: int = 320,
) -> Chart:
    """Draw twelve months as bars before the same months last year (pale); a partial month is hatched.

    `frame`, `as_of` and `data_through` as in `month_window`.
    """
    window = month_window(frame, as_of=as_of, data_through=data_through)
    if window is None:
        return empty_chart(palette, height)
    figure = base_figure(palette, height)
    places = list(range(len(window.months)))
    hover = _hover(window, currency)
    figure.add_bar(x=places, y=window.last_year, width=0.86, marker={"color": palette.rest_pale}, hoverinfo="skip")
    last = len(places) - 1
    figure.add_bar(
        x=places,
        y=window.this_year,
        width=0.52,
        marker={
            "color": [palette.page if window.partial and place == last else palette.existing for place in places],
            "line": {
                "color": palette.existing,
                "width": [1.2 if window.partial and place == last else 0 for place in places],
            },
            "pattern": {
                "shape": ["/" if window.partial and place == last else "" for place in places],
                "fgcolor": palette.existing,
                "bgcolor": palette.page,
                "size": 6,
                "solidity": 0.3,
            },
        },
        text=hover,
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    figure.update_layout(barmode="overlay")
    _month_axis(figure, window)
    money_axis(figure, [*window.this_year, *window.last_year], currency)
    return Chart(figure, _alt(window, currency, name))


def _month_axis(figure: go.Figure, window: MonthWindow) -> None:
    """Name every second month, counted back from the last; the year stands under the first label of each."""
    last = len(window.months) - 1
    places = [place for place in range(last + 1) if (last - place) % 2 == 0]
    texts = []
    year = None
    for place in places:
        name, _, shown_year = formats.month(window.months[place]).rpartition(" ")
        texts.append(f"{name or shown_year}<br>{shown_year}" if shown_year != year else name)
        year = shown_year
    figure.update_xaxes(tickvals=places, ticktext=texts, range=[-0.55, last + 0.55])


def _hover(window: MonthWindow, currency: str) -> list[str]:
    return [
        say(
            "charts.hover.month",
            month=formats.month(month),
            amount=formats.money(now, currency),
            before=formats.money(before, currency),
        )
        for month, now, before in zip(window.months, window.this_year, window.last_year, strict=True)
    ]


def _alt(window: MonthWindow, currency: str, name: str) -> str:
    now, before = window.totals
    last = window.months[-1 - window.partial]
    return alt_text(
        say(
            "charts.alt.months" if name else "charts.alt.revenue",
            name=plain_text(name, 40),
            amount=formats.money(now, currency),
            before=formats.money(before, currency),
            month=formats.month(last),
        )
    )


def _by_month(frame: pd.DataFrame) -> dict[dt.date, float]:
    keys = pd.to_datetime(frame["month"]).dt.date.map(_first)
    amounts = pd.to_numeric(frame["amount"].astype(float)).fillna(0.0)
    grouped = amounts.groupby(keys).sum()
    return {month: float(amount) for month, amount in grouped.items() if isinstance(month, dt.date)}


def _first(day: dt.date) -> dt.date:
    return day.replace(day=1)


def _end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _shift(month: dt.date, steps: int) -> dt.date:
    index = month.year * YEAR + month.month - 1 + steps
    return dt.date(index // YEAR, index % YEAR + 1, 1)
