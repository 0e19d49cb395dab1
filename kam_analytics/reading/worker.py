"""The limited process: reads one file and writes its cells and, as JSON, what was found.

Started as ``python -m kam_analytics.reading.worker``, with the task as JSON on standard input.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from kam_analytics.errors import Unreadable
from kam_analytics.reading.limits import confine, seconds

__all__ = ["main", "read_here"]


def read_here(path: Path, cells: Path, name: str, sheet: str | None) -> dict[str, object]:
    """Read a file in this process; return the fields of its `Reading` without paths and hash.

    Raises
    ------
    Unreadable
        The file gives no table.
    """
    from kam_analytics.reading.container import container  # noqa: PLC0415 - nothing is loaded before the limits hold

    packing = container(path, name)
    if packing == "zip":
        return _from_archive(path, cells, name, sheet)
    if packing == "xlsx":
        from kam_analytics.reading.spreadsheet import read_spreadsheet  # noqa: PLC0415 - only for workbooks

        reading = read_spreadsheet(path, cells, name, sheet)
    else:
        from kam_analytics.reading.delimited import read_delimited  # noqa: PLC0415 - only for texts

        if sheet is not None:
            raise Unreadable("reading.no_sheets", file=name, sheet=sheet)
        reading = read_delimited(path, cells, packing, name)
    found = asdict(reading)
    for known in ("path", "cells", "sha256", "name"):
        found.pop(known)
    return found


def _from_archive(path: Path, cells: Path, name: str, wanted: str | None) -> dict[str, object]:
    """Read one file of an archive; its name in there is the sheet. An archive in an archive is refused."""
    from kam_analytics.reading.archive import member, members  # noqa: PLC0415 - only for archives
    from kam_analytics.reading.container import container  # noqa: PLC0415

    with member(path, cells.with_suffix(".member"), name, wanted) as (unpacked, chosen):
        if container(unpacked, name) == "zip":
            raise Unreadable("reading.not_a_table.archive", file=name)
        found = read_here(unpacked, cells, name, None)
        return found | {"sheet": chosen, "sheets": members(path, name)}


def main() -> int:
    """Do the task on standard input; 0 also when the file is refused, which is an answer too."""
    task = json.load(sys.stdin)
    path = Path(task["path"])
    confine(seconds(path))
    answer: dict[str, object]
    try:
        answer = {"reading": read_here(path, Path(task["cells"]), task["name"], task["sheet"])}
    except Unreadable as refusal:
        answer = {"code": refusal.code, "params": refusal.params}
    except MemoryError:
        answer = {"code": "reading.too_much", "params": {"file": task["name"]}}
    Path(task["answer"]).write_text(json.dumps(answer), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
