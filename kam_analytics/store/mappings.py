"""Mappings that people confirmed: saved under a name, in versions, and found again by the shape of a file."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kam_analytics.errors import NotFound
from kam_analytics.state import Base, now, record

__all__ = ["SavedMapping", "list_mappings", "named", "save", "shape_of"]


class SavedMappingRow(Base):
    """One version of a saved mapping; never changed."""

    __tablename__ = "saved_mapping"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    shape: Mapped[str]
    content: Mapped[str]
    author: Mapped[str]
    created_at: Mapped[str]


@dataclass(frozen=True)
class SavedMapping:
    """What a person confirmed for files of one shape.

    Attributes
    ----------
    shape
        Which files it is for: the hash of their column names, in any order.
    table, layout, told
        What the file is, and whether a person had to say so.
    sets
        Field by source column, `ignore` for columns that were left out.
    answers, stages
        Answers to questions by source column, and what stages mean.
    version
        0 until it is saved.
    """

    name: str
    shape: str
    table: str
    layout: str
    told: bool = False
    sets: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    version: int = 0
    author: str = ""
    created_at: str = ""

    @property
    def label(self) -> str:
        """Name and version as people write them."""
        return f"{self.name}:{self.version}"

    @property
    def content(self) -> str:
        """What it says, as JSON."""
        facts = {
            "table": self.table,
            "layout": self.layout,
            "told": self.told,
            "sets": self.sets,
            "answers": self.answers,
            "stages": self.stages,
        }
        return json.dumps(facts, sort_keys=True)


def shape_of(columns: Sequence[str]) -> str:
    """Return the hash of column names, whatever their order."""
    return hashlib.sha256("\x1f".join(sorted(columns)).encode()).hexdigest()[:16]


def list_mappings(session: Session) -> list[SavedMapping]:
    """Return all versions of all mappings, by name, the newest version first."""
    rows = session.scalars(select(SavedMappingRow).order_by(SavedMappingRow.name, SavedMappingRow.version.desc()))
    return [_saved(row) for row in rows]


def named(session: Session, name: str) -> SavedMapping:
    """Return a mapping by `NAME` (its newest version) or `NAME:VERSION`; NotFound suggests the nearest name."""
    base, _, number = name.rpartition(":")
    wanted = (base, int(number)) if base and number.isascii() and number.isdigit() else (name, None)
    found = list_mappings(session)
    for mapping in found:
        if mapping.name == wanted[0] and wanted[1] in (None, mapping.version):
            return mapping
    names = sorted({mapping.name for mapping in found})
    near = difflib.get_close_matches(wanted[0], names, n=1, cutoff=0.4)
    if not names:
        raise NotFound("store.no_mappings", name=name)
    raise NotFound("store.unknown_mapping", name=name, suggestion=near[0] if near else names[0])


def save(session: Session, mapping: SavedMapping, author: str) -> SavedMapping:
    """Save a mapping as the next version of its name; one that says nothing new stays as it is."""
    versions = [saved for saved in list_mappings(session) if saved.name == mapping.name]
    if versions and (versions[0].shape, versions[0].content) == (mapping.shape, mapping.content):
        return versions[0]
    version = max((saved.version for saved in versions), default=0) + 1
    row = SavedMappingRow(
        name=mapping.name,
        version=version,
        shape=mapping.shape,
        content=mapping.content,
        author=author,
        created_at=now(),
    )
    session.add(row)
    record(session, author, "mapping", f"{mapping.name}:{version}", {"table": mapping.table, "shape": mapping.shape})
    return _saved(row)


def _saved(row: SavedMappingRow) -> SavedMapping:
    content = json.loads(row.content)
    return SavedMapping(
        name=row.name,
        shape=row.shape,
        version=row.version,
        author=row.author,
        created_at=row.created_at,
        **content,
    )
