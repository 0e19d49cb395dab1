"""What a column holds: its distinct texts, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kam_analytics.reading.types import Reading

__all__ = ["BATCH", "Profile", "profiles"]

BATCH = 131_072


@dataclass(frozen=True)
class Profile:
    """Distinct non-empty texts of one column (trimmed, sorted) and how many rows have one."""

    index: int
    values: pa.Array
    filled: int

    @property
    def texts(self) -> list[str]:
        """The distinct texts."""
        return [str(text) for text in self.values.to_pylist()]

    @property
    def uniqueness(self) -> float:
        """Distinct texts per filled row, 1.0 for an empty column."""
        return len(self.values) / self.filled if self.filled else 1.0


def profiles(reading: Reading, indexes: Sequence[int]) -> dict[int, Profile]:
    """Return the profile of each column, streamed over the cells."""
    if not indexes:
        return {}
    seen: dict[int, list[pa.Array]] = {index: [] for index in indexes}
    filled = dict.fromkeys(indexes, 0)
    with pq.ParquetFile(reading.cells) as file:
        for batch in file.iter_batches(batch_size=BATCH, columns=[f"c{index}" for index in indexes]):
            for index in indexes:
                trimmed, count = _distinct(batch.column(f"c{index}"))
                seen[index].append(trimmed)
                filled[index] += count
    return {index: Profile(index, _union(seen[index]), filled[index]) for index in indexes}


def _distinct(cells: pa.Array) -> tuple[pa.Array, int]:
    counts = cells.value_counts()
    texts = pc.utf8_trim_whitespace(pc.fill_null(counts.field("values"), ""))
    keep = pc.not_equal(texts, "")
    count = pc.sum(counts.field("counts").filter(keep)).as_py() or 0
    return texts.filter(keep), count


def _union(arrays: list[pa.Array]) -> pa.Array:
    if not arrays:
        return pa.array([], pa.string())
    distinct = pa.chunked_array(arrays).unique()
    return distinct.take(pc.sort_indices(distinct))
