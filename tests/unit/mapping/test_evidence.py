from __future__ import annotations

import random

import pytest

from kam_analytics.mapping.evidence import CONFLICT, Evidence, date_evidence, decimal_evidence, is_percent


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.5", "2"], "."), (["1,5"], ","), (["1.234,5"], ","), (["1,234.5"], "."), (["1.234.567"], ","),
        (["1,234,567"], "."), (["0.500"], "."), (["1234.567"], "."), (["12,50 €"], ","), (["1 234,5"], ","),
        (["7", "8"], None), ([], None), (["abc"], None),
    ],
)  # fmt: skip
def test_decimal_mark_from_the_values(texts: list[str], mark: str | None) -> None:
    found = decimal_evidence(texts)
    assert found.value == mark
    assert not found.open


def test_one_group_of_three_is_open() -> None:
    assert decimal_evidence(["1.234", "5"]) == Evidence(None, "1.234")
    assert decimal_evidence(["1.234"]).open
    assert decimal_evidence(["1.234", "0.5"]).value == "."
    assert decimal_evidence(["1.234"], "whole").value == ","
    assert decimal_evidence(["12.500"], "small").value == "."


def test_contradicting_numbers_are_named() -> None:
    assert decimal_evidence(["1.5", "1,5"]) == Evidence(CONFLICT, "1,5", "1.5")


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["31/12/2024", "1/2/2024"], "dmy"), (["12/31/2024", "1/2/2024"], "mdy"), (["1.2.2024"], "dmy"),
        (["12.31.2024", "1.2.2024"], "mdy"), (["2024-01-02"], None), (["7/7/2024"], None), ([], None),
    ],
)  # fmt: skip
def test_date_order_from_the_values(texts: list[str], order: str | None) -> None:
    found = date_evidence(texts)
    assert found.value == order
    assert not found.open


def test_a_date_with_two_readings_is_open() -> None:
    found = date_evidence(["1/2/2024"])
    assert found.open
    assert (found.example, found.style) == ("1/2/2024", "/")


def test_dots_decide_nothing_for_slashes() -> None:
    assert date_evidence(["1.2.2024", "3/4/2024"]).open


def test_contradicting_dates_are_named() -> None:
    found = date_evidence(["12/31/2024", "31/12/2024"])
    assert (found.value, found.example, found.other) == (CONFLICT, "12/31/2024", "31/12/2024")


@pytest.mark.parametrize(
    ("label", "texts", "percent"),
    [
        ("Discount", ["0", "0.15"], False),
        ("Discount", ["15%", "5%"], False),
        ("Discount %", ["0", "15"], True),
        ("Rabatt in Prozent", ["2.5"], True),
        ("discount_pct", ["2.5"], True),
        ("Discount %", ["0"], False),
        ("Discount %", ["0.15"], None),
        ("Discount", ["10", "0"], None),
        ("Discount", ["0", "1"], None),
        ("Discount", ["0.1", "1"], False),
        ("Discount", ["250"], False),
    ],
)
def test_percentages(label: str, texts: list[str], percent: bool | None) -> None:
    assert is_percent(label, texts, ".")[0] is percent


def test_the_example_of_an_open_discount_is_one_of_its_texts() -> None:
    assert is_percent("Discount", ["0", "10", "5"], ".") == (None, "10")


def test_the_decision_does_not_depend_on_the_order() -> None:
    texts = ["1.234", "1,5", "0.5", "77", "1.2.2024", "31/12/2024", "4/7/2024"]
    for seed in range(20):
        mixed = texts.copy()
        random.Random(seed).shuffle(mixed)
        assert decimal_evidence(mixed).value == decimal_evidence(texts).value
        assert date_evidence(mixed).value == date_evidence(texts).value


def test_a_slip_that_is_no_number_under_any_mark_proves_nothing() -> None:
    assert decimal_evidence(["1.008,32", "12,34,5"]).value == ","
    assert decimal_evidence(["12,34,5"]) == Evidence(None)
