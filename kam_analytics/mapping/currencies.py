"""Text to currencies: codes, signs, names, and what a number is written with."""

from __future__ import annotations

import re

from kam_analytics.mapping.faults import BAD_CURRENCY, Fault
from kam_analytics.mapping.signs import LIKE, SIGN, SIGNS
from kam_analytics.mapping.values import number_parts

__all__ = ["currency_in", "is_currency", "parse_currency"]

_CODES = frozenset(
    (
        "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF",
        "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLF", "CLP", "CNH", "CNY",
        "COP", "CRC", "CUP", "CVE", "CZK", "DEM", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP",
        "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR",
        "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK",
        "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK",
        "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN",
        "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SLL", "SOS",
        "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH",
        "UGX", "USD", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWL",
    )
)  # fmt: skip
_NAMES = {
    "EURO": "EUR", "EUROS": "EUR", "US DOLLAR": "USD", "US DOLLARS": "USD", "U.S. DOLLAR": "USD", "DOLLAR": "USD",
    "US-DOLLAR": "USD", "BRITISH POUND": "GBP", "POUND STERLING": "GBP", "PFUND STERLING": "GBP", "SWISS FRANC": "CHF",
    "SCHWEIZER FRANKEN": "CHF", "FRANKEN": "CHF", "JAPANESE YEN": "JPY", "YEN": "JPY", "CANADIAN DOLLAR": "CAD",
    "AUSTRALIAN DOLLAR": "AUD", "POLISH ZLOTY": "PLN", "CZECH KORUNA": "CZK", "SWEDISH KRONA": "SEK",
    "DANISH KRONE": "DKK", "NORWEGIAN KRONE": "NOK", "CHINESE YUAN": "CNY", "INDIAN RUPEE": "INR",
}  # fmt: skip
_MONEY = re.compile(rf"(?:{SIGN}|EURO|[A-Z]{{3}})")
_CODE = re.compile(r"[A-Z]{3}")
_CODE_AND_NAME = re.compile(r"([A-Z]{3})\s*[-–—(].*")


def currency_in(text: str) -> str | None:
    """Return the currency that a number is written with (`USD 12.50`, `12,50 €`), None for a bare number."""
    found = _MONEY.search(text.translate(LIKE).upper()) if number_parts(text) else None
    code = None if found is None else SIGNS.get(found[0]) or _NAMES.get(found[0], found[0])
    return code if code in _CODES else None


def is_currency(text: str) -> bool:
    """Whether a text is a currency and nothing else: a code that exists, a sign or a name."""
    return parse_currency(text) in _CODES


def parse_currency(text: str) -> str | Fault | None:
    """Return an ISO 4217 code in capitals, from a code, a sign or a name."""
    value = " ".join(text.upper().split())
    if not value:
        return None
    value = SIGNS.get(value) or _NAMES.get(value, value)
    if (match := _CODE_AND_NAME.fullmatch(value)) and match[1] in _CODES:
        value = match[1]
    return value if _CODE.fullmatch(value) else BAD_CURRENCY
