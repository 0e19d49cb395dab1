"""An import that a person is looking at: the files dropped, what was said about them, and what became of them."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import streamlit as st

from kam_analytics.canonical.types import Amounts, RowsOutcome
from kam_analytics.errors import KamError, NotFound
from kam_analytics.export import to_csv
from kam_analytics.pipeline import FileReport, ImportOptions, Incoming, Prepared
from kam_analytics.pipeline.rejects import reason, reject_rows
from pages._shared.data import analytics
from pages._shared.import_said import forget_said, said_about
from pages._shared.import_stages import Stages, stages

__all__ = [
    "PARTS",
    "Draft",
    "Problem",
    "answer",
    "draft",
    "forget",
    "preview",
    "problems",
    "publish",
    "rejects_csv",
    "sum_amounts",
    "sum_rows",
    "uploader_key",
]

PARTS = ("accepted", "unassigned", "merged", "dropped", "rejected")
"""Where a row, and its money, can go."""

PREVIEW_ROWS = 8
_DRAFT, _ANSWERS, _GENERATION = "import_draft", "import_answers", "import_generation"


@dataclass(frozen=True)
class Draft:
    """A prepared import of this session, or why preparing stopped.

    `signature`: the files and what was said; `stages`: those of each file.
    """

    signature: tuple[Any, ...]
    prepared: Prepared | None
    error: KamError | None = None
    stages: tuple[Stages, ...] = ()


@dataclass(frozen=True)
class Problem:
    """All rejected rows of one reason: how many, and the first as an example (`why` and `hint` are its sentences)."""

    code: str
    n: int
    file: str
    row: int
    column: str
    value: str
    why: str
    hint: str


def uploader_key() -> str:
    """Return the key of the drop zone; it changes when a published or discarded import is to leave it empty."""
    return f"import_files_{st.session_state.get(_GENERATION, 0)}"


def answer(file: str, column: str, value: str | None) -> None:
    """Remember what a person answered (None: nothing yet)."""
    answers = dict(st.session_state.get(_ANSWERS, {}))
    if value is None:
        answers.pop(f"{file}:{column}", None)
    else:
        answers[f"{file}:{column}"] = value
    st.session_state[_ANSWERS] = answers


def draft(files: Sequence[Any], known_at: dt.date | None) -> Draft:
    """Prepare the dropped files, once per set of files and answers; nothing is published."""
    answers = dict(st.session_state.get(_ANSWERS, {}))
    said = said_about()
    dropped = tuple((f.file_id, f.name, f.size) for f in files)
    signature = (dropped, tuple(sorted(answers.items())), known_at, repr(sorted(said.items())))
    kept: Draft | None = st.session_state.get(_DRAFT)
    if kept is not None and kept.signature == signature:
        return kept
    _discard(kept)
    try:
        prepared = _prepare(files, ImportOptions(answers=answers, known_at=known_at, files=said))
        made = Draft(signature, prepared, stages=tuple(stages(file) for file in prepared.files))
    except KamError as error:
        made = Draft(signature, None, error)
    st.session_state[_DRAFT] = made
    return made


def _prepare(files: Sequence[Any], options: ImportOptions) -> Prepared:
    room = analytics()
    room.workspace.incoming.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="dropped-", dir=room.workspace.incoming))
    try:
        incoming = []
        for index, file in enumerate(files):
            path = place / str(index)
            with path.open("wb") as target:
                file.seek(0)
                shutil.copyfileobj(file, target)
            incoming.append(Incoming(path, file.name))
        return room.prepare(incoming, options)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def publish(made: Draft) -> Any:
    """Publish and forget the draft; raises KamError, and then nothing was changed and the draft stays."""
    if made.prepared is None:
        raise NotFound("page.import.nothing_to_publish")
    publication = analytics().publish(made.prepared)
    st.session_state.pop(_DRAFT, None)
    forget()
    return publication


def forget(*, keep_files: bool = False) -> None:
    """Discard what was prepared; with `keep_files` the same files are looked at again."""
    _discard(st.session_state.pop(_DRAFT, None))
    if not keep_files:
        st.session_state.pop(_ANSWERS, None)
        forget_said()
        st.session_state[_GENERATION] = st.session_state.get(_GENERATION, 0) + 1


def _discard(kept: Draft | None) -> None:
    if kept is not None and kept.prepared is not None:
        analytics().discard(kept.prepared)


def sum_rows(files: Sequence[FileReport]) -> RowsOutcome:
    """Add up the rows of all files that could be taken."""
    outcomes = [file.outcome.rows for file in files if file.outcome is not None]
    return RowsOutcome(*(sum(getattr(rows, name) for rows in outcomes) for name in ("read", *PARTS)))


def sum_amounts(files: Sequence[FileReport]) -> dict[str, Amounts]:
    """Add up the money of all files, by currency."""
    found = [item for file in files if file.outcome is not None for item in file.outcome.amounts.items()]
    return {
        currency: Amounts(*(sum(getattr(a, name) for c, a in found if c == currency) for name in ("read", *PARTS)))
        for currency in sorted({currency for currency, _ in found})
    }


def problems(files: Sequence[FileReport]) -> list[Problem]:
    """Group the rejected rows by reason, most frequent first."""
    groups: dict[str, list[tuple[str, Any]]] = {}
    for file in files:
        for reject in file.outcome.rejects if file.outcome is not None else ():
            groups.setdefault(reject.code, []).append((file.incoming.name, reject))
    found = [
        Problem(code, len(items), name, r.row, r.column, r.value, *reason(r))
        for code, items in groups.items()
        for name, r in items[:1]
    ]
    return sorted(found, key=lambda problem: (-problem.n, problem.code))


def rejects_csv(prepared: Prepared) -> bytes:
    """Return the rejected rows with reason and advice, and their own cells; no cell is ever run as a formula."""
    header, rows = reject_rows(prepared)
    return to_csv(header, rows).encode("utf-8-sig")


def preview(file: FileReport) -> Any:
    """Return the first rows as they would be stored, or None when the file gave none."""
    if file.outcome is None:
        return None
    batch = next(pq.ParquetFile(file.outcome.mapped.rows).iter_batches(batch_size=PREVIEW_ROWS), None)
    return None if batch is None or batch.num_rows == 0 else batch.to_pandas()
