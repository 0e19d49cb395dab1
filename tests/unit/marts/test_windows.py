"""Windows of days by hand, and what a twin keeps and loses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kam_analytics import marts

END = dt.date(2024, 12, 31)


def ago(days: int, amount: float, account: str = "A", **more: object) -> dict[str, object]:
    return {"account_id": account, "invoiced_on": END - dt.timedelta(days=days), "amount": amount} | more


def test_windows_end_at_the_date_and_hold_their_days(engine, facts_of):
    lines = [ago(0, 1), ago(44, 2), ago(45, 4), ago(90, 8), ago(91, 16), ago(181, 32), ago(363, 64), ago(364, 128)]
    facts = facts_of(lines, as_of=END)
    row = marts.account_levels(engine, facts).to_pylist()[0]
    assert row["revenue_45d"] == 1 + 2
    assert row["revenue_91d"] == 1 + 2 + 4 + 8
    assert row["revenue_182d"] == 1 + 2 + 4 + 8 + 16 + 32
    assert row["revenue_364d"] == 1 + 2 + 4 + 8 + 16 + 32 + 64
    assert row["revenue_728d"] == 255
    assert row["year_ago_91d"] == 64, "the first 91 of the last 364 days"
    assert row["history_days"] == 365
    assert (row["order_days_91d"], row["order_days_182d"], row["order_days_364d"]) == (4, 6, 7)


def test_a_moving_average_of_a_steady_account_is_its_year(engine, facts_of):
    facts = facts_of([ago(days, 10) for days in range(200)], as_of=END)
    row = marts.account_levels(engine, facts).to_pylist()[0]
    for half_life in (90, 180, 365):
        assert row[f"ewma_{half_life}d"] == pytest.approx(3652.5, rel=1e-6)
    assert row["year_ago_91d"] is None, "200 days of history hold no year ago"


def test_an_outcome_is_what_came_after_in_halves(engine, facts_of):
    lines = [ago(20, 100), ago(10, 5), ago(1, 7), ago(0, -2), ago(25, 9, "B")]
    later = facts_of(lines, as_of=END)
    then = replace(later, as_of=END - dt.timedelta(days=20))
    found = {r["account_id"]: r for r in marts.account_outcome(engine, then, later, END).to_pylist()}
    assert found["A"]["revenue"] == 10, "the order of the cut-off itself is not after it"
    assert (found["A"]["revenue_first"], found["A"]["revenue_second"]) == (5, 5)
    assert found["A"]["bought"] is True
    assert (found["B"]["revenue"], found["B"]["bought"]) == (0, False)


def test_a_twin_keeps_levels_days_and_ends_and_loses_the_order(engine, facts_of, workspace):
    chance = np.random.default_rng(3)
    days = np.sort(chance.choice(700, 60, replace=False))[::-1]
    lines = [ago(int(day), float(at + 1)) for at, day in enumerate(days)]
    lines += [ago(5, -30, "B"), ago(9, 40, "B"), ago(700, 20, "B")]
    facts = facts_of(lines, as_of=END)
    cut = END - dt.timedelta(days=350)
    parts = marts.twin_parts(engine, facts, workspace, seed=1, cuts=[cut])
    assert [part.until for part in parts] == [cut, END]
    again = [part.path.read_bytes() for part in marts.twin_parts(engine, facts, workspace, seed=1, cuts=[cut])]
    assert again == [part.path.read_bytes() for part in parts], "the same seed, the same bytes"
    twin = pd.concat([pd.read_parquet(part.path) for part in parts])
    assert (pd.to_datetime(pd.read_parquet(parts[0].path)["invoiced_on"]).dt.date <= cut).all()
    real, own = pd.DataFrame(lines), twin[twin["account_id"] == "A"].sort_values("invoiced_on")
    mine = real[real["account_id"] == "A"].sort_values("invoiced_on")
    assert sorted(own["amount"].astype(float)) == sorted(mine["amount"])
    assert (own["invoiced_on"].min(), own["invoiced_on"].max()) == (
        mine["invoiced_on"].min(),
        mine["invoiced_on"].max(),
    )
    gaps = [np.sort(np.diff(pd.to_datetime(f["invoiced_on"]).to_numpy())) for f in (own, mine)]
    assert (gaps[0] == gaps[1]).all(), "the same gaps in another order"
    growth = [np.corrcoef(np.arange(60), f["amount"].astype(float))[0, 1] for f in (own, mine)]
    assert growth[1] > 0.99, "every basket was larger than the last"
    assert abs(growth[0]) < 0.5, "the twin's are not"
    credit = twin[(twin["account_id"] == "B") & (twin["amount"].astype(float) < 0)]
    assert credit["invoiced_on"].tolist() == [END - dt.timedelta(days=5)], "a day of credit notes alone stays"
