"""What stands above the header of a text file: titles, the date of an export, metadata."""

from __future__ import annotations

import gzip

from kam_analytics.reading.types import Reading

__all__ = ["lines_above"]

_GZIP = b"\x1f\x8b"
LONGEST = 8_000
"""Bytes that are looked at."""


def lines_above(reading: Reading) -> list[str]:
    """Return the lines above the header, as text; none for spreadsheets and files that begin with it."""
    if reading.dialect is None or not (reading.header_row or 0) > 1 or not reading.path.is_file():
        return []
    with reading.path.open("rb") as file:
        raw = file.read(LONGEST)
    if raw.startswith(_GZIP):
        with gzip.open(reading.path) as packed:
            raw = packed.read(LONGEST)
    text = raw.decode(reading.dialect.encoding, errors="replace").lstrip("\ufeff")
    return text.splitlines()[: (reading.header_row or 1) - 1]
