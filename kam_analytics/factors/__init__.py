"""Selection factors: one file each, found by discovery."""

from kam_analytics.factors.custom import Custom, custom_factors, with_custom
from kam_analytics.factors.discovery import all_factors, factor
from kam_analytics.factors.signals import SIGNALS, fit_signals, growth_signals
from kam_analytics.factors.types import Basis, Factor, FactorValues, Parameters

__all__ = [
    "SIGNALS",
    "Basis",
    "Custom",
    "Factor",
    "FactorValues",
    "Parameters",
    "all_factors",
    "custom_factors",
    "factor",
    "fit_signals",
    "growth_signals",
    "with_custom",
]
