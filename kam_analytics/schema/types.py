"""What a canonical table and a column are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

__all__ = ["CONVERTED", "CUSTOM", "KEY_MARK", "MONEY", "RATES", "Column", "Kind", "Knowable", "Table"]

Kind = Literal["text", "id", "date", "month", "moment", "amount", "number", "integer", "flag"]
Knowable = Literal["stable", "snapshot", "event", "since"]

KEY_MARK = "\x1f"
"""Joins the columns of a key to one text; the sign separates units and occurs in no key (`mapping` drops it)."""

CUSTOM = "custom:"
"""Begins the name of a field that a company added to its accounts: `custom:<label>`."""

MONEY = pa.decimal128(18, 4)
"""Amounts are exact; rounding happens at output only."""

CONVERTED = pa.decimal128(27, 6)
"""Amounts in the base currency: an amount times a rate, to a millionth."""

RATES = pa.schema([("currency", pa.string()), ("month", pa.date32()), ("rate", pa.decimal128(18, 12))])
"""What one unit of a currency was worth in the base currency, by month; one row each."""

_ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "id": pa.string(),
    "date": pa.date32(),
    "month": pa.date32(),
    "moment": pa.timestamp("s"),
    "amount": MONEY,
    "number": pa.float64(),
    "integer": pa.int64(),
    "flag": pa.bool_(),
}


@dataclass(frozen=True)
class Column:
    """One canonical column.

    Attributes
    ----------
    kind
        How its text is parsed and stored. `month` is the first day of a month, `moment` a day with its time.
    knowable
        `stable`: true at any date. `snapshot`: true from its upload's `known_at` until the next upload's.
        `event`: true from the row's own date. `since`: unknown before the date in the column `since`, true from then
        on. A column that is not classified is `snapshot`.
    since
        The date column from which its newest value is true. A `snapshot` column may have one too: until that date it
        is a snapshot. A row without that date is a snapshot.
    before
        What a `since` column says before its date; None: nothing.
    refers
        The table whose id it holds: ids of another source than `main` show as `source:id`.
    half
        For invoices: which half of the invoice carries it.
    label
        A person's word for it, so it comes from the newest upload on every page and never enters a score.
    default
        For key columns: what an empty cell means. None: a row without it cannot be taken.
    """

    name: str
    kind: Kind
    knowable: Knowable = "snapshot"
    half: Literal["header", "line"] | None = None
    label: bool = False
    since: str | None = None
    before: str | None = None
    refers: str | None = None
    default: str | None = None
    meaning: str = ""

    @property
    def arrow(self) -> pa.DataType:
        """The type of the stored column."""
        return _ARROW[self.kind]


@dataclass(frozen=True)
class Table:
    """One canonical table: `grain` in words, `key` columns first among `columns`.

    Attributes
    ----------
    exists_from
        The date column from which a row exists, whenever it was uploaded. None: from its upload's `known_at`.
    closes_on
        The date column at which a row is closed. Before it, snapshots come from uploads of that time only.
    timeless
        Its rows hold at every date (aliases: who an id means does not change with time).
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    money: str | None = None
    exists_from: str | None = None
    closes_on: str | None = None
    timeless: bool = False

    def column(self, name: str) -> Column:
        """Return the column of that name (KeyError when there is none)."""
        return next(c for c in self.columns if c.name == name) if name in self.names else _missing(self.name, name)

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)

    @property
    def needed(self) -> tuple[str, ...]:
        """Key columns without which a row cannot be told from others."""
        return tuple(name for name in self.key if self.column(name).default is None)


def _missing(table_name: str, name: str) -> Column:
    message = f"{table_name} has no column {name}"
    raise KeyError(message)
