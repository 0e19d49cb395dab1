"""A figure of the back-test as words, in the unit of its metric, for pages and the command line."""

from __future__ import annotations

from typing import Literal

from kam_analytics.i18n import formats, say

__all__ = ["metric_text", "metric_unit"]

Unit = Literal["number", "share", "difference", "distance", "flag"]

DIGITS = 3
_UNITS: dict[str, Unit] = {
    "gain_10": "share",
    "gain_10_minus_ewma": "difference",
    "overlap_k": "share",
    "precision_k": "share",
    "calibration_error": "distance",
    "coverage": "share",
    "passed": "flag",
}


def metric_unit(metric: str) -> Unit:
    """Return what a metric is: a share, a difference of shares or a distance between them, a yes or no, or a number."""
    return _UNITS.get(metric, "number")


def metric_text(metric: str, value: float) -> str:
    """Return a figure: shares as percent, what lies between shares as points, numbers with three digits."""
    match metric_unit(metric):
        case "share":
            return formats.share(value, 1)
        case "difference":
            return formats.points(value)
        case "distance":
            return formats.points(value).lstrip("+")
        case "flag":
            return say("page.yes" if value else "page.no")
        case _:
            return formats.number(value, DIGITS)
