"""Reads a delimited text: encoding and dialect first, then every record against what was pinned."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from kam_analytics.errors import Unreadable
from kam_analytics.reading.cells import TAIL, CellWriter, quoted
from kam_analytics.reading.container import Container
from kam_analytics.reading.dialect import Detected, detect
from kam_analytics.reading.encoding import Encoding, blocks, survey
from kam_analytics.reading.layout import LOOK, Layout, blank, footers, lay_out
from kam_analytics.reading.limits import COLUMNS, REJECTS
from kam_analytics.reading.records import Lines, Record, records, take
from kam_analytics.reading.types import Dialect, Reading, RowCounts, RowReject

__all__ = ["read_delimited"]

_SAMPLE = 1 << 18
_RAW = 10_000
"""Characters of a rejected record that are kept."""
_HOLLOW = re.compile(r"[\W_]*+")
"""Nothing but quotes, delimiters, white space and signs: looked at more closely."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_delimited(path: Path, cells: Path, packing: Container, name: str) -> Reading:
    """Read a delimited text into `cells`; `Reading.sha256` is left empty.

    Raises
    ------
    Unreadable
        The bytes, the delimiters or the header give no table.
    """
    encoding = survey(path, packing, name)
    source = blocks(path, packing, name, encoding)
    opening, complete = _sample(source)
    sample = "".join(opening)
    detected = detect(sample, complete=complete, encoding=encoding.name, bom=encoding.bom > 0, name=name)
    if detected.width > COLUMNS:
        raise Unreadable("reading.too_many_columns", file=name, found=detected.width, most=COLUMNS)
    head = _head(sample, detected)
    layout = lay_out([record.fields for record in head], detected.width, name)
    _refuse_damaged_header(head, layout, detected, name)
    writer = CellWriter(cells, detected.width, detected.dialect.delimiter, name)
    body = _Body(detected, layout, head, writer, encoding)
    counts = body.read(chain(opening, source))
    header_row = None if layout.header is None else layout.header + 1
    return Reading(
        path=path,
        name=name,
        sha256="",
        sheet=None,
        sheets=(),
        dialect=detected.dialect,
        columns=layout.columns,
        header_row=header_row,
        first_data_row=layout.first + 1,
        counts=counts,
        rejects=tuple(body.rejects),
        cells=cells,
    )


def _sample(source: Iterator[str]) -> tuple[list[str], bool]:
    """Take blocks until there is a sample; the second value tells whether they are the whole text."""
    taken: list[str] = []
    size = 0
    for block in source:
        taken.append(block)
        size += len(block)
        if size >= _SAMPLE:
            return taken, False
    return taken, True


def _watched(dialect: Dialect) -> str:
    return "".join(dict.fromkeys(f'"{dialect.quote or ""}{dialect.escape or ""}\0'))


def _head(sample: str, detected: Detected) -> list[Record]:
    """Parse the first records; a faulty one and the `sep=` line come without fields."""
    dialect = detected.dialect
    lines = Lines(iter((sample,)), dialect.newline, _watched(dialect))
    head = list(islice(records(lines, dialect, detected.width), LOOK))
    if detected.separator_line:
        head[0].fields = []
    return head


def _refuse_damaged_header(head: Sequence[Record], layout: Layout, detected: Detected, name: str) -> None:
    """Refuse a file whose real header may be the damaged record above what looks like one."""
    above = head[: layout.header] if layout.header is not None else []
    for record in above:
        if record.fault and record.raw.count(detected.dialect.delimiter) >= detected.width // 2:
            raise Unreadable("reading.header_damaged", file=name, row=record.row)


def _whole_record(detected: Detected) -> re.Pattern[str] | None:
    """Return the pattern of a line that is a whole record in the usual quoting, with nothing doubtful in it."""
    dialect = detected.dialect
    if dialect.quote != '"' or dialect.escape is not None or len(dialect.delimiter) > 1:
        return None
    delimiter = re.escape(dialect.delimiter)
    field = rf'(?:"(?:[^"\0\r]++|"")*+"|[^"{delimiter}\0\r]*+)'
    return re.compile(rf"{field}(?:{delimiter}{field}){{{detected.width - 1}}}")


class _Body:
    """Puts every physical record of the text in exactly one place."""

    def __init__(
        self,
        detected: Detected,
        layout: Layout,
        head: Sequence[Record],
        writer: CellWriter,
        encoding: Encoding,
    ) -> None:
        self.rejects: list[RowReject] = []
        self._dialect = detected.dialect
        self._width = detected.width
        self._layout = layout
        self._writer = writer
        self._faulty = encoding.faulty
        self._separator_line = detected.separator_line
        self._name = writer.name
        self._header = None if layout.header is None else head[layout.header].fields
        self._header_line = "" if layout.header is None else head[layout.header].raw
        self._whole = _whole_record(detected)
        self._headers = self._blanks = self._preamble = self._row = 0
        self._tail: deque[tuple[int, list[str]]] = deque(maxlen=TAIL)

    def read(self, text: Iterator[str]) -> RowCounts:
        """Read all of the text; return where the records went."""
        lines = Lines(text, self._dialect.newline, _watched(self._dialect), self._name)
        while self._row < self._layout.first and lines.more():
            self._above(self._next(lines))
        while lines.more():
            self._plain(lines)
            if lines.at < len(lines.buffer):
                self._one(self._next(lines))
        return self._finish()

    def _next(self, lines: Lines) -> Record:
        self._row += 1
        return take(lines, self._dialect, self._row, self._width)

    def _plain(self, lines: Lines) -> None:
        """Take lines that need no parsing, up to the first that does: most lines of most files."""
        if self._writer.delimiter != self._dialect.delimiter:
            return
        delimiter, want = self._dialect.delimiter, self._width - 1
        add, marks, faulty = self._writer.add, lines.marks, self._faulty
        buffer, at, row = lines.buffer, lines.at, self._row
        empty = delimiter * want
        headers = ("", empty) if self._header is None else ("", empty, self._header_line, delimiter.join(self._header))
        whole = self._whole
        while at < len(buffer):
            line = buffer[at].removesuffix("\r")
            if line in headers or not line.strip():
                break
            if marks and any(mark in line for mark in marks):
                if whole is None or not whole.fullmatch(line) or _HOLLOW.fullmatch(line):
                    break
            elif line.count(delimiter) != want:
                break
            if faulty and _SURROGATE.search(line):
                break
            at += 1
            row += 1
            add(row, line)
        lines.skip(at - lines.at)
        self._row = row

    def _above(self, record: Record) -> None:
        if record.row - 1 == self._layout.header:
            self._headers += 1
        elif not record.raw.strip() or (record.fields and blank(record.fields)):
            self._blanks += 1
        elif self._layout.header is None and not (self._separator_line and record.row == 1):
            self._reject(record, record.fault or "reading.field_count")
        else:
            self._preamble += 1

    def _one(self, record: Record) -> None:
        """Place one record that was parsed on its own."""
        fields = record.fields
        fault = record.fault or self._bad_character(record.raw)
        if not record.raw.strip() or (fields and not fault and blank(fields)):
            self._blanks += 1
        elif fault:
            if fault == "reading.bare_quote" and self._torn(record):
                self._reject_torn(record)
            self._reject(record, fault)
        elif len(fields) != self._width:
            self._tail.append((record.row, fields))
            self._reject(record, "reading.field_count")
        elif fields == self._header:
            self._headers += 1
        else:
            self._writer.add(record.row, quoted(fields, self._writer.delimiter))

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

    def _bad_character(self, raw: str) -> str | None:
        if "\0" in raw:
            return "reading.zero_byte"
        return "reading.bad_bytes" if self._faulty and _SURROGATE.search(raw) else None

    def _reject(self, record: Record, code: str) -> None:
        if len(self.rejects) >= REJECTS:
            raise Unreadable("reading.ragged", file=self._name, found=len(self.rejects), row=self.rejects[0].row)
        params: dict[str, str | int] = {}
        if code == "reading.field_count":
            params = {"found": len(record.fields), "expected": self._width}
        raw = _SURROGATE.sub("\ufffd", record.raw[:_RAW])
        self.rejects.append(RowReject(record.row, record.line_from, record.line_to, code, raw, params))

    def _finish(self) -> RowCounts:
        held = [
            (row, next(self._parsed(line))) for row, line in zip(self._writer.rows, self._writer.lines, strict=True)
        ]
        faulty = {reject.row for reject in self.rejects[-TAIL:] if reject.code != "reading.field_count"}
        tail = sorted([*held, *self._tail], key=lambda item: item[0])
        if faulty:
            tail = [item for item in tail if item[0] > max(faulty)]
        found = footers(tail)
        self._writer.drop(found)
        self.rejects = [reject for reject in self.rejects if reject.row not in found]
        data = self._writer.close()
        if not data and len(self.rejects) > 1:
            raise Unreadable("reading.ragged", file=self._name, found=len(self.rejects), row=self.rejects[0].row)
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
        lines = Lines(iter((line,)), "\n", '"')
        for record in records(lines, dialect):
            yield record.fields
