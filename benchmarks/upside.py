"""What upside was said at past dates, and what came: on companies whose data are invented.

Demo companies at a date twelve months before their export, with one earlier date to learn from, and simulated panels at
six dates each, with one to four; two of the panels have a demand that all accounts share and that wanders by 3% and 5%
a month. What came is the sum over the same accounts of max(0, best year reached - revenue). Said is the range as the
product draws it, and the same with nothing shared. Prints only, and is no ground for tuning.

Usage: upside.py [SEED ...]   (101 to 103 without any)
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from emerging import CUTOFF, REGIMES, loaded

from kam_analytics.pipeline.company import Company, Room
from kam_analytics.pipeline.forecasts import YEAR, _month_end, best_year
from kam_analytics.scoring.attainable import PastYear, fit_attainable, reach
from kam_analytics.scoring.upside import company_upside
from tests.support.panels import NULL, simulate
from tests.support.simulated import company_of

PANELS = (("stationary", 0.0), ("churn", 0.0), ("all", 0.0), ("stationary", 0.03), ("all", 0.05))
BACK = (30, 24, 18, 12)
MILLION = 1e6

Said = tuple[float, float]


def demo(seed: int, regime: str) -> str:
    """Return a line on a demo company."""
    with tempfile.TemporaryDirectory() as name:
        analytics = loaded(Path(name), seed, regime)
        facts = analytics.store.visible(analytics.version() or "", None)
        company = Company(
            Room(analytics.engine, analytics.workspace), partial(analytics.store.visible, facts.version), facts.as_of
        )
        outlook, features = analytics.outlook(CUTOFF), company.features(CUTOFF)
        ruler, best = analytics.scope(CUTOFF).calibration.attainable, best_year(company, CUTOFF)
    likelihood = outlook.frame["likelihood"].to_numpy(float)
    apart = company_upside(features, likelihood, ruler | {"shared": 0.0})
    kept = np.isfinite(outlook.upside.expected)
    revenue = features["ttm"].to_numpy(float, na_value=0.0)
    room = np.maximum(best - revenue, 0.0)
    came, staying = float(room[kept].sum()), float((room * likelihood)[kept].sum())
    ends = [float(outlook.frame[f"upside_{end}"].sum()) for end in ("low", "high")]
    figures = [
        revenue[kept].sum(),
        came,
        staying,
        apart.low,
        apart.high,
        outlook.upside.low,
        outlook.upside.high,
        *ends,
    ]
    return f"{regime:<8} {seed:>5} " + " ".join(f"{one / MILLION:8.2f}" for one in figures)


def panel(kind: str, wander: float, seed: int) -> list[tuple[bool, bool, float, float]]:
    """Return, for each date, whether what came lay inside (nothing shared, as said), and the ends as its multiples."""
    made = simulate(replace(NULL[kind], accounts=900, days=6 * YEAR), seed)
    walk = np.random.default_rng(100 + seed).normal(0.0, wander, made.days // 30 + 2).cumsum()
    made = replace(made, amount=np.round(made.amount * np.exp(walk[made.day // 30]), 2))
    with tempfile.TemporaryDirectory() as folder:
        company = company_of(made, Path(folder), made.days - 1)
        days = {back: _month_end(company.end, back) for back in range(12, 73, 6)}
        past = {
            back: PastYear(company.features(day), best_year(company, day))
            for back, day in days.items()
            if company.history(day) >= YEAR
        }
    found = [_held(past[cut], [past[cut + back] for back in BACK if cut + back in past]) for cut in sorted(past)]
    return [one for one in found if one is not None]


def _held(later: PastYear, history: Sequence[PastYear]) -> tuple[bool, bool, float, float] | None:
    fitted = fit_attainable(history)
    ranges = reach(later.features, fitted)
    if ranges is None:
        return None
    came = float(np.maximum(later.best_year[ranges.known] - ranges.level, 0.0).sum())
    sure = np.ones(len(later.features))
    said = company_upside(later.features, sure, fitted)
    apart = company_upside(later.features, sure, fitted | {"shared": 0.0})
    inside = [one.low <= came <= one.high for one in (apart, said)]
    return inside[0], inside[1], said.low / came, said.high / came


def main() -> None:
    seeds = [int(text) for text in sys.argv[1:]] or [101, 102, 103]
    print(
        f"as of {CUTOFF}, millions; came, the same times likelihood, said: nothing shared, as shown, sums of the ends"
    )
    for regime in REGIMES:
        for seed in seeds:
            print(demo(seed, regime), flush=True)
    print("\npanels: dates, share inside with nothing shared, as shown, mean low and high as multiples of what came")
    for kind, wander in PANELS:
        rows = np.array([row for seed in (1, 2) for row in panel(kind, wander, seed)], dtype=float)
        print(
            f"{kind:<12} {wander:.2f} {len(rows):>4} " + " ".join(f"{one:.2f}" for one in rows.mean(axis=0)), flush=True
        )


if __name__ == "__main__":
    main()
