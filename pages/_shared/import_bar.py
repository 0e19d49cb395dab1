"""The import page's title, its publish bar, and what it says after publishing."""

from __future__ import annotations

import streamlit as st

from kam_analytics.errors import KamError
from kam_analytics.pipeline import FileReport, Prepared
from pages._shared import imports
from pages._shared.guard import refusal
from pages._shared.import_columns import asks_table, needs_columns
from pages._shared.imports import Draft
from pages._shared.publications import PUBLISHED
from pages._shared.published import possible
from pages._shared.words import say, tell, word

__all__ = ["bar", "published_panel", "title"]

_TROUBLE = "import_trouble"


def title(made: Draft | None) -> str:
    """Return the page's finding: how many files are ready, and what stands in the way."""
    if made is None:
        return say("page.import.title_done" if PUBLISHED in st.session_state else "page.import.title_start")
    return say("page.import.title_stopped") if made.prepared is None else _looked_at(made.prepared)


def _looked_at(prepared: Prepared) -> str:
    refused, questions, n = len(prepared.refused), len(prepared.questions), len(prepared.files)
    unused = sum(file.unused is not None for file in prepared.files)
    if unused == n:
        return say("page.import.title_unused", n=n)
    if refused:
        return say("page.import.title_refused_one" if n == 1 else "page.import.title_refused", n=refused, all=n)
    if questions:
        return _asking(prepared)
    return _ready(prepared, n - unused)


def _ready(prepared: Prepared, able: int) -> str:
    n = len(prepared.files)
    if prepared.staged is not None and not prepared.staged.changed:
        return say("page.import.title_unchanged")
    if able < n:
        return say("page.import.title_ready_beside", n=able, count=word(able), all=n)
    return say("page.import.title_ready", n=n, count=word(n))


def _asking(prepared: Prepared) -> str:
    questions, n = len(prepared.questions), len(prepared.files)
    if n == 1:
        return say("page.import.title_question_one", n=questions)
    waiting = {question.file for question in prepared.questions}
    ready = sum(file.reason is None and file.incoming.name not in waiting for file in prepared.files)
    able = word(ready) if ready else say("page.number.none")
    return say("page.import.title_questions", n=questions, ready=able, all=n)


def blocked(made: Draft) -> str:
    """Return why the import cannot be published as it is, or nothing."""
    prepared = made.prepared
    if prepared is None:
        return say("page.import.blocked_error")
    if all(file.unused is not None for file in prepared.files):
        return say("page.import.blocked_unused")
    if prepared.refused:
        return _barred(prepared.refused[0])
    if prepared.questions:
        return tell("page.import.blocked_question", file=prepared.questions[0].file, n=len(prepared.questions))
    if prepared.staged is None:
        return say("page.import.blocked_error")
    return "" if prepared.staged.changed else say("page.import.blocked_unchanged")


def _barred(file: FileReport) -> str:
    code = "table" if asks_table(file) else "columns" if needs_columns(file) else "refused"
    return tell(f"page.import.blocked_{code}", file=file.incoming.name)


def bar(made: Draft | None) -> None:
    """Draw the bar at the foot of the window: publish, download what was rejected, discard."""
    trouble = st.session_state.pop(_TROUBLE, None)
    if isinstance(trouble, KamError):
        refusal(trouble)
    if made is None:
        return
    why = blocked(made)
    rejected = made.prepared is not None and any(
        f.outcome is not None and f.outcome.rejects for f in made.prepared.files
    )
    with st.bottom, st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("page.import.publish"),
            type="primary",
            icon=":material/publish:",
            disabled=bool(why),
            on_click=_publish,
            args=(made,),
            key="import_publish",
        )
        if rejected and made.prepared is not None:
            st.download_button(
                say("page.import.download", n=sum(len(f.outcome.rejects) for f in made.prepared.files if f.outcome)),
                data=lambda: imports.rejects_csv(made.prepared),
                file_name="rejected-rows.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
                key="import_download",
            )
        st.button(say("page.import.discard"), type="tertiary", on_click=imports.forget, key="import_discard")
        st.markdown(f":small[:gray[{why or say('page.import.nothing_yet')}]]")


def _publish(made: Draft) -> None:
    """Publish; what another window changed meanwhile is reported, and the files are looked at again."""
    try:
        st.session_state[PUBLISHED] = imports.publish(made)
    except KamError as error:
        st.session_state[_TROUBLE] = error
        imports.forget(keep_files=True)


def published_panel() -> None:
    """Say what was published and what it makes possible; gone as soon as other files are dropped."""
    done = st.session_state.get(PUBLISHED)
    if done is None:
        return
    if st.session_state.get(imports.uploader_key()):
        del st.session_state[PUBLISHED]
        return
    with st.container(border=True, gap="xsmall"):
        code = "page.import.done" if done.changed else "page.import.done_unchanged"
        st.success(say(code, n=done.sequence), icon=":material/check_circle:")
        possible()
