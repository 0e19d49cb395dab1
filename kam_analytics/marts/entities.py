"""Which account an event counts for: itself, or its topmost parent."""

from __future__ import annotations

import pyarrow as pa

from kam_analytics.marts.types import Level

__all__ = ["entities"]

_SCHEMA = pa.schema([("account_id", pa.string()), ("entity_id", pa.string())])


def entities(accounts: pa.Table, level: Level, aliases: pa.Table) -> pa.Table:
    """Return account_id -> entity_id, one row per visible account and one per other id of it.

    `account_month` and lines keep the ids of their source, so other ids (`aliases`: external_id, account_id) lead to
    the account that they mean, and from there to its parents.

    Events are keyed again, so figures of a group are computed from its events; scores are never added. A parent that
    has no record of its own still makes a group. Of accounts that name each other in a circle, the smallest id leads.
    """
    ids: list[str] = accounts.column("account_id").to_pylist()
    if level == "account":
        return _with_aliases({account: account for account in ids}, aliases)
    parents = {
        child: parent
        for child, parent in zip(ids, accounts.column("parent_account_id").to_pylist(), strict=True)
        if parent and parent != child
    }
    tops: dict[str, str] = {}
    for account in ids:
        _climb(account, parents, tops)
    return _with_aliases({account: tops[account] for account in ids}, aliases)


def _with_aliases(own: dict[str, str], aliases: pa.Table) -> pa.Table:
    pairs = zip(aliases["external_id"].to_pylist(), aliases["account_id"].to_pylist(), strict=True)
    found = {external: own[account] for external, account in pairs if account in own} | own
    return pa.table([pa.array(list(found), pa.string()), pa.array(list(found.values()), pa.string())], schema=_SCHEMA)


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
