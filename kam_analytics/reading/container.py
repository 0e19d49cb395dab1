"""What a file really is, from its first bytes; names and endings prove nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from kam_analytics.errors import Unreadable

__all__ = ["Container", "container", "mostly_text", "refuse_known"]

Container = Literal["text", "gzip", "xlsx", "zip"]

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF", "reading.not_a_table.pdf"),
    (b"\x89PNG", "reading.not_a_table.image"),
    (b"\xff\xd8\xff", "reading.not_a_table.image"),
    (b"GIF8", "reading.not_a_table.image"),
    (b"BM", "reading.not_a_table.image"),
    (b"II*\0", "reading.not_a_table.image"),
    (b"MM\0*", "reading.not_a_table.image"),
    (b"RIFF", "reading.not_a_table.media"),
    (b"PAR1", "reading.not_a_table.parquet"),
    (b"SQLite format 3\0", "reading.not_a_table.database"),
    (b"\x7fELF", "reading.not_a_table.program"),
    (b"MZ\x90", "reading.not_a_table.program"),
    (b"\xca\xfe\xba\xbe", "reading.not_a_table.program"),
    (b"{\\rtf", "reading.not_a_table.document"),
    (b"7z\xbc\xaf\x27\x1c", "reading.not_a_table.archive"),
    (b"Rar!", "reading.not_a_table.archive"),
    (b"BZh", "reading.not_a_table.archive"),
    (b"\xfd7zXZ\0", "reading.not_a_table.archive"),
    (b"\x28\xb5\x2f\xfd", "reading.not_a_table.archive"),
    (b"\x04\x22\x4d\x18", "reading.not_a_table.archive"),
)
_TEXT_FORMATS = (
    (b"<!doctype html", "reading.not_a_table.web_page"),
    (b"<html", "reading.not_a_table.web_page"),
    (b"<head", "reading.not_a_table.web_page"),
    (b"<meta", "reading.not_a_table.web_page"),
    (b"<table", "reading.not_a_table.web_page"),
    (b"<?xml", "reading.not_a_table.xml"),
    (b"<workbook", "reading.not_a_table.xml"),
    (b"{\\rtf", "reading.not_a_table.document"),
)
_ZIP_PARTS = (
    ("xl/workbook.bin", "reading.not_a_table.xlsb"),
    ("word/", "reading.not_a_table.document"),
    ("ppt/", "reading.not_a_table.slides"),
    ("Index/", "reading.not_a_table.numbers"),
)
_TAR = slice(257, 262)
_UTF8_MARK = b"\xef\xbb\xbf"
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27, 0}) + b"\x7f"
_CONTROL_SHARE = 0.02


def container(path: Path, name: str) -> Container:
    """Return how the file's bytes are packed.

    Raises
    ------
    Unreadable
        The file is empty, or it is something that holds no table (`reading.not_a_table.pdf`, `reading.encrypted`, ...).
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b" \t\r\n\0"):
        raise Unreadable("reading.empty", file=name)
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(path, name)
    if head.startswith(_OLE2):
        raise Unreadable(_ole2(path), file=name)
    return "text"


def refuse_known(head: bytes, name: str) -> None:
    """Refuse the beginnings of files that are known not to be delimited texts.

    Parameters
    ----------
    head
        The first bytes of the (unpacked) file.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (magic.isalnum() and mostly_text(head)):
            raise Unreadable(kind, file=name)
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b", _OLE2)):
        raise Unreadable("reading.not_a_table.archive", file=name)
    if head[_TAR] == b"ustar":
        raise Unreadable("reading.not_a_table.archive", file=name)
    start = head.removeprefix(_UTF8_MARK).lstrip()[:64].lower()
    for magic, kind in _TEXT_FORMATS:
        if start.startswith(magic):
            raise Unreadable(kind, file=name)
    if start.startswith((b'{"', b'[{"', b"[\n", b"{\n")):
        raise Unreadable("reading.not_a_table.json", file=name)


def mostly_text(head: bytes) -> bool:
    """Whether bytes hold next to no control characters; zero bytes aside."""
    control = len(head) - len(head.translate(None, _CONTROL))
    return control <= len(head) * _CONTROL_SHARE


def _zip(path: Path, name: str) -> Container:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise Unreadable("reading.damaged", file=name) from error
    if "xl/workbook.xml" in parts:
        return "xlsx"
    for prefix, kind in _ZIP_PARTS:
        if any(part.startswith(prefix) for part in parts):
            raise Unreadable(kind, file=name)
    if "mimetype" in parts and "content.xml" in parts:
        raise Unreadable("reading.not_a_table.opendocument", file=name)
    return "zip"


def _ole2(path: Path) -> str:
    """Excel keeps a workbook with a password, and every old .xls, in an OLE2 container."""
    with path.open("rb") as file:
        content = file.read(8 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "reading.encrypted"
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return "reading.old_excel"
    return "reading.old_office"
