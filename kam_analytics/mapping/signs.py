"""Signs that texts of numbers are written with: of currencies, of nothing, and those that look like others."""

from __future__ import annotations

import re

__all__ = ["LIKE", "NULLS", "SIGN", "SIGNS"]

NULLS = frozenset({"-", "–", "n/a", "#n/a", "null", "none", "nan", "na", "k.a."})
"""Texts that stand for an empty cell."""

LIKE = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2019": "'", "\u2212": "-", "\u2013": "-"}
)
"""Signs that mean the plain one: blanks of any width, the typographic apostrophe and minus."""

SIGNS = {
    "US$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
    "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₺": "TRY", "₽": "RUB", "₩": "KRW",
    "₪": "ILS", "₴": "UAH", "₫": "VND", "ZŁ": "PLN", "KČ": "CZK", "SFR.": "CHF", "FR.": "CHF",
}  # fmt: skip
"""ISO 4217 code by sign, in capitals. `kr` is missing: three currencies have it."""

SIGN = "(?i:" + "|".join(re.escape(sign) for sign in SIGNS) + ")"
"""Pattern of a sign, the longer ones first."""
