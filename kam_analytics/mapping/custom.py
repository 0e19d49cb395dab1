"""Columns of an account file that no field claims: short texts and numbers, kept under the company's own label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from kam_analytics.mapping.evidence import CONFLICT, decimal_evidence
from kam_analytics.mapping.labels import normal
from kam_analytics.mapping.layout import Layout
from kam_analytics.mapping.profile import Profile
from kam_analytics.mapping.types import ColumnMap
from kam_analytics.mapping.values import parse_number
from kam_analytics.schema import CUSTOM, tells_future

__all__ = ["KEEPS_CUSTOM", "future_notes", "with_custom"]

KEEPS_CUSTOM = "account"
"""The table whose extra columns are kept."""

LONGEST = 40
MOST_TEXTS = 50
COMMON = 0.5


def with_custom(
    columns: Sequence[ColumnMap], layout: Layout, found: Mapping[int, Profile], left: set[int]
) -> list[ColumnMap]:
    """Return the columns with the extra ones taken as `custom:<label>`.

    Not taken are columns that the layout knows and leaves (addresses, phone numbers), those that a person left out
    (`left`), empty ones, long texts, and texts that are different in almost every row: those name or describe.
    """
    mark = next((c.decimal for c in columns if c.field and c.decimal), None)
    taken: set[str] = set()
    out = []
    for column in columns:
        name = f"{CUSTOM}{column.column.strip()}"
        known = {normal(column.column), normal(column.column.split("(")[0])} & (layout.typical | layout.marks)
        free = column.field is None and not known and column.index not in left and column.column.strip()
        kind = _kind(found[column.index], mark) if free and name not in taken else None
        if kind is None:
            out.append(column)
            continue
        taken.add(name)
        out.append(replace(column, field=name, confidence=1.0, kind=kind[0], decimal=kind[1]))
    return out


def future_notes(columns: Sequence[ColumnMap]) -> tuple[str, ...]:
    """Return the note that a column of the company's own tells by its name what came later; else nothing."""
    own = [column.column for column in columns if column.field and column.field.startswith(CUSTOM)]
    return ("mapping.note_tells_future",) if any(tells_future(label) for label in own) else ()


def _kind(
    profile: Profile, common: Literal[".", ","] | None
) -> tuple[Literal["text", "number"], Literal[".", ","] | None] | None:
    """Return how the column is kept; None: it is not."""
    texts = profile.texts
    if not texts:
        return None
    mark = _mark(profile.forms, common)
    if mark is not None and all(isinstance(parse_number(text, mark), Decimal | None) for text in texts):
        return "number", mark
    if max(map(len, texts)) > LONGEST or any("@" in text for text in texts):
        return None
    many = len(texts) > MOST_TEXTS and profile.uniqueness > COMMON
    return None if many else ("text", None)


def _mark(texts: list[str], common: Literal[".", ","] | None) -> Literal[".", ","] | None:
    """Return the decimal sign that the column or the file shows; None where both are possible."""
    own = decimal_evidence(texts)
    if own.value == CONFLICT:
        return None
    if own.value is not None:
        return "," if own.value == "," else "."
    return common if own.open else common or "."
