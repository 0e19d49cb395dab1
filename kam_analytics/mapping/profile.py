"""What a column holds: its distinct texts, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kam_analytics.mapping.threads import side_by_side
from kam_analytics.reading.types import Reading

__all__ = ["BATCH", "Profile", "profiles"]

BATCH = 131_072
KEPT = 8
"""Batches whose distinct texts are kept apart before they are put together, so that memory stays small."""
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
    def forms(self) -> list[str]:
        """One text for each form of number: texts that differ in digits other than zero only are alike.

        Decimal marks and groups are seen in the forms; numbers with an exponent are kept as they are.
        """
        exponents = pc.match_substring_regex(self.values, "[eE][-+]?[0-9]")
        shapes = pc.replace_substring_regex(self.values, "[1-9]", "1")
        found = pa.table({"shape": pc.if_else(exponents, self.values, shapes), "text": self.values})
        return sorted(found.group_by("shape").aggregate([("text", "min")])["text_min"].to_pylist())

    @property
    def filled(self) -> int:
        """How many rows have a text."""
        return int(pc.sum(self.counts).as_py() or 0)

    @property
    def uniqueness(self) -> float:
        """Distinct texts per filled row, 1.0 for an empty column."""
        return len(self.values) / self.filled if self.filled else 1.0


def profiles(reading: Reading, indexes: Sequence[int]) -> dict[int, Profile]:
    """Return the profile of each column, streamed over the cells."""
    if not indexes:
        return {}
    seen: dict[int, list[pa.Table]] = {index: [_NOTHING] for index in indexes}
    with pq.ParquetFile(reading.cells) as file:
        batches = file.iter_batches(batch_size=BATCH, columns=[f"c{index}" for index in indexes])
        for found in side_by_side(lambda batch: [_distinct(batch.column(f"c{index}")) for index in indexes], batches):
            for index, distinct in zip(indexes, found, strict=True):
                seen[index].append(distinct)
                if len(seen[index]) > KEPT:
                    seen[index] = [_merged(seen[index])]
    return {index: _profile(index, _merged(seen[index])) for index in indexes}


def _distinct(cells: pa.Array) -> pa.Table:
    found = cells.value_counts()
    texts = pc.utf8_trim_whitespace(pc.fill_null(found.field("values"), ""))
    return pa.Table.from_arrays([texts, found.field("counts")], schema=_COUNTED).filter(pc.not_equal(texts, ""))


def _merged(found: list[pa.Table]) -> pa.Table:
    return pa.concat_tables(found).group_by("text").aggregate([("rows", "sum")]).rename_columns(_COUNTED.names)


def _profile(index: int, found: pa.Table) -> Profile:
    merged = found.sort_by("text").combine_chunks()
    return Profile(index, _one(merged["text"]), _one(merged["rows"]))


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)
