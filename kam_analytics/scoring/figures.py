"""Every raw figure that a factor may show: its unit, and why it is missing where it is.

A new column of evidence gets a line here and a label `page.evidence.<column>`; a test walks over all factors.
"""

from __future__ import annotations

from typing import Literal

__all__ = ["HIDDEN", "Unit", "known_figures", "reason_of", "unit_of"]

Unit = Literal[
    "money", "growth", "share", "points", "count", "place", "rate", "number", "ratio", "date", "flag", "text", "code"
]
"""Money a year; signed growth; share of 1; difference of shares; whole number; 0 to 100; per 1,000; plain number with a
decimal; logarithm of a ratio; date; yes or no; words; message code."""

HIDDEN = frozenset({"trend_slope", "trend_growth", "trend_value", "breadth_measure", "ttm"})
"""In files and JSON only: what says the same is shown beside it."""

_OWN = None
"""The reason of the factor itself: what keeps the figure away keeps the value away."""
_ORDERS, _PRODUCTS = "factors.missing.no_orders", "factors.missing.no_recent_products"
_MONEY, _REVENUE = "factors.missing.no_money", "factors.missing.no_recent_revenue"

_FIGURES: dict[str, tuple[Unit, str | None]] = {
    "money": ("money", _MONEY),
    "revenue_12m": ("money", _MONEY),
    "ttm": ("money", "scoring.missing.window"),
    "prior_ttm": ("money", "scoring.missing.window"),
    "growth": ("growth", "scoring.missing.prior_year"),
    "growth_constant_currency": ("growth", "scoring.missing.other_currency"),
    "products_ttm": ("count", _PRODUCTS),
    "families_ttm": ("count", _PRODUCTS),
    "breadth_measure": ("code", _PRODUCTS),
    "peers_below": ("share", _OWN),
    "accounts_below": ("share", _OWN),
    "judgement_share": ("share", _OWN),
    "trend_slope": ("number", "factors.trend.no_history"),
    "trend_growth": ("growth", "factors.trend.no_history"),
    "trend_value": ("place", "factors.trend.no_history"),
    "trend_reliability": ("share", "factors.trend.no_history"),
    "trend_status": ("code", "factors.trend.no_history"),
    "order_days": ("count", _ORDERS),
    "recency_days": ("count", _ORDERS),
    "mean_gap_days": ("number", "scoring.missing.one_order_day"),
    "expected_gap_days": ("number", _ORDERS),
    "silence_in_gaps": ("number", _ORDERS),
    "first_on": ("date", _ORDERS),
    "last_on": ("date", _ORDERS),
    "rhythm_part": ("place", _ORDERS),
    "contracts_active": ("count", "scoring.missing.no_contract"),
    "contract_days_to_end": ("count", "scoring.missing.no_contract_end"),
    "contracts_ended": ("count", "scoring.missing.no_contract"),
    "contracts_renewed": ("count", "scoring.missing.no_contract"),
    "renewal_change": ("growth", "scoring.missing.no_valued_renewal"),
    "contract_part": ("place", "scoring.missing.no_contract"),
    "cases_12m": ("count", "scoring.missing.no_case"),
    "cases_severity1_12m": ("count", "scoring.missing.no_case"),
    "cases_severity2_12m": ("count", "scoring.missing.no_case"),
    "cases_severe_open": ("count", "scoring.missing.no_case"),
    "cases_180d": ("count", "scoring.missing.no_case"),
    "cases_180d_before": ("count", "scoring.missing.no_case"),
    "cases_part": ("place", "scoring.missing.no_case"),
    "answers": ("count", "scoring.missing.no_answer"),
    "nps_trend": ("number", "scoring.missing.one_year_of_answers"),
    "answers_change": ("points", "scoring.missing.one_year_of_answers"),
    "answers_180d": ("count", "scoring.missing.no_late_answer"),
    "answers_share_180d": ("share", "scoring.missing.no_late_answer"),
    "answers_540d_before": ("count", "scoring.missing.no_earlier_answer"),
    "answers_share_540d_before": ("share", "scoring.missing.no_earlier_answer"),
    "satisfaction_part": ("place", "scoring.missing.no_answer"),
    "talks_180d": ("count", "scoring.missing.no_activity"),
    "talks_180d_before": ("count", "scoring.missing.no_activity"),
    "activity_part": ("place", "scoring.missing.no_activity"),
    "activities_12m": ("count", "scoring.missing.no_activity"),
    "days_since_activity": ("count", "scoring.missing.no_activity"),
    "hours_12m": ("number", "scoring.missing.no_hours"),
    "contacts": ("count", "scoring.missing.no_contact"),
    "contacts_new_180d": ("count", "scoring.missing.no_contact"),
    "contacts_new_senior_180d": ("count", "scoring.missing.no_contact"),
    "contacts_active_90d": ("count", "scoring.missing.no_contact"),
    "senior_active_90d": ("count", "scoring.missing.no_contact"),
    "key_roles": ("count", "scoring.missing.no_contact"),
    "single_threaded": ("flag", "scoring.missing.no_talk_to_people"),
    "open_deals": ("count", "scoring.missing.no_deal"),
    "open_deals_unvalued": ("count", "scoring.missing.no_deal"),
    "open_amount": ("money", "scoring.missing.no_deal"),
    "expected_amount": ("money", "scoring.missing.no_deal"),
    "won_deals": ("count", "scoring.missing.no_deal"),
    "lost_deals": ("count", "scoring.missing.no_deal"),
    "won_12m": ("count", "scoring.missing.no_deal"),
    "lost_12m": ("count", "scoring.missing.no_deal"),
    "won_24m": ("count", "scoring.missing.no_deal"),
    "lost_24m": ("count", "scoring.missing.no_deal"),
    "won_180d": ("count", "scoring.missing.no_deal"),
    "won_540d_before": ("count", "scoring.missing.no_deal"),
    "deals_new_180d": ("count", "scoring.missing.no_deal"),
    "deals_new_540d_before": ("count", "scoring.missing.no_deal"),
    "win_rate": ("share", "scoring.missing.no_deal"),
    "expansion_share": ("share", _PRODUCTS),
    "expansion_amount": ("money", _PRODUCTS),
    "expansion_part": ("place", _PRODUCTS),
    "whitespace_families": ("count", _PRODUCTS),
    "whitespace_amount": ("money", _PRODUCTS),
    "invoices_ttm": ("count", _MONEY),
    "credit_notes_ttm": ("count", _MONEY),
    "credit_share": ("share", _REVENUE),
    "documents_per_1000": ("rate", _REVENUE),
    "hours_per_1000": ("rate", _REVENUE),
    "activities_and_cases_per_1000": ("rate", _REVENUE),
    "likeness_industry": ("ratio", "scoring.missing.no_industry"),
    "likeness_country": ("ratio", "scoring.missing.no_country"),
    "likeness_families": ("ratio", "scoring.missing.no_family"),
    "likeness_part": ("place", "factors.missing.no_likeness"),
    "figure": ("number", "factors.missing.no_figure"),
    "rating": ("count", "factors.missing.no_rating"),
    "rated_by": ("text", "factors.missing.no_rating"),
    "rated_on": ("date", "factors.missing.no_rating"),
    "rating_notes": ("count", "factors.missing.no_rating"),
}

_SIGNALS: dict[str, str | None] = {
    "trend": "factors.trend.no_history",
    "pipeline": _OWN,
    "new_contacts": _OWN,
    "satisfaction": "scoring.missing.no_answer",
    "activity": _OWN,
    "win_rate": "scoring.missing.no_closed_deal",
    "new_deals": _OWN,
    "recent_wins": _OWN,
}
"""Why an account has no place by a signal; those without a reason place everybody."""

_FIGURES |= {f"signal_{name}": ("place", reason) for name, reason in _SIGNALS.items()}
_FIGURES |= {f"signal_{name}_counts": ("flag", _OWN) for name in _SIGNALS}


def unit_of(column: str) -> Unit:
    """Return the unit of a column of evidence; one that the table has no line for is shown as it is."""
    return _FIGURES.get(column, ("text", _OWN))[0]


def reason_of(column: str, missing: str) -> str:
    """Return why a figure is missing (a message code): its own reason, else `missing`, the one of its factor."""
    return _FIGURES.get(column, ("text", _OWN))[1] or missing


def known_figures() -> frozenset[str]:
    """Return the columns that have a line here."""
    return frozenset(_FIGURES)
