"""The year of the trade: quiet in August and over the turn of the year, with a season of its own for each family."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kam_analytics.demo.catalogue import ALL_FAMILIES
from kam_analytics.demo.months import first_day
from kam_analytics.demo.regimes import Regime
from kam_analytics.demo.trade import YEAR

__all__ = ["common_season", "family_season", "season"]

_HEIGHTS = {family.code: family.season for family in ALL_FAMILIES}
_LOWEST = 0.15


def common_season(regime: Regime, month: int) -> float:
    """Return the season that all accounts share, around 1."""
    return max(_LOWEST, 1.0 + regime.season * (YEAR[first_day(month).month - 1] - 1.0))


def family_season(regime: Regime, code: str, month: int) -> float:
    """Return a family's own season, at its height in June."""
    height = min(0.9, _HEIGHTS[code] * regime.season)
    return round(1.0 + height * math.cos(2 * math.pi * (first_day(month).month - 6) / 12), 9)


def season(regime: Regime, families: Sequence[str], month: int) -> float:
    """Return the season of an account that buys these families."""
    own = sum(family_season(regime, code, month) for code in families) / len(families)
    return common_season(regime, month) * own
