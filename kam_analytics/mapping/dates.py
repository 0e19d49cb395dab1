"""Text to days: pure functions that return the day, None for an empty cell, or the fault of the text."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from kam_analytics.mapping.faults import BAD_DATE, UNDECIDED_DATE, Fault
from kam_analytics.mapping.signs import NULLS

__all__ = ["DateOrder", "date_parts", "is_serial", "parse_date", "parse_serial", "parse_within"]

DateOrder = Literal["ymd", "dmy", "mdy"]

_CLOCK = (
    r"(?:[ T,]+(?:[01]?\d|2[0-4]):[0-5]?\d(?::[0-6]?\d(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[-+]\d\d:?\d\d))?(?: ?Uhr)?)?"
)
_DATE = re.compile(r"(\d{1,4})([-/.]) ?(\d{1,2})\2 ?(\d{1,4})" + _CLOCK, re.ASCII)
_COMPACT = re.compile(r"((?:19|20|21)\d\d)(\d\d)(\d\d)" + _CLOCK, re.ASCII)
_DAY_NAMED = re.compile(r"(\d{1,2})\.?[ -/]*([^\W\d_]{3,10})\.?[ ,./-]*(\d{4}|\d\d)" + _CLOCK)
_NAMED_DAY = re.compile(r"([^\W\d_]{3,10})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})" + _CLOCK)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|mo|di|mi|do|fr|sa|so"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\b\.?,? +",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(\d\d)", re.ASCII)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jän jänner janvier janv enero gennaio",
            "feb february februar février févr febrero febbraio",
            "mar march mär märz mrz maerz mars marzo", "apr april avril avr abril aprile", "may mai mayo maggio",
            "jun june juni juin junio giugno", "jul july juli juillet juil julio luglio",
            "aug august août agosto", "sep sept september septembre septiembre settembre",
            "oct october okt oktober octobre octubre ottobre", "nov november novembre noviembre",
            "dec december dez dezember décembre déc diciembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
FIRST_YEAR, LAST_YEAR, PIVOT, YEAR_DIGITS = 1900, 2199, 70, 4
FIRST_SERIAL, LAST_SERIAL = 20_000, 73_050
"""From 1954 to 2099: smaller and larger numbers are hardly days."""

_EPOCH = dt.date(1899, 12, 30)


def date_parts(text: str) -> tuple[str, str, str, str] | None:
    """Return the three numbers and the mark between them of a date that needs an order; None for any other text."""
    match = _DATE.fullmatch(text.strip())
    if match is None or len(match[1]) > 2:  # noqa: PLR2004 - a longer first number is a year
        return None
    if len(match[4]) != YEAR_DIGITS and (match[2] == "-" or len(match[4]) != 2):  # noqa: PLR2004 - two-digit years
        return None
    return match[1], match[3], match[4], match[2]


def parse_date(text: str, order: DateOrder | None = "ymd") -> dt.date | Fault | None:
    """Return the day of a date or timestamp.

    Year-first and named months need no order. `order` reads `7/4/1996`; with None (or `ymd`), such a date is a fault
    unless only one reading exists.
    """
    value = text.strip()
    if not value or value.casefold() in NULLS:
        return None
    parts = date_parts(value)
    if parts is not None:
        return _ordered(parts, order)
    return _unordered(value)


def is_serial(text: str) -> bool:
    """Whether a text may be a number of days, as a spreadsheet counts them: `45292`, `45292.75`."""
    match = _SERIAL.fullmatch(text.strip())
    return match is not None and FIRST_SERIAL <= int(match[1]) <= LAST_SERIAL


def parse_serial(text: str) -> dt.date | Fault | None:
    """Return the day that a spreadsheet means by a number of days since 1900."""
    value = text.strip()
    if not value or value.casefold() in NULLS:
        return None
    return _EPOCH + dt.timedelta(days=int(value[:5])) if is_serial(value) else BAD_DATE


def parse_within(text: str, period: tuple[str, str]) -> dt.date | Fault | None:
    """Return the day of a date without its year (`2206`: 22 June), which lies in a period (ISO dates)."""
    value = text.strip()
    match = _DAY_MONTH.fullmatch(value)
    if match is None:
        return parse_date(value, "dmy")
    first, last = (dt.date.fromisoformat(day) for day in period)
    days = [_day(str(year), int(match[2]), match[1]) for year in range(first.year, last.year + 1)]
    return next((day for day in days if isinstance(day, dt.date) and first <= day <= last), BAD_DATE)


def _unordered(value: str) -> dt.date | Fault:
    """Read a date whose order its own form gives: the year comes first, or the month has a name."""
    value = _WEEKDAY.sub("", value, count=1) if _WEEKDAY.match(value) else value
    if (match := _DATE.fullmatch(value)) and len(match[1]) == YEAR_DIGITS:
        return _day(match[1], int(match[3]), match[4])
    if match := _COMPACT.fullmatch(value):
        return _day(match[1], int(match[2]), match[3])
    if match := _DAY_NAMED.fullmatch(value):
        return _day(match[3], _MONTHS.get(match[2].casefold(), 0), match[1])
    if match := _NAMED_DAY.fullmatch(value):
        return _day(match[3], _MONTHS.get(match[1].casefold(), 0), match[2])
    return BAD_DATE


def _ordered(parts: tuple[str, str, str, str], order: DateOrder | None) -> dt.date | Fault:
    first, second, year, _ = parts
    day_first, month_first = _day(year, int(second), first), _day(year, int(first), second)
    if order == "dmy":
        return day_first
    if order == "mdy":
        return month_first
    if day_first == month_first or isinstance(month_first, Fault):
        return day_first
    return month_first if isinstance(day_first, Fault) else UNDECIDED_DATE


def _day(year: str, month: int, day: str) -> dt.date | Fault:
    number = int(year)
    if len(year) <= 2:  # noqa: PLR2004 - two-digit years
        number += 2000 if number < PIVOT else 1900
    if len(day) > 2 or not FIRST_YEAR <= number <= LAST_YEAR:  # noqa: PLR2004 - a day has two digits
        return BAD_DATE
    try:
        return dt.date(number, month, int(day))
    except ValueError:
        return BAD_DATE
