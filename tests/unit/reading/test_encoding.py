from __future__ import annotations

import gzip

import pytest

TEXT = "Kunde,Ort\nMüller,Köln\nNuñez,Łódź\n"
WESTERN = "Kunde,Ort,Preis\nMüller,Köln,5 €\n"


@pytest.mark.parametrize(
    ("content", "name", "bom"),
    [
        (TEXT.encode(), "utf-8", False),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", True),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", True),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
        (TEXT.encode("utf-16-le"), "utf-16-le", False),
        (TEXT.encode("utf-16-be"), "utf-16-be", False),
    ],
)
def test_unicode(look, content, name, bom):
    seen = look(content)
    assert (seen.reading.dialect.encoding, seen.reading.dialect.bom) == (name, bom)
    assert seen.reading.columns == ("Kunde", "Ort")
    assert seen.rows == [["Müller", "Köln"], ["Nuñez", "Łódź"]]


def test_windows_1252(look):
    seen = look(WESTERN.encode("cp1252"))
    assert seen.reading.dialect.encoding == "cp1252"
    assert seen.rows == [["Müller", "Köln", "5 €"]]


def test_first_high_byte_far_into_the_file(look):
    seen = look(b"id,name\n" + b"1,plain ascii\n" * 200_000 + "2,Bär\n".encode("cp1252"))
    assert seen.reading.dialect.encoding == "cp1252"
    assert seen.rows[-1] == ["2", "Bär"]


def test_damaged_utf8_rejects_only_the_damaged_row(look):
    seen = look("id,name\n1,Müller\n2,Köln\n".encode() + b"3,bro\xc3ken\n" + "4,Nuñez\n".encode())
    assert seen.rows == [["1", "Müller"], ["2", "Köln"], ["4", "Nuñez"]]
    assert [(one.row, one.code) for one in seen.reading.rejects] == [(4, "reading.bad_bytes")]


def test_gzip(look):
    assert look(gzip.compress(TEXT.encode()), "file.csv.gz").rows[0] == ["Müller", "Köln"]


def test_zero_bytes_reject_the_row(look):
    seen = look(b"id,name\n" + b"1,a\n" * 30 + b"2,b\0\n3,c\n")
    assert [one.code for one in seen.reading.rejects] == ["reading.zero_byte"]
    assert seen.rows[-1] == ["3", "c"]
