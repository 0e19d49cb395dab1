"""Whether a column holds what its label promises."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pyarrow.compute as pc

from kam_analytics.mapping.currencies import currency_in, parse_currency
from kam_analytics.mapping.dates import is_serial, parse_date
from kam_analytics.mapping.faults import UNDECIDED_DATE, UNDECIDED_DECIMAL, Fault
from kam_analytics.mapping.layout import FORMULAS, always_filled, field_kind
from kam_analytics.mapping.match import Candidate
from kam_analytics.mapping.moments import parse_flag, parse_month
from kam_analytics.mapping.profile import Profile
from kam_analytics.mapping.values import number_parts, parse_decimal, parse_discount, parse_integer, parse_number
from kam_analytics.schema import TABLES, Kind

__all__ = [
    "LEAST_READABLE",
    "Doubt",
    "currency_field",
    "doubt",
    "mixed_currencies",
    "money_field",
    "needed_fields",
    "plausible",
    "readable",
]

LEAST_READABLE = 0.8
LEAST_UNIQUE = 0.7
SAMPLE = 2_000
LONGEST_ID = 60
DATES = ("date", "month", "moment")

_BEYOND_NUMBERS = r"[^0-9.,'’()+\-\s]"
"""A sign that no bare number has."""

_WITHOUT_YEAR = re.compile(r"\d{3,4}", re.ASCII)

Doubt = tuple[str, str]
"""Message code and the field it is about."""


_BY_KIND: dict[Kind, Callable[[str], Any]] = {
    "date": lambda text: parse_date(text, None),
    "amount": lambda text: parse_decimal(text, None),
    "number": lambda text: parse_number(text, None),
    "integer": lambda text: parse_integer(text, None),
    "month": lambda text: parse_month(text, None),
    "moment": lambda text: parse_date(text, None),
    "flag": parse_flag,
}


def readable(profile: Profile, table: str, field: str, *, yearless: bool = False) -> float:
    """Return the share of filled rows whose text can be read as the field under any convention, 0..1.

    Of a column with very many distinct texts, an evenly spaced sample of them is read. `yearless`: the file's dates are
    day and month.
    """
    parse = _reader(table, field)
    if yearless and field_kind(table, field) == "date":
        parse = _day_month
    if parse is None or not profile.filled:
        return 1.0
    step = max(1, len(profile.values) // SAMPLE)
    rows: list[int] = profile.counts[::step].to_pylist()
    texts: list[str] = profile.values[::step].to_pylist()
    if field_kind(table, field) in DATES and all(map(is_serial, texts)):
        return 1.0
    fits = [_fits(parse(text)) for text in texts]
    return sum(count for count, fit in zip(rows, fits, strict=True) if fit) / sum(rows)


def _day_month(text: str) -> Any:
    return True if _WITHOUT_YEAR.fullmatch(text) else parse_date(text, None)


def _reader(table: str, field: str) -> Callable[[str], Any] | None:
    if field == "currency":
        return parse_currency
    if field == "discount":
        return lambda text: parse_discount(text, None, percent=True)
    return _BY_KIND.get(field_kind(table, field))


def plausible(profile: Profile, table: str, field: str) -> float:
    """Return how far a column whose label is only nearly the field's holds what the field does, 0..1.

    Names are no numbers and no dates, and an id is no long text; all else is judged by `readable`.
    """
    kind = field_kind(table, field)
    texts: list[str] = profile.values[:: max(1, len(profile.values) // SAMPLE)].to_pylist()
    if kind == "id" and texts:
        return sum(len(text) <= LONGEST_ID for text in texts) / len(texts)
    if kind != "text" or not texts:
        return readable(profile, table, field)
    return sum(number_parts(text) is None and isinstance(parse_date(text, None), Fault) for text in texts) / len(texts)


def _fits(value: object) -> bool:
    return not isinstance(value, Fault) or value in (UNDECIDED_DATE, UNDECIDED_DECIMAL)


def needed_fields(found: Candidate) -> tuple[str, ...]:
    """Return the fields without which the layout says nothing: required ones, and the parts of its amount."""
    composed = dict(found.composed)
    asked = (part for field in found.layout.required for part in composed.get(field, (field,)))
    return tuple(dict.fromkeys((*asked, *(FORMULAS[found.formula] if found.formula else ()))))


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
        if readable(profile, table, field, yearless=found.layout.yearless) < LEAST_READABLE:
            return "mapping.content", field
        if found.similar.get(field, 1.0) < 1 and plausible(profile, table, field) < LEAST_READABLE:
            return "mapping.content", field
    unique = found.layout.unique
    composed = dict(found.composed).get(unique or "", (unique,))
    names = [name for name in composed if name is not None]
    if len(names) == 1 and profiles[found.fields[names[0]]].uniqueness < LEAST_UNIQUE:
        return "mapping.not_unique", names[0]
    return mixed_currencies(found, profiles)


def mixed_currencies(found: Candidate, profiles: Mapping[int, Profile]) -> Doubt | None:
    """Return a doubt when amounts are written in several currencies and some do not say theirs."""
    field = money_field(found)
    if field is None:
        return None
    written, bare = _currencies(profiles[found.fields[field]])
    return ("mapping.mixed_currencies", field) if len(written) > 1 and bare else None


def currency_field(found: Candidate, profiles: Mapping[int, Profile]) -> str | None:
    """Return the field whose cells say their currency themselves, where no column does."""
    field = money_field(found)
    return field if field and _currencies(profiles[found.fields[field]])[0] else None


def money_field(found: Candidate) -> str | None:
    """Return the field that holds the money, where no column says its currency and the table has one."""
    if "currency" in found.fields or "currency" not in TABLES[found.layout.table].names:
        return None
    return next((field for field in ("amount", "unit_price", "gross") if field in found.fields), None)


def _currencies(profile: Profile) -> tuple[set[str], bool]:
    """Return the currencies that the texts name, and whether another number than 0 names none."""
    marked = pc.match_substring_regex(profile.values, _BEYOND_NUMBERS)
    texts = profile.values.filter(marked).to_pylist()
    written = {currency for text in texts if (currency := currency_in(text)) is not None}
    silent = any(number_parts(text) is not None and currency_in(text) is None for text in texts)
    plain = profile.values.filter(pc.invert(marked))
    return written, silent or bool(pc.any(pc.match_substring_regex(plain, "[1-9]")).as_py())
