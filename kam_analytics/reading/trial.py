"""One way to read a sample, and how well it explains it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kam_analytics.reading.candidates import USUAL, Quoting
from kam_analytics.reading.doubt import is_spaced, is_wrapped, watched
from kam_analytics.reading.layout import is_value
from kam_analytics.reading.records import Lines, Record, records
from kam_analytics.reading.types import Dialect

__all__ = ["Trial", "attempt"]

_RECORDS = 1_000
_AGREEING = 0.3
_FIRST_TABLE = 0.5
_LEAST = 2
_USUAL = 0.1
"""Share of records from which on a way of writing is no exception."""


@dataclass(frozen=True)
class Trial:
    """A reading of the sample.

    Attributes
    ----------
    width, score
        Usual number of fields; share of the records with it, times `(width - 1) / width`. 0 where too few agree.
    first
        The first record has that number of fields.
    empties
        How many columns are empty.
    hollow
        Every second column holds the same delimiter.
    mixed
        In most columns most cells hold the delimiter's first mark alone.
    values
        All cells but those of the first record are numbers and dates.
    """

    body: str
    dialect: Dialect
    quoting: Quoting
    width: int
    score: float
    faults: int
    records: int
    first: bool = False
    empties: int = 0
    hollow: bool = False
    values: bool = False
    mixed: bool = False
    spaced: bool = True
    wrapped: bool = True


def attempt(body: str, plain: Dialect, delimiter: str, quoting: Quoting) -> Trial:
    """Read the sample strictly in one way."""
    dialect = replace(plain, delimiter=delimiter, quote=quoting.quote, escape=quoting.escape)
    taken = _taken(body, dialect)
    whole = [record for record in taken if record.fault is None]
    faults = len(taken) - len(whole)
    width = _width([len(record.fields) for record in whole])
    fitting = [record for record in whole if len(record.fields) == width]
    rows = [record.fields for record in fitting]
    share = len(fitting) / max(1, len(taken))
    if width < _LEAST or share < _AGREEING:
        return Trial(body, dialect, quoting, 1, 0.0, faults, len(taken))
    return Trial(
        body,
        dialect,
        quoting,
        width,
        share * (width - 1) / width,
        faults,
        len(taken),
        first=taken[0] is fitting[0],
        empties=_empties(rows),
        hollow=_between_marks(rows, width),
        mixed=_mixed(rows, delimiter[0]) if len(delimiter) > 1 else False,
        values=all(is_value(cell.strip()) for row in rows[1:] for cell in row if cell.strip()),
        spaced=sum(is_spaced(record.fields, dialect) for record in fitting) > _USUAL * len(fitting),
        wrapped=sum(is_wrapped(record.raw, record.fields, dialect) for record in fitting) > _USUAL * len(fitting),
    )


def _empties(rows: Sequence[Sequence[str]]) -> int:
    """Count the columns that are empty in all rows, the header included."""
    return sum(not any(cells) for cells in zip(*rows, strict=True))


def _mixed(rows: Sequence[Sequence[str]], mark: str) -> bool:
    """Whether most cells of most columns hold a mark."""
    columns = [list(filter(None, cells)) for cells in zip(*rows, strict=True)]
    holding = [2 * sum(mark in cell for cell in cells) > len(cells) for cells in columns if cells]
    return 2 * sum(holding) > len(holding)


def _between_marks(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether each second column holds nothing but the same delimiter: what is taken for one is a quote."""
    between = {cell for row in rows for cell in row[1 + (not row[0]) : width - 1 : 2]}
    return width > _LEAST and len(between) == 1 and between <= set(USUAL)


def _taken(body: str, dialect: Dialect) -> list[Record]:
    lines = Lines(iter((body,)), dialect.newline, watched(dialect))
    taken: list[Record] = []
    for record in records(lines, dialect):
        if record.raw.strip():
            taken.append(record)
        if len(taken) == _RECORDS:
            break
    return taken


def _width(widths: Sequence[int]) -> int:
    """Return the usual number of fields: of tables below each other that are about as long, that of the first."""
    counts = Counter(widths)
    weight = {width: count * (width - 1) / width for width, count in counts.items()}
    most = max(weight.values(), default=0.0)
    if not most:
        return 1
    likely = [width for width, value in weight.items() if value >= _FIRST_TABLE * most]
    after = min((widths.index(width) for width in likely[1:]), default=len(widths))
    if likely[0] not in widths[after:]:
        return likely[0]
    return max(weight, key=lambda width: (weight[width], width))
