"""What happens between orders: calls and meetings, complaints, answers to surveys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kam_analytics.demo.buyers import Buyer
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.courses import Channel
from kam_analytics.demo.months import LAST_DAY, RUNNING, in_month, stamp
from kam_analytics.demo.people import Contact
from kam_analytics.demo.words import CASE_SUBJECTS, MEETINGS, TASKS

__all__ = ["Activity", "Case", "Survey", "activities", "cases", "surveys"]

TOUCHES, MOST_TOUCHES = 0.24, 9.0
"""Calls and meetings a month with a typical account, and at most."""
LESS_TOUCH = 0.4
CASES, MORE_CASES = 0.045, 3.5
ANSWERS = 0.11
BETTER, WORSE, SPREAD = 2.0, -2.5, 1.4
"""Answers of 0 to 10 before growth and before a loss, and how much they scatter."""
TOP = 10
MEETING = 0.27

ByAccount = Mapping[str, Sequence[Contact]]


@dataclass(frozen=True)
class Activity:
    """One call, mail (tasks) or meeting (events)."""

    account_id: str
    contact_id: str | None
    meeting: bool
    at: dt.datetime
    subject: str
    minutes: int
    helper: bool
    """Done by another unit than the account's owner."""


@dataclass(frozen=True)
class Case:
    """One complaint or question."""

    account_id: str
    contact_id: str | None
    opened: dt.datetime
    closed: dt.datetime | None
    priority: str
    subject: str


@dataclass(frozen=True)
class Survey:
    """One answer to "how likely are you to recommend us", 0 to 10."""

    account_id: str
    contact_id: str
    answered_on: dt.date
    score: int
    kind: str


def activities(seed: int, buyers: Sequence[Buyer], people: ByAccount, keys: frozenset[str]) -> Iterator[Activity]:
    """Yield what was done with each account; key accounts are seen more often."""
    for buyer in buyers:
        chance = Chance.of(seed, "activities", buyer.customer_no)
        usual = TOUCHES * buyer.scale**0.42 * buyer.lively * (1.5 if buyer.account_id in keys else 1.0)
        for month, day in _days(chance, buyer, min(usual, MOST_TOUCHES), "activity", LESS_TOUCH):
            meeting = chance.happens(MEETING)
            yield Activity(
                buyer.account_id,
                _somebody(chance, people, buyer, day),
                meeting,
                stamp(chance, day),
                chance.pick(MEETINGS if meeting else TASKS),
                chance.pick((30, 60, 60, 90, 120, 240)) if meeting else chance.whole(2, 40),
                chance.happens(0.28 if month % 2 else 0.22),
            )


def cases(seed: int, buyers: Sequence[Buyer], people: ByAccount) -> Iterator[Case]:
    """Yield the cases of each account."""
    for buyer in buyers:
        if not buyer.size:
            continue
        chance = Chance.of(seed, "cases", buyer.customer_no)
        usual = CASES * buyer.scale**0.35 * buyer.kind.cases * chance.factor(0.4)
        for _, day in _days(chance, buyer, usual, "cases", MORE_CASES):
            opened = stamp(chance, day)
            closed = opened + dt.timedelta(hours=round(4 + 120 * chance.wait()))
            yield Case(
                buyer.account_id,
                _somebody(chance, people, buyer, day),
                opened,
                closed if closed.date() <= LAST_DAY else None,
                chance.weighted(("High", "Medium", "Low"), (0.18, 0.52, 0.30)),
                chance.pick(CASE_SUBJECTS),
            )


def surveys(seed: int, buyers: Sequence[Buyer], people: ByAccount) -> Iterator[Survey]:
    """Yield the answers of each account's contacts."""
    for buyer in buyers:
        if not buyer.size:
            continue
        chance = Chance.of(seed, "surveys", buyer.customer_no)
        for month, day in _days(chance, buyer, ANSWERS * min(4.0, buyer.scale**0.25), "satisfaction", 1.0):
            somebody = _somebody(chance, people, buyer, day, sure=True)
            if somebody is None:
                continue
            shift = WORSE if buyer.path.kind == "churning" else BETTER
            shift *= buyer.path.strength("satisfaction", month)
            score = round(buyer.mood + shift + SPREAD * chance.normal())
            kind = "Relationship" if chance.happens(0.7) else "After delivery"
            yield Survey(buyer.account_id, somebody, day, min(TOP, max(0, score)), kind)


def _days(
    chance: Chance, buyer: Buyer, usual: float, channel: Channel, changed: float
) -> Iterator[tuple[int, dt.date]]:
    """Yield months and days of events at a usual rate a month, changed while a channel behaves unusually."""
    for month in range(RUNNING + 1):
        if buyer.size and not buyer.active(month) and buyer.path.kind == "churning":
            continue
        unusual = buyer.path.strength(channel, month) > 0
        for _ in range(chance.events(usual * (changed if unusual else 1.0))):
            day = in_month(month, chance.between(0, 1))
            if buyer.created_on < day <= LAST_DAY:
                yield month, day


def _somebody(chance: Chance, people: ByAccount, buyer: Buyer, day: dt.date, *, sure: bool = False) -> str | None:
    """Return a contact who was known on that day; the first ones are met most."""
    known = [contact for contact in people.get(buyer.account_id, ()) if contact.created.date() <= day]
    if not known or (not sure and chance.happens(0.12)):
        return None
    return known[min(chance.whole(0, len(known) - 1), chance.whole(0, len(known) - 1))].contact_id
