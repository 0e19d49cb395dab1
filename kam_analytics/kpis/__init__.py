"""KPIs: one file per family, found by discovery; SQL sums to cohort and month, Python forms the ratios."""

from kam_analytics.kpis.build import Scorecard, measure
from kam_analytics.kpis.discovery import all_kpis, kpi
from kam_analytics.kpis.periods import SPANS, Period
from kam_analytics.kpis.types import COHORTS, LISTING, OPPORTUNITY, Figure, Ground, Kpi, Reason

__all__ = [
    "COHORTS",
    "LISTING",
    "OPPORTUNITY",
    "SPANS",
    "Figure",
    "Ground",
    "Kpi",
    "Period",
    "Reason",
    "Scorecard",
    "all_kpis",
    "kpi",
    "measure",
]
