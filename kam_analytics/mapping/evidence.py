"""What the texts of one column say about decimal mark, date order and percentages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kam_analytics.mapping.values import DecimalMark, date_parts, number_parts, parse_decimal

__all__ = ["CONFLICT", "Evidence", "date_evidence", "decimal_evidence", "is_percent"]

CONFLICT = "conflict"
LAST_MONTH = 12
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
        A text that can be read two ways, empty when there is none.
    style
        For dates: the mark between the numbers; only columns written alike are evidence for each other.
    """

    value: str | None
    example: str = ""
    style: str = ""

    @property
    def open(self) -> bool:
        """Whether some text can be read two ways and nothing in the column decides."""
        return self.value is None and bool(self.example)


def decimal_evidence(texts: Sequence[str], *, whole: bool = False) -> Evidence:
    """Return which decimal mark the texts prove. `whole`: the column counts things, so three digits are a group."""
    proven: set[str] = set()
    example = ""
    for text in texts:
        parts = number_parts(text.removesuffix("%"))
        if parts is None:
            continue
        body = parts[0]
        if _ONE_GROUP.fullmatch(body):
            if whole:
                proven.add("," if "." in body else ".")
            example = example or text
        elif mark := _decimal_mark(body):
            proven.add(mark)
    return Evidence(_single(proven), example)


def _decimal_mark(body: str) -> str | None:
    """Return the mark that the text proves to be the decimal one."""
    point, comma = body.count("."), body.count(",")
    if point and comma:
        return "." if body.rfind(".") > body.rfind(",") else ","
    if point > 1 or comma > 1:
        return "," if point else "."
    return "." if point else "," if comma else None


def date_evidence(texts: Sequence[str]) -> Evidence:
    """Return which order of day and month the texts prove; dots are day first unless a text proves otherwise."""
    proven: set[str] = set()
    example = style = ""
    for text in texts:
        parts = date_parts(text)
        if parts is None:
            continue
        first, second = int(parts[0]), int(parts[1])
        style = style or parts[3]
        if first > LAST_MONTH >= second:
            proven.add("dmy")
        elif second > LAST_MONTH >= first:
            proven.add("mdy")
        elif first != second:
            example = example or text
    if not proven and style == "." and example:
        proven.add("dmy")
    return Evidence(_single(proven), example, style)


def _single(proven: set[str]) -> str | None:
    return None if not proven else proven.copy().pop() if len(proven) == 1 else CONFLICT


def is_percent(label: str, texts: Sequence[str], decimal: DecimalMark | None) -> tuple[bool | None, str]:
    """Return whether a discount column's bare numbers are percentages, and an example when that is open (None).

    They are where the heading says so and a number exceeds 1; a heading with a per cent sign above `0.15` is open.
    """
    if not _PERCENT.search(label.replace("_", " ")):
        return False, ""
    bare = {t: v for t in texts if isinstance(v := parse_decimal(t, decimal), Decimal)}
    if any(abs(v) > 1 for v in bare.values()):
        return True, ""
    small = sorted(t for t, v in bare.items() if v)
    return (None, small[0]) if small else (False, "")
