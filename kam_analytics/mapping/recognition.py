"""What a file is: layouts by label, checked by content, with a person's decisions on top."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kam_analytics.errors import Refused
from kam_analytics.mapping.content import LEAST_READABLE, doubt, mixed_currencies, needed_fields, readable
from kam_analytics.mapping.custom import KEEPS_CUSTOM, with_custom
from kam_analytics.mapping.decide import decide
from kam_analytics.mapping.labels import nearest
from kam_analytics.mapping.layout import INVOICES, Layout, field_kind, fields_of, layouts, speaks
from kam_analytics.mapping.match import Candidate, candidate, closest
from kam_analytics.mapping.profile import Profile, profiles
from kam_analytics.mapping.types import ColumnMap, Recognition
from kam_analytics.mapping.types import Mapping as FileMapping
from kam_analytics.reading.types import Reading
from kam_analytics.schema import TABLES

__all__ = ["CONFIDENT", "recognise"]

CONFIDENT = 0.75
"""Mappings below this are not taken without a person."""

IGNORE = "ignore"
"""A field of `sets` that leaves a column out."""

_NONE: Mapping[str, str] = MappingProxyType({})
MOSTLY_KNOWN = 0.5
"""Share of known columns from which a file without the key still looks like a layout."""

SHOWN_COLUMNS = 12
SHOWN_NEAREST = 5


def recognise(
    reading: Reading,
    *,
    table: str | None = None,
    sets: Mapping[str, str] = _NONE,
    answers: Mapping[str, str] = _NONE,
    source: str = "main",
) -> Recognition:
    """Return how a file fills a canonical table, or the reason why it does not.

    Parameters
    ----------
    table
        The table a person says it is; else every known layout is tried.
    sets
        Field by source column, a person's decisions; `ignore` leaves a column out.
    answers
        Answers to questions about this file, by source column.
    source
        Whose keys the file holds.

    Raises
    ------
    Refused
        When `table`, a column or a field does not exist, or an answer is none of the choices.
    """
    decisions = _decisions(reading, table, sets)
    tried = [
        found
        for layout in _eligible(table, decisions)
        if (found := candidate(_relaxed(layout, table), reading.columns, decisions)) is not None
    ]
    fitting = sorted((c for c in tried if c.confidence >= CONFIDENT), key=lambda c: c.rank, reverse=True)
    seen: dict[int, Profile] = {}
    doubts: list[Recognition] = []
    for found in fitting:
        # Another layout of the same table would leave out the column in doubt, and its money without a word.
        if found.layout.table in {against.params["table"] for against in doubts}:
            continue
        _look(reading, seen, found.fields.values())
        reason = None
        if reading.counts.data:  # a header without rows is known by its labels alone
            reason = doubt(found, seen) if table is None else mixed_currencies(found, seen)
        if reason is None:
            columns = _columns(reading, found, seen, decisions.keys())
            left = {index for index, field in decisions.items() if field is None}
            return _recognition(reading, found, seen, columns, answers=answers, source=source, left=left)
        doubts.append(_doubted(reading, found, *reason))
    return doubts[0] if doubts else _unknown(reading, tried)


def _doubted(reading: Reading, found: Candidate, code: str, field: str) -> Recognition:
    column = reading.columns[found.fields[field]]
    params: dict[str, str | int] = {"file": reading.name, "table": found.layout.table, "field": field, "column": column}
    return Recognition(None, reason=code, params=params)


def _decisions(reading: Reading, table: str | None, sets: Mapping[str, str]) -> dict[int, str | None]:
    if table is not None and table not in TABLES:
        raise Refused("mapping.unknown_table", table=table, tables=", ".join(TABLES))
    known = list(dict.fromkeys(f for t in ([table] if table else TABLES) for f in fields_of(t)))
    decisions: dict[int, str | None] = {}
    for column, field in sets.items():
        if column not in reading.columns:
            near = nearest(column, reading.columns, 0.0) or ""
            raise Refused("mapping.unknown_column", file=reading.name, column=column, nearest=near)
        if field not in (*known, IGNORE):
            raise Refused("mapping.unknown_field", field=field, column=column, nearest=nearest(field, known, 0.0) or "")
        if field != IGNORE and field in decisions.values():
            raise Refused("mapping.field_twice", field=field, file=reading.name)
        decisions[reading.columns.index(column)] = None if field == IGNORE else field
    return decisions


def _eligible(table: str | None, decisions: Mapping[int, str | None]) -> list[Layout]:
    """Return the layouts whose table is the chosen one and that speak for every chosen field."""
    wanted = {field for field in decisions.values() if field is not None}
    return [layout for layout in layouts() if table in (None, layout.table) and all(_takes(layout, f) for f in wanted)]


def _takes(layout: Layout, field: str) -> bool:
    return field in fields_of(layout.table) and speaks(layout.table, layout.half, field)


def _relaxed(layout: Layout, table: str | None) -> Layout:
    """Return the layout with only its key required where a person named the table, as labels need not prove it."""
    if table is None:
        return layout
    needed = TABLES[layout.table].needed
    required = layout.required if layout.half else needed
    return replace(layout, required=required, never=frozenset(), least_marks=0)


def _look(reading: Reading, seen: dict[int, Profile], indexes: Iterable[int]) -> None:
    """Read the columns that were not looked at yet."""
    seen.update(profiles(reading, sorted(set(indexes) - seen.keys())))


def _columns(
    reading: Reading, found: Candidate, seen: Mapping[int, Profile], chosen: Collection[int]
) -> list[ColumnMap]:
    """Describe the file's columns; an optional one that cannot be read as its field is not taken.

    What the layout needs and what a person chose is always taken: then the rows say what is wrong. So is the currency,
    as an amount without its currency would be another amount.
    """
    by_index = {index: field for field, index in found.fields.items()}
    always = {*needed_fields(found), "currency"}
    columns = []
    for index, label in enumerate(reading.columns):
        field = by_index.get(index)
        if field is None:
            columns.append(ColumnMap(index, label, None, 0.0))
            continue
        share = readable(seen[index], found.layout.table, field)
        taken = share >= LEAST_READABLE or index in chosen or field in always
        kind = field_kind(found.layout.table, field)
        columns.append(ColumnMap(index, label, field if taken else None, round(share, 4), kind))
    return columns


def _recognition(
    reading: Reading,
    found: Candidate,
    seen: dict[int, Profile],
    columns: list[ColumnMap],
    *,
    answers: Mapping[str, str],
    source: str,
    left: set[int],
) -> Recognition:
    """Decide how the columns are read, and what has to be asked."""
    layout = found.layout
    rest = [column.index for column in columns if column.field is None]

    def others() -> list[Profile]:
        _look(reading, seen, rest)
        return [seen[index] for index in rest]

    decided = decide(columns, seen, others, answers, reading.name, invoices=layout.table == INVOICES)
    if layout.table == KEEPS_CUSTOM:
        _look(reading, seen, rest)
        decided.columns = with_custom(decided.columns, layout, seen, left)
    mapping = FileMapping(
        table=layout.table,
        layout=layout.name,
        source=source,
        columns=tuple(decided.columns),
        confidence=round(found.confidence, 4),
        half=layout.half,
        amount=found.formula,
        defaults=tuple(sorted(layout.defaults.items())),
    )
    return Recognition(mapping, tuple(decided.questions))


def _unknown(reading: Reading, tried: Sequence[Candidate]) -> Recognition:
    """Say what was found, and what is nearest: a layout that lacks little, or labels that are nearly known."""
    found = ", ".join(reading.columns[:SHOWN_COLUMNS]) + (", …" if len(reading.columns) > SHOWN_COLUMNS else "")
    params: dict[str, str | int] = {"file": reading.name, "columns": found, "tables": ", ".join(TABLES)}
    almost = [
        c for c in tried if c.missing and (TABLES[c.layout.table].needed[0] in c.fields or c.known >= MOSTLY_KNOWN)
    ]
    best = max(almost, key=lambda c: c.rank, default=None)
    if best is not None:
        params |= {"table": best.layout.table, "missing": ", ".join(best.missing)}
        return Recognition(None, reason="mapping.almost", params=params)
    near = sorted(closest(reading.columns, layouts()).items())[:SHOWN_NEAREST]
    if near:
        params["nearest"] = ", ".join(f"{column} ({field})" for column, field in near)
        return Recognition(None, reason="mapping.similar_columns", params=params)
    return Recognition(None, reason="mapping.unknown_columns", params=params)
