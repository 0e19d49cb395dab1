"""What reading a file gives: text cells, and where every physical record went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from kam_analytics.reading import stored

__all__ = ["Dialect", "Reading", "RowCounts", "RowReject"]


@dataclass(frozen=True)
class Dialect:
    """How a delimited text file is written; all of it pinned before reading. Spreadsheets have none."""

    encoding: str
    bom: bool
    delimiter: str
    quote: str | None
    escape: str | None
    newline: str


@dataclass(frozen=True)
class RowReject:
    """One physical record that is not a row of the table.

    `row` counts records from 1, header and preamble included; `line_from` to `line_to` are lines of the text file
    (equal to `row` in a spreadsheet). `raw` is the record as it stands in the file.
    """

    row: int
    line_from: int
    line_to: int
    code: str
    raw: str
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class RowCounts:
    """Physical records by where they went; each is in exactly one place."""

    data: int
    preamble: int = 0
    header: int = 0
    blank: int = 0
    footer: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class Reading:
    """A file as a table of text cells.

    Attributes
    ----------
    path, name
        The file read, and its name for people (no folder).
    sha256
        Of the file's bytes as they came (still compressed).
    sheet, sheets
        The sheet read, and all sheets with content; None and () for text files. Of a zip archive the file that was
        read, and all files in it.
    columns
        Header names as written, made unique (`Status__2`); `column_1` ... where the file has no header.
    header_row, first_data_row
        Record numbers; `header_row` is None without a header.
    cells
        Arrow file: `row` (int64, the record number), then one string column per column named `c0`, `c1`, ... in file
        order. An empty cell is the empty string; a cell is exactly the text the file holds.
    """

    path: Path
    name: str
    sha256: str
    sheet: str | None
    sheets: tuple[str, ...]
    dialect: Dialect | None
    columns: tuple[str, ...]
    header_row: int | None
    first_data_row: int
    counts: RowCounts
    rejects: tuple[RowReject, ...]
    cells: Path

    def batches(self, indexes: Sequence[int] | None = None) -> Iterator[pa.RecordBatch]:
        """Yield the cells in order, a batch of rows at a time; with `indexes` those columns only, without `row`."""
        return stored.batches(self.cells, indexes)

    def table(self) -> pa.Table:
        """Return all cells."""
        return stored.whole(self.cells)
