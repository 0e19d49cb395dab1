"""The ERP's books: numbered invoices and credit notes under the customer numbers that were really used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kam_analytics.demo.buyers import Buyer, strangers
from kam_analytics.demo.catalogue import Catalogue
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.demand import Invoice, credit_note, invoices
from kam_analytics.demo.dirt import dirt_of
from kam_analytics.demo.months import LAST_DAY, month_of
from kam_analytics.demo.regimes import Regime
from kam_analytics.demo.registry import Merged

__all__ = ["Document", "documents", "ledger", "numbers_of", "unmatched"]

OLD_NUMBER, NEAR_NUMBER = 0.4, 0.15
"""Share of invoices that went to the number of a record merged later, and to a number that nearly is the right one."""
NO_COPIES = 100
"""Documents below this many euros are not taken back."""


@dataclass(frozen=True)
class Document:
    """A numbered invoice or credit note."""

    number: str
    invoice: Invoice


def ledger(
    seed: int, regime: Regime, sold: Sequence[Invoice], merged: dict[str, Merged], near: dict[str, str]
) -> list[Invoice]:
    """Return the invoices under the numbers that were really used, with one of them in another currency.

    Parameters
    ----------
    merged
        Merged records by the customer number of the account they went into.
    near
        Nearly right customer numbers and the right ones.
    """
    chance = Chance.of(seed, "ledger")
    wrong = {meant: variant for variant, meant in near.items()}
    first = set(wrong)
    made = []
    for invoice in sold:
        number = invoice.customer_no
        if number in merged and month_of(invoice.day) < merged[number].month and chance.happens(OLD_NUMBER):
            made.append(replace(invoice, customer_no=merged[number].customer_no))
        elif number in first or (number in wrong and chance.happens(NEAR_NUMBER)):
            first.discard(number)
            made.append(replace(invoice, customer_no=wrong[number]))
        else:
            made.append(invoice)
    touched = {*merged, *wrong, *near, *(entry.customer_no for entry in merged.values())}
    usual = [place for place, invoice in enumerate(made) if invoice.customer_no not in touched]
    for place in chance.some(usual, dirt_of(regime)["foreign_currency_invoices"]):
        made[place] = replace(made[place], currency="USD")
    return made


def unmatched(seed: int, regime: Regime, articles: Catalogue, number: int) -> list[Invoice]:
    """Return the invoices of customers whom the CRM does not know."""
    made: list[Invoice] = []
    found = 0
    for stranger in strangers(seed, regime, 2 * number + 5):
        own = invoices(seed, regime, [stranger], articles)
        if own and found < number:
            found += 1
            made.extend(own)
    return made


def documents(seed: int, regime: Regime, booked: Sequence[Invoice]) -> list[Document]:
    """Add the credit notes and number everything in order of date, as an ERP does."""
    chance = Chance.of(seed, "credit notes")
    fitting = [
        invoice
        for invoice in booked
        if invoice.currency == "EUR" and invoice.cents > NO_COPIES * 100 and (LAST_DAY - invoice.day).days > 7  # noqa: PLR2004 - a week to come back
    ]
    returned = [credit_note(chance, invoice) for invoice in chance.some(fitting, dirt_of(regime)["credit_notes"])]
    everything = sorted([*booked, *returned], key=lambda invoice: (invoice.day, invoice.customer_no, invoice.credit))
    used: dict[tuple[str, int], int] = {}
    made = []
    for invoice in everything:
        series = ("GS" if invoice.credit else "RE", invoice.day.year)
        used[series] = used.get(series, 0) + 1
        made.append(Document(f"{series[0]}-{series[1]}-{used[series]:05d}", invoice))
    return made


def numbers_of(buyers: Sequence[Buyer], merged: Sequence[Merged]) -> dict[str, Merged]:
    """Return merged records by the customer number of the account that they went into."""
    numbers = {buyer.account_id: buyer.customer_no for buyer in buyers}
    return {numbers[entry.into]: entry for entry in merged}
