"""Every raw figure of every factor has a unit, a label and a reason: who writes the next factor is told here."""

from __future__ import annotations

import datetime as dt
import math
from functools import cache

import pandas as pd
import pytest

from kam_analytics.factors import SIGNALS, Custom, Factor, all_factors
from kam_analytics.i18n import codes
from kam_analytics.scoring.evidence import plain
from kam_analytics.scoring.figures import HIDDEN, known_figures, reason_of, unit_of
from tests.unit.factors import related as tables
from tests.unit.factors.rows import frame, row, without_orders

ACCOUNTS = 120
FACTORS = [*all_factors(), Custom("custom:Size")]
EACH = pytest.mark.parametrize("one", FACTORS, ids=lambda one: one.name)
WITHOUT = ((), ("hours_12m",), ("hours_12m", "activities_12m", "cases_12m"))
"""Columns left out, so that effort is measured in each of its ways."""


def everything(factor: str, without: tuple[str, ...] = ()) -> pd.DataFrame:
    """A portfolio with every table loaded: most accounts rich in all of them, every fourth with nothing."""
    return frame([_account(at, factor) for at in range(ACCOUNTS)]).drop(columns=list(without))


def _account(at: int, factor: str) -> dict[str, object]:
    rich = at % 4 > 0
    halves = [(10.0 + at) * math.exp(-0.4 * (at % 3 - 1) * back) for back in range(6)]
    money = row(f"A{at:02}", 10.0 + at, half_years=halves) if rich else without_orders(f"A{at:02}")
    n = 1 + at % 4 if rich else 0
    stage = (("Quote", n, 100.0 * n),) if rich else ()
    small = tables.deals(*stage, won=2 * n, lost=n, unvalued=0) | tables.courses(n, n, n, n)
    small |= tables.people(n, n, n) | tables.arrivals(n, n) | tables.talks(n, n)
    small |= tables.activities(n, n, 10 if rich else None, 3 * n, 1.5 * n)
    small |= tables.contracts(n, 90 if rich else None, n, n) | {"renewal_change": 0.1 if rich else None}
    small |= tables.answers(n, 9.0 if rich else None) | {"nps_trend": 0.5 if rich else None}
    small |= tables.said(n, 0.9 if rich else None, n, 0.8 if rich else None)
    small |= tables.cases(n, n, n) | {"cases_180d": n, "cases_180d_before": n}
    small |= {
        "industry": "FS"[at % 2] if rich else None,
        "country": "AD"[at % 2] if rich else None,
        "custom:Size": at if rich else None,
    }
    small |= {"families": tables.bought(P=10.0 * n, Q=5.0 * (at % 3)) if rich else []}
    small |= {"ratings": [tables.rating(factor, 4)] if rich else []}
    return money | small


@cache
def evidence(one: Factor) -> list[pd.DataFrame]:
    found = []
    for without in WITHOUT:
        features = everything(one.name, without)
        parameters = one.fit(features)
        if getattr(one, "signals", ()):
            parameters = parameters | {"passed": list(SIGNALS)}
        found.append(one(features, parameters).evidence)
    return found


@EACH
def test_every_column_of_evidence_has_a_unit_a_label_and_a_reason(one: Factor) -> None:
    columns = {str(column) for table in evidence(one) for column in table}
    assert columns
    assert not columns - known_figures(), "give each a line in scoring/figures.py"
    for column in columns - HIDDEN:
        assert unit_of(column) == "code" or f"page.evidence.{column}" in codes(), "give it a label in i18n/catalogue"
        assert reason_of(column, "factors.missing.no_orders") in codes()


@EACH
def test_units_fit_what_the_columns_hold(one: Factor) -> None:
    for table in evidence(one):
        for column in table:
            cells, unit = table[column].dropna(), unit_of(str(column))
            if unit in {"text", "code"}:
                assert all(isinstance(cell, str) for cell in cells)
            elif unit == "date":
                assert all(isinstance(cell, dt.date) for cell in cells)
            elif unit == "flag":
                assert all(isinstance(cell, bool | type(table[column].to_numpy()[0])) for cell in cells)
            else:
                figures = cells.astype(float)
                assert unit != "count" or (figures == figures.round()).all(), column
                assert unit != "share" or figures.between(0, 1).all(), column
                assert unit != "place" or figures.between(0, 100).all(), column


@EACH
def test_a_missing_figure_never_borrows_the_reason_of_another_table(one: Factor) -> None:
    for table in evidence(one):
        for entry in plain(table, "factors.missing.no_orders"):
            gaps = {key: entry[f"{key}_reason"] for key, cell in entry.items() if cell is None}
            assert set(gaps.values()) <= codes().keys()
            assert gaps.get("renewal_change", "") in {"", "scoring.missing.no_valued_renewal"}
            assert gaps.get("signal_win_rate", "") in {"", "scoring.missing.no_closed_deal"}
            assert gaps.get("likeness_families", "") in {"", "scoring.missing.no_family"}


def test_no_line_without_a_factor_that_shows_it() -> None:
    shown = {str(column) for one in FACTORS for table in evidence(one) for column in table}
    assert known_figures() - shown == set()
