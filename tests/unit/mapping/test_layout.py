from __future__ import annotations

from kam_analytics.i18n import codes
from kam_analytics.mapping.layout import Layout, always_filled, fields_of, layouts, speaks
from tests.support.each import each


@each(layouts(), lambda layout: layout.name)
def test_no_label_means_two_fields(layout: Layout) -> None:
    seen: dict[str, str] = {}
    for field, labels in layout.fields.items():
        for label in labels:
            assert seen.setdefault(label, field) == field, label


@each(layouts(), lambda layout: layout.name)
def test_no_field_is_ruled_out_by_its_own_label(layout: Layout) -> None:
    assert not layout.never & {label for labels in layout.fields.values() for label in labels}


@each(layouts(), lambda layout: layout.name)
def test_a_layout_and_its_table_have_names_for_people(layout: Layout) -> None:
    assert {f"page.import.layout.{layout.name}", f"page.import.table.{layout.table}"} <= codes().keys()


def test_invoice_files_have_parts_of_amounts_and_others_have_not() -> None:
    assert {"unit_price", "discount", "status"} <= set(fields_of("revenue_line"))
    assert "unit_price" not in fields_of("product")


def test_what_every_row_needs() -> None:
    assert always_filled("account", None) == {"account_id"}
    assert always_filled("revenue_line", "amount") == {"invoice_id", "invoiced_on", "amount"}
    assert always_filled("revenue_line", "unit_price*quantity*(1-discount)") == {
        "invoice_id",
        "invoiced_on",
        "unit_price",
        "quantity",
    }


def test_halves_speak_for_their_own() -> None:
    assert speaks("revenue_line", "header", "account_id")
    assert not speaks("revenue_line", "header", "amount")
    assert not speaks("revenue_line", "header", "unit_price")
    assert not speaks("revenue_line", "line", "invoiced_on")
    assert speaks("revenue_line", "line", "status")
    assert speaks("revenue_line", "both", "amount")
    assert speaks("account", None, "name")
