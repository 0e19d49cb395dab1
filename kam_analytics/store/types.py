"""What the store takes and gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pyarrow as pa

from kam_analytics.canonical.types import FileOutcome, KnownAt, UploadDraft
from kam_analytics.mapping.types import Mapped, Question
from kam_analytics.store.records import Content, Upload

__all__ = [
    "Diff",
    "Finding",
    "LinePart",
    "Publication",
    "Request",
    "Staged",
    "StagedFile",
    "TableChange",
    "Totals",
    "UploadInfo",
    "ValueBasis",
    "VersionInfo",
    "Visible",
]


ValueBasis = Literal["invoices", "bookings"]


@dataclass(frozen=True)
class TableChange:
    """Rows of a table in the new version, and how many keys changed; lines that wait for a header are `pending`."""

    rows: int = 0
    added: int = 0
    updated: int = 0
    retired: int = 0
    pending: int = 0


@dataclass(frozen=True)
class Totals:
    """All published lines, unassigned included. Money is exact, in the base currency; None without invoices.

    `unconverted`: amounts of other currencies in months without a rate, by currency; in no other figure.
    """

    accounts: int
    revenue_lines: int
    net_revenue: Decimal | None
    assigned_revenue_lines: int
    assigned_net_revenue: Decimal | None
    unconverted: dict[str, Decimal]


@dataclass(frozen=True)
class StagedFile:
    """One file given to `stage`, in the order given.

    `upload` is the upload it belongs to (None: no row was taken). `already_imported`: the current version holds it,
    nothing was added.
    """

    upload: str | None
    known_at: KnownAt
    outcome: FileOutcome
    already_imported: bool = False


@dataclass(frozen=True)
class Request:
    """What `stage` was asked for: enough to stage again on a newer version."""

    mapped: tuple[Mapped, ...]
    known: tuple[KnownAt, ...]
    answers: dict[str, str]
    accept_all: bool = False
    base_currency: str | None = None


@dataclass(frozen=True)
class Staged:
    """A version that could be published; nothing is visible yet.

    Attributes
    ----------
    base, version
        The version it was made from, and the one it would make; None: no uploads.
    drafts, removed
        Uploads it adds, and ids of uploads it takes away (replaced by a corrected mapping).
    notes
        Message codes and how often they apply.
    """

    request: Request
    base: str | None
    version: str | None
    changed: bool
    files: tuple[StagedFile, ...]
    drafts: tuple[UploadDraft, ...]
    removed: tuple[str, ...]
    questions: tuple[Question, ...]
    tables: dict[str, TableChange]
    totals: Totals
    base_currency: str
    folder: Path
    uploads: tuple[Upload, ...]
    content: Content
    notes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Publication:
    """One change of the current version: `uploads` were added (import) or taken away (undo)."""

    sequence: int
    at: dt.datetime
    author: str
    action: Literal["import", "undo"]
    version: str | None
    changed: bool
    uploads: tuple[str, ...]


@dataclass(frozen=True)
class VersionInfo:
    """One publication and the version it made current; `tables` gives the rows of each table."""

    sequence: int
    version: str | None
    created_at: dt.datetime
    author: str
    action: str
    parent: str | None
    current: bool
    uploads: tuple[str, ...]
    tables: dict[str, int]


@dataclass(frozen=True)
class UploadInfo:
    """One upload of a version, with the names of its files."""

    id: str
    table: str
    source: str
    known_at: dt.datetime
    known_origin: str
    precedence: int
    mode: str
    created_at: dt.datetime
    author: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Diff:
    """What the second of two versions has over the first."""

    uploads_added: tuple[str, ...]
    uploads_removed: tuple[str, ...]
    tables: dict[str, TableChange]


@dataclass(frozen=True)
class Finding:
    """Something `doctor` found. A `fault` is damage; a `note` is not."""

    severity: Literal["fault", "note"]
    code: str
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class LinePart:
    """Revenue lines of one month, visible rows only; equal names hold equal rows for ever."""

    name: str
    month: dt.date
    path: Path


@dataclass(frozen=True)
class Visible:
    """What can be known of a version at (`as_of`, `known_by`).

    Attributes
    ----------
    known_by
        None in a live view: everything known counts.
    data_from, data_through
        First and latest invoice date of the version; None without invoices.
    value_basis
        What money is: invoices, or, where the version holds none, won opportunities by the day they closed (bookings).
    line_parts
        Money of `value_basis`, by month; no row is dated after `as_of` (or `known_by`).
    accounts
        Columns of the account table; cells that could not be known are NULL; derived accounts have their id only.
    labels
        `account_id, name, owner, region` of the same accounts, from the newest upload.
    products
        `product_id, name, family, list_price`; the family resolved through product_family.
    aliases
        `external_id, account_id`: other ids of accounts, chains resolved; the newest of all uploads, at every date.
    tables
        By name, the rows of every other small table as far as they can be known, in the columns and types of the
        schema, ordered by key; ids of accounts resolved. Opportunities have one column more, `base_amount`: their
        amount in the base currency, NULL without a rate.
    rates
        Exchange rates known by then (`schema.RATES`): lines are in the currency of their invoice.
    custom
        `account_id, field, value` (text): what the company added to its accounts; the field is `custom:<label>`.
    derived
        Accounts without a record: ids that lines name and nobody knows.
    """

    version: str
    as_of: dt.date
    known_by: dt.datetime | None
    live: bool
    data_from: dt.date | None
    data_through: dt.date | None
    base_currency: str
    value_basis: ValueBasis
    line_parts: tuple[LinePart, ...]
    accounts: pa.Table
    labels: pa.Table
    products: pa.Table
    aliases: pa.Table
    tables: dict[str, pa.Table]
    custom: pa.Table
    derived: tuple[str, ...]
    rates: pa.Table
