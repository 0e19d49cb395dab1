"""Which layouts a file's labels fit, and which column then is which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kam_analytics.mapping.labels import nearest, normal
from kam_analytics.mapping.layout import FORMULAS, Layout, speaks

__all__ = ["Candidate", "candidate", "closest"]

SURE = 0.75
"""Confidence of required labels found and content checked; known labels beside them give the rest."""


@dataclass(frozen=True)
class Candidate:
    """A layout laid over a file.

    Attributes
    ----------
    fields
        Column index by field.
    missing
        Required fields without a column; a layout whose amount cannot be formed misses `amount`.
    formula
        How the amount comes about; None for tables and halves without one.
    known
        Share of the file's columns that belong to the layout.
    """

    layout: Layout
    fields: dict[str, int]
    missing: tuple[str, ...]
    formula: str | None
    known: float

    @property
    def confidence(self) -> float:
        """0..1, before content is looked at."""
        return 0.0 if self.missing else SURE + (1 - SURE) * self.known

    @property
    def rank(self) -> tuple[int, int, float, str]:
        """Order of preference, best last: required fields covered, fields covered, share known."""
        required = len(self.layout.required) + bool(self.layout.amounts) - len(self.missing)
        return required, len(self.fields), self.known, self.layout.name


def candidate(layout: Layout, labels: Sequence[str], sets: Mapping[int, str | None]) -> Candidate | None:
    """Lay a layout over a file's labels; None when the labels rule it out.

    `sets` are a person's decisions: field (None: leave out) by column index. With any, nothing is ruled out.
    """
    forms = [normal(label) for label in labels]
    bare = [normal(label.split("(")[0].strip().removesuffix("__c")) for label in labels]
    present = frozenset(forms) | frozenset(bare)
    if not sets and (present & layout.never or len(present & layout.marks) < layout.least_marks):
        return None
    fields = _assigned(layout, forms, bare, sets)
    formula = _formula(layout, fields, {field for field in sets.values() if field is not None})
    missing = tuple(f for f in layout.required if f not in fields)
    if layout.amounts and formula is None:
        missing = (*missing, "amount")
    companions = layout.companions
    if companions and not missing and not sets and not any(name in fields for name in companions):
        missing = ("product_id",)
    kept = {f: i for f, i in fields.items() if _speaks(layout, f, formula)}
    typical = {i for i, (f, b) in enumerate(zip(forms, bare, strict=True)) if {f, b} & (layout.typical | layout.marks)}
    known = len(typical | set(fields.values()) | sets.keys()) / max(1, len(labels))
    return Candidate(layout, kept, missing, formula, known)


def _formula(layout: Layout, fields: Mapping[str, int], chosen: set[str]) -> str | None:
    """Return the first possible formula, one that uses what a person chose before the others."""
    possible = [f for f in layout.amounts if all(part in fields for part in FORMULAS[f])]
    return max(possible, key=lambda f: len(chosen & set(FORMULAS[f])), default=None)


def _assigned(
    layout: Layout, forms: Sequence[str], bare: Sequence[str], sets: Mapping[int, str | None]
) -> dict[str, int]:
    fields = {field: index for index, field in sets.items() if field is not None}
    taken = set(sets)
    for field, names in layout.fields.items():
        if field in fields:
            continue
        index = _first(names, forms, taken)
        index = _first(names, bare, taken) if index is None else index
        if index is not None:
            fields[field] = index
            taken.add(index)
    return fields


def _first(names: Sequence[str], forms: Sequence[str], taken: set[int]) -> int | None:
    for name in names:
        for index, form in enumerate(forms):
            if form == name and index not in taken:
                return index
    return None


def _speaks(layout: Layout, field: str, formula: str | None) -> bool:
    """Whether the mapping takes a field: parts of an amount only where the formula uses them, halves their own."""
    if field in ("unit_price", "discount"):
        return formula is not None and field in FORMULAS[formula]
    return speaks(layout.table, layout.half, field)


def closest(labels: Sequence[str], layouts: Sequence[Layout]) -> dict[str, str]:
    """Return field by column for the labels that are nearly one we know, the likeliest spelling mistakes only."""
    fields: dict[str, str] = {}
    for field, names in ((field, names) for layout in layouts for field, names in layout.fields.items()):
        fields |= {name: field for name in names if name not in fields}
    found = {label: nearest(label, fields, cutoff=0.75) for label in labels}
    return {label: fields[near] for label, near in found.items() if near is not None}
