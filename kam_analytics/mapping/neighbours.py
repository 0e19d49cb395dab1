"""A currency that stands beside its amount, in a column whose label does not say so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kam_analytics.mapping.content import money_field
from kam_analytics.mapping.currencies import is_currency
from kam_analytics.mapping.match import Candidate
from kam_analytics.mapping.profile import Seen
from kam_analytics.mapping.signature import Labels, known_labels

__all__ = ["with_currency"]


def with_currency(found: Candidate, labels: Labels, seen: Seen, taken: Collection[int]) -> Candidate:
    """Return the candidate with the column right or left of its amount, if that holds nothing but currencies.

    Only where no column says the currency by its label, and not for a column whose label says something else or that a
    person decided about (`taken`).
    """
    field = money_field(found)
    if field is None:
        return found
    at, used = found.fields[field], {*found.fields.values(), *taken}
    for index in (at + 1, at - 1):
        if not 0 <= index < len(labels.forms) or index in used or labels.forms[index] in known_labels():
            continue
        (profile,) = seen.look([index])
        if profile.filled and all(map(is_currency, profile.texts)):
            return replace(found, fields=found.fields | {"currency": index})
    return found
