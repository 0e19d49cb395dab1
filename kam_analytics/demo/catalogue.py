"""What the demo company sells: twelve product families with ten articles each."""

from __future__ import annotations

from kam_analytics.demo.chance import Chance
from kam_analytics.demo.company import Product
from kam_analytics.demo.names import FAMILIES, Family

__all__ = ["ALL_FAMILIES", "ARTICLES", "Catalogue", "catalogue"]

ARTICLES = 10
"""Articles of a family."""

ALL_FAMILIES = (
    *FAMILIES,
    Family("Hoses", "HO", (14, 260), 0.50, 0.10, ("Suction", "Steam", "Food grade", "Chemical", "Metal")),
    Family("Couplings", "CU", (35, 780), 0.55, 0.00, ("Jaw", "Disc", "Gear", "Grooved")),
    Family("Compressors", "CM", (1900, 14500), 0.69, 0.15, ("Screw", "Piston", "Scroll", "Side channel")),
    Family("Controls", "CT", (180, 2600), 0.49, 0.00, ("Pump", "Level", "Pressure", "Remote", "Panel")),
)

_SIZES = ("Ø 25", "Ø 40", "Ø 50", "Ø 80", "Ø 100", "II", "III", "XL")
_MASS_NOUNS = {"Service", "Cooling", "Controls"}

Catalogue = dict[str, tuple[Product, ...]]
"""Articles by code of their family, cheapest first."""


def catalogue(chance: Chance) -> Catalogue:
    """Return the articles of all families."""
    return {family.code: _articles(chance, family) for family in ALL_FAMILIES}


def _articles(chance: Chance, family: Family) -> tuple[Product, ...]:
    low, high = family.prices
    names = [_name(family, place) for place in range(ARTICLES)]
    # Prices rise evenly on a log scale, so that a family has something for small and for large orders.
    prices = [low * (high / low) ** ((place + chance.between(0.0, 0.8)) / ARTICLES) for place in range(ARTICLES)]
    return tuple(
        Product(f"{family.code}-{place:02d}0", name, family, round(price * 100))
        for place, (name, price) in enumerate(zip(names, prices, strict=True), start=1)
    )


def _name(family: Family, place: int) -> str:
    """Name an article after its kind, and after its size where a kind occurs again."""
    kinds = family.articles
    noun = family.name if family.name in _MASS_NOUNS else family.name.removesuffix("s")
    kind = kinds[place % len(kinds)]
    base = kind if family.name == "Service" else f"{kind} {noun.lower()}"
    again = place // len(kinds)
    if not again:
        return base
    return f"{base}, level {again + 1}" if family.name == "Service" else f"{base} {_SIZES[(again * 3 + place) % 8]}"
