from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kam_analytics.i18n import say
from kam_analytics.mapping import apply, recognise
from kam_analytics.mapping.types import Mapped
from kam_analytics.reading.types import Reading

Read = Callable[..., Reading]
D = Decimal
HEAD = "Invoice No,Customer ID,Invoice Date,"


def mapped(reading: Reading, place: Path, **decisions: Any) -> Mapped:
    found = recognise(reading, **decisions)
    assert found.mapping is not None, found.reason
    assert not found.questions
    return apply(reading, found.mapping, place)


def rows(found: Mapped) -> list[dict[str, Any]]:
    return pq.read_table(found.rows).to_pylist()


def faults(found: Mapped) -> list[tuple[int, str, str, str]]:
    return [(r.row, r.column, r.value, r.code) for r in found.rejects]


def invoices(columns: str, *lines: str) -> str:
    """A flat file with sound rows around the lines in question, so that the columns stay recognisable."""
    blank = ["0" if c != "Currency" else "EUR" for c in columns.split(",")]
    sound = [f"{900 + i},Z,2024-01-{i + 10},{','.join(blank)}" for i in range(9)]
    return "\n".join([HEAD + columns, *lines, *sound]) + "\n"


def test_rows_are_typed(file: Read, tmp_path: Path) -> None:
    header = "Invoice No;Customer ID;Invoice Date;Quantity;Amount;Currency\n"
    text = header + "007;A;31.12.2024;1,5;-1.234,56;eur\n8;;01.01.2025;;2;€\n"
    found = mapped(file(text), tmp_path)
    table = pq.read_table(found.rows)
    assert table.schema.field("amount").type == pa.decimal128(18, 4)
    assert rows(found) == [
        {
            "row": 2, "state": "ok", "invoice_id": "007", "account_id": "A", "invoiced_on": dt.date(2024, 12, 31),
            "quantity": 1.5, "amount": D("-1234.5600"), "currency": "EUR",
        },
        {
            "row": 3, "state": "ok", "invoice_id": "8", "account_id": None, "invoiced_on": dt.date(2025, 1, 1),
            "quantity": None, "amount": D("2.0000"), "currency": "EUR",
        },
    ]  # fmt: skip
    assert found.rejects == ()


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("1,A,2024-01-01,0.1,3,0", D("0.3000")),
        ("1,A,2024-01-01,14.4,12,0.15", D("146.8800")),
        ("1,A,2024-01-01,0.00005,1,0", D("0.0000")),  # half to even
        ("1,A,2024-01-01,0.00015,1,0", D("0.0002")),
        ("1,A,2024-01-01,99999.99,-100000,0.1", D("-8999999100.0000")),
        ("1,A,2024-01-01,1.005,3,10%", D("2.7135")),
        ("1,A,2024-01-01,7,2,", D("14.0000")),  # an empty discount is none
        ("1,A,2024-01-01,7,2,1", D("0.0000")),
    ],
)
def test_amounts_are_exact(file: Read, tmp_path: Path, line: str, amount: Decimal) -> None:
    found = mapped(file(invoices("Unit Price,Quantity,Discount", line, "2,A,2024-01-01,1,1,0.5")), tmp_path)
    assert rows(found)[0]["amount"] == amount
    assert set(pq.read_table(found.rows).column_names) == {
        "row", "state", "invoice_id", "account_id", "invoiced_on", "quantity", "amount",
    }  # fmt: skip


def test_percentages_are_divided_by_a_hundred(file: Read, tmp_path: Path) -> None:
    bare = invoices("Unit Price,Qty,Discount", "1,A,2024-01-01,100,2,10", "2,A,2024-01-01,100,2,0.5")
    found = mapped(file(bare), tmp_path, answers={"Discount": "percent"})
    assert [r["amount"] for r in rows(found)[:2]] == [D(180), D(199)]
    labelled = bare.replace("Discount", "Discount %")
    assert [r["amount"] for r in rows(mapped(file(labelled), tmp_path))[:2]] == [D(180), D(199)]
    shares = mapped(file(bare), tmp_path, answers={"Discount": "share"})
    assert rows(shares)[1]["amount"] == D(100)
    assert faults(shares) == [(2, "Discount", "10", "mapping.bad_discount")]


@pytest.mark.parametrize(
    ("line", "column", "value", "code"),
    [
        (",A,2024-01-01,5,EUR", "Invoice No", "", "mapping.missing_key"),
        ("1.5E+10,A,2024-01-01,5,EUR", "Invoice No", "1.5E+10", "mapping.scientific_id"),
        ("1,A,,5,EUR", "Invoice Date", "", "mapping.missing_value"),
        ("1,A,2024-02-30,5,EUR", "Invoice Date", "2024-02-30", "mapping.bad_date"),
        ("1,A,2024-01-01,,EUR", "Amount", "", "mapping.missing_value"),
        ("1,A,2024-01-01,abc,EUR", "Amount", "abc", "mapping.bad_number"),
        ("1,A,2024-01-01,100000000000000,EUR", "Amount", "100000000000000", "mapping.overflow"),
        ("1,A,2024-01-01,99999999999999.99995,EUR", "Amount", "99999999999999.99995", "mapping.overflow"),
        ("1,A,2024-01-01,5,Kronen", "Currency", "Kronen", "mapping.bad_currency"),
    ],
)
def test_a_row_that_cannot_be_taken_says_where_and_why(
    file: Read, tmp_path: Path, line: str, column: str, value: str, code: str
) -> None:
    found = mapped(file(invoices("Amount,Currency", "0,B,2024-01-01,1,EUR", line)), tmp_path)
    (reject,) = found.rejects
    assert (reject.row, reject.column, reject.value, reject.code) == (3, column, value, code)
    for text in (reject.code, reject.hint):
        assert "{" not in say(text, value=reject.value, column=reject.column, **reject.params)
    assert [r["state"] for r in rows(found)[:3]] == ["ok", "rejected", "ok"]


def test_a_row_with_two_faults_says_the_first_and_keeps_what_it_can(file: Read, tmp_path: Path) -> None:
    found = mapped(file(invoices("Amount,Currency", "1,A,never,5.25,Kronen")), tmp_path)
    assert faults(found) == [(2, "Invoice Date", "never", "mapping.bad_date")]
    first = rows(found)[0]
    assert (first["state"], first["amount"], first["currency"], first["invoiced_on"]) == (
        "rejected",
        D("5.25"),
        None,
        None,
    )


def test_a_line_without_quantity_is_taken_where_the_amount_is_given(file: Read, tmp_path: Path) -> None:
    found = mapped(file(invoices("Amount,Quantity", "1,A,2024-01-01,5,")), tmp_path)
    assert (found.rejects, rows(found)[0]["quantity"]) == ((), None)
    priced = mapped(file(invoices("Unit Price,Quantity", "1,A,2024-01-01,5,")), tmp_path)
    assert faults(priced) == [(2, "Quantity", "", "mapping.missing_value")]


def test_a_product_that_is_too_large_is_rejected_once(file: Read, tmp_path: Path) -> None:
    found = mapped(file(invoices("Unit Price,Quantity", "1,A,2024-01-01,10000000,10000000")), tmp_path)
    assert faults(found) == [(2, "Unit Price", "10000000", "mapping.overflow")]
    assert rows(found)[0]["amount"] is None


def test_a_line_number_must_fit(file: Read, tmp_path: Path) -> None:
    found = mapped(file(invoices("Amount,Line No", "1,A,2024-01-01,1,3000000000", "2,A,2024-01-01,1,2.5")), tmp_path)
    assert faults(found) == [
        (2, "Line No", "3000000000", "mapping.overflow"),
        (3, "Line No", "2.5", "mapping.bad_integer"),
    ]


def test_cancelled_rows_are_dropped_neither_taken_nor_rejected(file: Read, tmp_path: Path) -> None:
    text = invoices(
        "Amount,Status",
        "1,A,2024-01-01,5,Paid",
        "2,A,2024-01-01,7, Cancelled ",
        "3,A,2024-01-01,oops,void",
        "4,A,2024-01-01,-7,Paid",
        "5,A,2024-01-01,oops,Paid",
    )
    found = mapped(file(text), tmp_path, answers={"Status": "drop"})
    assert [(r["row"], r["state"], r["amount"]) for r in rows(found)[:5]] == [
        (2, "ok", D(5)),
        (3, "dropped", D(7)),
        (4, "dropped", None),
        (5, "ok", D(-7)),
        (6, "rejected", None),
    ]
    assert faults(found) == [(6, "Amount", "oops", "mapping.bad_number")]
    kept = mapped(file(text), tmp_path, answers={"Status": "keep"})
    assert {r["state"] for r in rows(kept)} == {"ok", "rejected"}


def test_float_ids_are_the_ids_before_the_spreadsheet(file: Read, tmp_path: Path) -> None:
    text = (
        "Invoice No,Customer ID,Invoice Date,Amount\n1,17850.0,2024-01-01,5\n2,,2024-01-02,6\n3,13047.00,2024-01-03,6\n"
    )
    assert [r["account_id"] for r in rows(mapped(file(text), tmp_path))] == ["17850", None, "13047"]


def test_records_that_reading_refused_are_rejects_with_their_hint(file: Read, tmp_path: Path) -> None:
    reading = file(invoices("Amount", "1,A,2024-01-01,5", "2,A,2024-01-01,5,6,7"))
    assert len(reading.rejects) == 1
    found = mapped(reading, tmp_path)
    (reject,) = found.rejects
    assert (reject.row, reject.column, reject.hint) == (3, "", f"{reject.code}.hint")
    assert [r["row"] for r in rows(found)] == [2, *range(4, 13)]


def test_accounts_and_products(file: Read, tmp_path: Path) -> None:
    header = "Customer ID,Customer Name,Employees,Annual Revenue,Created Date\n"
    text = header + '01,Ann,"1,200",5000000.50,2020-02-03\n,Bob,7,1,\n'
    found = mapped(file(text), tmp_path)
    assert rows(found)[0] == {
        "row": 2, "state": "ok", "account_id": "01", "name": "Ann", "employees": 1200,
        "company_turnover": D("5000000.5"), "created_on": dt.date(2020, 2, 3),
    }  # fmt: skip
    assert faults(found) == [(3, "Customer ID", "", "mapping.missing_key")]


def test_a_file_without_rows_gives_an_empty_table(file: Read, tmp_path: Path) -> None:
    reading = file("Invoice No,Customer ID,Invoice Date,Amount\n")
    found = mapped(reading, tmp_path, table="revenue_line")
    table = pq.read_table(found.rows)
    assert table.num_rows == 0
    assert table.column_names == ["row", "state", "invoice_id", "account_id", "invoiced_on", "amount"]


def test_equal_cells_in_many_batches(file: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = invoices("Unit Price,Qty", *(f"{i},A,2024-01-01,{i % 7}.25,{i % 5}" for i in range(1, 200)))
    whole = rows(mapped(file(text), tmp_path))
    monkeypatch.setattr("kam_analytics.reading.cells.BATCH_ROWS", 16)
    assert rows(mapped(file(text), tmp_path)) == whole
    expected = [(D(i % 7) + D("0.25")) * (i % 5) for i in range(1, 200)]
    assert [row["amount"] for row in whole[:199]] == expected
