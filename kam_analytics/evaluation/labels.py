"""What rankings and horizons of a back-test are called, and the order in which rankings are shown."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kam_analytics.i18n import codes, say

__all__ = ["NAIVE", "OURS", "horizon_label", "horizons_label", "ordered", "ranking_label"]

OURS = ("account_potential", "value", "potential", "expectation", "attainable")
NAIVE = ("ewma", "last_period", "ttm", "last_growth", "reversion", "rfm", "equal_weights", "random", "shuffled")

SIGNAL = "signal:"
DAYS_A_MONTH = 365.25 / 12
TOLERANCE = 3
"""Days by which a horizon may miss whole months and still be called by them: 364 days are 12 months."""


def ranking_label(name: str) -> str:
    """Return a ranking in words: our scores, factors, signals and naive rankings; an unknown one as it is."""
    signal = name.removeprefix(SIGNAL)
    known = (f"backtest.signal.{signal}",) if name.startswith(SIGNAL) else (f"backtest.ranking.{name}",)
    for code in (*known, f"factors.{signal}.label"):
        if code in codes():
            return say(code)
    return signal


def horizon_label(days: int) -> str:
    """Return a horizon as `6 months` where it is about so many whole months, else as `45 days`."""
    months = round(days / DAYS_A_MONTH)
    if months and abs(days - months * DAYS_A_MONTH) <= TOLERANCE:
        return say("backtest.months", n=months)
    return say("backtest.days", n=days)


def horizons_label(days: Sequence[int]) -> str:
    """Return horizons as `3 months, 6 months and 12 months`, in the order given; nothing for none."""
    *first, last = [horizon_label(one) for one in days] or [""]
    return say("backtest.and", first=", ".join(first), last=last) if first else last


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with our scores first, then factors and signals by figure, then naive rankings."""
    places = {name: place for place, name in enumerate((*OURS, "", *NAIVE))}
    place = [places.get(name, len(OURS)) for name in rows["ranking"]]
    keyed = rows.assign(_place=place, _size=-rows["value"])
    keyed.loc[keyed["_place"] != len(OURS), "_size"] = 0.0
    return keyed.sort_values(["_place", "_size", "ranking"], kind="stable").drop(columns=["_place", "_size"])
