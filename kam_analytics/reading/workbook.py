"""The parts of an .xlsx file: its sheets, its shared texts, and which number formats are dates.

Read with Python's own zip and expat, streaming: fastexcel 0.21 turns cells with errors into empty ones and rounds
numbers when asked for text (1e-12 becomes 0), and its parser cannot be bounded.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from typing import Literal
from xml.parsers import expat

from kam_analytics.errors import Unreadable
from kam_analytics.reading.limits import unpacked

__all__ = ["Moment", "Sheet", "Workbook", "local", "parse"]

Moment = Literal["date", "duration"]
_CHUNK = 1 << 16
_DATE_IDS = frozenset([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)])
_DURATION_ID = 46
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its name, its part of the archive, and whether a person sees it."""

    name: str
    part: str
    visible: bool


def local(tag: str) -> str:
    """Return a tag's name without its prefix; some writers prefix everything."""
    return tag.rpartition(":")[2]


def unescaped(text: str) -> str:
    """Replace `_x000D_` and its like by their characters."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def parse(pieces: Iterator[bytes], start: Start, end: End, data: Callable[[str], object]) -> Iterator[None]:
    """Parse XML piece by piece, calling back; document types, and so entities, are refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = _no_doctype
    for piece in pieces:
        parser.Parse(piece)
        yield
    parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
    yield


def _no_doctype(*_: object) -> None:
    raise expat.ExpatError("document type")


class Workbook:
    """An open .xlsx file.

    Attributes
    ----------
    sheets
        Worksheets in their order in the file, hidden ones included.
    texts
        Shared texts by index.
    moments
        By cell style: whether its numbers are dates or durations.
    epoch_1904
        Dates count from 1904.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._name = name
        self._archive = zipfile.ZipFile(path)
        self._left = unpacked(path.stat().st_size)
        self._parts = {part.lower(): part for part in self._archive.namelist()}
        if any(entry.flag_bits & 1 for entry in self._archive.infolist()):
            raise Unreadable("reading.encrypted", file=name)
        self.epoch_1904 = False
        self.sheets = self._find_sheets()
        self.texts = self._find_texts()
        self.moments = self._find_moments()

    def pieces(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of a part; all parts together may only unpack to a sensible size."""
        actual = self._parts.get(part.lower())
        if actual is None:
            raise Unreadable("reading.damaged", file=self._name)
        with self._archive.open(actual) as file:
            while piece := file.read(_CHUNK):
                self._left -= len(piece)
                if self._left < 0:
                    raise Unreadable("reading.bomb", file=self._name)
                yield piece

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def _elements(self, part: str) -> list[tuple[str, dict[str, str], str]]:
        """Return all elements of a small part as parent's name, attributes with prefixes removed, and own name."""
        found: list[tuple[str, dict[str, str], str]] = []
        above = [""]

        def start(tag: str, attributes: dict[str, str]) -> None:
            found.append((above[-1], {local(key): value for key, value in attributes.items()}, local(tag)))
            above.append(local(tag))

        for _ in parse(self.pieces(part), start, lambda _tag: above.pop(), lambda _text: None):
            pass
        return found

    def _find_sheets(self) -> tuple[Sheet, ...]:
        targets = {}
        for _, attributes, tag in self._elements("xl/_rels/workbook.xml.rels"):
            if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
                target = attributes["Target"]
                part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
                targets[attributes["Id"]] = part
        sheets = []
        for _, attributes, tag in self._elements("xl/workbook.xml"):
            if tag == "workbookPr":
                self.epoch_1904 = attributes.get("date1904") in ("1", "true")
            if tag == "sheet" and attributes.get("id") in targets:
                part = targets[attributes["id"]]
                sheets.append(Sheet(attributes["name"], part, attributes.get("state", "visible") == "visible"))
        return tuple(sheets)

    def _find_texts(self) -> list[str]:
        """Read the shared texts: plain, or in runs; phonetic readings are left out."""
        if "xl/sharedstrings.xml" not in self._parts:
            return []
        texts: list[str] = []
        pieces: list[str] = []
        state = {"text": False, "phonetic": False}

        def start(tag: str, _attributes: dict[str, str]) -> None:
            name = local(tag)
            if name == "rPh":
                state["phonetic"] = True
            state["text"] = name == "t" and not state["phonetic"]

        def end(tag: str) -> None:
            name = local(tag)
            state["text"] = False
            if name == "rPh":
                state["phonetic"] = False
            elif name == "si":
                texts.append(unescaped("".join(pieces)))
                pieces.clear()

        def data(text: str) -> None:
            if state["text"]:
                pieces.append(text)

        for _ in parse(self.pieces("xl/sharedStrings.xml"), start, end, data):
            pass
        return texts

    def _find_moments(self) -> list[Moment | None]:
        if "xl/styles.xml" not in self._parts:
            return []
        codes: dict[int, str] = {}
        moments: list[Moment | None] = []
        for parent, attributes, tag in self._elements("xl/styles.xml"):
            if tag == "numFmt" and parent == "numFmts":
                codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif tag == "xf" and parent == "cellXfs":
                number = int(attributes.get("numFmtId", "0"))
                moments.append(_moment(number, codes.get(number)))
        return moments


def _moment(number: int, code: str | None) -> Moment | None:
    """Tell dates from numbers by the number format, as Excel does."""
    if code is None:
        return "date" if number in _DATE_IDS else "duration" if number == _DURATION_ID else None
    first = _LITERAL.sub("", code.split(";")[0])
    if _ELAPSED.search(first):
        return "duration"
    letters = _BRACKETS.sub("", first).lower()
    if letters in ("general", "standard", "@"):
        return None
    return "date" if re.search("[ymdhs]", letters) else None


DAMAGE = (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, KeyError, IndexError, ValueError, OSError)
"""What a broken workbook raises, in Python's own words."""
