"""When a file's content was learnt, as far as its name says."""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["from_name"]

_DATES = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-_.])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d\d)(?P<s>[._])(?P<m>\d\d)(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)"),
)


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
