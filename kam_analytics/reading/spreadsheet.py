"""Reads a sheet of an .xlsx workbook as text cells: what is stored, exactly, not how the sheet shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from kam_analytics.errors import Unreadable
from kam_analytics.reading.cells import TAIL, CellWriter, quoted
from kam_analytics.reading.layout import LOOK, Layout, footers, lay_out
from kam_analytics.reading.limits import COLUMNS, REJECTS
from kam_analytics.reading.types import Reading, RowCounts, RowReject
from kam_analytics.reading.workbook import Row, Sheet, Workbook

__all__ = ["read_spreadsheet"]

_DELIMITER = ","


def read_spreadsheet(path: Path, cells: Path, name: str, sheet: str | None) -> Reading:
    """Read a sheet into `cells`; `Reading.sha256` is left empty.

    Raises
    ------
    Unreadable
        A damaged workbook, an unknown sheet, no sheet with content.
    """
    with Workbook(path, name) as book:
        filled = [one for one in book.sheets if next(book.rows(one), None) is not None]
        chosen = _chosen(book, filled, sheet, name)
        reading = _table(path, cells, name, chosen, book.rows(chosen))
        return replace(reading, sheets=tuple(one.name for one in filled))


def _chosen(book: Workbook, filled: Sequence[Sheet], wanted: str | None, name: str) -> Sheet:
    if wanted is not None:
        found = next((one for one in book.sheets if one.name == wanted), None)
        if found is None:
            sheets = ", ".join(one.name for one in book.sheets)
            raise Unreadable("reading.no_sheet", file=name, sheet=wanted, sheets=sheets)
        return found
    if not filled:
        raise Unreadable("reading.no_rows", file=name)
    return next((one for one in filled if one.visible), filled[0])


def _table(path: Path, cells: Path, name: str, sheet: Sheet, rows: Iterator[Row]) -> Reading:
    head = list(islice(rows, LOOK))
    if not any(row.fields for row in head):
        raise Unreadable("reading.no_rows", file=name)
    left = min(next((at for at, field in enumerate(row.fields) if field), COLUMNS) for row in head)
    width = max(len(row.fields) for row in head) - left
    padded = [_within(row.fields, left, width) or [] for row in head]
    layout = lay_out(padded, width, name)
    body = _Body(layout, left, width, CellWriter(cells, width, _DELIMITER, name))
    counts = body.read(chain(head, rows))
    return Reading(
        path=path,
        name=name,
        sha256="",
        sheet=sheet.name,
        sheets=(),
        dialect=None,
        columns=layout.columns,
        header_row=None if layout.header is None else head[layout.header].row,
        first_data_row=head[layout.first].row if layout.first < len(head) else head[-1].row + 1,
        counts=counts,
        rejects=tuple(body.rejects),
        cells=cells,
    )


def _within(fields: list[str], left: int, width: int) -> list[str] | None:
    """Return the fields of the table's columns; None when a value stands outside of them."""
    if len(fields) > left + width or any(fields[:left]):
        return None
    return fields[left:] + [""] * (left + width - len(fields))


class _Body:
    """Puts every row of the sheet in exactly one place."""

    def __init__(self, layout: Layout, left: int, width: int, writer: CellWriter) -> None:
        self.rejects: list[RowReject] = []
        self._layout = layout
        self._left = left
        self._width = width
        self._writer = writer
        self._header: list[str] | None = None
        self._headers = self._preamble = self._last = self._filled = 0
        self._tail: list[tuple[int, list[str]]] = []

    def read(self, rows: Iterator[Row]) -> RowCounts:
        for at, row in enumerate(rows):
            self._last = row.row
            self._filled += 1
            fields = _within(row.fields, self._left, self._width)
            if at == self._layout.header:
                self._header = fields
                self._headers += 1
            elif at < self._layout.first:
                self._above(at, row)
            else:
                self._one(row, fields)
        found = footers(self._tail)
        self._writer.drop(found)
        self.rejects = [reject for reject in self.rejects if reject.row not in found]
        return RowCounts(
            data=self._writer.close(),
            preamble=self._preamble,
            header=self._headers,
            blank=self._last - self._filled,
            footer=len(found),
            rejected=len(self.rejects),
        )

    def _above(self, at: int, row: Row) -> None:
        header = self._layout.header
        if at in self._layout.unclear or header is None:
            self._reject(row, "reading.header_unclear", {})
        elif at > header:
            self._reject(row, "reading.header_row", {})
        else:
            self._preamble += 1

    def _one(self, row: Row, fields: list[str] | None) -> None:
        if fields is None:
            found = sum(bool(field) for field in row.fields)
            self._reject(row, "reading.outside", {"found": found, "expected": self._width})
        elif row.uncomputed:
            self._reject(row, "reading.uncomputed", {"cell": row.uncomputed})
        elif fields == self._header:
            self._headers += 1
            return
        else:
            self._writer.add(row.row, quoted(fields, _DELIMITER))
        self._tail.append((row.row, row.fields if fields is None else fields))
        if len(self._tail) > TAIL:
            self._tail.pop(0)

    def _reject(self, row: Row, code: str, params: dict[str, str | int]) -> None:
        if len(self.rejects) >= REJECTS:
            raise Unreadable("reading.ragged", file=self._writer.name, found=REJECTS, row=self.rejects[0].row)
        raw = quoted(row.fields, _DELIMITER)
        self.rejects.append(RowReject(row.row, row.row, row.row, code, raw, params))
