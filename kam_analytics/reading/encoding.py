"""Bytes to characters: which encoding a text is in, decided from all of its bytes, and its blocks of text.

The order: a byte order mark; zero bytes at every second place (UTF-16 without a mark); UTF-8 where the bytes are valid
UTF-8; else Windows-1252, which holds Latin-1. A file that is UTF-8 but for a few damaged places stays UTF-8, and the
records with the damage are rejected.
"""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kam_analytics.errors import Unreadable
from kam_analytics.reading.container import Container, mostly_text, refuse_known
from kam_analytics.reading.limits import BLOCK, unpacked

__all__ = ["Encoding", "blocks", "survey"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF16_SHARE = 0.3
_NUL_SHARE = 0.1


@dataclass(frozen=True)
class Encoding:
    """How the bytes of a text become characters.

    Attributes
    ----------
    bom
        Length of the byte order mark.
    faulty
        Some bytes mean nothing in this encoding; they come out as lone surrogates.
    """

    name: str
    bom: int
    faulty: bool


def survey(path: Path, packing: Container, name: str) -> Encoding:
    """Decide the encoding from all bytes of the file, unpacked.

    Raises
    ------
    Unreadable
        Damaged or oversized archive, binary content, no content.
    """
    tally = _Tally()
    head = b""
    for block in _raw(path, packing, name):
        if not head:
            head = block
            _refuse(head, name)
        tally.add(block)
    if not head:
        raise Unreadable("reading.empty", file=name)
    marked = _by_mark(head)
    if marked:
        return Encoding(marked[0], marked[1], faulty=marked[0] == "utf-8" and not tally.utf8)
    if wide := _by_zeros(head):
        return Encoding(wide, 0, faulty=False)
    if tally.utf8:
        return Encoding("utf-8", 0, faulty=False)
    if tally.sequences > tally.strays:
        return Encoding("utf-8", 0, faulty=True)
    return Encoding("cp1252", 0, faulty=tally.undefined)


def blocks(path: Path, packing: Container, name: str, encoding: Encoding) -> Iterator[str]:
    """Yield the file's text in blocks of about a mebibyte."""
    errors = "surrogateescape" if encoding.name in ("utf-8", "cp1252") else "strict"
    decoder = codecs.getincrementaldecoder(encoding.name)(errors)
    skip = encoding.bom
    try:
        for block in _raw(path, packing, name):
            yield decoder.decode(block[skip:])
            skip = 0
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Unreadable("reading.bad_encoding", file=name, encoding=encoding.name.upper()) from error


class _Tally:
    """Counts what the bytes above 127 look like, block by block."""

    def __init__(self) -> None:
        self.utf8 = True
        self.undefined = False
        self.sequences = 0
        self.strays = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._pending: list[bytes] = []

    def add(self, block: bytes) -> None:
        if self.utf8:
            try:
                self._decoder.decode(block)
            except UnicodeDecodeError:
                self.utf8 = False
        if block.isascii():
            return
        whole = _MULTIBYTE.findall(block)
        self.sequences += len(whole)
        self.strays += len(_HIGH.findall(block)) - sum(map(len, whole))
        self.undefined = self.undefined or any(byte in block for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))


def _by_mark(head: bytes) -> tuple[str, int] | None:
    return next(((name, len(mark)) for mark, name in _BOMS if head.startswith(mark)), None)


def _by_zeros(head: bytes) -> str | None:
    sample = head[: 4096 & ~1]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * _UTF16_SHARE and even < half * _NUL_SHARE:
        return "utf-16-le"
    if even > half * _UTF16_SHARE and odd < half * _NUL_SHARE:
        return "utf-16-be"
    return None


def _refuse(head: bytes, name: str) -> None:
    refuse_known(head[:4096], name)
    if _by_mark(head) or _by_zeros(head):
        return
    if not mostly_text(head[:4096]) or head.count(0) > len(head) * _NUL_SHARE:
        raise Unreadable("reading.not_a_table.binary", file=name)


def _raw(path: Path, packing: Container, name: str) -> Iterator[bytes]:
    """Yield the unpacked bytes; an archive that is damaged or unpacks to too much is refused."""
    most = unpacked(path.stat().st_size)
    total = 0
    with _opened(path, packing) as file:
        try:
            while block := file.read(BLOCK):
                total += len(block)
                if packing == "gzip" and total > most:
                    raise Unreadable("reading.bomb", file=name)
                yield block
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable("reading.damaged", file=name) from error


@contextmanager
def _opened(path: Path, packing: Container) -> Iterator[IO[bytes]]:
    with path.open("rb") as raw:
        if packing != "gzip":
            yield raw
            return
        with gzip.GzipFile(fileobj=raw) as unzipped:
            yield unzipped  # type: ignore[misc]  # a GzipFile reads like any binary file
