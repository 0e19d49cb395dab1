"""Selection factors: one file each, found by discovery."""

from kam_analytics.factors.discovery import all_factors, factor
from kam_analytics.factors.types import Basis, Factor, FactorValues, Parameters

__all__ = ["Basis", "Factor", "FactorValues", "Parameters", "all_factors", "factor"]
