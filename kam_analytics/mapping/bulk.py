"""Values of a whole column at once, where every cell is written plainly: most cells of most files.

What is plain is written here as patterns that leave no second reading. A column with one cell beyond them goes through
the parser of its field, cell by cell, so this room never decides what an odd text means.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from kam_analytics import schema
from kam_analytics.mapping.types import ColumnMap

__all__ = ["bulk"]

_ID = r"^(?:[0-9A-Za-z#&/-]{1,14}|[0-9A-Za-z#&/-]{16,17}|[0-9A-Za-z#&/-]{19,64})?$"
"""No white space, no mark of a spreadsheet's number, and not as long as ids of Salesforce, which have rules of their
own."""
_DAY = r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_ISO = rf"^(?:{_DAY}(?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)?)?$"
_WHOLE = r"^(?:-?[0-9]{1,9})?$"
_AMOUNT = {".": r"^(?:-?[0-9]{1,13}(?:\.[0-9]{1,4})?)?$", ",": r"^(?:-?[0-9]{1,13}(?:,[0-9]{1,4})?)?$"}
_NUMBER = {".": r"^(?:-?[0-9]{1,15}(?:\.[0-9]{1,9})?)?$", ",": r"^(?:-?[0-9]{1,15}(?:,[0-9]{1,9})?)?$"}
_DAY_LENGTH = 10
_LOOK = 2_000
"""Where the first cells hardly repeat, they are read one by one, and by their distinct texts otherwise."""


def bulk(cells: pa.Array, column: ColumnMap, table: str) -> pa.Array | None:
    """Return the values of a column's cells in the type of its field; None where a cell is not written plainly.

    An empty cell is NULL. The values are those that the parser of the field gives, to the last digit.
    """
    field = str(column.field)
    kind = schema.table(table).column(field).arrow if field in schema.table(table).names else None
    if kind is None or column.kind not in _READERS:
        return None
    read = _READERS[column.kind]
    if len(cells.slice(0, _LOOK).unique()) * 2 > _LOOK:
        return read(cells, column, kind)
    encoded = cells.dictionary_encode()
    found = read(encoded.dictionary, column, kind)
    return None if found is None else found.take(encoded.indices)


def _ids(cells: pa.Array, column: ColumnMap, kind: pa.DataType) -> pa.Array | None:
    if column.float_ids or not _all(cells, _ID):
        return None
    return _filled(cells).cast(kind)


def _dates(cells: pa.Array, column: ColumnMap, kind: pa.DataType) -> pa.Array | None:
    if column.serial or not _all(cells, _ISO):
        return None
    days = pc.utf8_slice_codeunits(_filled(cells), 0, _DAY_LENGTH)
    try:
        return days.cast(kind)
    except pa.ArrowInvalid:  # the 31st of a month that has none
        return None


def _amounts(cells: pa.Array, column: ColumnMap, kind: pa.DataType) -> pa.Array | None:
    texts = _pointed(cells, column, _AMOUNT)
    return None if texts is None else texts.cast(kind)


def _numbers(cells: pa.Array, column: ColumnMap, kind: pa.DataType) -> pa.Array | None:
    texts = _pointed(cells, column, _NUMBER)
    return None if texts is None else pc.add(texts.cast(kind), 0.0)  # there is no negative zero


def _integers(cells: pa.Array, _column: ColumnMap, kind: pa.DataType) -> pa.Array | None:
    return _filled(cells).cast(kind) if _all(cells, _WHOLE) else None


def _pointed(cells: pa.Array, column: ColumnMap, patterns: dict[str, str]) -> pa.Array | None:
    """Return numbers with a decimal point; None where one is not plain under the column's mark."""
    if column.decimal is None:
        return _filled(cells) if _all(cells, _WHOLE) else None
    if not _all(cells, patterns[column.decimal]):
        return None
    texts = _filled(cells)
    return pc.replace_substring(texts, ",", ".") if column.decimal == "," else texts


def _all(cells: pa.Array, pattern: str) -> bool:
    return pc.all(pc.match_substring_regex(cells, pattern), min_count=0).as_py() is not False


def _filled(cells: pa.Array) -> pa.Array:
    """Return the cells with NULL for empty ones."""
    empty = pc.equal(cells, "")
    return pc.if_else(empty, pa.scalar(None, pa.string()), cells) if pc.any(empty).as_py() else cells


_READERS = {"id": _ids, "date": _dates, "amount": _amounts, "number": _numbers, "integer": _integers}
