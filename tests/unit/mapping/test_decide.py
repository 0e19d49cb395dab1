from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pytest

from kam_analytics.errors import Refused
from kam_analytics.mapping.decide import Decided, Said, decide
from kam_analytics.mapping.layout import field_kind
from kam_analytics.mapping.profile import Profile
from kam_analytics.mapping.types import ColumnMap

Columns = dict[str, tuple[str | None, Iterable[str]]]


def decided(columns: Columns, answers: dict[str, str] | None = None, *, invoices: bool = True) -> Decided:
    """Decide columns given as label: (field, texts)."""
    maps, profiles = [], {}
    for index, (label, (field, texts)) in enumerate(columns.items()):
        kind = field_kind("revenue_line", field) if field else "text"
        maps.append(ColumnMap(index, label, field, 1.0, kind))
        values = sorted(set(texts))
        profiles[index] = Profile(index, pa.array(values, pa.string()), pa.array([1] * len(values), pa.int64()))

    def others() -> list[Profile]:
        return [profiles[m.index] for m in maps if m.field is None]

    return decide(maps, profiles, others, Said(answers or {}), "f.csv", invoices=invoices)


def test_a_column_decides_itself() -> None:
    found = decided({"Betrag": ("amount", ["1.234", "0,5"]), "Datum": ("invoiced_on", ["31/12/2024", "1/2/2024"])})
    assert found.columns[0].decimal == ","
    assert found.columns[1].date_order == "dmy"
    assert found.questions == []


def test_another_mapped_column_decides() -> None:
    found = decided({"A": ("amount", ["1.234"]), "C": ("cost", ["0,5"])})
    assert [c.decimal for c in found.columns] == [",", ","]
    assert not found.questions


def test_a_column_that_is_not_mapped_decides() -> None:
    columns: Columns = {
        "Amount": ("amount", ["1.234"]),
        "Date": ("invoiced_on", ["1/2/2024"]),
        "Freight": (None, ["3,99"]),
        "Due": (None, ["2/28/2024"]),
    }
    found = decided(columns)
    assert found.columns[0].decimal == ","
    assert found.columns[1].date_order == "mdy"
    assert not found.questions


def test_only_dates_written_alike_are_evidence() -> None:
    found = decided({"Date": ("invoiced_on", ["1/2/2024"]), "Due": (None, ["28.2.2024"])})
    assert [(q.column, q.code, q.params["example"]) for q in found.questions] == [
        ("Date", "mapping.date_order", "1/2/2024")
    ]


def test_what_nothing_decides_is_asked_and_answered() -> None:
    columns: Columns = {"Amount": ("amount", ["1.234"]), "Date": ("invoiced_on", ["1/2/2024"])}
    found = decided(columns)
    assert [(q.file, q.column, q.code, [c.value for c in q.choices]) for q in found.questions] == [
        ("f.csv", "Amount", "mapping.decimal", [".", ","]),
        ("f.csv", "Date", "mapping.date_order", ["dmy", "mdy"]),
    ]
    answered = decided(columns, {"Amount": ",", "Date": "mdy"})
    assert (answered.columns[0].decimal, answered.columns[1].date_order) == (",", "mdy")
    assert not answered.questions


def test_an_answer_about_one_column_decides_the_others() -> None:
    found = decided({"Amount": ("amount", ["1.234"]), "Cost": ("cost", ["5.678"])}, {"Amount": ","})
    assert [c.decimal for c in found.columns] == [",", ","]
    assert not found.questions


def test_contradictions_in_a_column_are_asked_with_both_examples() -> None:
    columns: Columns = {"A": ("amount", ["1.5", "1,5"]), "D": ("invoiced_on", ["31/12/2024", "12/31/2024"])}
    first, second = decided(columns).questions
    assert (first.code, first.params["example"], first.params["other"]) == ("mapping.decimal_conflict", "1,5", "1.5")
    assert (second.code, second.params["other"]) == ("mapping.date_conflict", "31/12/2024")
    assert not decided(columns, {"A": ".", "D": "dmy"}).questions


def test_columns_that_contradict_each_other_keep_their_own() -> None:
    found = decided({"A": ("amount", ["1.5"]), "C": ("cost", ["1,5"]), "Q": ("quantity", ["1.234"])})
    assert [c.decimal for c in found.columns[:2]] == [".", ","]
    assert [q.column for q in found.questions] == ["Q"]


@pytest.mark.parametrize(("column", "answer"), [("Amount", "dot"), ("Date", "."), ("Status", "x"), ("Discount", ",")])
def test_an_answer_that_is_none_of_the_choices_is_refused(column: str, answer: str) -> None:
    columns: Columns = {
        "Amount": ("amount", ["1.234"]),
        "Date": ("invoiced_on", ["1/2/2024"]),
        "Status": ("status", ["void"]),
        "Discount": ("discount", ["10"]),
    }
    with pytest.raises(Refused) as caught:
        decided(columns, {column: answer})
    assert caught.value.code == "mapping.bad_answer"
    assert caught.value.params["column"] == column


def test_discounts_are_asked_once_whatever_their_mark() -> None:
    columns: Columns = {"Discount": ("discount", ["12.500", "0"])}
    assert [q.code for q in decided(columns).questions] == ["mapping.percent"]
    found = decided(columns, {"Discount": "percent"}).columns[0]
    assert (found.percent, found.decimal) == (True, ".")
    assert decided(columns, {"Discount": "share"}).columns[0].percent is False
    assert decided({"Rabatt %": ("discount", ["12,5"])}).columns[0].percent is True


def test_discounts_written_both_ways_need_no_question() -> None:
    found = decided({"Discount": ("discount", ["0.15", "0,2"])})
    assert found.questions == []
    assert found.columns[0].decimal is None


def test_ids_that_are_all_floats_lose_their_point() -> None:
    assert decided({"C": ("account_id", ["17850.0", "13047.0"])}).columns[0].float_ids
    assert decided({"C": ("account_id", ["17850.0", "A1"])}).columns[0].float_ids
    assert not decided({"C": ("account_id", ["17850.0", "17851"])}).columns[0].float_ids
    assert not decided({"C": ("account_id", [])}).columns[0].float_ids


def test_cancelled_rows_are_asked_dropped_or_kept() -> None:
    columns: Columns = {"Status": ("status", ["Paid", "Cancelled", "void"])}
    (question,) = decided(columns).questions
    assert (question.code, [c.value for c in question.choices]) == ("mapping.cancelled", ["drop", "keep"])
    assert decided(columns, {"Status": "drop"}).columns[0].drops == ("Cancelled", "void")
    kept = decided(columns, {"Status": "keep"})
    assert (kept.columns[0].drops, kept.questions) == ((), [])
    assert not decided({"Status": ("status", ["Paid"])}).questions


def test_the_status_of_a_customer_is_no_cancelled_row() -> None:
    assert not decided({"Status": ("status", ["Cancelled"])}, invoices=False).questions
