"""The back-test of real files: every ranking, ours and the naive ones, as a Markdown table per horizon.

Usage: backtest.py FILE... [--horizon DAYS]...   (91 and 182 without it)
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import pandas as pd

from kam_analytics.evaluation import Backtest
from kam_analytics.evaluation.labels import ranking_label
from kam_analytics.evaluation.suggest import told
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics, ImportOptions, Incoming

COLUMNS = (
    ("revenue", "gain_10"), ("revenue", "gain_10_minus_ewma"), ("revenue", "spearman"), ("growth", "rho"),
    ("growth", "rho_twins"), ("growth", "excess"), ("emerging", "auc"), ("retention", "rho"),
)  # fmt: skip


def ran(files: list[Path], horizons: tuple[int, ...]) -> Backtest:
    """Import the files into a fresh workspace and test it."""
    with tempfile.TemporaryDirectory() as folder:
        analytics = Analytics.open(folder)
        prepared = analytics.prepare([Incoming(path, path.name) for path in files], ImportOptions(yes=True))
        analytics.publish(prepared, "benchmark")
        return analytics.backtest(None, horizons)


def table(found: Backtest, horizon: int) -> str:
    """Return one row per ranking, pooled over the cut-offs, with 95% intervals where there are any."""
    rows = found.results[(found.results["horizon"] == horizon) & found.results["cutoff"].isna()]
    names = [name for name in dict.fromkeys(rows["ranking"]) if name not in {"shuffled", "attainable"}]
    lines = ["| ranking | " + " | ".join(f"{outcome} {metric}" for outcome, metric in COLUMNS) + " |"]
    lines.append("|---" * (len(COLUMNS) + 1) + "|")
    for name in names:
        cells = [_cell(rows[(rows["ranking"] == name)], outcome, metric) for outcome, metric in COLUMNS]
        lines.append(f"| {ranking_label(name)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(rows: pd.DataFrame, outcome: str, metric: str) -> str:
    found = rows[(rows["outcome"] == outcome) & (rows["metric"] == metric) & rows["value"].notna()]
    if found.empty:
        return ""
    row = found.iloc[0]
    ends = "" if pd.isna(row["low"]) else f" ({row['low']:.3f} to {row['high']:.3f})"
    return f"{row['value']:.3f}{ends}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("files", nargs="+", type=Path)
    asked.add_argument("--horizon", type=int, action="append")
    given = asked.parse_args()
    started = time.perf_counter()
    found = ran(given.files, tuple(given.horizon or (91, 182)))
    print(f"{found.accounts} accounts at the newest cut-off; {time.perf_counter() - started:.0f} s with the import\n")
    print(say(found.verdict, **found.verdict_params), "\n")
    for one in found.suggestions:
        code, params = told(one)
        print(f"- {one.purpose}: {say(code, **params)}")
    print()
    for horizon in found.horizons:
        days = ", ".join(day.isoformat() for day in found.cutoffs[horizon])
        print(f"## {horizon} days: cut-offs {days or 'none, the history is too short'}\n")
        if found.cutoffs[horizon]:
            print(table(found, horizon), "\n")
            lift = found.figure(horizon, "shuffled", "revenue", "lift")
            if lift is not None:
                print(f"Shuffled outcomes: mean lift of 1,000 shuffles {lift['value']:.3f}.\n")


if __name__ == "__main__":
    main()
