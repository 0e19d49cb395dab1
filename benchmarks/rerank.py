"""A changed importance on 100,000 and 1,000,000 accounts, against one numpy pass over the same data, in one run.

The numpy pass is what nobody can do without: one weighted sum over the factor values and the best 500 of it.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from kam_analytics.factors import all_factors
from kam_analytics.scoring import Prepared, balanced, fit, prepare, rerank

SIZES = (100_000, 1_000_000)
RUNS = 20
TOP = 500
AS_OF = dt.date(2026, 10, 31)


def accounts(count: int) -> pd.DataFrame:
    """Make features of accounts: lognormal money, one in ten without orders."""
    chance = np.random.default_rng(7)
    silent = chance.random(count) < 0.1
    money = np.where(silent, 0.0, chance.lognormal(9, 1.6, count).round(6))
    order_days = np.where(silent, 0.0, chance.integers(1, 60, count))
    gap = np.where(order_days > 1, chance.lognormal(3.5, 0.7, count).round(6), np.nan)
    recency = np.where(silent, np.nan, chance.integers(0, 700, count))
    products = np.where(silent, 0.0, chance.integers(1, 40, count))
    nothing = np.zeros(0)
    frame = pd.DataFrame({"account_id": [f"A{number:07}" for number in range(count)], "money": money})
    return frame.assign(
        revenue_12m=money, ttm=money, prior_ttm=money, growth=0.0, growth_constant_currency=np.nan,
        invoices_ttm=order_days, credit_notes_ttm=0.0,
        credit_share=0.0, order_days=order_days, mean_gap_days=gap, recency_days=recency, first_on=None, last_on=None,
        products_ttm=products, families_ttm=np.minimum(products, 8.0), half_years=[nothing] * count,
    )  # fmt: skip


def timed(work: Callable[[int], object]) -> tuple[float, float]:
    """Return p50 and p95 in milliseconds, after one run that does not count."""
    work(0)
    times = []
    for run in range(RUNS):
        started = time.perf_counter()
        work(run)
        times.append((time.perf_counter() - started) * 1000)
    return float(np.quantile(times, 0.5)), float(np.quantile(times, 0.95))


def one_pass(prepared: Prepared) -> Callable[[int], object]:
    values = [f.frame["value"].fillna(50.0).to_numpy(float) for f in prepared.factors.values()]
    matrix = np.column_stack([prepared.log_money, *values])

    def work(run: int) -> object:
        weights = np.full(matrix.shape[1], 0.01 * (run + 1))
        return np.argsort(-(matrix @ weights))[:TOP]

    return work


def measure(count: int) -> None:
    """Print one line; runs in a process of its own, so that the peak of memory is that of this size."""
    features = accounts(count)
    factors = all_factors()
    calibration = fit(features, factors, version="benchmark", fitted_as_of=AS_OF)
    started = time.perf_counter()
    prepared = prepare(features, calibration, factors)
    preparing = time.perf_counter() - started
    preset = balanced("account_potential")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    theirs = timed(one_pass(prepared))
    ours = timed(lambda run: rerank(prepared, replace(preset, factors={**preset.factors, "effort": run % 11})))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:>9,} accounts: rerank p50 {ours[0]:.0f} ms, p95 {ours[1]:.0f} ms; numpy pass p50 {theirs[0]:.0f} ms,"
        f" p95 {theirs[1]:.0f} ms; ratio p50 {ours[0] / theirs[0]:.1f}, p95 {ours[1] / theirs[1]:.1f};"
        f" prepared once in {preparing:.1f} s; peak memory {peak:.0f} MB ({peak - before:.0f} MB over the data)",
        flush=True,
    )


def main() -> None:
    fresh = multiprocessing.get_context("spawn")
    for count in SIZES:
        process = fresh.Process(target=measure, args=(count,))
        process.start()
        process.join()
        if process.exitcode:
            raise SystemExit(process.exitcode)


if __name__ == "__main__":
    main()
