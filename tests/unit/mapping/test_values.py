from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.mapping import currencies, dates, faults, values
from kam_analytics.mapping.faults import Fault

D = Decimal


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("1234.5", ".", D("1234.5")),
        ("1,234.50", ".", D("1234.50")),
        ("1.234,50", ",", D("1234.50")),
        ("1 234,50", ",", D("1234.50")),
        ("1\u00a0234\u00a0567,5", ",", D("1234567.5")),
        ("1\u202f234,5", ",", D("1234.5")),
        ("1'234.50", ".", D("1234.50")),
        ("1\u2019234.50", ".", D("1234.50")),
        (".5", ".", D("0.5")),
        ("5.", ".", D(5)),
        ("007", ".", D(7)),
        ("+3", ".", D(3)),
        ("-3.5", ".", D("-3.5")),
        ("\u22123.5", ".", D("-3.5")),
        ("3,5-", ",", D("-3.5")),
        ("(1,234.00)", ".", D("-1234.00")),
        ("-$5.00", ".", D("-5.00")),
        ("$ -5.00", ".", D("-5.00")),
        ("($5.00)", ".", D("-5.00")),
        ("12,50 €", ",", D("12.50")),
        ("EUR 12,50", ",", D("12.50")),
        ("12.50 USD", ".", D("12.50")),
        ("US$5", ".", D(5)),
        ("1.5e3", ".", D(1500)),
        ("-0", ".", D(0)),
        ("1,234,567", ".", D(1234567)),
        ("0.1", ".", D("0.1")),
    ],
)
def test_numbers(text: str, mark: values.DecimalMark, number: Decimal) -> None:
    assert values.parse_decimal(text, mark) == number


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "n/a", "NULL", "NaN", "k.A."])
def test_empty_numbers_and_dates(text: str) -> None:
    assert values.parse_decimal(text) is None
    assert dates.parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("12,34", "."), ("1,2345", "."), ("1.234.5", "."), ("1,234.5,6", "."), ("--5", "."), ("-(5)", "."), ("(5", "."),
        ("-5-", "."), ("5%", "."), ("five", "."), ("1.5", ","), ("1e", "."), (".", "."), ("1,234 567", "."), ("٣", "."),
    ],
)  # fmt: skip
def test_what_is_no_number(text: str, mark: values.DecimalMark) -> None:
    assert values.parse_decimal(text, mark) == faults.BAD_NUMBER


def test_a_number_that_reads_two_ways_needs_its_mark() -> None:
    assert values.parse_decimal("1.234", None) == faults.UNDECIDED_DECIMAL
    assert values.parse_decimal("1.234", ".") == D("1.234")
    assert values.parse_decimal("1.234", ",") == D(1234)
    assert values.parse_decimal("12,5", None) == D("12.5")
    assert values.parse_decimal("1.234,5", None) == D("1234.5")
    assert values.parse_decimal("77", None) == D(77)


def test_numbers_out_of_all_bounds() -> None:
    assert values.parse_decimal("1e60") == faults.OVERFLOW
    assert values.parse_decimal("9" * 61) == faults.OVERFLOW
    assert values.parse_decimal("1e-9999") == faults.OVERFLOW
    assert values.parse_decimal("0e9999") == 0
    assert values.parse_decimal("9" * 59) == D("9" * 59)


numbers = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=4)
FORMS = {
    "en": (",", ".", "-{}"), "de": (".", ",", "-{}"), "sap": (".", ",", "{}-"), "ch": ("'", ".", "-{}"),
    "fr": ("\u202f", ",", "\u2212{}"), "se": ("\u00a0", ",", "\u2212{}"), "books": (",", ".", "({})"),
    "plain": ("", ".", "-{}"), "euro": (".", ",", "-{} €"), "dollar": (",", ".", "-${}"),
}  # fmt: skip


def written(number: Decimal, form: str) -> str:
    thousands, decimal, negative = FORMS[form]
    text = f"{abs(number):,}".replace(",", "T").replace(".", decimal).replace("T", thousands)
    return negative.format(text) if number < 0 else text


@given(numbers, st.sampled_from(sorted(FORMS)))
def test_a_number_written_in_any_locale_reads_back(number: Decimal, form: str) -> None:
    mark = "," if FORMS[form][1] == "," else "."
    assert values.parse_decimal(written(number, form), mark) == number


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_a_fault(text: str) -> None:
    for mark in (".", ",", None):
        assert isinstance(values.parse_decimal(text, mark), Decimal | Fault | None)
        assert isinstance(values.parse_integer(text, mark), int | Fault | None)
        assert isinstance(values.parse_discount(text, mark), Decimal | Fault | None)
    for order in ("ymd", "dmy", "mdy", None):
        assert isinstance(dates.parse_date(text, order), dt.date | Fault | None)
    assert isinstance(values.parse_id(text), str | Fault | None)
    assert isinstance(currencies.parse_currency(text), str | Fault | None)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2024-07-04", "ymd", "2024-07-04"),
        ("2024/7/4", "ymd", "2024-07-04"),
        ("2024.07.04", "mdy", "2024-07-04"),
        ("20240704", "ymd", "2024-07-04"),
        ("4.7.2024", "dmy", "2024-07-04"),
        ("04.07.24", "dmy", "2024-07-04"),
        ("4/7/1996", "dmy", "1996-07-04"),
        ("7/4/1996", "mdy", "1996-07-04"),
        ("7/4/69", "mdy", "2069-07-04"),
        ("7/4/70", "mdy", "1970-07-04"),
        ("09-06-2026", "dmy", "2026-06-09"),
        ("4 Jul 2024", "ymd", "2024-07-04"),
        ("4. Juli 2024", "ymd", "2024-07-04"),
        ("15 Apr, 2021", "ymd", "2021-04-15"),
        ("01-Mär-24", "ymd", "2024-03-01"),
        ("1.Dez.2024", "ymd", "2024-12-01"),
        ("July 4, 2024", "ymd", "2024-07-04"),
        ("Jul 4th 2024", "ymd", "2024-07-04"),
        ("2010-12-01 08:26:00", "ymd", "2010-12-01"),
        ("2024-07-04T23:59:59.123Z", "ymd", "2024-07-04"),
        ("2024-07-04T23:59:59+02:00", "ymd", "2024-07-04"),
        ("7/4/1996 3:15 PM", "mdy", "1996-07-04"),
        ("04.07.2024 14:03 Uhr", "dmy", "2024-07-04"),
        ("15 Apr, 2021 00:02:00", "ymd", "2021-04-15"),
        ("7/7/2024", "ymd", "2024-07-07"),
        ("31/12/2024", None, "2024-12-31"),
        ("12/31/2024", None, "2024-12-31"),
        ("2024-02-29", "ymd", "2024-02-29"),
    ],
)
def test_dates(text: str, order: dates.DateOrder | None, day: str) -> None:
    assert dates.parse_date(text, order) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29", "31.04.2024", "2024-13-01", "0000-01-01", "2300-01-01", "45292", "01-02-20", "1/2", "4 Foo 2024",
        "2024-07", "soon", "2024-07-04 25:00", "4.7/2024", "123/4/2024", "2024-01-2005",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    for order in ("ymd", "dmy"):
        assert dates.parse_date(text, order) == faults.BAD_DATE


def test_a_date_that_reads_two_ways_needs_its_order() -> None:
    assert dates.parse_date("4/7/2024", None) == faults.UNDECIDED_DATE
    assert dates.parse_date("31/12/2024", "mdy") == faults.BAD_DATE


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_a_date_written_in_any_form_reads_back(day: dt.date) -> None:
    assert dates.parse_date(day.isoformat()) == day
    assert dates.parse_date(f"{day.day}.{day.month}.{day.year}", "dmy") == day
    assert dates.parse_date(f"{day.month:02}/{day.day:02}/{day.year} 11:59 pm", "mdy") == day
    assert dates.parse_date(f"{day.day} {day:%B} {day.year}") == day


@pytest.mark.parametrize(
    ("text", "percent", "share"),
    [
        ("0.15", False, D("0.15")), ("15%", False, D("0.15")), ("15 %", False, D("0.15")), ("15", True, D("0.15")),
        ("0", True, D(0)), ("100%", False, D(1)), ("", False, None),
        ("15%", True, D("0.15")), ("0.5", True, D("0.005")),
    ],
)  # fmt: skip
def test_discounts(text: str, percent: bool, share: Decimal | None) -> None:
    assert values.parse_discount(text, percent=percent) == share


def test_what_is_no_discount() -> None:
    assert values.parse_discount("15") == faults.BAD_DISCOUNT
    assert values.parse_discount("101%") == faults.BAD_DISCOUNT
    assert values.parse_discount("-5%") == faults.BAD_DISCOUNT
    assert values.parse_discount("%") == faults.BAD_NUMBER
    assert values.parse_discount("a lot") == faults.BAD_NUMBER


def test_whole_numbers() -> None:
    assert values.parse_integer("250.0") == 250
    assert values.parse_integer("1.250", ",") == 1250
    assert values.parse_integer("250.5") == faults.BAD_INTEGER
    assert values.parse_integer("1e19") == faults.OVERFLOW
    assert values.parse_integer("") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("EUR", "EUR"),
        (" eur ", "EUR"),
        ("€", "EUR"),
        ("Euro", "EUR"),
        ("$", "USD"),
        ("US$", "USD"),
        ("£", "GBP"),
        ("", None),
    ],
)
def test_currencies(text: str, code: str | None) -> None:
    assert currencies.parse_currency(text) == code


def test_what_is_no_currency() -> None:
    assert currencies.parse_currency("Swiss francs") == faults.BAD_CURRENCY
    assert currencies.parse_currency("EU") == faults.BAD_CURRENCY


@pytest.mark.parametrize(
    ("text", "code"),
    [("USD 5", "USD"), ("5,00 €", "EUR"), ("-$5", "USD"), ("US$5", "USD"), ("5", None), ("EUR", None), ("1e5", None)],
)
def test_the_currency_beside_a_number(text: str, code: str | None) -> None:
    assert currencies.currency_in(text) == code


def test_ids_stay_text() -> None:
    assert values.parse_id(" 00042 ") == "00042"
    assert values.parse_id("17850.0") == "17850.0"
    assert values.parse_id("17850.0", float_ids=True) == "17850"
    assert values.parse_id("A.0", float_ids=True) == "A.0"
    assert values.parse_id("000000000000000AAA") is None
    assert values.parse_id("1.23457E+12") == faults.SCIENTIFIC_ID
    assert values.parse_id("") is None
    assert values.parse_text("  a b ") == "a b"
    assert values.parse_text(" ") is None


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("1.234,-", ",", D(1234)),
        ("50,-- €", ",", D(50)),
        ("$(1,234.00)", ".", D("-1234.00")),
        ("(1,234.00) USD", ".", D("-1234.00")),
        ("zł 5", ".", D(5)),
        ("R$ 1.234,50", ",", D("1234.50")),
        ("5 Euro", ".", D(5)),
        ("\u20135", ".", D(-5)),
    ],
)
def test_numbers_as_people_write_them(text: str, mark: values.DecimalMark, number: Decimal) -> None:
    assert values.parse_decimal(text, mark) == number


def test_a_per_cent_sign_is_no_part_of_a_number() -> None:
    assert values.parse_number("75 %") == 75
    assert values.parse_number("7,5%", ",") == D("7.5")
    assert values.parse_number("%") == faults.BAD_NUMBER


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12,50 €", "EUR"), ("US$5", "USD"), ("A$ 5", "AUD"), ("CHF 1'234.50", "CHF"), ("5 zł", "PLN"), ("5 Stk", None),
        ("5", None), ("kr 5", None), ("($5)", "USD"), ("10 EURO", "EUR"),
    ],
)  # fmt: skip
def test_the_currency_that_a_number_says(text: str, code: str | None) -> None:
    assert currencies.currency_in(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Euro", "EUR"), ("us dollar", "USD"), ("EUR - Euro", "EUR"), ("€", "EUR"), ("Schweizer Franken", "CHF")],
)
def test_currencies_by_name(text: str, code: str) -> None:
    assert currencies.parse_currency(text) == code


def test_ids_as_spreadsheets_and_systems_leave_them() -> None:
    assert values.parse_id('="00123"') == "00123"
    assert values.parse_id("zcrm_4000017") == "4000017"
    assert values.parse_id("zcrm_abc") == "zcrm_abc"
    assert values.parse_id("9002; 9999", several=True) == "9002"
    assert values.parse_id("9002;9999") == "9002;9999"
    assert values.parse_id("1.23457E+12") == faults.SCIENTIFIC_ID


def test_names_that_stand_for_ids() -> None:
    assert values.parse_name("  Nordlicht \u00a0 Pumpen ") == "Nordlicht Pumpen"
    assert values.parse_name(" \t") is None


def test_labels_keep_what_only_looks_like_a_blank() -> None:
    assert values.parse_label(" \u2029x\u200b ") == "\u2029x\u200b"
    assert values.parse_label(" \u00a0\t") is None
