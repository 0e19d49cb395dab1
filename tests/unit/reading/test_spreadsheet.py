from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from kam_analytics.errors import Unreadable
from kam_analytics.reading.values import moment_of, number_text, serial_text

from .conftest import read_in_process
from .workbooks import by_hand, inline, sheet_of

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
    texts = {13313: "13313", 1.1000000000000001: "1.1", 1e-3: "0.001", 5.0: "5", -2.50: "-2.5", 1e300: "1e+300"}
    assert {given: number_text(given) for given in texts} == texts
    assert number_text(12345678901234567890) == "12345678901234567890"


def test_serial_days():
    days = {
        1: "1900-01-01",
        59: "1900-02-28",
        60: "60",
        61: "1900-03-01",
        2958466: "2958466",
        45293.5: "2024-01-02 12:00:00",
        -1: "-1",
    }
    assert {given: serial_text(given, "date", WINDOWS_EPOCH) for given in days} == days
    ends = {0: "1904-01-01", 2957003: "9999-12-31", 2957004: "2957004"}
    assert {given: serial_text(given, "date", MAC_EPOCH) for given in ends} == ends


@pytest.mark.parametrize(
    ("number", "code", "moment"),
    [
        (14, None, "date"),
        (27, None, "date"),
        (46, None, "duration"),
        (49, None, None),
        (0, None, None),
        (170, "[h]:mm", "duration"),
        (170, "[$-407]dd/mm/yy;@", "date"),
        (170, "[hhh]:mm", "duration"),
        (170, "Standard", None),
        (170, "[Red]Standard;-0", None),
        (170, "General", None),
        (170, '#,##0.00 "days"', None),
        (170, "[Red]0.00", None),
    ],
)
def test_dates_are_told_by_their_format(number, code, moment):
    assert moment_of(number, code) == moment


STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="Standard"/></numFmts>'
    '<fonts><font><family val="99"/></font></fonts><fills><fill/></fills>'
    '<cellXfs><xf/><xf numFmtId="27"/><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs>'
    '<dxfs><dxf><numFmt numFmtId="14" formatCode="0"/></dxf></dxfs>'
)


def test_what_other_programs_write(tmp_path):
    """Local date formats, an ISO date, an error, a shared text in runs, escapes, a name in another case, odd styles."""
    cells = {
        '<c s="1"><v>45293</v></c>': "2024-01-02",
        '<c s="2"><v>3</v></c>': "3",
        '<c s="3"><v>60</v></c>': "60",
        '<c t="d"><v>2024-01-02T03:04:05.500</v></c>': "2024-01-02 03:04:05.500",
        '<c t="e"><v>#N/A</v></c>': "#N/A",
        '<c t="s"><v>0</v></c>': "two runs",
        '<c t="s"><v>1</v></c>': "_x000D_, and x005F_ as it is",
        '<c t="str"><f>A1</f><v>a_x000D_\n_xD83D__xDE00_</v></c>': "a\r\n\U0001f600",
        '<c t="inlineStr"><is><r><rPr/><t> in</t></r><r><t>line</t></r></is></c>': " inline",
        '<c t="inlineStr"><v>misplaced</v></c>': "misplaced",
        "<c><f>1+1</f><v>2</v></c>": "2",
        '<c t="str"><f>""</f><v></v></c>': "",
        '<c t="n"><v>7</v></c>': "7",
    }
    texts = (
        "<si><r><t>two </t></r><r><t>runs</t></r><rPh sb='0' eb='1'><t>spoken</t></rPh></si>"
        "<si><t>_x005F_x000D_, and x005F_ as it is</t></si>"
    )
    names = inline(*(f"n{at}" for at, _ in enumerate(cells)))
    odd = '<autoFilter ref="A1"><filterColumn colId="0"><customFilters><customFilter val="="/></customFilters>'
    odd += '</filterColumn></autoFilter><pageSetup orientation="sideways"/>'
    path = by_hand(
        tmp_path / "a.xlsx", sheet_of(f"{names}<row>{''.join(cells)}</row>", odd), texts=texts, styles=STYLES
    )
    assert read_in_process(path, tmp_path).rows == [list(cells.values())]


def test_days_since_1904(tmp_path):
    day = '<c s="3"><v>0</v></c><c s="3"><v>43831</v></c>'
    sheet = sheet_of(f"{inline('from', 'to')}<row>{day}</row>")
    path = by_hand(tmp_path / "a.xlsx", sheet, styles=STYLES, settings='<workbookPr date1904="1"/>')
    assert read_in_process(path, tmp_path).rows == [["1904-01-01", "2024-01-02"]]


def test_a_sheet_that_claims_to_be_full(tmp_path):
    rows = f"{inline('id', 'n')}{inline('a', 'b')}{inline('c', 'd', row=1_048_576)}"
    sheet = sheet_of(rows).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    seen = read_in_process(by_hand(tmp_path / "a.xlsx", sheet), tmp_path)
    assert (seen.numbers, seen.reading.counts.blank) == ([2, 1_048_576], 1_048_573)


def test_the_strict_kind_is_refused(tmp_path):
    path = by_hand(tmp_path / "a.xlsx", sheet_of(inline("a", "b")), strict=True)
    with pytest.raises(Unreadable, match=r"reading\.crashed"):
        read_in_process(path, tmp_path)


def test_merged_groups_above_the_header(tmp_path):
    rows = [["Customer", None, "2025", None], ["Id", "Name", "Amount", "Orders"]]
    path = book(tmp_path / "a.xlsx", {"Data": [*rows, *([f"A{n}", "Foo", n / 2, n] for n in range(9))]})
    made = openpyxl.load_workbook(path)
    made["Data"].merge_cells("A1:B1")
    made["Data"].merge_cells("C1:D1")
    made.save(path)
    seen = read_in_process(path, tmp_path)
    assert seen.reading.columns == ("Id", "Name", "Amount", "Orders")
    assert (seen.reading.counts.preamble, seen.reading.counts.data) == (1, 9)


def test_a_second_header_row_is_rejected(tmp_path):
    rows = [["Id", "Amount", "Orders"], ["key", "EUR", "pieces"], *([f"A{n}", n / 2, n] for n in range(12))]
    seen = read_in_process(book(tmp_path / "a.xlsx", {"Data": rows}), tmp_path)
    assert seen.reading.columns == ("Id", "Amount", "Orders")
    assert [(one.row, one.code) for one in seen.reading.rejects] == [(2, "reading.header_row")]


def test_numbers_stored_as_text_and_stored_results(tmp_path):
    cells = '<c t="str"><v>00471</v></c><c><f>1+1</f><v>2</v></c><c t="str"><f>A1</f><v>1,5</v></c>'
    sheet = sheet_of(f"{inline('id', 'sum', 'share')}<row>{cells}</row>")
    assert read_in_process(by_hand(tmp_path / "a.xlsx", sheet), tmp_path).rows == [["00471", "2", "1,5"]]
