"""Likeness to the accounts that became large, by industry, country and what they buy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import entries, figure, loaded
from kam_analytics.factors.types import Parameters

__all__ = ["fit_likeness", "likeness"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Shares = list[dict[str, float]]

LARGE = 0.9
"""Large: in the top tenth by revenue of the last year."""
LEAST_LARGE = 8
"""Fewer accounts that became large say nothing of what they have in common."""
PRIOR_ACCOUNTS = 10.0
"""k: the weight, in accounts, of a category being like all others."""
_WORDS = ("industry", "country")
_NOW, _THEN = slice(0, 2), slice(4, 6)


def fit_likeness(features: pd.DataFrame) -> Parameters:
    """Return by attribute and category ln of how much more often it became large than all accounts did.

    lift = (large + k p) / (all + k) / p, where p is the share of all accounts that are in the comparison and became
    large. Industry and country count an account once; families count it by their shares of its revenue, so that wide
    buying, which comes with size, is no likeness. Large: the top tenth by the last two half-years that was not in the
    top tenth two years before; where fewer than eight accounts became large, or history is shorter, simply the top
    tenth (`measure`: became, is). Empty where fewer than eight are large, or nothing is known of the accounts. Source:
    naive Bayes with m-estimates (Cestnik 1990).
    """
    large, measure = _large(features)
    if large.sum() < LEAST_LARGE:
        return {}
    known = np.nan_to_num(figure(features, "money")) > 0
    lifts = {name: _lifts(shares, large, known) for name, shares in _attributes(features).items()}
    lifts = {name: lift for name, lift in lifts.items() if len(lift) > 1}
    return {"measure": measure, "large": int(large.sum()), "lifts": lifts} if lifts else {}


def likeness(features: pd.DataFrame, parameters: Mapping[str, Any]) -> pd.DataFrame:
    """Return `likeness`, the sum of ln lifts, and one column per attribute (`likeness_industry` ...).

    A category that nobody had then counts 0; an attribute that the account lacks is NaN, and the account too where it
    has none.
    """
    lifts: Mapping[str, Mapping[str, float]] = parameters["lifts"]
    attributes = _attributes(features)
    columns = {
        f"likeness_{name}": np.array(
            [_mean(shares, lift) for shares in attributes.get(name, [{}] * len(features))], dtype=float
        )
        for name, lift in lifts.items()
    }
    parts = np.stack(list(columns.values())).reshape(len(lifts), len(features))
    some = np.isfinite(parts).sum(axis=0) > 0
    total = np.where(some, np.nansum(parts, axis=0), np.nan)
    return pd.DataFrame({"likeness": total} | columns, index=features.index).round(6)


def _mean(shares: Mapping[str, float], lifts: Mapping[str, float]) -> float:
    return sum(share * lifts.get(category, 0.0) for category, share in shares.items()) if shares else float("nan")


def _large(features: pd.DataFrame) -> tuple[Bools, str]:
    """Return who became large, else who is."""
    halves = [np.asarray(cell, float) for cell in features["half_years"]]
    now = np.array([cell[_NOW].sum() if cell.size >= _NOW.stop else 0.0 for cell in halves], dtype=float)
    then = np.array([cell[_THEN].sum() if cell.size >= _THEN.stop else 0.0 for cell in halves], dtype=float)
    became = _top(now) & ~_top(then)
    if (then > 0).any() and became.sum() >= LEAST_LARGE:
        return became, "became"
    return _top(np.nan_to_num(figure(features, "money"))), "is"


def _top(amounts: Floats) -> Bools:
    positive = amounts[amounts > 0]
    if not positive.size:
        return np.zeros(amounts.size, bool)
    top: Bools = amounts > np.quantile(positive, LARGE)
    return top


def _attributes(features: pd.DataFrame) -> dict[str, Shares]:
    """Return by attribute what of each account is in which category, as shares of 1."""
    found: dict[str, Shares] = {}
    for name in _WORDS:
        if loaded(features, name):
            found[name] = [{str(cell): 1.0} if isinstance(cell, str) else {} for cell in features[name]]
    if loaded(features, "families"):
        found["families"] = [_bought(cell) for cell in features["families"]]
    return found


def _bought(cell: object) -> dict[str, float]:
    amounts = {entry["family"]: max(float(entry["revenue"]), 0.0) for entry in entries(cell)}
    total = sum(amounts.values())
    return {family: amount / total for family, amount in amounts.items() if amount > 0} if total > 0 else {}


def _lifts(shares: Shares, large: Bools, known: Bools) -> dict[str, float]:
    """Return ln lift by category; of accounts with money that have the attribute."""
    every: dict[str, list[float]] = {}
    grown: dict[str, list[float]] = {}
    count = big = 0
    for own, is_large, has_money in zip(shares, large, known, strict=True):
        if not own or not has_money:
            continue
        count, big = count + 1, big + int(is_large)
        for category, share in own.items():
            every.setdefault(category, []).append(share)
            if is_large:
                grown.setdefault(category, []).append(share)
    if not big:
        return {}
    usual = big / count
    return {
        category: round(
            float(np.log((sum(sorted(grown.get(category, []))) + PRIOR_ACCOUNTS * usual)
                         / (sum(sorted(every[category])) + PRIOR_ACCOUNTS) / usual)), 6,
        )
        for category in sorted(every)
    }  # fmt: skip
