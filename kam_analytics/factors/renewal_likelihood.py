"""Renewal likelihood: how likely an account is to stay, from the rhythm of its orders and what else is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors import satisfaction
from kam_analytics.factors.parts import figure, loaded, rated, weighted
from kam_analytics.factors.rhythm import DROPOUT, orders_again, shrunk_gap
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["RenewalLikelihood"]

Floats = NDArray[np.float64]

_CASES = ["cases_12m", "cases_severity1_12m", "cases_severity2_12m", "cases_severe_open"]
_MOST_CHANGE = 0.5
_LATE = ["cases_180d", "cases_180d_before"]
_PARTS = {
    "rhythm_part": "order_days",
    "contract_part": "contracts_active",
    "satisfaction_part": "nps_answers",
    "cases_part": "cases_12m",
    "activity_part": "talks_180d",
}
"""The parts in their order, each with a column whose table it needs."""


@dataclass(frozen=True)
class RenewalLikelihood(Named):
    """The weighted mean of rhythm, contracts, satisfaction, cases and late activity, over those that the tables tell.

    Evidence is the rhythm alone; the rest is judgement, and `judgement_share` says how much of a value it is. An
    account has a value when it has a rhythm or a contract: one that merely never complained has not.

    Rhythm is 100 x the chance of at least one order within the horizon, in closed form (`rhythm.orders_again`; not
    calibrated yet: an order, not a percentage).

    Contracts: with r = (renewed + c x portfolio's share) / (ended + c), a running one is worth 100 x (r + (1 - r) x
    min(1, days to the next end / h)); where all have ended, 100 x the share renewed. Where renewed contracts have
    values, renewal_points x their change, cut at -50% and +50%, joins it. Satisfaction: 100 x (mean of the newest
    answers as a share of the scale + trend_weight x their shrunk change). Cases: 100 x 0.75^(n + rise / 2) of the n
    severe ones of twelve months, open ones twice, and the rise of all cases from one half-year to the next. Late
    activity: 100 x (now + 1) / (now + before + 2) of meetings and calls of the last 180 days and of the 180 before.

    Parameters
    ----------
    prior_gaps
        k, the weight of the typical gap in gaps.
    dropout
        a and b: leaving is likelier after few orders.
    horizon_days
        h; a year suits key accounts (`docs/methods.md`).
    prior_contracts
        c, the weight of the portfolio's share renewed in contracts.
    renewal_points
        What a change of contract value by 50% at renewal adds.
    trend_weight
        Weight of the change of answers beside their level.
    weights
        Of rhythm, contracts, satisfaction, cases and late activity.
    """

    name: str = "renewal_likelihood"
    basis: Basis = "evidence"
    needs: tuple[str, ...] = ("revenue_line", "contract")
    order: int = 2
    prior_gaps: float = 1.0
    dropout: tuple[float, float] = DROPOUT
    horizon_days: float = 364.0
    prior_contracts: float = 2.0
    renewal_points: float = 10.0
    trend_weight: float = 0.5
    weights: tuple[float, ...] = (6.0, 2.0, 1.0, 1.0, 1.0)

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return the typical gap in days (the median over accounts with at least two order days), the share renewed."""
        gaps = features["mean_gap_days"].to_numpy(float)
        gaps = gaps[np.isfinite(gaps)]
        ended, renewed = (float(np.nansum(figure(features, f"contracts_{name}"))) for name in ("ended", "renewed"))
        found = {"typical_gap_days": round(float(np.median(gaps)), 6)} if gaps.size else {}
        return found | ({"renewal_share": round(renewed / ended, 6)} if ended else {})

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return the values; an account with neither orders nor a contract has none."""
        if "typical_gap_days" not in parameters and not loaded(features, "contracts_active"):
            return FactorValues.absent(features, "factors.absent.no_repeat_orders")
        rhythm, evidence = self._rhythm(features, parameters)
        contract = self._contract(features, parameters)
        parts = (rhythm, contract, self._satisfaction(features), _cases(features), _activity(features))
        anchored = np.isfinite(rhythm) | np.isfinite(contract)
        value = np.where(anchored, weighted(list(zip(self.weights, parts, strict=True))), np.nan)
        evidence = pd.concat([evidence, self._judged(features, parts), rated(features, self.name)], axis=1)
        return FactorValues.of(value, evidence, "factors.absent.no_repeat_orders", "factors.missing.no_orders")

    def _rhythm(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> tuple[Floats, pd.DataFrame]:
        """Return the rhythm's part and its raw figures; NaN without orders, or where no account has ordered twice."""
        recency = features["recency_days"].to_numpy(float)
        gaps, gap = shrunk_gap(features, float(parameters.get("typical_gap_days", np.nan)), self.prior_gaps)
        active, again = orders_again(
            gaps, gap, recency, horizon=self.horizon_days, prior=self.prior_gaps, dropout=self.dropout
        )
        evidence = features[["order_days", "recency_days", "mean_gap_days", "first_on", "last_on"]].assign(
            expected_gap_days=np.where(np.isfinite(recency), np.round(gap, 6), np.nan),
            silence_in_gaps=np.round(recency / gap, 6),
        )
        return 100.0 * active * again, evidence

    def _contract(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
        """Return the contracts' part; NaN for an account that never had one."""
        running, ended, renewed = (figure(features, f"contracts_{name}") for name in ("active", "ended", "renewed"))
        days = figure(features, "contract_days_to_end")
        portfolio = self.prior_contracts * float(parameters.get("renewal_share", 0.5))
        share = (renewed + portfolio) / (ended + self.prior_contracts)
        left = np.where(np.isfinite(days), np.clip(days / self.horizon_days, 0.0, 1.0), 1.0)
        past = np.where(ended > 0, renewed / np.maximum(ended, 1.0), np.nan)
        part = 100.0 * np.where(running > 0, share + (1.0 - share) * left, past)
        change = np.clip(np.nan_to_num(figure(features, "renewal_change")), -_MOST_CHANGE, _MOST_CHANGE)
        moved: Floats = np.clip(part + self.renewal_points * change / _MOST_CHANGE, 0.0, 100.0)
        return moved

    def _satisfaction(self, features: pd.DataFrame) -> Floats:
        """Return level and change of answers; NaN without answers of late."""
        change = np.nan_to_num(satisfaction.change(features))
        part: Floats = 100.0 * np.clip(satisfaction.level(features) + self.trend_weight * change, 0.0, 1.0)
        return part

    def _judged(self, features: pd.DataFrame, parts: tuple[Floats, ...]) -> pd.DataFrame:
        """Return the raw figures of the parts beside the rhythm, for the tables that are loaded."""
        shown = {name: loaded(features, mark) for name, mark in _PARTS.items()}
        if not any(there for name, there in shown.items() if name != "rhythm_part"):
            return pd.DataFrame(index=features.index)
        figures = _raw(features, shown)
        columns = {n: np.round(p, 6) for (n, there), p in zip(shown.items(), parts, strict=True) if there}
        known = np.isfinite(np.stack(parts)) * np.array(self.weights)[:, None]
        total = known.sum(axis=0)
        judged = np.where(total > 0, known[1:].sum(axis=0) / np.where(total > 0, total, 1.0), np.nan)
        return figures.assign(**columns, judgement_share=np.round(judged, 6))


def _raw(features: pd.DataFrame, shown: Mapping[str, bool]) -> pd.DataFrame:
    """Return the raw figures of the parts whose tables are loaded."""
    names: list[str] = []
    if shown["contract_part"]:
        names += ["contracts_active", "contract_days_to_end", "contracts_ended", "contracts_renewed"]
        names += ["renewal_change"] if loaded(features, "renewal_change") else []
    if shown["cases_part"]:
        names += _CASES + (_LATE if loaded(features, _LATE[0]) else [])
    if shown["activity_part"]:
        names += ["talks_180d", "talks_180d_before"]
    figures: pd.DataFrame = features[names]
    if shown["satisfaction_part"]:
        said = {"answers": satisfaction.answers(features), "nps_trend": figure(features, "nps_trend")}
        figures = figures.assign(**said, answers_change=np.round(satisfaction.change(features), 6))
    return figures


def _cases(features: pd.DataFrame) -> Floats:
    """Return the cases' part; NaN where cases are not loaded."""
    names = ("cases_severity1_12m", "cases_severity2_12m", "cases_severe_open")
    severe = sum((figure(features, name) for name in names), np.zeros(len(features)))
    rise = figure(features, "cases_180d") - figure(features, "cases_180d_before")
    part: Floats = 100.0 * 0.75 ** (severe + np.maximum(np.nan_to_num(rise), 0.0) / 2.0)
    return part


def _activity(features: pd.DataFrame) -> Floats:
    """Return late activity's part: 50 where nothing changed; NaN where activities are not loaded."""
    now, before = figure(features, "talks_180d"), figure(features, "talks_180d_before")
    part: Floats = 100.0 * (now + 1.0) / (now + before + 2.0)
    return part
