"""What the pipeline takes and gives: imports being prepared, and the portfolio at a date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from kam_analytics.canonical.types import FileOutcome, KnownAt
from kam_analytics.factors import Factor, all_factors
from kam_analytics.mapping.types import Mapping, Question
from kam_analytics.marts import Level
from kam_analytics.reading.types import Reading
from kam_analytics.scoring import Calibration, Ranking, WeightSet
from kam_analytics.segments import Thresholds
from kam_analytics.store.mappings import SavedMapping
from kam_analytics.store.types import Staged, ValueBasis

__all__ = ["CUT_AT", "FileOptions", "FileReport", "ImportOptions", "Incoming", "Portfolio", "Prepared", "Scope"]


@dataclass(frozen=True)
class Incoming:
    """A file to import: where its bytes are, and its name for people; of an archive one `member` (`ARCHIVE/MEMBER`)."""

    path: Path
    name: str
    member: str | None = None


@dataclass(frozen=True)
class FileOptions:
    """What a person said about one file: its table or layout, the fields of its columns, what its stages mean."""

    table: str | None = None
    layout: str | None = None
    sets: dict[str, str] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportOptions:
    """What a person said about an import.

    Attributes
    ----------
    table
        The canonical table of every file of this import; None: recognised from the columns.
    sets
        Source column to field, for every file that has the column.
    answers
        Answers to questions, by ``"FILE:COLUMN"``.
    known_at
        The date of the export, when neither the file nor its name says it.
    mapping
        Name of a saved mapping for every file, `NAME` or `NAME:VERSION`; None: one saved for a file's shape, if any.
    stages
        What stages mean: `open`, `won` or `lost`, by stage.
    remember
        Whether a person's decisions are saved for the next file of that shape.
    yes
        Take everything above the confidence threshold without asking; the later of two equal dates wins.
    files
        What was said about single files, by name; it goes before what is said for all.
    """

    table: str | None = None
    sets: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    known_at: dt.date | None = None
    source: str = "main"
    yes: bool = False
    mapping: str | None = None
    stages: dict[str, str] = field(default_factory=dict)
    remember: bool = True
    files: dict[str, FileOptions] = field(default_factory=dict)

    def of(self, file: str) -> FileOptions:
        """Return what was said about a file: for all, and for it alone."""
        own = self.files.get(file, FileOptions())
        return FileOptions(own.table or self.table, own.layout, self.sets | own.sets, self.stages | own.stages)


CUT_AT = frozenset({2_000, 100_000, 1_048_575})
"""Rows at which a report of a CRM, a report's download and a sheet of Excel end, whatever there would have been."""


@dataclass(frozen=True)
class FileReport:
    """One file of an import, as far as it came.

    `reason` (a message code with `params`) says why nothing was taken; then the fields after the failure are None.
    `unused`: it is known and no table takes it (quotes, leads); that stops no other file. `saved`: the saved mapping
    that was used; `confirmed`: the one to save when the file is published. `seen`: the mapping as far as it goes, where
    the file is known and lacks a column. `told`: whether a person named its table.
    """

    incoming: Incoming
    sha256: str | None = None
    reading: Reading | None = None
    mapping: Mapping | None = None
    known_at: KnownAt | None = None
    upload: str | None = None
    already_imported: bool = False
    outcome: FileOutcome | None = None
    questions: tuple[Question, ...] = ()
    reason: str | None = None
    params: dict[str, object] = field(default_factory=dict)
    layout: str | None = None
    unused: str | None = None
    saved: SavedMapping | None = None
    confirmed: SavedMapping | None = None
    seen: Mapping | None = None
    told: bool = False

    @property
    def cut(self) -> int | None:
        """Number of rows, where it is one at which exports are cut; else None."""
        rows = None if self.reading is None else self.reading.counts.data + self.reading.counts.rejected
        return rows if rows in CUT_AT else None


@dataclass(frozen=True)
class Prepared:
    """An import that was read, mapped and folded, and not yet published."""

    files: tuple[FileReport, ...]
    questions: tuple[Question, ...]
    staged: Staged | None
    work: Path

    @property
    def refused(self) -> tuple[FileReport, ...]:
        """Files of which nothing can be taken; those that no table takes only where there are no others."""
        failed = tuple(file for file in self.files if file.reason is not None)
        barred = tuple(file for file in failed if file.unused is None)
        return barred if barred or len(failed) < len(self.files) else failed

    @property
    def ready(self) -> bool:
        """Whether it may be published as it is."""
        return self.staged is not None and not self.questions and not self.refused


@dataclass(frozen=True)
class Scope:
    """The data behind a view: one version at one date.

    Attributes
    ----------
    features
        One row per account, columns of the models `account_features` and `account_relations` and one per custom factor,
        indexed 0..n-1.
    labels
        `account_id, name, owner, region` from the newest upload; plus `industry, country, segment, tier` as known then.
    factors
        Those of the product, then those of the company's own columns, in their order.
    """

    version: str
    as_of: dt.date
    known_by: dt.datetime | None
    live: bool
    level: Level
    data_from: dt.date
    data_through: dt.date
    base_currency: str
    value_basis: ValueBasis
    features: pd.DataFrame
    labels: pd.DataFrame
    calibration: Calibration
    factors: tuple[Factor, ...] = field(default_factory=all_factors)


@dataclass(frozen=True)
class Portfolio:
    """All accounts with their three scores, segment and labels.

    Attributes
    ----------
    frame
        Sorted by `rank` of the headline purpose: `account_id, name, owner, region, industry, country, revenue` (TTM),
        `prior_revenue`, `growth` (NaN where n/a), `rank, score, low, high, coverage` (headline), then
        `value, value_rank, potential, potential_rank`, `segment`.
    rankings
        By purpose: account_potential, value, potential.
    lines
        Where the quadrants of `segment` part.
    """

    scope: Scope
    frame: pd.DataFrame
    rankings: dict[str, Ranking]
    weights: dict[str, WeightSet]
    lines: Thresholds
