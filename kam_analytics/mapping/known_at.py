"""When a file's content was learnt, as far as the file or its name says."""

from __future__ import annotations

import datetime as dt
import re

from kam_analytics.mapping.dates import parse_date
from kam_analytics.mapping.datev import written_on
from kam_analytics.mapping.head import lines_above
from kam_analytics.reading.types import Reading

__all__ = ["from_file", "from_name"]

_AS_OF = re.compile(
    r"\b(?:as of|stand|exported (?:on|at)|generated (?:on|at)|exportiert am|erstellt am)\b[:\s]*"
    r"(\d{1,4}[-./]\d{1,2}[-./]\d{1,4})",
    re.IGNORECASE,
)
_DATES = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-_.])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d\d)(?P<s>[._])(?P<m>\d\d)(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)"),
)


def from_file(reading: Reading) -> dt.date | None:
    """Return the day of the export that stands above the header: after `As of`, `Stand:`, or in DATEV's first line.

    None without one, or where the day can be read in two ways.
    """
    written = written_on(reading)
    if written is not None:
        return written
    for line in lines_above(reading):
        match = _AS_OF.search(line)
        day = parse_date(match[1], "dmy" if "." in match[1] else None) if match else None
        if isinstance(day, dt.date):
            return day
    return None


def from_name(name: str) -> dt.date | None:
    """Return the one date in a file's name (`2026-10-01`, `20261001`, `01.10.2026`, `2026_05_28`).

    None without a date, with two different ones (a period, not a day), or with months only (`2010-12_2011-12`).
    """
    found = {date for pattern in _DATES for match in pattern.finditer(name) if (date := _date(match)) is not None}
    return found.pop() if len(found) == 1 else None


def _date(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
