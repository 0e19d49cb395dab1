"""Which words of a CRM, in English and German, mean which of our codes."""

from __future__ import annotations

import re

from kam_analytics.mapping.labels import normal

__all__ = [
    "deal_status",
    "deal_type",
    "finished",
    "key_account_kind",
    "level_of",
    "planned",
    "severity",
    "survey_kind",
    "target_level",
]

_LOST = re.compile(
    r"lost|verloren|abgelehnt|abgesagt|\babsage\b|disqualif|cancel|storn|abandon|nicht gewonnen|not won|declined"
    r"|rejected|kein (interesse|zuschlag|bedarf|auftrag)|no (interest|decision)|zurückgezogen"
)
_WON = re.compile(
    r"\bwon\b|gewonnen|closed[ -]?won|geschlossen.*gewonnen|\bordered\b|order received|beauftragt"
    r"|\bauftrag (erteilt|erhalten)|zuschlag erhalten"
)
_HEAD = (
    r"\bc[efitomdrp]o\b|chief|president|(?<!product )(?<!process )\bowner|founder|inhaber|eigent[uü]mer|gr[uü]nder"
    r"|gesch[aä]ftsf[uü]hr|vorstand|managing (director|partner)|managing board|general manager|prokurist"
)
_LEVELS = (
    ("C", _HEAD),
    ("VP", r"\b[se]?vp\b|vice president|bereichsleit|hauptabteilungsleit"),
    ("director", r"director|direktor|\bhead\b|(?<!team)(?<!gruppen)(?<!projekt)(leiter(in)?\b|leitung)"),
    ("manager", r"manager|\blead\b|supervisor|teamleit|gruppenleit|projektleit|referent"),
)
_VICE = re.compile(r"vice president|\bvice\b")
_LEVEL_FORMS = {
    "c": "C",
    "clevel": "C",
    "cxo": "C",
    "vp": "VP",
    "director": "director",
    "manager": "manager",
    "other": "other",
}
_SEVERE = (
    (1, r"critical|urgent|blocker|emergency|kritisch|dringend|notfall|sehr hoch|highest"),
    (2, r"high|hoch|major|schwer"),
    (3, r"medium|normal|mittel|moderate"),
    (4, r"low|minor|niedrig|gering|trivial"),
)
_TYPES = (
    ("renewal", r"renew|verl[aä]nger|erneuer"),
    ("expansion", r"existing|expan|upgrade|up-?sell|cross-?sell|add-?on|bestand|erweiter|ausbau"),
    ("new", r"\bnew\b|neu"),
)
_DONE = frozenset(
    normal(w)
    for w in ("completed", "complete", "done", "closed", "abgeschlossen", "erledigt", "1", "true", "ja", "yes")
)


_PLANNED = frozenset(
    normal(w)
    for w in (
        "scheduled", "planned", "not started", "deferred", "overdue", "cancelled", "canceled", "no show", "rescheduled",
        "geplant", "nicht begonnen", "verschoben", "überfällig", "abgesagt", "storniert", "zurückgestellt",
    )
)  # fmt: skip


def _first(rules: tuple[tuple[object, str], ...], text: str) -> object | None:
    found = text.casefold()
    return next((code for code, pattern in rules if re.search(pattern, found)), None)


def deal_status(text: str | None) -> str | None:
    """Return won, lost or open; None without a text. What sounds like neither end is open."""
    if text is None:
        return None
    found = text.casefold().replace("_", " ")
    return "lost" if _LOST.search(found) else "won" if _WON.search(found) else "open"


def deal_type(text: str | None) -> str | None:
    """Return new, expansion or renewal; a word that is none of them stays."""
    return None if text is None else str(_first(_TYPES, text) or text)


def level_of(text: str | None) -> str | None:
    """Return C, VP, director, manager or other, from a title or from the level itself."""
    if text is None:
        return None
    if normal(text) in _LEVEL_FORMS:
        return _LEVEL_FORMS[normal(text)]
    rules = _LEVELS[1:] if _VICE.search(text.casefold()) else _LEVELS
    return str(_first(rules, text) or "other")


def severity(text: str | None) -> int | None:
    """Return 1 (worst) to 4 from a word or a digit; None for any other text."""
    if text is None:
        return None
    digit = re.fullmatch(r"[A-Za-z]*[ -]?([1-4])(?:\b.*)?", text)
    if digit:
        return int(digit[1])
    found = _first(_SEVERE, text)
    return found if isinstance(found, int) else None


def finished(text: str | None) -> bool:
    """Return whether a task is done, as far as its status says; without a status it is."""
    return text is None or normal(text) in _DONE


def planned(text: str) -> bool:
    """Return whether an activity is only planned, or did not take place, as far as a word says so."""
    return normal(text) in _PLANNED


def survey_kind(text: str | None) -> str | None:
    """Return nps or csat; another word stays."""
    if text is None:
        return None
    found = text.casefold()
    return (
        "nps"
        if "nps" in found or "promoter" in found
        else "csat"
        if "csat" in found or "satisf" in found or "zufrieden" in found
        else text
    )


def key_account_kind(text: str | None) -> str | None:
    """Return existing or emerging; another word stays."""
    if text is None:
        return None
    rules = (
        ("emerging", r"emerg|potential|aufstreb|entwickl|zuk[uü]nft|future"),
        ("existing", r"exist|bestehend|bestand|current|aktuell"),
    )
    return str(_first(rules, text) or text)


def target_level(text: str | None) -> str | None:
    """Return company, region, owner or account; another word stays."""
    if text is None:
        return None
    rules = (
        ("company", r"company|unternehmen|gesamt|total|firma"),
        ("region", r"region|gebiet|land|territory"),
        ("owner", r"owner|user|rep|betreuer|verk[aä]ufer|mitarbeiter"),
        ("account", r"account|customer|kunde"),
    )
    return str(_first(rules, text) or text)
