"""Writes rows of text cells to an Arrow file, a batch at a time, holding back the last rows until the end is known."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
from numpy.typing import NDArray

from kam_analytics.errors import Unreadable
from kam_analytics.reading.limits import BATCH_CHARS, BATCH_ROWS

__all__ = ["TAIL", "CellWriter", "quoted"]

TAIL = 20
"""Rows held back, so that a footer can still be taken out."""


def quoted(fields: Sequence[str], delimiter: str) -> str:
    """Write fields as one record in the form the writer takes: every field in double quotes."""
    return delimiter.join('"' + field.replace('"', '""') + '"' for field in fields)


@dataclass(frozen=True)
class _Piece:
    """Records with their line feeds, and their row numbers."""

    text: str
    rows: NDArray[np.int64]


class CellWriter:
    """Takes records as text and writes them as columns `row`, `c0`, `c1`, ...

    Records come either quoted (`quoted`) or plain: with exactly `width` fields and no quote, backslash or line break
    in them. So the text of a whole batch has one meaning, and Arrow's parser may read it.

    Parameters
    ----------
    path
        Arrow file to write; see `stored`.
    delimiter
        Of the plain records. Where it has more than one character every record must come quoted, with `self.delimiter`.
    """

    def __init__(self, path: Path, width: int, delimiter: str, name: str) -> None:
        self.rows: list[int] = []
        self.lines: list[str] = []
        self.written = 0
        self._chars = 0
        self._pieces: list[_Piece] = []
        self._waiting: deque[Future[None]] = deque()
        self._background = ThreadPoolExecutor(1)
        self.name = name
        self.delimiter = delimiter if len(delimiter) == 1 else ","
        self._fields = [f"c{index}" for index in range(width)]
        self._schema = pa.schema([("row", pa.int64()), *((field, pa.string()) for field in self._fields)])
        self._writer = pa.ipc.new_file(str(path), self._schema)
        self._parse = pacsv.ParseOptions(delimiter=self.delimiter, newlines_in_values=True, ignore_empty_lines=False)
        self._convert = pacsv.ConvertOptions(
            column_types=dict.fromkeys(self._fields, pa.string()),
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
            null_values=[],
            check_utf8=False,
        )

    def add(self, row: int, line: str) -> None:
        """Take one record."""
        self.rows.append(row)
        self.lines.append(line)
        self._chars += len(line)
        if len(self.rows) >= BATCH_ROWS + TAIL or self._chars > BATCH_CHARS:
            self._pass_on(max(0, len(self.rows) - TAIL))
            self._flush()

    def add_rows(self, first: int, text: str, count: int) -> None:
        """Take a text of `count` plain records, each with its line feed; the first is in row `first`."""
        self._pass_on(len(self.rows))
        held = text.rsplit("\n", TAIL + 1)[1:-1] if count > TAIL else text.split("\n")[:-1]
        kept = count - len(held)
        if kept:
            whole = text[: len(text) - sum(len(line) + 1 for line in held)]
            self._pieces.append(_Piece(whole, np.arange(first, first + kept)))
        self.rows = list(range(first + kept, first + count))
        self.lines = held
        self._chars = sum(map(len, held))
        if sum(len(piece.rows) for piece in self._pieces) >= BATCH_ROWS:
            self._flush()

    def drop(self, rows: set[int]) -> int:
        """Take held-back records out again; return how many there were."""
        dropped = 0
        for at in range(len(self.rows) - 1, max(-1, len(self.rows) - 1 - TAIL), -1):
            if self.rows[at] in rows:
                del self.rows[at], self.lines[at]
                dropped += 1
        return dropped

    def close(self) -> int:
        """Write what is left; return the number of rows written."""
        self._pass_on(len(self.rows))
        self._flush()
        while self._waiting:
            self._waiting.popleft().result()
        self._background.shutdown()
        self._writer.close()
        return self.written

    def _pass_on(self, count: int) -> None:
        """Hold the first records back no longer."""
        if count:
            text = "\n".join(self.lines[:count]) + "\n"
            self._pieces.append(_Piece(text, np.array(self.rows[:count], dtype=np.int64)))
            self.rows = self.rows[count:]
            self.lines = self.lines[count:]
            self._chars = sum(map(len, self.lines))

    def _flush(self) -> None:
        """Write what is not held back, while the next records are looked at."""
        pieces, self._pieces = self._pieces, []
        if pieces:
            self._waiting.append(self._background.submit(self._write, pieces))
            self.written += sum(len(piece.rows) for piece in pieces)
        if len(self._waiting) > 1:
            self._waiting.popleft().result()

    def _write(self, pieces: list[_Piece]) -> None:
        content = "".join(piece.text for piece in pieces).encode()
        rows = np.concatenate([piece.rows for piece in pieces])
        table = pacsv.read_csv(
            pa.py_buffer(content),
            read_options=pacsv.ReadOptions(
                use_threads=False, column_names=self._fields, block_size=max(len(content), 1 << 20)
            ),
            parse_options=self._parse,
            convert_options=self._convert,
        )
        if table.num_rows != len(rows):
            raise Unreadable("reading.crashed", file=self.name)
        numbered = table.add_column(0, self._schema.field("row"), _numbers(rows))
        self._writer.write_table(numbered.combine_chunks())


def _numbers(rows: NDArray[np.int64]) -> pa.Array:
    """Return an int64 array; `pa.array` would import pandas first, which takes a second."""
    return pa.Array.from_buffers(pa.int64(), len(rows), [None, pa.py_buffer(rows)])
