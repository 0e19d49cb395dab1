"""`kam backtest`: the shape, the order, the tables, and what cannot be asked."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kam_analytics.cli.backtest import shape
from kam_analytics.evaluation import Backtest
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics
from tests.support.backtests import backtest, results, too_few, too_short
from tests.support.kam import Kam

ROW = {"cutoff", "horizon", "ranking", "outcome", "metric", "value", "low", "high", "n", "reason"}
KEYS = {
    "version",
    "as_of",
    "horizons",
    "cutoffs",
    "k",
    "accounts",
    "results",
    "off",
    "claims",
    "verdict",
    "verdict_code",
}
Computed = Callable[[Backtest], list[tuple[Any, Any]]]


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> Computed:
    """Let every workspace give this back-test; return what was asked for."""

    def give(found: Backtest) -> list[tuple[Any, Any]]:
        asked: list[tuple[Any, Any]] = []

        def run(_: Analytics, cutoffs: Any = None, horizons: Any = None) -> Backtest:
            asked.append((cutoffs, horizons))
            return found

        monkeypatch.setattr(Analytics, "backtest", run, raising=False)
        return asked

    return give


def test_the_shape_holds_every_figure_in_one_order(kam: Kam, small: Path, computed: Computed) -> None:
    found = backtest()
    computed(found)
    answer = kam("backtest", "--workspace", small, "--json")
    assert answer.code == 0, answer.err
    shown = answer.json
    assert set(shown) >= KEYS
    assert (shown["version"], shown["as_of"], shown["horizons"]) == ("a1b2c3", "2026-10-31", [91, 182, 364])
    assert shown["cutoffs"]["364"] == ["2025-10-31"]
    assert all(set(row) == ROW for row in shown["results"])
    assert len(shown["results"]) == len(found.results)
    order = [
        (r["horizon"], r["outcome"] or "~", r["metric"], r["cutoff"] or "", r["ranking"]) for r in shown["results"]
    ]
    assert len(set(order)) == len(order)
    assert (shown["verdict_code"], shown["off"]) == ("not_predictable", ["account.owner", "opportunity.stage"])
    assert "not predictable here" in shown["verdict"]


def test_rows_in_another_order_give_the_same_bytes() -> None:
    one, other = backtest(), backtest(results().sample(frac=1, random_state=5))
    assert json.dumps(shape(one), default=str) == json.dumps(shape(other), default=str)


def test_what_is_missing_is_null_and_says_why(kam: Kam, small: Path, computed: Computed) -> None:
    computed(backtest())
    rows = kam("backtest", "--workspace", small, "--json").json["results"]
    missing = [row for row in rows if row["value"] is None]
    assert {(row["ranking"], row["metric"]) for row in missing} == {("random", "ndcg")}
    assert all(row["reason"] == say("backtest.no_figure") for row in missing)
    assert all(row["reason"] is None for row in rows if row["value"] is not None)
    assert all(row["low"] is None and row["high"] is None for row in rows if row["metric"] == "rho_twins")


def test_claims_have_text_and_status(kam: Kam, small: Path, computed: Computed) -> None:
    computed(backtest(results(pipeline=0.12)))
    shown = kam("backtest", "--workspace", small, "--json").json
    assert shown["verdict_code"] == "growth_supported"
    grown = [claim for claim in shown["claims"] if claim["code"] == "backtest.claim.growth"]
    assert len(grown) == 3
    assert all("Open pipeline" in claim["text"] and claim["status"] == "supported" for claim in grown)


def test_people_get_verdict_tables_and_claims(kam: Kam, small: Path, computed: Computed) -> None:
    computed(backtest())
    answer = kam("backtest", "--workspace", small)
    lines = answer.out.splitlines()
    assert "not predictable here" in lines[0]
    heading = lines.index("Who will grow at equal size, 6 months ahead: Excess over the twins")
    assert lines[heading + 1].split() == ["ranking", "value", "95%", "interval", "n"]
    shown = [line.split("  ")[0] for line in lines[heading + 2 : heading + 17]]
    assert shown[:3] == ["Account potential", "Value", "Potential"]
    assert shown[-3:] == ["RFM", "Equal weights", "Random order"]
    assert lines[heading + 2].split()[2:] == ["0.010", "−0.020", "to", "0.040", "2400"]
    assert any(line.startswith("Not tested. People's judgement: Fit, Logo attractiveness.") for line in lines)
    assert "account.owner, opportunity.stage" in answer.err


@pytest.mark.parametrize(("found", "says"), [(too_short(), "The data hold 5 whole months"), (too_few(), "91 accounts")])
def test_where_nothing_can_be_claimed_it_says_so(
    kam: Kam, small: Path, computed: Computed, found: Backtest, says: str
) -> None:
    computed(found)
    answer = kam("backtest", "--workspace", small)
    assert answer.code == 0
    assert says in answer.out


def test_dates_and_horizons_are_handed_on_in_order_and_once(kam: Kam, small: Path, computed: Computed) -> None:
    asked = computed(backtest())
    options = ("--cutoff", "2025-06-30", "--cutoff", "2024-12-31", "--cutoff", "2025-06-30")
    kam("backtest", "--workspace", small, *options, "--horizon", "182", "--horizon", "91", "--json")
    kam("backtest", "--workspace", small, "--json")
    assert asked[0] == ([dt.date(2024, 12, 31), dt.date(2025, 6, 30)], (91, 182))
    assert asked[1] == (None, (91, 182, 364))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--cutoff", "soon"), "Write it as YYYY-MM-DD"),
        (("--cutoff", "2019-01-31"), "which reach from 2024-01-15 to 2025-12-31"),
        (("--cutoff", "2025-12-31"), "Choose a date between them"),
        (("--horizon", "0"), "from 1 up"),
        (("--horizon", "-91"), "--horizon"),
        (("--horizon", "half"), "half"),
        (("--level", "parent"), "--level is one of account"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    kam: Kam, small: Path, computed: Computed, options: tuple[str, str], says: str
) -> None:
    asked = computed(backtest())
    answer = kam("backtest", "--workspace", small, *options)
    assert (answer.code, asked) == (2, [])
    assert says in answer.err
