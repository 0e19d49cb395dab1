"""The ERP's exports, as a German program writes them: invoice lines and the list of articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kam_analytics.demo.baskets import Item, price_of
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.dirt import dirt_of
from kam_analytics.demo.ledger import Document
from kam_analytics.demo.months import MONTHS
from kam_analytics.demo.supplier import Supplier

__all__ = ["ARTICLE_HEADER", "INVOICE_HEADER", "article_text", "german", "invoice_text"]

INVOICE_HEADER = (
    "Rechnungsnummer",
    "Position",
    "Kundennummer",
    "Rechnungsdatum",
    "Artikelnummer",
    "Menge",
    "Nettobetrag",
    "Wareneinsatz",
    "Währung",
)
ARTICLE_HEADER = ("Artikelnummer", "Artikelbezeichnung", "Produktfamilie", "Listenpreis")

CUSTOMER, DATE, AMOUNT = 2, 3, 6
BAD_DATES = ("31.02.2026", "30.02.2025", "00.00.0000", "31.11.2024")
BAD_AMOUNTS = ("#WERT!", "k. A.", "########")
CUT_AFTER = 3
"""A broken line ends within this field."""

Row = list[str]


def invoice_text(company: Supplier) -> str:
    """Return the invoice lines with the dirt that is planted in them."""
    chance = Chance.of(company.plan.seed, "invoice dirt")
    dirt = dirt_of(company.plan.regime)
    rows = [row for document in company.documents for row in _rows(document)]
    single = _spoilable(company, rows)
    faults = [("date", dirt["bad_invoice_dates"]), ("amount", dirt["bad_invoice_amounts"])]
    faults.append(("customer", dirt["lines_without_customer"]))
    chosen = iter(chance.some(single, sum(count for _, count in faults)))
    for fault, count in faults:
        for turn in range(count):
            _spoil(rows[next(chosen)], fault, turn)
    good = [rows[place] for place in single if _sound(rows[place])]
    twice = chance.some(good, dirt["repeated_invoice_lines"])
    lines = [";".join(row) for row in rows]
    for _ in range(dirt["broken_invoice_lines"]):
        place = chance.whole(len(lines) // 4, len(lines) // 2)
        lines.insert(place, ";".join(rows[place][:CUT_AFTER])[:-2])
    return _text(INVOICE_HEADER, [*lines, *(";".join(row) for row in twice)])


def article_text(company: Supplier) -> str:
    """Return the articles with today's list prices."""
    lines = [
        ";".join((item.product_id, item.name, item.family.name, german(price_of(item, MONTHS))))
        for articles in company.articles.values()
        for item in articles
    ]
    return _text(ARTICLE_HEADER, lines)


def german(cents: int) -> str:
    """Return an amount with decimal comma, and with points from a thousand on."""
    whole = f"{abs(cents) // 100:,}".replace(",", ".")
    return f"{'-' if cents < 0 else ''}{whole},{abs(cents) % 100:02d}"


def _rows(document: Document) -> Iterator[Row]:
    for place, item in enumerate(document.invoice.items, start=1):
        yield [
            document.number,
            str(place),
            document.invoice.customer_no,
            f"{document.invoice.day:%d.%m.%Y}",
            *_values(item),
            document.invoice.currency,
        ]


def _values(item: Item) -> Row:
    cost = "" if item.cost_cents is None else german(item.cost_cents)
    return [item.article.product_id, str(item.quantity), german(item.cents), cost]


def _spoilable(company: Supplier, rows: Sequence[Row]) -> list[int]:
    """Return the places of lines that stand alone on an invoice in euros of an account that has many of them."""
    lines: dict[str, int] = {}
    invoices: dict[str, int] = {}
    for row in rows:
        lines[row[0]] = lines.get(row[0], 0) + 1
        invoices[row[CUSTOMER]] = invoices.get(row[CUSTOMER], 0) + 1
    numbers = {buyer.customer_no for buyer in company.plan.buyers}
    many = 12
    return [
        place
        for place, row in enumerate(rows)
        if lines[row[0]] == 1
        and row[CUSTOMER] in numbers
        and invoices[row[CUSTOMER]] >= many
        and row[0].startswith("RE")
        and row[-1] == "EUR"
    ]


def _spoil(row: Row, fault: str, turn: int) -> None:
    if fault == "date":
        row[DATE] = BAD_DATES[turn % len(BAD_DATES)]
    elif fault == "amount":
        row[AMOUNT] = BAD_AMOUNTS[turn % len(BAD_AMOUNTS)]
    else:
        row[CUSTOMER] = ""


def _sound(row: Row) -> bool:
    return bool(row[CUSTOMER]) and row[DATE] not in BAD_DATES and row[AMOUNT] not in BAD_AMOUNTS


def _text(header: Sequence[str], lines: Sequence[str]) -> str:
    return "\r\n".join([";".join(header), *lines, ""])
