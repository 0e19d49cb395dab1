from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kam_analytics.errors import Unreadable
from kam_analytics.reading.sheet import number_text, serial_text

from .conftest import read_in_process

HEADER = ("id", "amount", "on", "flag", "mixed")
TRUTH = [
    (("007", 1, date(2024, 1, 2), True, 1), ["007", "1", "2024-01-02", "TRUE", "1"]),
    (("008", 1.5, datetime(2024, 1, 2, 3, 4, 5), False, "x"), ["008", "1.5", "2024-01-02 03:04:05", "FALSE", "x"]),  # noqa: DTZ001
    ((9, 1e-12, time(3, 4), "true", date(1900, 1, 5)), ["9", "1e-12", "03:04:00", "true", "1900-01-05"]),
    ((13313.0, -59.97, timedelta(hours=30), " a ", "1e5"), ["13313", "-59.97", "30:00:00", " a ", "1e5"]),
    (("é\n,\"'", 123456789012.123, None, None, "#N/A"), ["é\n,\"'", "123456789012.123", "", "", "#N/A"]),
]


def book(path: Path, sheets: dict[str, list[Any]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def test_cells_are_what_is_stored(tmp_path):
    path = book(tmp_path / "a.xlsx", {"Data": [HEADER, *(given for given, _ in TRUTH)]})
    seen = read_in_process(path, tmp_path)
    assert seen.reading.columns == HEADER
    assert seen.rows == [expected for _, expected in TRUTH]
    assert seen.reading.dialect is None


def test_first_visible_sheet_with_content(tmp_path):
    path = tmp_path / "a.xlsx"
    made = openpyxl.load_workbook(
        book(path, {"Hidden": [["x"], [1]], "Empty": [], "Data": [["id", "n"], ["a", 1]], "More": [["k"], [2]]})
    )
    made["Hidden"].sheet_state = "hidden"
    made.save(path)
    seen = read_in_process(path, tmp_path)
    assert (seen.reading.sheet, seen.reading.sheets) == ("Data", ("Hidden", "Data", "More"))
    assert read_in_process(path, tmp_path, "More").rows == [["2"]]
    with pytest.raises(Unreadable, match=r"reading\.no_sheet"):
        read_in_process(path, tmp_path, "Other")


def test_title_offset_blank_rows_and_total(tmp_path):
    rows = [
        [],
        [None, "Umsatz 2026"],
        [],
        [None, "Kunde", "Ort", "Betrag"],
        [None, "A", "Ulm", 5],
        [],
        [None, "B", "Bonn", 6],
    ]
    path = book(tmp_path / "a.xlsx", {"Data": [*rows, [None, "Summe", None, 11]]})
    seen = read_in_process(path, tmp_path)
    assert seen.reading.columns == ("Kunde", "Ort", "Betrag")
    assert (seen.reading.header_row, seen.reading.first_data_row, seen.numbers) == (4, 5, [5, 7])
    counts = seen.reading.counts
    assert (counts.preamble, counts.header, counts.blank, counts.footer, counts.data) == (1, 1, 3, 1, 2)


def test_formula_without_result_is_rejected(tmp_path):
    path = book(tmp_path / "a.xlsx", {"Data": [["id", "n"], ["a", 1], ["b", "=A1"], ["c", 2]]})
    seen = read_in_process(path, tmp_path)
    assert [(one.row, one.code, one.params) for one in seen.reading.rejects] == [
        (3, "reading.uncomputed", {"cell": "B3"})
    ]
    assert seen.rows == [["a", "1"], ["c", "2"]]


def test_values_beside_the_table_are_rejected(tmp_path):
    rows = [["id", "n"], *(["a", n] for n in range(40)), ["b", 1, "a note"]]
    seen = read_in_process(book(tmp_path / "a.xlsx", {"Data": rows}), tmp_path)
    assert [one.code for one in seen.reading.rejects] == ["reading.outside"]


def test_header_only(tmp_path):
    seen = read_in_process(book(tmp_path / "a.xlsx", {"Data": [["id", "name"]]}), tmp_path)
    assert (seen.reading.columns, seen.rows) == (("id", "name"), [])


def test_numbers():
    given = ["13313", "1.1000000000000001", "1E-3", "5.0", "-2.50", "12345678901234567890"]
    assert [number_text(text) for text in given] == ["13313", "1.1", "0.001", "5", "-2.5", "12345678901234567890"]


def test_serial_days():
    days = {"1": "1900-01-01", "59": "1900-02-28", "60": "60", "61": "1900-03-01", "45293.5": "2024-01-02 12:00:00"}
    assert {given: serial_text(given, "date", epoch_1904=False) for given in days} == days
    assert serial_text("0", "date", epoch_1904=True) == "1904-01-01"
    assert serial_text("-1", "date", epoch_1904=False) == "-1"


def test_document_types_are_refused(tmp_path):
    path = book(tmp_path / "a.xlsx", {"Data": [["id"], [1]]})
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData/></worksheet>'
    replaced = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(replaced, "w") as new:
        for part in old.namelist():
            new.writestr(part, bomb if "sheet1" in part else old.read(part))
    with pytest.raises(Unreadable, match=r"reading\.damaged"):
        read_in_process(replaced, tmp_path)
