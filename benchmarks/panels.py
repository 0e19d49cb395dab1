"""Companies in which nobody grows, and companies in which everybody drifts: what does the back-test say of them?

On the first no formula may reach |rho| 0.05 beyond the twins' level, nor may any signal pass; on the second the growth
factor has to show what there is. Prints a few lines per company.

Usage: panels.py [SEEDS]   (seeds 1 to SEEDS, 1 without it)
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from kam_analytics.factors import all_factors
from kam_analytics.pipeline.backtesting import run
from kam_analytics.scoring import PURPOSES, balanced
from tests.support.panels import NULL, POWER, simulate
from tests.support.simulated import company_of

HORIZONS = (364,)
FIGURES = (("growth", "rho"), ("growth", "excess"), ("emerging", "auc"), ("retention", "rho"),
           ("revenue", "spearman_minus_ewma"))  # fmt: skip
SHOWN = ("account_potential", "value", "potential", "growth_potential", "renewal_likelihood", "expectation", "ewma",
         "signal:trend", "reversion", "last_growth", "random")  # fmt: skip


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    for seed in range(1, seeds + 1):
        for name, kind in {**NULL, **POWER}.items():
            started = time.perf_counter()
            panel = simulate(kind, seed)
            with tempfile.TemporaryDirectory() as folder:
                company = company_of(panel, Path(folder), panel.days - 1)
                found = run(
                    company, all_factors(), {purpose: balanced(purpose) for purpose in PURPOSES}, version=name, k=50,
                    cutoffs=None, horizons=HORIZONS, judgement=[],
                )  # fmt: skip
            print(f"{name:12} seed {seed}: {found.verdict_code}, {time.perf_counter() - started:.0f} s", flush=True)
            for horizon in HORIZONS:
                _show(found.results, horizon)


def _show(results: pd.DataFrame, horizon: int) -> None:
    rows = results[results["cutoff"].isna() & (results["horizon"] == horizon)]
    for outcome, metric in FIGURES:
        these = rows[(rows["outcome"] == outcome) & (rows["metric"] == metric)]
        held = dict(zip(these["ranking"], these["value"], strict=True))
        told = "  ".join(f"{one} {held[one]:+.3f}" for one in SHOWN if np.isfinite(held.get(one, np.nan)))
        print(f"    {horizon:3} {outcome} {metric}: {told}", flush=True)
    passed = rows[(rows["metric"] == "passed") & (rows["value"] == 1)]
    print(f"    {horizon:3} passed: {', '.join(passed['ranking']) or 'nothing'}", flush=True)


if __name__ == "__main__":
    main()
