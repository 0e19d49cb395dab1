"""Where a table lies among its records: what is above it, its header, its footer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from kam_analytics.errors import Unreadable

__all__ = ["LOOK", "Layout", "blank", "footers", "lay_out", "names"]

LOOK = 30
"""Records in which the header is looked for."""
_NARROW = 2
_FULL = 0.5
_TYPED = 0.8
_NUMBER = re.compile(r"^[(+-]?\s*[$€£¥]?\s*[+-]?\d[\d.,' \u00a0\u202f]*(e[+-]?\d+)?\s*[%$€£¥]?\)?-?$", re.IGNORECASE)
_DATE = re.compile(r"^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T]\d{1,2}:\d{2}.*)?$")
_YEAR = re.compile(r"^(19|20)\d\d$")
_TOTAL = re.compile(r"^(grand total|total|totals|summe|gesamt|gesamtsumme|endsumme)\s*:?$", re.IGNORECASE)
_NOTICE = re.compile(
    r"^(confidential information\b|copyright\b|\(c\) ?\d{4}|©|vertrauliche informationen?\b|generated (by|on|at)\b)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"^\d[\d.,]*$")


@dataclass(frozen=True)
class Layout:
    """Positions among the first records.

    Attributes
    ----------
    header
        Index of the header record; None where the file has none.
    first
        Index of the first record that can be data. What comes before it and is not the header stands above the table.
    columns
        Names, unique and none of them empty.
    """

    header: int | None
    first: int
    columns: tuple[str, ...]


def blank(fields: Sequence[str]) -> bool:
    """Whether a record holds nothing but white space."""
    return not any(field.strip() for field in fields)


def lay_out(head: Sequence[Sequence[str]], width: int, name: str) -> Layout:
    """Find the header among the first records of a file.

    Parameters
    ----------
    head
        Fields of the first records; a record with a fault, and a `sep=;` line, counts as empty.
    width
        Usual number of fields.

    Raises
    ------
    Unreadable
        `reading.header_width`: the record above the rows looks like a header, but has another number of fields.
    """
    wide = [at for at, fields in enumerate(head) if len(fields) == width and not blank(fields)]
    if not wide:
        raise Unreadable("reading.no_rows", file=name)
    start = _below_titles(head, wide)
    rows = [head[at] for at in wide if at > start]
    if not _is_header(head[start], rows):
        return Layout(None, wide[0], names([""] * width))
    above = next((at for at in range(start) if _near_header(head[at], width)), None)
    if above is not None and rows:
        raise Unreadable("reading.header_width", file=name, row=above + 1, found=len(head[above]), expected=width)
    return Layout(start, start + 1, names(head[start]))


def names(header: Sequence[str]) -> tuple[str, ...]:
    """Return column names: outer white space removed, empty ones numbered, later ones of the same name marked."""
    taken: set[str] = set()
    result = []
    stripped = [cell.strip() for cell in header]
    for number, cell in enumerate(stripped, start=1):
        base = cell or f"column_{number}"
        unique = base
        for again in count(2):
            if unique not in taken and (unique == base or unique not in stripped):
                break
            unique = f"{base}__{again}"
        taken.add(unique)
        result.append(unique)
    return tuple(result)


def footers(tail: Sequence[tuple[int, Sequence[str]]]) -> set[int]:
    """Return the record numbers at the end of a file that are totals or notices, not rows.

    Parameters
    ----------
    tail
        Record number and fields of the last records that are not blank, in file order.
    """
    found: set[int] = set()
    counts: set[int] = set()
    for row, fields in reversed(tail):
        filled = [field.strip() for field in fields if field.strip()]
        if _is_notice(filled) or _is_total(filled, fields):
            found |= counts | {row}
            counts = set()
        elif len(filled) == 1 and _COUNT.match(filled[0]) and (len(fields) == 1 or len(fields) > _NARROW):
            counts.add(row)
        else:
            break
    return found


def _is_notice(filled: Sequence[str]) -> bool:
    return 1 <= len(filled) <= _NARROW and _NOTICE.match(filled[0]) is not None


def _is_total(filled: Sequence[str], fields: Sequence[str]) -> bool:
    """Whether a record calls itself a total, with only numbers beside that, and gaps unless the table is narrow."""
    if not filled or not _TOTAL.match(filled[0]) or not all(_NUMBER.match(value) for value in filled[1:]):
        return False
    return len(filled) < len(fields) or len(fields) <= _NARROW


def _below_titles(head: Sequence[Sequence[str]], wide: Sequence[int]) -> int:
    """Return the first record of full width that is not a title padded with empty fields."""
    width = len(head[wide[0]])
    if width <= _NARROW:
        return wide[0]
    fullest = max(_filled(head[at]) for at in wide)
    return next(at for at in wide if _filled(head[at]) >= min(_FULL * width, fullest))


def _filled(fields: Sequence[str]) -> int:
    return sum(bool(field.strip()) for field in fields)


def _near_header(fields: Sequence[str], width: int) -> bool:
    """Whether a record above the header could itself be the header, or a row: too wide, or nearly as wide."""
    return len(fields) != width and _filled(fields) > max(_NARROW, width // 2)


def _is_header(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a record names columns: its cells differ in kind from those below, or at least are no data themselves."""
    alike = contrast = repeated = 0
    for column, cell in enumerate(first):
        below = [row[column].strip() for row in rows if row[column].strip() and list(row) != list(first)]
        text = cell.strip()
        if below and sum(map(_typed, below)) >= _TYPED * len(below):
            pivot = _YEAR.match(text) is not None and not any(_YEAR.match(value) for value in below)
            contrast += bool(text) and (pivot or not _typed(text))
            alike += _typed(text) and not pivot
        elif text and below:
            alike += _typed(text)
            repeated += text in below
        elif not below:
            alike += _typed(text)
    return contrast > alike or (alike == 0 and repeated == 0)


def _typed(text: str) -> bool:
    return bool(_NUMBER.match(text) or _DATE.match(text))
