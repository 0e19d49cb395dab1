"""Win now and expand later: the open pipeline by measured conversion, and what accounts like it bought next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.expansion import expansion, fit_expansion
from kam_analytics.factors.expected import expected_share, fit_expected, size_of
from kam_analytics.factors.parts import figure, loaded, rated, weighted
from kam_analytics.factors.peers import fit_peers, position
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["WinExpand"]

Floats = NDArray[np.float64]

_EVIDENCE = ["open_deals", "open_deals_unvalued", "open_amount", "won_24m", "lost_24m"]


@dataclass(frozen=True)
class WinExpand(Named):
    """The weighted mean of pipeline and expansion, over those that the tables tell.

    pipeline = 100 x the share of accounts that expect less for their size: sum of (open amount x conversion) / (money +
    typical). conversion of a stage = (won + k x win rate) / (won + lost + k) over all closed opportunities that reached
    it; win rate = won / (won + lost) of all. A stage comes from the history of stages; without one, from the stage at
    closing, and only where both outcomes were seen in it: where won deals are renamed at closing and lost ones are not,
    the stage tells nothing. typical = the median positive money, so that one small deal does not lift a tiny account to
    the top. Deals of unknown amount count with the typical deal (`expected.expected_share`). What sellers typed as
    probability is not used. Not tested yet.

    expansion = 100 x the share of accounts that expect less from families they do not buy yet, for their size
    (`expansion.expansion`). Judgement.

    Parameters
    ----------
    prior_deals
        k, the weight of the win rate in deals.
    least_closed
        Fewer closed opportunities than this measure nothing: then there is no pipeline.
    weights
        Of pipeline and expansion.
    """

    name: str = "win_expand"
    basis: Basis = "untested"
    needs: tuple[str, ...] = ("opportunity", "product")
    order: int = 3
    prior_deals: float = 10.0
    least_closed: int = 30
    weights: tuple[float, float] = (2.0, 1.0)

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return conversion by stage, uptake by family, and the places of what is expected of both."""
        nothing = np.zeros(len(features))
        found = fit_expected(features, self.prior_deals, self.least_closed)
        if found:
            found |= {"place": fit_peers(nothing, expected_share(features, found))}
        families = fit_expansion(features)
        if families:
            share = figure(expansion(features, families), "expansion_share")
            found |= {"expansion": families, "expansion_place": fit_peers(nothing, share)}
        return found

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return the values; no open deals are 0 expected, and who buys nothing has no expansion."""
        deals = "place" in parameters and loaded(features, "open_deals")
        families = "expansion" in parameters and loaded(features, "families")
        if not deals and not families:
            few = loaded(features, "open_deals")
            return FactorValues.absent(features, f"factors.absent.{'few_closed_deals' if few else 'needs_opportunity'}")
        parts: list[tuple[float, Floats]] = []
        evidence = pd.DataFrame(index=features.index)
        if deals:
            place, figures = self._pipeline(features, parameters)
            parts.append((self.weights[0], 100.0 * place))
            evidence = evidence.join(figures)
        if families:
            place, figures = self._expansion(features, parameters)
            parts.append((self.weights[1], 100.0 * place))
            evidence = evidence.join(figures)
        return FactorValues.of(
            weighted(parts),
            evidence.join(rated(features, self.name)),
            "factors.absent.needs_opportunity",
            "factors.missing.no_recent_products",
        )

    def _pipeline(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> tuple[Floats, pd.DataFrame]:
        share = expected_share(features, parameters)
        place = position(np.zeros(len(features)), share, parameters["place"])
        size = size_of(features, float(parameters["typical_money"]))
        figures = features[_EVIDENCE].assign(
            expected_amount=np.round(share * size, 6),
            win_rate=float(parameters["win_rate"]),
            accounts_below=np.round(place, 6),
        )
        if parameters.get("deal_measure") == "count":
            figures = figures.drop(columns=["open_amount", "expected_amount"])
        return place, figures

    def _expansion(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> tuple[Floats, pd.DataFrame]:
        figures = expansion(features, parameters["expansion"])
        place = position(np.zeros(len(features)), figure(figures, "expansion_share"), parameters["expansion_place"])
        return place, figures.assign(expansion_part=np.round(100.0 * place, 6))
