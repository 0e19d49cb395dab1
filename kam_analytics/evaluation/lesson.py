"""What one cut-off has to teach: what the factors of its accounts contribute, beside what came.

The score says that revenue is in proportion to exp(log score). For next revenue the outcome is Y = ln(1 + R / s), as in
`scoring/expectation.py`, and to first order in the importances

    Y = u + (1 - exp(-u)) sum of w_i z_i,    u = ln(1 + M / s),

with M the money of the score over the same days and z_i the contribution of a factor at importance 10: of accounts that
buy next to nothing no factor can be learned. For growth the outcome is the standardised residual, and contributions are
compared inside bands of equal expectation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kam_analytics.evaluation.learning import Moments, moments
from kam_analytics.evaluation.period import Period
from kam_analytics.evaluation.weighted import Bools, Floats

__all__ = ["FOLDS", "Lesson"]

FOLDS = 5
YEAR = 365.25


@dataclass(frozen=True, eq=False)
class Lesson:
    """A cut-off of the company or of a twin.

    Attributes
    ----------
    names
        Factors, in the order of the columns of `parts`.
    parts
        Contribution to the log score at importance 10, accounts x factors; NaN where an account lacks the factor.
    log_money
        Logarithm of the money of the score, per year; its contribution at importance 10 but for a constant.
    """

    period: Period
    horizon: int
    names: tuple[str, ...]
    parts: Floats
    log_money: Floats

    @property
    def varying(self) -> frozenset[str]:
        """Factors that told accounts apart at this date."""
        known = np.where(np.isfinite(self.parts), self.parts, 0.0)
        return frozenset(
            name for name, low, high in zip(self.names, known.min(0), known.max(0), strict=True) if high > low
        )

    def score(self, factors: Mapping[str, int], *, money: float) -> Floats:
        """Return the log score under importances 0..10, but for a constant; `money`: its importance over 10."""
        weights = np.array([factors.get(name, 0) / 10 for name in self.names])
        total: Floats = np.round(money * self.log_money + self._known(self.names) @ weights, 12)
        return total

    def level(self, names: Sequence[str], *, money: bool) -> list[Moments]:
        """Return the moments of next revenue, by fold of accounts; money is the first column where it counts."""
        ahead = self.period.ahead
        outcome = np.log1p(np.maximum(ahead.revenue, 0.0) / ahead.scale)
        columns = self._known(names)
        if money:
            expected = np.log1p(np.exp(self.log_money) * (self.horizon / YEAR) / ahead.scale)
            columns = np.column_stack([expected, columns * -np.expm1(-expected)[:, None]])
        return self._folds(columns - columns.mean(axis=0), outcome - outcome.mean())

    def growth(self, names: Sequence[str]) -> list[Moments]:
        """Return the moments of growth at equal expectation, by fold of accounts."""
        columns, band = self._known(names), self.period.band
        means = np.array([columns[band == one].mean(axis=0) for one in range(band.max(initial=0) + 1)])
        return self._folds(columns - means[band], self.period.growth)

    def _known(self, names: Sequence[str]) -> Floats:
        places = [self.names.index(name) for name in names]
        found: Floats = np.nan_to_num(self.parts[:, places])
        return found

    def _folds(self, columns: Floats, outcome: Floats) -> list[Moments]:
        """Split by account: one that stands at several cut-offs, or in a twin, is in the same fold there."""
        fold = self.period.accounts % FOLDS
        members: list[Bools] = [fold == one for one in range(FOLDS)]
        return [moments(columns[chosen], outcome[chosen]) for chosen in members]
