"""The bounds of one file: what a hostile file may cost before it is refused."""

from __future__ import annotations

import resource
from contextlib import suppress
from pathlib import Path

__all__ = [
    "BATCH_CHARS",
    "BATCH_ROWS",
    "BLOCK",
    "COLUMNS",
    "LINE_CHARS",
    "QUOTED_CHARS",
    "QUOTED_LINES",
    "REJECTS",
    "confine",
    "seconds",
    "unpacked",
]

BLOCK = 1 << 20
"""Bytes read at a time."""
BATCH_ROWS = 131_072
"""Rows of a batch of the cells."""
BATCH_CHARS = 32 << 20
"""Characters after which a row group is written before it is full."""
COLUMNS = 16_384
"""Excel's limit."""
LINE_CHARS = 16 << 20
"""Characters of one physical line."""
QUOTED_LINES = 1_000
QUOTED_CHARS = 1 << 20
"""What one record with quoted line breaks may span; more means that a quote was never closed."""
REJECTS = 1_000_000
"""Rejected records after which the file as a whole is refused."""

_MEMORY = 1_900 << 20
_OUTPUT = 8 << 30


def seconds(path: Path) -> int:
    """Return the wall clock and processor seconds that a file of this size may take."""
    return 45 + 2 * (path.stat().st_size // (1 << 20))


def unpacked(packed: int) -> int:
    """Return how many bytes `packed` bytes may unpack to: a table shrinks 5 to 50 times, a bomb 1,000 times."""
    return max(256 << 20, packed * 150)


def confine(cpu: int) -> None:
    """Limit this process: memory, processor seconds, size of a written file, no core dump.

    A system that does not know a limit (macOS: memory) keeps the others; the parent's wall clock holds everywhere.
    """
    for kind, value in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, _OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
