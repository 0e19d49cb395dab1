"""Columns whose labels are only nearly known: by label and content together, and never by force."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kam_analytics.mapping import recognise
from kam_analytics.mapping.signature import Labels
from kam_analytics.mapping.similar import alike
from kam_analytics.reading.types import Reading

Read = Callable[..., Reading]
FIELDS = {"account_id": ("customerid", "accountno"), "name": ("customername",)}


def near(*labels: str, taken: tuple[int, ...] = ()) -> dict[str, tuple[int, float]]:
    return alike(Labels.of(labels), FIELDS, taken)


def test_each_column_is_for_one_field_and_the_most_alike_wins() -> None:
    found = near("Custmer Nme", "Custmer ID", "Colour")
    assert {field: column for field, (column, _) in found.items()} == {"name": 0, "account_id": 1}
    assert all(0.6 <= share < 1 for _, share in found.values())


def test_a_label_that_is_known_is_never_taken_for_another() -> None:
    assert near("Contact ID", "Customer Name") == {}
    assert near("Custmer ID", taken=(0,)) == {}
    assert near("ID", "Nr") == {}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_columns_decides_nothing(order: tuple[int, int]) -> None:
    labels = ("Custmer ID", "Customr ID")
    found = near(*(labels[i] for i in order))
    assert found["account_id"][1] == pytest.approx(0.947, abs=0.01)


def rows(label: str, *cells: str) -> str:
    return f"Customer ID,{label}\n" + "".join(f"K{i},{cell}\n" for i, cell in enumerate(cells))


def test_a_needed_column_is_taken_when_label_and_content_fit(file: Read) -> None:
    found = recognise(file(rows("Custmer Name", "Nord", "Sued")))
    assert found.mapping is not None
    column = found.mapping.columns[1]
    assert (column.field, round(column.confidence, 2)) == ("name", 0.96)
    assert found.mapping.confidence < 1


def test_content_that_is_something_else_is_not_taken(file: Read) -> None:
    found = recognise(file(rows("Custmer Name", "1200.50", "17.25")))
    assert (found.mapping, found.reason) == (None, "mapping.content")


def test_a_label_that_is_less_alike_is_only_shown(file: Read) -> None:
    text = "Customer ID,Customer Name,Cust Industy\nK1,Nord,Bau\nK2,Sued,Chemie\n"
    found = recognise(file(text))
    assert found.mapping is not None
    column = found.mapping.columns[2]
    assert column.suggestion == "industry" or str(column.field).startswith("custom:")
    assert column.field != "industry"
