"""Whether likelihoods and ranges mean what they say: of those called 30%, did three in ten happen."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from kam_analytics.evaluation.weighted import Bools, Floats

__all__ = ["COLUMNS", "Share", "brier", "calibration", "calibration_error", "coverage", "lean", "wilson"]

COLUMNS = ("predicted", "observed", "low", "high", "n")
"""Columns of `calibration`: mean likelihood, share that happened with its 95% interval, accounts."""


MOST = 0.75
"""Share of the bins that must lie on one side for likelihoods to be called too high or too low."""


@dataclass(frozen=True)
class Share:
    """A share (0..1) of `n` with its Wilson interval; NaN where n is 0."""

    value: float
    low: float
    high: float
    n: int


def wilson(hits: int, n: int, level: float = 0.95) -> Share:
    """Return hits / n with the score interval, which stays inside 0..1 and does not shrink to a point at 0 or n hits.

    (p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)

    Notes
    -----
    Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    if not n:
        return Share(np.nan, np.nan, np.nan, 0)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = hits / n
    middle = share + z * z / (2 * n)
    reach = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low, high = (middle - reach) / (1 + z * z / n), (middle + reach) / (1 + z * z / n)
    # at 0 and n hits the ends are 0 and 1, but for rounding
    return Share(share, min(max(float(low), 0.0), share), max(min(float(high), 1.0), share), n)


def calibration(predicted: ArrayLike, happened: ArrayLike, bins: int = 10, level: float = 0.95) -> pd.DataFrame:
    """Return likelihood against what happened, in bins of about equal count, the least likely first.

    An account is in bin floor(bins * (mid-rank - 1/2) / n), so equal likelihoods are never torn apart; bins that stay
    empty for that are left out. Accounts whose likelihood is NaN take no part.
    """
    likely, came = _known(predicted, happened)
    _, group, size = np.unique(likely, return_inverse=True, return_counts=True)
    middle = (size.cumsum() - size / 2)[group]
    bin_of = np.floor(bins * middle / max(len(likely), 1)).astype(np.int64)
    rows = []
    for one in np.unique(bin_of):
        inside = bin_of == one
        share = wilson(int(came[inside].sum()), int(inside.sum()), level)
        rows.append((float(likely[inside].mean()), share.value, share.low, share.high, share.n))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({**dict.fromkeys(COLUMNS, "float64"), "n": "int64"})


def brier(predicted: ArrayLike, happened: ArrayLike) -> float:
    """Return the mean squared distance of likelihood and event: 0 is perfect, 0.25 a coin's. NaN without accounts.

    Notes
    -----
    Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950), in its form
    for one event.
    """
    likely, came = _known(predicted, happened)
    return float(np.mean((likely - came) ** 2)) if len(likely) else np.nan


def calibration_error(predicted: ArrayLike, happened: ArrayLike, bins: int = 10) -> float:
    """Return the expected calibration error: mean over accounts of the distance |predicted - observed| of their bin.

    NaN without accounts. A perfect likelihood does not reach 0: bins of n accounts deviate by chance, by about
    0.8 sqrt(p (1 - p) / n).

    Notes
    -----
    Naeini, Cooper & Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI (2015), with
    bins of equal count.
    """
    frame = calibration(predicted, happened, bins)
    gap = (frame["predicted"] - frame["observed"]).abs()
    return float((gap * frame["n"]).sum() / frame["n"].sum()) if len(frame) else np.nan


def lean(bins: pd.DataFrame) -> float | None:
    """Return by how much likelihoods were too high, mean over accounts; below 0: too low.

    Parameters
    ----------
    bins
        As `calibration` gives them. Where fewer than three in four lie on the side of the mean there is no direction,
        and the answer is None.
    """
    if bins.empty:
        return None
    gap = bins["predicted"] - bins["observed"]
    mean = float((gap * bins["n"]).sum() / bins["n"].sum())
    return mean if mean and float((gap * mean > 0).mean()) >= MOST else None


def coverage(low: ArrayLike, high: ArrayLike, actual: ArrayLike, level: float = 0.95) -> Share:
    """Return the share of ranges, ends included, that held what came; ranges with a NaN end take no part."""
    lower, upper, came = (np.asarray(values, dtype=np.float64) for values in (low, high, actual))
    known = ~(np.isnan(lower) | np.isnan(upper) | np.isnan(came))
    held = (lower <= came) & (came <= upper) & known
    return wilson(int(held.sum()), int(known.sum()), level)


def _known(predicted: ArrayLike, happened: ArrayLike) -> tuple[Floats, Bools]:
    likely = np.asarray(predicted, dtype=np.float64)
    known = ~np.isnan(likely)
    return likely[known], np.asarray(happened, dtype=np.bool_)[known]
