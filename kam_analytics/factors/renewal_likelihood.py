"""Renewal likelihood: how likely an account is to stay, from the rhythm of its orders and what else is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.parts import figure, loaded, rated, weighted
from kam_analytics.factors.types import Basis, FactorValues, Named, Parameters

__all__ = ["RenewalLikelihood"]

Floats = NDArray[np.float64]

_CASES = ["cases_12m", "cases_severity1_12m", "cases_severity2_12m", "cases_severe_open"]


@dataclass(frozen=True)
class RenewalLikelihood(Named):
    """The weighted mean of rhythm, contracts, satisfaction and severe cases, over those that the tables tell.

    Evidence is the rhythm alone; the rest is judgement, and `judgement_share` says how much of a value it is. An
    account has a value when it has a rhythm or a contract: one that merely never complained has not.

    Rhythm is the chance of at least one order within the horizon, in closed form (not calibrated yet: an order, not a
    percentage). An account's gap is shrunk to the typical one: gap = (span + k x typical) / (gaps + k). With n = gaps
    + k and silence q = recency / (n x gap): still active = 1 / (1 + a / (b + gaps) x (1 + q)^n), the form of the
    modified BG/NBD (Batislam, Denizel and Filiztekin 2007, with k for r and k x typical for alpha); orders again
    within the horizon h if active = 1 - (1 + h / (n x gap x (1 + q)))^-n; rhythm = 100 x the product.

    Contracts: with r = (renewed + c x portfolio's share) / (ended + c), a running one is worth 100 x (r + (1 - r) x
    min(1, days to the next end / h)); where all have ended, 100 x the share renewed. Satisfaction: mean of the newest
    answers, as a share of the scale. Cases: 100 x 0.75^n of the n severe ones of twelve months, open ones twice.

    Parameters
    ----------
    prior_gaps
        k, the weight of the typical gap in gaps.
    dropout
        a and b: leaving is likelier after few orders.
    horizon_days
        h; a year suits key accounts (`scoring.md` §4.7).
    prior_contracts
        c, the weight of the portfolio's share renewed in contracts.
    weights
        Of rhythm, contracts, satisfaction and cases.
    """

    name: str = "renewal_likelihood"
    basis: Basis = "evidence"
    needs: tuple[str, ...] = ("revenue_line", "contract")
    order: int = 2
    prior_gaps: float = 1.0
    dropout: tuple[float, float] = (1.0, 2.5)
    horizon_days: float = 364.0
    prior_contracts: float = 2.0
    weights: tuple[float, float, float, float] = (6.0, 2.0, 1.0, 1.0)

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
        parts = (rhythm, contract, _satisfaction(features), _cases(features))
        anchored = np.isfinite(rhythm) | np.isfinite(contract)
        value = np.where(anchored, weighted(list(zip(self.weights, parts, strict=True))), np.nan)
        evidence = pd.concat([evidence, self._judged(features, parts), rated(features, self.name)], axis=1)
        return FactorValues.of(value, evidence, "factors.absent.no_repeat_orders", "factors.missing.no_orders")

    def _rhythm(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> tuple[Floats, pd.DataFrame]:
        """Return the rhythm's part and its raw figures; NaN without orders, or where no account has ordered twice."""
        recency = features["recency_days"].to_numpy(float)
        gaps = np.maximum(features["order_days"].to_numpy(float) - 1.0, 0.0)
        span = np.where(gaps > 0, features["mean_gap_days"].to_numpy(float) * gaps, 0.0)
        weight = gaps + self.prior_gaps
        gap = (span + self.prior_gaps * float(parameters.get("typical_gap_days", np.nan))) / weight
        scale = np.maximum(weight * gap, 1.0)
        # logarithms, because the power of a long silence overflows
        silence = weight * np.log1p(recency / scale)
        first, second = self.dropout
        active = 1.0 / (1.0 + np.exp(np.minimum(np.log(first / (second + gaps)) + silence, 700.0)))
        again = -np.expm1(-weight * np.log1p(self.horizon_days / (scale + recency)))
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
        part: Floats = 100.0 * np.where(running > 0, share + (1.0 - share) * left, past)
        return part

    def _judged(self, features: pd.DataFrame, parts: tuple[Floats, Floats, Floats, Floats]) -> pd.DataFrame:
        """Return the raw figures of the parts beside the rhythm, for the tables that are loaded."""
        marks = ("order_days", "contracts_active", "nps_answers", "cases_12m")
        shown = [loaded(features, mark) for mark in marks]
        if not any(shown[1:]):
            return pd.DataFrame(index=features.index)
        figures = pd.DataFrame(index=features.index)
        if shown[1]:
            figures = figures.join(features[["contracts_active", "contract_days_to_end"]])
            figures = figures.join(features[["contracts_ended", "contracts_renewed"]])
        if shown[2]:
            answers = figure(features, "nps_answers") + figure(features, "csat_answers")
            figures = figures.assign(answers=answers, nps_trend=figure(features, "nps_trend"))
        if shown[3]:
            figures = figures.join(features[_CASES])
        names = ("rhythm_part", "contract_part", "satisfaction_part", "cases_part")
        columns = {n: np.round(p, 6) for n, p, there in zip(names, parts, shown, strict=True) if there}
        known = np.isfinite(np.stack(parts)) * np.array(self.weights)[:, None]
        total = known.sum(axis=0)
        judged = np.where(total > 0, known[1:].sum(axis=0) / np.where(total > 0, total, 1.0), np.nan)
        return figures.assign(**columns, judgement_share=np.round(judged, 6))


def _satisfaction(features: pd.DataFrame) -> Floats:
    """Return 100 x the mean of the newest answers as shares of their scales; NaN without answers."""
    nps, csat = np.nan_to_num(figure(features, "nps_answers")), np.nan_to_num(figure(features, "csat_answers"))
    total = nps * np.nan_to_num(figure(features, "nps_mean")) / 10.0
    total += csat * np.nan_to_num(figure(features, "csat_share"))
    answers = nps + csat
    share = np.clip(total / np.where(answers > 0, answers, 1.0), 0.0, 1.0)
    return np.where(answers > 0, 100.0 * share, np.nan)


def _cases(features: pd.DataFrame) -> Floats:
    """Return 100 x 0.75^n of the severe cases of twelve months, open ones twice; NaN where cases are not loaded."""
    names = ("cases_severity1_12m", "cases_severity2_12m", "cases_severe_open")
    severe = sum((figure(features, name) for name in names), np.zeros(len(features)))
    part: Floats = 100.0 * 0.75**severe
    return part
