"""DATEV: what the first line of an EXTF file says, and which bookings are invoices.

Accounts of customers have one digit more than those of the ledger and begin with 1 to 6; those of suppliers begin with
7 to 9. Revenue accounts begin with 8 (SKR03) or 4 (SKR04).
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np

from kam_analytics.mapping import types
from kam_analytics.mapping.derive import Parsed, combined
from kam_analytics.mapping.head import lines_above
from kam_analytics.reading.types import Reading

__all__ = ["completed", "is_datev", "left_out", "made", "written_on"]

BOOKINGS, ACCOUNTS = "datev_bookings", "datev_accounts"
CUSTOMER, REVENUE = "123456", "48"
DIGITS = 4
_WRITTEN, _YEAR_STARTS, _DIGITS, _FIRST_DAY, _LAST_DAY, _CURRENCY = 5, 12, 13, 14, 15, 21
DATE_DIGITS = 8


@dataclass(frozen=True)
class _Head:
    """What the metadata say: digits of ledger accounts, first and last day, currency."""

    digits: int
    period: tuple[str, str] | None
    currency: str | None


def is_datev(mapping: types.Mapping) -> bool:
    """Whether the mapping is of a DATEV file."""
    return mapping.layout in (BOOKINGS, ACCOUNTS)


def completed(mapping: types.Mapping, reading: Reading) -> types.Mapping:
    """Return the mapping with the year of its dates, the currency and the length of accounts from the metadata."""
    if not is_datev(mapping):
        return mapping
    head = _head(reading)
    mapping = replace(mapping, ledger_digits=head.digits)
    if mapping.layout == ACCOUNTS:
        return mapping
    columns = (replace(c, period=head.period) if c.field == "invoiced_on" else c for c in mapping.columns)
    currency = (("currency", head.currency),) if head.currency else ()
    return replace(mapping, columns=tuple(columns), defaults=(*mapping.defaults, *currency))


def _head(reading: Reading) -> _Head:
    """Read the metadata, as far as the file has them."""
    cells = _cells(reading)
    if len(cells) <= _LAST_DAY:
        return _Head(DIGITS, None, None)
    digits = int(cells[_DIGITS]) if cells[_DIGITS].isdigit() else DIGITS
    return _Head(digits, _period(cells), cells[_CURRENCY].strip() or None if len(cells) > _CURRENCY else None)


def written_on(reading: Reading) -> dt.date | None:
    """Return the day on which DATEV wrote the file; None for other files."""
    cells = _cells(reading)
    return _date(cells[_WRITTEN][:DATE_DIGITS]) if len(cells) > _WRITTEN else None


def _cells(reading: Reading) -> list[str]:
    """Return the metadata of the first line; nothing for files that are not DATEV's."""
    cells = next(csv.reader(lines_above(reading)[:1], delimiter=";"), [])
    return cells if cells and cells[0] in ("EXTF", "DTVF") else []


def _period(cells: list[str]) -> tuple[str, str] | None:
    first, last = _date(cells[_FIRST_DAY]), _date(cells[_LAST_DAY])
    start = _date(cells[_YEAR_STARTS])
    if first is None and start is not None:
        first, last = start, start.replace(year=start.year + 1) - dt.timedelta(days=1)
    return (first.isoformat(), last.isoformat()) if first is not None and last is not None else None


def _date(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text.strip(), "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None


def made(mapping: types.Mapping, parsed: dict[str, Parsed], size: int) -> None:
    """Fill in customer and amount of bookings, in place: the side says the sign, seen from the customer."""
    if mapping.layout == BOOKINGS:
        customer, signed = _rules(mapping.ledger_digits)
        parsed["account_id"] = combined(parsed, ("ledger", "contra"), customer, size)
        parsed["amount"] = combined(parsed, ("turnover", "side", "ledger", "contra"), signed, size)


def _rules(digits: int) -> tuple[Callable[..., str | None], Callable[..., Decimal | None]]:
    def is_customer(account: str | None) -> bool:
        return account is not None and len(account) == digits + 1 and account[0] in CUSTOMER and account.isdigit()

    def is_revenue(account: str | None) -> bool:
        return account is not None and len(account) == digits and account[0] in REVENUE and account.isdigit()

    def customer(ledger: str | None, contra: str | None) -> str | None:
        if is_customer(ledger) and is_revenue(contra):
            return ledger
        return contra if is_customer(contra) and is_revenue(ledger) else None

    def signed(turnover: Decimal | None, side: str | None, ledger: str | None, contra: str | None) -> Decimal | None:
        found = customer(ledger, contra)
        if turnover is None or found is None or side not in ("S", "H"):
            return None
        return turnover if (side == "S") == (found == ledger) else -turnover

    return customer, signed


def left_out(mapping: types.Mapping, parsed: Mapping[str, Parsed], size: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return which rows are none of ours: bookings that invoice no customer, accounts of suppliers."""
    out = np.zeros(size, dtype=bool)
    if not is_datev(mapping) or not size:
        return out
    customer, _ = _rules(mapping.ledger_digits)
    if mapping.layout == BOOKINGS:
        found, codes = combined(parsed, ("ledger", "contra"), customer, size)
    else:
        revenue = REVENUE[0] * mapping.ledger_digits
        found, codes = combined(parsed, ("account_id",), lambda account: customer(account, revenue), size)
    return np.asarray([value is None for value in found], dtype=bool)[codes]
