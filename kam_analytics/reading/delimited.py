"""Reads a delimited text: encoding and dialect first, then every record against what was pinned."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from kam_analytics.errors import Unreadable
from kam_analytics.reading.body import Body
from kam_analytics.reading.candidates import USUAL
from kam_analytics.reading.cells import CellWriter
from kam_analytics.reading.container import Container
from kam_analytics.reading.dialect import Detected, detect
from kam_analytics.reading.doubt import bad_character, is_wrapped, watched
from kam_analytics.reading.encoding import blocks, survey
from kam_analytics.reading.layout import LOOK, lay_out
from kam_analytics.reading.limits import COLUMNS
from kam_analytics.reading.records import Lines, Record, records
from kam_analytics.reading.types import Reading

__all__ = ["read_delimited"]

_SAMPLE = 1 << 18
_SEVERAL = 3


def read_delimited(path: Path, cells: Path, packing: Container, name: str) -> Reading:
    """Read a delimited text into `cells`; `Reading.sha256` is left empty.

    Raises
    ------
    Unreadable
        The bytes or the delimiters give no table.
    """
    encoding = survey(path, packing, name)
    source = blocks(path, packing, name, encoding)
    opening, complete = _sample(source)
    sample = "".join(opening)
    detected = detect(sample, complete=complete, encoding=encoding.name, bom=encoding.bom > 0, name=name)
    if detected.width > COLUMNS:
        raise Unreadable("reading.too_many_columns", file=name, found=detected.width, most=COLUMNS)
    head = _head(sample, detected, faulty=encoding.faulty)
    layout = lay_out([record.fields for record in head], detected.width, name, _damaged(head, detected))
    writer = CellWriter(cells, detected.width, detected.dialect.delimiter, name)
    body = Body(detected, layout, head, writer, faulty=encoding.faulty)
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


def _head(sample: str, detected: Detected, *, faulty: bool) -> list[Record]:
    """Parse the first records of the table and all above; a faulty one and the `sep=` line come without fields."""
    lines = Lines(iter((sample,)), detected.dialect.newline, watched(detected.dialect))
    head: list[Record] = []
    left = LOOK
    for record in records(lines, detected.dialect, detected.width):
        wrapped = not detected.wrapped and is_wrapped(record.raw, record.fields, detected.dialect)
        fault = bad_character(record.raw, faulty=faulty) or ("reading.other_quote" if wrapped else None)
        if fault:
            record.fault, record.fields = fault, []
        head.append(record)
        left -= len(record.fields) == detected.width or left < LOOK
        if not left:
            break
    if detected.separator_line:
        head[0].fields = []
    return head


def _damaged(head: list[Record], detected: Detected) -> frozenset[int]:
    """Return the places of records that may be the header: faulty, or written with another delimiter."""
    delimiter, width = detected.dialect.delimiter, detected.width
    return frozenset(
        at
        for at, record in enumerate(head)
        if (record.fault and record.raw.count(delimiter) >= width // 2)
        or (len(record.fields) != width and _otherwise(record.raw, delimiter, width))
    )


def _otherwise(raw: str, delimiter: str, width: int) -> bool:
    """Whether another delimiter gives a record the right number of fields, and it is no sentence."""
    marks = [mark for mark in USUAL if mark != delimiter and f"{mark} " not in raw]
    return width >= _SEVERAL and any(raw.count(mark) == width - 1 for mark in marks)
