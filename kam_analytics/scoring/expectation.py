"""What an account buys next if nothing changes: the money of the score, and the ruler of growth in the back-test.

`docs/methods.md`: with R the net revenue of the next H days and s the median positive revenue of the last H days,
Y = ln(1 + max(R, 0) / s) is forecast by least squares on logarithms of past levels with weights that cannot be negative
(extrapolating a trend needs a negative one), and free weights on the rhythm of orders, its squares and the class of
tenure. Levels and rhythm stand in it twice, once times the chance that the account orders again: a level counts as far
as somebody is there. The sum is made monotone (pool adjacent violators).
Fitted at earlier dates whose windows had closed, and again with more weight on accounts that are forecast well (many
orders), by how far those like them were missed before: one fit of all alike takes the mix of levels that suits the
noisiest, and lags behind the steady.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import lsq_linear
from sklearn.isotonic import IsotonicRegression

from kam_analytics.errors import Refused
from kam_analytics.factors.rhythm import orders_again, shrunk_gap

__all__ = ["HORIZONS", "LEAST_ROWS", "Past", "at_date", "expected", "fit_expectation", "scale_of", "transformed"]

Floats = NDArray[np.float64]

HORIZONS = (91, 182, 364)
"""Days of a window: whole weeks, so that a week has each of its days in it as often."""

LEAST_ROWS = 400
"""Fewer accounts over all dates than this fit no model of some twenty weights."""
_BLOCK_SHARE = 0.01
_LEAST_IN_BLOCK = 20
_SQUARE_PRIOR, _PRODUCT_PRIOR = 30, 3
"""Rows that speak against a square of rhythm, and against rhythm times the chance of an order: few accounts bend no
line, and one date alone tells little of other dates.
"""
_PASSES = 2
_NOISE_CELLS = (10, 4)
"""Classes of expectation and of recent orders: accounts of the same two are missed by about as much."""
_NOISE_PRIOR = 5
"""Rows of the usual noise that each class has at least."""
_LEAST_NOISE = 0.1
"""Share of the usual noise: accounts that are sure to buy nothing would outweigh all the others."""
_DIGITS = 9
_NO_SPREAD = 1e-9
_LEAST_PRIOR = 1e-6
"""Share of the rows: of two columns that are the same, each gets half."""


@dataclass(frozen=True, eq=False)
class Past:
    """One earlier date: features known then, and the revenue of the H days after it, in the order of the features."""

    features: pd.DataFrame
    revenue: Floats


def scale_of(features: pd.DataFrame, horizon: int) -> float:
    """Return s, the median positive revenue of the last H days; 1 where nobody bought."""
    last = _rate(features, horizon, horizon)
    positive = last[last > 0]
    return float(np.median(positive)) if positive.size else 1.0


def transformed(revenue: Floats, scale: float) -> Floats:
    """Return Y = ln(1 + max(R, 0) / s)."""
    result: Floats = np.log1p(np.maximum(revenue, 0.0) / scale)
    return result


def fit_expectation(past: Sequence[Past], horizon: int, least_rows: int = LEAST_ROWS) -> dict[str, Any]:
    """Return weights and monotone knots as plain JSON; empty with fewer than `least_rows` buyers over all dates.

    Parameters
    ----------
    past
        Earlier dates whose windows had closed.
    horizon
        H in days.
    """
    if sum(int(_buyers(one.features).sum()) for one in past) < least_rows:
        return {}
    staying = _staying(past, horizon)
    designs, outcomes, newcomers = [], [], []
    for one in past:
        scale = scale_of(one.features, horizon)
        y, buyers = transformed(one.revenue, scale), _buyers(one.features)
        designs.append(_design(one.features, horizon, scale, _typical_gap(one.features, horizon), staying)[buyers])
        outcomes.append(y[buyers])
        newcomers.append(y[~buyers])
    x, y = np.vstack(designs), np.concatenate(outcomes)
    levels = 2 * len(_windows(horizon))
    if not all(_year_known(one.features, horizon) for one in past):
        # what stood in its place was steadier than the window is where there is one
        year_ago = _WINDOWS.index("year_ago")
        x[:, [year_ago, len(_windows(horizon)) + year_ago]] = 0.0
    priors = _priors(horizon, len(y))
    weights, start = _least_squares(x, y, levels, priors, np.ones(len(y)))
    for _ in range(_PASSES):
        trust = _trust(x @ weights + start, x[:, levels + _LATELY], y)
        weights, start = _least_squares(x, y, levels, priors, trust)
    others = np.concatenate(newcomers)
    return {
        "horizon": horizon,
        "columns": _names(horizon),
        "weights": [round(float(w), _DIGITS) for w in weights],
        "start": round(start, _DIGITS),
        "knots": _rounded(_monotone(x @ weights + start, y)),
        "staying": staying,
        "never_bought": round(float(others.mean()), _DIGITS) if others.size else 0.0,
        "rows": int(y.size),
        "dates": len(past),
    }


def at_date(parameters: Mapping[str, Any], features: pd.DataFrame) -> dict[str, Any]:
    """Return the parameters with what they take from the portfolio of a date: s and the typical gap between orders."""
    horizon = int(parameters["horizon"])
    return dict(parameters) | {
        "scale": round(scale_of(features, horizon), _DIGITS),
        "typical_gap": round(_typical_gap(features, horizon), _DIGITS),
    }


def expected(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
    """Return E of Y per account, at least 0; those that never bought all have the mean of such accounts.

    Depends on an account's own row and on the parameters (those of `at_date`) only.

    Raises
    ------
    Refused
        The parameters are of an earlier version of the product, which forecast otherwise.
    """
    if parameters.get("columns") != _names(int(parameters["horizon"])):
        raise Refused("scoring.calibration_outdated")
    horizon, scale, gap = int(parameters["horizon"]), parameters["scale"], parameters["typical_gap"]
    design = _design(features, horizon, scale, gap, parameters["staying"])
    # not a matrix product: its last bits depend on how many accounts there are
    line = (design * np.asarray(parameters["weights"])).sum(axis=1) + float(parameters["start"])
    x, y = (np.asarray(knots, float) for knots in parameters["knots"])
    forecast = np.interp(line, x, y)
    # beyond the outermost blocks the order goes on, or the largest accounts would all be equal
    forecast += np.where(line > x[-1], line - x[-1], 0.0)
    forecast = np.where(line < x[0], y[0] * np.exp(np.minimum(line - x[0], 0.0)), forecast)
    result: Floats = np.where(_buyers(features), np.maximum(forecast, 0.0), float(parameters["never_bought"]))
    return result


def _buyers(features: pd.DataFrame) -> NDArray[np.bool_]:
    return features["order_days"].to_numpy(float, na_value=0.0) > 0


def _rate(features: pd.DataFrame, window: int, horizon: int) -> Floats:
    """Return revenue of a window as revenue per H days; a window longer than the history counts the days there are."""
    revenue = features[f"revenue_{window}d"].to_numpy(float, na_value=0.0)
    days = np.clip(features["history_days"].to_numpy(float), 1.0, float(window))
    result: Floats = revenue * (horizon / days)
    return result


def _window_columns(features: pd.DataFrame, horizon: int) -> list[Floats]:
    half = {91: 45, 182: 91, 364: 182}[horizon]
    yearly = horizon / 365.25
    known = np.maximum(features["tenure_days"].to_numpy(float, na_value=0.0) + 1.0, float(half))
    longest = features["revenue_lifetime"].to_numpy(float, na_value=0.0) * horizon / known
    levels = [_rate(features, half, horizon), _rate(features, horizon, horizon)]
    levels += [features[f"ewma_{half_life}d"].to_numpy(float) * yearly for half_life in (90, 180, 365)]
    levels.append(longest)
    if horizon != _YEAR:
        ago = features[f"year_ago_{horizon}d"].to_numpy(float, na_value=np.nan)
        levels.append(np.where(np.isfinite(ago), ago, _rate(features, _YEAR, horizon)))
    return levels


def _year_known(features: pd.DataFrame, horizon: int) -> bool:
    """Whether history holds the window a year before, which for a year is the last one."""
    return horizon == _YEAR or bool(features[f"year_ago_{horizon}d"].notna().all())


_YEAR = 364
_PRIOR_GAPS = 1.0
_WINDOWS = ("last_half", "last", "ewma_90", "ewma_180", "ewma_365", "long_run", "year_ago")
_RHYTHM = ("orders", "orders_lately", "recency", "recency_in_gaps", "gap")
_CURVED = ("orders", "orders_lately", "recency", "gap")
_LATELY = _RHYTHM.index("orders_lately")


def _windows(horizon: int) -> tuple[str, ...]:
    return _WINDOWS[: len(_WINDOWS) - int(horizon == _YEAR)]


def _names(horizon: int) -> list[str]:
    windows, rhythm = _windows(horizon), [*_RHYTHM, *(f"{name}_squared" for name in _CURVED)]
    levels = [*windows, *(f"{name}_if_active" for name in windows)]
    return [*levels, *rhythm, "active", *(f"{name}_if_active" for name in rhythm), "new", "young", "settling"]


def _priors(horizon: int, rows: int) -> Floats:
    """Return how many rows speak against each weight: nearly none against levels and plain measures of rhythm."""
    levels = 2 * len(_windows(horizon))
    products = [_PRODUCT_PRIOR if name.endswith("_if_active") else 0.0 for name in _names(horizon)[levels:]]
    squares = [_SQUARE_PRIOR if "_squared" in name else 0.0 for name in _names(horizon)[levels:]]
    result: Floats = np.maximum(np.r_[np.zeros(levels), np.maximum(products, squares)], _LEAST_PRIOR * rows)
    return result


def _staying(past: Sequence[Past], horizon: int) -> list[list[float]]:
    """Return the knots of a monotone line from the rhythm's chance of an order to how many did order.

    Accounts of one chance share their mean, or the line would tell them apart by what came.
    """
    chances, bought = list[Floats](), list[Floats]()
    for one in past:
        buyers = _buyers(one.features)
        chances.append(_orders_again(one.features, horizon, _typical_gap(one.features, horizon))[buyers])
        bought.append((one.revenue > 0)[buyers].astype(float))
    chance = np.concatenate(chances).round(_DIGITS)
    _, place = np.unique(chance, return_inverse=True)
    share = np.bincount(place, np.concatenate(bought)) / np.bincount(place)
    return _rounded(_monotone(chance, share[place]))


def _typical_gap(features: pd.DataFrame, horizon: int) -> float:
    """Return the median of the accounts' mean gaps in days; H where nobody ordered twice."""
    gaps = features["mean_gap_days"].to_numpy(float, na_value=np.nan)
    gaps = gaps[np.isfinite(gaps)]
    return float(np.median(gaps)) if gaps.size else float(horizon)


def _orders_again(features: pd.DataFrame, horizon: int, typical_gap: float) -> Floats:
    """Return the chance of being active and ordering within H days, as the rhythm alone has it."""
    gaps, gap = shrunk_gap(features, typical_gap, _PRIOR_GAPS)
    recency = features["recency_days"].to_numpy(float, na_value=9999.0)
    active, again = orders_again(gaps, gap, recency, horizon=horizon, prior=_PRIOR_GAPS)
    return active * again


def _design(
    features: pd.DataFrame, horizon: int, scale: float, typical_gap: float, staying: Sequence[Sequence[float]]
) -> Floats:
    chances, ordered = (np.asarray(knots, float) for knots in staying)
    levels = [np.log1p(np.maximum(level, 0.0) / scale) for level in _window_columns(features, horizon)]
    orders = features["order_days"].to_numpy(float, na_value=0.0)
    lately = features[f"order_days_{horizon}d"].to_numpy(float, na_value=0.0)
    recency = features["recency_days"].to_numpy(float, na_value=9999.0)
    tenure = features["tenure_days"].to_numpy(float, na_value=0.0)
    _, gap = shrunk_gap(features, typical_gap, _PRIOR_GAPS)
    measures = (orders, lately, recency, recency / np.maximum(gap, 1.0), gap)
    rhythm = {name: np.log1p(measure) for name, measure in zip(_RHYTHM, measures, strict=True)}
    free = [*rhythm.values(), *(rhythm[name] ** 2 for name in _CURVED)]
    active = np.interp(_orders_again(features, horizon, typical_gap), chances, ordered)
    tenures = [tenure < horizon / 2, (tenure >= horizon / 2) & (tenure < horizon)]
    tenures.append((tenure >= horizon) & (tenure < 2 * horizon))
    columns = [*levels, *(level * active for level in levels)]
    columns += [*free, active, *(measure * active for measure in free), *(t.astype(float) for t in tenures)]
    return np.column_stack(columns)


def _trust(line: Floats, lately: Floats, y: Floats) -> Floats:
    """Return how much each row counts: the inverse of how far rows like it were missed, squared."""
    parts = [(line, _NOISE_CELLS[0]), (lately, _NOISE_CELLS[1])]
    classes = [np.searchsorted(np.quantile(v, np.arange(1, n) / n), v, side="right") for v, n in parts]
    cell = classes[0] * _NOISE_CELLS[1] + classes[1]
    missed = (y - line) ** 2
    usual = max(float(missed.mean()), 1e-12)
    noise = (np.bincount(cell, missed) + _NOISE_PRIOR * usual) / (np.bincount(cell) + _NOISE_PRIOR)
    result: Floats = usual / np.maximum(noise, _LEAST_NOISE * usual)[cell]
    return result


def _least_squares(x: Floats, y: Floats, levels: int, priors: Floats, trust: Floats) -> tuple[Floats, float]:
    """Solve with the first columns' weights not negative, the others and the start free; `trust` by row."""
    root = np.sqrt(trust / trust.mean())
    columns = np.column_stack([x, np.ones(len(x))]) * root[:, None]
    spread = np.maximum(np.sqrt((columns * columns).mean(axis=0)), _NO_SPREAD)
    ridge = np.diag(np.sqrt(np.r_[priors, 0.0]))
    low = np.r_[np.zeros(levels), np.full(columns.shape[1] - levels, -np.inf)]
    # the triangle of a QR has the same solutions as all the rows; the outcome is its last column
    rows = np.vstack([np.column_stack([columns / spread, y * root]), np.column_stack([ridge, np.zeros(len(ridge))])])
    triangle = np.asarray(np.linalg.qr(rows, mode="r"))
    solved = lsq_linear(triangle[:-1, :-1], triangle[:-1, -1], bounds=(low, np.inf), method="bvls")
    weights = np.where(spread > _NO_SPREAD, solved.x / spread, 0.0)
    return weights[:-1], float(weights[-1])


def _monotone(line: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return the centres of the blocks of a monotone fit, each of at least 1% of the rows."""
    order = np.lexsort((y, line))
    line, y = line[order], y[order]
    least = max(_LEAST_IN_BLOCK, int(_BLOCK_SHARE * line.size))
    chunks = np.array_split(np.arange(line.size), max(1, line.size // least))
    centres = np.array([line[chunk].mean() for chunk in chunks])
    means, sizes = np.array([y[chunk].mean() for chunk in chunks]), np.array([float(len(chunk)) for chunk in chunks])
    smooth = IsotonicRegression().fit_transform(np.arange(centres.size), means, sample_weight=sizes)
    firsts = np.r_[True, np.diff(smooth) > 0]
    block = np.cumsum(firsts) - 1
    weight = np.bincount(block, sizes)
    x_mean: Floats = np.bincount(block, sizes * centres) / weight
    y_mean: Floats = np.bincount(block, sizes * smooth) / weight
    return x_mean, y_mean


def _rounded(knots: tuple[Floats, Floats]) -> list[list[float]]:
    return [[round(float(knot), _DIGITS) for knot in one] for one in knots]
