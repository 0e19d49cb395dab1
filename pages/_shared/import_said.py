"""What a person said in this session about single files of an import: table, fields of columns, meaning of stages."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kam_analytics.mapping.recognition import IGNORE, OWN
from kam_analytics.pipeline import FileOptions, FileReport

__all__ = [
    "IGNORE",
    "OWN",
    "choose_field",
    "choose_stage",
    "choose_table",
    "forget_said",
    "said_about",
    "said_of",
    "stays_open",
]

_SAID, _OPEN = "import_said", "import_opened"


def said_about() -> dict[str, FileOptions]:
    """Return what was said, by file."""
    return dict(st.session_state.get(_SAID, {}))


def said_of(file: str) -> FileOptions:
    """Return what was said about a file."""
    return said_about().get(file, FileOptions())


def forget_said() -> None:
    """Forget all of it."""
    st.session_state.pop(_SAID, None)
    st.session_state.pop(_OPEN, None)


def stays_open(file: str, *, needed: bool) -> bool:
    """Whether the columns of a file were needed once: their panel then keeps its place and stays open."""
    opened: set[str] = st.session_state.setdefault(_OPEN, set())
    if needed:
        opened.add(file)
    return file in opened


def choose_table(file: str, table: str | None) -> None:
    """Say what a file is (None: look for yourself); fields and stages of another table do not count any more."""
    _keep(file, FileOptions(table=table))


def choose_field(file: FileReport, column: str, field: str) -> None:
    """Say which field a column fills; a field that another column was given before moves to this one.

    What the file is stays as it was recognised: one column more or less does not make another export of it.
    """
    name = file.incoming.name
    said = said_of(name)
    sets = {c: f for c, f in said.sets.items() if f != field or field in (IGNORE, OWN)}
    mapping = file.mapping or file.seen
    layout = mapping.layout if mapping is not None else said.layout
    _keep(name, replace(said, layout=layout, sets={**sets, column: field}))


def choose_stage(file: str, stage: str, status: str) -> None:
    """Say whether a stage is open, won or lost."""
    said = said_of(file)
    _keep(file, replace(said, stages={**said.stages, stage: status}))


def _keep(file: str, said: FileOptions) -> None:
    st.session_state[_SAID] = {**said_about(), file: said}
