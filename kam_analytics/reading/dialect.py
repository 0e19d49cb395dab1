"""Detects how a delimited text is written, from a sample; everything after that is pinned.

Each combination of delimiter, quote and escape parses the sample strictly. The best one gives the largest share of
records of one width without a fault, weighted by `(width - 1) / width` (van den Burg et al. 2019, the pattern score of
CleverCSV). A file with delimiters that agree on no width is refused, never read as one column.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import product

from kam_analytics.errors import Unreadable
from kam_analytics.reading.records import Lines, Record, records
from kam_analytics.reading.types import Dialect

__all__ = ["Detected", "detect"]

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_RECORDS = 1_000
_SEPARATOR_LINE = re.compile(r'^"?sep=([,;\t|:^~#!/*])"?\r?$', re.IGNORECASE)
_ONE_COLUMN = 0.5
"""A text is one column when fewer of its lines than this hold any delimiter."""
_AGREEING = 0.3
_SPACE_WIDTH, _SPACE_RECORDS, _SPACE_AGREEING = 3, 5, 0.9
"""Spaces are delimiters only where nothing else is, and nearly all of several lines have the same number of them."""


@dataclass(frozen=True)
class Detected:
    """The dialect, the usual number of fields, and whether the first line is Excel's `sep=;`."""

    dialect: Dialect
    width: int
    separator_line: bool


@dataclass(frozen=True)
class _Trial:
    dialect: Dialect
    width: int
    score: float
    faults: int
    wrapped: int
    records: int


def detect(sample: str, *, complete: bool, encoding: str, bom: bool, name: str) -> Detected:
    """Return how the text is written.

    Parameters
    ----------
    sample
        The beginning of the text.
    complete
        The sample is the whole text; otherwise its last, cut line is not looked at.

    Raises
    ------
    Unreadable
        `reading.no_delimiter`: the lines agree on no number of columns.
    """
    newline = _newline(sample)
    feed = "\r" if newline == "\r" else "\n"
    if not complete and feed in sample:
        sample = sample[: sample.rindex(feed) + 1]
    first, _, rest = sample.partition(feed)
    stated = _SEPARATOR_LINE.match(first)
    body = rest if stated else sample
    delimiters = (stated.group(1),) if stated else DELIMITERS
    best: _Trial | None = None
    for delimiter, (quote, escape) in product(delimiters, _quotings(body, delimiters)):
        trial = _try(body, Dialect(encoding, bom, delimiter, quote, escape, newline))
        if best is None or _better(trial, best):
            best = trial
    if best is not None and not stated:
        best = _spaced(body, best)
        best = best if best.score > 0 else _by_spaces(body, best)
    if best is None or best.score == 0:
        plain = Dialect(encoding, bom, delimiters[0], '"', None, newline)
        if not stated and _delimited(body, feed) >= _ONE_COLUMN:
            raise Unreadable("reading.no_delimiter", file=name)
        return Detected(plain, 1, stated is not None)
    return Detected(best.dialect, best.width, stated is not None)


def _spaced(body: str, best: _Trial) -> _Trial:
    """Return the trial with a space after each delimiter, where that explains the text as well."""
    for delimiter in (best.dialect.delimiter,) if best.score > 0 else DELIMITERS:
        if f"{delimiter} " in body:
            spaced = _try(body, replace(best.dialect, delimiter=f"{delimiter} "))
            if 0 < spaced.score >= best.score and spaced.faults <= best.faults and spaced.width >= best.width:
                best = spaced
    return best


def _by_spaces(body: str, best: _Trial) -> _Trial:
    """Return the trial with spaces between the columns, where nearly all of several lines agree on it."""
    trial = _try(body, replace(best.dialect, delimiter=" ", quote='"', escape=None))
    enough = trial.records >= _SPACE_RECORDS and trial.width >= _SPACE_WIDTH
    return trial if enough and trial.score >= _SPACE_AGREEING * (trial.width - 1) / trial.width else best


def _newline(sample: str) -> str:
    pairs = sample.count("\r\n")
    feeds = sample.count("\n") - pairs
    returns = sample.count("\r") - pairs
    if returns > 10 * (pairs + feeds):
        return "\r"
    return "\r\n" if pairs > feeds else "\n"


def _quotings(body: str, delimiters: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """List the pairs of quote and escape that the text gives reason to try, the usual one first."""
    found: list[tuple[str, str | None]] = [('"', None)]
    escapes = '\\"' in body or any("\\" + delimiter in body for delimiter in delimiters)
    if escapes:
        found.append(('"', "\\"))
    if any(f"{mark}'" in body for mark in ("\n", "\r", *delimiters)) or body.startswith("'"):
        found.append(("'", None))
        if "\\'" in body or escapes:
            found.append(("'", "\\"))
    return found


def _try(body: str, dialect: Dialect) -> _Trial:
    watched = f'"{dialect.quote}{dialect.escape or ""}'
    lines = Lines(iter((body,)), dialect.newline, watched)
    taken: list[Record] = []
    for record in records(lines, dialect):
        if record.raw.strip():
            taken.append(record)
        if len(taken) == SAMPLE_RECORDS:
            break
    widths = Counter(len(record.fields) for record in taken if record.fault is None)
    faults = sum(record.fault is not None for record in taken)
    if not widths:
        return _Trial(dialect, 1, 0.0, faults, 0, len(taken))
    width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] - 1) / item[0], item[0]))
    share = count / len(taken)
    score = share * (width - 1) / width if share >= _AGREEING else 0.0
    wrapped = _wrapped(taken) if dialect.quote == '"' else 0
    return _Trial(dialect, width, score, faults, wrapped, len(taken))


def _wrapped(taken: list[Record]) -> int:
    """Count cells that stand in single quotes."""
    return sum(len(cell) > 1 and cell[0] == "'" == cell[-1] for record in taken for cell in record.fields)


def _better(trial: _Trial, best: _Trial) -> bool:
    """Whether a trial explains the text better; of equals the earlier stays, but cells in single quotes are quoted."""
    if trial.score > best.score + 1e-9:
        return True
    same = trial.dialect.delimiter == best.dialect.delimiter and trial.score >= best.score
    return same and trial.dialect.quote == "'" and best.dialect.quote == '"' and trial.faults == 0 and best.wrapped > 0


def _delimited(body: str, feed: str) -> float:
    """Share of the lines with content that hold the delimiter they hold most often."""
    filled = [line for line in body.split(feed) if line.strip()]
    return max(sum(delimiter in line for line in filled) for delimiter in DELIMITERS) / max(1, len(filled))
