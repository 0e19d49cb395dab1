from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kam_analytics.reading.limited import reading_from
from kam_analytics.reading.types import Reading
from kam_analytics.reading.worker import read_here


@dataclass(frozen=True)
class Seen:
    """A reading with its cells in memory."""

    reading: Reading
    rows: list[list[str]]
    numbers: list[int]


def seen(reading: Reading) -> Seen:
    table = reading.table()
    columns = [column.to_pylist() for column in table.columns]
    assert table.column_names == ["row", *(f"c{index}" for index in range(len(reading.columns)))]
    return Seen(reading, [list(row) for row in zip(*columns[1:], strict=True)], columns[0])


def read_in_process(path: Path, folder: Path, sheet: str | None = None) -> Seen:
    cells = folder / "cells.arrow"
    found = read_here(path, cells, path.name, sheet)
    return seen(reading_from(found, path, path.name, "", cells))


@pytest.fixture
def look(tmp_path: Path) -> Callable[..., Seen]:
    """Read a text or bytes in this process."""

    def read(content: str | bytes, name: str = "file.csv") -> Seen:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_in_process(path, tmp_path)

    return read
