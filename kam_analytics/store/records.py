"""Uploads, parts and versions as the fold sees them, and their form in the catalogue."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

__all__ = ["CELL_SCHEMA", "HISTORY_SCHEMA", "Content", "Kind", "Money", "Part", "Slot", "Upload", "version_id"]

Slot = tuple[str, str, dt.date | None]
"""Table, kind and month: a version holds at most one part of each."""

Kind = Literal["live", "pending", "history"]

_EXACT = Context(prec=200)

CELL_SCHEMA = pa.schema([(name, pa.string()) for name in ("source", "key", "field", "value")])
"""Cells of small tables; the field '' says that the record exists."""

HISTORY_SCHEMA = pa.schema(
    [*CELL_SCHEMA, ("known_at", pa.string()), ("precedence", pa.int32()), ("upload", pa.string())]
)
"""Changes of cells of small tables, by upload."""


@dataclass(frozen=True)
class Upload:
    """One upload as the fold needs it; `paths` are its typed rows by half."""

    id: str
    table: str
    source: str
    known_at: str
    precedence: int
    paths: dict[str, Path]

    @property
    def order(self) -> tuple[str, int, str]:
        """The newest upload wins, by this order."""
        return self.known_at, self.precedence, self.id


@dataclass(frozen=True)
class Money:
    """Lines of one currency: all, and those with an account."""

    lines: int = 0
    amount: Decimal = Decimal(0)
    assigned_lines: int = 0
    assigned_amount: Decimal = Decimal(0)

    def __add__(self, other: Money) -> Money:
        return Money(
            self.lines + other.lines,
            _EXACT.add(self.amount, other.amount),
            self.assigned_lines + other.assigned_lines,
            _EXACT.add(self.assigned_amount, other.assigned_amount),
        )

    def times(self, rate: Decimal) -> Money:
        """Return the same lines with amounts in another currency, exactly."""
        amount, assigned = _EXACT.multiply(self.amount, rate), _EXACT.multiply(self.assigned_amount, rate)
        return Money(self.lines, amount, self.assigned_lines, assigned)


@dataclass(frozen=True)
class Part:
    """One immutable file of a canonical table.

    Attributes
    ----------
    path
        Where the file is now: in the staging folder, or in the parts folder under ``<id>.parquet``.
    first_on, last_on
        Dates of its invoices; None unless `live`.
    money
        By currency; the key is empty where no file stated one.
    """

    id: str
    table: str
    kind: Kind
    month: dt.date | None
    path: Path
    rows: int
    bytes: int
    sha256: str
    first_on: dt.date | None = None
    last_on: dt.date | None = None
    money: dict[str, Money] = field(default_factory=dict)

    @property
    def slot(self) -> Slot:
        """What it is a part of."""
        return self.table, self.kind, self.month

    def facts(self) -> dict[str, Any]:
        """Return what the catalogue keeps as JSON."""
        return {
            "first_on": self.first_on.isoformat() if self.first_on else None,
            "last_on": self.last_on.isoformat() if self.last_on else None,
            "money": {
                currency: [money.lines, str(money.amount), money.assigned_lines, str(money.assigned_amount)]
                for currency, money in sorted(self.money.items())
            },
        }

    @staticmethod
    def dated(facts: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields that `facts` wrote."""
        return {
            "first_on": dt.date.fromisoformat(facts["first_on"]) if facts["first_on"] else None,
            "last_on": dt.date.fromisoformat(facts["last_on"]) if facts["last_on"] else None,
            "money": {
                currency: Money(lines, Decimal(amount), assigned, Decimal(assigned_amount))
                for currency, (lines, amount, assigned, assigned_amount) in facts["money"].items()
            },
        }


@dataclass(frozen=True)
class Content:
    """What a version holds: its parts, and figures that need all of them.

    Attributes
    ----------
    accounts
        Account records and derived accounts.
    records
        Rows of each small table (records only).
    newest_known_at
        Of its uploads, as text; empty without uploads.
    data_from, data_through
        First invoice date, and the latest one not after `newest_known_at`.
    later_events
        Lines dated after `data_through`.
    deal_currency
        The currency that most opportunities state; None where none does.
    """

    parts: dict[Slot, Part] = field(default_factory=dict)
    accounts: int = 0
    records: dict[str, int] = field(default_factory=dict)
    newest_known_at: str = ""
    data_from: dt.date | None = None
    data_through: dt.date | None = None
    later_events: int = 0
    deal_currency: str | None = None

    def of(self, table: str, kind: Kind) -> list[Part]:
        """Return the parts of a table and kind, by month."""
        found = [part for part in self.parts.values() if part.table == table and part.kind == kind]
        return sorted(found, key=lambda part: part.month or dt.date.min)

    @property
    def lines(self) -> list[Part]:
        """The live revenue lines, by month."""
        return self.of("revenue_line", "live")

    @property
    def pending(self) -> int:
        """Lines whose header is missing."""
        return sum(part.rows for part in self.of("revenue_line", "pending"))

    @property
    def money(self) -> dict[str, Money]:
        """Sum of the live lines by currency."""
        total: dict[str, Money] = {}
        for part in self.lines:
            for currency, money in part.money.items():
                total[currency] = total.get(currency, Money()) + money
        return total

    def rows(self) -> dict[str, int]:
        """Return the rows of every table that has any; derived accounts count."""
        found = {"account": self.accounts, **{name: n for name, n in self.records.items() if name != "account"}}
        found["revenue_line"] = sum(part.rows for part in self.lines)
        return {name: n for name, n in sorted(found.items()) if n}

    def stored(self) -> dict[str, Any]:
        """Return what the catalogue keeps as JSON, parts aside."""
        return {
            "accounts": self.accounts,
            "records": self.records,
            "newest_known_at": self.newest_known_at,
            "data_from": self.data_from.isoformat() if self.data_from else None,
            "data_through": self.data_through.isoformat() if self.data_through else None,
            "later_events": self.later_events,
            "deal_currency": self.deal_currency,
        }

    @classmethod
    def restored(cls, stored: Mapping[str, Any], parts: Iterable[Part]) -> Content:
        """Return the content that `stored` wrote."""
        days = {
            name: dt.date.fromisoformat(stored[name]) if stored[name] else None
            for name in ("data_from", "data_through")
        }
        return cls(
            {part.slot: part for part in parts},
            stored["accounts"],
            stored["records"],
            stored["newest_known_at"],
            days["data_from"],
            days["data_through"],
            stored["later_events"],
            stored.get("deal_currency"),
        )


def version_id(uploads: Iterable[str]) -> str | None:
    """Return the id of a set of uploads; None of an empty one."""
    ids = sorted(set(uploads))
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16] if ids else None
