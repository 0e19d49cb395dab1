"""Does the ranking `potential` find the accounts that are going to grow, twelve months before they are seen to?

Companies whose truth is known (`kam_analytics/demo`), ranked as of a date twelve months before their export. Relevant
are the accounts whose planted growth begins after that date; in the company where nobody grows, as many accounts as
there are relevant ones elsewhere: those that grew most by chance. Prints only, and is no ground for tuning: one tunes
on companies of its own.

Usage: emerging.py [SEEDS [K]]   (seeds 1 to SEEDS, 3 without it; precision among the first K, 50 without it)
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from kam_analytics.demo import truth, write_demo
from kam_analytics.demo.months import EXPORTED_ON
from kam_analytics.pipeline import Analytics, ImportOptions, Incoming

CUTOFF = dt.date(2025, 10, 31)
"""Twelve whole months before the last whole month of the export."""
REGIMES = ("default", "null")
ID = 15
"""Salesforce ids are compared on so many characters."""
SHARE_BY_CHANCE = 0.05
SMALL = 50.0
"""Euros a month added to both sides of a growth, so that a first order is no miracle."""

FIGURES = ["precision", "chance", "lift", "among_buyers", "auc"]

Order = list[str]


def loaded(folder: Path, seed: int, regime: str) -> Analytics:
    """Import a company whose files were all exported at their date."""
    analytics = Analytics.open(folder / "ws")
    files = [Incoming(path, path.name) for path in write_demo(folder / "files", seed, regime)]
    analytics.publish(analytics.prepare(files, ImportOptions(yes=True)), "benchmark")
    return analytics


def planted(seed: int, regime: str) -> set[str]:
    """Return the accounts whose growth begins after the cut-off and within the data."""
    entries = truth(seed, regime)["emerging"]
    return {
        entry["account_id"][:ID]
        for entry in entries
        if not entry["after_export"] and entry["begins"] > CUTOFF.isoformat()[:7]
    }


def lucky(analytics: Analytics, accounts: Sequence[str]) -> set[str]:
    """Return the accounts that grew most by chance: from the twelve months before the cut-off to those after it."""
    after, before = (analytics.series(day) for day in (None, CUTOFF))
    growth = {
        account: np.log((max(0.0, sum(after.get(account, ()))) / 12 + SMALL) / (sum(before[account]) / 12 + SMALL))
        for account in accounts
        if sum(before.get(account, ())) > 0
    }
    ranked = sorted(growth, key=lambda account: (-growth[account], account))
    return set(ranked[: round(SHARE_BY_CHANCE * len(ranked))])


def orders(analytics: Analytics) -> dict[str, Order]:
    """Return the accounts in the order of each ranking at the cut-off."""
    features = analytics.scope(CUTOFF).features
    money = features.sort_values(["money", "account_id"], ascending=[False, True], kind="stable")
    found = {name: _order(analytics, name) for name in ("potential", "account_potential")}
    return {**found, "EWMA revenue": money["account_id"].tolist()}


def _order(analytics: Analytics, purpose: str) -> Order:
    frame = analytics.ranking(purpose, as_of=CUTOFF).frame
    return frame.sort_values("rank")["account_id"].tolist()


def _auc_of(order: Order, relevant: set[str], buyers: set[str]) -> float:
    """Return the chance that a relevant account stands before another one, among accounts that bought of late.

    Among all accounts any order by money does well, because prospects and lost accounts cannot be relevant.
    """
    kept = [account for account in order if account in buyers]
    places = [place for place, account in enumerate(kept) if account in relevant]
    others = len(kept) - len(places)
    if not places or not others:
        return float("nan")
    before = sum(place - turn for turn, place in enumerate(places))
    return 1 - before / (len(places) * others)


def measure(seed: int, regime: str, k: int) -> list[dict[str, object]]:
    """Return one line per ranking."""
    with tempfile.TemporaryDirectory() as name:
        analytics = loaded(Path(name), seed, regime)
        by_name = orders(analytics)
        ranked = by_name["potential"]
        relevant = planted(seed, regime) if regime != "null" else lucky(analytics, ranked)
        features = analytics.scope(CUTOFF).features
        buyers = set(features.loc[features["revenue_12m"] > 0, "account_id"])
        absent = sorted(analytics.ranking("potential", as_of=CUTOFF).not_available)
    print(f"{regime:8} seed {seed}: not available to `potential` at the cut-off: {', '.join(absent) or 'nothing'}")
    inside = relevant & set(ranked)
    chance, among_buyers = len(inside) / len(ranked), len(inside & buyers) / len(buyers)
    lines: list[dict[str, object]] = []
    for ranking, order in by_name.items():
        hits = len(inside & set(order[:k]))
        lines.append(
            {"seed": seed, "regime": regime, "ranking": ranking, "accounts": len(order), "relevant": len(inside),
             "hits": hits, "precision": hits / k, "chance": chance, "lift": hits / k / chance if chance else np.nan,
             "buyers": len(buyers), "among_buyers": among_buyers, "auc": _auc_of(order, inside, buyers)}
        )  # fmt: skip
    return lines


def show(lines: Iterable[dict[str, object]], k: int) -> None:
    for line in lines:
        print(
            "{regime:8} seed {seed}: {ranking:17} precision@{k} {precision:.3f} ({hits} of {relevant} among "
            "{accounts} accounts), chance {chance:.3f}, lift {lift:.2f}; among {buyers} buyers chance "
            "{among_buyers:.3f}, AUC {auc:.2f}".format(k=k, **line),
            flush=True,
        )


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    k = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    print(f"ranked as of {CUTOFF}, exported on {EXPORTED_ON}")
    for regime in REGIMES:
        found: list[dict[str, object]] = []
        for seed in range(1, seeds + 1):
            lines = measure(seed, regime, k)
            show(lines, k)
            found += lines
        means = pd.DataFrame(found).groupby("ranking", sort=False)[FIGURES].mean()
        for ranking, row in means.iterrows():
            print(
                f"{regime:8} all    : {ranking:17} precision@{k} {row['precision']:.3f}, chance {row['chance']:.3f}, "
                f"lift {row['lift']:.2f}; chance among buyers {row['among_buyers']:.3f}, AUC {row['auc']:.2f}"
            )


if __name__ == "__main__":
    main()
