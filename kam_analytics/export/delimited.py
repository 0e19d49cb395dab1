"""CSV for people's spreadsheets: no cell of it is ever run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

__all__ = ["neutralise", "to_csv"]

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?%?")


def neutralise(cell: str) -> str:
    """Return the text with an apostrophe in front when a spreadsheet would run it; numbers stay as they are."""
    if cell.startswith(_TRIGGERS) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return RFC 4180 text (comma, CRLF, header line), every text cell neutralised, None as the empty cell."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([neutralise(name) for name in columns])
    for row in rows:
        writer.writerow(["" if cell is None else neutralise(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue()
