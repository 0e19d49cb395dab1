"""Labels that are nearly those of a field: spelling mistakes, shortened words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rapidfuzz import fuzz, process

from kam_analytics.mapping.signature import Labels, known_labels

__all__ = ["ALIKE", "NEAR", "alike"]

ALIKE = 0.9
"""From here on a column is taken for the field, when its content fits too."""

NEAR = 0.6
"""From here on it is shown to a person."""

SHORTEST = 4
"""Shorter labels are alike by chance."""


def alike(labels: Labels, fields: Mapping[str, Sequence[str]], taken: Collection[int]) -> dict[str, tuple[int, float]]:
    """Return the column most like each field and how alike they are, 0..1; each column for one field at most.

    Only columns whose labels no layout knows are compared, and of equals the first wins.
    """
    known = known_labels()
    free = [i for i, form in enumerate(labels.forms) if i not in taken and len(form) >= SHORTEST and form not in known]
    names = [(field, name) for field, own in fields.items() for name in own if len(name) >= SHORTEST]
    if not free or not names:
        return {}
    shares = process.cdist([labels.forms[i] for i in free], [name for _, name in names], scorer=fuzz.ratio)
    pairs = sorted(
        (-float(shares[row][at]) / 100, column, names[at][0])
        for row, column in enumerate(free)
        for at in (shares[row] >= NEAR * 100).nonzero()[0].tolist()
    )
    found: dict[str, tuple[int, float]] = {}
    used: set[int] = set()
    for share, column, field in pairs:
        if field not in found and column not in used:
            found[field] = column, -share
            used.add(column)
    return found
