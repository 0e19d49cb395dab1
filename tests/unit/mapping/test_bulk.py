"""Whole columns at once are read as their parsers read each cell, or not at all."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.mapping.application import _array, _parsed
from kam_analytics.mapping.bulk import bulk
from kam_analytics.mapping.evidence import Limit, decimal_evidence
from kam_analytics.mapping.profile import Profile
from kam_analytics.mapping.types import ColumnMap
from kam_analytics.mapping.values import Fault
from kam_analytics.schema import table

TABLE = "revenue_line"
KINDS = {"invoice_id": "id", "invoiced_on": "date", "amount": "amount", "quantity": "number", "line_no": "integer"}


def column(field: str, **more: object) -> ColumnMap:
    return ColumnMap(0, field, field, 1.0, KINDS[field], **more)


def slowly(cells: pa.Array, one: ColumnMap) -> pa.Array | None:
    """Cell by cell; None where a cell is faulty."""
    parsed = _parsed(cells, one, TABLE)
    if any(isinstance(value, Fault) for value in parsed[0]):
        return None
    return _array(parsed, table(TABLE).column(str(one.field)).arrow)


odd = st.sampled_from(
    ["", " ", "-", "n/a", "1e5", "007", "-0", "0", "1.5", "1,5", "1.234", "1,234", "1.234,5", "(3)", "5-", "+5",
     "1 000", "13313.0", "1E+05", "000000000000000", "000000000000000AAA", "A 1", " A1", "A1 ", "A\x1f1", "ä",
     "2024-02-29", "2023-02-29", "2024-13-01", "2024-02-03 10:11", "2024-02-03T10:11:12", "2024-02-03 24:00",
     "03.04.2024", "99999999999999", "99999999999999.99995", "9999999999", "0.00001", "2147483647", "2147483648",
     "€5", "5%", ".5", "5.", "001Wj000001wMyw", "1899-01-01", "2200-01-01", "20240203", "1.0", "-1.50",
     "12345678901234567890", "zcrm_4001", '="007"', "45292", "45292.75", "9002;9999"]
)  # fmt: skip
plain = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.decimals(-(10**6), 10**6, places=2).map(str),
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)).map(str),
    st.text("AZaz09_-/#&", max_size=20),
)
columns = st.sampled_from([
    column("invoice_id"), column("invoice_id", float_ids=True), column("invoiced_on", date_order="ymd"),
    column("invoiced_on", date_order="dmy"), column("invoiced_on", serial=True),
    column("amount", decimal="."), column("amount", decimal=","),
    column("amount"), column("quantity", decimal="."), column("quantity", decimal=","), column("quantity"),
    column("line_no", decimal="."), column("line_no"),
])  # fmt: skip


@given(columns, st.lists(st.one_of(odd, plain), max_size=6), st.integers(1, 12))
def test_it_reads_as_the_parser_of_the_field_or_not_at_all(one: ColumnMap, texts: list[str], times: int) -> None:
    cells = pa.array(texts * times, pa.string())
    found = bulk(cells, one, TABLE)
    if found is not None:
        expected = slowly(cells, one)
        assert expected is not None, "a faulty cell is never read"
        assert found.equals(expected)


@given(columns, odd, plain)
def test_a_single_cell_too(one: ColumnMap, first: str, second: str) -> None:
    for text in (first, second):
        found = bulk(pa.array([text]), one, TABLE)
        assert found is None or found.equals(slowly(pa.array([text]), one))


@pytest.mark.parametrize(
    ("one", "texts", "values"),
    [
        (column("invoice_id"), ["I-1", "", "00042"], ["I-1", None, "00042"]),
        (column("invoiced_on"), ["2024-02-29", "2024-03-01 10:30:00"], [dt.date(2024, 2, 29), dt.date(2024, 3, 1)]),
        (column("amount", decimal=","), ["1,5", "-0,0001", "7"], [Decimal("1.5"), Decimal("-0.0001"), Decimal(7)]),
        (column("quantity", decimal="."), ["2", "0.125", ""], [2.0, 0.125, None]),
        (column("line_no"), ["1", "20"], [1, 20]),
    ],
)
def test_plain_cells_are_read_at_once(one: ColumnMap, texts: list[str], values: list[object]) -> None:
    for times in (1, 20):
        found = bulk(pa.array(texts * times), one, TABLE)
        assert found is not None
        assert found.to_pylist() == values * times


numbers = st.lists(st.one_of(odd, plain, st.from_regex(r"\A-?\d{1,3}([.,]\d{3}){0,2}([.,]\d{0,4})?%?\Z")), max_size=12)


@given(numbers, st.sampled_from(["none", "whole", "small"]))
def test_forms_of_numbers_prove_what_all_texts_prove(texts: list[str], limit: Limit) -> None:
    distinct = sorted({text.strip() for text in texts} - {""})
    profile = Profile(0, pa.array(distinct, pa.string()), pa.array([1] * len(distinct), pa.int64()))
    assert set(profile.forms) <= set(distinct)
    assert decimal_evidence(profile.forms, limit) == decimal_evidence(profile.texts, limit)
