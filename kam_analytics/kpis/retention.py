"""What became of last year's revenue: NRR, GRR and the bridge between the two years."""

from __future__ import annotations

from kam_analytics.kpis.types import Compute, Figure, Kpi, Sums

__all__ = ["BRIDGE", "KPIS"]

BRIDGE = ("start", "expansion", "contraction", "churn", "net_credits", "end")
"""Bars of the bridge: start + expansion - contraction - churn + net credits = end. Net credits are never positive."""

_COLUMNS = {"start": "start_amount", "end": "end_amount"}


def _nrr(sums: Sums) -> Figure:
    if sums["start_amount"] <= 0:
        return Figure.none("kpis.na.no_start")
    return Figure(sums["end_amount"] / sums["start_amount"], int(sums["starters"]))


def _grr(sums: Sums) -> Figure:
    """Each account counts with at most its start and at least zero; without the clip credit notes give 300%."""
    if sums["start_amount"] <= 0:
        return Figure.none("kpis.na.no_start")
    return Figure(sums["kept"] / sums["start_amount"], int(sums["starters"]))


def _bar(name: str) -> Compute:
    column = _COLUMNS.get(name, name)

    def read(sums: Sums) -> Figure:
        if sums["start_amount"] <= 0:
            return Figure.none("kpis.na.no_start")
        return Figure(sums[column], int(sums["starters"]))

    return read


KPIS = (
    Kpi("nrr", "share", 20, _nrr, compares=True, on_bookings=False),
    Kpi("grr", "share", 21, _grr, compares=True, on_bookings=False),
    Kpi("nrr_start", "money", 22, _bar("start"), compares=True, good="neither", on_bookings=False),
    Kpi("nrr_expansion", "money", 23, _bar("expansion"), compares=True, on_bookings=False),
    Kpi("nrr_contraction", "money", 24, _bar("contraction"), compares=True, good="down", on_bookings=False),
    Kpi("nrr_churn", "money", 25, _bar("churn"), compares=True, good="down", on_bookings=False),
    Kpi("nrr_net_credits", "money", 26, _bar("net_credits"), compares=True, on_bookings=False),
    Kpi("nrr_end", "money", 27, _bar("end"), compares=True, good="neither", on_bookings=False),
)
