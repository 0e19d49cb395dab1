"""Puts every record of a delimited text in exactly one place, against what was pinned."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kam_analytics.errors import Unreadable
from kam_analytics.reading.cells import TAIL, CellWriter, quoted
from kam_analytics.reading.dialect import Detected
from kam_analytics.reading.doubt import bad_character, doubted, watched
from kam_analytics.reading.layout import Layout, blank, footers, is_header
from kam_analytics.reading.limits import REJECTS
from kam_analytics.reading.plain import PlainBlocks
from kam_analytics.reading.records import Lines, Record, records, split, take
from kam_analytics.reading.types import RowCounts, RowReject

__all__ = ["Body"]

_RAW = 10_000
"""Characters of a rejected record that are kept."""
_HOLLOW = re.compile(r"[\W_]*+")
"""Nothing but quotes, delimiters, white space and signs: looked at more closely."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_DIGIT = re.compile("[0-9]")
_BREAK = re.compile("\r\n|\r|\n")


class Body:
    """Reads all records of a text.

    Attributes
    ----------
    rejects
        The records that are no rows, with the reason.
    """

    def __init__(
        self, detected: Detected, layout: Layout, head: Sequence[Record], writer: CellWriter, *, faulty: bool
    ) -> None:
        self.rejects: list[RowReject] = []
        self._detected = detected
        self._dialect = detected.dialect
        self._width = detected.width
        self._layout = layout
        self._writer = writer
        self._faulty = faulty
        self._header = None if layout.header is None else head[layout.header].fields
        self._header_line = "" if layout.header is None else head[layout.header].raw
        self._whole = _whole_record(detected)
        self._headers = self._blanks = self._preamble = self._row = 0
        self._gap = self._elsewhere = False
        self._tail: deque[tuple[int, list[str]]] = deque(maxlen=TAIL)

    def read(self, text: Iterator[str]) -> RowCounts:
        """Read all of the text; return where the records went."""
        marks = (*watched(self._dialect), f"{self._dialect.delimiter} ")
        lines = Lines(text, self._dialect.newline, marks, self._writer.name)
        while self._row < self._layout.first and lines.more():
            self._above(self._next(lines))
        blocks = self._plain_blocks(marks)
        while True:
            usual = not (self._gap or self._elsewhere) and self._writer.delimiter == self._dialect.delimiter
            if usual and blocks is not None:
                self._blocks(lines, blocks)
            if not lines.more():
                break
            if usual:
                self._plain(lines)
            if lines.at < len(lines.buffer):
                self._one(self._next(lines))
        return self._finish()

    def _next(self, lines: Lines) -> Record:
        self._row += 1
        return take(lines, self._dialect, self._row, self._width)

    def _plain_blocks(self, marks: Sequence[str]) -> PlainBlocks | None:
        if self._faulty or not PlainBlocks.possible(self._dialect, self._width):
            return None
        headers = [] if self._header is None else [self._header_line, self._dialect.delimiter.join(self._header)]
        return PlainBlocks(self._dialect, self._width, marks, headers)

    def _blocks(self, lines: Lines, blocks: PlainBlocks) -> None:
        """Take whole blocks of plain rows, up to the first with something else in it."""
        while (text := lines.block()) is not None:
            found = blocks.rows(text)
            if found is None:
                lines.give_back(text)
                return
            rows, count = found
            if count:
                self._writer.add_rows(self._row + 1, rows, count)
                self._row += count
                lines.number += count

    def _plain(self, lines: Lines) -> None:
        """Take lines that need no parsing, up to the first that does: most lines of most files."""
        delimiter, want = self._dialect.delimiter, self._width - 1
        add, marks, faulty = self._writer.add, lines.marks, self._faulty
        buffer, at, row = lines.buffer, lines.at, self._row
        empty = delimiter * want
        headers = ("", empty) if self._header is None else ("", empty, self._header_line, delimiter.join(self._header))
        whole = self._whole
        doubtful = [mark for mark in marks if len(mark) > 1]
        wordy = lines.wordy and len(self._layout.typed) > 1
        while at < len(buffer):
            line = buffer[at].removesuffix("\r")
            if line in headers or not line.strip():
                break
            for mark in marks:
                if mark in line:
                    break
            else:
                mark = ""
            if mark:
                if whole is None or not whole.fullmatch(line) or _HOLLOW.fullmatch(line):
                    break
                if doubtful and self._odd(line, doubtful):
                    break
            elif line.count(delimiter) != want:
                break
            if (faulty and _SURROGATE.search(line)) or (wordy and not _DIGIT.search(line)):
                break
            at += 1
            row += 1
            add(row, line)
        lines.skip(at - lines.at)
        self._row = row

    def _odd(self, line: str, doubtful: Sequence[str]) -> bool:
        """Whether a line may be written in another way than its file: to be looked at more closely."""
        spaced = f"{self._dialect.delimiter} "
        return any(line.count(spaced) >= self._width - 1 if mark == spaced else mark in line for mark in doubtful)

    def _above(self, record: Record) -> None:
        at = record.row - 1
        if at == self._layout.header:
            self._headers += 1
        elif not record.raw.strip() or (record.fields and blank(record.fields)):
            self._blanks += 1
        elif self._detected.separator_line and not at:
            self._preamble += 1
        elif at in self._layout.damaged:
            wide = not (record.fault or bad_character(record.raw, faulty=self._faulty))
            wide = wide and len(record.fields) != self._width
            self._reject(record, "reading.header_width" if wide else "reading.header_damaged")
        elif at in self._layout.unclear:
            self._reject(record, "reading.header_unclear")
        elif self._layout.header is None:
            self._reject(record, record.fault or "reading.field_count")
        elif at > self._layout.header:
            self._reject(record, "reading.header_row")
        else:
            self._preamble += 1

    def _one(self, record: Record) -> None:
        """Place one record that was parsed on its own."""
        fields = record.fields
        fault = record.fault or bad_character(record.raw, faulty=self._faulty)
        if not record.raw.strip() or (fields and not fault and blank(fields)):
            self._blanks += 1
            self._gap = True
        elif fault == "reading.bare_break" and (parts := self._parts(record)):
            for part in parts:
                self._one(part)
            self._row = parts[-1].row
        elif fault:
            if fault == "reading.bare_quote" and self._torn(record):
                self._reject_torn(record)
            self._reject(record, fault)
        elif len(fields) != self._width:
            self._tail.append((record.row, fields))
            self._reject(record, "reading.field_count")
            self._gap = True
        else:
            self._whole_row(record)

    def _whole_row(self, record: Record) -> None:
        """Place a record that has the right number of fields."""
        fields, detected = record.fields, self._detected
        gap, self._gap = self._gap or not _DIGIT.search(record.raw), False
        if fields == self._header:
            self._headers += 1
            self._elsewhere = False
        elif self._elsewhere or (gap and is_header(fields, self._layout.typed)):
            self._elsewhere = True
            self._reject(record, "reading.other_table")
        elif odd := doubted(record.raw, fields, self._dialect, spaced=detected.spaced, wrapped=detected.wrapped):
            self._reject(record, odd)
        else:
            self._writer.add(record.row, quoted(fields, self._writer.delimiter))

    def _parts(self, record: Record) -> list[Record]:
        """Return the records of a line with line breaks of another kind, if all of them are whole."""
        texts = _BREAK.split(record.raw)
        parsed = [split(text, self._dialect) for text in texts]
        if any(fault or len(fields) != self._width for fields, fault in parsed):
            return []
        return [
            Record(record.row + at, record.line_from, record.line_to, text, fields)
            for at, (text, (fields, _)) in enumerate(zip(texts, parsed, strict=True))
        ]

    def _torn(self, end: Record) -> bool:
        """Whether a record is the end of the last row's last value: one that lost its opening quote.

        That row looks whole, but its value goes on: over records that are too short, to one that ends with a quote.
        """
        quote = self._dialect.quote or ""
        if not self._writer.rows or end.row - self._writer.rows[-1] > TAIL:
            return False
        between = [reject for reject in self.rejects[-TAIL:] if reject.row > self._writer.rows[-1]]
        short = all(
            reject.code == "reading.field_count" and int(reject.params["found"]) < self._width for reject in between
        )
        closes = end.raw.endswith(quote) and end.raw.count(quote) % 2 == 1
        return short and closes and end.raw.count(self._dialect.delimiter) < self._width - 1

    def _reject_torn(self, end: Record) -> None:
        row, line = self._writer.rows[-1], self._writer.lines[-1]
        self._writer.drop({row})
        last = end.line_from - (end.row - row)
        after = sum(reject.row > row for reject in self.rejects[-TAIL:])
        torn = RowReject(row, last - line.count("\n"), last, "reading.torn", line[:_RAW])
        self.rejects.insert(len(self.rejects) - after, torn)

    def _reject(self, record: Record, code: str) -> None:
        if len(self.rejects) >= REJECTS:
            raise Unreadable("reading.ragged", file=self._writer.name, found=REJECTS, row=self.rejects[0].row)
        params: dict[str, str | int] = {}
        if code in {"reading.field_count", "reading.header_width"}:
            params = {"found": len(record.fields), "expected": self._width}
        raw = _SURROGATE.sub("\ufffd", record.raw[:_RAW])
        self.rejects.append(RowReject(record.row, record.line_from, record.line_to, code, raw, params))

    def _finish(self) -> RowCounts:
        last = zip(self._writer.rows[-TAIL:], self._writer.lines[-TAIL:], strict=True)
        held = [(row, next(self._parsed(line))) for row, line in last]
        faulty = {reject.row for reject in self.rejects[-TAIL:] if reject.code != "reading.field_count"}
        tail = sorted([*held, *self._tail], key=lambda item: item[0])
        if faulty:
            tail = [item for item in tail if item[0] > max(faulty)]
        found = footers(tail)
        self._writer.drop(found)
        self.rejects = [reject for reject in self.rejects if reject.row not in found]
        data = self._writer.close()
        if not data and len(self.rejects) > 1:
            raise Unreadable("reading.ragged", file=self._writer.name, found=len(self.rejects), row=self.rejects[0].row)
        return RowCounts(
            data=data,
            preamble=self._preamble,
            header=self._headers,
            blank=self._blanks,
            footer=len(found),
            rejected=len(self.rejects),
        )

    def _parsed(self, line: str) -> Iterator[list[str]]:
        """Parse a record of the writer back into its fields."""
        dialect = replace(self._dialect, delimiter=self._writer.delimiter, quote='"', escape=None, newline="\n")
        for record in records(Lines(iter((line,)), "\n", ('"',)), dialect):
            yield record.fields


def _whole_record(detected: Detected) -> re.Pattern[str] | None:
    """Return the pattern of a line that is a whole record in the usual quoting, with nothing doubtful in it."""
    dialect = detected.dialect
    if dialect.quote != '"' or dialect.escape is not None or len(dialect.delimiter) > 1:
        return None
    delimiter = re.escape(dialect.delimiter)
    field = rf'(?:"(?:[^"\0\r]++|"")*+"|[^"{delimiter}\0\r\n]*+)'
    return re.compile(rf"{field}(?:{delimiter}{field}){{{detected.width - 1}}}")
