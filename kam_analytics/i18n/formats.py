"""Numbers, money and dates as a person reads them, in the language in use (Babel)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_compact_currency, format_compact_decimal, format_decimal, get_currency_symbol

from kam_analytics.config import UNSTATED
from kam_analytics.i18n.words import PSEUDO, current

__all__ = [
    "count",
    "date",
    "growth",
    "money",
    "money_unit",
    "month",
    "multiplier",
    "number",
    "points",
    "score",
    "score_range",
    "share",
]

MINUS = "\u2212"
Number = int | float | Decimal


def _locale() -> str:
    return "en" if current() == PSEUDO else current()


def number(value: Number, digits: int = 0) -> str:
    """`1,282` or, with digits, `81.2`; the minus is a real one."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=_locale()).replace("-", MINUS)


def count(value: int) -> str:
    """`541,909`."""
    return number(value)


def money(value: Number, currency: str, *, exact: bool = False) -> str:
    """Headline money: `€9.0m`, `€788k`, `€640`; one decimal below 100 of a unit, none above. `exact` gives cents.

    A currency that no file stated is left out rather than guessed.
    """
    if exact:
        symbol = "" if currency == UNSTATED else get_currency_symbol(currency, locale=_locale())
        text = number(value, 2)
        return f"{MINUS}{symbol}{text[1:]}" if text.startswith(MINUS) else f"{symbol}{text}"
    digits = _headline_digits(abs(float(value)))
    if currency == UNSTATED:
        text = format_compact_decimal(value, locale=_locale(), fraction_digits=digits)
    else:
        text = format_compact_currency(value, currency, locale=_locale(), fraction_digits=digits)
    return _fixed(text, digits).replace("K", "k").replace("M", "m").replace("B", "bn").replace("-", MINUS)


def money_unit(currency: str, *, thousands: bool) -> str:
    """Return the unit for a column's header: `€k`, `CHF k`, `€`; only `k`, or nothing, where no currency is stated."""
    symbol = "" if currency == UNSTATED else get_currency_symbol(currency, locale=_locale())
    gap = " " if symbol[-1:].isalpha() and thousands else ""
    return f"{symbol}{gap}{'k' if thousands else ''}"


def _headline_digits(size: float) -> int:
    scaled = size
    while scaled >= 999.5:  # noqa: PLR2004 - where a compact number moves to the next unit
        scaled /= 1000
    return 1 if size >= 999.5 and scaled < 99.95 else 0  # noqa: PLR2004 - one decimal below 100


def _fixed(text: str, digits: int) -> str:
    """Babel drops a trailing zero; a column of headlines keeps it."""
    if digits == 0 or "." in text:
        return text
    last = max((i for i, letter in enumerate(text) if letter.isdigit()), default=-1)
    return text[: last + 1] + "." + "0" * digits + text[last + 1 :]


def share(value: float, digits: int = 0) -> str:
    """`58%` from 0.58."""
    return f"{number(value * 100, digits)}%"


def growth(value: float, digits: int = 1) -> str:
    """`+9.8%` from 0.098; always with its sign."""
    sign = "+" if value > 0 else ""
    return f"{sign}{share(value, digits)}"


def points(value: float, digits: int = 1) -> str:
    """`−1.2 pts` from -0.012: a difference of two shares is never a percentage."""
    sign = "+" if value > 0 else ""
    return f"{sign}{number(value * 100, digits)} pts"


def score(value: float) -> str:
    """`81.2`, cut to 0..100 for display."""
    return number(min(100.0, max(0.0, value)), 1)


def score_range(low: float, high: float) -> str:
    """`71 – 89`; one figure with a decimal where nothing is open."""
    if high - low < 0.05:  # noqa: PLR2004 - less than is shown
        return score(high)
    return f"{number(min(100.0, max(0.0, low)))} \u2013 {number(min(100.0, max(0.0, high)))}"


def multiplier(value: float) -> str:
    """`× 1.21`; large ones without decimals."""
    return f"\u00d7 {number(value, 2 if abs(value) < 100 else 0)}"  # noqa: PLR2004 - where decimals say nothing


def date(value: dt.date) -> str:
    """`30 Sep 2026`."""
    return format_date(value, "d MMM y", locale=_locale())


def month(value: dt.date) -> str:
    """`Sep 2026`."""
    return format_date(value, "MMM y", locale=_locale())
