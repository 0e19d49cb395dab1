"""`kam rank --explain`: which account is meant, and its score taken apart in words."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from kam_analytics.cli.output import emit_table
from kam_analytics.errors import NotFound, Refused
from kam_analytics.factors import factor
from kam_analytics.i18n import formats, say
from kam_analytics.mapping import nearest
from kam_analytics.pipeline.evidence_lines import figure_lines

__all__ = ["named", "print_parts"]


def named(asked: str, account: str, names: Mapping[str, str]) -> str:
    """Return the account of an id, else the only one of that name.

    Parameters
    ----------
    account
        What `asked` leads to as an id (`Analytics.meant`).
    names
        Name of every ranked account by its id.

    Raises
    ------
    NotFound
        With the account nearest to it by id or name, where one is near.
    Refused
        Where several accounts have the name.
    """
    if account in names:
        return account
    same = [one for one, name in names.items() if name.casefold() == asked.strip().casefold()]
    if len(same) > 1:
        raise Refused("cli.account_name_shared", account=asked, n=len(same), ids=", ".join(sorted(same)))
    if same:
        return same[0]
    known = {**{name: one for one, name in names.items()}, **{one: one for one in names}}
    near = nearest(asked, known)
    if near is None:
        raise NotFound("pipeline.no_account_near", account=asked)
    raise NotFound("pipeline.no_account", account=asked, nearest=f"{known[near]} ({names[known[near]]})")


def print_parts(account: Mapping[str, Any], currency: str) -> None:
    """Print base and contributions, which add up to the log score, then the raw figures of each factor, one a line.

    `account`: see `Ranking.account`.
    """
    parts = {_label(name): found for name, found in account["factors"].items()}
    rows = [(say("cli.explain.base"), "", f"{account['base']:.6f}")]
    for label, found in parts.items():
        value, given = found["value"], found["contribution"]
        rows.append(
            (
                label,
                say("page.na") if value is None else formats.number(value, 1),
                say("page.na") if given is None else f"{given:+.6f}",
            )
        )
    rows.append((say("cli.explain.log_score"), "", f"{account['log_score']:.6f}"))
    sys.stdout.write("\n")
    emit_table((say("cli.explain.part"), say("cli.explain.value"), say("cli.explain.contribution")), rows)
    for label, found in parts.items():
        reason = found.get("value_reason")
        lines = [say(reason)] if reason else figure_lines(found["evidence"], currency)
        sys.stdout.write("\n".join(["", label, *(f"  {line}" for line in lines), ""]))


def _label(name: str) -> str:
    one = factor(name)
    return one.words or say(one.label)
