"""Who an id means: other ids of accounts, resolved to the account that stands for them (rules 1, 14 and 15)."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from kam_analytics.engine import Session, model
from kam_analytics.store.records import HISTORY_SCHEMA, Part, Slot

__all__ = ["ALIAS_SCHEMA", "aliases", "resolved"]

ALIAS_SCHEMA = pa.schema([("external_id", pa.string()), ("account_id", pa.string())])
MAIN = "main"


def aliases(session: Session, parts: Mapping[Slot, Part]) -> pa.Table:
    """Return every other id of an account (`external_id`, `account_id`), chains resolved, sorted.

    A file of aliases and a person's decision come first, then merged records, then the numbers of accounts, then their
    names: exports that lack ids name an account as it is called (case and white space do not count). A number or name
    that two accounts share says nothing: it stays unmatched. A source that no account and no invoice comes from is
    taken for `main`. Ids that mean each other in a circle mean the smallest of them.
    """
    for name in ("account", "account_alias"):
        history = parts.get((name, "history", None))
        session.files(_INPUTS[name], [history.path] if history else [], HISTORY_SCHEMA)
    pairs = session.fetch(model("store", "alias_pair"))
    known = _sources(session, parts) if set(pc.unique(pairs["source"]).to_pylist()) - {MAIN} else {MAIN}
    told: dict[str, dict[str, str]] = {"alias": {}, "master": {}}
    numbers: dict[str, set[str]] = {}
    for origin, source, own, account in zip(*(pairs[name].to_pylist() for name in pairs.column_names), strict=True):
        external = own if source == MAIN or source not in known else f"{source}:{own}"
        if origin == "number":
            numbers.setdefault(external, set()).add(account)
        else:
            told[origin].setdefault(external, account)
    found = _final(told["master"] | told["alias"])
    clear = _clear(_names(session, parts), found) | _clear(numbers, found)
    final = _final({number: account for number, account in clear.items() if number != account} | found)
    rows = sorted(final.items())
    return pa.table([pa.array([row[i] for row in rows], pa.string()) for i in (0, 1)], schema=ALIAS_SCHEMA)


def _clear(meant: Mapping[str, set[str]], found: Mapping[str, str]) -> dict[str, str]:
    """Return whom each number or name means, where that is one account."""
    accounts = {text: {found.get(account, account) for account in own} for text, own in meant.items()}
    return {text: own.pop() for text, own in accounts.items() if len(own) == 1}


def _names(session: Session, parts: Mapping[Slot, Part]) -> dict[str, set[str]]:
    """Return the accounts that are called as an id reads that is none."""
    others = [part.path for slot, part in parts.items() if slot[1] == "history" and slot[0] not in _INPUTS]
    lines = [part.path for slot, part in parts.items() if slot[:2] == ("revenue_line", "live")]
    session.files("named_history", others, HISTORY_SCHEMA)
    session.files("named_line", lines, pa.schema([("source", pa.string()), ("account_id", pa.string())]))
    pairs = session.fetch(model("store", "name_pair"))
    meant: dict[str, set[str]] = {}
    for source, own, account in zip(*(pairs[name].to_pylist() for name in pairs.column_names), strict=True):
        meant.setdefault(own if source == MAIN else f"{source}:{own}", set()).add(account)
    return meant


_INPUTS = {"account": "account_history", "account_alias": "alias_history"}


def _sources(session: Session, parts: Mapping[Slot, Part]) -> set[str]:
    lines = [part.path for slot, part in parts.items() if slot[:2] == ("revenue_line", "live")]
    session.files("live_line", lines, pa.schema([("source", pa.string())]))
    return {MAIN, *session.fetch(model("store", "known_source"))["source"].to_pylist()}


def _final(direct: Mapping[str, str]) -> dict[str, str]:
    """Follow every chain to its end."""
    ends: dict[str, str] = {}
    for start in direct:
        path: list[str] = []
        here = start
        while here in direct and here not in ends and here not in path:
            path.append(here)
            here = direct[here]
        end = ends.get(here) or (min(path[path.index(here) :]) if here in path else here)
        ends |= dict.fromkeys(path, end)
    return {external: end for external, end in ends.items() if external != end}


def resolved(ids: pa.ChunkedArray, found: pa.Table) -> pa.ChunkedArray:
    """Return account ids with other ids replaced by the account they mean."""
    if not found.num_rows:
        return ids
    places = pc.index_in(ids, value_set=found["external_id"].combine_chunks())
    return pc.coalesce(found["account_id"].take(places), ids)
