"""Ids of Salesforce: 15 characters, or the same 15 with three that say which of them are capitals."""

from __future__ import annotations

import re

__all__ = ["short_id"]

LONG = 18
_FORM = re.compile(r"[0-9A-Za-z]{15}[A-Z0-5]{3}", re.ASCII)
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_CHUNK = 5


def short_id(text: str) -> str:
    """Return the first 15 characters of an 18-character id; any other text as it is.

    Reports give 15 characters and exports 18, so both are kept as 15. The last three must fit the letters before them:
    no other id of 18 characters is shortened, but for one in 32,768 by chance.
    """
    if len(text) != LONG or not _FORM.fullmatch(text):
        return text
    short = text[: LONG - 3]
    chunks = (short[i : i + _CHUNK] for i in range(0, len(short), _CHUNK))
    suffix = "".join(_SIGNS[sum(1 << i for i, sign in enumerate(chunk) if sign.isupper())] for chunk in chunks)
    return short if suffix == text[LONG - 3 :] else text
