"""Import: drop files, see what was understood and whether it adds up, publish; and the history with undo."""

from __future__ import annotations

import streamlit as st

from pages._shared import imports
from pages._shared.components import page_head
from pages._shared.data import analytics
from pages._shared.guard import page, refusal
from pages._shared.import_bar import bar, published_panel, title
from pages._shared.import_columns import column_panels, unused_panels
from pages._shared.import_stages import stage_panels
from pages._shared.import_view import file_cards, previews, problem_list, reconciliation
from pages._shared.publications import current_line, publications
from pages._shared.words import say

TYPES = ("csv", "tsv", "txt", "xlsx", "gz", "zip")

with page("import"):
    head = st.container()
    published_panel()
    files = st.file_uploader(
        say("page.import.drop"),
        type=list(TYPES),
        accept_multiple_files=True,
        key=imports.uploader_key(),
        help=say("page.import.drop_help"),
    )
    made = None
    if files:
        known_at = st.date_input(
            say("page.import.known_at"),
            value=None,
            max_value="today",
            format="YYYY-MM-DD",
            key="import_known_at",
            help=say("page.import.known_at_help"),
            width=320,
        )
        with st.skeleton(height=240), st.spinner(say("page.import.looking", n=len(files))):
            made = imports.draft(files, known_at)
    else:
        imports.forget(keep_files=True)
    with head:
        page_head(
            title(made), [say("frame.page.import"), say("page.import.unpublished") if made else "", current_line()]
        )
    if made is not None and made.error is not None:
        refusal(made.error)
    elif made is not None and made.prepared is not None:
        prepared = made.prepared
        file_cards(prepared.files, prepared.questions)
        column_panels(prepared.files, needed=True)
        stage_panels(prepared.files, made.stages)
        if any(file.outcome is not None for file in prepared.files):
            reconciliation(prepared.files, analytics().store.base_currency())
        problem_list(prepared.files)
        column_panels(prepared.files, needed=False)
        unused_panels(prepared.files)
        previews(prepared.files)
    bar(made)
    publications()
