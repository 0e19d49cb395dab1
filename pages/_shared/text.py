"""Text from data, made safe for the place where it is shown."""

from __future__ import annotations

import re
import unicodedata

from kam_analytics.i18n import say

__all__ = ["csv_safe", "md", "plain", "tell"]

_JOINER = "\u2060"
"""Zero-width and unbreakable: keeps a pattern from being recognised without showing."""
_EMOJI_JOINERS = "\u200c\u200d"
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_REPLACED = re.compile(r"(?<=[-<>=~])(?=[-<>=~])")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?(\d[\d.,' ]*)?\d([eE][+-]?\d+)?%?")


def plain(text: object) -> str:
    """Return the text on one line, without control, bidirectional and unpaired characters.

    For places that show text as it is: table cells, options of a selectbox, file names.
    """
    letters = [_letter(letter) for letter in str(text)]
    return " ".join("".join(letters).split())


def _letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in {"Zl", "Zp", "Zs"} or letter in "\t\n\r\v\f\x85":
        return " "
    if kind in {"Cc", "Cs", "Co", "Cn"} or (kind == "Cf" and letter not in _EMOJI_JOINERS):
        return ""
    return letter


def md(text: object) -> str:
    """Return the text so that Markdown shows it letter by letter: no link, image, icon, colour, list or formula.

    For everything from data in titles, labels, metrics, badges, tabs, toasts and `st.table`. Bare addresses, `:name:`
    and arrows are recognised after escapes are read, so a word joiner breaks them as well.
    """
    broken = _REPLACED.sub(_JOINER, plain(text))
    broken = re.sub(r"(?i)(www)(?=\.)", rf"\1{_JOINER}", broken)
    broken = re.sub(r"([:@])", rf"\1{_JOINER}", broken)
    return _PUNCTUATION.sub(r"\\\1", broken)


def tell(code: str, **params: object) -> str:
    """Return the sentence of a code for Markdown: every text among the parameters is escaped, numbers are formatted."""
    return say(code, **{name: md(value) if isinstance(value, str) else value for name, value in params.items()})


def csv_safe(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: a leading = + - @ gets an apostrophe, numbers stay."""
    if not isinstance(value, str) or not value.lstrip(" ").startswith(_FORMULA_STARTS) or _NUMBER.fullmatch(value):
        return value
    return f"'{value}"
