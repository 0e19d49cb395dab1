"""Records that parse, but are written in another way than the rest of their file: their cells would be wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kam_analytics.reading.candidates import USUAL
from kam_analytics.reading.types import Dialect

__all__ = ["bad_character", "doubted", "is_spaced", "is_wrapped", "watched"]

_QUOTES = "\"'`"
_LEAST_SPACES = 2
_LEAST_WRAPPED = 2
_SURROGATE = re.compile("[\ud800-\udfff]")


def watched(dialect: Dialect) -> tuple[str, ...]:
    """Return the texts without which a line is plain: quotes, escapes, zero bytes, cells that another quote opens."""
    quotes = [mark for mark in _QUOTES if mark != dialect.quote]
    feed = ("\n",) if dialect.newline == "\r" else ()
    opening = [dialect.delimiter + mark for mark in quotes if mark != '"']
    if dialect.delimiter == " ":
        opening += [f"{mark} " for mark in USUAL]
    marks = ('"', dialect.quote, dialect.escape, "\0", *feed, *opening)
    return tuple(dict.fromkeys(filter(None, marks)))


def doubted(raw: str, fields: Sequence[str], dialect: Dialect, *, spaced: bool, wrapped: bool) -> str | None:
    """Return the code of what is odd about a record that has the right number of fields.

    Parameters
    ----------
    spaced, wrapped
        Such records are usual in this file.
    """
    if not spaced and is_spaced(fields, dialect):
        return "reading.other_spacing"
    return "reading.other_quote" if not wrapped and is_wrapped(raw, fields, dialect) else None


def bad_character(raw: str, *, faulty: bool) -> str | None:
    """Return the code of characters that stand for damage.

    Parameters
    ----------
    faulty
        Some bytes of the file were no characters; they have become lone surrogates.
    """
    if "\0" in raw:
        return "reading.zero_byte"
    return "reading.bad_bytes" if faulty and _SURROGATE.search(raw) else None


def is_spaced(fields: Sequence[str], dialect: Dialect) -> bool:
    """Whether a space stands behind each of several delimiters, or is one together with another mark."""
    if len(fields) <= _LEAST_SPACES:
        return False
    if dialect.delimiter == " ":
        return len({cell[-1:] for cell in fields[:-1]}) == 1 and fields[0].endswith(USUAL)
    return not dialect.delimiter.isspace() and all(cell.startswith(" ") for cell in fields[1:])


def is_wrapped(raw: str, fields: Sequence[str], dialect: Dialect) -> bool:
    """Whether several cells stand in a quote that is not the dialect's; a single one may be a name like that."""
    for quote in _QUOTES:
        if quote != dialect.quote and quote in raw:
            cells = [cell for cell in fields if len(cell) > 1 and cell[0] == quote == cell[-1]]
            if len(cells) >= _LEAST_WRAPPED and _outside(raw, cells, dialect.quote):
                return True
    return False


def _outside(raw: str, cells: Sequence[str], own: str | None) -> bool:
    """Whether one of these cells stands in no quote of the dialect."""
    return own is None or any(f"{own}{cell}{own}" not in raw for cell in cells)
