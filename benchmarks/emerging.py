"""Does the ranking `potential` find the accounts that are going to grow, twelve months before they are seen to?

Companies whose truth is known (`kam_analytics/demo`), ranked as of a date twelve months before their export. Relevant
are the accounts whose planted growth begins after that date; in the company where nobody grows, one in twenty of those
that bought: the luckiest among accounts that should buy as much and ordered about as often. Luck is what they bought
over what they were made to buy on average. Growth over the last year would be no such yardstick: its noise stands on
both sides, and whoever bought least then would seem to grow. Chance is that of all accounts, and that of those that
bought in the twelve months before: a ranking that only leaves out prospects and lost accounts is better than the first.

Beside `potential` stand every naive ranking of the back-test, the headline, and an oracle that knows the planted
growth. Intervals are of the mean over seeds (Student's t, 95%), those of differences are paired by seed. Prints only,
and is no ground for tuning: one tunes on companies of its own.

Usage: emerging.py [SEEDS [K]] [REGIME] [--verdicts]   (seeds 1 to SEEDS, 3 without it; precision among the first K, 50
without it; `--verdicts` runs the back-test of the null companies at that date as well, and counts what it says)
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from kam_analytics.demo import truth, write_demo
from kam_analytics.demo.months import EXPORTED_ON, MONTHS, month_text
from kam_analytics.evaluation.bands import bands, growth_percentile
from kam_analytics.evaluation.baselines import baselines
from kam_analytics.pipeline import Analytics, ImportOptions, Incoming

CUTOFF = dt.date(2025, 10, 31)
"""Twelve whole months before the last whole month of the export."""
HORIZON = 364
REGIMES = ("default", "null")
ID = 15
"""Salesforce ids are compared on so many characters."""
SHARE_BY_CHANCE = 0.05
SMALL = 50.0
"""Euros a month added to both sides of a growth, so that a first order is no miracle."""
OURS = ("potential", "account_potential")
ORACLE = "oracle"

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


def lucky(analytics: Analytics, seed: int, regime: str) -> set[str]:
    """Return who did best by chance in the year after the cut-off, among accounts made alike."""
    features = analytics.scope(CUTOFF).features
    features = features[features["revenue_12m"] > 0]
    after, made = analytics.series(), made_to_buy(seed, regime)
    expected = np.array([made.get(one[:ID], (0.0, 0.0))[1] for one in features["account_id"]])
    came = np.array([max(0.0, sum(after.get(one, ()))) for one in features["account_id"]])
    luck = np.log((came / 12 + SMALL) / (expected / 12 + SMALL))
    alike = np.empty(len(features))
    alike[np.lexsort((expected, features["order_days_364d"], bands(expected)))] = np.arange(len(features))
    place = growth_percentile(luck, alike)
    return set(features["account_id"][place >= 1 - SHARE_BY_CHANCE])


def made_to_buy(seed: int, regime: str) -> dict[str, tuple[float, float]]:
    """Return what each account buys on average in the twelve months before the cut-off and in those after it."""
    at = [month_text(number) for number in range(MONTHS)].index(CUTOFF.isoformat()[:7]) + 1
    return {
        account[:ID]: (entry["size"] * sum(levels[at - 12 : at]), entry["size"] * sum(levels[at : at + 12]))
        for account, entry in truth(seed, regime)["accounts"].items()
        if (levels := entry["levels"])
    }


def _growth(before: float, after: float) -> float:
    return float(np.log((after / 12 + SMALL) / (before / 12 + SMALL)))


def oracle(seed: int, regime: str) -> dict[str, float]:
    """Return the planted growth of each account, from the twelve months before the cut-off to those after it."""
    return {account: _growth(before, after) for account, (before, after) in made_to_buy(seed, regime).items()}


@dataclass(frozen=True)
class Seen:
    """The orders of one company at the cut-off, and which signals of growth had passed by then."""

    orders: dict[str, Order]
    passed: tuple[str, ...]
    buyers: set[str]


def look(analytics: Analytics, seed: int, regime: str) -> Seen:
    """Rank the accounts at the cut-off by everything."""
    scope, grown = analytics.scope(CUTOFF), oracle(seed, regime)
    features, ids = scope.features, scope.features["account_id"]
    found = {name: analytics.ranking(name, as_of=CUTOFF).frame["account_id"].tolist() for name in OURS}
    found |= {name: _sorted(pd.Series(figure, ids)) for name, figure in baselines(features, HORIZON).items()}
    found[ORACLE] = _sorted(pd.Series([grown.get(account[:ID], -np.inf) for account in ids], ids))
    passed = tuple(sorted(n for n, one in scope.calibration.support.get("signals", {}).items() if one["passed"]))
    return Seen(found, passed, set(ids[features["revenue_12m"] > 0]))


def _sorted(figure: pd.Series) -> Order:
    """Return the accounts by a figure, the largest first; none stands last, equal ones by id."""
    frame = pd.DataFrame({"figure": figure.fillna(-np.inf).to_numpy(), "account": figure.index})
    return frame.sort_values(["figure", "account"], ascending=[False, True], kind="stable")["account"].tolist()


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


def measure(seed: int, regime: str, k: int, *, verdict: bool) -> list[dict[str, object]]:
    """Return one line per ranking."""
    with tempfile.TemporaryDirectory() as name:
        analytics = loaded(Path(name), seed, regime)
        seen = look(analytics, seed, regime)
        ranked = seen.orders["potential"]
        relevant = planted(seed, regime) if regime != "null" else lucky(analytics, seed, regime)
        said = analytics.backtest([CUTOFF], [HORIZON]).verdict_code if verdict and regime == "null" else ""
    inside = relevant & set(ranked)
    buyers = seen.buyers
    chance, among_buyers = len(inside) / len(ranked), len(inside & buyers) / len(buyers)
    print(
        f"{regime:8} seed {seed}: {len(inside)} relevant of {len(ranked)} accounts ({len(buyers)} buyers); "
        f"signals passed: {', '.join(seen.passed) or 'none'}{'; back-test: ' + said if said else ''}",
        flush=True,
    )
    lines: list[dict[str, object]] = []
    for ranking, order in seen.orders.items():
        hits = len(inside & set(order[:k]))
        lines.append(
            {"seed": seed, "regime": regime, "ranking": ranking, "hits": hits, "precision": hits / k, "chance": chance,
             "lift": hits / k / chance if chance else np.nan,
             "lift_among": hits / k / among_buyers if among_buyers else np.nan, "among_buyers": among_buyers,
             "auc": _auc_of(order, inside, buyers), "passed": len(seen.passed), "verdict": said}
        )  # fmt: skip
    return lines


def _mean(values: pd.Series) -> str:
    """Return the mean over seeds with the ends of its 95% interval."""
    known = values.dropna()
    middle = float(known.mean())
    if len(known) < 2:
        return f"{middle:.3f}"
    half = float(stats.t.ppf(0.975, len(known) - 1) * known.std(ddof=1) / np.sqrt(len(known)))
    return f"{middle:.3f} ({middle - half:.3f} to {middle + half:.3f})"


def show(found: Iterable[dict[str, object]], regime: str, k: int) -> None:
    """Print the figures of one regime over all seeds."""
    frame = pd.DataFrame(list(found))
    wide = frame.pivot_table(index="seed", columns="ranking", values="precision", sort=False)
    chance = frame.groupby("seed")["chance"].first()
    among = frame.groupby("seed")["among_buyers"].first()
    told = f"chance {chance.mean():.4f}, among those that bought {among.mean():.4f}"
    print(f"\n{regime}, {len(wide)} seeds: precision@{k}; {told}")
    for ranking in wide:
        rows = frame[frame["ranking"] == ranking]
        print(
            f"  {ranking:18} {_mean(wide[ranking])}, times chance {_mean(rows['lift'])}, among those that bought "
            f"{_mean(rows['lift_among'])}, AUC among buyers {_mean(rows['auc'])}"
        )
    own = wide["potential"]
    told = ", ".join(f"{other} {_mean(own - wide[other])}" for other in wide if other not in {*OURS, ORACLE})
    print(
        f"  potential minus {told}; minus 1.5 times chance {_mean(own - 1.5 * chance)}, "
        f"among those that bought {_mean(own - 1.5 * among)}"
    )
    each = frame.drop_duplicates("seed")
    print(f"  signals had passed in {(each['passed'] > 0).sum()} of {len(each)}")
    if each["verdict"].any():
        print(f"  back-test: {dict(Counter(each['verdict']))}")


def main() -> None:
    numbers = [int(text) for text in sys.argv[1:] if text.isdigit()]
    seeds, k = (*numbers, *(3, 50)[len(numbers) :])
    verdict = "--verdicts" in sys.argv
    print(f"ranked as of {CUTOFF}, exported on {EXPORTED_ON}")
    for regime in [one for one in REGIMES if one in sys.argv] or REGIMES:
        found = [line for seed in range(1, seeds + 1) for line in measure(seed, regime, k, verdict=verdict)]
        show(found, regime, k)


if __name__ == "__main__":
    main()
