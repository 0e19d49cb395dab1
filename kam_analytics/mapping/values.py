"""Text to values: pure functions that return the value, None for an empty cell, or the fault of the text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

from kam_analytics.mapping.salesforce import short_id
from kam_analytics.schema import KEY_MARK

__all__ = [
    "BAD_CURRENCY",
    "BAD_DATE",
    "BAD_DISCOUNT",
    "BAD_INTEGER",
    "BAD_NUMBER",
    "EXACT",
    "OVERFLOW",
    "SCIENTIFIC_ID",
    "UNDECIDED_DATE",
    "UNDECIDED_DECIMAL",
    "DateOrder",
    "DecimalMark",
    "Fault",
    "currency_in",
    "date_parts",
    "number_parts",
    "parse_currency",
    "parse_date",
    "parse_decimal",
    "parse_discount",
    "parse_id",
    "parse_integer",
    "parse_text",
]

DecimalMark = Literal[".", ","]
DateOrder = Literal["ymd", "dmy", "mdy"]


@dataclass(frozen=True)
class Fault:
    """Why a text has no value: the code of what is wrong and of what to do."""

    code: str
    hint: str


BAD_NUMBER = Fault("mapping.bad_number", "mapping.hint_number")
BAD_INTEGER = Fault("mapping.bad_integer", "mapping.hint_integer")
BAD_DATE = Fault("mapping.bad_date", "mapping.hint_date")
BAD_DISCOUNT = Fault("mapping.bad_discount", "mapping.hint_discount")
BAD_CURRENCY = Fault("mapping.bad_currency", "mapping.hint_currency")
OVERFLOW = Fault("mapping.overflow", "mapping.hint_overflow")
SCIENTIFIC_ID = Fault("mapping.scientific_id", "mapping.hint_scientific_id")
UNDECIDED_DECIMAL = Fault("mapping.undecided_decimal", "mapping.hint_undecided")
UNDECIDED_DATE = Fault("mapping.undecided_date", "mapping.hint_undecided")

EXACT = Context(prec=200)
"""Arithmetic that never rounds the numbers we accept."""

LARGEST_EXPONENT = 60
NULLS = frozenset({"-", "–", "n/a", "#n/a", "null", "none", "nan", "na", "k.a."})
NULL_IDS = frozenset({"000000000000000AAA", "000000000000000"})
"""An empty reference in a Salesforce export."""

_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "US$": "USD", "EURO": "EUR"}
_CODE = re.compile(r"[A-Z]{3}")
_MONEY_SIGN = re.compile(r"US\$|[€£$¥]|[A-Z]{3}")
_UNIT = r"(?:[€£$¥]|[A-Za-z]{3}|US\$)"
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<s1>[-+])?\s*(?:{_UNIT}\s*)?(?P<s2>[-+])?\s*"
    r"(?P<body>\d[\d.,' ]*|[.,]\d+)(?P<exp>[eE][-+]?\d{1,4})?"
    rf"\s*(?P<s3>[-+])?(?:\s*{_UNIT})?\s*(?P<s4>[-+])?(?P<close>\))?",
    re.ASCII,
)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-"})
_FLOAT_ID = re.compile(r"(\d+)\.0+", re.ASCII)
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+\d+", re.ASCII)


def parse_text(text: str) -> str | None:
    """Return the text without outer white space (and the mark that joins keys); None when nothing is left."""
    return text.replace(KEY_MARK, " ").strip() or None


def parse_id(text: str, *, float_ids: bool = False) -> str | Fault | None:
    """Return the id as text, leading zeros kept; an id of Salesforce in its form of 15 characters.

    `float_ids` drops the `.0` that a spreadsheet added.
    """
    value = text.replace(KEY_MARK, " ").strip()
    if not value or value in NULL_IDS:
        return None
    if _SCIENTIFIC.fullmatch(value):
        return SCIENTIFIC_ID
    match = _FLOAT_ID.fullmatch(value) if float_ids else None
    return match[1] if match else short_id(value)


def number_parts(text: str) -> tuple[str, str, bool] | None:
    """Split a number into its digits with marks, exponent and sign; None when the text is not a number."""
    match = _NUMBER.fullmatch(text.translate(_SPACES).strip())
    if match is None:
        return None
    signs = [s for s in (match["s1"], match["s2"], match["s3"], match["s4"]) if s]
    bracketed = match["open"] is not None
    if bracketed != (match["close"] is not None) or len(signs) + bracketed > 1:
        return None
    return match["body"].strip(), match["exp"] or "", bracketed or signs == ["-"]


def parse_decimal(text: str, decimal: DecimalMark | None = ".") -> Decimal | Fault | None:
    """Return the exact number.

    Takes thousands marks in groups of three, currency signs and codes, `(1,234.00)` and `1.234,56-` as negative.
    With `decimal` None, a text that reads differently under point and comma is a fault.
    """
    value = text.strip()
    if not value or value.casefold() in NULLS:
        return None
    parts = number_parts(value)
    if parts is None:
        return BAD_NUMBER
    body, exponent, negative = parts
    if decimal is None:
        readings = {plain for mark in (".", ",") if (plain := _plain(body, mark)) is not None}
        if len(readings) > 1:
            return UNDECIDED_DECIMAL
        plain = readings.pop() if readings else None
    else:
        plain = _plain(body, decimal)
    if plain is None:
        return BAD_NUMBER
    number = Decimal(plain + exponent)
    if (number and not -LARGEST_EXPONENT < number.adjusted() < LARGEST_EXPONENT) or len(plain) > LARGEST_EXPONENT:
        return OVERFLOW
    return EXACT.minus(number) if negative and number else EXACT.plus(number)


_GROUPED = {
    ".": re.compile(r"(?P<whole>\d{1,3}(?P<t>[,' ])\d{3}(?:(?P=t)\d{3})*|\d*)(?:\.(?P<part>\d*))?", re.ASCII),
    ",": re.compile(r"(?P<whole>\d{1,3}(?P<t>[.' ])\d{3}(?:(?P=t)\d{3})*|\d*)(?:,(?P<part>\d*))?", re.ASCII),
}


def _plain(body: str, decimal: str) -> str | None:
    match = _GROUPED[decimal].fullmatch(body)
    if match is None:
        return None
    whole = re.sub(r"\D", "", match["whole"])
    part = match["part"] or ""
    if not whole and not part:
        return None
    return f"{whole or '0'}.{part}" if part else whole


def parse_discount(text: str, decimal: DecimalMark | None = ".", *, percent: bool = False) -> Decimal | Fault | None:
    """Return a discount as a share of 1: `0.15` and `15%` are both 0.15; outside 0..1 is a fault.

    `percent`: the column's heading says that all its numbers are percentages.
    """
    value = text.strip()
    marked = value.endswith("%")
    number = parse_decimal(value.removesuffix("%"), decimal)
    if number is None or isinstance(number, Fault):
        return number if not marked or isinstance(number, Fault) else BAD_NUMBER
    share = EXACT.scaleb(number, -2) if marked or percent else number
    return share if 0 <= share <= 1 else BAD_DISCOUNT


def parse_integer(text: str, decimal: DecimalMark | None = ".") -> int | Fault | None:
    """Return a whole number; `250.0` is one, `250.5` is not."""
    number = parse_decimal(text, decimal)
    if number is None or isinstance(number, Fault):
        return number
    if number != number.to_integral_value():
        return BAD_INTEGER
    return int(number) if abs(number) < 2**63 else OVERFLOW


def currency_in(text: str) -> str | None:
    """Return the currency that a number is written with (`USD 12.50`, `12,50 €`), None for a bare number."""
    found = _MONEY_SIGN.search(text.translate(_SPACES).upper()) if number_parts(text) else None
    return _SIGNS.get(found[0], found[0]) if found else None


def parse_currency(text: str) -> str | Fault | None:
    """Return an ISO 4217 code in capitals, from a code or a sign."""
    value = text.strip().upper()
    if not value:
        return None
    value = _SIGNS.get(value, value)
    return value if _CODE.fullmatch(value) else BAD_CURRENCY


_CLOCK = (
    r"(?:[ T,]+(?:[01]?\d|2[0-4]):[0-5]?\d(?::[0-6]?\d(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[-+]\d\d:?\d\d))?(?: ?Uhr)?)?"
)
_DATE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})" + _CLOCK, re.ASCII)
_COMPACT = re.compile(r"((?:19|20|21)\d\d)(\d\d)(\d\d)" + _CLOCK, re.ASCII)
_DAY_NAMED = re.compile(r"(\d{1,2})\.?[ -/]*([A-Za-zäÄ]{3,9})\.?[ ,./-]*(\d{4}|\d\d)" + _CLOCK)
_NAMED_DAY = re.compile(r"([A-Za-zäÄ]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})" + _CLOCK)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jän jänner", "feb february februar", "mar march mär märz mrz maerz", "apr april",
            "may mai", "jun june juni", "jul july juli", "aug august", "sep sept september", "oct october okt oktober",
            "nov november", "dec december dez dezember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
FIRST_YEAR, LAST_YEAR, PIVOT, YEAR_DIGITS = 1900, 2199, 70, 4


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


def _unordered(value: str) -> dt.date | Fault:
    """Read a date whose order its own form gives: the year comes first, or the month has a name."""
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
