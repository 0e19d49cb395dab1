"""Ids as Salesforce writes them: a prefix for the kind of record, a running part in base 62, three check characters."""

from __future__ import annotations

import string

__all__ = ["EMPTY", "Ids", "long_id"]

EMPTY = "000000000000000AAA"
"""An empty lookup in the weekly export: a null, not a record."""

_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_CHECK = string.ascii_uppercase + "012345"
_INSTANCE = "Wj"
_PREFIXES = {
    "Account": "001",
    "Contact": "003",
    "User": "005",
    "Opportunity": "006",
    "OpportunityFieldHistory": "017",
    "OpportunityLineItem": "00k",
    "Product2": "01t",
    "Pricebook2": "01s",
    "PricebookEntry": "01u",
    "Task": "00T",
    "Event": "00U",
    "Case": "500",
    "Contract": "800",
}


class Ids:
    """Runs through the ids of one kind of record."""

    def __init__(self, kind: str) -> None:
        self._prefix = _PREFIXES[kind]
        self._next = sum(map(ord, kind)) * 40_009

    def take(self) -> str:
        """Return the next id, 18 characters."""
        self._next += 7
        return long_id(f"{self._prefix}{_INSTANCE}{_base62(self._next).rjust(10, '0')}")


def long_id(short: str) -> str:
    """Return the 18 characters of an id of 15: the last three say which letters are capitals."""
    blocks = (short[at : at + 5] for at in range(0, 15, 5))
    return short + "".join(_CHECK[sum(1 << bit for bit, letter in enumerate(b) if letter.isupper())] for b in blocks)


def _base62(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, 62)
        text = _DIGITS[rest] + text
    return text
