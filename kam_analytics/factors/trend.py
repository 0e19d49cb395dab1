"""The shrunk trend: growth that switches itself off when the data hold none beyond noise.

`docs/methods.md`: up to 8 half-years inside the tenure, at least 4; z = log(1 + 2 r / s); slope b by least squares;
v = sigma2 / Sxx with sigma2 pooled over accounts of similar mean; tau2 = max(0, weighted mean of ((b - m)^2 - v));
reliability = tau2 / (tau2 + v); g = reliability x (b - m); f = 50 + 50 x clip(g, ln 0.8, ln 1.25) / ln 1.25.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["fit_trend", "trend"]

Floats = NDArray[np.float64]

_LEAST, _MOST = 4, 8
SMALLEST = 1e-6
"""Features are rounded to six decimals, so no amount is smaller."""
_BANDS = 10
_MIN_IN_BAND = 20
_MIN_ACCOUNTS = 20
_LEAST_NOISE = 0.1
"""Share of the noise of all that each band has at least: one without any would outweigh all the others."""

_BOUNDS = (math.log(0.8), math.log(1.25))


@dataclass(frozen=True)
class _Lines:
    """Least-squares lines through each account's half-years; NaN where there are fewer than four."""

    slope: Floats
    mean: Floats
    sxx: Floats
    residual: Floats
    freedom: Floats


def fit_trend(features: pd.DataFrame) -> dict[str, Any]:
    """Return s, m, tau2 and sigma2 by band of mean; empty when fewer than 20 accounts have four half-years.

    Accounts that were silent in all of them are left out: their flat line tells nothing of noise or trend.
    """
    amounts = _matrix(features)
    half_year = amounts[:, 0]
    positive = half_year[np.isfinite(half_year) & (half_year > 0)]
    if positive.size == 0:
        return {}
    scale = max(float(np.median(positive)), SMALLEST)
    lines = _least_squares(amounts, scale)
    known = lines.mean > 0
    if known.sum() < _MIN_ACCOUNTS:
        return {}
    order = np.flatnonzero(known)[np.lexsort((lines.slope[known], lines.mean[known]))]
    bands = np.array_split(order, int(min(_BANDS, max(1, order.size // _MIN_IN_BAND))))
    pooled = float(lines.residual[known].sum() / lines.freedom[known].sum())
    noises = [float(lines.residual[band].sum() / lines.freedom[band].sum()) for band in bands]
    params: dict[str, Any] = {
        "s": round(scale, 6),
        "tops": [round(float(lines.mean[band[-1]]), 6) for band in bands[:-1]],
        "sigma2": [round(max(noise, _LEAST_NOISE * pooled), 9) for noise in noises],
    }
    noise = _noise(lines, params)[known]
    weight = 1.0 / np.maximum(noise, 1e-9)
    middle = float((weight * lines.slope[known]).sum() / weight.sum())
    surplus = float((weight * ((lines.slope[known] - middle) ** 2 - noise)).sum() / weight.sum())
    return params | {"m": round(middle, 9), "tau2": round(max(0.0, surplus), 9)}


def trend(features: pd.DataFrame, parameters: Mapping[str, Any]) -> pd.DataFrame:
    """Return trend_slope (log per half-year), trend_reliability, trend_growth (g) and trend_value (f).

    All are NaN where the history is too short, or where tau2 = 0: no trend beyond noise in these data.
    """
    names = ["trend_slope", "trend_reliability", "trend_growth", "trend_value"]
    if not parameters or parameters["tau2"] <= 0:
        return pd.DataFrame(np.nan, index=features.index, columns=names)
    lines = _least_squares(_matrix(features), float(parameters["s"]))
    tau2 = float(parameters["tau2"])
    reliability = tau2 / (tau2 + _noise(lines, parameters))
    growth = reliability * (lines.slope - float(parameters["m"]))
    value = 50.0 + 50.0 * np.clip(growth, *_BOUNDS) / _BOUNDS[1]
    columns = dict(zip(names, (lines.slope, reliability, growth, value), strict=True))
    return pd.DataFrame(columns, index=features.index).round(6)


def _matrix(features: pd.DataFrame) -> Floats:
    """Lay the half-years out as rows of eight, newest first; NaN beyond the tenure."""
    lists = [np.asarray(cell, float)[:_MOST] for cell in features["half_years"]]
    lengths = np.fromiter((len(cell) for cell in lists), int, len(lists))
    result = np.full((len(lists), _MOST), np.nan)
    if lengths.any():
        result[np.arange(_MOST) < lengths[:, None]] = np.concatenate(lists)
    return result


def _least_squares(amounts: Floats, scale: float) -> _Lines:
    there = np.isfinite(amounts)
    count = there.sum(axis=1).astype(float)
    enough = count >= _LEAST
    z = np.where(there, np.log1p(2.0 * np.maximum(np.where(there, amounts, 0.0), 0.0) / scale), 0.0)
    time = np.where(there, -np.arange(amounts.shape[1], dtype=float), 0.0)
    safe = np.maximum(count, 1.0)
    z_mean, t_mean = z.sum(axis=1) / safe, time.sum(axis=1) / safe
    dz = np.where(there, z - z_mean[:, None], 0.0)
    dt = np.where(there, time - t_mean[:, None], 0.0)
    sxx = (dt * dt).sum(axis=1)
    slope = (dt * dz).sum(axis=1) / np.where(sxx > 0, sxx, 1.0)
    residual = ((dz - slope[:, None] * dt) ** 2).sum(axis=1)
    slope, mean = (np.where(enough, figure, np.nan) for figure in (slope, z_mean))
    return _Lines(slope, mean, np.where(sxx > 0, sxx, 1.0), residual, np.maximum(count - 2.0, 0.0))


def _noise(lines: _Lines, parameters: Mapping[str, Any]) -> Floats:
    """Return v = sigma2 / Sxx with the sigma2 of the account's band of means; NaN without a line."""
    band = np.searchsorted(np.asarray(parameters["tops"], float), np.round(lines.mean, 6))
    sigma2 = np.asarray(parameters["sigma2"], float)
    noise: Floats = np.where(np.isfinite(lines.mean), sigma2[np.minimum(band, len(sigma2) - 1)] / lines.sxx, np.nan)
    return noise
