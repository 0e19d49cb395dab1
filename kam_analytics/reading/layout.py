"""Where a table lies among its records: what is above it, its header, its footer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from kam_analytics.errors import Unreadable

__all__ = ["LOOK", "Layout", "blank", "footers", "is_header", "is_value", "lay_out", "names"]

LOOK = 30
"""Records in which the header is looked for."""
_NARROW = 2
_FULL = 0.5
_TYPED = 0.8
_CONTRAST = 2
_NUMBER = re.compile(r"^[(+-]?\s*[$€£¥]?\s*[+-]?\d[\d.,' \u00a0\u202f]*(e[+-]?\d+)?\s*[%$€£¥]?\)?-?$", re.IGNORECASE)
_DATE = re.compile(r"^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T]\d{1,2}:\d{2}.*)?$")
_YEAR = re.compile(r"^(19|20)\d\d$")
_TOTAL = re.compile(r"^(grand total|total|totals|summe|gesamt|gesamtsumme|endsumme)\s*:?$", re.IGNORECASE)
_NOTICE = re.compile(
    r"^(confidential information\b|copyright\b|\(c\) ?\d{4}|©|vertrauliche informationen?\b|generated (by|on|at)\b)",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^(n/?a|null|none|nil|nan|unknown|missing|tbd|open|offen|k\.? ?a\.?|-+)$", re.IGNORECASE)
_LONG_NOTICE = re.compile(r"^(confidential information - do not|copyright (\(c\)|©) \d{4})", re.IGNORECASE)
_DATED_TITLE = re.compile(
    r"^(as of|stand|exported|generated|created|erstellt|exportiert)\b.*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ T\d:]*$",
    re.IGNORECASE,
)
"""Says when the export was made, and so is no row even where its words are as many as the columns."""
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
    damaged
        Records above the first row that may be the header, but have faults or another number of names.
    typed
        Columns of numbers and dates.
    unclear
        Records that may be header, row or neither.
    """

    header: int | None
    first: int
    columns: tuple[str, ...]
    damaged: frozenset[int] = frozenset()
    typed: frozenset[int] = frozenset()
    unclear: frozenset[int] = frozenset()


def blank(fields: Sequence[str]) -> bool:
    """Whether a record holds nothing but white space."""
    return not any(field.strip() for field in fields)


def lay_out(head: Sequence[Sequence[str]], width: int, name: str, faulty: frozenset[int] = frozenset()) -> Layout:
    """Find the header among the first records of a file.

    Parameters
    ----------
    head
        Fields of the first records; a record with a fault, and a `sep=;` line, counts as empty.
    width
        Usual number of fields.
    faulty
        Places of faulty records that may be the header.

    Raises
    ------
    Unreadable
        `reading.no_rows`: no record has a value.
    """
    head = _evened(head, width)
    wide = [at for at, fields in enumerate(head) if len(fields) == width and not blank(fields)]
    if not wide:
        raise Unreadable("reading.no_rows", file=name)
    if len(wide) > 1 and _DATED_TITLE.match(" ".join(head[wide[0]])):
        del wide[0]
    start = _below_titles(head, wide)
    below = [at for at in wide if at > start]
    typed = _typed_columns(head[start], [head[at] for at in below])
    damaged = frozenset(at for at in range(start) if at in faulty or _near_header(head[at], width))
    evidence = _naming(head[start], [head[at] for at in below])
    if evidence < _CONTRAST and below and names_columns(head[below[0]], typed):
        return Layout(below[0], below[0] + 1, names(head[below[0]]), damaged, typed, frozenset({start}))
    if not evidence:
        unclear = {at for at in wide if at < start}
        doubtful = any(start < at < below[0] for at in faulty) if below else False
        if doubtful and not _is_row(head[start], [head[at] for at in below], typed):
            unclear.add(start)
        first = start + 1 if start in unclear else start
        return Layout(None, first, names([""] * width), damaged | faulty, typed, frozenset(unclear))
    if damaged and evidence < _CONTRAST:
        return Layout(None, start + 1, names([""] * width), damaged, typed, frozenset({start}))
    more = [start, *takewhile(lambda at: names_columns(head[at], typed), below)]
    header = max(more, key=lambda at: (_filled(head[at]), not _prose(head[at])))
    return Layout(header, more[-1] + 1, names(head[header]), damaged, typed)


def _evened(head: Sequence[Sequence[str]], width: int) -> Sequence[Sequence[str]]:
    """Take away the delimiter at the end of a header that has a name before each."""
    first = next((at for at, fields in enumerate(head) if not blank(fields)), None)
    if first is None or len(head[first]) != width + 1:
        return head
    fields = list(head[first])
    if not fields[-1].strip() and all(fields[:-1]):
        return [*head[:first], fields[:-1], *head[first + 1 :]]
    return head


def is_header(fields: Sequence[str], typed: frozenset[int]) -> bool:
    """Whether a record below the first rows is the header of another table: a name for each column, all different."""
    return names_columns(fields, typed) and all(map(str.strip, fields)) and len(set(fields)) == len(fields)


def names_columns(fields: Sequence[str], typed: frozenset[int]) -> bool:
    """Whether a record has words where the table has numbers and dates, in several columns and no value in any."""
    cells = [fields[column].strip() for column in typed if fields[column].strip()]
    words = [cell for cell in cells if re.search(r"[^\W\d_]", cell) and not _NOTHING.match(cell)]
    return len(words) >= _NARROW and len(words) == len(cells) and not any(map(is_value, cells))


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
    short = 1 <= len(filled) <= _NARROW and _NOTICE.match(filled[0]) is not None
    return short or _LONG_NOTICE.match(" ".join(filled)) is not None


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
    """Whether a record above the header could itself be the header: about as wide, of words, and no sentence."""
    if len(fields) == width or _filled(fields) <= max(_NARROW, width // 2) or _prose(fields):
        return False
    return all(_YEAR.match(cell) or not is_value(cell) for cell in map(str.strip, fields))


def _prose(fields: Sequence[str]) -> bool:
    """Whether the delimiters of a record seem to be those of a sentence."""
    return (
        any(field.startswith(" ") or field.endswith(",") or ": " in field for field in fields[1:]) or ": " in fields[0]
    )


def _typed_columns(first: Sequence[str], rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the columns whose cells below the first record are numbers and dates."""
    return frozenset(column for column in range(len(first)) if _is_typed(_below(column, first, rows)))


def _below(column: int, first: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [row[column].strip() for row in rows if row[column].strip() and list(row) != list(first)]


def _is_typed(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(is_value, cells)) >= _TYPED * len(cells)


def _naming(first: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Tell how far a record names columns: `_CONTRAST` where its cells differ in kind from those below.

    1 where at least they are no data themselves, 0 where they are.
    """
    alike = contrast = repeated = 0
    for column, cell in enumerate(first):
        below = _below(column, first, rows)
        text = cell.strip()
        if _is_typed(below):
            pivot = _YEAR.match(text) is not None and not any(_YEAR.match(value) for value in below)
            contrast += bool(text) and (pivot or not is_value(text))
            alike += is_value(text) and not pivot
        elif text and below:
            alike += is_value(text)
            repeated += text in below
        elif not below:
            alike += is_value(text)
    if contrast > alike:
        return _CONTRAST
    return int(alike == 0 and repeated == 0)


def _is_row(fields: Sequence[str], rows: Sequence[Sequence[str]], typed: frozenset[int]) -> bool:
    """Whether a record has numbers and dates just where the rows below have them."""
    pairs = ((fields[column].strip(), _below(column, fields, rows)[0]) for column in typed)
    return bool(typed) and all(bool(_DATE.match(cell)) == bool(_DATE.match(other)) for cell, other in pairs)


def is_value(text: str) -> bool:
    """Whether a text is a number or a date."""
    return bool(_NUMBER.match(text) or _DATE.match(text))
