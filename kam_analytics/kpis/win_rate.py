"""Win rate: won / (won + lost), by count and by value, by close date; existing and new customers apart."""

from __future__ import annotations

from kam_analytics.kpis.types import Compute, Figure, Kpi, Sums

__all__ = ["ACCOUNT_LEAST", "GROUP_LEAST", "KPIS"]

ACCOUNT_LEAST, GROUP_LEAST = 10, 30
"""Closed opportunities below which a win rate is hidden: of one account, and of a group of accounts."""

CUSTOMERS = ("existing", "new")


def _by_count(*customers: str) -> Compute:
    def compute(sums: Sums) -> Figure:
        closed = int(sum(sums[f"{customer}_closed"] for customer in customers))
        if closed < _least(sums):
            return Figure.none("kpis.na.few_opportunities", closed, least=_least(sums), n=closed)
        return Figure(sum(sums[f"{customer}_won"] for customer in customers) / closed, closed)

    return compute


def _by_value(*customers: str) -> Compute:
    def compute(sums: Sums) -> Figure:
        unpriced = int(sum(sums[f"{customer}_unpriced"] for customer in customers))
        priced = int(sum(sums[f"{customer}_closed"] for customer in customers)) - unpriced
        if priced < _least(sums):
            return Figure.none("kpis.na.few_opportunities", priced, unpriced, least=_least(sums), n=priced)
        value = sum(sums[f"{customer}_closed_amount"] for customer in customers)
        won = sum(sums[f"{customer}_won_amount"] for customer in customers)
        return Figure(won / value, priced, excluded=unpriced)

    return compute


def _least(sums: Sums) -> int:
    return ACCOUNT_LEAST if sums["sellers"] == 1 else GROUP_LEAST


def _kpi(name: str, order: int, compute: Compute) -> Kpi:
    return Kpi(name, "share", order, compute, source="opportunities")


KPIS = (
    _kpi("win_rate", 40, _by_count(*CUSTOMERS)),
    _kpi("win_rate_value", 41, _by_value(*CUSTOMERS)),
    _kpi("win_rate_existing", 42, _by_count("existing")),
    _kpi("win_rate_new", 43, _by_count("new")),
    _kpi("win_rate_value_existing", 44, _by_value("existing")),
    _kpi("win_rate_value_new", 45, _by_value("new")),
)
