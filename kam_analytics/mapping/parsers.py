"""How the text of a mapped column becomes a value: the parser of its field, set up as was decided for the column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from kam_analytics import schema
from kam_analytics.mapping import currencies, dates, moments, values
from kam_analytics.mapping.faults import OVERFLOW, Fault
from kam_analytics.mapping.layout import field_kind
from kam_analytics.mapping.types import ColumnMap
from kam_analytics.schema import CUSTOM

__all__ = ["LARGEST", "parser"]

LARGEST = Decimal(10) ** 14 - Decimal("0.0001")
"""Amounts from here on do not fit DECIMAL(18,4) once they are rounded."""

LAST_LINE = 2**31 - 1
BAD_SCORE = Fault("mapping.bad_score", "mapping.hint_score")
WORST, BEST = 1, 5
BAD_RATE = Fault("mapping.bad_rate", "mapping.hint_rate")
SMALLEST_RATE, LARGEST_RATE = Decimal("1e-9"), Decimal("1e6")

Parser = Callable[[str], Any]
"""A text to its value, None when it is empty, or its fault."""


def parser(column: ColumnMap, table: str) -> Parser:
    """Return the parser of a mapped column."""
    field, mark = str(column.field), column.decimal
    special: dict[str, Parser] = {
        "currency": currencies.parse_currency,
        "discount": lambda text: values.parse_discount(text, mark, percent=column.percent),
        "unit_price": lambda text: values.parse_decimal(text, mark),
    }
    by_kind: dict[str, Parser] = {
        "id": _ids(column),
        "date": _days(column),
        "integer": lambda text: values.parse_integer(text, mark),
        "month": _months(column),
        "moment": _moments(column),
        "flag": moments.parse_flag,
        "number": lambda text: values.parse_number(text, mark),
        "amount": lambda text: _below(values.parse_decimal(text, mark), LARGEST),
    }
    if field.startswith(CUSTOM):
        return (lambda text: _plain(values.parse_number(text, mark))) if column.kind == "number" else values.parse_text
    own: dict[tuple[str, str], Parser] = {
        ("revenue_line", "line_no"): lambda text: _below(values.parse_integer(text, mark), LAST_LINE),
        ("rating", "score"): lambda text: _rated(values.parse_integer(text, mark)),
        ("fx_rate", "rate"): lambda text: _rate(values.parse_decimal(text, mark)),
    }
    if field in schema.table(table).names and schema.table(table).column(field).label and column.kind == "text":
        return values.parse_label
    return own.get((table, field)) or special.get(field) or by_kind.get(field_kind(table, field), values.parse_text)


def _ids(column: ColumnMap) -> Parser:
    if column.named:
        return values.parse_name
    return lambda text: values.parse_id(text, float_ids=column.float_ids, several=column.several)


def _days(column: ColumnMap) -> Parser:
    if column.serial:
        return dates.parse_serial
    if (period := column.period) is not None:
        return lambda text: dates.parse_within(text, period)
    return lambda text: dates.parse_date(text, column.date_order)


def _months(column: ColumnMap) -> Parser:
    if not column.serial:
        return lambda text: moments.parse_month(text, column.date_order)

    def first_day(text: str) -> Any:
        day = dates.parse_serial(text)
        return day.replace(day=1) if isinstance(day, dt.date) else day

    return first_day


def _moments(column: ColumnMap) -> Parser:
    if not column.serial:
        return lambda text: moments.parse_moment(text, column.date_order)

    def midnight(text: str) -> Any:
        day = dates.parse_serial(text)
        return dt.datetime.combine(day, dt.time()) if isinstance(day, dt.date) else day

    return midnight


def _plain(number: Any) -> Any:
    """Write a number without an exponent and without zeros at its end."""
    if not isinstance(number, Decimal):
        return number
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rated(score: Any) -> Any:
    return score if score is None or isinstance(score, Fault) or WORST <= score <= BEST else BAD_SCORE


def _rate(rate: Any) -> Any:
    known = rate is None or isinstance(rate, Fault) or SMALLEST_RATE <= rate < LARGEST_RATE
    return rate if known else BAD_RATE


def _below(value: Any, limit: Decimal | int) -> Any:
    """Pass a number on, or say that it is too large."""
    return OVERFLOW if value is not None and not isinstance(value, Fault) and abs(value) >= limit else value
