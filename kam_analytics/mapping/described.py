"""A layout that was found, as a mapping: each column with its field, how it is read, and what has to be asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kam_analytics import schema
from kam_analytics.mapping import datev
from kam_analytics.mapping.content import LEAST_READABLE, currency_field, needed_fields, plausible, readable
from kam_analytics.mapping.custom import KEEPS_CUSTOM, future_notes, with_custom
from kam_analytics.mapping.decide import Said, decide
from kam_analytics.mapping.layout import INVOICES, field_kind
from kam_analytics.mapping.match import Candidate
from kam_analytics.mapping.profile import Profile, Seen
from kam_analytics.mapping.signature import Labels
from kam_analytics.mapping.similar import alike
from kam_analytics.mapping.spellings import spellings
from kam_analytics.mapping.types import ColumnMap, Mapping, Recognition

__all__ = ["columns_of", "mapping_of", "recognition"]


def recognition(
    seen: Seen,
    found: Candidate,
    labels: Labels,
    chosen: Collection[int],
    *,
    left: set[int],
    said: Said,
    source: str,
) -> Recognition:
    """Decide how the columns are read, and what has to be asked.

    Parameters
    ----------
    chosen, left
        Columns whose field a person chose, and those of them that were left out.
    """
    columns = columns_of(seen, found, labels, chosen)
    rest = [column.index for column in columns if column.field is None]

    def others() -> list[Profile]:
        return seen.look(rest)

    decided = decide(columns, seen, others, said, seen.reading.name, invoices=found.layout.table == INVOICES)
    if found.layout.table == KEEPS_CUSTOM:
        seen.look(rest)
        decided.columns = with_custom(decided.columns, found.layout, seen, left)
    mapping = mapping_of(found, decided.columns, source)
    stages = tuple(sorted(said.stages.items())) if found.layout.table == "opportunity" else ()
    mapping = replace(mapping, notes=mapping.notes + future_notes(mapping.columns))
    mapping = replace(mapping, currency_in=currency_field(found, seen), stages=stages)
    if dict(found.composed).get("account_id") == ("name",):
        mapping = replace(mapping, spellings=spellings(seen[found.fields["name"]]))
    mapping = datev.completed(mapping, seen.reading)
    if seen.reading.counts.data and found.layout.yearless and all(column.period is None for column in mapping.columns):
        params: dict[str, str | int] = {"file": seen.reading.name}
        return Recognition(None, reason="mapping.datev_head", params=params, seen=mapping, layout=found.layout.name)
    return Recognition(mapping, tuple(decided.questions), layout=found.layout.name)


def mapping_of(found: Candidate, columns: Collection[ColumnMap], source: str) -> Mapping:
    """Return the mapping that a layout with these columns is."""
    layout = found.layout
    return Mapping(
        table=layout.table,
        layout=layout.name,
        source=source,
        columns=tuple(columns),
        confidence=round(found.confidence, 4),
        half=layout.half,
        amount=found.formula,
        defaults=tuple(sorted(layout.defaults.items())),
        composed=found.composed,
        notes=layout.notes,
    )


def columns_of(seen: Seen, found: Candidate, labels: Labels, chosen: Collection[int]) -> list[ColumnMap]:
    """Describe the file's columns; an optional one that cannot be read as its field is not taken.

    What the layout needs and what a person chose is always taken: then the rows say what is wrong. So is the currency,
    as an amount without its currency would be another amount. A column whose label is only nearly that of a field that
    is still open is shown with the field as a suggestion, and how sure that is: label and content together.
    """
    by_index = {index: field for field, index in found.fields.items()}
    open_fields = {f: names for f, names in found.layout.fields.items() if f not in found.fields}
    near = {i: (field, share) for field, (i, share) in alike(labels, open_fields, {*by_index, *chosen}).items()}
    seen.look({*by_index, *near})
    always = {*needed_fields(found), "currency"}
    columns = []
    for index, label in enumerate(seen.reading.columns):
        field, sure = (by_index[index], 1.0) if index in by_index else near.get(index, (None, 0.0))
        if field is None:
            columns.append(ColumnMap(index, label, None, 0.0))
            continue
        table, yearless = found.layout.table, found.layout.yearless
        share = readable(seen[index], table, field, yearless=yearless)
        near_only = index not in by_index or field in found.similar
        share *= found.similar.get(field, sure) * plausible(seen[index], table, field) if near_only else 1
        taken = index in by_index and (share >= LEAST_READABLE or index in chosen or field in always)
        kind = field_kind(found.layout.table, field)
        column = ColumnMap(index, label, field if taken else None, round(share, 4), kind)
        columns.append(_special(column, found, labels) if taken else replace(column, suggestion=field))
    return columns


def _special(column: ColumnMap, found: Candidate, labels: Labels) -> ColumnMap:
    """Return the column with what its layout says of its cells: names for ids, several ids in one cell."""
    if column.kind != "id":
        return column
    forms = {labels.forms[column.index], labels.bare[column.index]}
    refers = column.field in schema.table(found.layout.table).names
    named = refers and not forms.isdisjoint(found.layout.names)
    return replace(column, named=named, several=found.layout.several and not named)
