"""The ruler that scores are read from: fitted once, pinned, renewed by a person."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors.types import Factor
from kam_analytics.scoring.formula import STEP, base, contribution, log_scores
from kam_analytics.scoring.money import with_money
from kam_analytics.scoring.weights import WeightSet

__all__ = ["Calibration", "Fitted", "Scale", "fit"]

Floats = NDArray[np.float64]

_SAMPLE = 2000
_FLOOR_SHARE = 0.01
_RANGE_SHARES = (0.05, 0.95)
_SCALE_SHARES = (0.01, 0.99)
_OPTIONAL = frozenset({"money", "staying", "attainable", "support"})


@dataclass(frozen=True)
class Scale:
    """The linear map from log score to 0..100; beyond its ends it goes on, unclipped."""

    zero: float
    hundred: float

    def score(self, logs: Floats) -> Floats:
        """Return scores rounded to 6 decimals."""
        rounded: Floats = np.round(100.0 * (logs - self.zero) / (self.hundred - self.zero), 6) + 0.0
        return rounded

    @property
    def points_per_log(self) -> float:
        """Points of the 0..100 scale that one unit of log score is worth."""
        return 100.0 / (self.hundred - self.zero)


@dataclass(frozen=True, eq=False)
class Calibration:
    """Everything a score takes from the portfolio it was fitted on.

    Attributes
    ----------
    floor, reference
        1st percentile and median of positive money; both 1 without any.
    parameters
        By factor: what `fit` of the factor gave.
    bounds
        By factor: 5th and 95th percentile of the values seen; a factor seen nowhere is not in it and cannot count
        before the calibration is renewed.
    sample
        At most 2,000 accounts, evenly spaced by money: `log_money` and each factor's values (null where missing).
        From it the ends of the 0..100 scale follow for any weights.
    money
        How the money of the score is forecast; empty: the moving average of the features.
    staying, attainable
        The calibrated likelihood of buying again, and the range of attainable revenue; empty: history is too short.
    support
        By signal: the excess that this workspace's own history gave it, and whether it passed; empty: not tested.
    """

    version: str
    fitted_as_of: dt.date
    configuration: dict[str, Any]
    floor: float
    reference: float
    parameters: dict[str, dict[str, Any]]
    bounds: dict[str, tuple[float, float]]
    sample: dict[str, list[float | None]]
    accounts: int
    money: dict[str, Any] = field(default_factory=dict)
    staying: dict[str, Any] = field(default_factory=dict)
    attainable: dict[str, Any] = field(default_factory=dict)
    support: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the canonical text: sorted keys, no spaces, no NaN; parts that were not fitted are left out."""
        content = asdict(self) | {"fitted_as_of": self.fitted_as_of.isoformat()}
        content = {name: part for name, part in content.items() if part or name not in _OPTIONAL}
        return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> Calibration:
        """Read the canonical text back."""
        content = json.loads(text)
        bounds = {name: (low, high) for name, (low, high) in content["bounds"].items()}
        fitted = dt.date.fromisoformat(content["fitted_as_of"])
        return cls(**(content | {"fitted_as_of": fitted, "bounds": bounds}))

    @cached_property
    def id(self) -> str:
        """Hash of the canonical text."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]

    def summary(self) -> dict[str, Any]:
        """Return what a person looks at: where it comes from and its bounds, without the sample."""
        return {
            "id": self.id,
            "version": self.version,
            "fitted_as_of": self.fitted_as_of.isoformat(),
            "accounts": self.accounts,
            "floor": round(self.floor, 2),
            "reference": round(self.reference, 2),
            "bounds": {name: list(pair) for name, pair in self.bounds.items()},
        }

    def sample_scores(self, weights: WeightSet) -> Floats:
        """Return the log scores of the sampled accounts under any weights."""
        values = self._values
        money = values["log_money"]
        parts = {
            name: contribution(name, weights, values[name], money, self.reference)
            for name in self.factor_names
            if name in self.bounds
        }
        return log_scores(base(weights, self.reference), parts, money.size)

    def scale(self, weights: WeightSet) -> Scale:
        """Return the map whose 0 and 100 are the 1st and 99th percentile of the sample's log scores.

        A scale narrower than one full factor (ln 1.5) is widened around its middle: one account, or many equal ones,
        stand at 50 instead of dividing by nothing.
        """
        logs = self.sample_scores(weights)
        start = base(weights, self.reference)
        low, high = (round(float(q), 12) for q in np.quantile(logs, _SCALE_SHARES)) if logs.size else (start, start)
        if high - low < STEP:
            middle = (low + high) / 2.0
            low, high = middle - STEP / 2.0, middle + STEP / 2.0
        return Scale(low, high)

    def percentile(self, weights: WeightSet, share: float) -> float:
        """Return the score below which a share (0..1) of the sampled accounts lies; 50 without any."""
        logs = self.sample_scores(weights)
        return float(np.quantile(self.scale(weights).score(logs), share)) if logs.size else 50.0

    @property
    def factor_names(self) -> list[str]:
        """Names of the factors it was fitted for, in their order: sums of contributions run in it."""
        return [str(entry["name"]) for entry in self.configuration["factors"]]

    @cached_property
    def _values(self) -> dict[str, Floats]:
        return {name: np.array(cells, dtype=float) for name, cells in self.sample.items()}


@dataclass(frozen=True)
class Fitted:
    """What a calibration takes from earlier dates; see the attributes of `Calibration`."""

    money: dict[str, Any] = field(default_factory=dict)
    staying: dict[str, Any] = field(default_factory=dict)
    attainable: dict[str, Any] = field(default_factory=dict)
    support: dict[str, Any] = field(default_factory=dict)

    @property
    def passed(self) -> frozenset[str]:
        """Signals of growth that this history supports."""
        return frozenset(name for name, one in self.support.get("signals", {}).items() if one["passed"])


def fit(
    features: pd.DataFrame,
    factors: Sequence[Factor],
    *,
    version: str,
    fitted_as_of: dt.date,
    configuration: Mapping[str, Any] | None = None,
    fitted: Fitted | None = None,
) -> Calibration:
    """Fit a calibration on account features (`marts.account_features` as a frame); rows in any order.

    Without accounts, or without positive money, the result still ranks: what is missing is not available.

    Parameters
    ----------
    fitted
        What earlier dates gave; None: nothing.
    """
    fitted = fitted or Fitted()
    features = with_money(features, fitted.money)
    features = features.sort_values("account_id", key=_codepoints, ignore_index=True)
    money = features["money"].to_numpy(float)
    positive = np.sort(money[np.isfinite(money) & (money > 0)])
    floor = round(float(np.quantile(positive, _FLOOR_SHARE)), 6) if positive.size else 1.0
    reference = round(float(np.median(positive)), 6) if positive.size else 1.0
    floor, reference = max(floor, 1e-6), max(reference, 1e-6)
    rows = _evenly(money)
    log_money = np.log(np.maximum(np.where(np.isfinite(money), money, 0.0), floor))
    sample: dict[str, list[float | None]] = {"log_money": [round(float(m), 12) for m in log_money[rows]]}
    parameters: dict[str, dict[str, Any]] = {}
    bounds: dict[str, tuple[float, float]] = {}
    for factor in factors:
        parameters[factor.name] = _supported(factor, factor.fit(features), fitted.passed)
        values = factor(features, parameters[factor.name]).frame["value"].to_numpy(float)
        seen = values[np.isfinite(values)]
        if seen.size:
            low, high = (round(float(q), 6) for q in np.quantile(seen, _RANGE_SHARES))
            bounds[factor.name] = (low, high)
            sample[factor.name] = [float(v) if np.isfinite(v) else None for v in values[rows]]
    settings = dict(configuration or {}) | {"factors": [{"name": f.name, **_settings(f)} for f in factors]}
    return Calibration(
        version, fitted_as_of, settings, floor, reference, parameters, bounds, sample, len(features),
        fitted.money, fitted.staying, fitted.attainable, fitted.support,
    )  # fmt: skip


def _supported(factor: Factor, parameters: dict[str, Any], passed: frozenset[str]) -> dict[str, Any]:
    """Tell a factor which of the signals that it can use history supports."""
    used = sorted(passed & set(getattr(factor, "signals", ())))
    return parameters | {"passed": used} if parameters and used else parameters


def _codepoints(ids: pd.Series) -> pd.Series:
    return ids.astype(object)


def _evenly(money: Floats) -> NDArray[np.intp]:
    """Return at most 2,000 rows, evenly spaced by money (ties by row)."""
    order = np.argsort(np.where(np.isfinite(money), money, -np.inf), kind="stable")
    if order.size <= _SAMPLE:
        return order
    places = np.round(np.linspace(0, order.size - 1, _SAMPLE)).astype(np.intp)
    rows: NDArray[np.intp] = order[places]
    return rows


def _settings(factor: Any) -> dict[str, Any]:
    """Return a factor's own parameters as JSON has them (tuples become lists)."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(factor)))
    return {key: value for key, value in plain.items() if key not in {"name", "basis", "needs", "order"}}
