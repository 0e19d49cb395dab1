"""Suggested weights in companies in which nobody grows, and in companies in which everybody drifts: how often offered?

First 40 courses of 4,000 accounts whose factors tell nothing beyond money: offers, and what leaving them out gains.
Then whole companies: in the first kind nothing but size and rhythm can be learned, so an offer is chance. Prints a line
per company and purpose, then the count of offers.

Usage: suggest.py [SEEDS] [ACCOUNTS]   (companies of seeds 1 to SEEDS, 1 without it; of 1,000 accounts)
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from kam_analytics.evaluation import Suggestion
from kam_analytics.evaluation.suggest import suggest
from kam_analytics.factors import all_factors
from kam_analytics.pipeline.backtesting import run
from kam_analytics.scoring import PURPOSES, balanced
from tests.support.lessons import MONEY, course
from tests.support.panels import NULL, POWER, Company, simulate
from tests.support.simulated import company_of

HORIZONS = (182,)
DAYS = 1000
COURSES = 40


def found(kind: Company, seed: int) -> tuple[Suggestion, ...]:
    """Return the suggestions of a simulated company."""
    panel = simulate(kind, seed)
    with tempfile.TemporaryDirectory() as folder:
        company = company_of(panel, Path(folder), panel.days - 1)
        weights = {purpose: balanced(purpose) for purpose in PURPOSES}
        return run(
            company, all_factors(), weights, version="", k=50, cutoffs=None, horizons=HORIZONS, judgement=[]
        ).suggestions


def courses() -> None:
    """Print the outcomes of courses made by hand."""
    codes: Counter[tuple[str, str]] = Counter()
    gains: dict[str, list[float]] = {purpose: [] for purpose in PURPOSES}
    for seed in range(COURSES):
        taught = course(seed, 4000)
        for purpose in PURPOSES:
            one = suggest(purpose, balanced(purpose).factors, taught, money=MONEY)
            codes[purpose, one.code] += 1
            gains[purpose].append(0.0 if one.code == "unchanged" else one.gain.value)
    for purpose, each in gains.items():
        told = ", ".join(f"{code} {n}" for (of, code), n in sorted(codes.items()) if of == purpose)
        print(
            f"{purpose:18} {told}; gain {sum(each) / len(each):+.3f} in the mean, at most {max(each):+.3f}", flush=True
        )


def main() -> None:
    courses()
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    accounts = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    codes: Counter[tuple[str, str, str]] = Counter()
    for seed in range(1, seeds + 1):
        for name, kind in {**NULL, **POWER}.items():
            started = time.perf_counter()
            for one in found(replace(kind, accounts=accounts, days=DAYS), seed):
                codes["null" if name in NULL else "power", one.purpose, one.code] += 1
                learned = ", ".join(f"{n} {w}" for n, w in one.suggested.items() if n not in one.kept)
                ends = f"{one.gain.value:+.3f} ({one.gain.low:+.3f} to {one.gain.high:+.3f})"
                gain = ends if one.gain.n else "n/a, nothing to compare"
                print(
                    f"{name:12} seed {seed} {one.purpose:18} {one.code:10} {one.metric} {gain}: {learned}", flush=True
                )
            print(
                f"{'':12} {len(one.trained_on)} dates learned from, {time.perf_counter() - started:.0f} s", flush=True
            )
    for (kind_of, purpose, code), n in sorted(codes.items()):
        print(f"{kind_of:6} {purpose:18} {code:12} {n}")


if __name__ == "__main__":
    main()
