"""What a file is: layouts by label, checked by content, with a person's decisions on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kam_analytics.errors import Refused
from kam_analytics.mapping.content import doubt, mixed_currencies
from kam_analytics.mapping.decide import Said
from kam_analytics.mapping.described import recognition
from kam_analytics.mapping.labels import nearest
from kam_analytics.mapping.layout import Layout, all_layouts, fields_of, layouts, speaks
from kam_analytics.mapping.match import Candidate, candidate, widened
from kam_analytics.mapping.neighbours import with_currency
from kam_analytics.mapping.profile import Seen
from kam_analytics.mapping.signature import Labels
from kam_analytics.mapping.types import Recognition
from kam_analytics.mapping.unrecognised import KNOWN_WEIGHT, unrecognised
from kam_analytics.reading.types import Reading
from kam_analytics.schema import TABLES

__all__ = ["CONFIDENT", "IGNORE", "OWN", "recognise"]

CONFIDENT = 0.75
"""Mappings below this are not taken without a person."""

IGNORE = "ignore"
"""A field of `sets` that leaves a column out."""

OWN = "own"
"""A field of `sets` that keeps a column of accounts as the company's own, where its content allows it."""

_NO_FIELD = (IGNORE, OWN)
_NONE: Mapping[str, str] = MappingProxyType({})
NEARLY = 0.08
"""Layouts that explain the labels so nearly as well as the best are told apart by their fields."""


def recognise(
    reading: Reading,
    *,
    table: str | None = None,
    sets: Mapping[str, str] = _NONE,
    answers: Mapping[str, str] = _NONE,
    soft: Mapping[str, str] = _NONE,
    stages: Mapping[str, str] = _NONE,
    layout: str | None = None,
    source: str = "main",
) -> Recognition:
    """Return how a file fills a canonical table, or the reason why it does not.

    Parameters
    ----------
    table
        The table a person says it is; else every known layout is tried.
    sets
        Field by source column, a person's decisions; `ignore` leaves a column out, `own` keeps it as it is.
    answers
        Answers to questions about this file, by source column.
    soft
        Answers given to an earlier file of this shape: taken where this file leaves the question open.
    stages
        A person's word for stages: `open`, `won` or `lost` by stage.
    layout
        The only layout to try.
    source
        Whose keys the file holds.

    Raises
    ------
    Refused
        When `table`, a column or a field does not exist, or an answer is none of the choices.
    """
    decisions = _decisions(reading, table, sets)
    labels = Labels.of(reading.columns)
    tried = [
        found
        for known in _eligible(table, decisions)
        if layout in (None, known.name) and (found := candidate(_relaxed(known, table), labels, decisions)) is not None
    ]
    likely = [widened(found, labels, decisions) if found.layout.unused is None else found for found in _likely(tried)]
    fitting = sorted((c for c in likely if c.confidence >= CONFIDENT), key=lambda c: c.rank, reverse=True)
    seen = Seen(reading)
    doubts: list[Recognition] = []
    for known in () if _nothing_of_ours(likely) else fitting:
        # Another layout of the same table would leave out the column in doubt, and its money without a word.
        if known.layout.table in {against.params["table"] for against in doubts}:
            continue
        seen.look(known.fields.values())
        found = with_currency(known, labels, seen, decisions.keys())
        reason = None
        if reading.counts.data:  # a header without rows is known by its labels alone
            reason = doubt(found, seen) if table is None else mixed_currencies(found, seen)
        if reason is None:
            left = {reading.columns.index(column) for column, field in sets.items() if field == IGNORE}
            said = Said(answers, soft, stages)
            return recognition(seen, found, labels, decisions.keys(), left=left, said=said, source=source)
        doubts.append(_doubted(reading, found, *reason))
    return doubts[0] if doubts else unrecognised(seen, likely, labels, source)


def _likely(tried: Sequence[Candidate]) -> list[Candidate]:
    """Return the layouts that explain the labels best.

    Without this, a file of a known export that lacks its key would be taken for the next best thing. A layout that
    lacks something and is known by little more than one label does not displace one that lacks nothing.
    """
    heard = [c for c in tried if c.confidence or c.weight >= KNOWN_WEIGHT] or tried
    best = max((c.evidence for c in heard), default=0.0)
    return [c for c in heard if c.evidence >= best - NEARLY]


def _nothing_of_ours(likely: Sequence[Candidate]) -> bool:
    """Whether the labels are best explained by a file that no table takes, such as a list of quotes."""
    unused = max((c.evidence for c in likely if c.layout.unused), default=0.0)
    return unused > max((c.evidence for c in likely if c.confidence >= CONFIDENT), default=0.0)


def _doubted(reading: Reading, found: Candidate, code: str, field: str) -> Recognition:
    column = reading.columns[found.fields[field]]
    params: dict[str, str | int] = {"file": reading.name, "table": found.layout.table, "field": field, "column": column}
    return Recognition(None, reason=code, params=params, layout=found.layout.name)


def _decisions(reading: Reading, table: str | None, sets: Mapping[str, str]) -> dict[int, str | None]:
    if table is not None and table not in TABLES:
        raise Refused("mapping.unknown_table", table=table, tables=", ".join(TABLES))
    known = list(dict.fromkeys(f for t in ([table] if table else TABLES) for f in fields_of(t)))
    decisions: dict[int, str | None] = {}
    for column, field in sets.items():
        if column not in reading.columns:
            near = nearest(column, reading.columns, 0.0) or ""
            raise Refused("mapping.unknown_column", file=reading.name, column=column, nearest=near)
        if field not in (*known, *_NO_FIELD):
            raise Refused("mapping.unknown_field", field=field, column=column, nearest=nearest(field, known, 0.0) or "")
        if field not in _NO_FIELD and field in decisions.values():
            raise Refused("mapping.field_twice", field=field, file=reading.name)
        decisions[reading.columns.index(column)] = None if field in _NO_FIELD else field
    return decisions


def _eligible(table: str | None, decisions: Mapping[int, str | None]) -> list[Layout]:
    """Return the layouts whose table is the chosen one and that speak for every chosen field."""
    wanted = {field for field in decisions.values() if field is not None}
    if table is None and not decisions:
        return list(all_layouts())
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
