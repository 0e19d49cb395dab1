"""Marts: SQL models over visible facts (`account_month`, `account_features`, `account_relations`) and their door."""

from kam_analytics.marts.best_year import account_best_year, best_year_closed
from kam_analytics.marts.build import (
    account_change,
    account_families,
    account_features,
    account_month,
    account_products,
    account_series,
    monthly_revenue,
    portfolio_month,
    quiet_accounts,
    unconverted,
)
from kam_analytics.marts.calendar import HALF_LIFE_DAYS, Calendar, Span
from kam_analytics.marts.relations import account_relations
from kam_analytics.marts.types import ACCOUNT_MONTH, LINE_PART, Facts, Level, Part, custom_of, tables_of
from kam_analytics.marts.windows import TwinPart, account_levels, account_outcome, twin_parts

__all__ = [
    "ACCOUNT_MONTH",
    "HALF_LIFE_DAYS",
    "LINE_PART",
    "Calendar",
    "Facts",
    "Level",
    "Part",
    "Span",
    "TwinPart",
    "account_best_year",
    "account_change",
    "account_families",
    "account_features",
    "account_levels",
    "account_month",
    "account_outcome",
    "account_products",
    "account_relations",
    "account_series",
    "best_year_closed",
    "custom_of",
    "monthly_revenue",
    "portfolio_month",
    "quiet_accounts",
    "tables_of",
    "twin_parts",
    "unconverted",
]
