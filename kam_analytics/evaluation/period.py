"""One cut-off of a back-test: what was expected of each account, what came, and how rankings ordered them before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np

from kam_analytics.evaluation.bands import bands, below_top, emerging, standard_residual, standardised
from kam_analytics.evaluation.weighted import Bools, Floats, Ints

__all__ = ["Ahead", "Period"]


@dataclass(frozen=True, eq=False)
class Ahead:
    """What accounts bought in the days after a cut-off, and what was expected of them; one entry per account.

    `revenue` of the whole window, `halves` of its first and second half, `bought`: at all; `scale`: s, the median
    positive revenue of the same number of days before; `expected`: E of ln(1 + R / s); `orders`: order days of the same
    number of days before.
    """

    revenue: Floats
    halves: tuple[Floats, Floats]
    bought: Bools
    scale: float
    expected: Floats
    orders: Floats


@dataclass(frozen=True, eq=False)
class Period:
    """A cut-off and its outcome.

    Attributes
    ----------
    accounts
        Number of each account; the same account has the same number at all cut-offs and in all twins.
    band
        Tenth by expectation.
    growth, onward, stayed
        The standardised residual; the standardised growth from the first to the second half of the window, which no
        level before it can tell, only growth that goes on; the standardised mark of having bought.
    emerged, may_emerge
        Who was among the highest of its neighbours in both halves, and who was not yet large. Neighbours are of the
        same tenth and ordered about as often lately: those that order rarely vary more, and would emerge by chance.
    rankings
        By name: a figure per account, larger = better; NaN = none.
    """

    cutoff: dt.date
    accounts: Ints
    ahead: Ahead
    rankings: dict[str, Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ahead = self.ahead
        y = np.log1p(np.maximum(ahead.revenue, 0.0) / ahead.scale)
        band = bands(ahead.expected)
        first, second = (np.log1p(np.maximum(2.0 * half, 0.0) / ahead.scale) - ahead.expected for half in ahead.halves)
        object.__setattr__(self, "band", band)
        object.__setattr__(self, "growth", standard_residual(y, ahead.expected, band))
        object.__setattr__(self, "onward", standardised(second - first, band))
        object.__setattr__(self, "stayed", standardised(ahead.bought.astype(float), band))
        alike = np.empty(len(band))
        alike[np.lexsort((ahead.expected, ahead.orders, band))] = np.arange(len(band))
        object.__setattr__(self, "may_emerge", below_top(ahead.expected))
        object.__setattr__(self, "emerged", emerging(ahead.expected, first, second, alike=alike))

    band: Ints = field(init=False)
    growth: Floats = field(init=False)
    onward: Floats = field(init=False)
    stayed: Floats = field(init=False)
    may_emerge: Bools = field(init=False)
    emerged: Bools = field(init=False)
