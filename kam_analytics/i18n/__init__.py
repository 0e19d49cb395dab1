"""Words and numbers for people: `say(code, **params)` and the formats of `i18n.formats`."""

from kam_analytics.i18n.language import use, use_basis
from kam_analytics.i18n.message import Message
from kam_analytics.i18n.words import codes, say

__all__ = ["Message", "codes", "say", "use", "use_basis"]
