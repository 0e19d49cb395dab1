"""The shared files, cell by cell."""

from __future__ import annotations

import csv
import gzip
import json

import pytest

from kam_analytics.reading import read

from .conftest import seen

pytestmark = pytest.mark.shared


def test_csv_spectrum(shared, tmp_path):
    files = sorted((shared / "torture" / "csv-spectrum" / "csvs").glob("*.csv"))
    assert len(files) == 11
    for file in files:
        read_back = seen(read(file, tmp_path))
        truth = json.loads((file.parents[1] / "json" / f"{file.stem}.json").read_bytes())
        assert [dict(zip(read_back.reading.columns, row, strict=True)) for row in read_back.rows] == truth, file.name


def test_datev(shared, tmp_path):
    reading = read(shared / "datev" / "EXTF_Buchungsstapel.csv", tmp_path)
    assert reading.dialect is not None
    assert (reading.dialect.encoding, reading.dialect.delimiter) == ("cp1252", ";")
    assert (reading.header_row, reading.counts.preamble, reading.counts.data) == (2, 1, 2)
    assert len(reading.columns) == 116
    assert seen(reading).rows[0][13] == "Fachbuch: Controlling für Dummies"


def test_northwind(shared, tmp_path):
    for file in sorted((shared / "northwind").glob("*.csv")):
        read_back = seen(read(file, tmp_path))
        with file.open(encoding="utf-8", newline="") as text:
            truth = list(csv.reader(text))
        assert [list(read_back.reading.columns), *read_back.rows] == truth, file.name
        assert read_back.reading.rejects == ()


def test_online_retail(shared, tmp_path):
    file = next((shared / "online-retail").glob("*.gz"))
    read_back = seen(read(file, tmp_path))
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        truth = list(csv.reader(text))
    assert read_back.reading.counts.data == 541_909
    assert read_back.rows == truth[1:]


def test_header_lines_of_a_weekly_export(shared, tmp_path):
    for file in sorted((shared / "crm-headers").glob("*.csv")):
        read_back = seen(read(file, tmp_path))
        with file.open(encoding="utf-8", newline="") as text:
            header, *rows = csv.reader(text)
        assert [list(read_back.reading.columns), read_back.rows] == [header, rows], file.name


def test_payloads_stay_text_or_are_rejected(shared, tmp_path):
    file = shared / "torture" / "csv-injection-payloads" / "Intruder" / "csv-payload.txt"
    read_back = seen(read(file, tmp_path))
    lines = set(file.read_text(encoding="utf-8").splitlines())
    dialect = read_back.reading.dialect
    assert dialect is not None
    assert all(dialect.delimiter.join(row) in lines for row in read_back.rows)
    assert len(read_back.rows) + len(read_back.reading.rejects) == len(lines)


def test_naughty_strings(shared, tmp_path):
    strings = json.loads((shared / "torture" / "naughty-strings" / "blns.json").read_bytes())
    table = [["no", "text"], *([str(at), text] for at, text in enumerate(strings) if "\0" not in text)]
    path = tmp_path / "naughty.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(table)
    read_back = seen(read(path, tmp_path))
    assert [list(read_back.reading.columns), *read_back.rows] == table
