"""What the marts need of the facts: a structural type, so that this room does not depend on the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

import pyarrow as pa

from kam_analytics.schema import MONEY

__all__ = ["ACCOUNT_MONTH", "LINE_PART", "Facts", "Level", "Part", "custom_of", "tables_of"]

Level = Literal["account", "parent"]
"""Each account for itself, or accounts under their topmost parent."""

LINE_PART = pa.schema(
    [
        ("source", pa.string()),
        ("invoice_id", pa.string()),
        ("line_no", pa.int32()),
        ("account_id", pa.string()),
        ("invoiced_on", pa.date32()),
        ("product_id", pa.string()),
        ("quantity", pa.float64()),
        ("amount", MONEY),
        ("cost", MONEY),
        ("currency", pa.string()),
    ]
)
"""Columns of a canonical part of revenue lines."""

ACCOUNT_MONTH = pa.schema(
    [
        ("source", pa.string()),
        ("account_id", pa.string()),
        ("month", pa.date32()),
        ("currency", pa.string()),
        ("amount", MONEY),
        ("cost", MONEY),
        ("cost_amount", MONEY),
        ("lines", pa.int64()),
        ("costed_lines", pa.int64()),
        ("invoices", pa.int64()),
        ("credit_notes", pa.int64()),
        ("credit_amount", MONEY),
        ("order_days", pa.int64()),
        ("first_on", pa.date32()),
        ("last_on", pa.date32()),
    ]
)
"""Columns of the mart `account_month`."""


class Part(Protocol):
    """A Parquet file of revenue lines, immutable under its name."""

    @property
    def name(self) -> str:
        """Name that changes whenever the content does."""

    @property
    def path(self) -> Path:
        """Where the file lies."""


class Facts(Protocol):
    """What is visible at one (`as_of`, `known_by`)."""

    @property
    def as_of(self) -> dt.date:
        """No event after it counts."""

    @property
    def data_from(self) -> dt.date | None:
        """Date of the first event; None without events."""

    @property
    def base_currency(self) -> str:
        """Currency of every money figure; `unstated` until a file names one."""

    @property
    def line_parts(self) -> Sequence[Part]:
        """Visible revenue lines."""

    @property
    def accounts(self) -> pa.Table:
        """Visible accounts, with `account_id` and `parent_account_id`."""

    @property
    def aliases(self) -> pa.Table:
        """Other ids of accounts: `external_id`, `account_id`."""

    @property
    def rates(self) -> pa.Table:
        """Exchange rates to the base currency (`schema.RATES`)."""

    @property
    def products(self) -> pa.Table:
        """Products with `product_id`, `name` and `family`."""


_CUSTOM = pa.schema([("account_id", pa.string()), ("field", pa.string()), ("value", pa.string())])


def tables_of(facts: object) -> Mapping[str, pa.Table]:
    """Return the visible rows of each small table by name (`facts.tables`); empty where the facts hold none.

    Columns and types are those of `schema.py`, account ids are resolved, cells that could not be known are NULL; a
    table that nobody imported is missing or has no rows.
    """
    tables: Mapping[str, pa.Table] = getattr(facts, "tables", {})
    return tables


def custom_of(facts: object) -> pa.Table:
    """Return the company's own columns (`facts.custom`): account_id, field (`custom:<label>`), value (text)."""
    custom: pa.Table | None = getattr(facts, "custom", None)
    return _CUSTOM.empty_table() if custom is None else custom
