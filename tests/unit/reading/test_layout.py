from __future__ import annotations

import pytest

from kam_analytics.errors import Unreadable
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


def test_header_of_another_width_is_refused(look):
    with pytest.raises(Unreadable, match=r"reading\.header_width"):
        look("Account,Name,City,Street\nA,B,C,D,E\nF,G,H,I,J\nK,L,M,N,O\n")


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
    assert [(one.row, one.code) for one in seen.reading.rejects] == [(1, "reading.bare_quote")]
    with pytest.raises(Unreadable, match=r"reading\.header_damaged"):
        look('id,"na"me,city\nA,B,C\nD,E,F\n')
