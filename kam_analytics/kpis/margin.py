"""Gross margin and its growth, over lines that carry a cost; before cost to serve."""

from __future__ import annotations

from kam_analytics.kpis.types import Figure, Kpi, Sums

__all__ = ["KPIS"]


def _margin(sums: Sums) -> Figure:
    without = int(sums["lines"] - sums["costed_lines"])
    if sums["costed_lines"] <= 0:
        return Figure.none("kpis.na.no_cost", 0, without)
    if sums["cost_amount"] <= 0:
        return Figure.none("kpis.na.no_revenue", 0, without)
    return Figure(sums["margin"] / sums["cost_amount"], int(sums["accounts"]), excluded=without)


def _growth(sums: Sums) -> Figure:
    without = int(sums["uncosted_lines"])
    if sums["start_amount"] <= 0:
        return Figure.none("kpis.na.no_start")
    if sums["start_costed_lines"] <= 0 or sums["end_costed_lines"] <= 0:
        return Figure.none("kpis.na.no_cost", 0, without)
    if sums["start_margin"] <= 0:
        return Figure.none("kpis.na.no_start_margin", 0, without)
    return Figure(sums["end_margin"] / sums["start_margin"] - 1, int(sums["starters"]), excluded=without)


def _grown(sums: Sums) -> Figure:
    without = int(sums["uncosted_lines"])
    if sums["start_amount"] <= 0:
        return Figure.none("kpis.na.no_start")
    if sums["start_costed_lines"] <= 0 or sums["end_costed_lines"] <= 0:
        return Figure.none("kpis.na.no_cost", 0, without)
    if sums["margin_starters"] <= 0:
        return Figure.none("kpis.na.no_start_margin", 0, without)
    return Figure(sums["margin_grown"] / sums["margin_starters"], int(sums["margin_starters"]), excluded=without)


KPIS = (
    Kpi("gross_margin", "share", 30, _margin, on_bookings=False),
    Kpi("gross_margin_growth", "share", 31, _growth, compares=True, on_bookings=False),
    Kpi("accounts_margin_grown", "share", 32, _grown, compares=True, on_bookings=False),
)
