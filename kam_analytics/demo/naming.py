"""Names, towns and web addresses of the accounts: every company invented, some of them groups of one name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import count

from kam_analytics.demo.chance import Chance
from kam_analytics.demo.names import COUNTRIES, Country
from kam_analytics.demo.words import STEMS, TOWNS

__all__ = ["Identity", "identities", "plain"]

PATIENCE = 1000
"""Names that are tried in a country before it counts as used up."""

HOLDINGS = {
    "Germany": "Holding AG",
    "Austria": "Beteiligungs AG",
    "Netherlands": "Groep N.V.",
    "France": "Groupe SA",
    "United Kingdom": "Group plc",
    "Sweden": "Koncern AB",
    "Italy": "Gruppo S.p.A.",
}
GROUPED = 0.2
"""Share of accounts that belong to a group."""


@dataclass(frozen=True)
class Identity:
    """What an account is called and where it sits; `parent` is the place of the group's head in the list."""

    name: str
    stem: str
    country: Country
    town: str
    postcode: str
    state: str
    parent: int | None = None

    @property
    def domain(self) -> str:
        """A web address that nobody can own."""
        return f"{plain(self.stem)}.example"


def identities(chance: Chance, number: int) -> list[Identity]:
    """Return that many companies with different names; the head of a group stands before its members."""
    made: list[Identity] = []
    names: set[str] = set()
    grouped = int(number * GROUPED)
    while len(made) < number:
        head = _company(chance, names)
        if len(made) >= grouped:
            made.append(head)
            continue
        top = _named(chance, head.stem, head.country, HOLDINGS[head.country.name])
        if top.name in names:
            continue
        names.add(top.name)
        place = len(made)
        made.append(top)
        members = min(chance.whole(1, 6), number - len(made))
        made.extend(_member(chance, names, top, place) for _ in range(members))
    return made


def plain(text: str) -> str:
    """Return a text in small letters, digits and hyphens."""
    bare = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o")).encode("ascii", "ignore").decode()
    return "".join(letter if letter.isalnum() else "-" for letter in bare.lower()).strip("-")


def _company(chance: Chance, names: set[str]) -> Identity:
    country = chance.weighted(COUNTRIES, [country.weight for country in COUNTRIES])
    for tries in count(1):
        if tries % PATIENCE == 0:
            country = chance.pick(COUNTRIES)
        stem = "".join(chance.pick(part) for part in STEMS[country.name])
        if chance.happens(0.12):
            stem = chance.pick(country.stems)
        made = _named(chance, stem, country, f"{chance.pick(country.trades)} {chance.pick(country.forms)}")
        if made.name not in names:
            break
    names.add(made.name)
    return made


def _member(chance: Chance, names: set[str], top: Identity, place: int) -> Identity:
    """Name a subsidiary: the stem of the group, mostly in its country."""
    while True:
        country = top.country if chance.happens(0.65) else chance.pick(COUNTRIES)
        where = f"{country.name} " if country != top.country else ""
        made = _named(
            chance, top.stem, country, f"{where}{chance.pick(country.trades)} {chance.pick(country.forms)}", place
        )
        if made.name not in names:
            names.add(made.name)
            return made


def _named(chance: Chance, stem: str, country: Country, rest: str, parent: int | None = None) -> Identity:
    town, postcode, state = chance.pick(TOWNS[country.name])
    return Identity(f"{stem} {rest}", stem, country, town, postcode, state, parent)
