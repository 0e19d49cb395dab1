"""Opportunities: expansions, first orders, renewals, and in a company without an ERP the orders themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kam_analytics.demo.baskets import Item, basket
from kam_analytics.demo.buyers import Buyer
from kam_analytics.demo.catalogue import Catalogue
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.contracts import Contract
from kam_analytics.demo.demand import Invoice
from kam_analytics.demo.months import LAST_DAY, RUNNING, first_day, in_month, month_of
from kam_analytics.demo.stages import Walk, ordered, walk

__all__ = ["Draft", "drafts", "orders", "renewals"]

RATE = 0.075
"""New opportunities a month of a typical account."""
SURGE, LARGER, SURER = 4.5, 0.6, 0.15
"""Before growth: how many times as many opportunities on top, how much larger, how much likelier to be won."""
WINS = {"Existing Business": 0.55, "New Business": 0.16, "Renewal": 0.88}
CYCLE = 85.0
EARLIEST = -5
"""Some opportunities of the first months were created before them."""
ORDER_DAYS = 60
"""Without an ERP, deliveries of so many days are one order."""
SOURCES = ("Web", "Phone Inquiry", "Partner Referral", "Trade Show", "Word of mouth", "")


@dataclass(frozen=True)
class Draft:
    """One opportunity before it has an id: whose, what about, worth what, and its way through the stages."""

    account_id: str
    type: str
    name: str
    cents: int
    items: tuple[Item, ...]
    source: str
    walk: Walk


def drafts(seed: int, buyers: Sequence[Buyer], articles: Catalogue) -> Iterator[Draft]:
    """Yield expansions and first orders, account by account."""
    for buyer in buyers:
        chance = Chance.of(seed, "pipeline", buyer.customer_no)
        if buyer.path.kind == "arriving" and buyer.path.begins is not None:
            first = first_day(buyer.path.begins) - dt.timedelta(days=chance.whole(40, 90))
            yield _draft(chance, buyer, articles, max(first, buyer.created_on + dt.timedelta(days=1)), won=True)
        for month in range(EARLIEST, RUNNING + 1):
            mean = _mean(buyer, month)
            for _ in range(chance.events(mean) if mean > 0 else 0):
                day = in_month(month, chance.between(0, 1))
                if buyer.created_on < day <= LAST_DAY:
                    yield _draft(chance, buyer, articles, day)


def renewals(seed: int, buyers: Sequence[Buyer], contracts: Sequence[Contract]) -> Iterator[Draft]:
    """Yield one opportunity for each term that ended, or ends soon."""
    names = {buyer.account_id: buyer.identity.name for buyer in buyers}
    for contract in contracts:
        chance = Chance.of(seed, "renewal", contract.contract_id)
        created = contract.ends_on - dt.timedelta(days=chance.whole(70, 130))
        if first_day(EARLIEST) <= created <= LAST_DAY:
            won = contract.renewed or (contract.running and chance.happens(WINS["Renewal"]))
            days = max(20, (contract.ends_on - created).days + chance.whole(-25, 0))
            name = f"{names[contract.account_id]} - Renewal {contract.ends_on.year}"
            way = walk(chance, created, days, won)
            yield Draft(contract.account_id, "Renewal", name, contract.cents * contract.term // 12, (), "", way)


def orders(seed: int, buyers: Sequence[Buyer], invoices: Sequence[Invoice]) -> Iterator[Draft]:
    """Yield won opportunities in place of invoices: what an account took within some weeks is one order."""
    by_number = {buyer.customer_no: buyer for buyer in buyers}
    bundles: list[list[Invoice]] = []
    for invoice in invoices:
        last = bundles[-1] if bundles else []
        same = last and last[0].customer_no == invoice.customer_no
        if same and (invoice.day - last[0].day).days < ORDER_DAYS:
            last.append(invoice)
        else:
            bundles.append([invoice])
    for bundle in bundles:
        buyer = by_number[bundle[0].customer_no]
        chance = Chance.of(seed, "order", buyer.customer_no, bundle[0].day)
        way = ordered(chance, bundle[0].day)
        cents = sum(invoice.cents for invoice in bundle)
        name = f"{buyer.identity.name} - Order {bundle[0].day:%m/%Y}"
        yield Draft(buyer.account_id, "Existing Business", name, cents, (), "", way)


def _mean(buyer: Buyer, month: int) -> float:
    """Return the expected number of new opportunities in a month."""
    if buyer.size and not buyer.active(month):
        return 0.0
    return float(RATE * buyer.scale**0.3 * buyer.lively * (1 + SURGE * buyer.path.strength("pipeline", month)))


def _draft(chance: Chance, buyer: Buyer, articles: Catalogue, created: dt.date, *, won: bool | None = None) -> Draft:
    month = month_of(created)
    surge = buyer.path.strength("pipeline", month)
    new = not buyer.size or won is not None
    kind = "New Business" if new else "Existing Business"
    value = buyer.deal * chance.factor(0.7) * (1 + LARGER * surge)
    items = basket(chance, articles, buyer.families, value, month)
    listed = chance.happens(0.7)
    cents = sum(item.cents for item in items) if listed else max(10_000, round(value / 100) * 10_000)
    wins = chance.happens(WINS[kind] + SURER * surge) if won is None else won
    days = round(min(500.0, max(10.0, CYCLE * buyer.scale**0.08 * chance.factor(0.55))))
    days = min(days, 100) if won else days
    name = f"{buyer.identity.name} - {items[0].article.family.name} {created.year}"
    way = walk(chance, created, days, wins)
    return Draft(buyer.account_id, kind, name, cents, tuple(items) if listed else (), chance.pick(SOURCES), way)
