"""Numbers, money and dates as a person reads them, in the language in use (Babel)."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol

from kam_analytics.config import UNSTATED
from kam_analytics.i18n.language import PSEUDO, current

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
    "signed",
]

MINUS = "\u2212"
_STEPS: tuple[tuple[float, str], ...] = ((1e9, "bn"), (1e6, "m"), (1e3, "k"), (1.0, ""))
_NEXT, _ROUND = 0.9995, 99.95
"""Where a headline moves to the next unit, and where it loses its decimal: what would be shown as 1,000 or 100.0."""

_NOT_ZERO = re.compile("[1-9]")

Number = int | float | Decimal


def _locale() -> str:
    return "en" if current() == PSEUDO else current()


def number(value: Number, digits: int = 0) -> str:
    """`1,282` or, with digits, `81.2`; the minus is a real one, and what is shown as zero has none."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text = format_decimal(value, format=pattern, locale=_locale())
    return text.replace("-", MINUS if _NOT_ZERO.search(text) else "")


def signed(value: Number, digits: int = 0) -> str:
    """`+1,282` or `−81.2`; what is shown as zero has no sign."""
    return _plus(value, number(value, digits))


def _plus(value: Number, text: str) -> str:
    return f"+{text}" if value > 0 and _NOT_ZERO.search(text) else text


def count(value: int) -> str:
    """`541,909`."""
    return number(value)


def money(value: Number, currency: str, *, exact: bool = False, signed: bool = False) -> str:
    """Headline money: `€9.0m`, `€788k`, `€640`; one decimal below 100 of a unit, none above. `exact` gives cents.

    `signed` writes a plus before what is above zero. A currency that no file stated is left out rather than guessed.
    """
    if exact:
        return _amount(value, currency, number(-value if value < 0 else value, 2), plus=signed)
    size = abs(float(value))
    step, suffix = next((unit for unit in _STEPS if size / unit[0] >= _NEXT), _STEPS[-1])
    digits = 1 if suffix and size / step < _ROUND else 0
    return _amount(value, currency, f"{number(size / step, digits)}{suffix}", plus=signed)


def _amount(value: Number, currency: str, text: str, *, plus: bool) -> str:
    """Put the sign and the currency before an amount; letters of a currency stand apart."""
    sign = "" if not _NOT_ZERO.search(text) else MINUS if value < 0 else "+" if plus else ""
    return f"{sign}{_symbol(currency)}{text}"


def _symbol(currency: str) -> str:
    symbol = "" if currency == UNSTATED else get_currency_symbol(currency, locale=_locale())
    return f"{symbol} " if symbol[-1:].isalpha() else symbol


def money_unit(currency: str, *, thousands: bool) -> str:
    """Return the unit for a column's header: `€k`, `CHF k`, `€`; only `k`, or nothing, where no currency is stated."""
    return f"{_symbol(currency)}{'k' if thousands else ''}".strip()


def share(value: float, digits: int = 0) -> str:
    """`58%` from 0.58."""
    return f"{number(value * 100, digits)}%"


def growth(value: float, digits: int = 1) -> str:
    """`+9.8%` from 0.098; always with its sign, but for what is shown as zero."""
    return _plus(value, share(value, digits))


def points(value: float, digits: int = 1) -> str:
    """`−1.2 pts` from -0.012: a difference of two shares is never a percentage. What is shown as zero has no sign."""
    return f"{_plus(value, number(value * 100, digits))} pts"


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
