"""Which texts of a status column mark a row as cancelled, in English and German."""

from __future__ import annotations

from collections.abc import Sequence

from kam_analytics.mapping.labels import normal

__all__ = ["cancelled_marks"]

_WORDS = frozenset(
    normal(word)
    for word in (
        "cancelled", "canceled", "cancel", "cancelled by customer", "order cancelled", "invoice cancelled", "void",
        "voided", "annulled", "reversed", "storniert", "storno", "storniert durch kunde", "annulliert", "abgebrochen",
        "aufgehoben", "ungültig",
    )
)  # fmt: skip
_FLAG_LABELS = frozenset(
    normal(word) for word in ("cancelled", "canceled", "is cancelled", "is canceled", "voided", "storno", "storniert")
)
_TRUE = frozenset({"1", "true", "yes", "y", "x", "ja", "j", "wahr"})


def cancelled_marks(label: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the column's texts that mark a cancelled row; a yes counts where the label itself says cancelled."""
    flag = normal(label) in _FLAG_LABELS
    return tuple(t for t in texts if normal(t) in _WORDS or (flag and t.casefold() in _TRUE))
