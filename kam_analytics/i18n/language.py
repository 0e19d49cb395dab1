"""The language of this context, and what money is called in it."""

from __future__ import annotations

from contextvars import ContextVar

__all__ = ["PSEUDO", "bookings", "current", "use", "use_basis"]

PSEUDO = "en-XA"
"""A language of tests: English with every text marked that went through the catalogue."""

_locale: ContextVar[str] = ContextVar("locale", default="en")
_bookings: ContextVar[bool] = ContextVar("bookings", default=False)


def use(locale: str) -> None:
    """Set the language: `en`, or `en-XA`; money is revenue until `use_basis` says otherwise."""
    _locale.set(locale)
    _bookings.set(False)


def use_basis(basis: str) -> None:
    """Set what money is: `invoices`, or `bookings`, which is then the word for it."""
    _bookings.set(basis == "bookings")


def bookings() -> bool:
    """Return whether money is bookings."""
    return _bookings.get()


def current() -> str:
    """Return the language in use."""
    return _locale.get()
