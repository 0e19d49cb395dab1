"""The delimiters and quotes that a text gives reason to try."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["ANYWHERE", "USUAL", "Quoting", "plentiful", "quotings", "rare", "separators", "spaced"]

USUAL = (",", ";", "\t", "|")
ANYWHERE = (":", " ")
"""Marks of ordinary text: delimiters only where nothing else is."""
_RARE = ("^", "~", "#", "!", "*", "\x01", "\x1f")
_DOUBLED = (":", *USUAL, *_RARE)
_QUOTES = ("'", "`", "$", "%", "/", "*", "|", "#", "~", "^")
_LEAST = 2
_SEVERAL, _QUOTED_SHARE = 5, 0.01
_PLENTY = 0.5
_LINE_ENDS = ("\n", "\r")


@dataclass(frozen=True)
class Quoting:
    """A quote and an escape to try, and how many cells are seen to stand in that quote."""

    quote: str | None
    escape: str | None
    cells: int


def rare(body: str) -> list[str]:
    """List the marks and pairs of marks that no text holds by chance in every line, where they are that many."""
    found = [mark for mark in _RARE if plentiful(mark, body)]
    return found + [mark * 2 for mark in _DOUBLED if plentiful(mark * 2, body)]


def plentiful(mark: str, body: str) -> bool:
    """Whether there are half as many of a mark as lines, or more: a cell may hold several lines."""
    return body.count(mark) >= _PLENTY * max(body.count(feed) for feed in _LINE_ENDS) and mark in body


def spaced(delimiter: str, body: str) -> Iterator[str]:
    """Yield the delimiter with a space behind it, and with one on both sides, where the text has them."""
    for wide in (f"{delimiter} ", f" {delimiter} "):
        if not delimiter.isspace() and wide in body:
            yield wide


def quotings(body: str, delimiter: str) -> list[Quoting]:
    """List the quotes and escapes to try with a delimiter, the usual one first."""
    found = []
    for quote in ('"', *_QUOTES):
        if quote in delimiter:
            continue
        cells = _wrapped(body, delimiter, quote)
        if quote == '"' or cells >= _LEAST:
            found.append(Quoting(quote, None, cells))
            if f"\\{quote}" in body or f"\\{delimiter}" in body:
                found.append(Quoting(quote, "\\", cells))
    if not _opened(body, delimiter, '"') and _has_quotes_inside(body):
        found.append(Quoting(None, None, 0))
    return found


def _has_quotes_inside(body: str) -> bool:
    """Whether double quotes stand in so many lines that they are no faults."""
    lines = body.splitlines()
    return sum('"' in line for line in lines) >= max(_SEVERAL, _QUOTED_SHARE * len(lines))


def separators(text: str) -> str:
    """Return a mark that ends lines where no line has the usual end, or an empty text."""
    return next((mark for mark in ("\x1e", "\x85", "\u2028") if mark in text), "")


def _opened(body: str, delimiter: str, quote: str) -> int:
    """Count the cells that begin with a quote."""
    return sum(body.count(mark + quote) for mark in (delimiter, *_LINE_ENDS)) + body.startswith(quote)


def _wrapped(body: str, delimiter: str, quote: str) -> int:
    """Count the cells that a quote opens or closes, whichever are fewer; of unusual quotes, whole cells."""
    if quote not in body:
        return 0
    opened = _opened(body, delimiter, quote)
    closed = sum(body.count(quote + mark) for mark in (delimiter, *_LINE_ENDS)) + body.endswith(quote)
    fewer = min(opened, closed)
    if quote == '"' or fewer < _LEAST:
        return fewer
    mark, end = re.escape(quote), re.escape(delimiter)
    inner = rf"(?:(?:\\.|{mark}{mark}|[^{mark}\r\n])*+|(?:(?!{end})[^{mark}])*+)"
    return min(fewer, len(re.findall(rf"(?:^|[\r\n]|{end}){mark}{inner}{mark}(?=[\r\n]|{end}|$)", body)))
