"""How much weights can move at all: 100,000 and 1,000,000 accounts under 300 random weightings, seconds and memory."""

from __future__ import annotations

import resource
import time

from rerank import AS_OF, accounts

from kam_analytics.factors import all_factors
from kam_analytics.scoring import balanced, fit, prepare, rerank
from kam_analytics.scoring.leverage import RandomWeights

SIZES = (100_000, 1_000_000)
TOP = 30


def peak() -> float:
    """Return the process's peak of memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    factors = all_factors()
    for size in SIZES:
        features = accounts(size)
        calibration = fit(features, factors, version="benchmark", fitted_as_of=AS_OF)
        prepared = prepare(features, calibration, factors)
        for purpose in ("account_potential", "potential"):
            ranking = rerank(prepared, balanced(purpose))
            before, started = peak(), time.perf_counter()
            found = RandomWeights()(ranking, TOP)
            seconds = time.perf_counter() - started
            whole = "" if found.whole is None else f", {found.whole.mean:.1f} with the importance of revenue drawn too"
            print(
                f"{size:,} accounts, {purpose}: {seconds:.2f} s, peak memory {peak():.0f} MB ({peak() - before:.0f} MB"
                f" over the ranking); {found.bounded.mean:.1f} of the top {TOP} change{whole}",
                flush=True,
            )


if __name__ == "__main__":
    main()
