"""Layouts: what known exports look like, one TOML file each under `layouts/`, found by discovery."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kam_analytics import schema
from kam_analytics.mapping.labels import normal
from kam_analytics.mapping.types import Half
from kam_analytics.schema import Kind

__all__ = [
    "DELETED",
    "FORMULAS",
    "INVOICES",
    "Layout",
    "all_layouts",
    "always_filled",
    "field_kind",
    "fields_of",
    "layouts",
    "speaks",
]

INVOICES = "revenue_line"
AMOUNT_PARTS: dict[str, Kind] = {
    "unit_price": "amount",
    "discount": "number",
    "gross": "amount",
    "tax": "amount",
    "turnover": "amount",
    "side": "text",
    "ledger": "id",
    "contra": "id",
    "status": "text",
}
"""What an invoice file may give besides columns of its table: parts of an amount, and the mark of cancelled rows."""

RECORD_PARTS: dict[str, dict[str, Kind]] = {
    "account": {"person_name": "text", "first_name": "text", "other_name": "text"},
    "opportunity": {
        "is_closed": "flag",
        "is_won": "flag",
        "won_on": "date",
        "lost_on": "date",
        "actual_amount": "amount",
    },
    "contact": {"full_name": "text", "first_name": "text", "last_name": "text", "email": "text"},
    "contract": {"term": "integer"},
    "activity": {"done": "text", "planned": "text", "minutes": "number", "seconds": "number", "subject": "text"},
    "case": {"priority": "text"},
    "user": {"first_name": "text", "last_name": "text"},
}
"""What a file of records may give besides columns of its table; `derive` makes columns of it."""

DELETED = "deleted"
"""A field of every table of records: the row says that the record is no more."""

FORMULAS: dict[str, tuple[str, ...]] = {
    "amount": ("amount",),
    "unit_price*quantity": ("unit_price", "quantity"),
    "unit_price*quantity*(1-discount)": ("unit_price", "quantity", "discount"),
    "gross-tax": ("gross", "tax"),
    "bookings": ("turnover", "side", "ledger", "contra"),
}
"""How the amount of a line may come about, with the fields each needs."""


@dataclass(frozen=True)
class Layout:
    """One known export.

    Attributes
    ----------
    required
        Fields without which a file is not this export.
    unique
        Field whose values hardly ever repeat in this export.
    amounts
        Formulas of the amount, the preferred first; one of them must be possible.
    never, marks, typical
        Normal labels that rule the layout out, that tell it from others (at least `least_marks` of them), and that
        belong to it without being taken.
    companions
        Fields of which at least one must be there too.
    fields
        Normal labels by field, the preferred first.
    defaults
        What an empty cell of a field means, by field.
    composed
        Fields that, where no column gives them, are made of others: a name is the key of a file without ids.
    names
        Normal labels of columns that hold names where others hold ids.
    several
        Whether a cell may hold several ids, `9002;9999`; the first counts.
    starts, prefixed
        How labels of this export begin, in small letters (`deal - `), and whether at least `least_marks` of them must.
    unused
        What the file is when no canonical table takes it: a quote, a lead. Such a layout has no table.
    yearless
        Whether its dates lack the year.
    notes
        Codes of messages that every import of such a file shows.
    """

    name: str
    table: str
    half: Half | None
    required: tuple[str, ...]
    unique: str | None
    amounts: tuple[str, ...]
    never: frozenset[str]
    marks: frozenset[str]
    least_marks: int
    typical: frozenset[str]
    companions: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    defaults: dict[str, str] = field(default_factory=dict)
    composed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    several: bool = False
    starts: tuple[str, ...] = ()
    prefixed: bool = False
    unused: str | None = None
    yearless: bool = False
    notes: tuple[str, ...] = ()

    @property
    def labels(self) -> frozenset[str]:
        """Every normal label that belongs to the layout."""
        return frozenset(label for labels in self.fields.values() for label in labels) | self.marks | self.typical


def layouts() -> tuple[Layout, ...]:
    """Return the layouts that fill a canonical table, by name."""
    return tuple(layout for layout in all_layouts() if layout.unused is None)


@lru_cache(maxsize=1)
def all_layouts() -> tuple[Layout, ...]:
    """Return all layouts, also those of files that are known and not used, by name."""
    folder = files("kam_analytics.mapping").joinpath("layouts")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(_layout(f.name.removesuffix(".toml"), tomllib.loads(f.read_text("utf-8"))) for f in found)


def _layout(name: str, facts: dict[str, Any]) -> Layout:
    def labels(key: str) -> frozenset[str]:
        return frozenset(normal(label) for label in facts.get(key, ()))

    layout = Layout(
        name=name,
        table=facts.get("table", ""),
        half=facts.get("half"),
        required=tuple(facts.get("required", ())),
        unique=facts.get("unique"),
        amounts=tuple(facts.get("amounts", ())),
        never=labels("never"),
        marks=labels("marks"),
        least_marks=int(facts.get("least_marks", 0)),
        typical=labels("typical"),
        companions=tuple(facts.get("companions", ())),
        fields={
            f: tuple(dict.fromkeys(normal(label) for label in names)) for f, names in facts.get("fields", {}).items()
        },
        defaults=dict(facts.get("defaults", {})),
        composed={f: tuple(parts) for f, parts in facts.get("composed", {}).items()},
        names=labels("names"),
        several=bool(facts.get("several", False)),
        starts=tuple(facts.get("starts", ())),
        prefixed=bool(facts.get("prefixed", False)),
        unused=facts.get("unused"),
        yearless=bool(facts.get("yearless", False)),
        notes=tuple(facts.get("notes", ())),
    )
    unknown = layout.fields.keys() - set(fields_of(layout.table) if layout.table else ())
    given = layout.fields.keys() | layout.composed.keys()
    if unknown or set(layout.required) - given or set(layout.amounts) - FORMULAS.keys():
        message = f"layout {name} names fields or formulas that do not exist: {sorted(unknown)}"
        raise ValueError(message)
    return layout


def fields_of(table: str) -> tuple[str, ...]:
    """Return every field that a column of a file for this table may be mapped to."""
    return (*schema.table(table).names, *_parts(table))


def _parts(table: str) -> dict[str, Kind]:
    return AMOUNT_PARTS if table == INVOICES else {**RECORD_PARTS.get(table, {}), DELETED: "flag"}


def field_kind(table: str, field: str) -> Kind:
    """Return how a field's text is parsed."""
    parts = _parts(table)
    if field in parts:
        return parts[field]
    return schema.table(table).column(field).kind


def always_filled(table: str, formula: str | None) -> frozenset[str]:
    """Return the fields without which a row means nothing; an empty discount is none, an empty account unassigned."""
    if table != INVOICES:
        return frozenset(schema.table(table).needed)
    return frozenset({"invoice_id", "invoiced_on", *(FORMULAS[formula] if formula else ())} - {"discount"})


def speaks(table: str, half: Half | None, field: str) -> bool:
    """Whether a file that gives this half of invoices (None: another table) speaks for a field."""
    if half is None or half == "both" or field == "status":
        return True
    own = "line" if field in AMOUNT_PARTS else schema.table(table).column(field).half
    return own in (None, half)
