"""What a file means: which column is which field, and what each row became."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from kam_analytics.reading.types import Reading
from kam_analytics.schema import Kind

__all__ = ["NOTHING", "CellReject", "Choice", "ColumnMap", "Half", "Mapped", "Mapping", "Question", "Recognition"]

Half = Literal["header", "line", "both"]
NOTHING: MappingProxyType[str, str] = MappingProxyType({})
"""No answers, no stages."""


@dataclass(frozen=True)
class ColumnMap:
    """One source column: its canonical field (None: not taken) and how its text is parsed.

    `field` is a column of the table, or for invoice lines one of the parts of an amount: `unit_price`, `discount`.
    `confidence` is 0..1. `float_ids`: every id of the column reads like `13313.0`; the `.0` is dropped.
    `percent`: bare numbers of a discount are percentages. `drops`: texts that mark a cancelled row, to be left out.
    `named`: the cells are names that stand for ids. `several`: a cell may hold several ids, the first counts.
    `serial`: dates are days since 1900, as a spreadsheet counts them. `period`: first and last day of what the file is
    about, where its dates lack the year. `suggestion`: the field it may be, for a person; it is not taken.
    """

    index: int
    column: str
    field: str | None
    confidence: float
    kind: Kind = "text"
    decimal: Literal[".", ","] | None = None
    date_order: Literal["ymd", "dmy", "mdy"] | None = None
    float_ids: bool = False
    percent: bool = False
    drops: tuple[str, ...] = ()
    named: bool = False
    several: bool = False
    serial: bool = False
    period: tuple[str, str] | None = None
    suggestion: str | None = None


_SHOWN = ("confidence", "suggestion")
_LATER: dict[str, object] = {"named": False, "several": False, "serial": False, "period": None}
"""What columns and mappings got later: it enters the id of a mapping only where it is used."""


@dataclass(frozen=True)
class Mapping:
    """How one file fills one canonical table.

    Attributes
    ----------
    half
        For `revenue_line`: the file gives invoice headers, lines, or both (flat). None for other tables.
    source
        Keys are unique within a source.
    amount
        How the amount of a line comes about: `amount`, `unit_price*quantity` or `unit_price*quantity*(1-discount)`.
    defaults
        Field and what an empty or missing cell of it means.
    composed
        Field that no column gives, and the fields that it is made of.
    currency_in
        The field whose cells say their currency themselves (`12,50 €`), where no column does.
    stages
        A person's word for stages: the stage, and `open`, `won` or `lost`.
    spellings
        Names that are keys and occur in several spellings: each, and the one that is the key.
    ledger_digits
        Digits of the accounts of a DATEV ledger; 0 in other files.
    notes
        Codes of messages that every import of such a file shows.
    """

    table: str
    layout: str
    source: str
    columns: tuple[ColumnMap, ...]
    confidence: float
    half: Half | None = None
    amount: str | None = None
    defaults: tuple[tuple[str, str], ...] = ()
    composed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    currency_in: str | None = None
    stages: tuple[tuple[str, str], ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    ledger_digits: int = 0
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Hash of everything that decides what rows mean (not of confidences)."""
        facts = asdict(self)
        for name in ("confidence", "notes"):
            facts.pop(name)
        for name in ("defaults", "composed", "currency_in", "stages", "spellings", "ledger_digits"):
            if not facts[name]:
                facts.pop(name)
        facts["columns"] = [_facts(column) for column in facts["columns"] if column["field"]]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]

    def by_field(self, name: str) -> ColumnMap | None:
        """Return the source column mapped to a field, if any."""
        return next((c for c in self.columns if c.field == name), None)


def _facts(column: dict[str, object]) -> dict[str, object]:
    plain = object()
    return {k: v for k, v in column.items() if k not in _SHOWN and _LATER.get(k, plain) != v}


@dataclass(frozen=True)
class Choice:
    """One possible answer: its stable value and the code of its label."""

    value: str
    code: str
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """Something only a person can decide; answered with `--answer FILE:COLUMN=VALUE`."""

    file: str
    column: str
    code: str
    choices: tuple[Choice, ...]
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Recognition:
    """What a file is. `mapping` is None when nothing could be made of it; `reason` is then a message code.

    Attributes
    ----------
    seen
        The mapping as far as it goes, where the file is known and cannot be taken: a column that it needs is missing.
    unused
        What the file is, where it is known and no canonical table takes it: `quote`, `lead`.
    layout
        The layout recognised, also where nothing is taken.
    """

    mapping: Mapping | None
    questions: tuple[Question, ...] = ()
    reason: str | None = None
    params: dict[str, str | int] = field(default_factory=dict)
    seen: Mapping | None = None
    unused: str | None = None
    layout: str | None = None


@dataclass(frozen=True)
class CellReject:
    """One row that cannot be taken, because of one column. `code` is a message code, `hint` another."""

    row: int
    column: str
    value: str
    code: str
    hint: str
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapped:
    """A file's rows in canonical types.

    Attributes
    ----------
    rows
        Parquet, one row per data row of the reading, rejected ones included: `row` (int64), `state` (`ok`, `rejected`,
        `dropped`: cancelled, and left out by a person, `deleted`: there is no such record), then the mapped columns of
        the table in schema types (`amount` already computed, DECIMAL(18,4), half even), `deleted` where the file says
        it, and what a company added. Rejected and dropped rows carry what could be parsed. Columns that the file does
        not map are absent.
    rejects
        One entry per rejected row (its first fault), rows that reading rejected included. A dropped row has none.
    """

    reading: Reading
    mapping: Mapping
    rows: Path
    rejects: tuple[CellReject, ...]
