"""The clean tables that every file of the corpus is made from: 84 rows each, all by arithmetic, none from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["ROWS", "TABLES", "Table"]

ROWS = 84
_GROUPS = ("Pipes", "Fittings", "Valves", "Hand tools", "Safety")
_GOODS = ("Elbow, 90 degrees", "Ball valve", "Steel pipe, seamless, 6 m", "Wrench", "Gloves; pair", "Hose 1/2 inch")
_NOTES = ("", "rush order", "call before delivery, gate 4", "", 'marked "fragile"', "paid", "see offer 2024/17")
_FIRST = ("Anna", "Jörg", "Siobhán", "Mehmet", "Lucía", "Tom", "Zoë")
_LAST = ("O'Neill", "Müller", "van der Berg", "Smith, Jr.", "d'Arc", "Łukasz", "Lee")
_CITIES = ("Köln", "Paris", "Saint-Étienne", "Bath", "New York", "Graz")


@dataclass(frozen=True)
class Table:
    """A header and its rows."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    telling: bool = True
    """The rows tell a header from a row: by their numbers and dates, or as their words repeat."""

    @property
    def width(self) -> int:
        return len(self.header)


def _order(n: int) -> tuple[str, ...]:
    return (
        f"{n % 12 + 1:02}/{n % 28 + 1:02}/2026",
        f"{n % 24}:{n * 7 % 60:02}",
        str(n % 9 + 1),
        f"P-{1000 + n * 37 % 500}",
        f"{(n * 1379 % 90000) / 100:.2f}",
        _GROUPS[n % 5],
        _GOODS[n % 6],
        f"https://shop.example/item?id={n}&lang=en",
        _NOTES[n % 7],
    )


def _person(n: int) -> tuple[str, ...]:
    return (
        _FIRST[n % 7],
        f"{_LAST[n * 3 % 7]} {chr(65 + n % 26)}",
        _CITIES[n % 6],
        _NOTES[n % 7] or "new",
        f"team {n % 4}x",
    )


def _invoice(n: int) -> tuple[str, ...]:
    text = f"Lieferung {n}\nTeil 2 von 3" if n % 10 == 3 else f"Rohr {n} mm, verzinkt"
    amount = f"{n * 317 % 5000},{n % 100:02}"
    return (f"R{20000 + n}", f"{n % 28 + 1:02}.{n % 12 + 1:02}.2026", f"D{n % 11:04}", text, amount, "EUR")


def _reading(n: int) -> tuple[str, ...]:
    return (str(n + 1), f"{n * 12 % 1000}", f"{n / 8:.3f}")


def _contract(n: int) -> tuple[str, ...]:
    start = f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}"
    return (
        f"C{n:05}",
        f"Kunde {n % 9}",
        start,
        f"{start} {n % 24:02}:30:00",
        f"$ {n * 91 % 700}.00",
        "yes" if n % 3 else "no",
        "",
    )


def _word(n: int) -> str:
    """A word of its own for each number, without digits."""
    return "".join("bdfgklmnprst"[n // 12**at % 12] + "aeiou"[(n + at) % 5] for at in range(3)).capitalize()


def _contact(n: int) -> tuple[str, ...]:
    return (
        _word(n),
        f"{_word(n + 500)} {_word(n + 90)}",
        f"Head of {_word(n + 7)}, {_word(n + 1)}",
        f"{_word(n + 300)} City",
    )


def _table(name: str, header: str, row: Callable[[int], tuple[str, ...]], *, telling: bool = True) -> Table:
    return Table(name, tuple(header.split("|")), tuple(row(n) for n in range(ROWS)), telling)


TABLES = {
    table.name: table
    for table in (
        _table("orders", "DATE|TIME|Qty|Product ID|Price|Group|Description|Link|Comments", _order),
        _table("people", "First name|Last name|City|Note|Team", _person),
        _table("contacts", "Given|Family|Job title|Place", _contact, telling=False),
        _table("invoices", "Rechnung|Datum|Kunde|Text|Betrag|Währung", _invoice),
        _table("readings", "no|value|share", _reading),
        _table("contracts", "Contract|Customer|Start|Signed|Value|Active|Remark", _contract),
    )
}
