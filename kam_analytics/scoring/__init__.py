"""Scores: weights, calibration, the ranking and its parts; `repository` keeps weights and calibrations."""

from kam_analytics.scoring import repository
from kam_analytics.scoring.calibration import Calibration, Fitted, Scale, fit
from kam_analytics.scoring.gains import Gain, gains
from kam_analytics.scoring.movers import movers
from kam_analytics.scoring.ranking import Prepared, Ranking, prepare, rank, rerank
from kam_analytics.scoring.weights import DEFAULT_PURPOSE, MONEY_FACTOR, PURPOSES, WeightSet, balanced, checked, presets

__all__ = [
    "DEFAULT_PURPOSE",
    "MONEY_FACTOR",
    "PURPOSES",
    "Calibration",
    "Fitted",
    "Gain",
    "Prepared",
    "Ranking",
    "Scale",
    "WeightSet",
    "balanced",
    "checked",
    "fit",
    "gains",
    "movers",
    "prepare",
    "presets",
    "rank",
    "repository",
    "rerank",
]
