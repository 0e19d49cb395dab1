"""Whether a column holds what its label promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow.compute as pc

from kam_analytics.mapping.layout import FORMULAS, always_filled, field_kind
from kam_analytics.mapping.match import Candidate
from kam_analytics.mapping.moments import parse_flag, parse_month
from kam_analytics.mapping.profile import Profile
from kam_analytics.mapping.values import (
    UNDECIDED_DATE,
    UNDECIDED_DECIMAL,
    Fault,
    currency_in,
    parse_currency,
    parse_date,
    parse_decimal,
    parse_discount,
    parse_integer,
)
from kam_analytics.schema import Kind

__all__ = ["LEAST_READABLE", "Doubt", "doubt", "mixed_currencies", "needed_fields", "readable"]

LEAST_READABLE = 0.8
LEAST_UNIQUE = 0.7
SAMPLE = 2_000

Doubt = tuple[str, str]
"""Message code and the field it is about."""

_BY_KIND: dict[Kind, Callable[[str], Any]] = {
    "date": lambda text: parse_date(text, None),
    "amount": lambda text: parse_decimal(text, None),
    "number": lambda text: parse_decimal(text, None),
    "integer": lambda text: parse_integer(text, None),
    "month": lambda text: parse_month(text, None),
    "moment": lambda text: parse_date(text, None),
    "flag": parse_flag,
}


def readable(profile: Profile, table: str, field: str) -> float:
    """Return the share of filled rows whose text can be read as the field under any convention, 0..1.

    Of a column with very many distinct texts, an evenly spaced sample of them is read.
    """
    parse = _reader(table, field)
    if parse is None or not profile.filled:
        return 1.0
    step = max(1, len(profile.values) // SAMPLE)
    rows: list[int] = profile.counts[::step].to_pylist()
    fits = [_fits(parse(text)) for text in profile.values[::step].to_pylist()]
    return sum(count for count, fit in zip(rows, fits, strict=True) if fit) / sum(rows)


def _reader(table: str, field: str) -> Callable[[str], Any] | None:
    if field == "currency":
        return parse_currency
    if field == "discount":
        return lambda text: parse_discount(text, None, percent=True)
    return _BY_KIND.get(field_kind(table, field))


def _fits(value: object) -> bool:
    return not isinstance(value, Fault) or value in (UNDECIDED_DATE, UNDECIDED_DECIMAL)


def needed_fields(found: Candidate) -> tuple[str, ...]:
    """Return the fields without which the layout says nothing: required ones, and the parts of its amount."""
    return (*found.layout.required, *(FORMULAS[found.formula] if found.formula else ()))


def doubt(found: Candidate, profiles: Mapping[int, Profile]) -> Doubt | None:
    """Return why the content speaks against a layout, None when it does not.

    Required fields must be readable, those that every row needs must not be empty, the field that names a record must
    hardly repeat, and amounts written in several currencies need a column that says which.
    """
    table = found.layout.table
    for field in needed_fields(found):
        profile = profiles[found.fields[field]]
        if not profile.filled and field in always_filled(table, found.formula):
            return "mapping.empty", field
        if readable(profile, table, field) < LEAST_READABLE:
            return "mapping.content", field
    unique = found.layout.unique
    if unique and profiles[found.fields[unique]].uniqueness < LEAST_UNIQUE:
        return "mapping.not_unique", unique
    return mixed_currencies(found, profiles)


def mixed_currencies(found: Candidate, profiles: Mapping[int, Profile]) -> Doubt | None:
    """Return a doubt when amounts are written in several currencies and no column says which; their sum is nothing."""
    if "currency" in found.fields:
        return None
    for field in ("amount", "unit_price"):
        if field in found.fields and len(_currencies(profiles[found.fields[field]])) > 1:
            return "mapping.mixed_currencies", field
    return None


def _currencies(profile: Profile) -> set[str]:
    written = profile.values.filter(pc.match_substring_regex(profile.values, "[€£$¥A-Za-z]"))
    return {found for text in written.to_pylist() if (found := currency_in(text)) is not None}
