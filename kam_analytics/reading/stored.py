"""The cells that a reading left behind: an Arrow file, which is written and read again without any packing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

__all__ = ["batches", "whole"]


def batches(cells: Path, indexes: Sequence[int] | None = None) -> Iterator[pa.RecordBatch]:
    """Yield the rows in order, in batches of about `limits.BATCH_ROWS`.

    Columns are `row` and `c0`, `c1`, ...; with `indexes` those columns only.
    """
    with pa.OSFile(str(cells), "rb") as source:
        names = pa.ipc.open_file(source).schema.names
        wanted = None if indexes is None else sorted(names.index(f"c{index}") for index in indexes)
        options = pa.ipc.IpcReadOptions(included_fields=wanted, use_threads=False)
        file = pa.ipc.open_file(source, options=options)
        for number in range(file.num_record_batches):
            yield file.get_batch(number)


def whole(cells: Path) -> pa.Table:
    """Return all rows as one table."""
    with pa.OSFile(str(cells), "rb") as source:
        return pa.ipc.open_file(source).read_all()
