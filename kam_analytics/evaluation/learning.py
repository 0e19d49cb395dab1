"""Importances learned from what came: least squares whose weights cannot be negative, drawn to those in use.

An order knows ratios only, so it is drawn to c times the importances in use, and c is fitted with the rest. Where money
counts, c is also the weight of money: it keeps its importance, and the others are read in units of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_triangular
from scipy.optimize import nnls

from kam_analytics.evaluation.weighted import Floats

__all__ = ["FULL", "STRENGTHS", "Moments", "chosen", "importances", "moments", "shrunk", "total"]

FULL = 10
STRENGTHS = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0, float("inf"))
"""How hard it is drawn; at 1 as hard as the mean factor of the data pulls. Infinite: the importances in use."""
_JITTER = 1e-9


@dataclass(frozen=True, eq=False)
class Moments:
    """Sums of products over accounts: of columns with each other, and of columns with the outcome.

    Money is the first column where it counts, then the factors.
    """

    gram: Floats
    cross: Floats

    def less(self, twins: Sequence[Moments]) -> Moments:
        """Return them with the mean product of columns and outcome on twins taken off: what is left is no artefact."""
        if not twins:
            return self
        return Moments(self.gram, self.cross - np.mean([twin.cross for twin in twins], axis=0))

    def loss(self, weights: Floats) -> float:
        """Return half the squared error of weights, less a constant."""
        return float(weights @ self.gram @ weights / 2 - self.cross @ weights)


def moments(columns: Floats, outcome: Floats) -> Moments:
    """Return the moments of centred columns and outcomes, one row per account."""
    return Moments(columns.T @ columns, columns.T @ outcome)


def total(parts: Iterable[Moments]) -> Moments:
    """Return the moments of all parts together; at least one."""
    listed = list(parts)
    return Moments(np.sum([one.gram for one in listed], axis=0), np.sum([one.cross for one in listed], axis=0))


def shrunk(seen: Moments, used: Floats, strength: float, *, money: float = 0.0) -> Floats:
    """Return the weights of money (where it counts) and of the factors, none below 0.

    They minimise |y - Xb|^2 + strength g sum (b_i - c w_i)^2 over b and c, with g the mean squared column of a factor;
    the weight of money is c times its importance. Strength 0 is plain non-negative least squares, an infinite one
    gives c times the importances in use.

    Parameters
    ----------
    used
        Importances of the factors in use, over 10.
    money
        Importance of money over 10; 0: it has no column.
    """
    size = len(used)
    start = int(money > 0)
    turned = np.zeros((start + size, 1 + size))
    turned[:start, 0] = money
    turned[start:, 1:] = np.eye(size)
    if np.isinf(strength):
        line = np.r_[[money] * start, used]
        length = float(line @ seen.gram @ line)
        alone: Floats = line * (max(float(seen.cross @ line), 0.0) / length if length > 0 else 0.0)
        return alone
    away = np.column_stack([-used, np.eye(size)])
    pull = strength * float(np.diag(seen.gram)[start:].mean())
    squares = turned.T @ seen.gram @ turned
    system = squares + pull * away.T @ away + np.eye(1 + size) * _JITTER * max(float(np.trace(squares)), _JITTER)
    lower = np.linalg.cholesky(system)
    solved = nnls(lower.T, solve_triangular(lower, turned.T @ seen.cross, lower=True))[0]
    weights: Floats = turned @ solved
    return weights


def chosen(folds: Sequence[Moments], used: Floats, *, money: float = 0.0) -> float:
    """Return the strength under which held-out accounts are told best; the largest within one standard error of it.

    Parameters
    ----------
    folds
        Moments of the same columns, each of other accounts.

    Notes
    -----
    Breiman, Friedman, Olshen & Stone, *Classification and Regression Trees* (1984), section 3.4.3, with the standard
    error of the paired difference.
    """
    losses = np.array([[_held_out(folds, at, used, one, money) for at in range(len(folds))] for one in STRENGTHS])
    best = losses[int(losses.sum(axis=1).argmin())]
    apart = losses - best
    within = apart.mean(axis=1) <= apart.std(axis=1, ddof=1) / np.sqrt(len(folds))
    return float(np.array(STRENGTHS)[within].max())


def _held_out(folds: Sequence[Moments], at: int, used: Floats, strength: float, money: float) -> float:
    others = [fold for place, fold in enumerate(folds) if place != at]
    return folds[at].loss(shrunk(total(others), used, strength, money=money))


def importances(weights: Floats, used: Floats, *, money: float = 0.0) -> list[int]:
    """Return whole importances 0..10 of the factors; those in use where nothing was learned.

    Money keeps its importance; where it has none, the largest importance stays what it is.
    """
    found = weights[int(money > 0) :]
    unit = weights[0] / money if money > 0 else found.max(initial=0.0) / used.max(initial=0.0) if used.any() else 0.0
    told = found / unit if unit > 0 else used
    return [int(one) for one in np.rint(np.clip(told, 0.0, 1.0) * FULL)]
