"""The money of the score: how it is forecast, and its way into the features."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.scoring.expectation import expected

__all__ = ["forecast", "with_money"]

Floats = NDArray[np.float64]

_YEAR = 365.25


def with_money(features: pd.DataFrame, parameters: Mapping[str, Any]) -> pd.DataFrame:
    """Return the features with `money` as the calibration forecasts it; without parameters they are as they were."""
    if not parameters:
        return features
    return features.assign(money=np.round(forecast(features, parameters), 6))


def forecast(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
    """Return revenue per year in the base currency.

    `model` "ewma": the moving average of `half_life` days. "expectation": s (exp(E) - 1) of the coming H days, a year's
    worth of it, and so typical rather than mean.
    """
    if parameters["model"] == "ewma":
        averages: Floats = features[f"ewma_{parameters['half_life']}d"].to_numpy(float)
        return averages
    fitted = parameters["expectation"]
    revenue = float(fitted["scale"]) * np.expm1(expected(features, fitted))
    yearly: Floats = revenue * (_YEAR / int(fitted["horizon"]))
    return yearly
