"""A person's decision about who an id means: an upload of one row, undone like any other (rule 17)."""

from __future__ import annotations

import csv
import secrets
from pathlib import Path

from kam_analytics.errors import NotFound
from kam_analytics.mapping import nearest
from kam_analytics.pipeline.types import Incoming
from kam_analytics.store import Store
from kam_analytics.store.types import Visible

__all__ = ["decision"]

HEADER = ("Source", "External ID", "Account ID")
MAIN = "main"


def decision(store: Store, visible: Visible, external_id: str, account_id: str, folder: Path) -> Incoming:
    """Return the file of a decision; `external_id` as views show it (`source:id` for other sources than `main`).

    Raises
    ------
    NotFound
        When there is no such account.
    """
    known = set(visible.accounts["account_id"].to_pylist()) - {external_id}
    if account_id not in known:
        near = nearest(account_id, known)
        if near is None:
            raise NotFound("pipeline.no_account_near", account=account_id)
        raise NotFound("pipeline.no_account", account=account_id, nearest=near)
    sources = {upload.source for upload in store.uploads()}
    source, mark, own = external_id.partition(":")
    row = (source, own, account_id) if mark and source in sources else (MAIN, external_id, account_id)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(4)}.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([HEADER, row])
    return Incoming(path, f"alias of {external_id.replace('/', ' ')}.csv")
