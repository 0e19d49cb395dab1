"""Uploads: what one import adds to a workspace."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from kam_analytics.mapping.types import CellReject, Half, Mapped

__all__ = ["Amounts", "FileOutcome", "KnownAt", "Origin", "RowsOutcome", "UploadDraft"]

Origin = Literal["stated", "name", "assumed", "given"]


@dataclass(frozen=True)
class KnownAt:
    """When a file's content was learnt (UTC, seconds), and how we know.

    In the file, in its name, by a person, or assumed.
    """

    at: dt.datetime
    origin: Origin


@dataclass(frozen=True)
class RowsOutcome:
    """Rows of one file: `read` is the sum of the rest."""

    read: int = 0
    accepted: int = 0
    unassigned: int = 0
    merged: int = 0
    dropped: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class Amounts:
    """Money of one file in one currency, exact, split as its rows are."""

    read: Decimal = Decimal(0)
    accepted: Decimal = Decimal(0)
    unassigned: Decimal = Decimal(0)
    merged: Decimal = Decimal(0)
    dropped: Decimal = Decimal(0)
    rejected: Decimal = Decimal(0)


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file: counts, money by currency, and every rejected row."""

    mapped: Mapped
    rows: RowsOutcome
    amounts: dict[str, Amounts]
    rejects: tuple[CellReject, ...]


@dataclass(frozen=True)
class UploadDraft:
    """Files of one import with the same table, source and `known_at`: one upload, not yet published.

    Attributes
    ----------
    id
        Hash of the identity: files (hash and sheet), mappings, table, source, mode, `known_at`, precedence.
    mode
        `full`: each invoice or key in it is restated. `partial`: its invoices may lack lines that are known already.
    halves
        Parquet files, sorted by key. Invoices: `index` (one row per invoice: its header half, and whether the upload
        holds its lines completely) and `line`. Small tables: `rows` (one row per key and mapped column).
    edges
        The first and the last invoice of each file, in file order: where a cut file was cut.
    half
        Which half of invoices it holds: `header`, `line` or `both`; None for small tables.
    notes
        Message codes and how often they apply.
    """

    id: str
    table: str
    source: str
    known_at: KnownAt
    files: tuple[FileOutcome, ...]
    halves: dict[str, Path]
    mode: Literal["full", "partial"] = "full"
    precedence: int = 0
    notes: dict[str, int] = field(default_factory=dict)
    half: Half | None = None
    edges: tuple[str, ...] = ()
