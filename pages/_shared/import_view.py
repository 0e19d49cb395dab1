"""How an import in preparation is shown: a card per file, the equation of rows and money, the problems."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import streamlit as st

from kam_analytics.canonical.types import Amounts, RowsOutcome
from kam_analytics.mapping.types import Question
from kam_analytics.pipeline import FileReport
from pages._shared.components import badge, finding_card, subtitle
from pages._shared.import_columns import columns_used, refusal_text, table_choice
from pages._shared.import_said import said_of
from pages._shared.imports import PARTS, answer, preview, problems, sum_amounts, sum_rows
from pages._shared.tables import table_height
from pages._shared.words import formats, label, md, plain, say, tell

__all__ = ["file_cards", "previews", "problem_list", "reconciliation"]

SHOWN_FILES = 12


def file_cards(files: Sequence[FileReport], questions: Sequence[Question]) -> None:
    """Draw one card per file; open questions are answered in the card of their file."""
    with st.grid(min(4, max(1, len(files))), min_column_width=230):
        for index, file in enumerate(files):
            with st.container(border=True, height="stretch", gap="xsmall"):
                own = [question for question in questions if question.file == file.incoming.name]
                _head(file, len(own))
                _reading(file)
                _rows(file)
                _about(file)
                table_choice(file, index)
                for question in own:
                    _question(question, index)


def _head(file: FileReport, open_questions: int) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{_table(file)}**")
        if file.unused is not None:
            badge(say("page.import.badge_unused"), "gray", icon=":material/visibility_off:")
        elif file.reason is not None:
            badge(say("page.import.badge_refused"), "red", icon=":material/block:")
        elif open_questions:
            badge(say("page.import.badge_questions", n=open_questions), "orange", icon=":material/help:")
        elif file.already_imported:
            badge(say("page.import.badge_known"), "gray", icon=":material/history:")
        else:
            badge(say("page.import.badge_ready"), "green", icon=":material/check:")
    st.caption(md(file.incoming.name))


def _table(file: FileReport) -> str:
    if file.unused is not None:
        return label("page.import.unused_kind", file.unused)
    mapping = file.mapping or file.seen
    if mapping is None:
        told = said_of(file.incoming.name).table
        return say("page.import.table_unknown") if told is None else label("page.import.table", told)
    return label("page.import.table", f"{mapping.table}_{mapping.half}" if mapping.half else mapping.table)


def _reading(file: FileReport) -> None:
    reading, mapping = file.reading, file.mapping
    if reading is None:
        return
    dialect = reading.dialect
    if dialect is not None:
        mark = label(
            "page.import.delimiter",
            {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}.get(dialect.delimiter, "other"),
        )
        pieces = [plain(dialect.encoding.upper()), mark]
    else:
        pieces = [tell("page.import.sheet", sheet=reading.sheet or "")]
    decimal = next((c.decimal for c in mapping.columns if c.field and c.decimal), None) if mapping else None
    if decimal == ",":
        pieces.append(say("page.import.decimal_comma"))
    if reading.header_row not in {1, None}:
        pieces.append(say("page.import.header_row", row=reading.header_row))
    subtitle(pieces)
    if mapping is not None and file.told:
        subtitle([tell("page.import.told", table=_table(file))])
    elif mapping is not None:
        subtitle(
            [
                label("page.import.layout", mapping.layout),
                tell("page.import.sure", share=formats.share(mapping.confidence)),
            ]
        )
    if file.known_at is not None:
        day = formats.date(file.known_at.at.date())
        subtitle([tell(f"page.import.known_{file.known_at.origin}", date=day)])


def _about(file: FileReport) -> None:
    """Say which saved mapping was used, that choices are saved, and what the file can be used for."""
    if file.saved is not None:
        subtitle([tell("page.import.saved_used", name=file.saved.name, version=f"{file.saved.version}")])
    if file.confirmed is not None:
        subtitle([tell("page.import.to_be_saved", name=file.confirmed.name)])
    subtitle([columns_used(file)])
    for code in file.mapping.notes if file.mapping is not None else ():
        st.caption(say(code))


def _rows(file: FileReport) -> None:
    if file.cut is not None:
        st.markdown(f":orange[{say('pipeline.cut', n=file.cut)}]")
    if file.unused is not None:
        st.markdown(label("page.import.unused", file.unused))
    elif file.reason is not None:
        st.markdown(f":red[{refusal_text(file)}]")
    elif file.outcome is not None:
        rows = file.outcome.rows
        st.markdown(say("page.import.rows", taken=rows.accepted + rows.unassigned + rows.merged, n=rows.read))
        if rows.rejected:
            st.markdown(f":red[{say('page.import.rows_rejected', n=rows.rejected)}]")
        if rows.dropped:
            cancelled = file.mapping is not None and any(column.drops for column in file.mapping.columns)
            code = "page.import.rows_dropped" if cancelled else "page.import.rows_left_out"
            st.markdown(f":orange[{say(code, n=rows.dropped)}]")
        if rows.unassigned:
            st.markdown(f":orange[{say('page.import.rows_unassigned', n=rows.unassigned)}]")
    elif file.reading is not None:
        st.markdown(say("page.import.rows_seen", n=file.reading.counts.data))


def _question(question: Question, index: int) -> None:
    key = f"import_question_{index}_{question.column}_{question.code}"
    choices = {
        choice.value: say(choice.code, **{n: plain(v) if isinstance(v, str) else v for n, v in choice.params.items()})
        for choice in question.choices
    }
    st.segmented_control(
        tell(question.code, **{"column": question.column, "file": question.file, **question.params}),
        list(choices),
        format_func=lambda value: md(choices[value]),
        key=key,
        on_change=lambda: answer(question.file, question.column, st.session_state.get(key)),
    )


def reconciliation(files: Sequence[FileReport], base_currency: str) -> None:
    """Draw read = accepted + unassigned + merged + dropped + rejected, in rows and money, and the same by file."""
    rows, amounts = sum_rows(files), sum_amounts(files)
    gap = _gap(rows)
    title = (
        say("page.import.adds_up")
        if gap == 0 and not any(map(_gap, amounts.values()))
        else say("page.import.gap", n=gap)
    )
    with finding_card(title, say("page.import.equation_note")):
        with st.container(horizontal=True, gap="large"):
            for name, value in (
                ("read", rows.read),
                *((part, getattr(rows, part)) for part in PARTS),
                ("unexplained", gap),
            ):
                with st.container(width="content", gap="xxsmall"):
                    st.metric(say(f"page.import.part_{name}"), formats.count(value), width="content")
                    for currency, amount in amounts.items():
                        subtitle([_money(amount, name, currency, base_currency)])
        st.dataframe(
            _by_file(files, base_currency),
            hide_index=True,
            alt=say("page.import.by_file_alt"),
            placeholder=say("page.na"),
            height="content" if len(files) <= SHOWN_FILES else table_height(SHOWN_FILES),
            column_config={
                name: st.column_config.NumberColumn(format="localized")
                for name in (say(f"page.import.part_{part}") for part in ("read", *PARTS))
            },
        )


def _gap(outcome: RowsOutcome | Amounts) -> int:
    rest = outcome.read - sum(getattr(outcome, part) for part in PARTS)
    return int(rest) if isinstance(rest, int) else int((rest * 100).to_integral_value())


def _money(amount: Amounts, part: str, currency: str, base_currency: str) -> str:
    parts = [getattr(amount, name) for name in PARTS]
    value: Decimal = amount.read - sum(parts, Decimal(0)) if part == "unexplained" else getattr(amount, part)
    return md(formats.money(value, _unit(currency, base_currency), exact=True))


def _unit(currency: str, base_currency: str) -> str:
    return currency if len(currency) == 3 else base_currency  # noqa: PLR2004 - an ISO code, or none stated


def _by_file(files: Sequence[FileReport], base_currency: str) -> pd.DataFrame:
    lines = []
    for file in files:
        line: dict[str, object] = {say("page.import.file"): plain(file.incoming.name)}
        for part in ("read", *PARTS):
            line[say(f"page.import.part_{part}")] = getattr(file.outcome.rows, part) if file.outcome else None
        money = file.outcome.amounts if file.outcome else {}
        for part in ("read", "rejected"):
            texts = [
                formats.money(getattr(a, part), _unit(c, base_currency), exact=True) for c, a in sorted(money.items())
            ]
            line[say(f"page.import.amount_{part}")] = " + ".join(texts) if texts else say("page.import.no_amounts")
        lines.append(line)
    return pd.DataFrame(lines)


def problem_list(files: Sequence[FileReport]) -> None:
    """Draw the rejected rows by reason: how many, an example with its place, and what to do."""
    found = problems(files)
    if not found:
        return
    st.subheader(say("page.import.problems", n=sum(p.n for p in found), reasons=len(found)), anchor=False)
    for problem in found:
        with st.expander(tell("page.import.problem", n=problem.n, why=problem.why)):
            st.markdown(
                tell(
                    "page.import.example",
                    file=problem.file,
                    row=problem.row,
                    column=problem.column or say("page.import.whole_row"),
                    value=problem.value,
                )
            )
            st.markdown(tell("page.import.advice", hint=problem.hint))


def previews(files: Sequence[FileReport]) -> None:
    """Draw the first rows of each file as they would be stored."""
    shown = [file for file in files if file.outcome is not None]
    if not shown:
        return
    with st.expander(say("page.import.preview"), icon=":material/table_rows:"):
        for file in shown:
            rows = preview(file)
            if rows is None:
                continue
            subtitle([md(file.incoming.name), _table(file)])
            for column in rows.select_dtypes(include=["object", "str"]):
                rows[column] = rows[column].map(lambda cell: None if cell is None or cell != cell else plain(cell))  # noqa: PLR0124 - NaN
            st.dataframe(rows, hide_index=True, placeholder="", height="content", alt=tell("page.import.preview_alt"))
