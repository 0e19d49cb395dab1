"""Attainable revenue: the best year that accounts like this one reached within twelve months, as a calibrated range.

Learned at earlier dates whose following year had closed. With L = TTM revenue (at least 0) and s = a tenth of the
median positive TTM, y = ln((best year + s) / (L + s)) is forecast by linear quantile regression (Koenker and Bassett
1978) at 5%, 50% and 95%; the range is then widened or narrowed until it held for accounts that the model had not seen:
conformalized quantile regression (Romano, Patterson and Candes 2019) over folds of accounts, with the newest closed
date as calibration set, in bands of size.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.linear_model import QuantileRegressor

from kam_analytics.scoring.spread import scores, shape, shared_part

__all__ = ["TOO_SHORT", "PastYear", "Reach", "attainable", "conformal_margin", "fit_attainable", "reach"]

Floats = NDArray[np.float64]

TOO_SHORT = "scoring.attainable.too_short"
"""Why there is no range: fewer than 400 accounts at earlier dates whose following year is in the data."""

LEAST_ROWS = 400
COVERAGE = 0.90
_QUANTILES = (0.05, 0.5, 0.95)
_FOLDS = 2
_BANDS = 3
_LEAST_IN_BAND = 60
_MOST_ROWS = 1500
_SCALE_SHARE = 0.1
_MOST_LOG = 1.5
_PENALTY = 1e-4
_DIGITS = 9
_NAMES = (
    "size", "rate", "half_year", "year_before", "order_days", "recency", "families", "new",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class PastYear:
    """One earlier date: features known then, and the best year after it in the order of the features (NaN: open)."""

    features: pd.DataFrame
    best_year: Floats


@dataclass(frozen=True, eq=False)
class Reach:
    """Ranges of ln((best year + scale) / (level + scale)), a row for each account that has one.

    Attributes
    ----------
    known
        Which rows of the features these are.
    level
        Revenue of the twelve months, in the base currency.
    band
        Band of size, 0 the smallest.
    """

    known: NDArray[np.bool_]
    level: Floats
    scale: float
    band: NDArray[np.intp]
    low: Floats
    middle: Floats
    high: Floats

    def money(self, logs: Floats) -> Floats:
        """Return the best years that logs stand for; the last axis is the accounts."""
        amounts: Floats = np.maximum((self.level + self.scale) * np.exp(logs) - self.scale, 0.0)
        return amounts


def fit_attainable(history: Sequence[PastYear]) -> dict[str, Any]:
    """Return the model and its margins as plain JSON; empty where the history is too short (`TOO_SHORT`).

    Parameters
    ----------
    history
        Earlier dates, oldest first, each with the best year that its accounts reached in the twelve months after it.
        Accounts without revenue in the year before and outcomes that are not known are left out; of what remains there
        must be 400.
    """
    kept = [one for one in (_usable(past) for past in history) if len(one.features)]
    if sum(len(one.features) for one in kept) < LEAST_ROWS:
        return {}
    scale = _scale(kept[-1].features)
    x = np.vstack([_design(one.features, scale) for one in kept])
    y = np.concatenate([_outcome(one, scale) for one in kept])
    folds = np.concatenate([_folds(one.features) for one in kept])
    newest = np.concatenate([np.full(len(one.features), one is kept[-1]) for one in kept])
    lines = np.full((y.size, len(_QUANTILES)), np.nan)
    for fold in range(_FOLDS):
        held = newest & (folds == fold)
        lines[held] = np.column_stack(_predicted(x[held], _regressed(x[folds != fold], y[folds != fold], _QUANTILES)))
    came, seen = y[newest], lines[newest].T
    level = _level(kept[-1].features)
    edges = _edges(level)
    bands = np.searchsorted(edges, level, side="right")
    margins = _margins(np.maximum(seen[0] - came, came - seen[2]), bands, len(edges) + 1)
    placed = scores(came, *_widened(seen, np.asarray(margins, float)[bands]))
    return {
        "scale": round(scale, _DIGITS),
        "columns": list(_NAMES),
        "weights": _rounded(_regressed(x, y, _QUANTILES)),
        "edges": [round(edge, _DIGITS) for edge in edges],
        "margins": margins,
        "spread": [shape(placed[bands == band]) for band in range(len(edges) + 1)],
        "shared": shared_part(_above(x, y, np.repeat(np.arange(len(kept)), [len(one.features) for one in kept]))),
        "coverage": COVERAGE,
        "rows": int(y.size),
        "calibrated_on": int(newest.sum()),
        "dates": len(kept),
    }


def attainable(features: pd.DataFrame, parameters: Mapping[str, Any]) -> pd.DataFrame:
    """Return `account_id, low, middle, high, share_reached` in the order of the features, rounded to 6 decimals.

    The range holds the best year of the next twelve months for 90% of the accounts. `share_reached` is TTM / middle;
    above 1 the account is expected to stay below the year behind it: a flag, never clipped. Accounts without revenue in
    the year (the first dates of a history have none that fell silent, so nothing can be learned of them), and all where
    the twelve months before are not in the data or `parameters` is empty, have NaN.
    """
    cells = np.full((len(features), 3), np.nan)
    found = reach(features, parameters)
    if found is not None:
        cells[found.known] = found.money(np.stack([found.low, found.middle, found.high])).T
    frame = pd.DataFrame(np.round(cells, 6), columns=["low", "middle", "high"], index=features.index)
    ttm = features["ttm"].to_numpy(float, na_value=np.nan)
    share = np.where(frame["middle"] > 0, ttm / np.where(frame["middle"] > 0, frame["middle"], 1.0), np.nan)
    frame = frame.assign(share_reached=np.round(share, 6))
    frame.insert(0, "account_id", features["account_id"])
    return frame


def reach(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Reach | None:
    """Return the ranges of the accounts that have one, in the order of the features; None where none has."""
    known = _known(features)
    if not parameters or not known.any():
        return None
    rows, scale = features[known], float(parameters["scale"])
    level = _level(rows)
    lines = np.stack(_predicted(_design(rows, scale), np.asarray(parameters["weights"], float)))
    band = np.searchsorted(np.asarray(parameters["edges"], float), level, side="right")
    margin = np.asarray(parameters["margins"], float)[band]
    return Reach(known, level, scale, band, *_widened(lines, margin))


def conformal_margin(errors: Floats, coverage: float = COVERAGE) -> float:
    """Return the ceil((n + 1) x coverage)-th smallest conformity score; the largest where n is too small for that.

    A score is max(low - y, y - high): how far outside its range an outcome fell (above 0) or how far inside (below).
    """
    ordered = np.sort(errors)
    # a product like 9 x 0.9 must not fall just above a whole number
    place = min(math.ceil(round((ordered.size + 1) * coverage, 9)), ordered.size)
    return float(ordered[place - 1])


def _usable(past: PastYear) -> PastYear:
    known = _known(past.features) & np.isfinite(past.best_year)
    order = np.argsort(past.features["account_id"].to_numpy(object)[known], kind="stable")
    return PastYear(past.features[known].iloc[order], past.best_year[known][order])


def _known(features: pd.DataFrame) -> NDArray[np.bool_]:
    known: NDArray[np.bool_] = (_figure(features, "order_days", 0.0) > 0) & (_figure(features, "ttm", 0.0) > 0)
    return known


def _level(features: pd.DataFrame) -> Floats:
    return np.maximum(_figure(features, "ttm", 0.0), 0.0)


def _scale(features: pd.DataFrame) -> float:
    level = _level(features)
    return float(_SCALE_SHARE * np.median(level[level > 0])) if (level > 0).any() else 1.0


def _outcome(past: PastYear, scale: float) -> Floats:
    return np.log((np.maximum(past.best_year, 0.0) + scale) / (_level(past.features) + scale))


def _figure(features: pd.DataFrame, name: str, missing: float) -> Floats:
    column: Floats = features[name].to_numpy(float, na_value=np.nan)
    return np.where(np.isfinite(column), column, missing)


def _design(features: pd.DataFrame, scale: float) -> Floats:
    """Return the features of the model: ratios to the level, rhythm, and whether the account is new.

    What looks back further than the year behind a date (longer tenure, gaps between all orders) is not among them: at
    the first dates of a history it is cut off and means something else. The year before is neutral where not known.
    """
    level = _level(features)
    half = np.array([2.0 * cells[0] if len(cells) else np.nan for cells in features["half_years"]], dtype=float)
    tenure, recency = _figure(features, "tenure_days", 0.0), _figure(features, "recency_days", 0.0)
    columns = [
        np.log1p(level / scale),
        _ratio(_figure(features, "money", 0.0), level, scale),
        _ratio(np.where(np.isfinite(half), half, level), level, scale),
        _ratio(np.where(np.isfinite(prior := _open(features, "prior_ttm")), prior, level), level, scale),
        np.log1p(_figure(features, "order_days_ttm", 0.0)),
        np.log1p(recency / 30.0),
        np.log1p(_figure(features, "families_ttm", 0.0)),
        tenure < 182,  # noqa: PLR2004 - half a year
    ]
    return np.column_stack([np.asarray(column, float) for column in columns])


def _open(features: pd.DataFrame, name: str) -> Floats:
    column: Floats = features[name].to_numpy(float, na_value=np.nan)
    return column


def _ratio(amount: Floats, level: Floats, scale: float) -> Floats:
    """Return ln((amount + s) / (level + s)), bounded, so that one odd account does not lead the model."""
    result: Floats = np.clip(np.log((np.maximum(amount, 0.0) + scale) / (level + scale)), -_MOST_LOG, _MOST_LOG)
    return result


def _folds(features: pd.DataFrame) -> NDArray[np.intp]:
    """Return each account's fold, from its id alone: the same at every date."""
    return np.array([zlib.crc32(str(account).encode()) % _FOLDS for account in features["account_id"]], dtype=np.intp)


def _regressed(x: Floats, y: Floats, quantiles: Sequence[float]) -> Floats:
    """Return per quantile the start and the weights; at most 1,500 rows, evenly spaced, enter."""
    rows = np.unique(np.round(np.linspace(0, y.size - 1, min(y.size, _MOST_ROWS))).astype(np.intp))
    centre, spread = x[rows].mean(axis=0), x[rows].std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    fitted = []
    for quantile in quantiles:
        model = QuantileRegressor(quantile=quantile, alpha=_PENALTY, solver="highs")
        model.fit((x[rows] - centre) / spread, y[rows])
        weights = model.coef_ / spread
        fitted.append([float(model.intercept_) - float(weights @ centre), *weights])
    return np.array(fitted)


def _predicted(x: Floats, weights: Floats) -> tuple[Floats, ...]:
    """Return the quantiles; where lines cross, in their order."""
    lines = np.sort(x @ weights[:, 1:].T + weights[:, 0], axis=1)
    return tuple(lines.T)


def _widened(lines: Floats, margin: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the ends with their margins; one below zero narrows the range, but never past its middle."""
    low, middle, high = lines
    return np.minimum(low - margin, middle), middle, np.maximum(high + margin, middle)


def _above(x: Floats, y: Floats, date: NDArray[np.intp]) -> list[float]:
    """Return, by date, the share of accounts above the middle that the other dates say; nothing with one date."""
    dates = np.unique(date)
    if dates.size < 2:  # noqa: PLR2004 - others
        return []
    middles = (_predicted(x[date == one], _regressed(x[date != one], y[date != one], (0.5,)))[0] for one in dates)
    return [float(np.mean(y[date == one] > middle)) for one, middle in zip(dates, middles, strict=True)]


def _edges(level: Floats) -> list[float]:
    """Return where the upper bands of size begin, in thirds; none where a band would be small."""
    ordered = np.sort(level)
    enough = ordered.size >= _BANDS * _LEAST_IN_BAND
    shares = [band / _BANDS for band in range(1, _BANDS)] if enough else []
    return sorted({float(ordered[int(share * ordered.size)]) for share in shares})


def _margins(errors: Floats, bands: NDArray[np.intp], number: int) -> list[float]:
    whole = conformal_margin(errors)
    found = [errors[bands == band] for band in range(number)]
    return [round(conformal_margin(part) if part.size >= _LEAST_IN_BAND else whole, _DIGITS) for part in found]


def _rounded(weights: Floats) -> list[list[float]]:
    return [[round(float(w), _DIGITS) + 0.0 for w in line] for line in weights]
