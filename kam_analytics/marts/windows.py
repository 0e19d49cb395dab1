"""Windows of days before a date and after it, and twins of the company in which nobody grows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine, Session, model
from kam_analytics.marts.entities import entities
from kam_analytics.marts.types import LINE_PART, Facts, Level

__all__ = ["TwinPart", "account_levels", "account_outcome", "twin_parts"]

_ROOM = "marts"
_YEAR = 365.25
_HALF_LIVES = (90, 180, 365)
_FIRST = dt.date(1, 1, 1)


@dataclass(frozen=True)
class TwinPart:
    """Lines of a twin after one date and up to another, in a file of their own."""

    name: str
    path: Path
    until: dt.date


def account_levels(engine: Engine, facts: Facts, *, level: Level = "account") -> pa.Table:
    """Return money and order days of every visible account in windows of days up to `as_of`, sorted by account_id.

    `revenue_<n>d`: the last n days (45, 91, 182, 364, 728), as far as the data goes; `history_days`: how far that is.
    `year_ago_<n>d`: the first n of the last 364 days, the window a year before the coming n; NULL in a shorter history.
    `ewma_<n>d`: revenue per year, exponentially weighted by day with a half-life of n days. `order_days_<n>d`: days
    with a positive line. Money is in the base currency, rounded to 6 decimals.
    """
    history = 0 if facts.data_from is None else max(0, (facts.as_of - facts.data_from).days + 1)
    params: dict[str, object] = {"as_of": facts.as_of, "history_days": history}
    params |= {f"annual_{half}": _annual(half, history) for half in _HALF_LIVES}
    with _days(engine, facts, facts, level) as session:
        return session.fetch(model(_ROOM, "account_levels"), params)


def account_outcome(
    engine: Engine, facts: Facts, later: Facts, until: dt.date, *, level: Level = "account"
) -> pa.Table:
    """Return what the accounts visible at `facts.as_of` bought after it, up to `until`, sorted by account_id.

    Columns `revenue, revenue_first, revenue_second` (the halves of the window) and `bought` (a positive line).

    Parameters
    ----------
    later
        Facts that hold the window's lines; accounts and groups are those of `facts`.
    """
    middle = facts.as_of + (until - facts.as_of) // 2
    with _days(engine, facts, later, level) as session:
        params = {"after": facts.as_of, "middle": middle, "until": until}
        return session.fetch(model(_ROOM, "account_outcome"), params)


def twin_parts(
    engine: Engine, facts: Facts, workspace: Workspace, *, seed: int, cuts: Sequence[dt.date], level: Level = "account"
) -> list[TwinPart]:
    """Write the lines of a no-growth twin, one file for the days up to each cut and one for the rest, oldest first.

    Of every account the gaps between its order days are permuted, and its baskets (all lines of a day) over those
    days; its first and its last day stay. Level, lumpiness, arrival and death remain, trend and calendar go
    (`docs/methods.md`).

    Parameters
    ----------
    seed
        Of the permutations; same lines and seed, same twin.
    """
    ends = [*sorted({cut for cut in cuts if cut < facts.as_of}), facts.as_of]
    workspace.marts.mkdir(parents=True, exist_ok=True)
    parts = []
    with _days(engine, facts, facts, level) as session:
        session.table("moved_day", _moved(session.fetch(model(_ROOM, "account_day"), _params(facts)), seed))
        for after, until in zip([_FIRST, *ends], ends, strict=False):
            name = f"twin-{seed}-{until.isoformat()}"
            path = workspace.marts / f"{name}.parquet"
            session.write(model(_ROOM, "twin_line"), path, {"after": after, "until": until})
            parts.append(TwinPart(name, path, until))
    return parts


def _annual(half_life: int, history: int) -> float:
    """Return a year over the sum of the weights 0.5 ** (age / half-life) of the days seen."""
    ratio = 0.5 ** (1.0 / half_life)
    seen = (1.0 - ratio**history) / (1.0 - ratio)
    return _YEAR / seen if seen > 0 else 0.0


def _params(facts: Facts) -> dict[str, object]:
    return {"base_currency": facts.base_currency}


@contextmanager
def _days(engine: Engine, facts: Facts, lines: Facts, level: Level) -> Iterator[Session]:
    with engine.session() as session:
        session.files("revenue_line_part", [part.path for part in lines.line_parts], LINE_PART)
        session.table("rate", lines.rates)
        session.table("entity", entities(facts.accounts, level, facts.aliases))
        session.define("account_day", model(_ROOM, "account_day"), _params(lines))
        yield session


def _moved(days: pa.Table, seed: int) -> pa.Table:
    """Return where each day of each account moves: `entity_id, day, moved_to`; days of credit notes alone stay."""
    orders = days.filter(days["is_order"])
    owner = orders["entity_id"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    day = orders["day"].cast(pa.int32()).to_numpy().astype(np.int64)
    chance = np.random.default_rng(seed)
    starts = _starts(owner)
    first = starts == np.arange(owner.size)
    gap = np.where(first, 0, day - np.roll(day, 1))
    # the gap before a first day is none, so it sorts first and stays where it is
    walked = np.cumsum(gap[np.lexsort((chance.random(owner.size), ~first, owner))])
    fresh = day[starts] + walked - walked[starts]
    target = fresh[np.lexsort((chance.random(owner.size), owner))]
    moved = pa.array(target.astype(np.int32)).cast(pa.date32())
    kept = days.filter(pc.invert(days["is_order"]))
    return pa.concat_tables(
        [
            pa.table({"entity_id": rows["entity_id"], "day": rows["day"], "moved_to": goal})
            for rows, goal in ((orders, moved), (kept, kept["day"]))
        ]
    )


def _starts(owner: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return for every row the first row of its owner; owners lie in runs."""
    places = np.arange(owner.size)
    first = np.ones(owner.size, bool)
    first[1:] = owner[1:] != owner[:-1]
    result: NDArray[np.intp] = np.maximum.accumulate(np.where(first, places, 0))
    return result
