"""Codes to sentences, through gettext."""

from __future__ import annotations

import gettext
import re
import unicodedata
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules
from string import Formatter

from kam_analytics.i18n import catalogue
from kam_analytics.i18n.formats import count
from kam_analytics.i18n.language import PSEUDO, bookings, current
from kam_analytics.i18n.message import Message

__all__ = ["codes", "say"]

_DIRECTIVE = re.compile(r"(:[a-z-]+(?=\[)|:material/[a-z_]+:)")


@lru_cache(maxsize=1)
def codes() -> dict[str, Message]:
    """All texts by code; a code defined twice is an error."""
    found: dict[str, Message] = {}
    for module in iter_modules(catalogue.__path__):
        messages: dict[str, Message] = import_module(f"{catalogue.__name__}.{module.name}").MESSAGES
        twice = found.keys() & messages.keys()
        if twice:
            message = f"message codes defined twice: {sorted(twice)}"
            raise ValueError(message)
        found |= messages
    return found


def say(code: str, **params: object) -> str:
    """Turn a code into a sentence in the language in use.

    Parameters
    ----------
    code
        Key of a catalogue module; an unknown one is a KeyError (a test calls every code in the source).
    **params
        Values of the named placeholders; `n` also chooses the plural form. Numbers come already formatted, except `n`.
    """
    known = codes()
    message = known.get(f"{code}.bookings", known[code]) if bookings() else known[code]
    translations = _translations(current())
    if isinstance(message, tuple):
        n = params.get("n")
        text = translations.ngettext(*message, int(str(n)) if n is not None else 2)
    else:
        text = translations.gettext(message)
    return text.format(**(_grouped(params)))


def _grouped(params: dict[str, object]) -> dict[str, object]:
    """Write whole numbers with their thousands mark."""
    return {
        name: count(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in params.items()
    }


@lru_cache(maxsize=8)
def _translations(locale: str) -> gettext.NullTranslations:
    if locale == PSEUDO:
        return _Pseudo()
    return gettext.translation("kam", str(files("kam_analytics.i18n").joinpath("locale")), [locale], fallback=True)


class _Pseudo(gettext.NullTranslations):
    """Marks texts with ⟦ ⟧ and accents, placeholders untouched: what shows up plain was never translated."""

    def gettext(self, message: str) -> str:
        return _mark(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _mark(msgid1 if n == 1 else msgid2)


def _mark(text: str) -> str:
    pieces = []
    for literal, field, spec, conversion in Formatter().parse(text):
        pieces.append(_accented(literal).replace("{", "{{").replace("}", "}}"))
        if field is not None:
            pieces.append("{" + field + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}")
    return f"⟦{''.join(pieces)}⟧"


def _accented(literal: str) -> str:
    """Put accents on the vowels, but for Markdown's directives (`:blue[`), which are no words."""
    pieces = _DIRECTIVE.split(literal)  # every second one is a directive
    return "".join(piece if at % 2 else "".join(map(_accent, piece)) for at, piece in enumerate(pieces))


def _accent(letter: str) -> str:
    return unicodedata.normalize("NFC", letter + "\u0301") if letter in "aeiouAEIOU" else letter
