"""`kam robustness`, and what `kam rank --explain` says of the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Kam, Sample
from .shape import gaps, keys


def test_every_key_of_the_shape_is_there_and_chances_add_up(kam: Kam, sample: Sample) -> None:
    answer = kam("robustness", "--workspace", sample.workspace, "--top", 10, "--draws", 200, "--json")
    assert (answer.code, answer.err) == (0, "")
    shape = answer.json
    assert set(shape) >= keys("version as_of purpose k draws concentration seed accounts")
    assert (shape["purpose"], shape["k"], shape["draws"], shape["as_of"]) == (
        "account_potential",
        10,
        200,
        "2026-10-31",
    )
    assert len(shape["accounts"]) == 120
    assert [account["rank"] for account in shape["accounts"]] == list(range(1, 121))
    for account in shape["accounts"]:
        assert set(account) >= keys("rank account_id name chance rank_low rank_high mark factor")
        assert 1 <= account["rank_low"] <= account["rank_high"] <= 120
        assert (account["factor"] is not None) == (account["mark"] == "depends_weights")
    assert sum(account["chance"] for account in shape["accounts"]) == pytest.approx(10)
    assert not list(gaps(shape))
    ranked = kam("rank", "--workspace", sample.workspace, "--top", "all", "--json").json["accounts"]
    assert [a["account_id"] for a in shape["accounts"]] == [a["account_id"] for a in ranked]


def test_the_same_call_gives_the_same_bytes_and_options_reach_the_draws(kam: Kam, sample: Sample) -> None:
    def call(*args: object) -> str:
        return kam("robustness", "--workspace", sample.workspace, "--draws", 100, *args, "--json").out

    assert call() == call()
    assert len({call(), call("--seed", 8), call("--concentration", 5), call("--purpose", "value")}) == 4
    assert call("--weights", "balanced:1") == call()


def test_the_table_has_the_top_and_says_how_many_are_safe(kam: Kam, small: Path) -> None:
    answer = kam("robustness", "--workspace", small, "--top", 1)
    assert answer.out.splitlines()[0].split() == ["rank", "account", "name", "chance", "ranks", "mark", "factor"]
    assert answer.out.splitlines()[1].split()[:2] == ["1", "B"]
    assert "Of the top 1," in answer.err


@pytest.mark.parametrize("args", [["--concentration", "0"], ["--concentration", "-1"], ["--concentration", "nan"]])
def test_a_concentration_that_makes_no_sense_is_refused(kam: Kam, small: Path, args: list[str]) -> None:
    answer = kam("robustness", "--workspace", small, *args)
    assert answer.code == 2
    assert "must be above 0" in answer.err


def test_explain_says_what_would_have_to_be_true(kam: Kam, sample: Sample) -> None:
    ranked = kam("rank", "--workspace", sample.workspace, "--json").json["accounts"]
    first, last = ranked[0]["account_id"], ranked[-1]["account_id"]
    told = kam("rank", "--workspace", sample.workspace, "--explain", first).out
    assert f"It would leave the top 30 (passed by {ranked[30]['account_id']})" in told
    assert "Revenue a year, as the score counts it, at most" in told
    told = kam("rank", "--workspace", sample.workspace, "--explain", last).out
    assert f"To enter the top 30 (it would have to pass {ranked[29]['account_id']})" in told
    border = kam("rank", "--workspace", sample.workspace, "--explain", last, "--json").json["border"]
    assert (border["inside"], border["k"], border["rank"]) == (False, 30, 120)
    assert not list(gaps(border))
    money = border["factors"][0]
    assert (money["factor"], money["is_money"]) == ("current_revenue", True)
    assert money["needed"] > (money["now"] or 0)


def test_explain_where_everybody_is_inside(kam: Kam, small: Path) -> None:
    shape = kam("rank", "--workspace", small, "--as-of", "2025-12-31", "--explain", "A", "--json").json
    assert shape["border"]["k"] == 1
    assert not list(gaps(shape["border"]))
