"""Does a column hold what its label promises?"""

from __future__ import annotations

from collections.abc import Mapping

from kam_analytics.mapping.layout import FORMULAS, field_kind
from kam_analytics.mapping.match import Candidate
from kam_analytics.mapping.profile import Profile
from kam_analytics.mapping.values import UNDECIDED_DATE, UNDECIDED_DECIMAL, Fault, parse_date, parse_decimal
from kam_analytics.schema import Kind

__all__ = ["Doubt", "doubt", "readable"]

LEAST_READABLE = 0.8
LEAST_UNIQUE = 0.7
SAMPLE = 2_000

Doubt = tuple[str, str]
"""Message code and the field it is about."""


def readable(profile: Profile, kind: Kind) -> float:
    """Return the share of distinct texts that can be read as the kind under any convention (evenly spaced sample)."""
    if kind in ("text", "id", "flag") or not len(profile.values):
        return 1.0
    step = max(1, len(profile.values) // SAMPLE)
    texts = profile.texts[::step]
    return sum(_fits(text, kind) for text in texts) / len(texts)


def _fits(text: str, kind: Kind) -> bool:
    if kind == "date":
        value = parse_date(text, None)
        return not isinstance(value, Fault) or value == UNDECIDED_DATE
    number = parse_decimal(text.removesuffix("%"), None)
    return not isinstance(number, Fault) or number == UNDECIDED_DECIMAL


def doubt(found: Candidate, profiles: Mapping[int, Profile]) -> Doubt | None:
    """Return why the content speaks against a layout, None when it does not.

    Required fields must be filled and readable; the field that names a record must hardly repeat.
    """
    needed = [*found.layout.required, *(FORMULAS[found.formula] if found.formula else ())]
    for field in needed:
        profile = profiles[found.fields[field]]
        if readable(profile, field_kind(found.layout.table, field)) < LEAST_READABLE:
            return "mapping.content", field
    unique = found.layout.unique
    if unique and profiles[found.fields[unique]].uniqueness < LEAST_UNIQUE:
        return "mapping.not_unique", unique
    return None

