"""Text to yes or no, to a month, and to a day with its time."""

from __future__ import annotations

import datetime as dt
import re

from kam_analytics.mapping.dates import DateOrder, parse_date
from kam_analytics.mapping.faults import BAD_DATE, Fault
from kam_analytics.mapping.signs import NULLS

__all__ = ["BAD_FLAG", "parse_flag", "parse_moment", "parse_month"]

BAD_FLAG = Fault("mapping.bad_flag", "mapping.hint_flag")
_TRUE = frozenset(
    (
        "1", "1.0", "true", "t", "yes", "y", "x", "ja", "j", "wahr", "aktiv", "active", "on", "✓", "✔", "☑",
        "oui", "vrai", "sí", "si", "verdadero", "sì", "vero", "sim", "verdadeiro", "waar", "tak", "prawda",
        "ano", "sant", "da",
    )
)  # fmt: skip
_FALSE = frozenset(
    (
        "0", "0.0", "false", "f", "no", "n", "nein", "falsch", "inaktiv", "inactive", "off", "✗", "✘", "☐",
        "non", "faux", "falso", "não", "nee", "onwaar", "nie", "fałsz", "ne", "falskt", "nej",
    )
)  # fmt: skip
_YEAR_MONTH = re.compile(r"(?P<y>(?:19|20|21)\d\d)[-/. ]?(?P<m>0[1-9]|1[0-2])", re.ASCII)
_MONTH_YEAR = re.compile(r"(?P<m>0?[1-9]|1[0-2])[-/. ](?P<y>(?:19|20|21)\d\d)", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?\s*([AaPp]?)", re.ASCII)
NOON, MIDNIGHT, LAST_SECOND = 12, 24, 59


def parse_flag(text: str) -> bool | Fault | None:
    """Return a yes or no, in the larger languages of Europe."""
    value = text.strip().casefold()
    if not value or value in NULLS:
        return None
    return True if value in _TRUE else False if value in _FALSE else BAD_FLAG


def parse_month(text: str, order: DateOrder | None = "ymd") -> dt.date | Fault | None:
    """Return the first day of the month that is written (`2026-09`, `09/2026`), or that the date lies in."""
    value = text.strip()
    match = _YEAR_MONTH.fullmatch(value) or _MONTH_YEAR.fullmatch(value)
    if match:
        return dt.date(int(match["y"]), int(match["m"]), 1)
    day = parse_date(text, order)
    return day.replace(day=1) if isinstance(day, dt.date) else day


def parse_moment(text: str, order: DateOrder | None = "ymd") -> dt.datetime | Fault | None:
    """Return day and time as written, without its time zone; midnight where no time is written."""
    day = parse_date(text, order)
    if not isinstance(day, dt.date):
        return day
    match = _CLOCK.search(text)
    if match is None:
        return dt.datetime.combine(day, dt.time())
    hour, minute, second = int(match[1]) % MIDNIGHT, int(match[2]), min(int(match[3] or 0), LAST_SECOND)
    if match[4]:
        hour = hour % NOON + (NOON if match[4] in "Pp" else 0)
    return dt.datetime.combine(day, dt.time(hour, minute, second)) if minute <= LAST_SECOND else BAD_DATE
