"""What a file is: layouts by label, checked by content, with a person's decisions on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kam_analytics.errors import Refused
from kam_analytics.mapping.content import doubt, readable
from kam_analytics.mapping.decide import decide
from kam_analytics.mapping.labels import nearest
from kam_analytics.mapping.layout import Layout, field_kind, fields_of, layouts
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
SHOWN_COLUMNS = 12


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
    fitting = sorted((c for c in tried if not c.missing), key=lambda c: c.rank, reverse=True)
    seen: dict[int, Profile] = {}
    doubts: list[Recognition] = []
    for found in fitting:
        _look(reading, seen, found.fields.values())
        against = doubt(found, seen) if table is None else None
        if against is None:
            return _recognition(reading, found, seen, answers, source, chosen=decisions.keys())
        code, field = against
        column = reading.columns[found.fields[field]]
        params = {"table": found.layout.table, "field": field, "column": column, "file": reading.name}
        doubts.append(Recognition(None, reason=code, params=dict(params)))
    return doubts[0] if doubts else _unknown(reading, tried)


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
    """Return the layouts whose table is the chosen one and has every chosen field."""
    wanted = {field for field in decisions.values() if field is not None}
    return [
        layout for layout in layouts() if table in (None, layout.table) and wanted <= set(fields_of(layout.table))
    ]


def _relaxed(layout: Layout, table: str | None) -> Layout:
    """Return the layout with only its key required where a person named the table, as labels need not prove it."""
    if table is None:
        return layout
    key = TABLES[layout.table].key[:1]
    required = layout.required if layout.half else key
    facts = {**vars(layout), "required": required, "never": frozenset(), "least_marks": 0}
    return Layout(**facts)


def _look(reading: Reading, seen: dict[int, Profile], indexes: Sequence[int] | object) -> None:
    wanted = sorted(set(indexes) - seen.keys()) if not isinstance(indexes, str) else []  # type: ignore[call-overload]
    seen.update(profiles(reading, wanted))


def _recognition(
    reading: Reading,
    found: Candidate,
    seen: dict[int, Profile],
    answers: Mapping[str, str],
    source: str,
    *,
    chosen: object,
) -> Recognition:
    by_index = {index: field for field, index in found.fields.items()}
    columns = [_column(reading, found, seen, i, by_index.get(i)) for i in range(len(reading.columns))]
    needless = [c for c in columns if c.field is None]

    def others() -> list[Profile]:
        _look(reading, seen, [c.index for c in needless])
        return [seen[c.index] for c in needless]

    decided = decide(columns, seen, others, answers, reading.name)
    layout = found.layout
    mapping = FileMapping(
        table=layout.table,
        layout=layout.name,
        source=source,
        columns=tuple(decided.columns),
        confidence=round(found.confidence, 4),
        half=layout.half,
        amount=found.formula,
    )
    return Recognition(mapping, tuple(decided.questions))


def _column(
    reading: Reading, found: Candidate, seen: Mapping[int, Profile], index: int, field: str | None
) -> ColumnMap:
    """Describe one column; an optional one that cannot be read as its field is not taken."""
    label = reading.columns[index]
    if field is None:
        return ColumnMap(index, label, None, 0.0)
    kind = field_kind(found.layout.table, field)
    return ColumnMap(index, label, field, round(readable(seen[index], kind), 4), kind)


def _unknown(reading: Reading, tried: Sequence[Candidate]) -> Recognition:
    """Say what was found, and what is nearest: a layout that lacks little, or labels that are nearly known."""
    found = ", ".join(reading.columns[:SHOWN_COLUMNS]) + (", …" if len(reading.columns) > SHOWN_COLUMNS else "")
    near = closest(reading.columns, layouts())
    names = ", ".join(f"{column} ({field})" for column, field in sorted(near.items())[:5]) or "–"  # noqa: RUF001
    params: dict[str, str | int] = {"file": reading.name, "columns": found, "nearest": names}
    almost = [c for c in tried if c.missing and len(c.layout.required) + bool(c.layout.amounts) > len(c.missing)]
    best = max(almost, key=lambda c: c.rank, default=None)
    if best is not None:
        params |= {"table": best.layout.table, "missing": ", ".join(best.missing)}
    return Recognition(None, reason="mapping.almost" if best else "mapping.unknown_columns", params=params)
