"""What is said of a file that cannot be taken: what it is, what it lacks, or which labels are nearly known."""

from __future__ import annotations

from collections.abc import Sequence

from kam_analytics.mapping.described import columns_of, mapping_of
from kam_analytics.mapping.layout import layouts
from kam_analytics.mapping.match import Candidate, closest
from kam_analytics.mapping.profile import Seen
from kam_analytics.mapping.signature import Labels
from kam_analytics.mapping.types import Recognition
from kam_analytics.schema import TABLES

__all__ = ["KNOWN_WEIGHT", "unrecognised"]

MOSTLY_KNOWN, KNOWN_WEIGHT = 0.5, 6.0
"""Share of known columns, or weight of them, from which a file without the key still looks like a layout."""

BEFORE_UNUSED = 0.04
SHOWN_COLUMNS = 12
SHOWN_NEAREST = 5


def unrecognised(seen: Seen, likely: Sequence[Candidate], labels: Labels, source: str) -> Recognition:
    """Say what was found, and what is nearest: a layout that lacks little, or labels that are nearly known."""
    names = seen.reading.columns
    found = ", ".join(names[:SHOWN_COLUMNS]) + (", …" if len(names) > SHOWN_COLUMNS else "")
    params: dict[str, str | int] = {"file": seen.reading.name, "columns": found, "tables": ", ".join(TABLES)}
    best = max((c for c in likely if _telling(c)), key=_nearness, default=None)
    if best is not None and best.layout.unused:
        unused, layout = best.layout.unused, best.layout.name
        reason = f"mapping.unused_{unused}"
        return Recognition(None, reason=reason, params={"file": seen.reading.name}, unused=unused, layout=layout)
    if best is not None:
        params |= {"table": best.layout.table, "missing": ", ".join(best.missing)}
        columns = columns_of(seen, best, labels, ())
        partly = mapping_of(best, columns, source)
        layout = best.layout.name
        return Recognition(None, reason="mapping.almost", params=params, seen=partly, layout=layout)
    near = sorted(closest(names, layouts()).items())[:SHOWN_NEAREST]
    if near:
        params["nearest"] = ", ".join(f"{column} ({field})" for column, field in near)
        return Recognition(None, reason="mapping.similar_columns", params=params)
    return Recognition(None, reason="mapping.unknown_columns", params=params)


def _nearness(found: Candidate) -> tuple[float, tuple[object, ...]]:
    """Return how near a layout is; of two that are nearly as near, what a table takes goes first."""
    return found.evidence + (0.0 if found.layout.unused else BEFORE_UNUSED), found.rank


def _telling(found: Candidate) -> bool:
    """Whether a layout is named although the file cannot be taken as it."""
    if found.layout.unused:
        return True
    if not found.missing:
        return False
    key = TABLES[found.layout.table].needed[0]
    known_key = key in found.fields and key not in found.similar
    mostly = found.weight > 0 and found.known >= MOSTLY_KNOWN
    return known_key or mostly or found.weight >= KNOWN_WEIGHT
