"""The history of a workspace: what was published when, and undoing any upload."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kam_analytics.errors import KamError
from kam_analytics.store.types import UploadInfo, VersionInfo
from pages._shared.data import analytics
from pages._shared.guard import refusal
from pages._shared.sections import section
from pages._shared.state import begin
from pages._shared.tables import table_height
from pages._shared.words import formats, label, plain, say, tell

__all__ = ["PUBLISHED", "current_line", "publications"]

SHOWN = 8
_PICK, _TROUBLE, _UNDONE = "import_undo_pick", "import_undo_trouble", "import_undone"
PUBLISHED = "import_done"
"""What this session published last, until something else happens."""


def current_line() -> str:
    """Return the current publication in one line; nothing while there is none."""
    now = next((entry for entry in analytics().history() if entry.current), None)
    if now is None:
        return ""
    return tell("page.import.current", n=now.sequence, date=formats.date(now.created_at.date()), author=now.author)


def publications() -> None:
    """Draw the uploads that make the current version, each with its undo, and all publications."""
    history = analytics().history()
    if not history:
        return
    version = analytics().version()
    uploads = list(analytics().store.uploads(version)) if version is not None else []
    trouble = st.session_state.pop(_TROUBLE, None)
    if isinstance(trouble, KamError):
        refusal(trouble)
    undone = st.session_state.pop(_UNDONE, None)
    if undone is not None:
        st.success(tell("page.import.undone", file=undone[0], n=undone[1]), icon=":material/undo:")
    section(say("page.import.uploads", n=len(uploads)), say("page.import.uploads_note"))
    if uploads:
        _uploads(uploads)
    with st.expander(say("page.import.history", n=len(history)), icon=":material/history:"):
        _history(history)


def _uploads(uploads: list[UploadInfo]) -> None:
    newest = sorted(uploads, key=lambda u: (u.created_at, u.id), reverse=True)
    frame = pd.DataFrame(
        {
            say("page.import.file"): [_name(upload) for upload in newest],
            say("page.import.table_column"): [label("page.import.table", upload.table) for upload in newest],
            say("page.import.known_column"): [
                say(f"page.import.known_short_{upload.known_origin}", date=formats.date(upload.known_at.date()))
                for upload in newest
            ],
            say("page.import.by_column"): [plain(upload.author) for upload in newest],
        }
    )
    height: int | str = "content" if len(newest) <= SHOWN else table_height(SHOWN)
    st.dataframe(frame, hide_index=True, height=height, alt=say("page.import.uploads_alt"))
    names = {upload.id: _name(upload) for upload in newest}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("page.import.undo_pick"),
            list(names),
            index=None,
            format_func=lambda upload: names.get(upload, upload),
            placeholder=say("page.import.undo_which"),
            key=_PICK,
            width=420,
        )
        picked = st.session_state.get(_PICK)
        if st.button(say("page.import.undo"), icon=":material/undo:", disabled=picked is None, key="import_undo"):
            st.dialog(say("page.import.undo_title"))(_confirm)(picked, names[picked])


def _confirm(upload: str, name: str) -> None:
    begin()
    st.markdown(tell("page.import.undo_body", file=name))
    with st.container(horizontal=True):
        if st.button(say("page.import.undo_yes"), type="primary", key="import_undo_yes"):
            try:
                st.session_state[_UNDONE] = (name, analytics().undo([upload]).sequence)
            except KamError as error:
                st.session_state[_TROUBLE] = error
            st.session_state.pop(PUBLISHED, None)
            st.session_state.pop(_PICK, None)
            st.rerun()
        if st.button(say("page.import.undo_no"), key="import_undo_no"):
            st.rerun()


def _name(upload: UploadInfo) -> str:
    return plain(", ".join(upload.files) or upload.id)


def _history(history: list[VersionInfo]) -> None:
    newest = list(reversed(history))
    frame = pd.DataFrame(
        {
            say("page.import.number_column"): [entry.sequence for entry in newest],
            say("page.import.when_column"): [
                formats.date(entry.created_at.date()) + entry.created_at.strftime(", %H:%M") for entry in newest
            ],
            say("page.import.what_column"): [
                say(f"page.import.action_{entry.action}", n=len(entry.uploads)) for entry in newest
            ],
            say("page.import.by_column"): [plain(entry.author) for entry in newest],
            say("page.import.lines_column"): [entry.tables.get("revenue_line") for entry in newest],
            say("page.import.accounts_column"): [entry.tables.get("account") for entry in newest],
            say("page.import.state_column"): [
                say("page.import.is_current") if entry.current else "" for entry in newest
            ],
        }
    )
    height: int | str = "content" if len(newest) <= SHOWN else table_height(SHOWN)
    st.dataframe(frame, hide_index=True, height=height, placeholder=say("page.na"), alt=say("page.import.history_alt"))
