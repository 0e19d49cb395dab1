"""The supplier's own people, and the people at the accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kam_analytics.demo.buyers import Buyer
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.ids import Ids
from kam_analytics.demo.months import LAST_DAY, RUNNING, in_month, stamp
from kam_analytics.demo.naming import plain
from kam_analytics.demo.words import FIRST_NAMES, GERMAN_TITLES, LAST_NAMES, LEVELS, TITLES

__all__ = ["Contact", "User", "contacts", "users"]

TEAMS = (
    ("Key Account Manager", "Key Accounts", 4, (8, 12)),
    ("Account Manager", "Sales", 11, (60, 85)),
    ("Application Engineer", "Engineering", 4, None),
    ("Service Coordinator", "Service", 3, None),
    ("Sales Director", "Management", 2, None),
)
"""Title, unit, people, and how many accounts one of them can look after."""

GERMAN = {"Germany", "Austria"}
USUAL = (0.06, 0.07, 0.15, 0.33, 0.39)
SENIOR = (0.22, 0.20, 0.26, 0.20, 0.12)
"""Levels of new contacts, C level first: usually, and where growth is on its way."""
ARRIVALS = 0.02
SURGE = 8.0
"""New contacts a month of a typical account, and how many times as many come on top before growth."""


@dataclass(frozen=True)
class User:
    """One of the supplier's people; `capacity` in accounts, None where none are looked after."""

    user_id: str
    first: str
    last: str
    title: str
    unit: str
    capacity: int | None


@dataclass(frozen=True)
class Contact:
    """One person at an account."""

    contact_id: str
    account_id: str
    first: str
    last: str
    title: str
    level: str
    email: str
    created: dt.datetime


def users(seed: int, accounts: int) -> list[User]:
    """Return the people of a supplier with so many accounts, team by team."""
    chance, ids = Chance.of(seed, "users"), Ids("User")
    share = min(1.0, max(0.2, accounts / 800))
    names = chance.some([(first, last) for first in FIRST_NAMES for last in LAST_NAMES], 60)
    made: list[User] = []
    for title, unit, people, capacity in TEAMS:
        for _ in range(max(1, round(people * share))):
            first, last = names[len(made)]
            room = None if capacity is None else chance.whole(*capacity)
            made.append(User(ids.take(), first, last, title, unit, room))
    return made


def contacts(seed: int, buyers: Sequence[Buyer]) -> list[Contact]:
    """Return all contacts, account by account, in order of their arrival."""
    ids = Ids("Contact")
    made: list[Contact] = []
    for buyer in buyers:
        chance = Chance.of(seed, "contacts", buyer.customer_no)
        wide = buyer.scale**0.3
        for _ in range(1 + chance.events(0.8 * wide)):
            day = buyer.created_on + dt.timedelta(days=int(900 * chance.between(0, 1) ** 2))
            made.append(_contact(chance, ids, buyer, min(day, LAST_DAY), USUAL))
        for month in range(RUNNING + 1):
            surge = buyer.path.strength("contacts", month)
            for _ in range(chance.events(ARRIVALS * wide * (1 + SURGE * surge))):
                day = in_month(month, chance.between(0, 1))
                if buyer.created_on <= day <= LAST_DAY:
                    made.append(_contact(chance, ids, buyer, day, SENIOR if surge > 0 else USUAL))
    return made


def _contact(chance: Chance, ids: Ids, buyer: Buyer, day: dt.date, weights: Sequence[float]) -> Contact:
    level = chance.weighted(LEVELS, weights)
    german = buyer.identity.country.name in GERMAN and chance.happens(0.6)
    first, last = chance.pick(FIRST_NAMES), chance.pick(LAST_NAMES)
    return Contact(
        contact_id=ids.take(),
        account_id=buyer.account_id,
        first=first,
        last=last,
        title=chance.pick((GERMAN_TITLES if german else TITLES)[level]),
        level=level,
        email=f"{plain(first)}.{plain(last)}@{buyer.identity.domain}",
        created=stamp(chance, day),
    )
