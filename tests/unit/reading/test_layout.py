from __future__ import annotations

import pytest

from kam_analytics.reading.layout import names


def test_names_are_unique_and_never_empty():
    header = [" Status ", "Status", "", "Status__2", "Status"]
    assert names(header) == ("Status", "Status__3", "column_3", "Status__2", "Status__4")


def test_preamble(look):
    seen = look(
        "Umsatzliste;;;\nStand: 01.10.2026;;;\n;;;\nKunde;Datum;Betrag;Ort\nA;1.1.2026;5;Ulm\nB;2.1.2026;6;Bonn\n"
    )
    assert seen.reading.columns == ("Kunde", "Datum", "Betrag", "Ort")
    assert seen.reading.header_row == 4
    assert seen.reading.first_data_row == 5
    assert seen.reading.counts.preamble == 2


def test_no_header(look):
    seen = look("1001,2026-01-01,5.50\n1002,2026-01-02,7.00\n")
    assert seen.reading.columns == ("column_1", "column_2", "column_3")
    assert (seen.reading.header_row, seen.reading.first_data_row) == (None, 1)
    assert len(seen.rows) == 2


def test_years_as_names(look):
    assert look("Account,2024,2025\nA,100.5,200\nB,50,80.25\n").reading.columns == ("Account", "2024", "2025")


def test_header_of_another_width_is_rejected(look):
    seen = look("Account,Name,City,Street\nA,B,C,D,E\nF,G,H,I,J\nK,L,M,N,O\n")
    assert seen.reading.columns == ("column_1", "column_2", "column_3", "column_4", "column_5")
    assert [(one.row, one.code) for one in seen.reading.rejects] == [
        (1, "reading.header_width"),
        (2, "reading.header_unclear"),
    ]
    assert seen.rows == [["F", "G", "H", "I", "J"], ["K", "L", "M", "N", "O"]]


def test_header_only(look):
    seen = look('"Id","Name"\n')
    assert seen.reading.columns == ("Id", "Name")
    assert seen.rows == []


@pytest.mark.parametrize(
    "footer",
    [
        "Total\n",
        "Total\n123\n",
        "\nConfidential Information - Do Not Distribute\nCopyright © 2000-2025 salesforce.com, inc.\n",
        "Summe;;11,00\n",
        "Total;;11,00\n12\n",
    ],
)
def test_footers(look, footer):
    seen = look("Konto;Datum;Betrag\nA;1.1.2026;5,00\nB;2.1.2026;6,00\n" + footer)
    assert [row[0] for row in seen.rows] == ["A", "B"]
    assert seen.reading.rejects == ()
    assert seen.reading.counts.footer == len(footer.strip().splitlines())


def test_a_customer_called_total_is_a_row(look):
    seen = look("Kunde;Ort;Betrag\nA;Ulm;5,00\nTotal;Paris;6,00\n")
    assert len(seen.rows) == 2


def test_total_in_the_middle_is_not_dropped_silently(look):
    seen = look("Kunde;Ort;Betrag\nTotal;;5,00\nB;Ulm;6,00\n")
    assert seen.reading.counts.footer == 0
    assert len(seen.rows) == 2


def test_damaged_header_is_never_a_title(look):
    seen = look('id,"da"te,n\n1,2026-01-01,5\n2,2026-01-02,6\n')
    assert seen.reading.header_row is None
    assert [(one.row, one.code) for one in seen.reading.rejects] == [(1, "reading.header_damaged")]
    seen = look('id,"na"me,city\nA,B,C\nD,E,F\n')
    assert [(one.row, one.code) for one in seen.reading.rejects] == [
        (1, "reading.header_damaged"),
        (2, "reading.header_unclear"),
    ]
    assert (seen.reading.header_row, seen.rows) == (None, [["D", "E", "F"]])


@pytest.mark.parametrize("second", ["EUR,pcs,in full", "(net),(number),"])
def test_a_second_header_row_is_rejected(look, second):
    seen = look(f"Betrag,Menge,Text\n{second}\n5,1,A\n6,2,B\n7,3,C\n8,4,D\n9,5,E\n1,6,F\n2,7,G\n3,8,H\n4,9,I\n5,1,J\n")
    assert seen.reading.columns == ("Betrag", "Menge", "Text")
    assert [(one.row, one.code) for one in seen.reading.rejects] == [(2, "reading.header_row")]
    assert len(seen.rows) == 10


def test_groups_above_the_header_are_a_title(look):
    seen = look("2024,,2025,\nQ1,Q2,Q1,Q2\n" + "1.5,2,3,4\n" * 9)
    assert seen.reading.columns == ("Q1", "Q2", "Q1__2", "Q2__2")
    assert len(seen.rows) == 9


def test_metadata_as_wide_as_the_table_is_rejected(look):
    seen = look("EXTF,510,21\nid,n,amount\n" + "A,1,5.00\n" * 9)
    assert seen.reading.columns == ("id", "n", "amount")
    assert [(one.row, one.code) for one in seen.reading.rejects] == [(1, "reading.header_unclear")]


@pytest.mark.parametrize("gap", ["", "\n"])
def test_another_table_below_is_rejected(look, gap):
    rows = "A,1,5.00\n" * 12
    seen = look(f"id,n,amount\n{rows}{gap}region,head,phone\nNorth,Kim,55\nSouth,Lee,77\n{gap}id,n,amount\nD,4,8.00\n")
    assert [row[0] for row in seen.rows] == [*"A" * 12, "D"]
    assert [one.code for one in seen.reading.rejects] == ["reading.other_table"] * 3


def test_a_header_with_another_delimiter_is_rejected(look):
    seen = look("Given;Family;Place\n" + "".join(f"{a}x,{a}y,{a}z\n" for a in "abcdefgh"))
    assert seen.reading.columns == ("column_1", "column_2", "column_3")
    assert [(one.row, one.code) for one in seen.reading.rejects] == [
        (1, "reading.header_width"),
        (2, "reading.header_unclear"),
    ]


def test_the_date_of_an_export_is_no_row_whatever_the_delimiter(look):
    rows = "".join(f"K{n} 2026-10-{n:02} {n}.50 open\n" for n in range(1, 9))
    seen = look(f"As of 2026-10-31 14:03\nid day amount state\n{rows}")
    assert (seen.reading.columns, seen.reading.counts.preamble) == (("id", "day", "amount", "state"), 1)
    assert seen.rows[0] == ["K1", "2026-10-01", "1.50", "open"]
