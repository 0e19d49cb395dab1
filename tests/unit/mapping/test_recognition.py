from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from kam_analytics.errors import Refused
from kam_analytics.mapping import recognise
from kam_analytics.mapping.layout import FORMULAS, Layout, field_kind, layouts
from kam_analytics.mapping.match import PARTS
from kam_analytics.mapping.types import Mapping, Recognition
from kam_analytics.reading.types import Reading

Read = Callable[..., Reading]
SAMPLES = {
    "flag": "no",
    "month": "2024-0{i}",
    "moment": "2024-03-0{i} 10:30:00",
    "id": "K{i}",
    "text": "text {i}",
    "date": "2024-03-0{i}",
    "amount": "{i}.5",
    "number": "0.{i}",
    "integer": "{i}",
}
NORTHWIND = {
    "Customers": "CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax\n"
    "ALFKI,Alfreds Futterkiste,Maria Anders,Sales Representative,Obere Str. 57,Berlin,,12209,Germany,030-0074321,\n"
    "ANATR,Ana Trujillo,Ana Trujillo,Owner,Avda. 2222,Mexico D.F.,,05021,Mexico,(5) 555-4729,\n",
    "Orders": "OrderID,CustomerID,EmployeeID,OrderDate,RequiredDate,ShippedDate,ShipVia,Freight,ShipName\n"
    "10248,VINET,5,7/4/1996,8/1/1996,7/16/1996,3,32.38,Vins\n10249,TOMSP,6,7/5/1996,8/16/1996,7/10/1996,1,11.61,Toms\n",
    "Order_Details": "OrderID,ProductID,UnitPrice,Quantity,Discount\n10248,11,14,12,0\n10248,42,9.8,10,0.15\n",
    "Products": "ProductID,ProductName,SupplierID,CategoryID,QuantityPerUnit,UnitPrice,UnitsInStock\n"
    "1,Chai,1,1,10 boxes x 20 bags,18,39\n2,Chang,1,1,24 - 12 oz bottles,19,17\n",
    "Categories": "CategoryID,CategoryName,Description\n1,Beverages,Soft drinks\n2,Condiments,Sauces\n",
}


def fields(found: Recognition) -> dict[str, str]:
    assert found.mapping is not None, found.reason
    return {c.column: c.field for c in found.mapping.columns if c.field}


def taken(found: Recognition) -> Mapping:
    assert found.mapping is not None, found.reason
    return found.mapping


def own_file(layout: Layout) -> str:
    """A file that has the first label of each field of a layout, and its marks."""
    names = {field: labels[0] for field, labels in layout.fields.items()}
    if layout.amounts:
        needed = set(FORMULAS[layout.amounts[0]])
        names = {f: n for f, n in names.items() if f not in PARTS or f in needed}
    extra = sorted(layout.marks - set(names.values()))[: layout.least_marks]
    rows = [
        [SAMPLES[field_kind(layout.table, field)].format(i=i) if field != "currency" else "EUR" for field in names]
        + ["x"] * len(extra)
        for i in range(1, 6)
    ]
    return "\n".join(",".join(row) for row in [[*names.values(), *extra], *rows]) + "\n"


@pytest.mark.parametrize(
    "layout", [la for la in layouts() if not la.prefixed and not la.yearless], ids=lambda layout: layout.name
)
def test_a_layout_is_recognised_from_its_own_labels(file: Read, layout: Layout) -> None:
    found = taken(recognise(file(own_file(layout))))
    assert (found.layout, found.table, found.half) == (layout.name, layout.table, layout.half)
    expected = set(layout.fields) - (PARTS - set(FORMULAS[layout.amounts[0]]) if layout.amounts else set())
    assert {c.field for c in found.columns if c.field} == expected
    assert found.confidence == 1.0


@pytest.mark.parametrize(
    ("name", "layout", "half"),
    [
        ("Customers", "account_list", None),
        ("Orders", "invoice_headers", "header"),
        ("Order_Details", "invoice_lines", "line"),
        ("Products", "product_list", None),
        ("Categories", "product_family_list", None),
    ],
)
def test_northwind(file: Read, name: str, layout: str, half: str | None) -> None:
    found = recognise(file(NORTHWIND[name], f"{name}.csv"))
    assert (taken(found).layout, taken(found).half, found.questions) == (layout, half, ())


def test_northwind_columns(file: Read) -> None:
    orders = recognise(file(NORTHWIND["Orders"]))
    assert fields(orders) == {"OrderID": "invoice_id", "CustomerID": "account_id", "OrderDate": "invoiced_on"}
    date = taken(orders).by_field("invoiced_on")
    assert date is not None
    assert date.date_order == "mdy"  # the shipping dates say so
    details = recognise(file(NORTHWIND["Order_Details"]))
    assert taken(details).amount == "unit_price*quantity*(1-discount)"
    products = fields(recognise(file(NORTHWIND["Products"])))
    assert (products["CategoryID"], products["UnitPrice"]) == ("family", "list_price")


def test_online_retail(file: Read) -> None:
    found = recognise(
        file(
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
            "536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n"
            "536365,71053,LANTERN,6,2010-12-01 08:26:00,3.39,17850.0,United Kingdom\n"
            "C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527.0,United Kingdom\n"
        )
    )
    mapping = taken(found)
    assert (mapping.half, mapping.amount, found.questions) == ("both", "unit_price*quantity", ())
    customer = mapping.by_field("account_id")
    assert customer is not None
    assert customer.float_ids


def test_german_invoices(file: Read) -> None:
    found = recognise(
        file(
            "Rechnungsnummer;Kundennummer;Rechnungsdatum;Artikelnummer;Menge;Einzelpreis;Rabatt %;Währung\n"
            "R1;K1;01.02.2024;A1;2;1.234,50;10;EUR\nR2;K2;03.04.2024;A2;1;5,00;0;EUR\n"
        )
    )
    mapping = taken(found)
    assert found.questions == ()
    assert fields(found)["Rabatt %"] == "discount"
    price, discount, date = (mapping.by_field(f) for f in ("unit_price", "discount", "invoiced_on"))
    assert price is not None
    assert discount is not None
    assert date is not None
    assert (price.decimal, discount.percent, date.date_order) == (",", True, "dmy")


def test_a_file_of_unknown_columns_says_what_it_found(file: Read) -> None:
    found = recognise(file("Foo,Bar\n1,2\n3,4\n", "x.csv"))
    assert (found.mapping, found.reason) == (None, "mapping.unknown_columns")
    assert found.params["columns"] == "Foo, Bar"


def test_a_misspelt_header_says_what_is_nearest(file: Read) -> None:
    found = recognise(file("Custmer ID,Amt\n1,2\n3,4\n"))
    assert (found.mapping, found.reason) == (None, "mapping.similar_columns")
    assert found.params["nearest"] == "Custmer ID (account_id)"


def test_a_layout_that_lacks_little_is_named_and_never_taken(file: Read) -> None:
    found = recognise(file("Invoice No,Customer ID,Amount\n1,A,5\n2,B,6\n"))
    assert (found.mapping, found.reason) == (None, "mapping.almost")
    assert (found.params["table"], found.params["missing"]) == ("revenue_line", "invoiced_on")


def test_content_that_speaks_against_a_layout_is_never_taken(file: Read) -> None:
    rows = "\n".join(f"{i},A,2024-01-0{i},much" for i in range(1, 6))
    found = recognise(file(f"Invoice No,Customer ID,Invoice Date,Amount\n{rows}\n"))
    assert (found.mapping, found.reason) == (None, "mapping.content")  # nor as headers, without the money
    assert (found.params["column"], found.params["field"]) == ("Amount", "amount")


def test_an_empty_column_that_every_row_needs(file: Read) -> None:
    found = recognise(file("Invoice No,Customer ID,Invoice Date,Amount\n,A,2024-01-01,5\n,A,2024-01-02,6\n"))
    assert (found.reason, found.params["column"]) == ("mapping.empty", "Invoice No")


def test_a_header_without_rows_is_known_by_its_labels(file: Read) -> None:
    assert taken(recognise(file(NORTHWIND["Customers"].split("\n")[0] + "\n"))).layout == "account_list"


def test_a_file_that_shares_a_name_column_looks_like_nothing(file: Read) -> None:
    found = recognise(file("Id,LeadId,Name,Colour\n1,2,Deal,Red\n"))
    assert (found.mapping, found.reason) == (None, "mapping.similar_columns")


def test_a_list_without_its_key_is_named(file: Read) -> None:
    found = recognise(file("Customer Name,Industry,Country\nAnn,Bau,DE\nBob,Chemie,AT\n"))
    assert (found.reason, found.params["table"], found.params["missing"]) == ("mapping.almost", "account", "account_id")


def test_a_booking_journal_is_no_list_of_invoices(file: Read) -> None:
    text = (
        "Umsatz;Soll/Haben-Kennzeichen;Auftragsnummer;Datum;Kunde\n5,00;S;A1;01.02.2024;K1\n6,00;H;A2;01.02.2024;K1\n"
    )
    assert recognise(file(text)).mapping is None


def test_a_list_whose_key_repeats(file: Read) -> None:
    text = "Customer ID,Customer Name\n" + "A,Ann\n" * 4 + "B,Bob\n"
    found = recognise(file(text))
    assert (found.mapping, found.reason) == (None, "mapping.not_unique")
    assert taken(recognise(file(text), table="account")).layout == "account_list"


def test_amounts_may_say_their_currency_themselves(file: Read) -> None:
    text = "Invoice No,Customer ID,Invoice Date,Amount{}\n1,A,2024-01-01,USD 5{}\n2,A,2024-01-01,EUR 7{}\n"
    assert taken(recognise(file(text.format("", "", "")))).currency_in == "amount"
    assert taken(recognise(file(text.format(",Currency", ",USD", ",EUR")))).currency_in is None
    assert taken(recognise(file(text.format("", "", "").replace("USD ", "").replace("EUR ", "")))).currency_in is None


def test_amounts_in_several_currencies_of_which_some_say_nothing_need_a_column_for_them(file: Read) -> None:
    text = "Invoice No,Customer ID,Invoice Date,Amount\n1,A,2024-01-01,USD 5\n2,A,2024-01-01,EUR 7\n3,A,2024-01-01,9\n"
    assert recognise(file(text)).reason == "mapping.mixed_currencies"
    assert recognise(file(text), table="revenue_line").reason == "mapping.mixed_currencies"


def test_an_optional_column_that_cannot_be_read_is_not_taken(file: Read) -> None:
    rows = "\n".join(f"{i},2024-01-0{i},5,no idea {i},{i}" for i in range(1, 6))
    reading = file(f"Invoice No,Invoice Date,Amount,Cost,Quantity\n{rows}\n")
    found = taken(recognise(reading))
    cost = found.columns[3]
    assert (cost.field, cost.confidence) == (None, 0.0)
    assert found.by_field("quantity") is not None
    chosen = taken(recognise(reading, sets={"Cost": "cost"})).columns[3]
    assert (chosen.field, chosen.confidence) == ("cost", 0.0)


def test_a_currency_is_always_taken(file: Read) -> None:
    found = recognise(file("Invoice No,Invoice Date,Amount,Currency\n1,2024-01-01,5,Francs\n2,2024-01-02,6,Kronen\n"))
    currency = taken(found).by_field("currency")
    assert currency is not None
    assert currency.confidence == 0.0


def test_a_person_names_the_table(file: Read) -> None:
    text = "Id,Name\n1,Ann\n2,Bob\n"
    assert recognise(file(text)).mapping is None
    assert taken(recognise(file(text), table="account")).table == "account"
    assert recognise(file("Foo,Bar\n1,2\n"), table="account").mapping is None


def test_a_person_names_columns(file: Read) -> None:
    text = "Beleg,Wer,Wann,Wert,Rabatt\n1,A,2024-01-01,5,1\n2,B,2024-01-02,6,2\n"
    sets = {"Beleg": "invoice_id", "Wer": "account_id", "Wann": "invoiced_on", "Wert": "amount"}
    found = recognise(file(text), sets=sets)
    assert (taken(found).half, fields(found)) == ("both", sets)


def test_a_person_chooses_among_columns_and_formulas(file: Read) -> None:
    text = "Invoice No,Invoice Date,Net Amount,Amount,Unit Price,Quantity\n1,2024-01-01,5,6,1,5\n2,2024-01-02,6,7,2,3\n"
    assert fields(recognise(file(text)))["Net Amount"] == "amount"
    left_out = fields(recognise(file(text), sets={"Net Amount": "ignore"}))
    assert "Net Amount" not in left_out
    assert left_out["Amount"] == "amount"
    priced = taken(recognise(file(text), sets={"Unit Price": "unit_price"}))
    assert priced.amount == "unit_price*quantity"


@pytest.mark.parametrize(
    ("table", "sets", "code", "nearest"),
    [
        ("acount", {}, "mapping.unknown_table", None),
        (None, {"Nmae": "name"}, "mapping.unknown_column", "Name"),
        (None, {"Name": "nmae"}, "mapping.unknown_field", "name"),
        ("account", {"Name": "invoice_id"}, "mapping.unknown_field", None),
        (None, {"Id": "name", "Name": "name"}, "mapping.field_twice", None),
    ],
)
def test_wrong_names_are_refused_with_the_nearest(
    file: Read, table: str | None, sets: dict[str, str], code: str, nearest: str | None
) -> None:
    with pytest.raises(Refused) as caught:
        recognise(file("Id,Name\n1,Ann\n"), table=table, sets=sets)
    assert caught.value.code == code
    if nearest is not None:
        assert caught.value.params["nearest"] == nearest


def test_cancelled_rows_of_invoices_ask_and_negative_amounts_do_not(file: Read) -> None:
    text = "Invoice No,Invoice Date,Amount,Status\n1,2024-01-01,5,Paid\n2,2024-01-02,-6,{}\n"
    assert recognise(file(text.format("Paid"))).questions == ()
    (question,) = recognise(file(text.format("Cancelled"), "a.csv")).questions
    assert (question.file, question.column, question.code) == ("a.csv", "Status", "mapping.cancelled")
    answered = recognise(file(text.format("Cancelled")), answers={"Status": "drop"})
    status = taken(answered).by_field("status")
    assert status is not None
    assert (status.drops, answered.questions) == (("Cancelled",), ())


def test_a_cancelled_customer_is_a_customer(file: Read) -> None:
    found = recognise(file("Customer ID,Customer Name,Status\n1,Ann,Cancelled\n2,Bob,Active\n"))
    assert (fields(found)["Status"], found.questions) == ("status", ())


def test_the_order_of_rows_decides_nothing(file: Read) -> None:
    rows = [f"{i},A{i}.0,{i}/{i % 3 + 1}/2024,{i}.{i:03},{i % 4 * 5}" for i in range(1, 29) if i < 13]
    rows += ["99,A9.0,28/1/2024,1.5,0"]
    header = "Invoice No,Customer ID,Invoice Date,Amount,Discount"
    first = recognise(file("\n".join([header, *rows]) + "\n"))
    for seed in range(5):
        mixed = rows.copy()
        random.Random(seed).shuffle(mixed)
        assert recognise(file("\n".join([header, *mixed]) + "\n")) == first


def test_the_id_of_a_mapping_is_what_rows_mean(file: Read) -> None:
    text = "Invoice No,Invoice Date,Amount,Status\n1,2024-01-01,5,Paid\n2,2024-01-02,6,void\n"
    keep, drop = (taken(recognise(file(text), answers={"Status": answer})) for answer in ("keep", "drop"))
    assert keep.id != drop.id
    assert keep.id == taken(recognise(file(text, "b.csv"), answers={"Status": "keep"})).id


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Amount,", "5,EUR"), ("Amount,Curr", "5,€"), ("WKZ-Feld,Amount", "USD,5"), ("Amount Currency,Amount", "EUR,5")],
)
def test_a_currency_beside_the_amount_is_its_currency(file: Read, header: str, cells: str) -> None:
    found = taken(recognise(file(f"Invoice No,Invoice Date,{header}\n1,2024-01-01,{cells}\n2,2024-01-02,{cells}\n")))
    currency = found.by_field("currency")
    assert currency is not None
    assert currency.column != "Amount"


def test_a_column_beside_the_amount_that_holds_something_else_is_no_currency(file: Read) -> None:
    found = taken(recognise(file("Invoice No,Invoice Date,Amount,Kz\n1,2024-01-01,5,EUR\n2,2024-01-02,6,PCS\n")))
    assert found.by_field("currency") is None
