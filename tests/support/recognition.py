"""Headers as they come from real systems: columns left out, renamed, and asked what they are."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from kam_analytics.mapping import recognise
from kam_analytics.reading.types import Reading, RowCounts

WORDS = ("Alpha", "Kennung", "Misc", "Feld", "Spalte", "Custom", "Wert", "Info", "Zusatz", "Extra")


@dataclass(frozen=True)
class Verdict:
    """What a header was recognised as: the table or what it is instead, its layout, and whether it can be taken."""

    kind: str | None
    layout: str | None
    ready: bool


def reading_of(columns: Sequence[str], rows: Sequence[Sequence[str]] = (), folder: Path | None = None) -> Reading:
    """A file with this header, as the reader gives it."""
    cells = (folder or Path(tempfile.gettempdir())) / "header.parquet"
    data = {"row": pa.array(range(2, len(rows) + 2), pa.int64())}
    data |= {f"c{i}": pa.array([row[i] for row in rows], pa.string()) for i in range(len(columns))}
    if rows:
        _write(pa.table(data), cells)
    return Reading(
        path=cells, name="file.csv", sha256="0", sheet=None, sheets=(), dialect=None, columns=tuple(columns),
        header_row=1, first_data_row=2, counts=RowCounts(len(rows)), rejects=(),
        cells=cells if rows else _empty(columns),
    )  # fmt: skip


def _empty(columns: Sequence[str]) -> Path:
    path = Path(tempfile.mkdtemp()) / "cells.parquet"
    schema = pa.schema([("row", pa.int64()), *((f"c{i}", pa.string()) for i in range(len(columns)))])
    _write(schema.empty_table(), path)
    return path


def judged(columns: Sequence[str]) -> Verdict:
    """What a header alone is recognised as."""
    found = recognise(reading_of(columns))
    mapping = found.mapping or found.seen
    return Verdict(found.unused or (mapping.table if mapping else None), found.layout, found.mapping is not None)


def damaged(header: Sequence[str], share: float, seed: int) -> Iterator[tuple[str, ...]]:
    """The header with a share of its columns left out, and with a share of them renamed; the order is mixed."""
    chance = random.Random(seed)
    count = max(1, round(share * len(header)))
    hit = set(chance.sample(range(len(header)), count))
    kept = [name for i, name in enumerate(header) if i not in hit]
    renamed = [f"{chance.choice(WORDS)} {i}" if i in hit else name for i, name in enumerate(header)]
    for columns in (kept, renamed):
        chance.shuffle(columns)
        yield tuple(columns)


def _write(rows: pa.Table, path: Path) -> None:
    with pa.ipc.new_file(str(path), rows.schema) as target:
        target.write_table(rows)
