"""Detects how a delimited text is written, from a sample; everything after that is pinned.

Each combination of delimiter, quote and escape parses the sample strictly. The best one gives the largest share of
records of one width without a fault, weighted by `(width - 1) / width` (van den Burg et al. 2019, the pattern score of
CleverCSV). The share is a vote of all records, so that one damaged record decides nothing. A file with delimiters that
agree on no width is refused, never read as one column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kam_analytics.errors import Unreadable
from kam_analytics.reading.candidates import ANYWHERE, USUAL, plentiful, quotings, rare, separators, spaced
from kam_analytics.reading.trial import Trial, attempt
from kam_analytics.reading.types import Dialect

__all__ = ["Detected", "detect"]

_SEPARATOR_LINE = re.compile(r'^"?sep=([,;\t|:^~#!/*])"?\r?$', re.IGNORECASE)
_ONE_COLUMN = 0.5
"""A text is one column when fewer of its lines than this hold any delimiter."""
_NEAR = 0.9
"""Two readings whose scores differ by less are told apart by more than their scores."""
_LESS_NEAR = 0.5
"""The same where every record, on average, has a cell in the quotes in question."""
_MANY, _CERTAIN = 3, 0.9
"""Columns and share of a delimiter that is not one of the usual ones."""
_SEVERAL = 3
_DOUBT = 0.7
"""What a reading is worth that does not fit the first record, or takes quotes for characters."""
_VOTES = 3
"""Cells in another quote that outweigh one record which that quote does not explain."""
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d\d(:\d\d)?(?!\d)|://")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


@dataclass(frozen=True)
class Detected:
    """The dialect, the usual number of fields, whether the first line is Excel's `sep=;`, and what is no exception.

    Attributes
    ----------
    spaced, wrapped
        Records with a space behind each delimiter, and cells in another quote than the dialect's, are usual here.
    """

    dialect: Dialect
    width: int
    separator_line: bool
    spaced: bool = True
    wrapped: bool = True


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
    feed = newline[-1]
    if not complete and feed in sample:
        sample = sample[: sample.rindex(feed) + 1]
    first, _, rest = sample.partition(feed)
    stated = _SEPARATOR_LINE.match(first)
    plain = Dialect(encoding, bom, stated.group(1) if stated else ",", '"', None, newline)
    body = rest if stated else sample
    best = _quoted(body, plain) if stated else _best(body, plain)
    if best.score == 0:
        if not stated and (_delimited(body, feed) >= _ONE_COLUMN or _is_certain(_quoted(body, plain, " "))):
            raise Unreadable("reading.no_delimiter", file=name)
        return Detected(plain, 1, stated is not None)
    return Detected(best.dialect, best.width, stated is not None, best.spaced, best.wrapped)


def _best(body: str, plain: Dialect) -> Trial:
    """Return the best reading: with a usual delimiter, else a rare one, else one of ordinary text."""
    usual = [_quoted(body, plain, mark) for mark in USUAL]
    unusual = [_quoted(body, plain, mark) for mark in rare(body)]
    certain = [trial for trial in unusual if _is_certain(trial) and not trial.mixed]
    if plentiful(":", body):
        trial = _quoted(body, plain, ":")
        if _is_certain(_quoted(_TIME.sub("", body), plain, ":")) and _is_certain(trial):
            certain.append(trial)
    trials = [trial for trial in [*usual, *certain] if not any(_is_half(trial, other) for other in certain)]
    best = _without_decimals(body, usual, max(trials, key=_rank))
    if best.score == 0:
        best = max([best, *(trial for trial in unusual if trial.width >= _MANY)], key=_rank)
    if not best.first or best.quoting.quote is None or _quotes_with_spaces(body, best):
        by_text = [_quoted(body, plain, mark) for mark in ANYWHERE if plentiful(mark, body)]
        best = max([best, *(trial for trial in by_text if _is_certain(trial) and _explains(trial, best))], key=_rank)
    return _widened(body, plain, best)


def _quotes_with_spaces(body: str, best: Trial) -> bool:
    """Whether more cells stand in quotes where spaces are the delimiters."""
    return max(quoting.cells for quoting in quotings(body, " ")) > best.quoting.cells


def _is_half(trial: Trial, other: Trial) -> bool:
    """Whether a delimiter is half of another one: between its halves, all columns are empty."""
    pair = other.dialect.delimiter == 2 * trial.dialect.delimiter
    return pair and trial.empties >= other.width - 1 and not other.mixed


def _quoted(body: str, plain: Dialect, delimiter: str | None = None) -> Trial:
    """Return the best reading with one delimiter: the quote of most cells, of those that explain the text alike."""
    delimiter = delimiter or plain.delimiter
    trials = [attempt(body, plain, delimiter, quoting) for quoting in quotings(body, delimiter)]
    best = trials[0]
    for trial in trials[1:]:
        if _preferred(trial, best):
            best = trial
    return best


def _preferred(trial: Trial, best: Trial) -> bool:
    """Whether a reading with one more quote or escape is better than the best one before it."""
    if trial.score > best.score / _NEAR:
        return True
    cells = trial.quoting.cells
    if trial.quoting.quote == best.quoting.quote or cells <= best.quoting.cells:
        return trial.score > best.score and cells >= best.quoting.cells
    near = _NEAR if cells < trial.records else _LESS_NEAR
    return trial.score >= near * best.score and cells >= _VOTES * trial.faults


def _rank(trial: Trial) -> float:
    """Return the score, less where the first record, mostly the header, does not fit, or quotes stand inside cells."""
    doubts = (not trial.first) + (trial.quoting.quote is None)
    return 0.0 if trial.hollow else trial.score * _DOUBT**doubts


def _is_certain(trial: Trial) -> bool:
    """Whether a delimiter that is not one of the usual ones explains nearly all lines, in several columns."""
    enough = trial.records >= _SEVERAL and trial.width >= (_MANY if len(trial.dialect.delimiter) == 1 else 2)
    return enough and trial.score >= _CERTAIN * (trial.width - 1) / trial.width


def _explains(trial: Trial, best: Trial) -> bool:
    """Whether marks of ordinary text are the delimiters: of the header too, with the best other one inside of cells."""
    inside = best.dialect.delimiter == "," and _decimal_commas(trial.body)
    more = trial.quoting.cells > best.quoting.cells
    return more or ((trial.first or trial.values) and (best.score == 0 or inside))


def _decimal_commas(body: str) -> bool:
    return len(_DECIMAL_COMMA.findall(body)) >= _NEAR * body.count(",")


def _without_decimals(body: str, usual: Iterable[Trial], best: Trial) -> Trial:
    """Return another reading where all commas stand between digits and another delimiter explains all lines too."""
    if best.dialect.delimiter != "," or not _decimal_commas(body):
        return best
    others = [trial for trial in usual if trial.dialect.delimiter != "," and trial.score > 0]
    other = max(others, key=_rank, default=best)
    return other if other.score >= _CERTAIN * (other.width - 1) / other.width else best


def _widened(body: str, plain: Dialect, best: Trial) -> Trial:
    """Return the reading with spaces around the delimiter, where that explains the text as well."""
    for mark in (best.dialect.delimiter,) if best.score > 0 else USUAL:
        for wide in spaced(mark, body):
            trial = _quoted(body, plain, wide)
            more = trial.quoting.cells - best.quoting.cells
            alike = more > 0 or (more == 0 and trial.width >= best.width)
            if trial.score > 0 and trial.score >= _NEAR * best.score and alike:
                best = trial
    return best


def _newline(sample: str) -> str:
    pairs = sample.count("\r\n")
    feeds = sample.count("\n") - pairs
    returns = sample.count("\r") - pairs
    if not pairs + feeds + returns:
        return separators(sample) or "\n"
    if sample.count("\r\r\n") == pairs:
        returns -= pairs
    if returns > pairs + feeds:
        return "\r"
    return "\r\n" if pairs > feeds else "\n"


def _delimited(body: str, feed: str) -> float:
    """Share of the lines with content that hold the delimiter they hold most often."""
    filled = [line for line in body.split(feed) if line.strip()]
    return max(sum(delimiter in line for line in filled) for delimiter in USUAL) / max(1, len(filled))
