"""Canonical tables: the source from which code, mapping and the data dictionary read names and types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

__all__ = ["TABLES", "Column", "Kind", "Knowable", "Table", "table"]

Kind = Literal["text", "id", "date", "amount", "number", "integer", "flag"]
Knowable = Literal["stable", "snapshot", "event"]

MONEY = pa.decimal128(18, 4)
"""Amounts are exact; rounding happens at output only."""

_ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "id": pa.string(),
    "date": pa.date32(),
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
        How its text is parsed and stored.
    knowable
        `stable`: true at any date. `snapshot`: true from its upload's `known_at` until the next upload's.
        `event`: true from the event's own date. A column that is not classified is `snapshot`.
    half
        For invoices: which half of the invoice carries it.
    label
        A person's word for it, so it comes from the newest upload on every page and never enters a score.
    """

    name: str
    kind: Kind
    knowable: Knowable = "snapshot"
    half: Literal["header", "line"] | None = None
    label: bool = False
    meaning: str = ""

    @property
    def arrow(self) -> pa.DataType:
        """The type of the stored column."""
        return _ARROW[self.kind]


@dataclass(frozen=True)
class Table:
    """One canonical table: `grain` in words, `key` columns first among `columns`."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    money: str | None = None

    def column(self, name: str) -> Column:
        """Return the column of that name (KeyError when there is none)."""
        return next(c for c in self.columns if c.name == name) if name in self.names else _missing(self.name, name)

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)


def _missing(table_name: str, name: str) -> Column:
    message = f"{table_name} has no column {name}"
    raise KeyError(message)


ACCOUNT = Table(
    "account",
    "one customer",
    ("account_id",),
    (
        Column("account_id", "id", "stable", meaning="the customer's id in the source"),
        Column("name", "text", "stable", label=True, meaning="the customer's name"),
        Column("parent_account_id", "id", meaning="the account it belongs to"),
        Column("type", "text", meaning="customer, prospect, partner ..."),
        Column("industry", "text", "stable", meaning="the customer's line of business"),
        Column("region", "text", label=True, meaning="sales region or state"),
        Column("country", "text", "stable", meaning="country of the customer"),
        Column("segment", "text", meaning="the company's own segment"),
        Column("tier", "text", meaning="the company's own class, such as A, B, C"),
        Column("owner", "text", label=True, meaning="who looks after the account"),
        Column("employees", "integer", meaning="the customer's head count"),
        Column("company_turnover", "amount", meaning="the customer's own turnover, never our revenue with it"),
        Column("created_on", "date", "stable", meaning="when the record was made"),
        Column("status", "text", meaning="active, inactive ..."),
    ),
)

REVENUE_LINE = Table(
    "revenue_line",
    "one line of one invoice or credit note",
    ("invoice_id", "line_no"),
    (
        Column("invoice_id", "id", "event", meaning="number of the invoice"),
        Column(
            "line_no", "integer", "event", "line", meaning="position in the invoice; its rank where files have none"
        ),
        Column("account_id", "id", "event", "header", meaning="the customer invoiced; empty = unassigned"),
        Column("invoiced_on", "date", "event", "header", meaning="date of the invoice"),
        Column("product_id", "id", "event", "line", meaning="article number"),
        Column("quantity", "number", "event", "line", meaning="units; negative on credit notes"),
        Column("amount", "amount", "event", "line", meaning="net value of the line, credit notes negative"),
        Column("cost", "amount", "event", "line", meaning="cost of goods of the line"),
        Column("currency", "text", "event", "line", meaning="ISO 4217 code of amount and cost"),
    ),
    money="amount",
)

PRODUCT = Table(
    "product",
    "one article",
    ("product_id",),
    (
        Column("product_id", "id", "stable", meaning="article number"),
        Column("name", "text", "stable", label=True, meaning="the article's name"),
        Column("family", "text", "stable", meaning="product family, as a name or as an id of product_family"),
        Column("list_price", "amount", meaning="list price of one unit"),
    ),
)

PRODUCT_FAMILY = Table(
    "product_family",
    "one product family, where products name it by id",
    ("family_id",),
    (
        Column("family_id", "id", "stable", meaning="the family's id in the source"),
        Column("name", "text", "stable", label=True, meaning="the family's name"),
    ),
)

TABLES: dict[str, Table] = {t.name: t for t in (ACCOUNT, REVENUE_LINE, PRODUCT, PRODUCT_FAMILY)}


def table(name: str) -> Table:
    """Return the canonical table of that name (KeyError when there is none)."""
    return TABLES[name]
