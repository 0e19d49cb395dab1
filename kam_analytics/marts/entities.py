"""Which account an event counts for: itself, or its topmost parent."""

from __future__ import annotations

import pyarrow as pa

from kam_analytics.marts.types import Level

__all__ = ["entities"]

_SCHEMA = pa.schema([("account_id", pa.string()), ("entity_id", pa.string())])


def entities(accounts: pa.Table, level: Level) -> pa.Table:
    """Return account_id -> entity_id, one row per visible account.

    Events are keyed again, so figures of a group are computed from its events; scores are never added. A parent that
    has no record of its own still makes a group. Of accounts that name each other in a circle, the smallest id leads.
    """
    ids: list[str] = accounts.column("account_id").to_pylist()
    if level == "account":
        return pa.table([pa.array(ids, pa.string()), pa.array(ids, pa.string())], schema=_SCHEMA)
    parents = {
        child: parent
        for child, parent in zip(ids, accounts.column("parent_account_id").to_pylist(), strict=True)
        if parent and parent != child
    }
    tops: dict[str, str] = {}
    for account in ids:
        _climb(account, parents, tops)
    return pa.table([pa.array(ids, pa.string()), pa.array([tops[i] for i in ids], pa.string())], schema=_SCHEMA)


def _climb(account: str, parents: dict[str, str], tops: dict[str, str]) -> None:
    """Find the top of one chain and remember it for everyone on the way."""
    path: list[str] = []
    seen: set[str] = set()
    here = account
    while here not in tops and here in parents and here not in seen:
        path.append(here)
        seen.add(here)
        here = parents[here]
    top = min(path[path.index(here) :]) if here in seen else tops.get(here, here)
    tops[here] = top
    for step in path:
        tops[step] = top
