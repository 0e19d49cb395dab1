"""Courses of lessons made by hand: heavy-tailed accounts whose factors tell nothing, or something, of what comes."""

from __future__ import annotations

import datetime as dt

import numpy as np

from kam_analytics.evaluation.lesson import Lesson
from kam_analytics.evaluation.period import Ahead, Period
from kam_analytics.evaluation.suggest import Course

NAMES = ("growth_potential", "renewal_likelihood", "win_expand", "effort", "relationship", "fit", "logo")
MONEY = "current_revenue"
STEP = float(np.log(1.5))
LAST = dt.date(2025, 6, 27)
HORIZON = 182
BACK = (364, 273, 182, 0)
"""Days of the lessons before the last one: the window of all but that had closed by then."""


def course(seed: int, accounts: int = 1500, *, told: float = 0.0, factor: str = "fit") -> Course:
    """Return four lessons and those of three twins.

    Money is right up to chance, and each account keeps most of its factors from date to date; half of them go with
    size. Nothing tells what comes beyond money, but for `factor`: from its middle to its end it is worth `told` of the
    logarithm, in the company and not in twins.
    """
    rng = np.random.default_rng(seed)
    size = rng.normal(0, 1.5, accounts)
    own = rng.normal(size=(accounts, len(NAMES))) + 0.7 * size[:, None] * (np.arange(len(NAMES)) % 2)
    rare = rng.uniform(0.2, 3.0, accounts)

    def lesson(back: int, slope: float) -> Lesson:
        level = size + rng.normal(0, 0.3, accounts)
        drawn = 0.9 * own + 0.45 * rng.normal(size=own.shape)
        value = 100 * drawn.argsort(axis=0).argsort(axis=0) / (accounts - 1)
        parts = STEP * (value - 50) / 50
        parts[rng.random(parts.shape) < 0.1] = np.nan
        pull = slope * np.nan_to_num(parts[:, NAMES.index(factor)]) / STEP
        halves = [_bought(np.exp(9 + level + pull) / 2, rare, rng) for _ in range(2)]
        revenue = halves[0] + halves[1]
        scale = float(np.median(revenue[revenue > 0]))
        expected = np.log1p(np.exp(9 + level) / scale) * (1 - np.exp(-2 * rare))
        period = Period(
            LAST - dt.timedelta(days=back), np.arange(accounts),
            Ahead(revenue, (halves[0], halves[1]), revenue > 0, scale, expected, rare),
        )  # fmt: skip
        return Lesson(period, HORIZON, NAMES, parts, 9 + level + np.log(365.25 / HORIZON))

    real = [lesson(back, told) for back in BACK]
    twins = [[lesson(back, 0.0) for back in BACK] for _ in range(3)]
    return Course(HORIZON, [one.period.cutoff for one in real], real, twins)


def _bought(mean: np.ndarray, rate: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the sum of as many baskets as orders come, each basket with a heavy tail."""
    orders = rng.poisson(rate)
    return mean / rate * orders * np.exp(rng.normal(-0.32, 0.8, len(mean)))
