"""Columns that a file does not give as such, made from those that it gives: a deal's status from its stage ..."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from hashlib import sha256
from typing import Any

import numpy as np

from kam_analytics.mapping import types, words
from kam_analytics.mapping.faults import Fault

__all__ = ["Codes", "Parsed", "combined", "derived", "left_out", "made"]

Codes = np.ndarray[Any, np.dtype[np.int64]]
Parsed = tuple[list[Any], Codes]
"""The distinct values of a column (or faults), and which of them each row has."""

_GONE: dict[str, Callable[[Any], bool]] = {
    "deleted": lambda value: value is True,
    "done": lambda value: isinstance(value, str) and not words.finished(value),
    "planned": lambda value: isinstance(value, str) and words.planned(value),
}
"""What of a row's fields says that there is no such record."""

_HOUR = {"minutes": Decimal(60), "seconds": Decimal(3600)}


@dataclass(frozen=True)
class _Rule:
    """A column, the fields it comes from (at least one is there), and how."""

    field: str
    inputs: tuple[str, ...]
    make: Callable[..., Any]


def _status(
    said: str | None,
    won: bool | None,
    closed: bool | None,
    stage: str | None,
    stages: Mapping[str, str] = types.NOTHING,
) -> str | None:
    """Return open, won or lost; a person's word for the stage goes before all others."""
    if stage is not None and stage in stages:
        return stages[stage]
    if said is not None:
        return words.deal_status(said)
    if won:
        return "won"
    if closed is not None:
        return "lost" if closed else "open"
    return words.deal_status(stage)


def _closed_on(
    status: str | None,
    closed: dt.date | None,
    won: dt.date | None,
    lost: dt.date | None,
    expected: dt.date | None,
) -> dt.date | None:
    """One column often holds both: the day it closed, and the day it should while it is open."""
    if status not in ("won", "lost"):
        return None
    return (won if status == "won" else lost) or closed or expected


def _amount(amount: Decimal | None, actual: Decimal | None, status: str | None) -> Decimal | None:
    """Return what a won deal brought, where the file says it."""
    return actual if status == "won" and actual is not None else amount


def _account_name(name: str | None, person: str | None, first: str | None, other: str | None) -> str | None:
    """Return the name of a firm, else of a person, else what the file has instead."""
    return name or (_name(None, first, person) if person else None) or other


def _ends_on(ends: dt.date | None, starts: dt.date | None, term: int | None) -> dt.date | None:
    """Return the last day of so many months."""
    if ends is not None or starts is None or not term or not 0 < term <= 1200:  # noqa: PLR2004 - a hundred years
        return ends
    month = starts.year * 12 + starts.month - 1 + term
    year, index = divmod(month, 12)
    day = min(starts.day, calendar.monthrange(year, index + 1)[1])
    return dt.date(year, index + 1, day) - dt.timedelta(days=1)


def _hours(hours: Decimal | None, minutes: Decimal | None, seconds: Decimal | None) -> Decimal | None:
    if hours is not None:
        return hours
    if minutes is not None:
        return minutes / _HOUR["minutes"]
    return None if seconds is None else seconds / _HOUR["seconds"]


def _name(name: str | None, first: str | None, last: str | None) -> str | None:
    return name or " ".join(part for part in (first, last) if part) or None


_RULES: dict[str, tuple[_Rule, ...]] = {
    "account": (_Rule("name", ("name", "person_name", "first_name", "other_name"), _account_name),),
    "opportunity": (
        _Rule("status", ("status", "is_won", "is_closed", "stage"), _status),
        _Rule("closed_on", ("status", "closed_on", "won_on", "lost_on", "expected_close_on"), _closed_on),
        _Rule("amount", ("amount", "actual_amount", "status"), _amount),
        _Rule("type", ("type",), words.deal_type),
    ),
    "contract": (_Rule("ends_on", ("ends_on", "starts_on", "term"), _ends_on),),
    "contact": (_Rule("level", ("level", "title"), lambda level, title: words.level_of(level or title)),),
    "activity": (_Rule("hours", ("hours", "minutes", "seconds"), _hours),),
    "survey": (_Rule("kind", ("kind",), words.survey_kind),),
    "case": (
        _Rule("severity", ("severity", "priority"), lambda n, text: n if n is not None else words.severity(text)),
    ),
    "key_account": (_Rule("kind", ("kind",), words.key_account_kind),),
    "user": (_Rule("name", ("name", "first_name", "last_name"), _name),),
    "target": (_Rule("level", ("level",), words.target_level),),
}


def derived(mapping: types.Mapping) -> tuple[str, ...]:
    """Return the columns that this mapping's rows get besides those it names: defaults and derived ones."""
    told = [name for name, _ in (*mapping.composed, *mapping.defaults)]
    told += ["currency"] if mapping.currency_in else []
    told += ["account_id", "amount"] if mapping.amount == "bookings" else []
    given = {c.field for c in mapping.columns if c.field} | set(told)
    return tuple(dict.fromkeys([*told, *(rule.field for rule in _used(mapping, given))]))


def made(mapping: types.Mapping, parsed: dict[str, Parsed], size: int) -> None:
    """Fill in composed columns, defaults and derived columns, in place."""
    for field, parts in mapping.composed:
        parsed[field] = combined(parsed, parts, partial(_composed, mapping.table, dict(mapping.spellings)), size)
    for name, value in mapping.defaults:
        found, codes = parsed.get(name, ([None], np.zeros(size, dtype=np.int64)))
        parsed[name] = [value if cell is None else cell for cell in found], codes
    for rule in _used(mapping, parsed.keys()):
        parsed[rule.field] = combined(parsed, rule.inputs, rule.make, size)


def tells_deleted(mapping: types.Mapping) -> bool:
    """Return whether the file says of its records that they are no more."""
    return any(column.field in _GONE for column in mapping.columns)


def left_out(parsed: Mapping[str, Parsed], size: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return which rows say that the record is no more, or that the activity has not taken place."""
    out = np.zeros(size, dtype=bool)
    for name, says in _GONE.items():
        if name in parsed and size:
            found, codes = parsed[name]
            out |= np.asarray([says(value) for value in found], dtype=bool)[codes]
    return out


def combined(parsed: Mapping[str, Parsed], names: Sequence[str], make: Callable[..., Any], size: int) -> Parsed:
    """Return what `make` gives for each row's values of the named fields (None where absent), once per combination.

    A row with a fault among them gets None.
    """
    if not size:
        return [], np.zeros(0, dtype=np.int64)
    nothing: Parsed = ([None], np.zeros(size, dtype=np.int64))
    parts = [parsed.get(name, nothing) for name in names]
    unique, inverse = np.unique(np.stack([codes for _, codes in parts], axis=1), axis=0, return_inverse=True)
    rows = [[part[0][code] for part, code in zip(parts, codes, strict=True)] for codes in unique]
    return [None if any(isinstance(v, Fault) for v in row) else make(*row) for row in rows], inverse.reshape(-1)


def _composed(table: str, spellings: Mapping[str, str], *parts: object) -> str | None:
    """Return a key made of other cells: a name as it is, a deal as `customer / name`, anything else as a hash.

    The last part of a deal is what tells it from others. Hashes keep names of people out of the keys.
    """
    texts = [" ".join(str(part).split()) for part in parts if part is not None]
    if not texts or (table == "opportunity" and parts[-1] is None):
        return None
    if table == "opportunity" or len(parts) == 1:
        key = " / ".join(texts)
        return spellings.get(key, key)
    return sha256("\x1f".join("" if part is None else str(part) for part in parts).encode()).hexdigest()[:16]


def _used(mapping: types.Mapping, given: Any) -> list[_Rule]:
    rules = [rule for rule in _RULES.get(mapping.table, ()) if set(rule.inputs) & set(given)]
    if not mapping.stages:
        return rules
    judge = partial(_status, stages=dict(mapping.stages))
    return [replace(rule, make=judge) if rule.make is _status else rule for rule in rules]
