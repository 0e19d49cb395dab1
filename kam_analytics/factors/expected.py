"""What the open opportunities may bring: each by how often this company has won from its stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import figure, loaded
from kam_analytics.factors.types import Parameters

__all__ = ["expected_share", "fit_expected", "size_of"]

Floats = NDArray[np.float64]
Counts = tuple[int, int]


def fit_expected(features: pd.DataFrame, prior_deals: float, least_closed: int) -> Parameters:
    """Return the win rate, the conversion by stage, the typical money and the typical share of a deal.

    Empty when fewer than `least_closed` opportunities have closed. See `expected_share`.
    """
    won, lost = (float(np.nansum(figure(features, name))) for name in ("won_deals", "lost_deals"))
    if not loaded(features, "open_deals") or won + lost < least_closed:
        return {}
    money = figure(features, "money")
    money = money[np.isfinite(money) & (money > 0)]
    rate = won / (won + lost)
    typical = round(float(np.median(money)), 6) if money.size else 1.0
    share, measure = _typical_deal(features, size_of(features, typical))
    return {
        "win_rate": round(rate, 6),
        "closed": int(won + lost),
        "stages": {
            stage: round((wins + prior_deals * rate) / (wins + losses + prior_deals), 6)
            for stage, (wins, losses) in sorted(_outcomes(features).items())
        },
        "typical_money": typical,
        "typical_deal": share,
        "deal_measure": measure,
    }


def size_of(features: pd.DataFrame, typical_money: float) -> Floats:
    """Return money + typical money, so that one small deal does not lift a tiny account to the top."""
    money = figure(features, "money")
    size: Floats = np.where(money > 0, money, 0.0) + typical_money
    return size


def expected_share(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
    """Return expected wins for the account's size: sum of conversion x amount / size over its open deals.

    A deal of unknown amount counts with the typical one: the median, over accounts, of the mean won deal as a share of
    the account's size; of the open deals where no won one has an amount; 1, which makes it a number of deals, where no
    deal has any. A stage that nobody knows counts with the win rate. So at a past date, where neither amounts nor
    stages of open deals are known, it is the number of open deals x win rate x the typical deal.
    """
    stages, rate = parameters["stages"], float(parameters["win_rate"])
    typical = float(parameters.get("typical_deal", 0.0))
    size = size_of(features, float(parameters["typical_money"]))
    money, deals = np.zeros(len(features)), np.zeros(len(features))
    for row, cell in enumerate(features["open_stages"]):
        for entry in cell:
            conversion = float(stages.get(entry["stage"], rate))
            money[row] += float(entry["amount"]) * conversion
            deals[row] += float(entry.get("unvalued", 0)) * conversion
    share: Floats = np.round(money / size + deals * typical, 9)
    return np.where(np.isfinite(figure(features, "open_deals")), share, np.nan)


def _typical_deal(features: pd.DataFrame, size: Floats) -> tuple[float, str]:
    """Return the typical deal as a share of the account's size, and what it was measured on."""
    open_valued = figure(features, "open_deals") - figure(features, "open_deals_unvalued")
    sources = (
        ("won", figure(features, "won_amount_24m"), figure(features, "won_valued_24m")),
        ("open", figure(features, "open_amount"), open_valued),
    )
    for measure, amount, deals in sources:
        known = (deals > 0) & (amount > 0)
        if known.any():
            return round(float(np.median(amount[known] / deals[known] / size[known])), 9), measure
    return 1.0, "count"


def _outcomes(features: pd.DataFrame) -> dict[str, Counts]:
    """Return won and lost of the closed deals that reached each stage."""
    seen: dict[bool, dict[str, Counts]] = {True: {}, False: {}}
    for cell in features["closed_stages"]:
        for entry in cell:
            counts = seen[bool(entry["tracked"])]
            won, lost = counts.get(entry["stage"], (0, 0))
            counts[entry["stage"]] = (won + int(entry["won"]), lost + int(entry["lost"]))
    at_closing = {stage: counts for stage, counts in seen[False].items() if min(counts) > 0}
    return at_closing | seen[True]
