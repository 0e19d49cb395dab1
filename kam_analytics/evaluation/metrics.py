"""How good one ranking was: how much of what came later its first accounts held, and how well it ordered the rest.

Scores: larger is better; NaN comes last, tied with its like. Places that ties compete for are shared by expectation,
so no figure depends on the order of rows, and a constant score gets what chance gives. The arithmetic is that of
`weighted`, at a weight of one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from kam_analytics.evaluation import weighted
from kam_analytics.evaluation.weighted import Bools, Floats

__all__ = ["auc", "gain_at", "gain_curve", "ndcg", "precision_at", "spearman", "top_overlap"]


def gain_at(score: ArrayLike, outcome: ArrayLike, share: float = 0.1) -> float:
    """Return the share of the outcome (0..1) that the first `share` of the accounts held.

    Outcomes below 0 count as 0. A constant score gives `share`. NaN without accounts or without an outcome above 0.

    Notes
    -----
    One point of the cumulative gain curve (Witten, Frank & Hall, *Data Mining*, 3rd ed., section 5.7), weighted by
    money instead of counting responders.
    """
    return float(gain_curve(score, outcome, [share])[0])


def gain_curve(score: ArrayLike, outcome: ArrayLike, shares: Sequence[float]) -> Floats:
    """Return `gain_at` for each of the shares (0..1)."""
    score, outcome = _floats(score), _floats(outcome)
    if not len(score):
        return np.full(len(shares), np.nan)
    return weighted.gain_curve(score, outcome, _floats(shares), _once(score))[:, 0]


def precision_at(score: ArrayLike, relevant: ArrayLike, k: int) -> float:
    """Return the share (0..1) of the first `k` accounts that are relevant. NaN with fewer than `k` accounts."""
    score = _floats(score)
    return float(weighted.precision_at(score, _bools(relevant), k, _once(score))[0]) if len(score) else np.nan


def top_overlap(score: ArrayLike, outcome: ArrayLike, k: int) -> float:
    """Return the share (0..1) of the `k` best by outcome that are among the `k` best by score.

    A constant score gives k / n. NaN with fewer than `k` accounts.
    """
    score = _floats(score)
    return float(weighted.top_overlap(score, _floats(outcome), k, _once(score))[0]) if len(score) else np.nan


def ndcg(score: ArrayLike, outcome: ArrayLike) -> float:
    """Return the normalised discounted cumulative gain (0..1) over all accounts.

    Sum of outcome / log2(place + 1), over the same sum in the order of the outcome. Outcomes below 0 count as 0.
    NaN without accounts or without an outcome above 0.

    Notes
    -----
    Jarvelin & Kekalainen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20 (2002), with the discount
    log2(place + 1) of Burges et al. (2005); ties as in McSherry & Najork, "Computing information retrieval performance
    measures efficiently in the presence of tied scores" (2008).
    """
    score = _floats(score)
    return float(weighted.ndcg(score, _floats(outcome), _once(score))[0]) if len(score) else np.nan


def auc(score: ArrayLike, relevant: ArrayLike) -> float:
    """Return the chance (0..1) that a relevant account stands above one that is not; ties count half.

    NaN where all or none are relevant.

    Notes
    -----
    Mann & Whitney's U over the number of pairs (Hanley & McNeil, Radiology 143, 1982).
    """
    score = _floats(score)
    return float(weighted.auc(score, _bools(relevant), _once(score))[0]) if len(score) else np.nan


def spearman(x: ArrayLike, y: ArrayLike) -> float:
    """Return the rank correlation (-1..1), equal values at their middle rank. NaN below 3 accounts or if constant."""
    x = _floats(x)
    return float(weighted.spearman(x, _floats(y), _once(x))[0]) if len(x) else np.nan


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _bools(values: ArrayLike) -> Bools:
    return np.asarray(values, dtype=np.bool_)


def _once(score: Floats) -> Floats:
    return np.ones((len(score), 1))
