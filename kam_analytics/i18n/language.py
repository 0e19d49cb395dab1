"""The language of this context."""

from __future__ import annotations

from contextvars import ContextVar

__all__ = ["PSEUDO", "current", "use"]

PSEUDO = "en-XA"
"""A language of tests: English with every text marked that went through the catalogue."""

_locale: ContextVar[str] = ContextVar("locale", default="en")


def use(locale: str) -> None:
    """Set the language: `en`, or `en-XA`."""
    _locale.set(locale)


def current() -> str:
    """Return the language in use."""
    return _locale.get()
