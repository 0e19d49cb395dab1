"""What pages say: texts of the catalogue, formatted numbers, and sentences that carry data."""

from __future__ import annotations

import re

import pandas as pd

from kam_analytics.config import UNSTATED
from kam_analytics.i18n import codes, formats, say
from pages._shared.text import md, plain, tell

__all__ = ["formats", "known", "label", "md", "money", "money_span", "plain", "say", "tell", "unit", "word"]


THOUSAND = 1000


def label(prefix: str, name: str) -> str:
    """Return the text of a closed list's member (`prefix.name`), or the member itself when the catalogue has none."""
    code = f"{prefix}.{name}"
    return say(code) if code in codes() else plain(name)


def word(number: int) -> str:
    """Return a small number as a word, for the start of a sentence; a larger one in figures."""
    code = f"page.number.{number}"
    return say(code) if code in codes() else formats.count(number)


def unit(code: str, basis: str) -> str:
    """Return currency and basis of money for the line under a title; a currency that no file stated is so named."""
    currency = say("page.currency_unstated") if code == UNSTATED else plain(code)
    return say("page.bookings", currency=currency) if basis == "bookings" else currency


def money(value: float, code: str, *, signed: bool = False) -> str:
    """Return headline money; below a thousand in whole units. `signed` writes a plus before what is above zero."""
    return formats.money(value if abs(value) >= THOUSAND else round(value), code, signed=signed)


def money_span(low: float, high: float, code: str) -> str:
    """Return a range of money; currency and unit once where both ends have the same: `€5.4 to 19.2m`."""
    first, last = money(low, code), money(high, code)
    if first == last:
        return first
    start, end = (re.fullmatch(r"(\D*)([\d.,]+)(\D*)", text) for text in (first, last))
    if start and end and (start[1], start[3]) == (end[1], end[3]):
        return say("page.span", first=f"{start[1]}{start[2]}", last=f"{end[2]}{end[3]}")
    return say("page.span", first=first, last=last)


def known(figure: object) -> bool:
    """Tell whether a figure is there: missing ones are None, NaN or <NA>."""
    return bool(pd.notna(figure))  # type: ignore[call-overload]  # a scalar of a frame
