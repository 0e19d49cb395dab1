"""Whether likelihoods and ranges that were said at past dates came true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kam_analytics.evaluation.reliability import brier, calibration, calibration_error, coverage
from kam_analytics.evaluation.types import RELIABILITY, RESULT
from kam_analytics.evaluation.weighted import Bools, Floats

__all__ = ["Promises", "bins", "held"]

STAYING = "renewal_likelihood"
ATTAINABLE = "attainable"
NAN = float("nan")


@dataclass(frozen=True, eq=False)
class Promises:
    """One cut-off: likelihoods of staying with who did, ranges (low, high) with what was reached; None: none said."""

    likelihood: tuple[Floats, Bools] | None
    ranges: tuple[Floats, Floats, Floats] | None


def held(horizon: int, promises: Sequence[Promises]) -> pd.DataFrame:
    """Return rows of `types.RESULT` over all cut-offs: Brier score and calibration error, and coverage of the range."""
    rows = []
    said = _likelihoods(promises)
    if said is not None:
        for metric, figure in (("brier", brier(*said)), ("calibration_error", calibration_error(*said))):
            rows.append((None, horizon, STAYING, "retention", metric, figure, NAN, NAN, len(said[0]), None))
    ranges = [one.ranges for one in promises if one.ranges is not None]
    if ranges:
        low, high, came = (np.concatenate(parts) for parts in zip(*ranges, strict=True))
        share = coverage(low, high, came)
        rows.append(
            (None, horizon, ATTAINABLE, "revenue", "coverage", share.value, share.low, share.high, share.n, None)
        )
    return pd.DataFrame(rows, columns=list(RESULT))


def bins(horizon: int, promises: Sequence[Promises]) -> pd.DataFrame:
    """Return rows of `types.RELIABILITY`: ten bins of the likelihood of staying."""
    said = _likelihoods(promises)
    if said is None:
        return pd.DataFrame(columns=list(RELIABILITY))
    return calibration(*said).assign(horizon=horizon, likelihood=STAYING)[list(RELIABILITY)]


def _likelihoods(promises: Sequence[Promises]) -> tuple[Floats, Bools] | None:
    found = [one.likelihood for one in promises if one.likelihood is not None]
    if not found:
        return None
    return np.concatenate([said for said, _ in found]), np.concatenate([came for _, came in found])
