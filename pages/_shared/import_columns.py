"""The columns of a file in an import: which field each fills, how sure that is, and a choice to change it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kam_analytics.mapping.layout import fields_of, speaks
from kam_analytics.mapping.types import ColumnMap, Mapping
from kam_analytics.pipeline import FileReport
from kam_analytics.reading import Reading
from kam_analytics.schema import CUSTOM, TABLES
from pages._shared.components import subtitle
from pages._shared.import_said import IGNORE, OWN, choose_field, choose_table, said_of, stays_open
from pages._shared.words import formats, label, md, plain, say, tell

__all__ = [
    "asks_table",
    "column_panels",
    "columns_used",
    "needs_columns",
    "refusal_text",
    "table_choice",
    "unused_panels",
]

LOOKED_AT = 200
EXAMPLE = 60
OWN_TABLE = "account"


def table_choice(file: FileReport, index: int) -> None:
    """Ask what a file is, where it was not recognised or a person said it."""
    open_question = asks_table(file) or needs_columns(file) or (file.told and file.reading is not None)
    if file.unused is None and open_question:
        _table_box(file, index)


def unused_panels(files: Sequence[FileReport]) -> None:
    """Draw one closed panel per file that is known and not used: it can be used as something else."""
    for index, file in enumerate(files):
        if file.unused is not None and file.reading is not None:
            title = tell("page.import.choose_table_as", file=file.incoming.name)
            with st.expander(title, icon=":material/visibility_off:"):
                _table_box(file, index)


def asks_table(file: FileReport) -> bool:
    """Whether only a person can say what a file is."""
    nothing = file.mapping is None and file.seen is None and not file.questions
    return file.reading is not None and file.unused is None and nothing and said_of(file.incoming.name).table is None


def _table_box(file: FileReport, index: int) -> None:
    name = file.incoming.name
    key = f"import_table_{index}"
    st.session_state[key] = said_of(name).table or (file.seen.table if file.seen is not None else None)
    st.selectbox(
        say("page.import.choose_table"),
        sorted(TABLES, key=_table_name),
        index=None,
        format_func=_table_name,
        placeholder=say("page.import.choose_table_hint"),
        key=key,
        on_change=lambda: choose_table(name, st.session_state.get(key)),
    )


def _table_name(table: str) -> str:
    return label("page.import.table", table)


def needs_columns(file: FileReport) -> bool:
    """Whether a column has to be chosen before the file can be taken."""
    return file.reading is not None and file.mapping is None and _table(file) is not None


def column_panels(files: Sequence[FileReport], *, needed: bool) -> None:
    """Draw a panel per file: open for files that need a choice (`needed`), or closed for the others."""
    for index, file in enumerate(files):
        table = _table(file)
        if file.reading is None or table is None:
            continue
        if stays_open(file.incoming.name, needed=needs_columns(file)) != needed:
            continue
        panel = st.expander(
            tell("page.import.columns", file=file.incoming.name),
            expanded=needed,
            key=f"import_columns_{index}",
            icon=":material/view_column:",
            on_change="rerun",
        )
        if panel.open:
            with panel:
                subtitle([say("page.import.columns_note")])
                _rows(file, file.reading, table, index)


def _table(file: FileReport) -> str | None:
    mapping = file.mapping or file.seen
    return mapping.table if mapping is not None else said_of(file.incoming.name).table


def refusal_text(file: FileReport) -> str:
    """Return why a file cannot be taken, in the words of a page where table and columns can be chosen."""
    params = file.params
    if file.reason == "mapping.almost":
        missing = ", ".join(_field_name(field) for field in str(params["missing"]).split(", "))
        return tell("page.import.told_missing", table=_table_name(str(params["table"])), missing=missing)
    if file.reason in {"mapping.unknown_columns", "mapping.similar_columns"}:
        table = said_of(file.incoming.name).table
        if table is None:
            return say("page.import.told_unknown")
        needed = ", ".join(_field_name(field) for field in TABLES[table].needed)
        return tell("page.import.told_table", table=_table_name(table), missing=needed)
    return tell(str(file.reason), **{"file": file.incoming.name, **params})


def _columns(reading: Reading, mapping: Mapping | None) -> list[ColumnMap]:
    known = {column.index: column for column in mapping.columns} if mapping else {}
    return [known.get(i, ColumnMap(i, name, None, 0.0)) for i, name in enumerate(reading.columns)]


def columns_used(file: FileReport) -> str:
    """Return how many columns are taken, and how many suggestions wait for a person; nothing for a file without use."""
    if file.reading is None or file.mapping is None:
        return ""
    columns = file.mapping.columns
    used, near = sum(c.field is not None for c in columns), sum(c.suggestion is not None for c in columns)
    text = say("page.import.columns_used", n=used, all=len(columns))
    return f"{text} :orange[{say('page.import.columns_suggested', n=near)}]" if near else text


def _rows(file: FileReport, reading: Reading, table: str, index: int) -> None:
    examples = _examples(reading)
    for column in _columns(reading, file.mapping or file.seen):
        left, middle, right = st.columns([3, 3, 2], vertical_alignment="center")
        with left, st.container(gap="xxsmall"):
            st.markdown(f"**{md(column.column)}**")
            example = examples[column.index]
            subtitle([tell("page.import.such_as", example=example) if example else say("page.import.column_empty")])
        with middle:
            _choice(file, table, column, f"import_field_{index}_{column.index}")
        with right:
            st.markdown(_origin(file, column))


def _choice(file: FileReport, table: str, column: ColumnMap, key: str) -> None:
    """Draw the fields of the table to choose from; it always shows what is taken now."""
    fields = _fields(file, table, column)
    own = [OWN] if table == OWN_TABLE else []
    st.session_state[key] = _taken(column)
    st.selectbox(
        tell("page.import.field_of", column=column.column),
        [IGNORE, *own, *fields],
        format_func=lambda field: _field_name(field, suggested=field == column.suggestion),
        key=key,
        label_visibility="collapsed",
        on_change=lambda: choose_field(file, column.column, st.session_state[key]),
    )


def _taken(column: ColumnMap) -> str:
    if column.field is None:
        return IGNORE
    return OWN if column.field.startswith(CUSTOM) else column.field


def _fields(file: FileReport, table: str, column: ColumnMap) -> list[str]:
    """Return the fields by name, the suggested one first."""
    mapping = file.mapping or file.seen
    half = mapping.half if mapping is not None else None
    named = sorted((f for f in fields_of(table) if speaks(table, half, f)), key=_field_name)
    return sorted(named, key=lambda field: field != column.suggestion)


def _field_name(field: str, *, suggested: bool = False) -> str:
    name = label("page.import.field", field)
    return say("page.import.field_suggested", field=name) if suggested else name


def _origin(file: FileReport, column: ColumnMap) -> str:
    """Return where the field comes from: a person, a saved mapping, or recognition and how sure it is."""
    own = said_of(file.incoming.name).sets.get(column.column)
    if own == OWN and _taken(column) != OWN:
        return f":small[:orange[{say('page.import.own_not_kept')}]]"
    if column.suggestion is not None and own is None:
        field, share = _field_name(column.suggestion), formats.share(column.confidence)
        return f":small[:orange[{say('page.import.suggestion', field=field, share=share)}]]"
    if own is not None:
        text = say("page.import.by_you")
    elif file.saved is not None and column.column in file.saved.sets:
        text = say("page.import.by_mapping")
    elif column.field is None or column.field.startswith(CUSTOM):
        text = ""
    else:
        text = say("page.import.certain", share=formats.share(column.confidence))
    return f":small[:gray[{text}]]" if text else ""


def _examples(reading: Reading) -> list[str]:
    """Return the first text of each column, on one line."""
    batch = next(reading.batches(), None)
    found = []
    for index in range(len(reading.columns)):
        cells = [] if batch is None else batch.column(f"c{index}").slice(0, LOOKED_AT).to_pylist()
        text = plain(next((cell for cell in cells if cell), ""))
        found.append(text if len(text) <= EXAMPLE else f"{text[:EXAMPLE]}\u2026")
    return found
