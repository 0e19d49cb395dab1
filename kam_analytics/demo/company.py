"""Who buys from the sample company, what it sells, and how each customer behaves over the months."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kam_analytics.demo.chance import Chance
from kam_analytics.demo.names import COUNTRIES, FAMILIES, INDUSTRIES, OWNERS, Country, Family

__all__ = ["MONTHS", "Account", "Product", "accounts", "products"]

MONTHS = 25
"""24 complete months and the running one."""

NEVER = MONTHS + 1


@dataclass(frozen=True)
class Product:
    """One article; the price is in cents."""

    product_id: str
    name: str
    family: Family
    cents: int


@dataclass(frozen=True)
class Account:
    """One customer and its habits.

    Attributes
    ----------
    orders
        Mean number of invoices a month, at its start.
    basket
        Mean value of an invoice in cents.
    drift
        Growth of the number of invoices a month, as a fraction.
    first, last
        Months (0 = the first of the sample) between which it buys.
    families
        What it buys, most important first; `widens` is the month from which the last of them is bought.
    """

    account_id: str
    name: str
    country: Country
    industry: str
    owner: str
    employees: int
    created_on: dt.date
    orders: float
    basket: int
    drift: float
    first: int
    last: int
    families: tuple[Family, ...]
    widens: int


@dataclass(frozen=True)
class _Size:
    share: float
    orders: tuple[float, float]
    basket: tuple[float, float]
    employees: tuple[int, int]
    families: tuple[int, int]


SIZES = (
    _Size(0.08, (4.0, 7.0), (450_000, 1_100_000), (900, 7500), (4, 7)),
    _Size(0.30, (1.3, 3.0), (180_000, 520_000), (140, 1300), (2, 5)),
    _Size(0.62, (0.3, 1.0), (40_000, 190_000), (8, 260), (1, 3)),
)


def products(chance: Chance) -> list[Product]:
    """Return the articles, family by family."""
    made = []
    for family in FAMILIES:
        for place, article in enumerate(family.articles, start=1):
            cents = round(chance.between(*family.prices)) * 100 + chance.pick((0, 50, 90))
            noun = family.name if family.name in {"Service", "Cooling"} else family.name.removesuffix("s")
            name = article if family.name == "Service" else f"{article} {noun.lower()} {chance.whole(2, 9) * 10}"
            made.append(Product(f"{family.code}-{place:02d}0", name, family, cents))
    return made


def accounts(chance: Chance, number: int) -> list[Account]:
    """Return that many customers with different names, in order of their ids."""
    names = _names(chance, number)
    return [_account(chance, 10_010 + 7 * place, name, country) for place, (name, country) in enumerate(names)]


def _names(chance: Chance, number: int) -> list[tuple[str, Country]]:
    """Name companies by country; a name occurs once."""
    pool = [country for country in COUNTRIES for _ in range(country.weight)]
    found: dict[str, Country] = {}
    while len(found) < number:
        country = chance.pick(pool)
        stem, trade = chance.pick(country.stems), chance.pick(country.trades)
        if not any(name.startswith(f"{stem} {trade}") for name in found):
            found[f"{stem} {trade} {chance.pick(country.forms)}"] = country
    return list(found.items())


def _account(chance: Chance, number: int, name: str, country: Country) -> Account:
    draw = chance.between(0, 1)
    size = SIZES[0] if draw < SIZES[0].share else SIZES[1] if draw < SIZES[0].share + SIZES[1].share else SIZES[2]
    first, last, drift = _course(chance)
    created = dt.date(2024, 10, 1) - dt.timedelta(days=chance.whole(30, 3200))
    if first:
        created = dt.date(2024 + (10 + first) // 12, (10 + first) % 12 + 1, chance.whole(1, 9))
    families = tuple(chance.some(FAMILIES, chance.whole(*size.families)))
    return Account(
        account_id=str(number),
        name=name,
        country=country,
        industry=chance.pick(INDUSTRIES),
        owner=chance.pick(OWNERS),
        employees=chance.whole(*size.employees),
        created_on=created,
        orders=chance.between(*size.orders),
        basket=round(chance.between(*size.basket)),
        drift=drift,
        first=first,
        last=last,
        families=families,
        widens=chance.whole(9, 16) if len(families) > 1 and chance.happens(0.35) else 0,
    )


def _course(chance: Chance) -> tuple[int, int, float]:
    """Draw first month, last month and monthly drift: most customers are steady, some grow, shrink, come or go."""
    draw = chance.between(0, 1)
    if draw < 0.16:  # noqa: PLR2004 - the shares of the five courses
        return 0, NEVER, chance.between(0.02, 0.045)
    if draw < 0.28:  # noqa: PLR2004
        return 0, NEVER, -chance.between(0.02, 0.05)
    if draw < 0.36:  # noqa: PLR2004
        return 0, chance.whole(7, 20), -0.01
    if draw < 0.47:  # noqa: PLR2004
        return chance.whole(5, 20), NEVER, chance.between(0.0, 0.03)
    return 0, NEVER, chance.between(-0.004, 0.006)
