"""Column labels compared as people mean them: case, marks, camel case and number words do not count."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["nearest", "normal"]

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "#": " no ", "%": " pct "}
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NUMBER = re.compile(r"(nummer|number|num|nr)$")


@lru_cache(maxsize=8192)
def normal(label: str) -> str:
    """Return the comparable form: `Invoice No.`, `InvoiceNumber` and `invoice_nr` are all `invoiceno`."""
    text = unicodedata.normalize("NFC", label).translate(_GERMAN)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    tokens = re.split(r"[^0-9a-z]+", _CAMEL.sub(" ", text).casefold())
    return "".join(_NUMBER.sub("no", token) for token in tokens)


def nearest(word: str, options: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the option most like a word, compared in normal form; None when nothing is close."""
    by_form = {normal(option): option for option in sorted(options, reverse=True)}
    close = difflib.get_close_matches(normal(word), sorted(by_form), n=1, cutoff=cutoff)
    return by_form[close[0]] if close else None
