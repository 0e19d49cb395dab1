"""Accounts in order, each score taken apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.errors import NotFound
from kam_analytics.factors.types import Basis, Factor, FactorValues
from kam_analytics.scoring.calibration import Calibration, Scale
from kam_analytics.scoring.evidence import plain
from kam_analytics.scoring.formula import base, contribution, log_scores
from kam_analytics.scoring.money import with_money
from kam_analytics.scoring.weights import WeightSet

__all__ = ["Prepared", "Ranking", "prepare", "rank", "rerank"]

Floats = NDArray[np.float64]

USES = {"win_expand": ("pipeline",)}
"""Signals of growth that a factor measures always, whether they passed or not."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """Factor values of accounts under a calibration: what every weighting of them shares. Sorted by account_id."""

    calibration: Calibration
    account_id: pd.Series
    money: Floats
    log_money: Floats
    factors: dict[str, FactorValues]
    not_available: dict[str, str]


@dataclass(frozen=True, eq=False)
class Ranking:
    """Accounts in a strict order.

    Attributes
    ----------
    frame
        Sorted by rank: rank, account_id, score, log_score, base, low, high, coverage, money, and per factor
        `<factor>.value`, `<factor>.available`, `<factor>.contribution` (NaN where not available). `score`, `low` and
        `high` are on the 0..100 scale, unclipped, 6 decimals; log_score = base + the contributions to 1e-9.
    not_available
        Factors that no account has, with the code of the reason; they are in no range.
    portfolio_coverage
        Share of importance on factors that at least one account has, 0..1.
    scale
        The map from log score to 0..100.
    order
        Rows of `prepared` by rank.
    """

    frame: pd.DataFrame
    weights: WeightSet
    calibration_id: str
    not_available: dict[str, str]
    portfolio_coverage: float
    scale: Scale
    prepared: Prepared
    order: NDArray[np.intp]

    @property
    def neutral(self) -> float:
        """Score of an account with reference money and every factor at 50."""
        return float(self.scale.score(np.array([base(self.weights, self.prepared.calibration.reference)]))[0])

    def basis(self, factor: Factor) -> Basis:
        """Return what stands behind a factor: evidence where a signal that it uses passed on this company's own past.

        Where the calibration was tested and nothing of it passed, an untested factor is judgement.
        """
        tested = self.prepared.calibration.support.get("signals", {})
        used = USES.get(factor.name, ()) or getattr(factor, "signals", ())
        if any(tested.get(name, {}).get("passed") for name in used):
            return "evidence"
        return "judgement" if tested and factor.basis == "untested" else factor.basis

    def evidence(self, account_id: str) -> dict[str, dict[str, Any]]:
        """Return the raw figures behind each factor of one account; NotFound when it is not ranked."""
        return {name: entry["evidence"] for name, entry in self.account(account_id)["factors"].items()}

    def account(self, account_id: str) -> dict[str, Any]:
        """Return one account in the JSON shape of `kam rank`, without a name; NotFound when it is not ranked."""
        place = self.place(account_id)
        return self._shape(slice(place, place + 1), {})[0]

    def place(self, account_id: str) -> int:
        """Return the row of an account in `frame`, 0 the first; NotFound when it is not ranked."""
        found = self._places.get(account_id)
        if found is None:
            raise NotFound("scoring.no_account", account=account_id)
        return found

    def accounts(self, names: Mapping[str, str], top: int | None = None) -> list[dict[str, Any]]:
        """Return the first accounts (None: all) in the JSON shape of `kam rank`; reasons are message codes."""
        return self._shape(slice(top), names)

    def _shape(self, part: slice, names: Mapping[str, str]) -> list[dict[str, Any]]:
        rows, places = self.frame.iloc[part], self.order[part]
        factors = {name: self._factor(name, values, rows, places) for name, values in self.prepared.factors.items()}
        columns = ["rank", "account_id", "score", "log_score", "base", "low", "high", "coverage"]
        shaped = []
        for i, row in enumerate(rows[columns].to_dict("records")):
            name = names.get(row["account_id"])
            called = {"name": name} if name else {"name": None, "name_reason": "scoring.no_name"}
            head = {"rank": row.pop("rank"), "account_id": row.pop("account_id")} | called
            shaped.append(head | row | {"factors": {key: entries[i] for key, entries in factors.items()}})
        return shaped

    def _factor(
        self, name: str, values: FactorValues, rows: pd.DataFrame, places: NDArray[np.intp]
    ) -> list[dict[str, Any]]:
        evidence = plain(values.evidence.iloc[places], values.missing)
        value = rows[f"{name}.value"].tolist()
        given = rows[f"{name}.contribution"].tolist()
        available = rows[f"{name}.available"].tolist()
        reason = self.not_available.get(name, values.missing)
        return [
            {"value": value[i], "available": True, "contribution": given[i], "evidence": evidence[i]}
            if available[i]
            else {
                "value": None, "value_reason": reason, "available": False,
                "contribution": None, "contribution_reason": reason, "evidence": evidence[i],
            }
            for i in range(len(value))
        ]  # fmt: skip

    @cached_property
    def _places(self) -> dict[str, int]:
        return {account: place for place, account in enumerate(self.frame["account_id"])}


def prepare(features: pd.DataFrame, calibration: Calibration, factors: Sequence[Factor]) -> Prepared:
    """Compute every factor once; weights can then be changed at little cost (`rerank`).

    A factor that the calibration never saw has no bounds, so it is not available before the calibration is renewed;
    where these features would not give it either, its own reason says what is missing.
    """
    ordered = with_money(features, calibration.money)
    ordered = ordered.sort_values("account_id", key=lambda ids: ids.astype(object), ignore_index=True)
    money = ordered["money"].to_numpy(float)
    money = np.where(np.isfinite(money), money, 0.0)
    found: dict[str, FactorValues] = {}
    not_available: dict[str, str] = {}
    for factor in factors:
        values = factor(ordered, calibration.parameters.get(factor.name, {}))
        if factor.name not in calibration.bounds:
            today = factor(ordered, factor.fit(ordered))
            values = FactorValues.absent(ordered, today.reason or "scoring.not_in_calibration")
        found[factor.name] = values
        if values.reason is not None:
            not_available[factor.name] = values.reason
    log_money = np.round(np.log(np.maximum(money, calibration.floor)), 12)
    return Prepared(calibration, ordered["account_id"], money, log_money, found, not_available)


def rank(features: pd.DataFrame, calibration: Calibration, weights: WeightSet, factors: Sequence[Factor]) -> Ranking:
    """Rank accounts by log score, then money (<= 0 counts as 0), then id.

    Parameters
    ----------
    features
        One row per account, columns of `marts.account_features`, in any order.
    factors
        All factors, in their order.
    """
    return rerank(prepare(features, calibration, factors), weights)


def rerank(prepared: Prepared, weights: WeightSet) -> Ranking:
    """Rank prepared accounts under other weights."""
    calibration, scale = prepared.calibration, prepared.calibration.scale(weights)
    start = base(weights, calibration.reference)
    size = len(prepared.account_id)
    values = {name: factor.frame["value"].to_numpy(float) for name, factor in prepared.factors.items()}
    parts = {
        name: contribution(name, weights, value, prepared.log_money, calibration.reference)
        for name, value in values.items()
    }
    logs = log_scores(start, parts, size)
    low, high = _ranges(prepared, weights, values, logs)
    order = np.lexsort((np.arange(size), -np.maximum(prepared.money, 0.0), -logs))
    columns: dict[str, Any] = {
        "score": scale.score(logs), "log_score": logs, "base": np.full(size, start),
        "low": scale.score(low), "high": scale.score(high), "coverage": _coverage(prepared, weights, values),
        "money": prepared.money,
    }  # fmt: skip
    for name, value in values.items():
        columns |= {
            f"{name}.value": value, f"{name}.available": np.isfinite(value), f"{name}.contribution": parts[name]
        }  # fmt: skip
    frame = pd.DataFrame(
        {"rank": np.arange(1, size + 1), "account_id": prepared.account_id.take(order).array}
        | {name: column[order] for name, column in columns.items()}
    )
    counted = {name: weight for name, weight in weights.factors.items() if weight}
    present = sum(weight for name, weight in counted.items() if name in values and name not in prepared.not_available)
    share = round(present / sum(counted.values()), 6) if counted else 0.0
    return Ranking(frame, weights, calibration.id, dict(prepared.not_available), share, scale, prepared, order)


def _ranges(prepared: Prepared, weights: WeightSet, values: dict[str, Floats], logs: Floats) -> tuple[Floats, Floats]:
    """Add, for each factor an account lacks but others have, its contribution at the 5th and the 95th percentile.

    Where both lie on one side of 0, which is what a missing factor contributes, 0 is the other end: the range always
    holds the score.
    """
    low, high = logs.copy(), logs.copy()
    calibration = prepared.calibration
    for name, value in values.items():
        if name in prepared.not_available:
            continue
        missing = ~np.isfinite(value)
        bounds = np.array(calibration.bounds[name])
        reference = np.full(2, np.log(calibration.reference))
        ends = contribution(name, weights, bounds, reference, calibration.reference)
        low[missing] += min(float(ends[0]), 0.0)
        high[missing] += max(float(ends[1]), 0.0)
    return low, high


def _coverage(prepared: Prepared, weights: WeightSet, values: dict[str, Floats]) -> Floats:
    """Return the share of importance on factors an account has, among those anyone has; 0 when nobody has any."""
    total = 0.0
    have = np.zeros(len(prepared.account_id))
    for name, value in values.items():
        if name not in prepared.not_available:
            total += weights.factors.get(name, 0)
            have += weights.factors.get(name, 0) * np.isfinite(value)
    covered: Floats = np.round(have / total, 6) if total else have
    return covered
