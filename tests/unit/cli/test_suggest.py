"""`kam weights suggest`: both sets side by side, the gain or the reason, and never a change."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from kam_analytics.cli.suggest import shape
from kam_analytics.evaluation.suggest import told
from kam_analytics.evaluation.types import SuggestionCode
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics
from tests.support.backtests import backtest, suggestion
from tests.support.kam import Kam

KEYS = {
    "purpose", "offered", "code", "text", "horizon", "trained_on", "validated_on", "accounts", "current", "suggested",
    "kept", "metric", "before", "after", "gain", "low", "high", "beside",
}  # fmt: skip
SILENT: tuple[SuggestionCode, ...] = ("chance", "small", "unchanged", "too_few_accounts", "too_little_history")
Gives = Callable[[SuggestionCode], None]


@pytest.fixture
def gives(monkeypatch: pytest.MonkeyPatch) -> Gives:
    """Let every workspace have a back-test with this outcome."""
    return lambda code: monkeypatch.setattr(Analytics, "backtest", lambda *_: backtest(suggested=code))


def test_an_offer_stands_beside_the_weights_in_use_and_is_not_applied(kam: Kam, small: Path, gives: Gives) -> None:
    gives("offered")
    before = kam("weights", "list", "--workspace", small, "--json").json
    answer = kam("weights", "suggest", "--workspace", small, "--purpose", "value")
    assert answer.code == 0, answer.err
    lines = answer.out.splitlines()
    assert lines[0].split() == ["factor", "in", "use", "learned"]
    assert next(line for line in lines if line.startswith("renewal_likelihood")).split()[1:] == ["8", "9"]
    assert next(line for line in lines if line.startswith("logo")).split()[1:3] == ["0", "0"]
    assert "a gain of +6.0 pts (+2.0 pts to +10.0 pts)" in answer.out
    assert "Rank correlation with next revenue: 0.600 in use, 0.620 learned." in answer.out
    assert "Learned from 31 Oct 2025; judged on 780 accounts." in answer.out
    assert kam("weights", "list", "--workspace", small, "--json").json == before


def test_the_command_it_names_saves_what_it_showed(kam: Kam, small: Path, gives: Gives) -> None:
    gives("offered")
    last = kam("weights", "suggest", "--workspace", small, "--purpose", "value").out.splitlines()[-1]
    command = shlex.split(last.partition("To use it: ")[2])
    assert command[:3] == ["kam", "weights", "new"]
    saved = kam(*command[1:], "--json")
    assert saved.code == 0, saved.err
    assert saved.json["factors"] == suggestion("offered", "value").suggested
    assert saved.json["version"] == 2


@pytest.mark.parametrize("code", SILENT)
def test_where_nothing_is_offered_it_says_why_and_names_no_command(
    kam: Kam, small: Path, gives: Gives, code: SuggestionCode
) -> None:
    gives(code)
    answer = kam("weights", "suggest", "--workspace", small, "--purpose", "potential")
    assert answer.code == 0
    assert "Nothing suggested: " in answer.out
    assert "kam weights new" not in answer.out
    assert answer.out.startswith("factor") == (code in {"chance", "small"})


@pytest.mark.parametrize("code", ["offered", *SILENT])
def test_the_shape_holds_every_figure_or_its_reason(kam: Kam, small: Path, gives: Gives, code: SuggestionCode) -> None:
    gives(code)
    shown = kam("weights", "suggest", "--workspace", small, "--json").json
    found = suggestion(code)
    assert set(shown) >= KEYS
    assert (shown["code"], shown["offered"], shown["purpose"]) == (code, code == "offered", "account_potential")
    assert shown["text"] == say(told(found)[0], **told(found)[1])
    missing = {name for name in KEYS if shown[name] is None}
    assert all(shown[f"{name}_reason"] == shown["text"] for name in missing)
    assert ("gain" in missing) == (code not in {"offered", "chance", "small"})
    assert (shown["beside"]["before"] is None) == ("gain" in missing)


def test_the_back_test_carries_all_three(kam: Kam, small: Path, gives: Gives) -> None:
    gives("small")
    shown = kam("backtest", "--workspace", small, "--json").json["suggestions"]
    assert [one["purpose"] for one in shown] == ["account_potential", "value", "potential"]
    assert [one["metric"] for one in shown] == ["gain_10", "gain_10", "excess"]
    assert shown[0] == json_of(shape(suggestion("small")))


def json_of(value: dict[str, object]) -> dict[str, object]:
    return value | {
        "trained_on": ["2025-10-31"],
        "validated_on": "2026-04-30",
    }


def test_another_purpose_is_refused(kam: Kam, small: Path, gives: Gives) -> None:
    gives("offered")
    answer = kam("weights", "suggest", "--workspace", small, "--purpose", "fame")
    assert answer.code == 2
    assert "fame" in answer.err
