from __future__ import annotations

import datetime as dt

import numpy as np

from kam_analytics import marts
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.marts.best_year import best_year_closed
from tests.unit.marts.conftest import FactsOf, Line

CUT = dt.date(2023, 12, 31)
END = dt.date(2024, 12, 31)


def line(account: str, day: str, amount: float) -> Line:
    return {"account_id": account, "invoiced_on": dt.date.fromisoformat(day), "amount": amount}


def best(engine: Engine, workspace: Workspace, facts_of: FactsOf, lines: list[Line], **more: object) -> dict[str, dict]:
    known = [row for row in lines if row["invoiced_on"] <= CUT]  # type: ignore[operator]  # dates
    accounts = {"accounts": more.pop("accounts")} if "accounts" in more else {}
    facts = facts_of(known, as_of=CUT, **accounts)
    later = facts_of(lines, as_of=more.pop("until", END), **accounts)
    rows = marts.account_best_year(engine, facts, later, workspace, **more).to_pylist()  # type: ignore[arg-type]  # options
    return {row["account_id"]: row for row in rows}


def test_the_best_of_twelve_years_that_end_after_the_cut_off(
    engine: Engine, workspace: Workspace, facts_of: FactsOf
) -> None:
    lines = [
        line("A", "2023-01-01", 500),  # January: in no year that ends after the cut-off
        line("A", "2023-02-10", 70),  # February: only in the year that ends in January
        line("A", "2023-06-10", 100),
        line("A", "2024-04-10", 40),
        line("A", "2024-08-10", 60),
        line("B", "2023-01-15", 10),
    ]
    found = best(engine, workspace, facts_of, lines)
    # to January 170; to April 100 + 40; to May the same, June is lost after it; to August 40 + 60
    assert found["A"] == {"account_id": "A", "best_year": 170.0, "best_month": dt.date(2024, 1, 1)}
    assert found["B"] == {"account_id": "B", "best_year": 0.0, "best_month": dt.date(2024, 1, 1)}


def test_the_first_of_equal_years_is_named_and_credits_count(
    engine: Engine, workspace: Workspace, facts_of: FactsOf
) -> None:
    lines = [line("A", "2023-01-01", 1), line("A", "2024-03-10", 90), line("A", "2024-11-10", -30)]
    assert best(engine, workspace, facts_of, lines)["A"]["best_month"] == dt.date(2024, 3, 1)
    only_credits = [
        line("A", "2023-01-01", 1),
        *(line("A", f"{y}-{m:02}-05", -5) for y in (2023, 2024) for m in (2, 8)),
    ]
    # the year to February holds August and February; the years before and after hold two as well
    assert best(engine, workspace, facts_of, only_credits)["A"]["best_year"] == -10.0


def test_years_that_reach_beyond_the_data_are_not_given(
    engine: Engine, workspace: Workspace, facts_of: FactsOf
) -> None:
    lines = [line("A", "2023-01-01", 10), line("A", "2024-05-10", 20)]
    assert best(engine, workspace, facts_of, lines, until=dt.date(2024, 12, 30))["A"]["best_year"] is None
    assert (
        best(engine, workspace, facts_of, lines, until=dt.date(2024, 6, 30), months_after=6)["A"]["best_year"] == 20.0
    )
    started_late = [line("A", "2023-01-02", 10), line("A", "2024-05-10", 20)]
    assert best(engine, workspace, facts_of, started_late)["A"]["best_year"] is None


def test_accounts_are_those_of_the_cut_off(engine: Engine, workspace: Workspace, facts_of: FactsOf) -> None:
    lines = [line("A", "2023-01-01", 10), line("C", "2024-05-10", 20)]
    facts, later = facts_of(lines[:1], as_of=CUT), facts_of(lines, as_of=END)
    assert best_year_closed(facts, later)
    assert marts.account_best_year(engine, facts, later, workspace)["account_id"].to_pylist() == ["A"]


def test_a_group_is_summed_before_its_best_year_is_sought(
    engine: Engine, workspace: Workspace, facts_of: FactsOf
) -> None:
    lines = [line("A", "2023-01-01", 1), line("A", "2024-02-10", 50), line("B", "2023-11-10", 30)]
    found = best(engine, workspace, facts_of, lines, accounts={"A": "G", "B": "G"}, level="parent")
    assert {account: row["best_year"] for account, row in found.items()} == {"G": 80.0}


def test_it_is_the_plain_maximum_for_any_amounts(engine: Engine, workspace: Workspace, facts_of: FactsOf) -> None:
    chance = np.random.default_rng(31)
    amounts = {f"A{i:02}": chance.integers(-50, 100, 24) * (chance.random(24) < 0.6) for i in range(40)}
    months = [dt.date(2023 + m // 12, m % 12 + 1, 7) for m in range(24)]
    lines = [line("Z", "2023-01-01", 1)]
    lines += [
        line(a, d.isoformat(), float(v)) for a, cells in amounts.items() for d, v in zip(months, cells, strict=True)
    ]
    found = best(engine, workspace, facts_of, lines)
    for account, cells in amounts.items():
        assert found[account]["best_year"] == max(cells[k : k + 12].sum() for k in range(1, 13))
