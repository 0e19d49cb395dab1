"""How an account's business moves over the months, and what in the CRM announces it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from kam_analytics.demo.chance import Chance
from kam_analytics.demo.months import MONTHS, RUNNING
from kam_analytics.demo.regimes import Regime

__all__ = [
    "GROWTH_CHANNELS",
    "LOSS_CHANNELS",
    "Channel",
    "Course",
    "CourseKind",
    "Signal",
    "alarmed",
    "course",
    "lifted",
]

Channel = Literal["pipeline", "contacts", "satisfaction", "cases", "activity"]
CourseKind = Literal["steady", "stirring", "emerging", "shrinking", "churning", "arriving"]

GROWTH_CHANNELS: tuple[Channel, ...] = ("pipeline", "contacts", "satisfaction")
LOSS_CHANNELS: tuple[Channel, ...] = ("satisfaction", "cases", "activity")
LEADS = {"emerging": (3, 9), "churning": (2, 6)}
"""Months by which an announcement precedes what it announces."""

FACTORS = {"emerging": (2.2, 3.8), "stirring": (1.25, 1.7)}
"""By how much an emerging account grows, and one that only stirs."""
RAMPS = {"emerging": (9, 15), "stirring": (5, 9)}
"""In how many months they do."""
FAINT = 0.5
"""How strongly the CRM shows a growth that is not large."""
DECLINE = (0.85, 0.65, 0.4)
"""What is left of the business in the last three months before it ends."""


@dataclass(frozen=True)
class Signal:
    """One channel of the CRM behaves unusually between two months, the second not included; strength up to 1."""

    channel: Channel
    first: int
    end: int
    strength: float = 1.0

    def at(self, month: int) -> bool:
        """Return whether it shows in a month."""
        return self.first <= month < self.end


@dataclass(frozen=True)
class Course:
    """The planned path of one account.

    Attributes
    ----------
    levels
        Business by month against the account's size, from month 0 to the running one.
    begins
        First month of growth of an emerging or stirring account, of business of an arriving one.
    last
        Last month with business, where it ends.
    factor
        How much a growing account grows in the end.
    signals, alarm
        What the CRM shows; `alarm` when nothing follows from it.
    """

    kind: CourseKind
    levels: tuple[float, ...]
    begins: int | None = None
    last: int | None = None
    factor: float = 1.0
    signals: tuple[Signal, ...] = ()
    alarm: bool = False

    def strength(self, channel: Channel, month: int) -> float:
        """Return how unusually a channel behaves in a month, from 0 to 1."""
        shown = (signal.strength for signal in self.signals if signal.channel == channel and signal.at(month))
        return max(shown, default=0.0)


def course(chance: Chance, regime: Regime, kind: CourseKind, begins: int | None = None) -> Course:
    """Draw the path of one account.

    Parameters
    ----------
    begins
        For an account that grows: the month in which growth begins, possibly after the export.
    """
    drift = regime.drift * chance.normal() / 12
    base = tuple(math.exp(drift * (month - MONTHS / 2)) for month in range(RUNNING + 1))
    if kind in FACTORS:
        return _growing(chance, regime, kind, base, chance.whole(3, 40) if begins is None else begins)
    if kind == "churning":
        return _churning(chance, regime, base)
    if kind == "arriving":
        return _arriving(chance, base)
    if kind == "shrinking":
        rate = chance.between(0.15, 0.40) / 12
        return Course(kind, tuple(math.exp(-rate * month) for month in range(RUNNING + 1)))
    return Course("steady", base)


def lifted(path: Course, factors: tuple[float, ...]) -> Course:
    """Return the course with each month's level multiplied."""
    return replace(path, levels=tuple(level * factor for level, factor in zip(path.levels, factors, strict=True)))


def alarmed(chance: Chance, path: Course) -> Course:
    """Return the course with signals of growth from which nothing follows."""
    first = chance.whole(2, 33)
    channels = chance.some(GROWTH_CHANNELS, chance.whole(1, 3))
    strength = chance.pick((1.0, FAINT))
    signals = tuple(
        Signal(channel, first + chance.whole(0, 3), first + chance.whole(9, 14), strength) for channel in channels
    )
    return replace(path, signals=signals, alarm=True)


def _growing(chance: Chance, regime: Regime, kind: CourseKind, base: tuple[float, ...], begins: int) -> Course:
    factor, ramp = chance.between(*FACTORS[kind]), chance.whole(*RAMPS[kind])
    levels = tuple(
        level * factor ** min(1.0, max(0.0, (month - begins + 1) / ramp)) for month, level in enumerate(base)
    )
    signals = tuple(
        Signal(
            channel,
            begins - chance.whole(*LEADS["emerging"]),
            begins + chance.whole(4, 8),
            1.0 if kind == "emerging" else FAINT,
        )
        for channel in GROWTH_CHANNELS
        if chance.happens(regime.announced)
    )
    return Course(kind, levels, begins, None, factor, signals)


def _arriving(chance: Chance, base: tuple[float, ...]) -> Course:
    begins = chance.whole(3, 31)
    levels = tuple(
        level * min(1.0, 0.4 + 0.15 * (month - begins)) if month >= begins else 0.0 for month, level in enumerate(base)
    )
    return Course("arriving", levels, begins)


def _churning(chance: Chance, regime: Regime, base: tuple[float, ...]) -> Course:
    last = chance.whole(8, 33)
    left = {last - len(DECLINE) + 1 + place: share for place, share in enumerate(DECLINE)}
    levels = tuple(level * left.get(month, 1.0) * (month <= last) for month, level in enumerate(base))
    signals = tuple(
        Signal(channel, last - len(DECLINE) - chance.whole(*LEADS["churning"]) + 1, last + 4)
        for channel in LOSS_CHANNELS
        if chance.happens(regime.announced)
    )
    return Course("churning", levels, None, last, 1.0, signals)
