"""What the texts of one column say about decimal mark, date order and percentages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kam_analytics.mapping.dates import date_parts, is_serial
from kam_analytics.mapping.faults import Fault
from kam_analytics.mapping.values import DecimalMark, number_parts, parse_decimal

__all__ = ["CONFLICT", "Evidence", "Limit", "date_evidence", "decimal_evidence", "is_percent"]

CONFLICT = "conflict"
LAST_MONTH = 12
WHOLE_PERCENT = 100
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_PERCENT = re.compile(r"%|\b(?:percent|prozent|pct|in percent)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """What a column's texts prove.

    Attributes
    ----------
    value
        The decided mark or order, `conflict` when texts prove both, None when none proves anything.
    example
        A text that can be read two ways, or the first of two that contradict each other; empty when there is none.
    other
        The second of two texts that contradict each other.
    style
        For dates: the mark between the numbers; only columns written alike are evidence for each other.
    serial
        For dates: every text is a number of days, as a spreadsheet counts them.
    """

    value: str | None
    example: str = ""
    other: str = ""
    style: str = ""
    serial: bool = False

    @property
    def open(self) -> bool:
        """Whether some text can be read two ways and nothing in the column decides."""
        return self.value is None and bool(self.example)


Limit = Literal["none", "whole", "small"]
"""What is known of a column's numbers: nothing, that they are whole, or that none reaches a thousand."""


def decimal_evidence(texts: Sequence[str], limit: Limit = "none") -> Evidence:
    """Return which decimal mark the texts prove.

    `1.234` alone proves nothing, unless the column counts things (`whole`: a thousand) or holds discounts (`small`: a
    little over one).
    """
    proven: dict[str, str] = {}
    example = ""
    for text in texts:
        parts = number_parts(text.removesuffix("%"))
        if parts is None:
            continue
        mark = _decimal_mark(parts[0], limit)
        if mark is not None and isinstance(parse_decimal(text.removesuffix("%"), _mark(mark)), Fault):
            continue  # a slip such as `12,34,5` is a number under no mark, and so proves none
        if mark is not None:
            proven.setdefault(mark, text)
        elif _ONE_GROUP.fullmatch(parts[0]):
            example = example or text
    return _evidence(proven, example)


def _mark(text: str) -> DecimalMark:
    return "," if text == "," else "."


def _decimal_mark(body: str, limit: Limit) -> str | None:
    """Return the mark that the text proves to be the decimal one."""
    point, comma = body.count("."), body.count(",")
    if point and comma:
        return "." if body.rfind(".") > body.rfind(",") else ","
    if not point and not comma:
        return None
    own, other = (".", ",") if point else (",", ".")
    if point > 1 or comma > 1:
        return other
    if _ONE_GROUP.fullmatch(body):
        return {"whole": other, "small": own}.get(limit)
    return own


def date_evidence(texts: Sequence[str]) -> Evidence:
    """Return which order of day and month the texts prove; dots are day first unless a text proves otherwise."""
    proven: dict[str, str] = {}
    example = dotted = style = ""
    if texts and all(map(is_serial, texts)):
        return Evidence(None, serial=True)
    for text in texts:
        parts = date_parts(text)
        if parts is None:
            continue
        first, second, mark = int(parts[0]), int(parts[1]), parts[3]
        style = style or mark
        if first > LAST_MONTH >= second:
            proven.setdefault("dmy", text)
        elif second > LAST_MONTH >= first:
            proven.setdefault("mdy", text)
        elif first != second and mark == ".":
            dotted = dotted or text
        elif first != second:
            example = example or text
    if not proven and dotted and not example:
        proven["dmy"] = dotted
    return _evidence(proven, example or dotted, style)


def _evidence(proven: dict[str, str], example: str, style: str = "") -> Evidence:
    if len(proven) > 1:
        first, second = sorted(proven.values())
        return Evidence(CONFLICT, first, second, style)
    return Evidence(next(iter(proven), None), example, style=style)


def is_percent(label: str, texts: Sequence[str], decimal: DecimalMark | None) -> tuple[bool | None, str]:
    """Return whether a discount column's bare numbers are percentages, and an example when that is open (None).

    They are where the heading says so and a number exceeds 1. Open is a heading with a per cent sign above `0.15`, and
    one without above `15`. Numbers over 100 are no discount at all; their rows are rejected.
    """
    bare = {t: abs(v) for t in texts if isinstance(v := parse_decimal(t, decimal), Decimal) and v}
    if not bare:
        return False, ""
    example, largest = min(bare), max(bare.values())
    if _PERCENT.search(label.replace("_", " ")):
        return (True, "") if largest > 1 else (None, example)
    if 1 < largest <= WHOLE_PERCENT or set(bare.values()) == {Decimal(1)}:
        return None, max(bare, key=lambda text: (bare[text], text))
    return False, ""
