"""A company at several dates, and twins of it in which nobody grows: what calibrations and back-tests are fitted on."""

from __future__ import annotations

import datetime as dt
import shutil
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

import numpy as np
import pandas as pd
import pyarrow as pa

from kam_analytics import marts
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.factors import with_custom
from kam_analytics.marts import Level, TwinPart
from kam_analytics.store.types import LinePart, Visible

__all__ = ["Company", "Look", "Room", "twins_of", "whole_features"]

Look = Callable[[dt.date | None], Visible]
"""The door to facts of one version: what was visible at a date (None: the live view)."""

T = TypeVar("T")

SAMPLE = 10_000
"""Accounts that are looked at in the past, and of which twins are made: more would not narrow any interval."""


@dataclass(frozen=True)
class Room:
    """Where models run: engine, workspace, and whether accounts stand for themselves or for their group."""

    engine: Engine
    workspace: Workspace
    level: Level = "account"


@dataclass(eq=False)
class Company:
    """Features of accounts at past dates, and what they bought afterwards; each date is looked at once.

    Attributes
    ----------
    look
        What was visible at a date. A twin sees the same, but for its lines.
    end
        Last day of the outcomes that may be known.
    twin
        Lines of a twin; None: the company itself.
    """

    room: Room
    look: Look
    end: dt.date
    twin: tuple[TwinPart, ...] | None = None
    origin: Company | None = None
    _made: dict[tuple[object, ...], object] = field(default_factory=dict)

    @property
    def data_from(self) -> dt.date | None:
        """Date of the first line."""
        return self.facts(self.end).data_from

    def until(self, day: dt.date) -> Company:
        """Return the company as it could be looked at on a day: no outcome after it.

        What was made for one of them serves the other: everything is a function of its date and of lines before it.
        """
        return Company(self.room, self.look, day, self.twin, self.origin, self._made)

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made under a key before, else make it."""
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])

    @property
    def sampled(self) -> bool:
        """Whether there are more accounts than are looked at."""
        return int(self._all_accounts(self.end).num_rows) > SAMPLE

    def history(self, day: dt.date) -> int:
        """Return the days of data up to a day, it included."""
        first = self.data_from
        return 0 if first is None else max(0, (day - first).days + 1)

    def facts(self, day: dt.date) -> Visible:
        """Return what was visible at a day, of the accounts that are looked at."""
        return self.once(("facts", day), lambda: self._seen(day))

    def features(self, day: dt.date) -> pd.DataFrame:
        """Return the features of accounts at a day, sorted by account_id."""
        return self.once(("features", day), lambda: _frame(self.room, self.facts(day), self.relations(day)))

    def outcome(self, day: dt.date, horizon: int) -> pd.DataFrame:
        """Return `revenue, revenue_first, revenue_second, bought` of the days after, in the order of the features."""
        until = day + dt.timedelta(days=horizon)
        if until > self.end:
            message = f"the window after {day} ends after {self.end}"
            raise ValueError(message)
        return self.once(("outcome", day, horizon), lambda: self._came(day, until))

    def relations(self, day: dt.date) -> pd.DataFrame:
        """Return what the small tables say of accounts at a day; a twin's are those of the company."""
        if self.origin is not None:
            return self.origin.relations(day)
        return self.once(("relations", day), lambda: _said(self.room, self.facts(day)))

    def _seen(self, day: dt.date) -> Visible:
        if self.origin is not None and self.twin is not None:
            parts = tuple(LinePart(p.name, p.until, p.path) for p in self.twin if p.until <= day)
            return replace(self.origin.facts(day), line_parts=parts)
        seen = self.look(day)
        return replace(seen, accounts=_sampled(seen.accounts)) if self.room.level == "account" else seen

    def _came(self, day: dt.date, until: dt.date) -> pd.DataFrame:
        found = marts.account_outcome(
            self.room.engine, self.facts(day), self.facts(self.end), until, level=self.room.level
        ).to_pandas()
        ids = self.features(day)[["account_id"]]
        return ids.merge(found, on="account_id", how="left", validate="1:1")

    def _all_accounts(self, day: dt.date) -> pa.Table:
        return (self.origin or self).look(day).accounts


def whole_features(room: Room, facts: Visible) -> pd.DataFrame:
    """Return the features of all visible accounts: one row each, with the company's own columns."""
    return _frame(room, facts, _said(room, facts))


def _frame(room: Room, facts: Visible, said: pd.DataFrame) -> pd.DataFrame:
    own = marts.account_features(room.engine, facts, room.workspace, level=room.level).to_pandas()
    levels = marts.account_levels(room.engine, facts, level=room.level).to_pandas()
    joined = own.merge(levels, on="account_id", how="left", validate="1:1").merge(said, on="account_id", how="left")
    return with_custom(joined, marts.custom_of(facts))


def _said(room: Room, facts: Visible) -> pd.DataFrame:
    said: pd.DataFrame = marts.account_relations(room.engine, facts, room.workspace, level=room.level).to_pandas()
    return said


@contextmanager
def twins_of(company: Company, seeds: Sequence[int], days: Sequence[dt.date]) -> Iterator[list[Company]]:
    """Give twins of a company up to its end, which can be looked at on the days; their files go afterwards."""
    scratch = Workspace(
        company.room.workspace.root / "scratch" / f"twins-{company.end}-{np.random.default_rng().integers(1 << 40)}"
    )
    room = replace(company.room, workspace=scratch)
    try:
        made = [
            marts.twin_parts(
                room.engine, company.facts(company.end), Workspace(scratch.root / str(seed)), seed=seed, cuts=days,
                level=room.level,
            )
            for seed in seeds
        ]  # fmt: skip
        yield [
            Company(
                replace(room, workspace=Workspace(scratch.root / str(seed))),
                company.look,
                company.end,
                tuple(parts),
                company,
            )
            for seed, parts in zip(seeds, made, strict=True)
        ]
    finally:
        shutil.rmtree(scratch.root, ignore_errors=True)


def _sampled(accounts: pa.Table) -> pa.Table:
    """Return at most `SAMPLE` accounts, the same ones of the same ids."""
    if accounts.num_rows <= SAMPLE:
        return accounts
    ids = accounts["account_id"].to_pylist()
    marks = np.fromiter((zlib.crc32(one.encode()) for one in ids), np.int64, len(ids))
    kept = np.sort(np.lexsort((np.arange(len(ids)), marks))[:SAMPLE])
    return accounts.take(pa.array(kept))
