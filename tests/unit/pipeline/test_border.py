"""Views of robustness and of what moves an account over the line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kam_analytics.pipeline import Analytics
from kam_analytics.pipeline.border import statements
from kam_analytics.scoring import WeightSet, balanced
from kam_analytics.scoring.border import Border, FactorChange, ImportanceChange, ShareChange
from kam_analytics.scoring.robustness import Draws
from tests.support.workspaces import sample

SOME = Draws(draws=50)


@pytest.fixture(scope="module")
def analytics(tmp_path_factory: pytest.TempPathFactory) -> Analytics:
    return Analytics.open(sample(tmp_path_factory) / "ws")


def test_a_view_is_kept_under_all_it_depends_on(analytics: Analytics) -> None:
    first = analytics.robustness(draws=SOME)
    assert analytics.robustness(draws=Draws(draws=50)) is first
    others = [
        analytics.robustness("value", draws=SOME),
        analytics.robustness(draws=Draws(draws=50, seed=8)),
        analytics.robustness(draws=Draws(draws=50, concentration=5.0)),
        analytics.robustness(draws=SOME, k=7),
        analytics.robustness(draws=SOME, level="parent"),
        analytics.robustness(draws=SOME, weights=draft()),
    ]
    assert not any(other is first for other in others)
    account = str(first.frame["account_id"].iloc[0])
    assert analytics.border(account) is analytics.border(account)
    assert analytics.border(account, k=3) is not analytics.border(account)
    assert analytics.comparison(account) is analytics.comparison(account)


def test_a_draft_of_weights_has_its_own_chances(analytics: Analytics) -> None:
    found = analytics.robustness("account_potential", weights=draft(), draws=SOME)
    ranking = analytics.ranking("account_potential", weights=draft())
    assert found.frame["account_id"].tolist() == ranking.frame["account_id"].tolist()
    assert found.k == 30


def test_views_end_with_the_version(analytics: Analytics, tmp_path: Path) -> None:
    copy = Analytics.open(shutil.copytree(analytics.workspace.root, tmp_path / "ws"))
    before = copy.robustness(draws=SOME)
    copy.save_weights("account_potential", "balanced", dict(draft().factors), "test", "to see it move")
    assert copy.robustness(draws=SOME) is not before


def draft() -> WeightSet:
    preset = balanced("account_potential")
    return WeightSet("account_potential", "draft", 1, preset.factors | {"effort": 10, "current_revenue": 1})


def border(**changed: object) -> Border:
    known: dict[str, object] = {
        "account_id": "B", "k": 3, "rank": 4, "inside": False, "opponent": "A", "gap": 0.1,
        "factors": (), "importance": (), "shares": None,
    }  # fmt: skip
    return Border(**(known | changed))  # type: ignore[arg-type]


def test_the_sentences_of_an_account_that_can_do_nothing() -> None:
    assert statements(border(), "EUR") == [
        "No single factor can do it.",
        "No change of one importance can do it.",
        "No move of importance from one factor to another can do it.",
    ]
    (line,) = statements(border(inside=True, opponent=None), "EUR")
    assert line == "All accounts are among the first 3: there is no line to cross."


def test_the_sentences_name_what_is_needed() -> None:
    factors = (
        FactorChange("current_revenue", 100.0, 150.5, is_money=True),
        FactorChange("effort", 40.0, 61.234567),
        FactorChange("relationship", None, 70.0),
        FactorChange("logo", 90.0, None),
    )
    steps = (ImportanceChange("effort", 2, 4), ImportanceChange("logo", 2, 0), ImportanceChange("fit", 4, 9))
    found = border(factors=factors, importance=steps, shares=ShareChange("logo", "effort", 0.03125))
    assert statements(found, "EUR") == [
        "Revenue a year, as the score counts it, at least €151 (now €100)",
        "Relative effort at least 61.3 of 100 (now 40.0)",
        "Relationship strength at least 70.0 of 100 (now n/a)",
        "Not enough by itself, even at its best: Logo attractiveness",
        "Importance of Relative effort 4 instead of 2",
        "Importance of Logo attractiveness 0 instead of 2",
        "3.2% of all importance moved from Logo attractiveness to Relative effort",
    ]
    left = statements(border(inside=True, factors=factors[1:2]), "EUR")
    assert left[0] == "Relative effort at most 61.2 of 100 (now 40.0)"
