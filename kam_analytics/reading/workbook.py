"""An .xlsx file: its sheets, and their rows as text cells.

openpyxl finds the sheets and takes rows apart. Its `load_workbook` would change values without a word and refuse
books with odd styles or filters (docs/decisions/0005), so shared texts and number formats are read here.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from openpyxl.reader.workbook import WorkbookParser
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse

from kam_analytics.errors import Unreadable
from kam_analytics.reading.layout import blank
from kam_analytics.reading.limits import COLUMNS, unpacked
from kam_analytics.reading.values import Moment, iso_text, moment_of, number_text, serial_text, unescaped

__all__ = ["Row", "Sheet", "Workbook"]

_CHUNK = 1 << 16
_BOOK = "xl/workbook.xml"
_MAIN = {"": SHEET_MAIN_NS}
_TEXT_TAG = f"{{{SHEET_MAIN_NS}}}si"
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError),
    *(ParseError, expat.ExpatError, ValueError, TypeError, AttributeError, LookupError, OverflowError),
)
"""What a broken workbook raises, in the words of Python and openpyxl."""


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its name, its part of the archive, and whether a person sees it."""

    name: str
    part: str
    visible: bool


@dataclass(slots=True)
class Row:
    """The cells of a row, from column A to the last one filled."""

    row: int
    fields: list[str]
    uncomputed: str | None
    """A cell with a formula whose result is not stored."""


class Workbook:
    """An open .xlsx file.

    Attributes
    ----------
    sheets
        Worksheets in their order in the file, hidden ones included.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._name = name
        with _refusing(name):
            self._archive = _Archive(path)
            _check(self._archive, path, name)
            book = WorkbookParser(self._archive, _BOOK, keep_links=False)
            with warnings.catch_warnings(action="ignore"):
                book.parse()
                if any(not sheet.id for sheet in book.sheets):
                    raise Unreadable("reading.crashed", file=name)  # "Strict Open XML", which openpyxl does not know
                found = [(sheet, part) for sheet, part in book.find_sheets() if part.Type.endswith("/worksheet")]
            self.sheets = tuple(Sheet(sheet.name, part.target, sheet.state == "visible") for sheet, part in found)
            parts = {part.Type.rpartition("/")[2]: part.target for part in book.rels.values()}
            self._texts = self._shared_texts(parts.get("sharedStrings"))
            self._moments = self._styles(parts.get("styles"))
            self._epoch = book.wb.epoch

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Yield the rows that hold anything, in order, without empty cells at their end."""
        with _refusing(self._name), self._archive.open(sheet.part) as source:
            parser = WorkSheetParser(source, self._texts, data_only=True)
            last = 0
            for _, element in iterparse(source):
                if element.tag != ROW_TAG:
                    continue
                number, cells = parser.parse_row(element)
                if number <= last:
                    raise ValueError("rows out of order")
                last = number
                row = self._row(number, cells, element)
                element.clear()
                parser.row_dimensions.clear()
                if row.uncomputed or not blank(row.fields):
                    yield row

    def _row(self, number: int, cells: list[dict[str, Any]], element: Element) -> Row:
        fields: list[str] = []
        uncomputed = None
        for cell, node in zip(cells, element, strict=True):
            column = cell["column"]
            if not len(fields) < column <= COLUMNS:
                raise ValueError("columns out of order")
            if text := self._text(cell, node):
                fields += [""] * (column - 1 - len(fields))
                fields.append(text)
            elif not uncomputed and cell["value"] is None and _is_formula(node):
                uncomputed = f"{get_column_letter(column)}{number}"
        return Row(number, fields, uncomputed)

    def _text(self, cell: dict[str, Any], node: Element) -> str:
        """Write a cell as text; its numbers are not yet dates, because the parser was given no date formats."""
        value, kind, style = cell["value"], cell["data_type"], cell["style_id"]
        if value is None:  # also an `inlineStr` whose text stands where other kinds have it
            return unescaped(node.findtext(VALUE_TAG) or "")
        if kind == "n":
            moment = self._moments[style] if style < len(self._moments) else None
            return serial_text(value, moment, self._epoch) if moment else number_text(value)
        if kind == "b":
            return "TRUE" if value else "FALSE"
        return iso_text(node.findtext(VALUE_TAG, "")) if kind == "d" else unescaped(value)

    def _shared_texts(self, part: str | None) -> list[str]:
        """Return the shared texts by index: plain, or joined from their runs, without phonetic readings."""
        texts: list[str] = []
        if part is None:
            return texts
        with self._archive.open(part) as source:
            for _, element in iterparse(source):
                if element.tag == _TEXT_TAG:
                    runs = (*element.iterfind("t", _MAIN), *element.iterfind("r/t", _MAIN))
                    texts.append("".join(run.text or "" for run in runs))
                    element.clear()
        return texts

    def _styles(self, part: str | None) -> list[Moment | None]:
        """Return by cell style whether its numbers are dates or durations."""
        if part is None:
            return []
        root = fromstring(self._archive.read(part))
        codes = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iterfind("numFmts/numFmt", _MAIN)}
        numbers = [style.get("numFmtId", "0") for style in root.iterfind("cellXfs/xf", _MAIN)]
        return [moment_of(int(number), codes.get(number)) for number in numbers]


class _Archive(zipfile.ZipFile):
    """Opens parts by their names in any case, as some writers mix it, and refuses document types and so entities."""

    def open(self, name: str | zipfile.ZipInfo, *_: object, **__: object) -> IO[bytes]:
        names = {one.lower(): one for one in self.namelist()}
        part = super().open(names[str(name).lower()])
        _refuse_document_type(part)
        part.seek(0)
        return part


def _is_formula(node: Element) -> bool:
    """Whether a cell has a formula, and is not one whose result is an empty text."""
    return node.get("t") != "str" and node.find(FORMULA_TAG) is not None


def _refuse_document_type(part: IO[bytes]) -> None:
    """Parse to the first element; a document type can only stand before it."""
    began: list[str] = []

    def refuse(*_: object) -> None:
        raise expat.ExpatError("document type")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, _attributes: began.append(tag)
    while not began and (piece := part.read(_CHUNK)):
        parser.Parse(piece)


def _check(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Refuse passwords and bombs; `zipfile` reads no part beyond the length that the archive states."""
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("reading.encrypted", file=name)
    if sum(entry.file_size for entry in entries) > unpacked(path.stat().st_size):
        raise Unreadable("reading.bomb", file=name)


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise Unreadable("reading.damaged", file=name) from error
