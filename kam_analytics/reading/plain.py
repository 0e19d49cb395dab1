"""Whole blocks of text in which every line is plainly a row: nothing to parse, nothing to doubt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kam_analytics.reading.types import Dialect

__all__ = ["PlainBlocks"]

_FEED = ord("\n")


class PlainBlocks:
    """Tells blocks of plain rows from others, for one file.

    Parameters
    ----------
    watched
        Texts that need a closer look wherever they occur: quotes, escapes, zero bytes.
    headers
        Lines that are the header again.
    """

    def __init__(self, dialect: Dialect, width: int, watched: Sequence[str], headers: Sequence[str]) -> None:
        self._newline = dialect.newline
        self._delimiter = ord(dialect.delimiter)
        self._want = width - 1
        self._texts = [*watched, *filter(None, headers)]

    @staticmethod
    def possible(dialect: Dialect, width: int) -> bool:
        """Return whether a file of this dialect can have such blocks."""
        return width > 1 and len(dialect.delimiter) == 1 and dialect.delimiter.isascii() and dialect.newline != "\r"

    def rows(self, text: str) -> tuple[str, int] | None:
        """Return the text with line feeds only and its number of rows; None where some line is not plainly a row.

        A row has the right number of delimiters, no watched text, and not only delimiters and white space.
        """
        if any(mark[-1] in text and mark in text for mark in self._texts):  # one character is found much faster
            return None
        if "\r" in text:
            breaks = text.count("\r\n")
            if self._newline != "\r\n" or text.count("\r") != breaks or text.count("\n") != breaks:
                return None
            text = text.replace("\r\n", "\n")
        count = self._count(np.frombuffer(text.encode("utf-8", "surrogateescape"), np.uint8))
        return None if count is None else (text, count)

    def _count(self, data: NDArray[np.uint8]) -> int | None:
        ends = np.flatnonzero(data == _FEED)
        marks = np.flatnonzero(data == self._delimiter)
        if len(marks) != self._want * len(ends):
            return None
        if not len(ends):
            return 0
        by_row = marks.reshape(len(ends), self._want)
        starts = np.concatenate(([-1], ends[:-1]))
        inside = (by_row[:, 0] > starts).all() and (by_row[:, -1] < ends).all()
        return len(ends) if inside and self._said(data, starts, ends).all() else None

    def _said(
        self,
        data: NDArray[np.uint8],
        starts: NDArray[np.int64],
        ends: NDArray[np.int64],
    ) -> NDArray[np.bool_]:
        """Return which lines begin or end with a letter or digit: the others may hold nothing but signs."""
        first, last = data[starts + 1], data[ends - 1]
        return np.asarray(_WORD[first] | _WORD[last])


_WORD = np.zeros(256, dtype=bool)
_WORD[
    [*range(ord("0"), ord("9") + 1), *range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1), *range(128, 256)]
] = True
