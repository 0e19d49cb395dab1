"""What a column holds: its distinct texts, read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kam_analytics.reading.types import Reading

__all__ = ["BATCH", "Profile", "Seen", "profiles"]

BATCH = 131_072
_COUNTED = pa.schema([("text", pa.string()), ("rows", pa.int64())])
_NOTHING = _COUNTED.empty_table()


@dataclass(frozen=True)
class Profile:
    """Distinct non-empty texts of one column (trimmed, sorted), and how many rows have each."""

    index: int
    values: pa.Array
    counts: pa.Array

    @property
    def texts(self) -> list[str]:
        """The distinct texts."""
        return [str(text) for text in self.values.to_pylist()]

    @property
    def filled(self) -> int:
        """How many rows have a text."""
        return int(pc.sum(self.counts).as_py() or 0)

    @property
    def uniqueness(self) -> float:
        """Distinct texts per filled row, 1.0 for an empty column."""
        return len(self.values) / self.filled if self.filled else 1.0


class Seen(dict[int, Profile]):
    """The profiles of a file's columns, each read once."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading

    def look(self, indexes: Iterable[int]) -> list[Profile]:
        """Return the profiles of these columns."""
        wanted = list(indexes)
        self.update(profiles(self.reading, sorted(set(wanted) - self.keys())))
        return [self[index] for index in wanted]


def profiles(reading: Reading, indexes: Sequence[int]) -> dict[int, Profile]:
    """Return the profile of each column, streamed over the cells."""
    if not indexes:
        return {}
    seen: dict[int, list[pa.Table]] = {index: [_NOTHING] for index in indexes}
    with pq.ParquetFile(reading.cells) as file:
        for batch in file.iter_batches(batch_size=BATCH, columns=[f"c{index}" for index in indexes]):
            for index in indexes:
                seen[index].append(_distinct(batch.column(f"c{index}")))
    return {index: _profile(index, pa.concat_tables(seen[index])) for index in indexes}


def _distinct(cells: pa.Array) -> pa.Table:
    found = cells.value_counts()
    texts = pc.utf8_trim_whitespace(pc.fill_null(found.field("values"), ""))
    return pa.Table.from_arrays([texts, found.field("counts")], schema=_COUNTED).filter(pc.not_equal(texts, ""))


def _profile(index: int, found: pa.Table) -> Profile:
    merged = found.group_by("text").aggregate([("rows", "sum")]).sort_by("text").combine_chunks()
    return Profile(index, _one(merged["text"]), _one(merged["rows_sum"]))


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)
