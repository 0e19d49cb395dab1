"""What would have to be true for an account to enter or leave the top K, as text and as JSON."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

from kam_analytics.i18n import say
from kam_analytics.pipeline.border import statements
from kam_analytics.scoring.border import Border

__all__ = ["border_shape", "print_border"]


def border_shape(found: Border) -> dict[str, Any]:
    """Shape the changes that move an account over the line; what cannot be is null with its reason."""
    shape = asdict(found)
    line = say("robustness.no_line", n=found.k)
    if found.opponent is None:
        return shape | {"opponent_reason": line, "shares_reason": line}
    for change in shape["factors"]:
        if change["now"] is None:
            change["now_reason"] = say("robustness.no_value")
        if change["needed"] is None:
            change["needed_reason"] = say("robustness.not_alone")
    for step in shape["importance"]:
        if step["needed"] is None:
            step["needed_reason"] = say("robustness.not_alone")
    return shape | ({"shares_reason": say("robustness.no_shares")} if found.shares is None else {})


def print_border(found: Border, currency: str) -> None:
    """Print the changes as sentences."""
    way = "all" if found.opponent is None else "leave" if found.inside else "enter"
    head = say(f"cli.robustness.border_{way}", k=found.k, opponent=found.opponent or "")
    sys.stdout.write("\n".join(["", head, *(f"  {line}" for line in statements(found, currency)), ""]))
