"""What stands on one invoice or offer: articles, quantities, prices and costs for a given sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kam_analytics.demo.catalogue import Catalogue
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.company import Product

__all__ = ["Item", "basket", "price_of"]

SURCHARGE = 1.025
"""List prices rise once a year."""
MOST = 5
MORE = 0.9


@dataclass(frozen=True)
class Item:
    """One article of an invoice or offer; money in cents."""

    article: Product
    quantity: int
    cents: int
    cost_cents: int | None


def price_of(article: Product, month: int) -> int:
    """Return the list price in cents in a month."""
    return round(article.cents * _rise(month))


def basket(chance: Chance, articles: Catalogue, families: Sequence[str], value: float, month: int) -> list[Item]:
    """Return articles worth about `value` euros; the first families are bought most."""
    wanted = min(MOST, 1 + chance.events(MORE))
    shares = [chance.factor(0.6) for _ in range(wanted)]
    items: list[Item] = []
    for share in shares:
        code = chance.weighted(families, [1.0 / (2 + place) for place in range(len(families))])
        cents = value * 100 * share / sum(shares)
        dearest = cents * 1.15 / _rise(month)
        fitting = [article for article in articles[code] if article.cents <= dearest]
        if fitting:
            items.append(_item(chance, chance.pick(fitting), cents, month))
    if not items:
        cheapest = min(
            (articles[code][0] for code in families), key=lambda article: (article.cents, article.product_id)
        )
        items.append(_item(chance, cheapest, value * 100, month))
    return items


def _rise(month: int) -> float:
    return float(round(SURCHARGE ** (max(month, 0) // 12), 9))


def _item(chance: Chance, article: Product, cents: float, month: int) -> Item:
    price = price_of(article, month)
    quantity = max(1, round(cents / price))
    discount = chance.pick((0.0, 0.0, 0.03, 0.05, 0.08, 0.12))
    rate = article.family.cost
    cost = None if rate is None else round(quantity * price * rate * chance.factor(0.05))
    return Item(article, quantity, round(quantity * price * (1 - discount)), cost)
