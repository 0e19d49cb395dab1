from __future__ import annotations

import csv
import io

import pytest

from kam_analytics.export import neutralise, to_csv


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"])
def test_what_a_spreadsheet_would_run_is_neutralised(cell: str) -> None:
    assert neutralise(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-5", "+3.50", "-1,234.56", "1e5", "-1.5e-3", "12%", "Acme = Co", "", "a@b"])
def test_numbers_and_ordinary_text_stay(cell: str) -> None:
    assert neutralise(cell) == cell


def test_written_cells_read_back() -> None:
    text = to_csv(["a", "=b"], [['x,"y"', None], ["line\nbreak", 3.5]])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "'=b"], ['x,"y"', ""], ["line\nbreak", "3.5"]]
