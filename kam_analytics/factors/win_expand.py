"""Win now and expand later: the open pipeline, by how often this company wins from each stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import figure, loaded, rated
from kam_analytics.factors.peers import fit_peers, position
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["WinExpand"]

Floats = NDArray[np.float64]
Counts = tuple[int, int]

_EVIDENCE = ["open_deals", "open_deals_unvalued", "open_amount", "won_24m", "lost_24m"]


@dataclass(frozen=True)
class WinExpand(Named):
    """The account's place by expected wins for its size: sum of (open amount x conversion) / (money + typical).

    conversion of a stage = (won + k x win rate) / (won + lost + k) over all closed opportunities that reached it; win
    rate = won / (won + lost) of all. A stage comes from the history of stages; without one, from the stage at closing,
    and only where both outcomes were seen in it: where won deals are renamed at closing and lost ones are not, the
    stage tells nothing. typical = the median positive money, so that one small deal does not lift a tiny account to
    the top. What sellers typed as probability is not used. Not tested yet.

    Parameters
    ----------
    prior_deals
        k, the weight of the win rate in deals.
    least_closed
        Fewer closed opportunities than this measure nothing: then nobody has a value.
    """

    name: str = "win_expand"
    basis: Basis = "untested"
    needs: tuple[str, ...] = ("opportunity",)
    order: int = 3
    prior_deals: float = 10.0
    least_closed: int = 30

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return the win rate, the conversion by stage, the typical money and the places of expected wins."""
        won, lost = (float(np.nansum(figure(features, name))) for name in ("won_deals", "lost_deals"))
        if not loaded(features, "open_deals") or won + lost < self.least_closed:
            return {}
        money = figure(features, "money")
        money = money[np.isfinite(money) & (money > 0)]
        rate = won / (won + lost)
        parameters: Parameters = {
            "win_rate": round(rate, 6),
            "closed": int(won + lost),
            "stages": {
                stage: round((wins + self.prior_deals * rate) / (wins + losses + self.prior_deals), 6)
                for stage, (wins, losses) in sorted(_outcomes(features).items())
            },
            "typical_money": round(float(np.median(money)), 6) if money.size else 1.0,
        }
        share = _share(features, _expected(features, parameters), parameters)
        return parameters | {"place": fit_peers(np.zeros(share.size), share)}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return 100 x the share of accounts that expect less; no open deals are 0 expected, unknown amounts none."""
        if not loaded(features, "open_deals"):
            return FactorValues.absent(features, "factors.absent.needs_opportunity")
        if not parameters:
            return FactorValues.absent(features, "factors.absent.few_closed_deals")
        expected = _expected(features, parameters)
        place = position(np.zeros(len(features)), _share(features, expected, parameters), parameters["place"])
        evidence = features[_EVIDENCE].assign(
            expected_amount=np.round(expected, 6),
            win_rate=float(parameters["win_rate"]),
            accounts_below=np.round(place, 6),
        )
        evidence = evidence.join(rated(features, self.name))
        return FactorValues.of(
            100.0 * place, evidence, "factors.absent.no_deal_amounts", "factors.missing.no_deal_amounts"
        )


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


def _expected(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
    """Return expected wins in money; NaN where deals are open and no amount is known."""
    stages, rate = parameters["stages"], float(parameters["win_rate"])
    sums = [
        sum(float(entry["amount"]) * float(stages.get(entry["stage"], rate)) for entry in cell)
        for cell in features["open_stages"]
    ]
    deals, unvalued = figure(features, "open_deals"), figure(features, "open_deals_unvalued")
    return np.where((deals > 0) & (deals == unvalued), np.nan, np.array(sums, dtype=float))


def _share(features: pd.DataFrame, expected: Floats, parameters: Mapping[str, Any]) -> Floats:
    """Return expected wins for the account's size."""
    money = figure(features, "money")
    size = np.where(money > 0, money, 0.0) + float(parameters["typical_money"])
    share: Floats = np.round(expected / size, 9)
    return share
