from __future__ import annotations

import pytest

from kam_analytics.mapping.labels import nearest, normal


@pytest.mark.parametrize(
    "label",
    ["Invoice No.", "InvoiceNumber", "invoice_nr", "INVOICE NO", "Invoice #", "invoice-num", " Invoice  Number "],
)
def test_writings_of_one_label_are_one(label: str) -> None:
    assert normal(label) == "invoiceno"


@pytest.mark.parametrize(
    ("label", "form"),
    [
        ("Währung", "waehrung"),
        ("Wa\u0308hrung", "waehrung"),  # the same letters, composed otherwise
        ("Straße", "strasse"),
        ("Rechnungsnummer", "rechnungsno"),
        ("Rechnungs-Nr.", "rechnungsno"),
        ("Rabatt %", "rabattpct"),
        ("AccountID", "accountid"),
        ("Société", "societe"),
        ("…", ""),
    ],
)
def test_form(label: str, form: str) -> None:
    assert normal(label) == form


def test_case_of_unrelated_labels_stays_apart() -> None:
    assert normal("Order Date") != normal("Order ID")


def test_the_nearest_is_found_through_spelling_mistakes() -> None:
    assert nearest("Invoce No", ["Invoice Number", "Amount"]) == "Invoice Number"
    assert nearest("zzz", ["Invoice Number", "Amount"]) is None
    assert nearest("zzz", ["Amount"], 0.0) == "Amount"
    assert nearest("anything", []) is None


def test_the_nearest_does_not_depend_on_the_order_of_options() -> None:
    options = ["Customer No", "customer_number", "Customer Nr."]
    assert nearest("CustomerNumber", options) == nearest("CustomerNumber", options[::-1])
