"""How strongly the labels of a file speak for a layout: a label that few tables share says more than `Name` does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kam_analytics.mapping.labels import normal
from kam_analytics.mapping.layout import Layout, all_layouts

__all__ = ["Labels", "evidence", "known_labels"]


@dataclass(frozen=True)
class Labels:
    """The labels of a file in the forms in which they are compared.

    Attributes
    ----------
    forms
        Normal forms.
    bare
        Normal forms without what stands in brackets, and without the ending of custom columns.
    lower
        As written, in small letters.
    """

    forms: tuple[str, ...]
    bare: tuple[str, ...]
    lower: tuple[str, ...]

    @classmethod
    def of(cls, labels: Sequence[str]) -> Labels:
        """Return the forms of a file's labels."""
        return cls(
            tuple(normal(label) for label in labels),
            tuple(normal(label.split("(")[0].strip().removesuffix("__c")) for label in labels),
            tuple(label.strip().casefold() for label in labels),
        )

    @property
    def present(self) -> frozenset[str]:
        """All forms."""
        return frozenset(self.forms) | frozenset(self.bare)

    def known(self, layout: Layout) -> frozenset[int]:
        """Return the columns whose labels belong to a layout."""
        labels, starts = layout.labels, layout.starts
        return frozenset(
            i
            for i, forms in enumerate(zip(self.forms, self.bare, strict=True))
            if not labels.isdisjoint(forms) or (starts and self.lower[i].startswith(starts))
        )


def evidence(labels: Labels, layout: Layout) -> tuple[float, float]:
    """Return which part of the file's known labels the layout explains (0..1), and the weight of that part.

    The weight of a label is ln(1 + tables / tables that have it): so columns of the company's own, which no layout
    knows, and columns that are missing count neither for nor against.
    """
    weights = _of_columns(labels)
    whole = math.fsum(weights)
    part = math.fsum(weights[i] for i in sorted(labels.known(layout)))
    return (part / whole if whole else 0.0), part


@lru_cache(maxsize=64)
def _of_columns(labels: Labels) -> tuple[float, ...]:
    weights, most = _weights(), _most()
    starts = tuple(start for layout in all_layouts() for start in layout.starts)
    return tuple(
        weights.get(form) or weights.get(bare) or (most if lower.startswith(starts) else 0.0)
        for form, bare, lower in zip(labels.forms, labels.bare, labels.lower, strict=True)
    )


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    kinds: dict[str, set[str]] = {}
    for layout in all_layouts():
        for label in layout.labels:
            kinds.setdefault(label, set()).add(layout.unused or layout.table)
    return {label: math.log1p(_kinds() / len(found)) for label, found in kinds.items()}


def known_labels() -> frozenset[str]:
    """Return every normal label that some layout knows."""
    return frozenset(_weights())


def _most() -> float:
    return math.log1p(_kinds())


@lru_cache(maxsize=1)
def _kinds() -> int:
    return len({layout.unused or layout.table for layout in all_layouts()})
