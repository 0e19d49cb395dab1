"""Which signals of growth tell who is going to grow, in companies whose truth is known, twelve months before?

Companies, cut-off and relevant accounts are those of `emerging.py`. A signal is read as its place among accounts of
equal size, so that size itself tells nothing; the figure is the chance that an account which is going to grow stands
before one that is not (AUC; 0.5 = chance), among accounts that bought in the twelve months before and have the signal.
Prints only, and is no ground for tuning.

Usage: signals.py [SEED ...]   (101 to 103 without any)
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from emerging import CUTOFF, REGIMES, loaded, lucky, planted
from scipy.stats import rankdata

from kam_analytics.factors import SIGNALS, factor


def auc(value: pd.Series, relevant: pd.Series) -> float:
    """Return the chance that a relevant account has more than another; ties count half; NaN without both."""
    known = value.notna()
    value, relevant = value[known], relevant[known]
    hits, others = int(relevant.sum()), int((~relevant).sum())
    if not hits or not others:
        return float("nan")
    return float((rankdata(value)[relevant].sum() - hits * (hits + 1) / 2) / (hits * others))


def measure(seed: int, regime: str) -> dict[str, float]:
    """Return the AUC of each signal, of room, of their mean and of revenue."""
    with tempfile.TemporaryDirectory() as name:
        analytics = loaded(Path(name), seed, regime)
        features = analytics.scope(CUTOFF).features.reset_index(drop=True)
        relevant = planted(seed, regime) if regime != "null" else lucky(analytics, features["account_id"])
    one = factor("growth_potential")
    parameters = one.fit(features)
    shown = one(features, parameters)
    passed = one(features, parameters | {"passed": list(SIGNALS)})
    values = {name: shown.evidence[f"signal_{name}"] for name in SIGNALS if f"signal_{name}" in shown.evidence}
    values |= {
        "room": shown.frame["value"],
        "all of them": passed.frame["value"],
        "EWMA revenue": features["money"],
    }
    buyers = features["revenue_12m"] > 0
    hit = features["account_id"].isin(relevant)
    found = {"buyers": float(buyers.sum()), "relevant": float((buyers & hit).sum())}
    return found | {name: auc(value[buyers], hit[buyers]) for name, value in values.items()}


def main() -> None:
    seeds = [int(text) for text in sys.argv[1:]] or [101, 102, 103]
    print(f"as of {CUTOFF}; seeds {', '.join(map(str, seeds))}")
    for regime in REGIMES:
        table = pd.DataFrame({seed: measure(seed, regime) for seed in seeds})
        table["mean"] = table.mean(axis=1)
        table["sd"] = table[seeds].std(axis=1, ddof=1) if len(seeds) > 1 else np.nan
        print(f"\n{regime}\n{table.round(2).to_string()}", flush=True)


if __name__ == "__main__":
    main()
