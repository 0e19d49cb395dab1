"""What the stages of a file of deals mean, for people to look at and to correct."""

from __future__ import annotations

from kam_analytics.mapping.profile import Seen
from kam_analytics.mapping.types import Mapping
from kam_analytics.mapping.words import deal_status
from kam_analytics.reading.types import Reading

__all__ = ["stages_of"]

_TOLD = frozenset({"status", "is_won", "is_closed"})
"""Fields that say how a deal stands, whatever its stage is called."""


def stages_of(reading: Reading, mapping: Mapping) -> list[tuple[str, str]]:
    """Return each stage with `open`, `won` or `lost`, sorted; none where another column says how deals stand."""
    column = mapping.by_field("stage")
    if mapping.table != "opportunity" or column is None or _TOLD & {c.field for c in mapping.columns}:
        return []
    told = dict(mapping.stages)
    (profile,) = Seen(reading).look([column.index])
    return [(stage, told.get(stage) or deal_status(stage) or "open") for stage in profile.texts]
