from __future__ import annotations

import gzip
import hashlib
import logging
import re
import sqlite3
import subprocess
import sys
import time
import zipfile
import zlib
from contextlib import closing

import pytest

from kam_analytics.errors import Unreadable
from kam_analytics.i18n import codes, say
from kam_analytics.reading import read
from tests.support.kam import call

from .workbooks import by_hand, sheet_of


def packed(sheet, path):
    return by_hand(path, sheet).read_bytes()


def ole2(entry: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + entry.encode("utf-16-le")


def archive_of(path, *names: str, content: bytes = b"a,b\n1,2\n") -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"" if name.endswith("/") else content)
    return path.read_bytes()


def locked(archive: bytes) -> bytes:
    """Mark the first file of an archive as encrypted, here and in the archive's directory."""
    entry = archive.index(b"PK\x01\x02")
    return archive[:6] + b"\1" + archive[7 : entry + 8] + b"\1" + archive[entry + 9 :]


def cell(reference: str) -> str:
    return f'<c r="{reference}"><v>1</v></c>'


def shortened(archive: bytes) -> bytes:
    """Let the archive's directory state fewer bytes for the sheet than it unpacks to."""
    entry = archive.index(b"PK\x01\x02", archive.rindex(b"xl/worksheets/sheet1.xml") - 46)
    return archive[: entry + 24] + (9).to_bytes(4, "little") + archive[entry + 28 :]


SECONDS = 60
PARAMS = {
    "encoding": "UTF-16-LE",
    "found": 20_001,
    "most": 16_384,
    "row": 0,
    "files": "a.csv, b.csv",
    "sheet": "",
    "sheets": "",
}
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
HOSTILE = {
    "empty": (lambda _: b"", "reading.empty"),
    "white space": (lambda _: b" \r\n\r\n \t", "reading.empty"),
    "mark only": (lambda _: b"\xef\xbb\xbf\n", "reading.no_rows"),
    "delimiters only": (lambda _: b",,\n,,\n", "reading.no_rows"),
    "empty gzip": (lambda _: gzip.compress(b""), "reading.empty"),
    "pdf": (lambda _: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>", "reading.not_a_table.pdf"),
    "png": (lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "reading.not_a_table.image"),
    "web page": (lambda _: b"\n<HTML><table><tr><td>1</td></tr></table>", "reading.not_a_table.web_page"),
    "json": (lambda _: b'[{"id": 1, "name": "a"}]', "reading.not_a_table.json"),
    "binary": (lambda _: bytes(range(256)) * 20, "reading.not_a_table.binary"),
    "password": (lambda _: ole2("EncryptedPackage"), "reading.encrypted"),
    "xls": (lambda _: ole2("Workbook"), "reading.old_excel"),
    "zip of nothing": (lambda p: archive_of(p, "folder/", "__MACOSX/._a.csv"), "reading.empty"),
    "zip in zip": (lambda p: archive_of(p, "a.zip", content=archive_of(p, "a.csv")), "reading.not_a_table.archive"),
    "zip of a picture": (lambda p: archive_of(p, "a.csv", content=b"\x89PNG\r\n\x1a\n"), "reading.not_a_table.image"),
    "zip with a password": (lambda p: locked(archive_of(p, "a.csv")), "reading.zip_encrypted"),
    "zip bomb": (lambda p: archive_of(p, "a.csv", content=b"1,2\n" * (70 << 20)), "reading.bomb"),
    "zip of many files": (lambda p: archive_of(p, *(f"{n}.csv" for n in range(2000))), "reading.bomb"),
    "damaged zip": (lambda p: archive_of(p, "a.csv")[:-40] + b"PK\x05\x06", "reading.damaged"),
    "docx": (lambda p: archive_of(p, "word/document.xml"), "reading.not_a_table.document"),
    "pptx": (lambda p: archive_of(p, "ppt/presentation.xml"), "reading.not_a_table.slides"),
    "xlsb": (lambda p: archive_of(p, "xl/workbook.bin"), "reading.not_a_table.xlsb"),
    "ods": (lambda p: archive_of(p, "mimetype", "content.xml"), "reading.not_a_table.opendocument"),
    "rtf": (lambda _: b"{\\rtf1 a, b}", "reading.not_a_table.document"),
    "tar": (lambda _: b"a.csv".ljust(257, b"\0") + b"ustar" + b"\0" * 600, "reading.not_a_table.archive"),
    "parquet": (lambda _: b"PAR1" + b"\x15\x04" * 99 + b"PAR1", "reading.not_a_table.parquet"),
    "sqlite": (lambda _: b"SQLite format 3\0" + b"\x10" * 99, "reading.not_a_table.database"),
    "program": (lambda _: b"\x7fELF\x02\x01\x01" + b"\0" * 99, "reading.not_a_table.program"),
    "xml": (lambda _: b'<?xml version="1.0"?><rows><row id="1"/></rows>', "reading.not_a_table.xml"),
    "ragged": (lambda _: "\n".join(",".join("x" * n) for n in range(1, 40)).encode(), "reading.no_delimiter"),
    "quotes without end": (lambda _: b'a,b\n"1,2\n' + b'"3,4\n' * 30_000, "reading.no_delimiter"),
    "pdf in gzip": (lambda _: gzip.compress(b"%PDF-1.7 and so on"), "reading.not_a_table.pdf"),
    "gzip in gzip": (lambda _: gzip.compress(gzip.compress(b"a,b\n1,2\n")), "reading.not_a_table.archive"),
    "cut gzip": (lambda _: gzip.compress(b"a,b\n1,2\n" * 9_000)[:-20], "reading.damaged"),
    "broken gzip": (lambda _: gzip.compress(b"a,b\n1,2\n")[:-8] + b"\0" * 8, "reading.damaged"),
    "broken zip": (lambda p: packed(sheet_of(""), p)[:-30], "reading.damaged"),
    "cut zip": (lambda p: packed(sheet_of("<row/>" * 9_000), p)[:400], "reading.damaged"),
    "broken xml": (lambda p: packed(sheet_of("<row>"), p), "reading.damaged"),
    "empty sheet": (lambda p: packed(sheet_of(""), p), "reading.no_rows"),
    "no such text": (lambda p: packed(sheet_of('<row><c t="s"><v>7</v></c></row>'), p), "reading.damaged"),
    "far cell": (lambda p: packed(sheet_of('<row><c r="ZZZZZZ1"><v>7</v></c></row>'), p), "reading.damaged"),
    "rows out of order": (lambda p: packed(sheet_of('<row r="2"/><row r="1"/>'), p), "reading.damaged"),
    "columns out of order": (lambda p: packed(sheet_of(f"<row>{cell('B1')}{cell('A1')}</row>"), p), "reading.damaged"),
    "last row is far": (lambda p: packed(sheet_of(f'<row r="{10**15}"/>'), p), "reading.no_rows"),
    "wrong length": (lambda p: shortened(packed(sheet_of(f"<row>{cell('A1')}</row>"), p)), "reading.damaged"),
    "document type": (lambda p: packed(ENTITIES + sheet_of("<row/>"), p), "reading.damaged"),
    "wide document type": (lambda p: packed((ENTITIES + sheet_of("<row/>")).encode("utf-16"), p), "reading.damaged"),
    "late document type": (lambda p: packed(" " * 200_000 + ENTITIES + sheet_of(""), p), "reading.damaged"),
    "odd utf-16": (lambda _: b"\xff\xfe" + "a,b\n1,2\n".encode("utf-16-le") + b"\x00", "reading.bad_encoding"),
    "zeros": (lambda _: b"\0" * 5000, "reading.empty"),
    "no line end": (lambda _: gzip.compress(b"a,b\n" + b"x" * (40 << 20)), "reading.endless_line"),
    "too many columns": (lambda _: b"a," * 20_000 + b"\n" + b"1," * 20_000, "reading.too_many_columns"),
    "sheet bomb": (lambda p: packed(b"<worksheet>" + b" " * (300 << 20), p), "reading.bomb"),
    "gzip bomb": (lambda _: bomb(300), "reading.bomb"),
}


def bomb(mebibytes: int) -> bytes:
    """Gzip of `1,2` over and over; packed piece by piece to spare memory."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    block = b"1,2\n" * (1 << 18)
    return b"".join(packer.compress(block) for _ in range(mebibytes)) + packer.flush()


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A workspace with an import in it."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "accounts.csv").write_text("Id,Name\nA1,Foo\nA2,Bar\n", encoding="utf-8")
    answer = call("import", folder / "accounts.csv", "--as", "account", "--yes", "--workspace", folder / "space")
    assert answer.code == 0, answer.err
    return folder / "space"


def contents(root) -> dict[str, bytes]:
    """All that a workspace remembers."""
    kept = {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.parquet")}
    with closing(sqlite3.connect(root / "state.sqlite")) as state:
        return kept | {"state": "\n".join(state.iterdump()).encode()}


@pytest.mark.parametrize("kind", HOSTILE)
def test_refused_with_a_sentence_and_nothing_left_behind(kind, tmp_path, root):
    make, code = HOSTILE[kind]
    path = tmp_path / "report.csv"
    path.write_bytes(make(tmp_path / "made"))
    before = contents(root)
    began = time.monotonic()
    answer = call("import", path, "--yes", "--workspace", root)
    assert time.monotonic() - began < SECONDS
    assert answer.code == 2
    sentence = say(code, file="report.csv", **PARAMS).split("{")[0][:30]
    assert sentence in answer.err.replace("\n", " ")
    assert contents(root) == before
    assert not list((root / "incoming").iterdir())


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not hold the memory limit")
@pytest.mark.parametrize("rows", ["<row/>" * (40 << 20), f"<row>{'<c/>' * (60 << 20)}</row>"], ids=["rows", "cells"])
def test_endless_sheets_are_stopped(rows, tmp_path):
    path = by_hand(tmp_path / "report.xlsx", sheet_of(rows))
    with pytest.raises(Unreadable, match=r"reading\.too_much"):
        read(path, tmp_path / "work")


def test_the_library_stays_out_of_this_process():
    program = "import sys, kam_analytics.reading; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_endless_answer_of_the_parser_is_stopped(tmp_path, monkeypatch, caplog):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setattr("kam_analytics.reading.limited.seconds", lambda _: -15)
    with pytest.raises(Unreadable, match=r"reading\.too_much"):
        read(path, tmp_path / "work")
    assert not caplog.records


def test_a_crash_of_the_parser_is_a_refusal(tmp_path, monkeypatch, caplog):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    with caplog.at_level(logging.WARNING), pytest.raises(Unreadable, match=r"reading\.crashed"):
        read(path, tmp_path / "work")


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not hold the memory limit")
def test_memory_is_limited():
    program = "from kam_analytics.reading.limits import confine; confine(10); bytearray(3 << 30)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_sheet_of_a_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"reading\.no_sheets"):
        read(path, tmp_path / "work", sheet="S")


def test_missing_file(tmp_path):
    with pytest.raises(Unreadable, match=r"reading\.no_file"):
        read(tmp_path / "a.csv", tmp_path / "work")


def test_hash_name_and_cells(tmp_path):
    path = tmp_path / "0123"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    reading = read(path, tmp_path / "work", name="Customers.csv")
    assert reading.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (reading.name, reading.path) == ("Customers.csv", path)
    assert [file.name for file in (tmp_path / "work").iterdir()] == [reading.cells.name]


def test_every_code_in_the_room_has_its_sentence(repository):
    room = repository / "kam_analytics" / "reading"
    said = "".join(file.read_text(encoding="utf-8") for file in room.glob("*.py"))
    for code in codes():
        if code.startswith("reading.") and not code.endswith(".hint"):
            assert f'"{code}"' in said, code


def test_every_code_said_in_the_room_is_known(repository):
    room = repository / "kam_analytics" / "reading"
    said = {code for file in room.glob("*.py") for code in re.findall(r'"(reading\.[\w.]+)"', file.read_text("utf-8"))}
    assert said <= codes().keys()
    refused = {code for code in codes() if code.startswith("reading.") and "{file}" in str(codes()[code])}
    rejected = {code for code in said - refused if not code.endswith(".hint")}
    assert {f"{code}.hint" for code in rejected} <= codes().keys()
