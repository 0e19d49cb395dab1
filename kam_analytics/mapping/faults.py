"""Why a text has no value."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "BAD_CURRENCY",
    "BAD_DATE",
    "BAD_DISCOUNT",
    "BAD_INTEGER",
    "BAD_NUMBER",
    "OVERFLOW",
    "SCIENTIFIC_ID",
    "UNDECIDED_DATE",
    "UNDECIDED_DECIMAL",
    "Fault",
]


@dataclass(frozen=True)
class Fault:
    """Why a text has no value: the code of what is wrong and of what to do."""

    code: str
    hint: str


BAD_NUMBER = Fault("mapping.bad_number", "mapping.hint_number")
BAD_INTEGER = Fault("mapping.bad_integer", "mapping.hint_integer")
BAD_DATE = Fault("mapping.bad_date", "mapping.hint_date")
BAD_DISCOUNT = Fault("mapping.bad_discount", "mapping.hint_discount")
BAD_CURRENCY = Fault("mapping.bad_currency", "mapping.hint_currency")
OVERFLOW = Fault("mapping.overflow", "mapping.hint_overflow")
SCIENTIFIC_ID = Fault("mapping.scientific_id", "mapping.hint_scientific_id")
UNDECIDED_DECIMAL = Fault("mapping.undecided_decimal", "mapping.hint_undecided")
UNDECIDED_DATE = Fault("mapping.undecided_date", "mapping.hint_undecided")
