"""The raw figures behind a factor's value as sentences, for pages and the command line."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import Any

from kam_analytics.i18n import codes, formats, say
from kam_analytics.scoring.figures import HIDDEN, Unit, unit_of

__all__ = ["figure_lines", "figure_text"]

THOUSAND = 1000


def figure_lines(evidence: Mapping[str, Any], currency: str, text: Callable[[object], str] = str) -> list[str]:
    """Return one line per raw figure: its name and its value, a missing one with its reason.

    Parameters
    ----------
    text
        Makes words from data safe for the place where the line is shown.
    """
    lines = []
    for key, cell in evidence.items():
        if key.endswith("_reason") or key in HIDDEN or _said_with_its_signal(key):
            continue
        if cell is None:
            if not key.startswith("trend_") and key != "growth_constant_currency":
                lines.append(say("page.evidence.missing", name=_name(key), reason=say(evidence[f"{key}_reason"])))
            continue
        value = _place(key, cell, evidence) if key.startswith("signal_") else figure_text(key, cell, currency, text)
        lines.append(value if unit_of(key) == "code" else say("page.evidence.is", name=_name(key), value=value))
    return lines


def figure_text(key: str, cell: Any, currency: str, text: Callable[[object], str] = str) -> str:
    """Return one raw figure in the form of its unit."""
    unit = unit_of(key)
    return text(cell) if unit == "text" else _TEXTS[unit](cell, currency)


def _said_with_its_signal(key: str) -> bool:
    return key.startswith("signal_") and key.endswith("_counts")


def _place(key: str, cell: float, evidence: Mapping[str, Any]) -> str:
    code = "place_counts" if evidence.get(f"{key}_counts") else "place"
    return say(f"page.evidence.{code}", n=round(cell))


def _name(key: str) -> str:
    code = f"page.evidence.{key}"
    return say(code) if code in codes() else key


def _money(cell: float, currency: str) -> str:
    return formats.money(cell if abs(cell) >= THOUSAND else round(cell), currency)


_TEXTS: dict[Unit, Callable[[Any, str], str]] = {
    "money": _money,
    "growth": lambda cell, _: formats.growth(cell),
    "share": lambda cell, _: formats.share(cell),
    "points": lambda cell, _: formats.points(cell),
    "count": lambda cell, _: formats.count(round(cell)),
    "place": lambda cell, _: formats.count(round(cell)),
    "rate": lambda cell, _: formats.number(cell, 2),
    "number": lambda cell, _: formats.number(cell, 1),
    "ratio": lambda cell, _: formats.multiplier(math.exp(cell)),
    "date": lambda cell, _: formats.date(dt.date.fromisoformat(str(cell))),
    "flag": lambda cell, _: say("page.yes" if cell else "page.no"),
    "code": lambda cell, _: say(str(cell)),
}
