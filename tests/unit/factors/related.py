"""Cells of `marts.account_relations`, drawn by table: a table is loaded for every account or for none."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from tests.unit.factors.rows import frame, portfolios, rounded

Cells = dict[str, Any]

COUNT = st.integers(0, 6)


def rating(factor: str, score: int, rater: str = "Kim", day: str = "2026-05-01", notes: int = 1) -> Cells:
    return {"factor": factor, "score": score, "rater": rater, "rated_on": dt.date.fromisoformat(day), "notes": notes}


def deals(*stages: tuple[str, int, float], won: int = 0, lost: int = 0, unvalued: int = 0, **more: Any) -> Cells:
    """Open deals by stage (stage, count, amount) and how many closed deals were won and lost."""
    usual = {
        "open_deals": sum(n for _, n, _ in stages), "open_deals_unvalued": unvalued,
        "open_amount": sum(amount for *_, amount in stages), "won_deals": won, "lost_deals": lost, "won_24m": won,
        "lost_24m": lost, "closed_stages": [],
        "open_stages": [
            {"stage": stage, "deals": n, "unvalued": 0 if amount else min(n, unvalued), "amount": amount}
            for stage, n, amount in stages
        ],
    }  # fmt: skip
    return usual | more


def reached(stage: str, won: int, lost: int, *, tracked: bool = True) -> Cells:
    return {"stage": stage, "tracked": tracked, "won": won, "lost": lost}


def people(contacts: int = 0, senior: int = 0, key_roles: int | None = None) -> Cells:
    return {
        "contacts": contacts, "contacts_c": senior, "contacts_vp": 0, "contacts_director": 0,
        "contacts_manager": contacts - senior, "key_roles": key_roles,
    }  # fmt: skip


def bought(**families: float | tuple[float, float]) -> list[Cells]:
    """Families by name: revenue of the last year, or of it and the year before."""
    pairs = {name: amount if isinstance(amount, tuple) else (amount, 0.0) for name, amount in families.items()}
    return [{"family": name, "revenue": now, "prior_revenue": then} for name, (now, then) in sorted(pairs.items())]


def arrivals(new: int | None = None, senior: int | None = None) -> Cells:
    return {"contacts_new_180d": new, "contacts_new_senior_180d": senior}


def talks(now: int = 0, before: int = 0) -> Cells:
    return {"talks_180d": now, "talks_180d_before": before}


def courses(new: int = 0, new_before: int = 0, won: int = 0, won_before: int = 0, **more: int) -> Cells:
    """Deals created and won of late and before."""
    usual = {
        "deals_new_180d": new, "deals_new_540d_before": new_before, "won_180d": won, "won_540d_before": won_before,
        "won_12m": won, "lost_12m": 0, "won_valued_24m": 0, "won_amount_24m": 0.0,
    }  # fmt: skip
    return usual | more


def said(now: int = 0, share: float | None = None, before: int = 0, share_before: float | None = None) -> Cells:
    """Answers as shares of their scale, of late and before."""
    return {
        "answers_180d": now, "answers_share_180d": share, "answers_540d_before": before,
        "answers_share_540d_before": share_before,
    }  # fmt: skip


def activities(
    active: int | None = 0, senior: int | None = 0, days: int | None = None, count: int = 0, hours: float | None = None
) -> Cells:
    return {
        "contacts_active_90d": active, "senior_active_90d": senior, "days_since_activity": days,
        "activities_12m": count, "hours_12m": hours,
    }  # fmt: skip


def contracts(active: int = 0, days: int | None = None, ended: int = 0, renewed: int = 0) -> Cells:
    return {
        "contracts_active": active, "contracts_evergreen": 0, "contract_value": 0.0, "contract_days_to_end": days,
        "contracts_ended": ended, "contracts_renewed": renewed,
    }  # fmt: skip


def answers(nps: int = 0, mean: float | None = None, csat: int = 0, share: float | None = None) -> Cells:
    return {"nps_answers": nps, "nps_mean": mean, "nps_trend": None, "csat_answers": csat, "csat_share": share}


def cases(severity1: int = 0, severity2: int = 0, severe_open: int = 0) -> Cells:
    return {
        "cases_12m": severity1 + severity2, "cases_severity1_12m": severity1, "cases_severity2_12m": severity2,
        "cases_open": severe_open, "cases_severe_open": severe_open,
    }  # fmt: skip


@st.composite
def _deals(draw: st.DrawFn) -> Cells:
    open_stages = draw(st.lists(st.tuples(st.sampled_from("xyz"), st.integers(1, 3), rounded(1e6)), max_size=3))
    won, lost = draw(st.integers(0, 60)), draw(st.integers(0, 60))
    unvalued = draw(st.sampled_from([0, sum(n for _, n, _ in open_stages)]))
    closed = [reached(draw(st.sampled_from("xyz")), won, lost, tracked=draw(st.booleans()))]
    return deals(*open_stages, won=won, lost=lost, unvalued=unvalued, closed_stages=closed)


@st.composite
def _contracts(draw: st.DrawFn) -> Cells:
    active, ended = draw(COUNT), draw(COUNT)
    days = draw(st.none() | st.integers(0, 900)) if active else None
    return contracts(active, days, ended, draw(st.integers(0, ended)))


@st.composite
def _answers(draw: st.DrawFn) -> Cells:
    nps, csat = draw(COUNT), draw(COUNT)
    mean = draw(rounded(10)) if nps else None
    return answers(nps, mean, csat, draw(rounded(1)) if csat else None)


@st.composite
def _activities(draw: st.DrawFn) -> Cells:
    days = draw(st.none() | st.integers(0, 900))
    return activities(draw(COUNT), draw(COUNT), days, draw(st.integers(0, 40)), draw(rounded(500)))


_RATINGS = st.lists(st.sampled_from(["fit", "logo", "effort", "other"]), unique=True, max_size=3).flatmap(
    lambda names: st.builds(
        lambda scores: {"ratings": [rating(n, s) for n, s in zip(names, scores, strict=True)]},
        st.lists(st.integers(1, 5), min_size=len(names), max_size=len(names)),
    )
)
_TABLES: dict[str, st.SearchStrategy[Cells]] = {
    "opportunity": _deals(),
    "deal_course": st.builds(courses, COUNT, COUNT, COUNT, COUNT),
    "contact": st.builds(people, st.integers(3, 9), st.integers(0, 3), st.integers(0, 3)),
    "arrival": st.builds(arrivals, COUNT, COUNT),
    "activity": _activities(),
    "talk": st.builds(talks, COUNT, COUNT),
    "contract": _contracts(),
    "survey": _answers(),
    "survey_course": st.builds(said, COUNT, rounded(1), COUNT, rounded(1)),
    "case": st.builds(cases, COUNT, COUNT, COUNT),
    "attribute": st.builds(
        lambda industry, country: {"industry": industry, "country": country},
        st.none() | st.sampled_from(["Food", "Steel"]),
        st.none() | st.sampled_from(["AT", "DE"]),
    ),
    "family": st.dictionaries(st.sampled_from("PQR"), st.tuples(rounded(1e5), rounded(1e5)), max_size=3).map(
        lambda families: {"families": bought(**families)}
    ),
    "rating": _RATINGS,
    "custom": (st.none() | st.floats(-1e6, 1e6)).map(lambda own: {"custom:Size": own}),
}


@st.composite
def related(draw: st.DrawFn, least: int = 1, most: int = 8, tables: frozenset[str] | None = None) -> pd.DataFrame:
    """A portfolio with any of the small tables (or with those named)."""
    accounts = draw(portfolios(least=least, most=most))
    chosen = draw(st.sets(st.sampled_from(sorted(_TABLES)))) if tables is None else tables
    rows = accounts.astype(object).where(accounts.notna(), None).to_dict("records")
    return frame([row | _drawn(draw, sorted(chosen)) for row in rows])


def _drawn(draw: st.DrawFn, names: list[str]) -> Cells:
    return {column: cell for name in names for column, cell in draw(_TABLES[name]).items()}
