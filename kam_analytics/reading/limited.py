"""Runs the parser in a process of its own, so that no file can take this one down."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import kam_analytics
from kam_analytics.errors import Unreadable
from kam_analytics.reading.limits import seconds
from kam_analytics.reading.types import Dialect, Reading, RowCounts, RowReject

__all__ = ["read"]

_log = logging.getLogger(__name__)


def read(path: Path, work: Path, *, name: str | None = None, sheet: str | None = None) -> Reading:
    """Read a file into text cells.

    Parameters
    ----------
    path
        CSV, TSV, TXT, one of these gzipped, or XLSX, or a zip archive of these; what it is, its bytes tell.
    work
        Folder for the file of the cells, which gets a random name.
    name
        The file's name for people; default the name of `path`.
    sheet
        Sheet of a workbook; default its first visible one with content. File of a zip archive; default its only one.

    Raises
    ------
    Unreadable
        The file gives no table, or reading it would take too much time or memory.
    """
    name = name or path.name
    if not path.is_file():
        raise Unreadable("reading.no_file", file=name)
    work.mkdir(parents=True, exist_ok=True)
    stem = secrets.token_hex(8)
    cells, answer = work / f"{stem}.arrow", work / f"{stem}.json"
    task = {"path": str(path), "cells": str(cells), "answer": str(answer), "name": name, "sheet": sheet}
    try:
        sha256 = _run(task, path, name)
        found = _answer(answer, name)
    except BaseException:
        cells.unlink(missing_ok=True)
        raise
    finally:
        answer.unlink(missing_ok=True)
        cells.with_suffix(".member").unlink(missing_ok=True)
    return reading_from(found, path, name, sha256, cells)


def reading_from(found: dict[str, Any], path: Path, name: str, sha256: str, cells: Path) -> Reading:
    """Build the reading that the limited process described."""
    dialect = found["dialect"]
    return Reading(
        path=path,
        name=name,
        sha256=sha256,
        sheet=found["sheet"],
        sheets=tuple(found["sheets"]),
        dialect=Dialect(**dialect) if dialect else None,
        columns=tuple(found["columns"]),
        header_row=found["header_row"],
        first_data_row=found["first_data_row"],
        counts=RowCounts(**found["counts"]),
        rejects=tuple(RowReject(**reject) for reject in found["rejects"]),
        cells=cells,
    )


def _run(task: dict[str, str | None], path: Path, name: str) -> str:
    """Run the limited process and hash the file meanwhile; return the hash."""
    root = str(Path(kam_analytics.__file__).resolve().parents[1])
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "MALLOC_ARENA_MAX": "2",
    }
    command = [sys.executable, "-m", "kam_analytics.reading.worker"]
    with subprocess.Popen(  # noqa: S603 - our own module; the file's name goes through standard input
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    ) as process:
        try:
            assert process.stdin is not None  # noqa: S101 - given above; for the type checker
            process.stdin.write(json.dumps(task).encode())
            process.stdin.close()
            process.stdin = None
            sha256 = _hash(path)
            _, complaint = process.communicate(timeout=seconds(path) + 15)
        except subprocess.TimeoutExpired as late:
            process.kill()
            raise Unreadable("reading.too_much", file=name) from late
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        _log.warning("reader stopped with %s: %s", process.returncode, _last_line(complaint))
        stopped = process.returncode < 0 or b"MemoryError" in complaint or b"memory" in complaint[-500:]
        raise Unreadable("reading.too_much" if stopped else "reading.crashed", file=name)
    return sha256


def _last_line(complaint: bytes) -> str:
    """Return the kind of the last error without its text, which may quote the file."""
    lines = complaint.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].partition(":")[0][:200] if lines else ""


def _answer(path: Path, name: str) -> dict[str, Any]:
    try:
        answer = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable("reading.crashed", file=name) from error
    if "code" in answer:
        raise Unreadable(answer["code"], **answer["params"])
    found: dict[str, Any] = answer["reading"]
    return found


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
