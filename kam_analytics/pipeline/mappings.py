"""Mappings that people confirmed: saved when their import is published, used for the next file of that shape."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kam_analytics.mapping.layout import fields_of
from kam_analytics.mapping.recognition import IGNORE, OWN
from kam_analytics.mapping.types import Mapping as FileMapping
from kam_analytics.pipeline.types import ImportOptions, Incoming
from kam_analytics.reading import Reading
from kam_analytics.store import Store
from kam_analytics.store import mappings as saved_mappings
from kam_analytics.store.mappings import SavedMapping, shape_of

__all__ = ["Decisions", "Saved", "decisions"]

_STAMP = re.compile(r"[-_ ]*(?:\d{4}[-_.]?\d\d[-_.]?\d\d|\d\d[._]\d\d[._]\d{4}|\(\d+\))[-_ ]*")


@dataclass(frozen=True)
class Decisions:
    """What is decided about one file before it is looked at: by a person now, and by the mapping saved earlier.

    Attributes
    ----------
    saved
        The saved mapping that is used; None without one.
    own
        Whether a person said something about this file now.
    """

    table: str | None
    layout: str | None
    sets: dict[str, str]
    answers: dict[str, str]
    soft: dict[str, str]
    stages: dict[str, str]
    saved: SavedMapping | None = None
    own: bool = False

    def confirmed(self, file: Incoming, reading: Reading, mapping: FileMapping) -> SavedMapping | None:
        """Return the mapping to save when this file is published; None where nobody decided anything."""
        if not self.own:
            return None
        known = fields_of(mapping.table)
        sets = {c.column: c.field for c in mapping.columns if c.field in known}
        left = {column: given for column, given in self.sets.items() if column not in sets}
        return SavedMapping(
            name=self.saved.name if self.saved else _name(file.name),
            shape=shape_of(reading.columns),
            table=mapping.table,
            layout=mapping.layout,
            told=self.table is not None,
            sets={column: given for column, given in (sets | left).items() if given is not None},
            answers={**self.soft, **self.answers},
            stages=self.stages,
        )


@dataclass(frozen=True)
class Saved:
    """The saved mappings of a workspace, and the one that a person chose for this import."""

    all: tuple[SavedMapping, ...] = ()
    chosen: SavedMapping | None = None

    @classmethod
    def of(cls, store: Store, options: ImportOptions) -> Saved:
        """Read them; NotFound when the chosen one does not exist."""
        with store.looking() as session:
            chosen = saved_mappings.named(session, options.mapping) if options.mapping else None
            return cls(tuple(saved_mappings.list_mappings(session)), chosen)

    def fitting(self, columns: Sequence[str]) -> SavedMapping | None:
        """Return the chosen mapping, else the one saved last for files with these columns."""
        if self.chosen is not None:
            return self.chosen
        shape = shape_of(columns)
        return max((m for m in self.all if m.shape == shape), key=lambda m: (m.created_at, m.name), default=None)


def decisions(file: Incoming, reading: Reading, options: ImportOptions, saved: Saved) -> Decisions:
    """Return what is decided about a file; what a person says now goes before what was saved."""
    prefix = f"{file.name}:"
    answers = {k.removeprefix(prefix): v for k, v in options.answers.items() if k.startswith(prefix)}
    said = options.of(file.name)
    sets = _present(said.sets, reading)
    decided = bool(sets or said.stages or said.table or _present(answers, reading))
    own = decided and options.remember
    found = saved.fitting(reading.columns)
    if found is None:
        return Decisions(said.table, said.layout, sets, answers, {}, said.stages, own=own)
    return Decisions(
        table=said.table or (found.table if found.told else None),
        layout=said.layout or (None if said.table else found.layout),
        sets=_beside(_present(found.sets, reading), sets) | sets,
        answers=answers,
        soft=found.answers,
        stages=found.stages | said.stages,
        saved=found,
        own=own,
    )


def _beside(saved: Mapping[str, str], sets: Mapping[str, str]) -> dict[str, str]:
    """Return the saved fields that no other column has got now."""
    given = set(sets.values()) - {IGNORE, OWN}
    return {column: name for column, name in saved.items() if name not in given}


def _present(given: Mapping[str, str], reading: Reading) -> dict[str, str]:
    return {column: value for column, value in given.items() if column in reading.columns}


def _name(file: str) -> str:
    """Return a name for the mapping of a file: its own without ending and date."""
    stem = Path(file).name.split(".")[0] or file
    return _STAMP.sub(" ", stem).strip(" -_") or stem
