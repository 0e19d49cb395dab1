"""Orders of the accounts: irregular days, quiet months, some only once a year, along each account's course."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kam_analytics.demo.baskets import Item, basket
from kam_analytics.demo.buyers import Buyer
from kam_analytics.demo.catalogue import Catalogue
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.kinds import Rhythm
from kam_analytics.demo.months import LAST_DAY, RUNNING, in_month
from kam_analytics.demo.regimes import Regime
from kam_analytics.demo.season import season

__all__ = ["Invoice", "credit_note", "invoices"]

BASKET_SPREAD = 0.55
ORDERS_SHARE = 0.6
"""Of a change of level so much shows in the number of orders, the rest in their value."""
QUIET = 0.06
"""Share of months in which an account hardly orders."""
NOISE = 0.12


@dataclass(frozen=True)
class Invoice:
    """One invoice or, with negative items, credit note; `origin` is the invoice that a credit note takes back."""

    customer_no: str
    day: dt.date
    items: tuple[Item, ...]
    credit: bool = False
    currency: str = "EUR"

    @property
    def cents(self) -> int:
        """Net value."""
        return sum(item.cents for item in self.items)


def invoices(seed: int, regime: Regime, buyers: Sequence[Buyer], articles: Catalogue) -> list[Invoice]:
    """Return all invoices, account by account, in order of time within an account."""
    made: list[Invoice] = []
    for buyer in buyers:
        if buyer.size > 0:
            chance = Chance.of(seed, "demand", buyer.customer_no)
            made.extend(_of_buyer(chance, regime, buyer, articles))
    return made


def credit_note(chance: Chance, invoice: Invoice) -> Invoice:
    """Return goods taken back: part of the first line, some days later."""
    item = invoice.items[0]
    back = chance.whole(1, item.quantity)
    cost = None if item.cost_cents is None else -round(item.cost_cents * back / item.quantity)
    returned = Item(item.article, -back, -max(1, round(item.cents * back / item.quantity)), cost)
    day = min(LAST_DAY, invoice.day + dt.timedelta(days=chance.whole(4, 24)))
    return replace(invoice, day=_weekday(day), items=(returned,), credit=True)


def _of_buyer(chance: Chance, regime: Regime, buyer: Buyer, articles: Catalogue) -> Iterator[Invoice]:
    times = _yearly(chance, buyer) if buyer.kind.rhythm == "yearly" else _spread(chance, regime, buyer)
    for month, fraction in times:
        day = in_month(month, fraction)
        if day > LAST_DAY or not buyer.active(month):
            continue
        families = buyer.families[:-1] if month < buyer.widens else buyer.families
        value = _mean(buyer) * buyer.path.levels[month] ** _value_share(buyer) * chance.factor(BASKET_SPREAD)
        yield Invoice(buyer.customer_no, day, tuple(basket(chance, articles, families, value, month)))


def _mean(buyer: Buyer) -> float:
    """Return the median invoice in euros at the start of the course."""
    usual = buyer.size if buyer.kind.rhythm == "yearly" else buyer.basket
    return usual / math.exp(BASKET_SPREAD**2 / 2)


def _value_share(buyer: Buyer) -> float:
    return 1.0 if buyer.kind.rhythm == "yearly" else 1.0 - ORDERS_SHARE


def _yearly(chance: Chance, buyer: Buyer) -> Iterator[tuple[int, float]]:
    """Yield one order a year, some weeks around the same date."""
    usual = chance.between(0, 12)
    del buyer
    for year in range(4):
        at = usual + 12 * year + 0.6 * chance.normal()
        if 0 <= at < RUNNING + 1:
            yield int(at), at % 1


def _spread(chance: Chance, regime: Regime, buyer: Buyer) -> Iterator[tuple[int, float]]:
    """Yield the times of orders: gaps of the account's rhythm, in a time that runs as fast as its business."""
    rate = buyer.size / 12 / buyer.basket
    need = _gap(chance, buyer.kind.rhythm) * chance.between(0, 1)
    for month in range(RUNNING + 1):
        quiet = 0.1 if chance.happens(QUIET) else 1.0 / (1 - 0.9 * QUIET)
        level = buyer.path.levels[month] ** ORDERS_SHARE
        mass = rate * level * season(regime, buyer.families, month) * quiet * chance.factor(NOISE)
        done = 0.0
        while need <= mass - done:
            done += need
            yield month, done / mass
            need = _gap(chance, buyer.kind.rhythm)
        need -= mass - done


def _gap(chance: Chance, rhythm: Rhythm) -> float:
    """Return a gap of mean 1 between two orders."""
    if rhythm == "regular":
        return sum(chance.wait() for _ in range(4)) / 4
    if rhythm == "lumpy":
        return chance.wait() * (0.35 if chance.happens(0.7) else 2.52)
    return chance.wait()


def _weekday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
