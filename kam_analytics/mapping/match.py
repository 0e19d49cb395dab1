"""Which layouts a file's labels fit, and which column then is which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kam_analytics.mapping.labels import nearest
from kam_analytics.mapping.layout import FORMULAS, Layout, speaks
from kam_analytics.mapping.signature import Labels, evidence
from kam_analytics.mapping.similar import ALIKE, alike

__all__ = ["Candidate", "candidate", "closest", "widened"]

SURE = 0.75
"""Confidence of required labels found and content checked; known labels beside them give the rest."""

PARTS = frozenset(part for parts in FORMULAS.values() for part in parts) - {"amount", "quantity"}
"""Fields that are taken only where the amount is made of them."""

CURRENCY_MARKS = ("currency", "currencycode", "waehrung")
"""What follows the label of an amount in the label of its currency: `Total Amount Currency`."""


@dataclass(frozen=True)
class Candidate:
    """A layout laid over a file.

    Attributes
    ----------
    fields
        Column index by field.
    composed
        Fields that no column gives, with the fields that they are made of.
    missing
        Required fields without a column; a layout whose amount cannot be formed misses `amount`.
    formula
        How the amount comes about; None for tables and halves without one.
    known
        Share of the file's columns that belong to the layout.
    evidence, weight
        Which part of what is known of the labels the layout explains, 0..1, and how much that is.
    similar
        How alike label and field are, 0..1, for the fields whose column has a label that is only nearly known.
    """

    layout: Layout
    fields: dict[str, int]
    composed: tuple[tuple[str, tuple[str, ...]], ...]
    missing: tuple[str, ...]
    formula: str | None
    known: float
    evidence: float
    weight: float
    similar: dict[str, float] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The table, or what the file is instead."""
        return self.layout.unused or self.layout.table

    @property
    def confidence(self) -> float:
        """0..1, before content is looked at."""
        if self.missing or self.layout.unused:
            return 0.0
        return (SURE + (1 - SURE) * self.known) * min(self.similar.values(), default=1.0)

    @property
    def rank(self) -> tuple[int, int, int, float, str]:
        """Order of preference, best last: little missing, required fields covered, fields covered, share known."""
        required = len(self.layout.required) + bool(self.layout.amounts) - len(self.missing)
        return -len(self.missing), required, len(self.fields), self.known, self.layout.name


def candidate(layout: Layout, labels: Labels, sets: Mapping[int, str | None]) -> Candidate | None:
    """Lay a layout over a file's labels; None when the labels rule it out.

    `sets` are a person's decisions: field (None: leave out) by column index. With any, nothing is ruled out.
    """
    if not sets and (labels.present & layout.never or _marks(layout, labels) < layout.least_marks):
        return None
    fields = _assigned(layout, labels, sets)
    return _candidate(layout, labels, sets, fields)


def widened(found: Candidate, labels: Labels, sets: Mapping[int, str | None]) -> Candidate:
    """Return the candidate with columns whose labels are nearly those of fields that it lacks.

    Labels that any layout knows are never taken for another: `Contract ID` is no misspelt `Contact ID`.
    """
    taken = set(found.fields.values()) | sets.keys()
    lacking = {f: names for f, names in found.layout.fields.items() if f not in found.fields and f not in sets.values()}
    near = {f: (i, share) for f, (i, share) in alike(labels, lacking, taken).items() if share >= ALIKE}
    if not near:
        return found
    fields = _assigned(found.layout, labels, sets) | {f: i for f, (i, _) in near.items()}
    wider = _candidate(found.layout, labels, sets, fields)
    return replace(wider, similar={f: share for f, (_, share) in near.items()})


def _candidate(layout: Layout, labels: Labels, sets: Mapping[int, str | None], fields: dict[str, int]) -> Candidate:
    formula = _formula(layout, fields, {field for field in sets.values() if field is not None})
    composed = tuple(
        (field, parts)
        for field, parts in layout.composed.items()
        if field not in fields and fields.keys() >= set(parts)
    )
    missing = tuple(f for f in layout.required if f not in fields and f not in dict(composed))
    if layout.amounts and formula is None:
        missing = (*missing, "amount")
    companions = layout.companions
    if companions and not missing and not sets and not any(name in fields for name in companions):
        missing = ("product_id",)
    kept = {f: i for f, i in fields.items() if _speaks(layout, f, formula)} if layout.table else {}
    known = len(labels.known(layout) | set(fields.values()) | sets.keys()) / max(1, len(labels.forms))
    return Candidate(layout, kept, composed, missing, formula, known, *evidence(labels, layout))


def _marks(layout: Layout, labels: Labels) -> int:
    begun = sum(lower.startswith(layout.starts) for lower in labels.lower) if layout.starts else 0
    return begun if layout.prefixed else max(len(labels.present & layout.marks), begun)


def _formula(layout: Layout, fields: Mapping[str, int], chosen: set[str]) -> str | None:
    """Return the first possible formula, one that uses what a person chose before the others."""
    possible = [f for f in layout.amounts if all(part in fields for part in FORMULAS[f])]
    return max(possible, key=lambda f: len(chosen & set(FORMULAS[f])), default=None)


def _assigned(layout: Layout, labels: Labels, sets: Mapping[int, str | None]) -> dict[str, int]:
    fields = {field: index for index, field in sets.items() if field is not None}
    taken = set(sets)
    for own, names in layout.fields.items():
        if own in fields:
            continue
        index = _first(names, labels.forms, taken)
        index = _first(names, labels.bare, taken) if index is None else index
        if index is not None:
            fields[own] = index
            taken.add(index)
    return fields if "currency" in sets.values() else fields | _currency(layout, labels, fields, taken)


def _currency(layout: Layout, labels: Labels, fields: dict[str, int], taken: set[int]) -> dict[str, int]:
    """Return the column that says the currency of the very amount that is taken; it goes before any other currency."""
    amount = next((fields[f] for f in ("amount", "unit_price", "gross") if f in fields), None)
    if amount is None or "currency" not in layout.fields:
        return {}
    free = taken - {fields.get("currency", -1)}
    for form in (labels.forms[amount], labels.bare[amount]):
        index = _first([form + mark for mark in CURRENCY_MARKS], labels.forms, free) if form else None
        if index is not None:
            return {"currency": index}
    return {}


def _first(names: Sequence[str], forms: Sequence[str], taken: set[int]) -> int | None:
    for name in names:
        for index, form in enumerate(forms):
            if form == name and index not in taken:
                return index
    return None


def _speaks(layout: Layout, field: str, formula: str | None) -> bool:
    """Whether the mapping takes a field: parts of an amount only where the formula uses them, halves their own."""
    if field in PARTS:
        return formula is not None and field in FORMULAS[formula]
    return speaks(layout.table, layout.half, field)


def closest(labels: Sequence[str], layouts: Sequence[Layout]) -> dict[str, str]:
    """Return field by column for the labels that are nearly one we know, the likeliest spelling mistakes only."""
    fields: dict[str, str] = {}
    for own, names in ((own, names) for layout in layouts for own, names in layout.fields.items()):
        fields |= {name: own for name in names if name not in fields}
    found = {label: nearest(label, fields, cutoff=0.75) for label in labels}
    return {label: fields[near] for label, near in found.items() if near is not None}
