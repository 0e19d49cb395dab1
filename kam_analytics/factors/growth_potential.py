"""Growth potential: room by breadth among peers, and the signals of growth that passed this workspace's own test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import figure, loaded, rated, weighted
from kam_analytics.factors.peers import fit_peers, position
from kam_analytics.factors.signals import RAW, SIGNALS, fit_signals, growth_signals
from kam_analytics.factors.sizes import log_size
from kam_analytics.factors.trend import trend
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["GrowthPotential"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GrowthPotential(Named):
    """The weighted mean of room and of each signal that passed, over those that an account has.

    room = 100 x the share of peers of equal size that buy more widely; breadth is counted in families where the
    products name at least two, else in articles. Judgement: no panel known to us shows that breadth tells who grows.
    A signal counts as 100 x the share of accounts of equal size that have less of it, and only where the parameters
    name it in `passed`: the workspace's own evaluation puts it there (`docs/methods.md`). The others are shown
    and leave the value alone.

    Parameters
    ----------
    families_from
        Families that at least one account must buy for breadth to be counted in them.
    weights
        Of room, and of each signal that passed.
    """

    name: str = "growth_potential"
    basis: Basis = "judgement"
    needs: tuple[str, ...] = ("revenue_line",)
    order: int = 1
    families_from: int = 2
    weights: tuple[float, float] = (1.0, 2.0)

    @property
    def signals(self) -> tuple[str, ...]:
        """Names that `passed` may hold."""
        return SIGNALS

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return the breadth measure and its quantiles among peers, the trend, the signals and their places by size."""
        families = features["families_ttm"].to_numpy(float)
        by_family = bool(np.nanmax(families, initial=0.0) >= self.families_from)
        measure = "families_ttm" if by_family else "products_ttm"
        peers = fit_peers(*_size_and_breadth(features, measure))
        signals = fit_signals(features)
        found: Parameters = {"measure": measure, "peers": peers, "trend": signals.get("trend", {})} if peers else {}
        return found | ({"signals": signals, "places": _places(features, signals)} if signals else {})

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return the values; an account without room has one only where it has a signal that passed."""
        if not parameters:
            return FactorValues.absent(features, "factors.absent.no_products")
        room, evidence = self._room(features, parameters)
        passed = [name for name in parameters.get("passed", []) if name in parameters.get("places", {})]
        signals = growth_signals(features, parameters.get("signals", {}))
        places = _at_size(features, signals, parameters)
        parts = [(self.weights[0], room)] + [(self.weights[1], places[name]) for name in passed]
        evidence = evidence.join(_shown(features, signals, places, passed))
        if passed:
            evidence = evidence.assign(judgement_share=self._judged(parts))
        return FactorValues.of(
            weighted(parts),
            evidence.join(rated(features, self.name)),
            "factors.absent.no_products",
            "factors.missing.no_recent_products",
        )

    def _room(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> tuple[Floats, pd.DataFrame]:
        """Return room (NaN for an account that bought nothing lately) and its raw figures."""
        shown = features[["products_ttm", "families_ttm"]]
        if "peers" not in parameters:
            return np.full(len(features), np.nan), shown
        place = position(*_size_and_breadth(features, parameters["measure"]), parameters["peers"])
        figures = shown.assign(breadth_measure=parameters["measure"], peers_below=np.round(place, 6))
        return 100.0 * (1.0 - place), figures.join(_trend(features, parameters))

    def _judged(self, parts: list[tuple[float, Floats]]) -> Floats:
        """Return the weight of room in each value."""
        known = np.isfinite(np.stack([part for _, part in parts]))
        weight = known * np.array([weight for weight, _ in parts])[:, None]
        total = weight.sum(axis=0)
        share: Floats = np.where(total > 0, np.round(weight[0] / np.where(total > 0, total, 1.0), 6), np.nan)
        return share


def _trend(features: pd.DataFrame, parameters: Mapping[str, Any]) -> pd.DataFrame:
    """Return the trend's figures and what becomes of it, for each account."""
    fitted = parameters["trend"]
    figures = trend(features, fitted)
    known = np.isfinite(figure(figures, "trend_growth"))
    status = "no_history" if not fitted else "neutral" if fitted["tau2"] > 0 else "noise"
    if status == "neutral":
        counts = "counts" if "trend" in parameters.get("passed", []) else "neutral"
        return figures.assign(trend_status=[f"factors.trend.{counts if there else 'no_history'}" for there in known])
    return figures.assign(trend_status=f"factors.trend.{status}")


def _places(features: pd.DataFrame, signals: Mapping[str, Any]) -> dict[str, Any]:
    """Return the quantiles of each signal by size."""
    size = log_size(features, float(signals["floor"]))
    values = growth_signals(features, signals)
    places = {name: fit_peers(size, figure(values, name)) for name in SIGNALS}
    return {name: place for name, place in places.items() if place}


def _at_size(features: pd.DataFrame, signals: pd.DataFrame, parameters: Mapping[str, Any]) -> dict[str, Floats]:
    """Return 100 x the share of accounts of equal size with less of each signal."""
    found = parameters.get("places", {})
    size = log_size(features, float(parameters["signals"]["floor"])) if found else np.zeros(len(features))
    return {name: 100.0 * position(size, figure(signals, name), place) for name, place in found.items()}


def _shown(
    features: pd.DataFrame, signals: pd.DataFrame, places: Mapping[str, Floats], passed: list[str]
) -> pd.DataFrame:
    """Return of each signal that the data give its raw figures, its place and whether it counts."""
    columns: dict[str, Any] = {}
    for name in (name for name in SIGNALS if name in places and signals[name].notna().any()):
        columns |= {raw: features[raw] for raw in RAW[name] if loaded(features, raw)}
        columns |= {f"signal_{name}": np.round(places[name], 6), f"signal_{name}_counts": name in passed}
    return pd.DataFrame(columns, index=features.index)


def _size_and_breadth(features: pd.DataFrame, measure: str) -> tuple[Floats, Floats]:
    """Return ln money and the breadth of accounts that bought a named article in the window."""
    money = features["money"].to_numpy(float)
    breadth = features[measure].to_numpy(float)
    known = (money > 0) & (features["products_ttm"].to_numpy(float) > 0)
    size = np.round(np.log(np.where(known, money, 1.0)), 9)
    return np.where(known, size, np.nan), np.where(known, breadth, np.nan)
