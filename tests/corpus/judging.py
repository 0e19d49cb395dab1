"""Holds what was read against the truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kam_analytics.errors import Unreadable
from kam_analytics.reading.limited import reading_from
from kam_analytics.reading.types import Reading
from kam_analytics.reading.worker import read_here

from .writing import HEADER, Case

__all__ = ["OUTCOMES", "Verdict", "judge", "tabulate"]

OUTCOMES = ("exact", "loud", "lossy", "refused", "asked", "silent")
"""Loud: the disturbed row is rejected, all others are exact. Lossy: rows in good order were rejected with it."""
_ASKING = frozenset({"reading.zip_files"})
_GENERIC = re.compile(r"column_\d+")


@dataclass(frozen=True)
class Verdict:
    """What became of one file."""

    case: Case
    outcome: str
    why: str


def judge(case: Case, folder: Path) -> Verdict:
    """Read the file and say what became of it."""
    path, cells = folder / f"file{case.ending}", folder / "cells.arrow"
    path.write_bytes(case.content)
    try:
        reading = reading_from(read_here(path, cells, path.name, None), path, path.name, "", cells)
    except Unreadable as refusal:
        outcome = "asked" if refusal.code in _ASKING else "exact" if refusal.code in case.refusals else "refused"
        return Verdict(case, outcome, refusal.code)
    return Verdict(case, *_compare(case, reading, _rows(reading)))


def _rows(reading: Reading) -> list[tuple[str, ...]]:
    columns = [column.to_pylist() for column in reading.table().columns[1:]]
    return list(zip(*columns, strict=True))


def _compare(case: Case, reading: Reading, rows: Sequence[tuple[str, ...]]) -> tuple[str, str]:
    codes = ", ".join(sorted({reject.code for reject in reading.rejects}))
    named = _named(case, reading)
    if not named:
        return "silent", f"columns {reading.columns}"
    missing = _missing(rows, case.rows)
    if missing is None:
        stray = [row for row in rows if row not in set(case.rows)]
        return "silent", f"{len(stray)} rows are not of the file, as {stray[:1]}"
    if sum(len(re.split("[\r\n]+", reject.raw)) for reject in reading.rejects) < len(missing):
        return "silent", f"rows {sorted(missing)[:5]} are gone, {len(reading.rejects)} rejects"
    lost = missing | ({HEADER} if named == "generic" else set())
    wrongly = lost - case.disturbed
    outcome = "lossy" if wrongly else "loud" if lost else "exact"
    return outcome, f"{codes} {sorted(wrongly)[:5] or ''}"


def _named(case: Case, reading: Reading) -> str:
    """Return whether the columns are `right`, `generic` for want of a header, or neither."""
    width = len(case.rows[0]) if case.rows else len(reading.columns)
    generic = all(_GENERIC.fullmatch(name) for name in reading.columns) and len(reading.columns) == width
    if case.header is None:
        return "right" if generic and reading.header_row is None else ""
    if reading.columns == case.header:
        return "right"
    return "generic" if generic and reading.rejects else ""


def _missing(found: Sequence[tuple[str, ...]], truth: Sequence[tuple[str, ...]]) -> set[int] | None:
    """Return the truth's rows that were not found; None where something else was found, or in another order."""
    missing = set()
    at = 0
    for number, row in enumerate(truth):
        if at < len(found) and found[at] == row:
            at += 1
        else:
            missing.add(number)
    return missing if at == len(found) else None


def tabulate(verdicts: Iterable[Verdict]) -> str:
    """Return the table of outcomes by pollution."""
    counts: dict[str, Counter[str]] = {}
    for verdict in verdicts:
        counts.setdefault(verdict.case.group, Counter())[verdict.outcome] += 1
    total = sum(counts.values(), Counter())
    wide = max(map(len, [*counts, "pollution"]))
    rows = [("pollution", dict(zip(OUTCOMES, OUTCOMES, strict=True)) | {"all": "files"})]
    rows += [
        (group, {one: str(count[one] or ".") for one in OUTCOMES} | {"all": str(count.total())})
        for group, count in counts.items()
    ]
    rows += [("all", {one: str(total[one]) for one in OUTCOMES} | {"all": str(total.total())})]
    return "\n".join(
        f"{group:<{wide}} {cells['all']:>6} " + " ".join(f"{cells[one]:>8}" for one in OUTCOMES)
        for group, cells in rows
    )
