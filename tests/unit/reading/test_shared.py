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
