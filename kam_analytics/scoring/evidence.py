"""Evidence as plain JSON values, a missing figure with its reason beside it."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pandas as pd

from kam_analytics.scoring.figures import reason_of, unit_of

__all__ = ["plain"]

_SAID = frozenset({"rating", "rated_by", "rated_on", "rating_notes"})
"""What people say beside the data: left out where nobody said anything."""


def plain(evidence: pd.DataFrame, missing: str) -> list[dict[str, Any]]:
    """Return one dict per row: money with two decimals, whole numbers as such, dates as ISO text, null with a reason.

    Parameters
    ----------
    missing
        Reason code of a figure that has none of its own.
    """
    return [
        dict(pair for key, cell in row.items() for pair in _cells(str(key), cell, row, missing))
        for row in evidence.to_dict("records")
    ]


def _gap(cell: object) -> bool:
    return cell is None or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell))


def _cells(key: str, cell: object, row: dict[Any, Any], missing: str) -> list[tuple[str, Any]]:
    if _gap(cell):
        if key in _SAID:
            return []
        status = row.get("trend_status") if key.startswith("trend_") else None
        return [(key, None), (f"{key}_reason", _trend_reason(status) or reason_of(key, missing))]
    if isinstance(cell, dt.date):
        return [(key, cell.isoformat()[:10])]
    if isinstance(cell, float):
        return [(key, round(cell, 2) if unit_of(key) == "money" else _whole(round(cell, 6)))]
    return [(key, cell)]


def _whole(figure: float) -> float | int:
    """Give counts back as whole numbers: they come as floats where the column has gaps."""
    return int(figure) if figure.is_integer() else figure


def _trend_reason(status: object) -> str | None:
    """Say why there is no trend: an account without one although others have one is too young for it."""
    if status == "factors.trend.neutral":
        return "factors.trend.no_history"
    return str(status) if status else None
