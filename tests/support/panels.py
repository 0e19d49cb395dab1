"""Simulated companies as arrays: panels in which nobody grows for a reason, and panels in which everybody drifts.

One row per account and order day. Sizes are heavy-tailed, rhythms differ, an order follows the last after a gap of the
account's own (a renewal process), baskets vary around the account's own mean. Null panels add what fools naive
yardsticks: lumps, seasons, arrival and death, a level that wanders. Power panels add a steady drift and say which.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

YEAR = 364
QUARTER = 91
MONTH = 30


@dataclass(frozen=True)
class Company:
    """What a simulated company is like; sigmas and amplitudes are in logs."""

    accounts: int = 4000
    days: int = 4 * YEAR
    size: float = 1.5
    gap: float = 35
    gap_spread: float = 0.7
    regularity: float = 1
    """Shape of the gaps: 1 is chance alone. Larger is more regular, and then who just ordered will not order soon."""
    basket: float = 0.6
    """Sigma of baskets; that of an account lies between half of it and one and a half times it."""
    common_season: float = 0
    own_season: float = 0
    walk: float = 0
    """Sigma of a month's step of the level."""
    new: float = 0
    """Share of the accounts that arrive inside the panel."""
    churn: float = 0
    """Chance of dying within a year."""
    drift: float = 0
    """Growth or decline in a quarter: 0.1 is +10% or its inverse, by the toss of a coin."""


@dataclass(frozen=True, eq=False)
class Panel:
    """Order days sorted by account and day; `drift` is the oracle: log growth of each account in a quarter."""

    account: np.ndarray
    day: np.ndarray
    amount: np.ndarray
    drift: np.ndarray
    accounts: int
    days: int

    def revenue(self, after: int, until: int) -> np.ndarray:
        """Revenue of each account on days after < day <= until."""
        inside = (self.day > after) & (self.day <= until)
        return np.bincount(self.account[inside], self.amount[inside], minlength=self.accounts)

    def order_days(self, after: int, until: int) -> np.ndarray:
        """Order days of each account in the same window."""
        inside = (self.day > after) & (self.day <= until)
        return np.bincount(self.account[inside], minlength=self.accounts)

    def ewma(self, at: int, half_life: float) -> np.ndarray:
        """Revenue of a year, days weighted by half-life up to `at`."""
        past = self.day <= at
        weight = 0.5 ** ((at - self.day[past]) / half_life)
        return np.bincount(self.account[past], weight * self.amount[past], minlength=self.accounts) * (
            YEAR * np.log(2) / half_life
        )


PLAIN = Company()
LUMPY = replace(PLAIN, gap=70, basket=1)
REGULAR = replace(PLAIN, regularity=3)
"""Nobody grows, but the next order can be told from the last one: not for yardsticks that know no rhythm."""
NULL = {
    "stationary": PLAIN,
    "lumpy": LUMPY,
    "season": replace(PLAIN, common_season=0.5, own_season=0.5),
    "churn": replace(LUMPY, new=0.4, churn=0.15),
    "walk": replace(PLAIN, walk=0.12),
    "all": replace(LUMPY, common_season=0.4, own_season=0.4, new=0.4, churn=0.15, walk=0.12),
}
POWER = {"drift_10": replace(PLAIN, drift=0.1), "drift_20": replace(PLAIN, drift=0.2)}


def simulate(company: Company, seed: int = 0) -> Panel:
    rng = np.random.default_rng(seed)
    n = company.accounts
    size = np.exp(company.size * rng.normal(size=n)) * 10_000
    gap = np.clip(company.gap * np.exp(company.gap_spread * rng.normal(size=n)), 3, YEAR)
    account, time = _orders(company, gap, rng)
    sigma = (company.basket * (0.5 + rng.random(n)))[account]
    basket = np.exp(sigma * rng.normal(size=len(time)) - sigma**2 / 2)
    drift = np.log1p(company.drift) * rng.choice([-1.0, 1.0], n)
    level = drift[account] * (time - company.days / 2) / QUARTER + _season(company, account, time, rng)
    level += _walk(company, account, time, rng)
    amount = size[account] * gap[account] / YEAR * basket * np.exp(level)
    born, dead = _lives(company, rng)
    alive = (time >= born[account]) & (time < dead[account])
    day = np.floor(time[alive]).astype(np.int64)
    key, where = np.unique(account[alive] * company.days + day, return_inverse=True)
    total = np.round(np.bincount(where, amount[alive], minlength=len(key)), 2)
    return Panel(key // company.days, key % company.days, total, drift, n, company.days)


def _orders(company: Company, gap: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Orders by renewal, begun long before the first day so that the panel starts in the middle of things."""
    before = 4 * gap
    mean = (company.days + before) / gap
    count = np.ceil(mean + 5 * np.sqrt(mean / company.regularity) + 5).astype(np.int64)
    account = np.repeat(np.arange(company.accounts), count)
    gaps = rng.gamma(company.regularity, 1 / company.regularity, len(account)) * gap[account]
    time = gaps.cumsum()
    start = np.concatenate([[0.0], time[count.cumsum()[:-1] - 1]])
    time = time - start[account] - before[account]
    inside = (time >= 0) & (time < company.days)
    return account[inside], time[inside]


def _season(company: Company, account: np.ndarray, time: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    phase = rng.random(company.accounts) * 2 * np.pi
    turn = 2 * np.pi * time / YEAR
    return company.common_season * np.cos(turn) + company.own_season * np.cos(turn - phase[account])


def _walk(company: Company, account: np.ndarray, time: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    if not company.walk:
        return np.zeros(len(time))
    months = company.days // MONTH + 1
    steps = company.walk * rng.normal(size=(company.accounts, months))
    return steps.cumsum(axis=1)[account, (time // MONTH).astype(np.int64)]


def _lives(company: Company, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    n = company.accounts
    born = np.where(rng.random(n) < company.new, rng.random(n) * company.days * 0.9, 0.0)
    wait = rng.exponential(size=n)
    hazard = -np.log1p(-company.churn) / YEAR
    return born, born + wait / hazard if hazard else np.full(n, np.inf)
