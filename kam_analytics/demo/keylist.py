"""The company's own list of key accounts: believable, imperfect, and what being on it did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kam_analytics.demo.buyers import Buyer
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.courses import lifted
from kam_analytics.demo.months import RUNNING, first_day, month_of
from kam_analytics.demo.regimes import Regime

__all__ = ["KeyEntry", "choose_key_accounts", "with_programme"]

LISTED = 30
EMERGING = 6
"""Of these, so many were hoped to grow; the rest were the biggest of their time, more or less."""
REMOVED = 2
ONE_IN = 12
"""A small company lists at most one account in so many."""
BOOM = (1.5, 2.2)
"""In the regime that lists accounts after their growth: how much they had grown in the year before."""


@dataclass(frozen=True)
class KeyEntry:
    """One line of the list; `place` is the account's place among the buyers."""

    place: int
    kind: str
    since: dt.date
    until: dt.date | None = None


def choose_key_accounts(seed: int, regime: Regime, buyers: Sequence[Buyer]) -> list[KeyEntry]:
    """Return the list, oldest entries first."""
    chance = Chance.of(seed, "key accounts")
    number = min(LISTED, regime.accounts // ONE_IN)
    hoped = max(1, round(number * EMERGING / LISTED))
    guessed = [(_guess(chance, buyer), place) for place, buyer in enumerate(buyers)]
    ranked = [place for guess, place in sorted(guessed, key=lambda entry: (-entry[0], entry[1])) if guess > 0]
    big = ranked[: number - hoped]
    if regime.listed_late:
        steady = [place for place in ranked[4 : 6 * number] if buyers[place].path.kind == "steady"]
        big = chance.some(steady, number - hoped)
    rest = [place for place in ranked[number : 6 * number] if place not in big and buyers[place].active(RUNNING)]
    if regime.listed_late:
        rest = [place for place in rest if buyers[place].path.kind == "steady"]
    small = chance.some(rest, hoped)
    entries = [KeyEntry(place, "existing", _since(chance)) for place in big]
    entries += [KeyEntry(place, "emerging", first_day(chance.pick((14, 14, 20, 26)))) for place in small]
    if regime.listed_late:
        entries = [replace(entry, since=first_day(chance.whole(14, 23))) for entry in entries]
    gone = chance.some(range(number - hoped), min(REMOVED, number - hoped - 1))
    entries = [
        replace(entry, until=first_day(26)) if place in gone and not regime.listed_late else entry
        for place, entry in enumerate(entries)
    ]
    return sorted(entries, key=lambda entry: (entry.since, entry.place))


def with_programme(seed: int, regime: Regime, buyers: Sequence[Buyer], entries: Sequence[KeyEntry]) -> list[Buyer]:
    """Return the buyers with what the list did to them, or with what they did before they were listed."""
    chance = Chance.of(seed, "programme")
    made = list(buyers)
    for entry in entries:
        since = month_of(entry.since)
        until = RUNNING + 1 if entry.until is None else month_of(entry.until)
        if regime.listed_late:
            factors = _boom(chance.between(*BOOM), since)
        else:
            years = (max(0, min(month, until) - max(since, 0)) / 12 for month in range(RUNNING + 1))
            factors = tuple((1 + regime.programme) ** year for year in years)
        made[entry.place] = replace(made[entry.place], path=lifted(made[entry.place].path, factors))
    return made


def _guess(chance: Chance, buyer: Buyer) -> float:
    """Return what the company thought of an account two years ago: its revenue then, seen dimly."""
    return buyer.size * sum(buyer.path.levels[:12]) / 12 * chance.factor(0.3)


def _since(chance: Chance) -> dt.date:
    return first_day(chance.weighted((-16, 2, 14), (0.2, 0.35, 0.45)))


def _boom(factor: float, since: int) -> tuple[float, ...]:
    """Return growth within the twelve months before an account is listed, and a level afterwards."""
    return tuple(factor ** min(1.0, max(0.0, (month - since + 12) / 12)) for month in range(RUNNING + 1))
