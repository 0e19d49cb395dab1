"""Marts: SQL models over visible facts (`account_month`, `account_features`) and the door to run them."""

from kam_analytics.marts.build import (
    account_families,
    account_features,
    account_month,
    account_products,
    monthly_revenue,
    portfolio_month,
    unconverted,
)
from kam_analytics.marts.calendar import HALF_LIFE_DAYS, Calendar
from kam_analytics.marts.types import ACCOUNT_MONTH, LINE_PART, Facts, Level, Part

__all__ = [
    "ACCOUNT_MONTH",
    "HALF_LIFE_DAYS",
    "LINE_PART",
    "Calendar",
    "Facts",
    "Level",
    "Part",
    "account_families",
    "account_features",
    "account_month",
    "account_products",
    "monthly_revenue",
    "portfolio_month",
    "unconverted",
]
