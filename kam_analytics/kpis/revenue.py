"""Revenue and its growth."""

from __future__ import annotations

from kam_analytics.kpis.types import KEYED, Figure, Kpi, Sums

__all__ = ["GROWN", "KPIS"]

GROWN = 1.2
"""From this multiple of the year before on an account counts as grown: 20%, as in the reference figures."""


def _revenue(sums: Sums) -> Figure:
    return Figure(sums["revenue"], int(sums["accounts"]))


def _growth(sums: Sums) -> Figure:
    if sums["start_amount"] <= 0:
        return Figure.none("kpis.na.no_start")
    return Figure(sums["end_amount"] / sums["start_amount"] - 1, int(sums["starters"]))


def _constant(sums: Sums) -> Figure:
    """Growth with the period's money at the rates of the same months a year before."""
    if sums["start_amount"] <= 0:
        return Figure.none("kpis.na.no_start")
    if not sums["foreign_lines"]:
        return Figure.none("kpis.na.one_currency")
    if sums["lines_without_rate"]:
        return Figure.none("kpis.na.no_rate_before", 0, int(sums["lines_without_rate"]))
    end = sums["end_amount"] + sums["rate_difference"]
    return Figure(end / sums["start_amount"] - 1, int(sums["starters"]))


def _gap(sums: Sums) -> Figure:
    """Growth of the accounts that have peers, minus what they would have grown at the rate of their peers."""
    unmatched = int(sums["starters"] - sums["matched"])
    if sums["starters"] <= 0:
        return Figure.none("kpis.na.no_start")
    if sums["matched"] <= 0:
        return Figure.none("kpis.na.no_peers", 0, unmatched)
    gap = (sums["matched_end"] - sums["matched_expected"]) / sums["matched_start"]
    return Figure(gap, int(sums["matched"]), excluded=unmatched)


def _grown(sums: Sums) -> Figure:
    if sums["starters"] <= 0:
        return Figure.none("kpis.na.no_start")
    return Figure(sums["grown"] / sums["starters"], int(sums["starters"]))


KPIS = (
    Kpi("revenue", "money", 10, _revenue),
    Kpi("revenue_growth", "share", 11, _growth, compares=True),
    Kpi("revenue_growth_constant_currency", "share", 12, _constant, compares=True),
    Kpi("growth_gap", "points", 13, _gap, compares=True, cohorts=KEYED),
    Kpi("accounts_grown", "share", 14, _grown, compares=True),
)
