"""What a column holds: its distinct texts, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from kam_analytics.mapping.threads import side_by_side
from kam_analytics.reading.types import Reading

__all__ = ["Profile", "Seen", "profiles"]

MANY = 6_500
"""A column with more distinct texts in its first batch is seen by the forms of its texts from then on."""
_ALIKE = (
    r"^-?[0-9]{1,13}\.(?:[0-9][1-9]|[1-9]0)$",
    r"^-?[0-9]{1,13},(?:[0-9][1-9]|[1-9]0)$",
    r"^[A-Za-z]+[0-9]{3,16}$",
)
"""Forms within which every text says the same of its column: amounts with cents, numbers behind letters."""
_COUNTED = pa.schema([("text", pa.string()), ("rows", pa.int64())])
_NOTHING = _COUNTED.empty_table()


@dataclass(frozen=True)
class Profile:
    """Distinct non-empty texts of one column (trimmed, sorted), and how many rows have each.

    Of a long column with very many texts those of `_ALIKE` are told apart in its first batch only; after it one of
    each form stands for all of them.

    Attributes
    ----------
    uniqueness
        Distinct texts per filled row (of the first batch, where only it tells), 1.0 for an empty column.
    """

    index: int
    values: pa.Array
    counts: pa.Array
    uniqueness: float = 1.0

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
    cells = reading.batches(indexes)
    first = next(cells, None)
    opening = {index: _NOTHING if first is None else _distinct(first.column(f"c{index}")) for index in indexes}
    many = {index for index, found in opening.items() if found.num_rows > MANY}

    def look(batch: pa.RecordBatch) -> list[pa.Table]:
        return [_distinct(batch.column(f"c{index}"), by_form=index in many) for index in indexes]

    later = list(side_by_side(look, cells))
    return {
        index: _profile(index, opening[index], [found[place] for found in later], by_form=index in many)
        for place, index in enumerate(indexes)
    }


def _distinct(cells: pa.Array, *, by_form: bool = False) -> pa.Table:
    parts = []
    first = str(cells[0]) if by_form and len(cells) else ""
    for pattern in (pattern for pattern in _ALIKE if re.match(pattern, first)):
        alike = pc.match_substring_regex(cells, pattern)
        rows = pc.sum(alike).as_py()
        if rows:
            one = cells[pc.index(alike, value=True).as_py()].as_py()
            parts.append(pa.table([[one], [rows]], schema=_COUNTED))
            cells = cells.filter(pc.invert(alike)) if rows < len(cells) else cells.slice(0, 0)
    found = cells.value_counts()
    texts = pc.utf8_trim_whitespace(pc.fill_null(found.field("values"), ""))
    counted = pa.Table.from_arrays([texts, found.field("counts")], schema=_COUNTED)
    return pa.concat_tables([*parts, counted.filter(pc.not_equal(texts, ""))])


def _profile(index: int, opening: pa.Table, later: Sequence[pa.Table], *, by_form: bool) -> Profile:
    merged = _merged([opening, *later])
    told = _merged([opening]) if by_form else merged
    filled = pc.sum(told["rows"]).as_py()
    merged = merged.sort_by("text").combine_chunks()
    return Profile(index, _one(merged["text"]), _one(merged["rows"]), told.num_rows / filled if filled else 1.0)


def _merged(found: Sequence[pa.Table]) -> pa.Table:
    return pa.concat_tables(found).group_by("text").aggregate([("rows", "sum")]).rename_columns(_COUNTED.names)


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)
