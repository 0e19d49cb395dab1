"""The dirt of real exports, planted on purpose and in known numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kam_analytics.demo.regimes import Regime

__all__ = ["DIRT", "dirt_of"]

DIRT: Mapping[str, int] = MappingProxyType(
    {
        "unmatched_customers": 37,
        "near_numbers": 6,
        "merged_accounts": 12,
        "deleted_accounts": 4,
        "deleted_contacts": 25,
        "deleted_opportunities": 30,
        "repeated_accounts": 3,
        "repeated_contacts": 5,
        "repeated_opportunities": 8,
        "repeated_invoice_lines": 18,
        "accounts_of_unknown_owners": 5,
        "opportunities_without_account": 6,
        "bad_invoice_dates": 5,
        "bad_invoice_amounts": 5,
        "lines_without_customer": 45,
        "broken_invoice_lines": 1,
        "credit_notes": 380,
        "foreign_currency_invoices": 1,
        "footer_lines": 4,
    }
)
"""For a company of 800 accounts.

`unmatched_customers`
    customer numbers that are invoiced and stand in no account of the CRM; `near_numbers` of them differ from a known
    number by a suffix or by two digits that changed places.
`merged_accounts`, `deleted_...`
    records with IsDeleted = 1; merged ones name the surviving account in MasterRecordId.
`repeated_...`
    rows that stand in the file a second time, with the same content.
`accounts_of_unknown_owners`
    accounts whose OwnerId is not in the file of users.
`bad_...`, `lines_without_customer`
    lines of invoices with one line; `broken_invoice_lines` are cut off.
`credit_notes`, `foreign_currency_invoices`
    whole documents: credit notes are negative, the foreign invoice is in US dollars.
`footer_lines`
    lines under the key-account list that are no rows.
"""

_WHOLE = 800
_ERP = {
    "unmatched_customers",
    "near_numbers",
    "repeated_invoice_lines",
    "bad_invoice_dates",
    "bad_invoice_amounts",
    "lines_without_customer",
    "broken_invoice_lines",
    "credit_notes",
    "foreign_currency_invoices",
}
_FIXED = {"broken_invoice_lines", "foreign_currency_invoices", "footer_lines"}


def dirt_of(regime: Regime) -> dict[str, int]:
    """Return the planted numbers for the size of a regime's company; without an ERP there are none in invoices."""
    share = regime.accounts / _WHOLE
    scaled = {name: count if name in _FIXED else max(1, round(count * share)) for name, count in DIRT.items()}
    return {name: count if regime.invoiced or name not in _ERP else 0 for name, count in scaled.items()}
