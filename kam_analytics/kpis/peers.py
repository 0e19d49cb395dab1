"""What key accounts would have grown at the rate of the other accounts of their size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["LEAST_PEERS", "expected"]

LEAST_PEERS = 5
"""Other accounts that a size band needs before key accounts are held against it."""

Row = Mapping[str, Any]
Key = tuple[str, Any]


def expected(bands: Iterable[Row]) -> dict[Key, dict[str, float]]:
    """Return by (cohort, month) what stands in bands with peers: `matched` accounts, their start, end and expected end.

    Bands are half a power of ten of the revenue at the start; rows are those of the model `size_band_month`.
    """
    rows = list(bands)
    peers = {(row["month"], row["band"]): row for row in rows if row["cohort"] == "rest"}
    found: dict[Key, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        other = peers.get((row["month"], row["band"]))
        if row["cohort"] == "rest" or other is None or other["starters"] < LEAST_PEERS:
            continue
        sums = found[row["cohort"], row["month"]]
        sums["matched"] += row["starters"]
        sums["matched_start"] += row["start_amount"]
        sums["matched_end"] += row["end_amount"]
        sums["matched_expected"] += row["start_amount"] * other["end_amount"] / other["start_amount"]
    return {key: dict(sums) for key, sums in found.items()}
