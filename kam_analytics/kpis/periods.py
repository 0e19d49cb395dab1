"""Windows of whole months, and whether they lie wholly inside the data."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from kam_analytics.kpis.types import Reason

__all__ = ["SPANS", "YEAR", "Period", "last_month_end", "periods"]

SPANS = (1, 3, 12)
"""Months of a window: a month, a quarter, a year."""
YEAR = 12


@dataclass(frozen=True)
class Period:
    """A window of `span` whole months that ends with the month of `month` (its first day)."""

    month: dt.date
    span: int

    @property
    def first(self) -> dt.date:
        """First day of the window: who is a key account is read off this day."""
        return _shift(self.month, 1 - self.span)

    @property
    def last(self) -> dt.date:
        """Last day of the window."""
        return _shift(self.month, 1) - dt.timedelta(days=1)

    @property
    def before(self) -> Period:
        """The same window a year before."""
        return Period(_shift(self.month, -YEAR), self.span)

    @property
    def year(self) -> list[Period]:
        """The windows that end in each month from a year before to this one, oldest first."""
        return [Period(_shift(self.month, -back), self.span) for back in range(YEAR, -1, -1)]

    @classmethod
    def ending(cls, day: dt.date, span: int) -> Period:
        """Return the window that ends with the last month-end up to a day."""
        return cls(last_month_end(day).replace(day=1), span)

    def outside(self, first: dt.date | None, through: dt.date | None) -> Reason | None:
        """Return why the window does not lie wholly inside data of these dates; None when it does."""
        if first is None or through is None:
            return Reason("kpis.na.no_data")
        if first > self.first:
            return Reason("kpis.na.before_data", {"needed": self.first, "first": first})
        if through < self.last:
            return Reason("kpis.na.after_data", {"last": self.last, "through": through})
        return None


def periods(first: dt.date | None, as_of: dt.date, through: dt.date | None, span: int) -> list[Period]:
    """Return the windows that end in each month from the first event to `as_of` or the last event, oldest first."""
    if first is None or through is None:
        return []
    newest = min(last_month_end(as_of), through).replace(day=1)
    found = []
    month = first.replace(day=1)
    while month <= newest:
        found.append(Period(month, span))
        month = _shift(month, 1)
    return found


def last_month_end(day: dt.date) -> dt.date:
    """Return the day itself when it ends a month, else the end of the month before."""
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        return day
    return day.replace(day=1) - dt.timedelta(days=1)


def _shift(month: dt.date, steps: int) -> dt.date:
    index = month.year * YEAR + month.month - 1 + steps
    return dt.date(index // YEAR, index % YEAR + 1, 1)
