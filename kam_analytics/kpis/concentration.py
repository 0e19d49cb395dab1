"""How much of the revenue hangs on how few accounts."""

from __future__ import annotations

from kam_analytics.kpis.types import Compute, Figure, Kpi, Sums

__all__ = ["KPIS"]


def _share(column: str) -> Compute:
    def compute(sums: Sums) -> Figure:
        if sums["revenue"] <= 0:
            return Figure.none("kpis.na.no_revenue")
        return Figure(sums[column] / sums["revenue"], int(sums["buyers"]))

    return compute


def _hhi(sums: Sums) -> Figure:
    if sums["revenue"] <= 0:
        return Figure.none("kpis.na.no_revenue")
    return Figure(sums["squares"] / sums["revenue"] ** 2, int(sums["buyers"]))


KPIS = (
    Kpi("top_1_share", "share", 50, _share("top_1"), good="neither"),
    Kpi("top_10_share", "share", 51, _share("top_10"), good="neither"),
    Kpi("hhi", "index", 52, _hhi, good="neither"),
)
