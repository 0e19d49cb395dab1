"""Upside of a company: what its accounts could reach together above the year behind them, times the odds of staying.

Each account's range holds nine in ten by itself. Adding up all low ends, or all high ends, would say that every account
ends at the same end at once. So the company is drawn many times: each account's best year from the shape of past
surprises in its own range, with a part that all accounts share (`spread`). One draw's upside is the sum of
max(0, best year - revenue) x likelihood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.scoring.attainable import TOO_SHORT, Reach, reach
from kam_analytics.scoring.spread import NODES, outcomes
from kam_analytics.scoring.staying import TOO_SHORT as NO_LIKELIHOOD

__all__ = ["DRAWS", "Upside", "company_upside"]

Floats = NDArray[np.float64]

DRAWS = 1000
LARGEST = 5000
"""Accounts with the most room, each drawn by itself; of the others every n-th stands for n."""
SAMPLE = 5000
_SEED = 11
_BLOCK = 1000
_ENDS = (0.05, 0.95)

OLD = "scoring.upside.renew"
"""Why there is no upside: the calibration was fitted before it kept the shape of past surprises."""
NOBODY = "scoring.upside.nobody"
"""Why there is no upside: no account bought in the last twelve months."""


@dataclass(frozen=True, eq=False)
class Upside:
    """A company's upside.

    Attributes
    ----------
    low, high
        5th and 95th percentile of the draws, in the base currency; NaN where there is none.
    accounts
        How many have a range and a likelihood.
    shared
        Share of the surprise that all accounts have in common, 0..1.
    expected
        Mean over the draws of each account's part, in the order of the features; NaN where not known, and for small
        accounts of very many that were not drawn themselves. It says in which accounts the upside lies.
    reason
        Why there is none (a message code).
    """

    low: float
    high: float
    accounts: int
    shared: float
    expected: Floats
    reason: str | None = None


def company_upside(features: pd.DataFrame, likelihood: Floats, parameters: Mapping[str, Any]) -> Upside:
    """Return the upside of all accounts together as a 90% range, money rounded to 6 decimals.

    The same at each call, whatever the order of the rows: accounts draw their chance in the order of their ids.

    Parameters
    ----------
    features
        Of all accounts.
    likelihood
        Of staying, 0..1, by row of the features; NaN: not known, and the account is left out.
    parameters
        What `fit_attainable` gave.
    """
    by_row = np.full(len(features), np.nan)
    order = np.argsort(features["account_id"].to_numpy(object), kind="stable")
    found, likelihood = reach(features.iloc[order], parameters), likelihood[order]
    reason = _missing(parameters, found, likelihood)
    if reason is not None or found is None:
        return Upside(np.nan, np.nan, 0, np.nan, by_row, reason)
    odds = likelihood[found.known]
    told, shared = np.isfinite(odds), float(parameters["shared"])
    total, expected = _drawn(found, np.where(told, odds, 0.0), np.asarray(parameters["spread"], float), shared)
    by_row[order[found.known]] = np.where(told, np.round(expected, 6), np.nan)
    low, high = (round(float(end), 6) for end in np.quantile(total, _ENDS))
    return Upside(low, high, int(told.sum()), shared, by_row)


def _missing(parameters: Mapping[str, Any], found: Reach | None, likelihood: Floats) -> str | None:
    if not parameters:
        return TOO_SHORT
    if "spread" not in parameters:
        return OLD
    if found is None:
        return NOBODY
    return None if np.isfinite(likelihood[found.known]).any() else NO_LIKELIHOOD


def _drawn(found: Reach, odds: Floats, shapes: Floats, shared: float) -> tuple[Floats, Floats]:
    """Return the sum of each draw, and each account's mean; accounts in blocks, so that memory stays small."""
    chance = np.random.default_rng(_SEED)
    common = np.sqrt(shared) * chance.standard_normal((DRAWS, 1))
    total, expected = np.zeros(DRAWS), np.full(odds.size, np.nan)
    rows, stands_for = _chosen(np.maximum(found.money(found.high) - found.level, 0.0) * odds)
    for start in range(0, rows.size, _BLOCK):
        part = rows[start : start + _BLOCK]
        normal = common + np.sqrt(1.0 - shared) * chance.standard_normal((DRAWS, part.size))
        score = np.empty_like(normal)
        for band, shape in enumerate(shapes):
            inside = found.band[part] == band
            score[:, inside] = np.interp(normal[:, inside], NODES, shape)
        logs = outcomes(score, found.low[part], found.middle[part], found.high[part])
        level = found.level[part]
        best = (level + found.scale) * np.exp(logs) - found.scale
        room = np.maximum(best - level, 0.0) * odds[part]
        total += (room * stands_for[start : start + _BLOCK]).sum(axis=1)
        expected[part] = room.mean(axis=0)
    return total, expected


def _chosen(room: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Return which accounts are drawn, in their order, and how many each stands for."""
    order = np.argsort(-room, kind="stable")
    rest = order[LARGEST:]
    count = min(SAMPLE, rest.size)
    places = np.round((np.arange(count) + 0.5) * rest.size / max(count, 1) - 0.5).astype(np.intp)
    rows = np.concatenate([order[:LARGEST], rest[places]])
    weight = np.concatenate([np.ones(min(LARGEST, order.size)), np.full(count, rest.size / max(count, 1))])
    by_row = np.argsort(rows, kind="stable")
    return rows[by_row], weight[by_row]
