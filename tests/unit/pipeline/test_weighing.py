"""Weights of a workspace: two sets side by side, versions, what random weights move; and the company's own columns."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kam_analytics.errors import Busy, NotFound, Refused
from kam_analytics.pipeline import Analytics, ImportOptions
from kam_analytics.scoring import MONEY_FACTOR, balanced, presets
from kam_analytics.scoring.leverage import RandomWeights
from tests.unit.pipeline.test_analytics import company, incoming

HEADLINE = "account_potential"
SITES = "custom:Sites"
FUTURE = "custom:Lifetime value"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Analytics:
    """The company, imported; tests only read it."""
    folder = tmp_path_factory.mktemp("company")
    opened = Analytics.open(folder / "ws")
    opened.publish(opened.prepare(company(folder), ImportOptions()), "ann")
    return opened


@pytest.fixture
def own(kept: Analytics, tmp_path: Path) -> Analytics:
    """A copy of it, for one test alone."""
    return Analytics.open(shutil.copytree(kept.workspace.root, tmp_path / "ws"))


@pytest.fixture
def with_columns(tmp_path: Path) -> Analytics:
    """The company with two numeric columns of its own, one of which was filled in knowing what came."""
    header = ("Account ID", "Account Name", "Sites", "Lifetime value")
    rows = [("A", "Ada", 3, 900), ("B", "Bolt", 12, 100), ("C", "Cog", 5, 400)]
    _, lines = company(tmp_path)
    opened = Analytics.open(tmp_path / "own")
    accounts = incoming(tmp_path, "accounts-2026-01-04.csv", header, rows)
    opened.publish(opened.prepare([accounts, lines], ImportOptions(yes=True)), "ann")
    return opened


def test_balanced_is_used_before_anybody_saves(kept: Analytics) -> None:
    for purpose in ("account_potential", "value", "potential"):
        assert kept.weights_in_use(purpose) == balanced(purpose) == kept.weight_sets(purpose)[0]
        assert kept.weights(purpose, "balanced") == balanced(purpose)


def test_equal_knows_the_columns_of_the_company(with_columns: Analytics) -> None:
    assert {SITES, FUTURE} <= {factor.name for factor in with_columns.factors()}
    equal = with_columns.weights(HEADLINE, "equal")
    assert equal.factors == presets(HEADLINE)[-1].factors | {SITES: 5}, "what tells the future stays out"
    assert equal == with_columns.weight_sets(HEADLINE)[-1]
    assert with_columns.weights_in_use(HEADLINE) == balanced(HEADLINE)
    used = with_columns.use_weights(HEADLINE, "equal", "ann", "no opinion")
    assert (used.version, used.factors[SITES], used.factors[FUTURE]) == (2, 5, 0)
    parts = with_columns.ranking().frame.set_index("account_id")[f"{SITES}.contribution"]
    assert parts["B"] > 0 > parts["A"]


def test_a_version_is_brought_back_and_so_is_a_preset(own: Analytics) -> None:
    first = own.save_weights(HEADLINE, "ours", {MONEY_FACTOR: 5, "effort": 9}, "ann", "workshop")
    own.save_weights(HEADLINE, "ours", {MONEY_FACTOR: 10}, "bob", "review")
    back = own.use_weights(HEADLINE, "ours:1", "kim", "it was better")
    assert (back.version, back.factors, own.ranking().weights) == (3, first.factors, back)
    preset = own.use_weights(HEADLINE, "balanced", "kim", "start again")
    assert (preset.name, preset.version) == ("balanced", 2)
    assert own.ranking().frame.equals(own.ranking(weights=balanced(HEADLINE)).frame)
    said = [(e.weights.name, e.weights.version, e.same_as, e.in_use) for e in own.weight_history(HEADLINE)]
    assert said == [("balanced", 2, 1, True), ("ours", 3, 1, False), ("ours", 2, None, False), ("ours", 1, None, False)]
    assert own.weights(HEADLINE, "ours:1") == first
    with pytest.raises(NotFound):
        own.use_weights(HEADLINE, "ours:9", "kim", "x")
    with pytest.raises(Refused):
        own.use_weights(HEADLINE, "balanced", "kim", "in use already")


def test_two_processes_do_not_undo_each_other_unseen(own: Analytics) -> None:
    seen = own.weights_in_use(HEADLINE)
    other = Analytics.open(own.workspace.root)
    theirs = other.save_weights(HEADLINE, "balanced", {MONEY_FACTOR: 5}, "bob", "theirs", expected=seen.id)
    with pytest.raises(Busy):
        own.save_weights(HEADLINE, "balanced", {MONEY_FACTOR: 10}, "ann", "mine", expected=seen.id)
    with pytest.raises(Busy):
        own.use_weights(HEADLINE, "equal", "ann", "mine", expected=seen.id)
    assert own.weights_in_use(HEADLINE) == theirs


def test_two_sets_stand_side_by_side(kept: Analytics) -> None:
    before, after = presets(HEADLINE)[0], presets(HEADLINE)[2]
    found = kept.side_by_side(HEADLINE, before, after, 1)
    assert (found.before, found.after, found.k) == (before, after, 1)
    own = kept.movers(HEADLINE, after, 1, against=before)
    assert found.moves.equals(own)
    assert kept.side_by_side(HEADLINE, before, after, 1) is found, "kept"
    assert kept.side_by_side(HEADLINE, before, after).k == 1, "the size of the top of five accounts"


def test_what_random_weights_move_is_kept_by_weights_and_size(kept: Analytics) -> None:
    found = kept.leverage(k=1)
    assert found.parameters == RandomWeights()
    assert (found.k, found.accounts) == (1, 5)
    assert kept.leverage(k=1) is found
    assert kept.leverage(k=2) is not found
    assert kept.leverage("potential").whole is None
    assert kept.leverage(k=5).reason == "scoring.leverage.all_in"
    fewer = kept.leverage(k=1, draws=RandomWeights(draws=3))
    assert fewer.parameters.draws == 3
