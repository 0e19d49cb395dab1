"""Nothing that was not known at a date changes the ranking, the calibration or the segments of that date.

A small company with all tables is exported shortly before the date and long after it. The later export is then poisoned
in all that it could not have said before (amounts, new rows, later events, outcomes, stages, ratings, contacts), or its
snapshots are dealt out to other rows.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from store_facts import at, mapped
from whole_company import ACCOUNTS, CUT, EARLY, LATE, Rows, as_known, company, permuted, poisoned

from kam_analytics.factors import SIGNALS, all_factors, fit_signals, growth_signals
from kam_analytics.pipeline import Analytics, ImportOptions, Incoming
from kam_analytics.schema import TABLES
from kam_analytics.scoring import PURPOSES

Change = Callable[[Rows], Rows]
INDUSTRIES, COUNTRIES = ("Food", "Steel", "Paper"), ("AT", "DE")


OVERWRITTEN = {
    "account": {"parent_account_id", "employees", "company_turnover", "status", "tier", "segment", "type"},
    "contact": {"title", "level", "role", "active"},
    "opportunity": {"stage", "probability", "expected_close_on", "amount"},
    "case": {"severity"},
    "opportunity_line": {"quantity", "amount"},
}
"""Columns of today's state: an export of today says nothing of what they held before (an amount: until it closes)."""


def account_file(folder: Path, day: str, change: str) -> Incoming:
    """A list of accounts with snapshots and a column of the company's own; later ones may be changed."""
    name = f"accounts-{day}.csv"
    others = {"poisoned": lambda i: 1000 - i, "permuted": lambda i: (i + 7) % len(ACCOUNTS)}
    turned = others.get(change, lambda i: i)
    more = ["NEW"] if change == "poisoned" else []
    with (folder / name).open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(
            ["Account ID", "Account Name", "Industry", "Country", "Parent Account ID", "Employees", "Sites"]
        )
        for i, account in enumerate([*ACCOUNTS, *more]):
            snapshot = turned(i)
            parent = ACCOUNTS[snapshot % 4] if snapshot % 5 == 0 else ""
            writer.writerow(
                [account, f"Name {account}", INDUSTRIES[i % 3], COUNTRIES[i % 2], parent, 10 + snapshot, 1 + snapshot]
            )
    return Incoming(folder / name, name)


def opened(folder: Path, change: str) -> Analytics:
    folder.mkdir()
    analytics = Analytics.open(folder / "ws")
    whole = company()
    late = {"plain": lambda rows: rows, "poisoned": poisoned, "permuted": permuted}[change](whole)
    for day, rows, how in ((EARLY, as_known(whole, EARLY), "plain"), (LATE, late, change)):
        prepared = analytics.prepare([account_file(folder, day, how)], ImportOptions(yes=True))
        analytics.publish(prepared, "ann")
        files = [mapped(analytics.workspace, found, table=name) for name, found in rows.items() if found]
        store = analytics.store
        store.publish(store.stage(files, [at(day)] * len(files), {}, accept_all=True, base_currency="EUR"), "ann")
    return analytics


def state(analytics: Analytics, level: str = "account") -> dict[str, Any]:
    """Everything that a person can see of the scores at the cut, as text."""
    scope = analytics.scope(CUT, level)
    calibration = json.loads(scope.calibration.to_json())
    del calibration["version"]
    portfolio = analytics.portfolio(CUT, level)
    seen = {
        "features": scope.features.to_json(orient="records", date_format="iso"),
        "calibration": json.dumps(calibration, sort_keys=True),
        "segments": portfolio.frame[["account_id", "segment", "industry", "country"]].to_json(orient="records"),
    }
    for purpose in PURPOSES:
        ranking = analytics.ranking(purpose, as_of=CUT, level=level)
        seen[purpose] = ranking.frame.to_json(orient="records", double_precision=15)
        seen[f"{purpose} evidence"] = json.dumps(ranking.accounts({}))
    return seen


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Analytics]:
    folder = tmp_path_factory.mktemp("leaks")
    return {change: opened(folder / change, change) for change in ("plain", "poisoned", "permuted")}


def test_the_company_has_every_factor_and_signal_at_the_cut(workspaces: dict[str, Analytics]) -> None:
    """Else the tests below would hold for want of anything to leak."""
    plain = workspaces["plain"]
    ranking = plain.ranking(as_of=CUT)
    assert ranking.not_available == {}
    assert set(ranking.prepared.factors) == {one.name for one in all_factors()} | {"custom:Sites"}
    features = plain.scope(CUT).features
    signals = growth_signals(features, fit_signals(features))
    # the trend is the only one that these data may not give: nobody need grow beyond noise
    assert {name for name in SIGNALS if signals[name].notna().any()} >= set(SIGNALS) - {"trend"}


def test_what_exports_overwrite_is_a_snapshot() -> None:
    """The poison below goes by the schema, so the schema must not call a column of today's state known before."""
    for name, columns in OVERWRITTEN.items():
        assert {column: TABLES[name].column(column).knowable for column in columns} == dict.fromkeys(
            columns, "snapshot"
        )
        assert TABLES[name].column(next(iter(columns))).since in {None, "closed_on"}


@pytest.mark.parametrize("change", ["poisoned", "permuted"])
def test_the_later_export_says_something_else_of_today(workspaces: dict[str, Analytics], change: str) -> None:
    plain, other = (workspaces[name].ranking().frame for name in ("plain", change))
    assert not plain.equals(other)


@pytest.mark.parametrize("level", ["account", "parent"])
@pytest.mark.parametrize("change", ["poisoned", "permuted"])
def test_what_was_not_known_changes_nothing(workspaces: dict[str, Analytics], change: str, level: str) -> None:
    before, after = (state(workspaces[name], level) for name in ("plain", change))
    for part, text in before.items():
        assert after[part] == text, part
