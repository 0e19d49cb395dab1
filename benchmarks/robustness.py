"""Chances of the top 30 and intervals of ranks: 100,000 accounts under 1,000 drawn weights, seconds and memory."""

from __future__ import annotations

import resource
import time

from rerank import AS_OF, accounts

from kam_analytics.factors import all_factors
from kam_analytics.scoring import balanced, fit, prepare, rerank
from kam_analytics.scoring.robustness import Draws

ACCOUNTS = 100_000
TOP = 30


def peak() -> float:
    """Return the process's peak of memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    features, factors = accounts(ACCOUNTS), all_factors()
    calibration = fit(features, factors, version="benchmark", fitted_as_of=AS_OF)
    prepared = prepare(features, calibration, factors)
    for purpose in ("account_potential", "value", "potential"):
        ranking = rerank(prepared, balanced(purpose))
        before, started = peak(), time.perf_counter()
        found = Draws()(ranking, TOP)
        seconds = time.perf_counter() - started
        shares = {mark: f"{count / ACCOUNTS:.3%}" for mark, count in found.counts.items()}
        top = found.frame.head(TOP)["mark"].value_counts().to_dict()
        print(
            f"{purpose}: {seconds:.1f} s, peak memory {peak():.0f} MB ({peak() - before:.0f} MB over the ranking);"
            f" depends on weights {shares['depends_weights']}, on missing data {shares['depends_data']};"
            f" among the top {TOP}: {top}",
            flush=True,
        )


if __name__ == "__main__":
    main()
