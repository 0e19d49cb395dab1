"""The rows of one worksheet: its XML, event by event, to text cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kam_analytics.reading.layout import blank
from kam_analytics.reading.limits import COLUMNS
from kam_analytics.reading.workbook import Moment, Sheet, Workbook, local, parse, unescaped

__all__ = ["Row", "number_text", "rows_of", "serial_text"]

_DIGITS = re.compile(r"^-?\d+$")
_WHOLE = 1e15
_LAST_SERIAL = 2_958_466
_FALSE_LEAP_DAY = 60


@dataclass(slots=True)
class Row:
    """The cells of a row, from column A to the last one filled."""

    row: int
    fields: list[str]
    uncomputed: str | None
    """A cell with a formula whose result is not stored."""


def rows_of(book: Workbook, sheet: Sheet) -> Iterator[Row]:
    """Yield the rows that hold anything, in order, without empty cells at their end."""
    reader = _SheetReader(book)
    for _ in parse(book.pieces(sheet.part), reader.start, reader.end, reader.data):
        yield from reader.ready
        reader.ready.clear()


class _SheetReader:
    """Turns the events of a sheet's XML into rows."""

    def __init__(self, book: Workbook) -> None:
        self.ready: list[Row] = []
        self._book = book
        self._row = 0
        self._fields: list[str] = []
        self._uncomputed: str | None = None
        self._column = 0
        self._kind = "n"
        self._style = 0
        self._formula = self._listening = False
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "c":
            reference = attributes.get("r")
            self._column = _column(reference) if reference else len(self._fields)
            if not len(self._fields) <= self._column < COLUMNS:
                raise ValueError("columns out of order")
            self._kind = attributes.get("t", "n")
            self._style = int(attributes.get("s", "0"))
            self._formula = False
        elif name == "v" or (name == "t" and self._kind == "inlineStr"):
            self._listening = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            number = int(attributes.get("r", self._row + 1))
            if number <= self._row:
                raise ValueError("rows out of order")
            self._row = number
            self._fields = []
            self._uncomputed = None

    def data(self, text: str) -> None:
        if self._listening:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name = local(tag)
        if name in ("v", "t"):
            self._listening = False
        elif name == "c":
            self._cell("".join(self._text))
            self._text.clear()
        elif name == "row" and not (blank(self._fields) and self._uncomputed is None):
            self.ready.append(Row(self._row, self._fields, self._uncomputed))

    def _cell(self, text: str) -> None:
        if not text and self._formula and self._kind != "str" and self._uncomputed is None:
            self._uncomputed = f"{_letters(self._column)}{self._row}"
        value = self._value(text) if text else ""
        if value:
            self._fields += [""] * (self._column - len(self._fields))
            self._fields.append(value)

    def _value(self, text: str) -> str:
        kind = self._kind
        if kind == "s":
            return self._book.texts[int(text)]
        if kind == "b":
            return "TRUE" if text in ("1", "true") else "FALSE"
        if kind == "d":
            return _moment_text(datetime.fromisoformat(text.removesuffix("Z")))
        if kind != "n":
            return unescaped(text)
        moments = self._book.moments
        moment = moments[self._style] if self._style < len(moments) else None
        return number_text(text) if moment is None else serial_text(text, moment, epoch_1904=self._book.epoch_1904)


def number_text(text: str) -> str:
    """Write a stored number: whole ones without a fraction, others as the shortest text of the same value."""
    if _DIGITS.match(text):
        return text
    value = float(text)
    return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else repr(value)


def serial_text(text: str, moment: Moment, *, epoch_1904: bool) -> str:
    """Write a stored date: ISO, no time at midnight, no day below one; durations as hours:minutes:seconds.

    Numbers that are no day of Excel's calendar stay numbers.
    """
    value = float(text)
    if not 0 <= value < _LAST_SERIAL or (int(value) == _FALSE_LEAP_DAY and not epoch_1904):
        return number_text(text)
    span = timedelta(milliseconds=round(value * 86_400_000))
    if moment == "duration" or (value < 1 and value > 0):
        seconds = round(span.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if epoch_1904:
        return _moment_text(datetime(1904, 1, 1) + span)  # noqa: DTZ001 - a sheet knows no time zones
    start = datetime(1899, 12, 31 if value < _FALSE_LEAP_DAY else 30)  # noqa: DTZ001 - same
    return _moment_text(start + span)


def _moment_text(moment: datetime) -> str:
    if moment.time() == datetime.min.time():
        return moment.date().isoformat()
    return moment.isoformat(" ", "milliseconds" if moment.microsecond else "seconds")


def _column(reference: str) -> int:
    column = 0
    for letter in reference:
        if not letter.isalpha():
            break
        column = column * 26 + ord(letter.upper()) - 64
    return column - 1


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
