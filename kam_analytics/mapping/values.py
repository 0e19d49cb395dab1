"""Text to numbers, ids and texts: pure functions that return the value, None for an empty cell, or the text's fault."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Literal

from kam_analytics.mapping.faults import (
    BAD_DISCOUNT,
    BAD_INTEGER,
    BAD_NUMBER,
    OVERFLOW,
    SCIENTIFIC_ID,
    UNDECIDED_DECIMAL,
    Fault,
)
from kam_analytics.mapping.salesforce import short_id
from kam_analytics.mapping.signs import LIKE, NULLS, SIGN
from kam_analytics.schema import KEY_MARK

__all__ = [
    "EXACT",
    "DecimalMark",
    "number_parts",
    "parse_decimal",
    "parse_discount",
    "parse_id",
    "parse_integer",
    "parse_label",
    "parse_name",
    "parse_number",
    "parse_text",
]

DecimalMark = Literal[".", ","]
EXACT = Context(prec=200)
"""Arithmetic that never rounds the numbers we accept."""

LARGEST_EXPONENT = 60
NULL_IDS = frozenset({"000000000000000AAA", "000000000000000"})
"""An empty reference in a Salesforce export."""

_UNIT = rf"(?:{SIGN}|[Ee][Uu][Rr][Oo]|[A-Za-z]{{3}})"
_NUMBER = re.compile(
    rf"(?:{_UNIT}\s*(?=\())?(?P<open>\()?(?P<s1>[-+])?\s*(?:{_UNIT}\s*)?(?P<s2>[-+])?\s*"
    r"(?P<body>\d[\d.,' ]*|[.,]\d+)(?P<exp>[eE][-+]?\d{1,4})?"
    rf"\s*(?P<s3>[-+])?(?:\s*{_UNIT})?\s*(?P<s4>[-+])?(?P<close>\))?(?:(?<=\))\s*{_UNIT})?"
)
_NO_CENTS = re.compile(r"(?<=\d[.,])-{1,2}(?=\D*$)", re.ASCII)
"""`1.234,-` has no cents; it is not negative."""

_FLOAT_ID = re.compile(r"(\d+)\.0+", re.ASCII)
_FORCED_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_ZOHO_ID = re.compile(r"zcrm_(?=\d+$)", re.ASCII)
_BLANK = " \t\r\n\u00a0"
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+\d+", re.ASCII)


def parse_text(text: str) -> str | None:
    """Return the text without outer blanks (and the mark that joins keys); None when nothing is left."""
    return parse_label(text.replace(KEY_MARK, " "))


def parse_label(text: str) -> str | None:
    """Return a name as people wrote it, without outer blanks; None when nothing is left.

    Blanks are spaces, tabs and line ends. Signs that only look like white space stay: they may be all of the name.
    """
    return text.strip(_BLANK) or None


def parse_name(text: str) -> str | None:
    """Return a name that stands for an id: each run of white space inside is one space."""
    return " ".join(text.replace(KEY_MARK, " ").split()) or None


def parse_id(text: str, *, float_ids: bool = False, several: bool = False) -> str | Fault | None:
    """Return the id as text, leading zeros kept; an id of Salesforce in its form of 15 characters.

    Dropped are what a spreadsheet puts around text (`="007"`), the prefix `zcrm_` of Zoho, with `float_ids` the `.0`
    that a spreadsheet added, and with `several` all ids but the first of `9002;9999`.
    """
    value = text.replace(KEY_MARK, " ").strip()
    if forced := _FORCED_TEXT.fullmatch(value):
        value = forced[1].strip()
    if several:
        value = value.partition(";")[0].strip()
    value = _ZOHO_ID.sub("", value)
    if not value or value in NULL_IDS:
        return None
    if _SCIENTIFIC.fullmatch(value):
        return SCIENTIFIC_ID
    match = _FLOAT_ID.fullmatch(value) if float_ids else None
    return match[1] if match else short_id(value)


def number_parts(text: str) -> tuple[str, str, bool] | None:
    """Split a number into its digits with marks, exponent and sign; None when the text is not a number."""
    match = _NUMBER.fullmatch(_NO_CENTS.sub("", text.translate(LIKE).strip()))
    if match is None or not match["body"].isascii():
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


def parse_number(text: str, decimal: DecimalMark | None = ".") -> Decimal | Fault | None:
    """Return the exact number; a per cent sign behind it is left out, as `75%` and `75` are one probability."""
    value = text.strip()
    return parse_decimal(value.removesuffix("%") if len(value) > 1 else value, decimal)


def parse_integer(text: str, decimal: DecimalMark | None = ".") -> int | Fault | None:
    """Return a whole number; `250.0` is one, `250.5` is not."""
    number = parse_decimal(text, decimal)
    if number is None or isinstance(number, Fault):
        return number
    if number != number.to_integral_value():
        return BAD_INTEGER
    return int(number) if abs(number) < 2**63 else OVERFLOW
