from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kam_analytics.reading.limited import reading_from
from kam_analytics.reading.types import Reading
from kam_analytics.reading.worker import read_here


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Reading]:
    """Read a text in this process; each file lies in a folder of its own."""
    count = 0

    def read(content: str, name: str = "file.csv") -> Reading:
        nonlocal count
        count += 1
        folder = tmp_path / str(count)
        folder.mkdir()
        path = folder / name
        path.write_text(content, encoding="utf-8")
        cells = folder / "cells.arrow"
        return reading_from(read_here(path, cells, name, None), path, name, "", cells)

    return read
