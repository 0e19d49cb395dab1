"""The company's own list of key accounts against the top of the ranking: two lists compared, no recommendation."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from kam_analytics.pipeline.types import Portfolio
from kam_analytics.scoring import DEFAULT_PURPOSE, Ranking

__all__ = ["PLACES", "TOP", "Comparison", "Entry", "compared", "listed"]

PLACES = ("both", "theirs", "ours")
"""On both lists; only on the company's; only in the top of the ranking."""

TOP = 30
"""Size of our list, unless somebody moves it; fewer than twice as many accounts are compared at the size of theirs."""


@dataclass(frozen=True)
class Entry:
    """What the company's list says of one account; `since` None: the first day is not known."""

    kind: str | None
    since: dt.date | None


@dataclass(frozen=True)
class Comparison:
    """The two lists at one date.

    Attributes
    ----------
    top
        Size of our list.
    rows
        One row per account on either list, by rank, unknown ones last: `account_id, name, place` (see `PLACES`), `kind,
        since` (NULL where only on ours), `rank, score, potential_rank, revenue_12m, segment` (NULL where unknown), then
        the factors with the two largest multipliers above 1 (`lift, lift_by, then, then_by`) and the one with the
        smallest below 1 (`cost, cost_by`); NULL and NaN where there is none.
    unknown
        Ids on the company's list that no account has; they count as only on theirs.
    closed
        Accounts that the list names and that are not on it at the date: ended before, or begin later.
    largest, largest_ours
        How many of the company's list, and of ours, are among the `top` accounts with most revenue of twelve months.
    factors
        What parts the accounts only on ours from those only on theirs: `name, ours, theirs` (mean contribution to the
        log score, a missing factor counting 0, as in the score) and `multiplier` = exp(ours - theirs), largest
        difference first. Empty where one of the two groups is.
    """

    version: str
    as_of: dt.date
    top: int
    rows: pd.DataFrame
    unknown: tuple[str, ...]
    closed: int
    largest: int
    largest_ours: int
    factors: pd.DataFrame

    def count(self, place: str) -> int:
        """Return how many accounts have this place."""
        return int((self.rows["place"] == place).sum())

    @property
    def listed(self) -> int:
        """Accounts on the company's list."""
        return self.count("both") + self.count("theirs")


def listed(table: pa.Table, as_of: dt.date) -> dict[str, Entry]:
    """Return who is on the list at a date, both ends included; of several spells the one that began last."""
    rows = table.select(["account_id", "kind", "since", "until"]).to_pylist()
    found: dict[str, Entry] = {}
    for row in sorted(rows, key=lambda row: (row["since"] or dt.date.min, row["kind"] or "")):
        begun = row["since"] is None or row["since"] <= as_of
        if begun and (row["until"] is None or row["until"] >= as_of):
            found[str(row["account_id"])] = Entry(row["kind"], row["since"])
    return found


def compared(view: Portfolio, table: pa.Table, top: int | None = None) -> Comparison:
    """Compare the list (columns of the table `key_account`) with the top of the headline ranking.

    `top`: the size of our list, cut to the number of accounts; None: see `TOP`.
    """
    ranking, entries = view.rankings[DEFAULT_PURPOSE], listed(table, view.scope.as_of)
    size = _size(top, len(view.frame), len(entries))
    frame = view.frame.merge(view.scope.features[["account_id", "revenue_12m"]], on="account_id", validate="1:1")
    ours = set(frame["account_id"].head(size).astype(str))
    unknown = tuple(sorted(set(entries) - set(frame["account_id"].astype(str))))
    biggest = _biggest(frame, size)
    rows = _rows(frame, ours, entries, unknown).merge(_drivers(ranking), on="account_id", how="left", validate="1:1")
    named = set(table["account_id"].to_pylist())
    return Comparison(
        view.scope.version,
        view.scope.as_of,
        size,
        rows,
        unknown,
        len(named - set(entries)),
        len(biggest & set(entries)),
        len(biggest & ours),
        _separation(ranking, rows),
    )


def _size(top: int | None, accounts: int, listed: int) -> int:
    wanted = top if top is not None else TOP if accounts >= 2 * TOP else listed
    return min(max(1, wanted), accounts)


def _biggest(frame: pd.DataFrame, size: int) -> set[str]:
    money = frame.assign(money=frame["revenue_12m"].astype(float).fillna(0.0))
    return set(money.sort_values(["money", "account_id"], ascending=[False, True])["account_id"].head(size).astype(str))


def _rows(frame: pd.DataFrame, ours: set[str], entries: dict[str, Entry], unknown: tuple[str, ...]) -> pd.DataFrame:
    ids = [account for account in frame["account_id"].astype(str) if account in ours or account in entries]
    columns = ["name", "rank", "score", "potential_rank", "revenue_12m", "segment"]
    found = frame.set_index("account_id")[columns].reindex([*ids, *unknown]).rename_axis("account_id").reset_index()
    of = [entries.get(account) for account in found["account_id"]]
    places = [
        "ours" if entry is None else "both" if account in ours else "theirs"
        for account, entry in zip(found["account_id"], of, strict=True)
    ]
    found["name"] = found["name"].where(found["name"].notna(), found["account_id"])
    for whole in ("rank", "potential_rank"):
        found[whole] = found[whole].astype("Int64")
    found.insert(2, "place", places)
    found.insert(3, "kind", pd.Series([entry.kind if entry else None for entry in of], dtype=object))
    found.insert(4, "since", pd.Series([entry.since if entry else None for entry in of], dtype=object))
    return found


def _contributions(ranking: Ranking) -> pd.DataFrame:
    """Return the contribution of each factor that counts and that anybody has, by account; a missing one is 0."""
    names = [
        name
        for name in ranking.prepared.factors
        if ranking.weights.factors.get(name, 0) > 0 and name not in ranking.not_available
    ]
    frame = ranking.frame.set_index("account_id")[[f"{name}.contribution" for name in names]]
    return frame.set_axis(names, axis="columns").fillna(0.0)


def _drivers(ranking: Ranking) -> pd.DataFrame:
    """Return, by account, the two factors that lift its score most and the one that costs it most, with multipliers."""
    parts = _contributions(ranking)
    found: dict[str, object] = {"account_id": parts.index.to_numpy()}
    for name, place in (("lift", -1), ("then", -2), ("cost", 0)):
        found[name], found[f"{name}_by"] = _driver(parts, place, positive=name != "cost")
    return pd.DataFrame(found)


def _driver(parts: pd.DataFrame, place: int, *, positive: bool) -> tuple[list[str | None], list[float]]:
    """Return the factor at a place in the order of contributions, and its multiplier, where it has that sign."""
    if not -len(parts.columns) <= place < len(parts.columns):
        return [None] * len(parts), [math.nan] * len(parts)
    cells = parts.to_numpy(float)
    at = np.argsort(cells, axis=1, kind="stable")[:, place]
    sizes = cells[np.arange(len(cells)), at]
    counts = sizes > 0 if positive else sizes < 0
    names = [str(parts.columns[i]) if yes else None for i, yes in zip(at, counts, strict=True)]
    return names, [math.exp(size) if yes else math.nan for size, yes in zip(sizes, counts, strict=True)]


def _separation(ranking: Ranking, rows: pd.DataFrame) -> pd.DataFrame:
    parts = _contributions(ranking)
    mine = parts.loc[rows.loc[rows["place"] == "ours", "account_id"]]
    yours = parts.loc[rows.loc[(rows["place"] == "theirs") & rows["rank"].notna(), "account_id"]]
    if mine.empty or yours.empty:
        parts = parts.iloc[:, :0]
    found = pd.DataFrame(
        {
            "name": list(parts.columns),
            "ours": [float(mine[name].mean()) for name in parts],
            "theirs": [float(yours[name].mean()) for name in parts],
        }
    )
    found["multiplier"] = np.exp(found["ours"].astype(float) - found["theirs"].astype(float))
    size = (found["ours"].astype(float) - found["theirs"].astype(float)).abs()
    return found.assign(size=-size).sort_values(["size", "name"], ignore_index=True).drop(columns="size")
