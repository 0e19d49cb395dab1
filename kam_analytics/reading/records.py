"""Physical records of a delimited text, strictly: what does not parse is a fault of that record, never repaired.

A quoted field may hold line breaks. A quote that is never closed must not swallow the rows after it: the record is then
the line it began on, and reading goes on with the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kam_analytics.errors import Unreadable
from kam_analytics.reading.limits import LINE_CHARS, QUOTED_CHARS, QUOTED_LINES
from kam_analytics.reading.types import Dialect

__all__ = ["Lines", "Record", "records", "split", "take"]

_DIGIT = re.compile("[0-9]")
_TELLING_WIDTH = 4
"""From this many columns on, a whole record inside a quoted field means that a quote was not closed; below, two do."""


@dataclass(slots=True)
class Record:
    """One physical record: its fields, or the code of its fault."""

    row: int
    line_from: int
    line_to: int
    raw: str
    fields: list[str]
    fault: str | None = None


class Lines:
    """Physical lines of a text, read a block at a time, with any look-ahead.

    Attributes
    ----------
    buffer, at
        Lines at hand, without their line feed (a carriage return before it stays), and the index of the next one.
    number
        Line number of the next line.
    marks
        Of the watched texts, those that occur in the buffer: a line without them is plain.
    wordy
        The buffer may have lines without a digit.
    """

    def __init__(self, blocks: Iterator[str], newline: str, watched: Sequence[str], name: str = "") -> None:
        self.buffer: list[str] = []
        self.at = 0
        self.number = 1
        self.marks: list[str] = []
        self.wordy = False
        self._blocks = blocks
        self._feed = newline[-1]
        self._watched = watched
        self._wordy = re.compile(f"{self._feed}[^0-9{self._feed}]+{self._feed}")
        self._carry = ""
        self._given_back: str | None = None
        self._ended = False
        self._name = name

    def block(self) -> str | None:
        """Take the next block's whole lines as one text; None while lines are at hand, and at the end of the text."""
        if self.at < len(self.buffer) or self._given_back is not None or self._ended:
            return None
        block = next(self._blocks, None)
        if block is None:
            self._blocks = iter(())
            return None
        text = self._carry + block
        cut = text.rfind(self._feed) + 1
        self._carry = text[cut:]
        if len(self._carry) > LINE_CHARS:
            raise Unreadable("reading.endless_line", file=self._name)
        return text[:cut]

    def give_back(self, text: str) -> None:
        """Return the block that was taken last: its lines will be at hand one by one."""
        self._given_back = text

    def more(self) -> bool:
        """Make sure that a line is at hand; False at the end of the text."""
        return self.at < len(self.buffer) or self.look()

    def look(self) -> bool:
        """Append the next block's lines to the buffer; False when there are none."""
        if self.at == len(self.buffer):
            self.marks = []
            self.wordy = False
        self.buffer = self.buffer[self.at :]
        self.at = 0
        before = len(self.buffer)
        while len(self.buffer) == before and not self._ended:
            block = next(self._blocks, None) if self._given_back is None else ""
            if block is None:
                self._ended = True
                parts = [self._carry] if self._carry else []
                text = self._carry
            elif self._given_back is not None:
                text, self._given_back = self._given_back, None
                parts = text.split(self._feed)[:-1]
            else:
                text = self._carry + block
                parts = text.split(self._feed)
                self._carry = parts.pop()
                if len(self._carry) > LINE_CHARS:
                    raise Unreadable("reading.endless_line", file=self._name)
            self.buffer += parts
            stray = text.count("\r") != text.count("\r\n") or "\r" in self.marks
            self.marks = [mark for mark in self._watched if mark in self.marks or (mark[-1] in text and mark in text)]
            if stray:
                self.marks.append("\r")
            ends = any(line.strip() and not _DIGIT.search(line) for line in (*parts[:1], *parts[-1:]))
            self.wordy = self.wordy or ends or self._wordy.search(text) is not None
        return len(self.buffer) > before

    def peek(self, ahead: int) -> str | None:
        """Return the line `ahead` lines after the next one, None beyond the end."""
        while self.at + ahead >= len(self.buffer):
            if not self.look():
                return None
        return self.buffer[self.at + ahead]

    def joined(self, count: int) -> str:
        """Return the next lines as one text, its last line end removed."""
        text = self._feed.join(self.buffer[self.at : self.at + count]).rstrip("\r")
        return text.removeprefix("\n") if self._feed == "\r" else text

    def skip(self, count: int) -> None:
        """Move on by lines that are in the buffer."""
        self.at += count
        self.number += count


def records(lines: Lines, dialect: Dialect, width: int | None = None) -> Iterator[Record]:
    """Yield all records from here on, numbered from 1."""
    row = 0
    while lines.more():
        row += 1
        yield take(lines, dialect, row, width)


def take(lines: Lines, dialect: Dialect, row: int, width: int | None = None) -> Record:
    """Take one record, a faulty one included.

    Parameters
    ----------
    width
        Number of fields that a record should have, where known: it tells a quoted line break from an unclosed quote.
    """
    first = text = lines.joined(1)
    count = size = 1
    fields, fault = split(text, dialect)
    while fault == "reading.unclosed_quote" and count < QUOTED_LINES and size < QUOTED_CHARS:
        line = lines.peek(count)
        if line is None:
            break
        count += 1
        size += len(line)
        if dialect.quote is not None and dialect.quote in line:
            text = lines.joined(count)
            fields, fault = split(text, dialect)
    if count > 1 and (fault is not None or _swallowed(text, fields, dialect, width)):
        count, text, fields, fault = 1, first, [], "reading.unclosed_quote"
    record = Record(row, lines.number, lines.number + count - 1, text, fields, fault)
    lines.skip(count)
    return record


def split(text: str, dialect: Dialect) -> tuple[list[str], str | None]:
    """Split one record into its fields; the second value is the code of what is wrong with its quotes, if anything."""
    delimiter, quote, escape = dialect.delimiter, dialect.quote, dialect.escape
    if (quote is None or quote not in text) and (escape is None or escape not in text):
        return text.split(delimiter), _bare_break(text, dialect.newline)
    fields = []
    at = 0
    while True:
        if quote is not None and text.startswith(quote, at):
            field, at, fault = _quoted(text, at + 1, dialect)
        else:
            field, at, fault = _plain(text, at, dialect)
        if fault:
            return [], fault
        fields.append(field)
        if at == len(text):
            return fields, None
        at += len(delimiter)


def _quoted(text: str, at: int, dialect: Dialect) -> tuple[str, int, str | None]:
    """Read a quoted field from after its opening quote; return it and the place of the delimiter or end after it."""
    quote, escape, delimiter = dialect.quote or "", dialect.escape, dialect.delimiter
    pieces = []
    while True:
        close = text.find(quote, at)
        slash = text.find(escape, at, None if close < 0 else close) if escape else -1
        if slash >= 0:
            follower = text[slash + 1 : slash + 2]
            escaped = follower in (quote, escape)
            pieces.append(text[at:slash] + (follower if escaped else f"{escape}{follower}"))
            at = slash + 2
            continue
        if close < 0:
            return "", at, "reading.unclosed_quote"
        pieces.append(text[at:close])
        at = close + 1
        if not text.startswith(quote, at):
            break
        pieces.append(quote)
        at += 1
    if at < len(text) and not text.startswith(delimiter, at):
        return "", at, "reading.bare_quote"
    return "".join(pieces), at, None


def _plain(text: str, at: int, dialect: Dialect) -> tuple[str, int, str | None]:
    quote, escape, delimiter = dialect.quote, dialect.escape, dialect.delimiter
    pieces = []
    while True:
        end = text.find(delimiter, at)
        end = len(text) if end < 0 else end
        slash = text.find(escape, at, end) if escape else -1
        literal = text[at : end if slash < 0 else slash]
        if quote is not None and quote in literal:
            return "", end, "reading.bare_quote"
        if _bare_break(literal, dialect.newline):
            return "", end, "reading.bare_break"
        pieces.append(literal)
        if slash < 0:
            return "".join(pieces), end, None
        follower = text[slash + 1 : slash + 2]
        special = follower in (quote, escape, delimiter)
        pieces.append(follower if special else f"{escape}{follower}")
        at = slash + 1 + len(follower)


def _bare_break(text: str, newline: str) -> str | None:
    """Return the fault of an unquoted field with a line break of another kind than the file's."""
    return "reading.bare_break" if any(mark in text for mark in "\r\n" if mark != newline[-1]) else None


def _swallowed(text: str, fields: list[str], dialect: Dialect, width: int | None) -> bool:
    """Whether a record over several lines has swallowed records, because a quote was not closed."""
    if width is None:
        return False
    inner = text.split(dialect.newline[-1])[1:]
    whole = sum(1 for line in inner if _fits(line.removesuffix("\r"), dialect, width))
    if len(fields) != width:
        return whole > 0
    return whole > 0 if width >= _TELLING_WIDTH else width == _TELLING_WIDTH - 1 and whole > 1


def _fits(line: str, dialect: Dialect, width: int) -> bool:
    fields, fault = split(line, dialect)
    return fault is None and len(fields) == width
