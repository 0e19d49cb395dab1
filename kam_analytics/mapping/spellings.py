"""Names that are keys: one customer may be written in several ways."""

from __future__ import annotations

import unicodedata

from kam_analytics.mapping.profile import Profile

__all__ = ["spellings"]


def spellings(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Return each spelling of a name that is not its usual one, with the usual one, sorted.

    Spellings of one name differ in capitals, white space and composed letters only. The usual one has most rows; of
    equals, the first in the order of texts.
    """
    groups: dict[str, dict[str, int]] = {}
    for text, rows in zip(profile.texts, profile.counts.to_pylist(), strict=True):
        name = " ".join(text.split())
        own = groups.setdefault(unicodedata.normalize("NFC", name).casefold(), {})
        own[name] = own.get(name, 0) + rows
    pairs = []
    for own in groups.values():
        usual = min(own, key=lambda name: (-own[name], name))
        pairs += [(name, usual) for name in own if name != usual]
    return tuple(sorted(pairs))
