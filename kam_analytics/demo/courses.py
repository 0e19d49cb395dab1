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
CourseKind = Literal["steady", "emerging", "shrinking", "churning", "arriving"]

GROWTH_CHANNELS: tuple[Channel, ...] = ("pipeline", "contacts", "satisfaction")
LOSS_CHANNELS: tuple[Channel, ...] = ("satisfaction", "cases", "activity")
LEADS = {"emerging": (3, 9), "churning": (2, 6)}
"""Months by which an announcement precedes what it announces."""

FACTORS = (2.2, 3.8)
"""By how much an emerging account grows, and in how many months."""
RAMPS = (9, 15)
DECLINE = (0.85, 0.65, 0.4)
"""What is left of the business in the last three months before it ends."""


@dataclass(frozen=True)
class Signal:
    """One channel of the CRM behaves unusually between two months, the second not included."""

    channel: Channel
    first: int
    end: int

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
        First month of growth of an emerging account, first month of business of an arriving one.
    last
        Last month with business, where it ends.
    factor
        How much an emerging account grows in the end.
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

    def shows(self, channel: Channel, month: int) -> bool:
        """Return whether a channel behaves unusually in a month."""
        return any(signal.channel == channel and signal.at(month) for signal in self.signals)


def course(chance: Chance, regime: Regime, kind: CourseKind, begins: int | None = None) -> Course:
    """Draw the path of one account.

    Parameters
    ----------
    begins
        For an emerging account: the month in which its growth begins, possibly after the export.
    """
    drift = regime.drift * chance.normal() / 12
    months = range(RUNNING + 1)
    base = tuple(math.exp(drift * (month - MONTHS / 2)) for month in months)
    if kind == "emerging" and begins is not None:
        return _emerging(chance, regime, base, begins)
    if kind == "churning":
        return _churning(chance, regime, base)
    if kind == "arriving":
        begins = chance.whole(3, 31)
        start = begins
        return Course(
            kind,
            tuple(
                b * min(1.0, max(0.0, 0.4 + 0.15 * (m - start))) * (m >= start)
                for m, b in zip(months, base, strict=True)
            ),
            begins,
        )
    if kind == "shrinking":
        rate = chance.between(0.15, 0.40) / 12
        return Course(kind, tuple(math.exp(-rate * month) for month in months))
    return Course("steady", base)


def lifted(path: Course, factors: tuple[float, ...]) -> Course:
    """Return the course with each month's level multiplied."""
    return replace(path, levels=tuple(level * factor for level, factor in zip(path.levels, factors, strict=True)))


def alarmed(chance: Chance, path: Course) -> Course:
    """Return the course with signals of growth from which nothing follows."""
    first = chance.whole(2, 33)
    channels = chance.some(GROWTH_CHANNELS, chance.whole(1, 3))
    signals = tuple(Signal(channel, first + chance.whole(0, 3), first + chance.whole(9, 14)) for channel in channels)
    return replace(path, signals=signals, alarm=True)


def _emerging(chance: Chance, regime: Regime, base: tuple[float, ...], begins: int) -> Course:
    factor, ramp = chance.between(*FACTORS), chance.whole(*RAMPS)
    levels = tuple(
        level * factor ** min(1.0, max(0.0, (month - begins + 1) / ramp)) for month, level in enumerate(base)
    )
    signals = tuple(
        Signal(channel, begins - chance.whole(*LEADS["emerging"]), begins + chance.whole(4, 8))
        for channel in GROWTH_CHANNELS
        if chance.happens(regime.announced)
    )
    return Course("emerging", levels, begins, None, factor, signals)


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
