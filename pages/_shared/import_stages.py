"""The stages of the deals in a file: whether each is open, won or lost, and a choice to change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from kam_analytics.mapping import stages_of
from kam_analytics.pipeline import FileReport
from pages._shared.components import subtitle
from pages._shared.import_said import choose_stage, said_of
from pages._shared.words import md, say, tell

__all__ = ["Stages", "stage_panels", "stages"]

Stages = list[tuple[str, str]]
STATUSES = ("open", "won", "lost")
OPEN, WON, _LOST = STATUSES


def stages(file: FileReport) -> Stages:
    """Return the stages of a file with open, won or lost; none where it has no stages that decide."""
    return stages_of(file.reading, file.mapping) if file.reading is not None and file.mapping is not None else []


def stage_panels(files: Sequence[FileReport], found: Sequence[Stages]) -> None:
    """Draw one panel per file with stages; closed unless none of them counts as won."""
    for at, (file, pairs) in enumerate(zip(files, found, strict=True)):
        if not pairs:
            continue
        counts = Counter(status for _, status in pairs)
        name = file.incoming.name
        title = tell("page.import.stages", file=name, **{status: f"{counts[status]}" for status in STATUSES})
        panel = st.expander(
            title,
            expanded=not counts[WON] or bool(said_of(name).stages),
            key=f"import_stages_{at}",
            icon=":material/flag:",
        )
        with panel:
            subtitle([say("page.import.stages_note" if counts[WON] else "page.import.stages_none_won")])
            with st.grid(4, min_column_width=230):
                for index, (stage, status) in enumerate(pairs):
                    _stage(file, f"import_stage_{at}_{index}", stage, status)


def _stage(file: FileReport, key: str, stage: str, status: str) -> None:
    name = file.incoming.name
    st.session_state[key] = status
    with st.container(gap="xxsmall"):
        st.selectbox(
            md(stage),
            STATUSES,
            format_func=lambda value: say(f"page.import.stage.{value}"),
            key=key,
            on_change=lambda: choose_stage(name, stage, st.session_state[key]),
        )
        subtitle([_origin(file, stage, status)])


def _origin(file: FileReport, stage: str, status: str) -> str:
    if stage in said_of(file.incoming.name).stages:
        return say("page.import.by_you")
    if file.saved is not None and stage in file.saved.stages:
        return say("page.import.by_mapping")
    return say("page.import.stage_assumed" if status == OPEN else "page.import.stage_by_name")
