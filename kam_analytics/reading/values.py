"""Stored values of a workbook as text: exactly the value, not how the sheet shows it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal

from openpyxl.utils.datetime import WINDOWS_EPOCH
from openpyxl.utils.escape import unescape

__all__ = ["Moment", "iso_text", "moment_of", "number_text", "serial_text", "unescaped"]

Moment = Literal["date", "duration"]
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE_IDS = frozenset([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)])
_DURATION_ID = 46
_WHOLE = 1e15
_FALSE_LEAP_DAY = 60
_END = WINDOWS_EPOCH + timedelta(days=2_958_465)  # the last day Excel knows


def moment_of(number: int, code: str | None) -> Moment | None:
    """Tell dates and durations from numbers by the number format: its number and, where the workbook has one, code.

    openpyxl's `is_date_format` takes `Standard` for a date and knows neither `[hhh]` nor the East Asian formats.
    """
    if code is None:
        return "date" if number in _DATE_IDS else "duration" if number == _DURATION_ID else None
    first = _LITERAL.sub("", code.split(";")[0])
    if _ELAPSED.search(first):
        return "duration"
    letters = _BRACKETS.sub("", first).lower()
    if letters in ("general", "standard", "@"):
        return None
    return "date" if re.search("[ymdhs]", letters) else None


def number_text(value: float) -> str:
    """Write a number: whole ones without a fraction, others as the shortest text of the same value."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return str(int(value))
    return repr(value)


def serial_text(value: float, moment: Moment, epoch: datetime) -> str:
    """Write a stored date: ISO, no time at midnight, no day below one; durations as hours:minutes:seconds.

    Numbers that are no day of Excel's calendar stay numbers; openpyxl's `from_excel` makes other dates of them.
    """
    since_1900 = epoch == WINDOWS_EPOCH
    if not 0 <= value < (_END - epoch).days + 1 or (since_1900 and int(value) == _FALSE_LEAP_DAY):
        return number_text(value)
    span = timedelta(milliseconds=round(value * 86_400_000))
    if moment == "duration" or 0 < value < 1:
        seconds = round(span.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    early = timedelta(days=since_1900 and value < _FALSE_LEAP_DAY)
    return _moment_text(epoch + early + span)


def iso_text(text: str) -> str:
    """Write a date that is stored as ISO text in the same form as the others."""
    return _moment_text(datetime.fromisoformat(text.removesuffix("Z")))


def unescaped(text: str) -> str:
    """Replace `_x000D_` and its like by their characters; two halves of a character become one."""
    plain: str = unescape(text)
    return plain if plain == text else plain.encode("utf-16", "surrogatepass").decode("utf-16")


def _moment_text(moment: datetime) -> str:
    if moment.time() == datetime.min.time():
        return moment.date().isoformat()
    return moment.isoformat(" ", "milliseconds" if moment.microsecond else "seconds")
