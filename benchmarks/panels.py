"""Companies in which nobody grows, and companies in which everybody drifts: what does the back-test say of them?

On the first no formula may reach |rho| 0.05 beyond the twins' level, nor may any signal pass; on the second the trend
has to show what there is, beside an oracle that knows each account's drift. Prints a few lines per company.

Usage: panels.py [SEEDS [NAME ...]]   (seeds 1 to SEEDS, 1 without it; all companies unless some are named)
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from kam_analytics.evaluation import Backtest
from kam_analytics.evaluation.bootstrap import Draws, Interval, interval
from kam_analytics.evaluation.growth import rho_of
from kam_analytics.factors import all_factors
from kam_analytics.pipeline.backtesting import run
from kam_analytics.pipeline.company import Company
from kam_analytics.pipeline.periods import cutoffs_of, period_of
from kam_analytics.scoring import PURPOSES, balanced
from tests.support.panels import NULL, POWER, Panel, simulate
from tests.support.simulated import company_of

HORIZONS = (364,)
FIGURES = (("growth", "rho"), ("growth", "excess"), ("emerging", "auc"), ("retention", "rho"),
           ("revenue", "spearman_minus_ewma"))  # fmt: skip
SHOWN = ("account_potential", "value", "potential", "growth_potential", "renewal_likelihood", "expectation", "ewma",
         "signal:trend", "reversion", "last_growth", "random")  # fmt: skip


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    every = {**NULL, **POWER}
    for seed in range(1, seeds + 1):
        for name, kind in ((name, every[name]) for name in sys.argv[2:] or every):
            started = time.perf_counter()
            panel = simulate(kind, seed)
            with tempfile.TemporaryDirectory() as folder:
                company = company_of(panel, Path(folder), panel.days - 1)
                found = run(
                    company, all_factors(), {purpose: balanced(purpose) for purpose in PURPOSES}, version=name, k=50,
                    cutoffs=None, horizons=HORIZONS, judgement=[],
                )  # fmt: skip
                known = {horizon: oracle(company, panel, horizon) for horizon in HORIZONS} if name in POWER else {}
            print(f"{name:12} seed {seed}: {found.verdict_code}, {time.perf_counter() - started:.0f} s", flush=True)
            for horizon in HORIZONS:
                _show(found.results, horizon)
                if name in POWER:
                    _power(found, horizon, known[horizon])


def oracle(company: Company, panel: Panel, horizon: int) -> Interval:
    """Return rho of the drift itself, over the cut-offs of the back-test."""
    numbers: dict[str, int] = {}
    periods = []
    for day in cutoffs_of(company, horizon):
        accounts = company.features(day)["account_id"].str.removeprefix("A").astype(int).to_numpy()
        periods.append(period_of(company, day, horizon, numbers, {"oracle": panel.drift[accounts]}))
    kept = [period for period in periods if period is not None]
    return interval(rho_of(Draws.of(len(numbers), 400), kept, "oracle"))


def _power(found: Backtest, horizon: int, known: Interval) -> None:
    row = found.figure(horizon, "signal:trend", "growth", "rho")
    told = "none" if row is None else f"{row['value']:.3f} ({row['low']:.3f} to {row['high']:.3f})"
    ends = f"({known.low:.3f} to {known.high:.3f})"
    print(f"    {horizon:3} rho of the trend {told}; of the oracle {known.value:.3f} {ends}")


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
