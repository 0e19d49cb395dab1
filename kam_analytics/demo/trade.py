"""What the sample company invoiced: two years of lines with season, growth, losses and credit notes."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kam_analytics.demo.chance import Chance
from kam_analytics.demo.company import MONTHS, Account, Product
from kam_analytics.demo.names import Family

__all__ = ["LAST_INVOICE", "START", "Line", "lines"]

START = dt.date(2024, 11, 1)
LAST_INVOICE = dt.date(2026, 11, 13)
CREDIT_NOTES = 0.02
SURCHARGE = 1.025
"""List prices rise once a year."""

# Deliveries by calendar month, January first: quiet in August and over the turn of the year.
YEAR = (0.88, 0.95, 1.10, 1.06, 1.04, 1.05, 0.96, 0.78, 1.08, 1.12, 1.07, 0.91)


@dataclass(frozen=True)
class Line:
    """One line of an invoice; money in cents, an account of "" where the export has none."""

    invoice_id: str
    line_no: int
    account_id: str
    invoiced_on: dt.date
    product_id: str
    quantity: int
    cents: int
    cost_cents: int | None


@dataclass(frozen=True)
class _Invoice:
    """An invoice before it has its number."""

    account_id: str
    invoiced_on: dt.date
    items: tuple[tuple[Product, int, int, int | None], ...]
    credit: bool = False


def lines(chance: Chance, buyers: Sequence[Account], articles: Sequence[Product]) -> list[Line]:
    """Return all lines in order of date, numbered as an invoicing program would."""
    by_family: dict[str, list[Product]] = {}
    for article in articles:
        by_family.setdefault(article.family.name, []).append(article)
    invoices: list[_Invoice] = []
    for buyer in buyers:
        for invoice in _invoices(chance, buyer, by_family):
            invoices.append(invoice)
            if chance.happens(CREDIT_NOTES):
                invoices.extend(_credit_note(chance, invoice))
    invoices.sort(key=lambda invoice: (invoice.invoiced_on, invoice.account_id, invoice.credit))
    return list(_numbered(invoices))


def _invoices(chance: Chance, buyer: Account, by_family: dict[str, list[Product]]) -> Iterator[_Invoice]:
    for month in range(buyer.first, min(buyer.last, MONTHS - 1) + 1):
        first = dt.date(START.year + (START.month - 1 + month) // 12, (START.month - 1 + month) % 12 + 1, 1)
        days = calendar.monthrange(first.year, first.month)[1]
        mean = buyer.orders * (1 + buyer.drift) ** (month - buyer.first) * YEAR[first.month - 1]
        for _ in range(chance.events(mean)):
            day = _working_day(first + dt.timedelta(days=chance.whole(0, days - 1)))
            if day <= LAST_INVOICE:
                yield _Invoice(buyer.account_id, day, _items(chance, buyer, month, day, by_family))


def _working_day(day: dt.date) -> dt.date:
    """Move a weekend to the Friday before it, or to the Monday after where the month begins."""
    weekday = day.weekday()
    if weekday < calendar.SATURDAY:
        return day
    friday = day - dt.timedelta(days=weekday - calendar.FRIDAY)
    return friday if friday.month == day.month else friday + dt.timedelta(days=3)


def _items(
    chance: Chance, buyer: Account, month: int, day: dt.date, by_family: dict[str, list[Product]]
) -> tuple[tuple[Product, int, int, int | None], ...]:
    """Fill one invoice: one to five articles, most from the families that matter most to the customer."""
    families = buyer.families[:-1] if month < buyer.widens else buyer.families
    wanted = max(1, min(5, chance.events(2.2)))
    value = buyer.basket * chance.factor(0.45) / wanted
    items = []
    for _ in range(wanted):
        family = families[min(chance.whole(0, len(families) - 1), chance.whole(0, len(families) - 1))]
        article = chance.pick(by_family[family.name])
        price = article.cents * SURCHARGE ** ((day - START).days // 365)
        quantity = max(1, round(value * _season(family, day) / price))
        discount = chance.pick((0.0, 0.0, 0.03, 0.05, 0.08, 0.12))
        cents = round(quantity * price * (1 - discount))
        cost = None if family.cost is None else round(quantity * price * family.cost * chance.factor(0.05))
        items.append((article, quantity, cents, cost))
    return tuple(items)


def _season(family: Family, day: dt.date) -> float:
    """Return the family's own season, at its height in June."""
    return 1.0 + family.season * math.cos(2 * math.pi * (day.month - 6) / 12)


def _credit_note(chance: Chance, invoice: _Invoice) -> list[_Invoice]:
    """Return goods taken back: part of one line, some days later."""
    day = _working_day(invoice.invoiced_on + dt.timedelta(days=chance.whole(4, 24)))
    if day > LAST_INVOICE:
        return []
    article, quantity, cents, cost = invoice.items[0]
    back = chance.whole(1, quantity)
    returned = (
        article,
        -back,
        -round(cents * back / quantity),
        None if cost is None else -round(cost * back / quantity),
    )
    return [_Invoice(invoice.account_id, day, (returned,), credit=True)]


def _numbered(invoices: Sequence[_Invoice]) -> Iterator[Line]:
    """Yield the lines of invoices and credit notes, numbered through each year."""
    used: dict[tuple[str, int], int] = {}
    for invoice in invoices:
        series = ("CN" if invoice.credit else "INV", invoice.invoiced_on.year)
        used[series] = used.get(series, 0) + 1
        number = f"{series[0]}-{series[1]}-{used[series]:05d}"
        for line_no, (article, quantity, cents, cost) in enumerate(invoice.items, start=1):
            yield Line(
                number, line_no, invoice.account_id, invoice.invoiced_on, article.product_id, quantity, cents, cost
            )
