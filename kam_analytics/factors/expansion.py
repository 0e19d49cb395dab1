"""Product expansion: which families an account does not buy yet, and how often accounts like it took them up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import entries, figure, loaded
from kam_analytics.factors.types import Parameters

__all__ = ["expansion", "fit_expansion"]

Floats = NDArray[np.float64]

MOST_FAMILIES = 30
"""Families bought by the most accounts; the others are too rare to learn from."""
LEAST_BUYERS = 5
PRIOR_ACCOUNTS = 20.0
"""Weight of a family's own rate of uptake, in accounts."""


def fit_expansion(features: pd.DataFrame) -> Parameters:
    """Return families, how often buyers of one took up another, and what a family typically is of the buyer's revenue.

    rate(A, B) = (taken up + k x base) / (buyers + k): of the accounts that bought A and not B in the twelve months
    before the last, the share that bought B in the last; base = the same share whatever else they bought. Where the
    history has no such months: of the buyers of A, the share that buys B too. Empty unless two families have five
    buyers each. Source of the form: item-based recommendation (Sarwar et al. 2001) with rates instead of cosines.
    """
    if not loaded(features, "families"):
        return {}
    now, before = (_by_family(features, which) for which in ("revenue", "prior_revenue"))
    buyers = {name: int((amounts > 0).sum()) for name, amounts in now.items()}
    names = sorted((n for n in buyers if buyers[n] >= LEAST_BUYERS), key=lambda n: (-buyers[n], n))[:MOST_FAMILIES]
    if len(names) < 2:  # noqa: PLR2004 - one family has no other
        return {}
    names = sorted(names)
    amounts = np.stack([now[name] for name in names], axis=1)
    bought = amounts > 0
    past = np.stack([before.get(name, np.zeros(len(features))) > 0 for name in names], axis=1)
    rates, base = _uptake(past, bought) if past.any() else _together(bought)
    return {
        "families": names,
        "rates": [[round(float(rate), 6) for rate in row] for row in rates],
        "base": [round(float(rate), 6) for rate in base],
        "shares": [round(share, 6) for share in _shares(amounts, figure(features, "money"))],
    }


def expansion(features: pd.DataFrame, parameters: Mapping[str, Any]) -> pd.DataFrame:
    """Return `expansion_share, expansion_amount, whitespace_families, whitespace_amount`; NaN for who buys nothing.

    The chance that an account takes up a family it does not buy is the mean of rate(A, family) over the families A it
    buys; `expansion_share` = sum of chance x typical share of revenue over the families it does not buy, and the
    amount is that times its money. `whitespace_amount`: the same as if it took up all of them. Judgement.
    """
    names = list(parameters["families"])
    rates, base, shares = (np.asarray(parameters[key], float) for key in ("rates", "base", "shares"))
    now = _by_family(features, "revenue")
    nothing = np.zeros(len(features))
    bought = np.stack([now.get(name, nothing) > 0 for name in names], axis=1)
    buys = np.stack(list(now.values())).max(axis=0) > 0 if now else np.zeros(len(features), bool)
    count = bought.sum(axis=1, keepdims=True)
    chance = np.where(count > 0, bought @ rates / np.maximum(count, 1), base)
    white = ~bought
    share = (white * chance * shares).sum(axis=1)
    money = np.maximum(np.nan_to_num(figure(features, "money")), 0.0)
    columns = {
        "expansion_share": share,
        "expansion_amount": share * money,
        "whitespace_families": white.sum(axis=1).astype(float),
        "whitespace_amount": (white * shares).sum(axis=1) * money,
    }
    known = buys & (money > 0)
    return pd.DataFrame(columns, index=features.index).where(pd.Series(known, features.index)).round(6)


def _by_family(features: pd.DataFrame, which: str) -> dict[str, Floats]:
    """Return revenue by family, an account each."""
    found: dict[str, Floats] = {}
    for row, cell in enumerate(features["families"]):
        for entry in entries(cell):
            if entry["family"] not in found:
                found[entry["family"]] = np.zeros(len(features))
            found[entry["family"]][row] = float(entry[which])
    return found


def _uptake(past: NDArray[np.bool_], bought: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return rates by (family bought before, family taken up) and the base of each family."""
    there = past.sum(axis=1, keepdims=True) > 0
    free, taken = (~past & there).astype(float), (~past & bought & there).astype(float)
    base = taken.sum(axis=0) / np.maximum(free.sum(axis=0), 1.0)
    buyers = past.astype(float)
    rates: Floats = (buyers.T @ taken + PRIOR_ACCOUNTS * base) / (buyers.T @ free + PRIOR_ACCOUNTS)
    return rates, base


def _together(bought: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the share of the buyers of one family that buy the other too."""
    buys = bought.astype(float)
    base = buys.sum(axis=0) / max(float(bought.any(axis=1).sum()), 1.0)
    rates: Floats = (buys.T @ buys + PRIOR_ACCOUNTS * base) / (buys.sum(axis=0)[:, None] + PRIOR_ACCOUNTS)
    return rates, base


def _shares(amounts: Floats, money: Floats) -> list[float]:
    """Return the median share of revenue that each family has among its buyers."""
    shares = []
    for column in amounts.T:
        known = (column > 0) & (money > 0)
        shares.append(float(np.median(np.minimum(column[known] / money[known], 1.0))) if known.any() else 0.0)
    return shares
