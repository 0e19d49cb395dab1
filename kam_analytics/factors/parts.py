"""What factors share: figures that may not be loaded, parts that may be missing, and people's ratings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["entries", "figure", "loaded", "rated", "saturating", "weighted"]

Floats = NDArray[np.float64]

_RATING = ("rating", "rated_by", "rated_on", "rating_notes")


def figure(features: pd.DataFrame, name: str) -> Floats:
    """Return a column of the features as numbers; NaN where it is missing, and everywhere where its table is."""
    if name not in features:
        return np.full(len(features), np.nan)
    return features[name].to_numpy(dtype=float, na_value=np.nan)


def entries(cell: object) -> Iterable[dict[str, Any]]:
    """Return what a cell of a column of lists holds; nothing where it is missing."""
    return cell if isinstance(cell, Iterable) else ()


def loaded(features: pd.DataFrame, name: str) -> bool:
    """Tell whether the table behind a column is loaded: then no account's cell is missing."""
    return name in features and bool(features[name].notna().any())


def saturating(count: Floats) -> Floats:
    """Return 100 x (1 - 0.5^n): 0, 50, 75, 87.5 ...: each one more closes half of what is left."""
    result: Floats = 100.0 * -np.expm1(count * np.log(0.5))
    return result


def weighted(parts: Sequence[tuple[float, Floats]]) -> Floats:
    """Return the weighted mean over the parts that an account has; NaN where it has none, a single part as it is."""
    values = np.stack([part for _, part in parts])
    weights = np.array([weight for weight, _ in parts])[:, None] * np.isfinite(values)
    known = np.isfinite(values).sum(axis=0)
    filled = np.where(np.isfinite(values), values, 0.0)
    total = weights.sum(axis=0)
    mean = (weights * filled).sum(axis=0) / np.where(total > 0, total, 1.0)
    result: Floats = np.where(known == 0, np.nan, np.where(known == 1, filled.sum(axis=0), mean))
    return result


def rated(features: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return what people say of a factor: rating (1 to 5), rated_by, rated_on, rating_notes (how many); no columns
    where no ratings are loaded, nothing in a row that nobody rated.
    """  # noqa: D205 - one sentence
    if not loaded(features, "ratings"):
        return pd.DataFrame(index=features.index)
    found = [_entry(cell, name) for cell in features["ratings"]]
    columns: dict[str, Any] = {
        "rating": pd.Series([entry.get("score") for entry in found], features.index, dtype=float),
        "rated_by": [entry.get("rater") for entry in found],
        "rated_on": [entry.get("rated_on") for entry in found],
        "rating_notes": pd.Series([entry.get("notes") for entry in found], features.index, dtype=float),
    }
    return pd.DataFrame(columns, index=features.index, columns=list(_RATING)).astype(
        {"rated_by": object, "rated_on": object}
    )


def _entry(cell: object, name: str) -> dict[str, Any]:
    """Return the rating of one factor among those of an account."""
    return next((entry for entry in entries(cell) if entry["factor"] == name), {})
