"""How one opportunity goes through the stages: slips, leaps, wins, losses, and what is still open at the export."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from kam_analytics.demo.chance import Chance
from kam_analytics.demo.months import LAST_DAY, stamp, working_day

__all__ = ["LOST", "STAGES", "WON", "Change", "Stage", "Walk", "ordered", "walk"]


@dataclass(frozen=True)
class Stage:
    """One stage with its place in the order, its probability in per cent, and its forecast category."""

    name: str
    order: int
    probability: int
    forecast: str


STAGES = (
    Stage("Prospecting", 1, 10, "Pipeline"),
    Stage("Qualification", 2, 10, "Pipeline"),
    Stage("Needs Analysis", 3, 20, "Pipeline"),
    Stage("Value Proposition", 4, 50, "Pipeline"),
    Stage("Proposal/Price Quote", 7, 75, "BestCase"),
    Stage("Negotiation/Review", 8, 90, "Forecast"),
)
WON = Stage("Closed Won", 9, 100, "Closed")
LOST = Stage("Closed Lost", 10, 0, "Omitted")
SKIPPED = 0.25
FORGOTTEN = 0.12
"""Share of open opportunities whose close date passed and nobody moved it."""


@dataclass(frozen=True)
class Change:
    """One change of a stage or of the expected close date."""

    field: Literal["StageName", "CloseDate"]
    at: dt.datetime
    old: str
    new: str


@dataclass(frozen=True)
class Walk:
    """Where an opportunity stands at the export, and how it came there, oldest change first."""

    created: dt.datetime
    stage: Stage
    close: dt.date
    changes: tuple[Change, ...]

    @property
    def closed(self) -> bool:
        """Whether it is won or lost."""
        return self.stage in (WON, LOST)


def walk(chance: Chance, created: dt.date, days: int, won: bool) -> Walk:
    """Return the way of an opportunity that closes so many days after it was created, seen at the export."""
    closes = working_day(created + dt.timedelta(days=days))
    stages, born = _stages(chance, created, closes, won), stamp(chance, created)
    dates, close = _dates(chance, created, closes)
    changes = [change for change in (*stages, *dates) if change.at.date() <= LAST_DAY and change.at > born]
    changes.sort(key=lambda change: (change.at, change.field))
    by_name = {stage.name: stage for stage in (*STAGES, WON, LOST)}
    passed = [by_name[change.new] for change in changes if change.field == "StageName"]
    return Walk(born, passed[-1] if passed else STAGES[0], close, tuple(changes))


def ordered(chance: Chance, day: dt.date) -> Walk:
    """Return the short way of an order that nobody had to win: entered some days before, booked on its day."""
    born = stamp(chance, day - dt.timedelta(days=chance.whole(3, 20)))
    booked = dt.datetime.combine(day, dt.time(17, 30, chance.whole(0, 59)))
    change = Change("StageName", booked, STAGES[0].name, WON.name)
    return Walk(born, WON, day, (change,))


def _stages(chance: Chance, created: dt.date, closes: dt.date, won: bool) -> list[Change]:
    reached = len(STAGES) if won else chance.whole(1, len(STAGES))
    visited = [STAGES[0], *(stage for stage in STAGES[1:reached] if not chance.happens(SKIPPED))]
    span = (closes - created).days
    steps = sorted(chance.between(0.03, 0.97) for _ in visited[1:])
    days = [created + dt.timedelta(days=max(1, int(step * span))) for step in steps]
    names = [stage.name for stage in visited] + [(WON if won else LOST).name]
    moments = [stamp(chance, min(day, closes)) for day in days]
    end = dt.datetime.combine(closes, dt.time(17, 30, chance.whole(0, 59)))
    return [
        Change("StageName", at, old, new)
        for at, old, new in zip([*sorted(moments), end], names[:-1], names[1:], strict=True)
    ]


def _dates(chance: Chance, created: dt.date, closes: dt.date) -> tuple[list[Change], dt.date]:
    """Return how the expected close date moved, and what it is at the export."""
    guess = working_day(created + dt.timedelta(days=max(14, round((closes - created).days * chance.factor(0.4)))))
    changes = []
    forgotten = closes > LAST_DAY and chance.happens(FORGOTTEN)
    while guess < min(closes, LAST_DAY) and not (forgotten and guess > created + dt.timedelta(days=60)):
        later = working_day(guess + dt.timedelta(days=chance.whole(21, 80)))
        day = max(created + dt.timedelta(days=1), guess - dt.timedelta(days=chance.whole(0, 6)))
        changes.append(Change("CloseDate", stamp(chance, day), _text(guess), _text(later)))
        guess = later
    if closes <= LAST_DAY:
        if guess != closes:
            end = dt.datetime.combine(closes, dt.time(17, 29, chance.whole(0, 59)))
            changes.append(Change("CloseDate", end, _text(guess), _text(closes)))
        return changes, closes
    return changes, guess


def _text(day: dt.date) -> str:
    return f"{day.isoformat()} 00:00:00"
