"""The time of the demo company: 36 whole months and half of a running one, seen from a fixed day of export."""

from __future__ import annotations

import calendar
import datetime as dt

from kam_analytics.demo.chance import Chance

__all__ = [
    "EXPORTED_ON",
    "LAST_DAY",
    "MONTHS",
    "RUNNING",
    "START",
    "first_day",
    "in_month",
    "length",
    "month_of",
    "month_text",
    "stamp",
    "working_day",
]

START = dt.date(2023, 11, 1)
MONTHS = 36
"""Whole months: November 2023 (month 0) to October 2026 (month 35)."""
RUNNING = MONTHS
"""The month that has only begun: November 2026."""
EXPORTED_ON = dt.date(2026, 11, 16)
"""The day of all exports; nothing asks the clock of the machine."""
LAST_DAY = dt.date(2026, 11, 13)
"""The last working day before the export."""


def first_day(month: int) -> dt.date:
    """Return the first day of a month; months before the first are negative."""
    years, rest = divmod(START.month - 1 + month, 12)
    return dt.date(START.year + years, rest + 1, 1)


def length(month: int) -> int:
    """Return the number of days of a month."""
    first = first_day(month)
    return calendar.monthrange(first.year, first.month)[1]


def month_of(day: dt.date) -> int:
    """Return the month of a day."""
    return (day.year - START.year) * 12 + day.month - START.month


def month_text(month: int) -> str:
    """Return a month as text: 2025-04."""
    return first_day(month).isoformat()[:7]


def in_month(month: int, fraction: float) -> dt.date:
    """Return the working day at a fraction of a month."""
    return working_day(first_day(month) + dt.timedelta(days=min(int(fraction * length(month)), length(month) - 1)))


def working_day(day: dt.date) -> dt.date:
    """Move a weekend to the Friday before it, or to the Monday after it where the month begins."""
    weekday = day.weekday()
    if weekday < calendar.SATURDAY:
        return day
    friday = day - dt.timedelta(days=weekday - calendar.FRIDAY)
    return friday if friday.month == day.month else friday + dt.timedelta(days=3)


def stamp(chance: Chance, day: dt.date) -> dt.datetime:
    """Return a moment in the office hours of a day."""
    return dt.datetime(day.year, day.month, day.day) + dt.timedelta(seconds=chance.whole(6 * 3600, 17 * 3600))  # noqa: DTZ001 - exports hold times without a zone
