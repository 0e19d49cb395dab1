"""One definition for each word: coverage of an account, importance with data of the company, the list of judgement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kam_analytics.i18n import formats, say
from kam_analytics.pipeline import backtesting
from pages._shared.data import analytics
from pages._shared.scores import judged_names
from tests.app.driver import frames, opened, said, subtitle
from tests.support.workspaces import invented

Serve = Callable[[Path], Path]


@pytest.fixture(scope="module")
def supplier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company, whose calibration tested the signals of growth."""
    return invented(tmp_path_factory, "default") / "ws"


@pytest.fixture
def names(serve: Serve, sample: Path) -> str:
    """The factors that are judgement in the sample, in words."""
    serve(sample)
    return ", ".join(judged_names())


def test_judgement_is_the_same_list_on_every_page(serve: Serve, supplier: Path) -> None:
    serve(supplier)
    names = ", ".join(judged_names())
    assert names.startswith("Growth potential, Win now, expand later, ")
    assert say("page.methods.judged", names=names) in said(opened("methods"))
    note = say("charts.judgement", names=names)
    for purpose in ("account_potential", "value", "potential"):
        assert note in said(opened("account", purpose=purpose))
    assert note in said(opened("key_accounts"))


def test_the_back_test_is_told_the_same_list(names: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Sequence[str]] = []

    def run(*_: object, judgement: Sequence[str], **__: Any) -> None:
        told.append(judgement)

    monkeypatch.setattr(backtesting, "run", run)
    analytics()._backtest(None, (182,))
    assert ", ".join(*told) == names


def test_judgement_follows_the_order_of_the_factors_and_the_test_of_the_calibration(names: str) -> None:
    room = analytics()
    ranking = room.ranking()
    assert list(room.judged()) == [one.name for one in room.factors() if ranking.basis(one) == "judgement"]
    assert len(names.split(", ")) == len(room.judged())


@pytest.mark.usefixtures("names")
def test_what_is_of_the_company_is_not_called_coverage() -> None:
    share = formats.share(analytics().ranking().portfolio_coverage)
    assert say("page.methods.with_data", share=share) in subtitle(opened("methods"))
    text = said(opened("overview"))
    assert "overage" not in text
    assert f"importance with data from {share} to" in text


@pytest.mark.usefixtures("names")
def test_coverage_is_the_same_in_the_ranking_and_on_the_page_of_the_account() -> None:
    table = frames(opened("ranking"))[0]
    found = analytics().ranking().frame
    for row in (0, len(table) - 1):
        share = formats.share(float(table["coverage"].iloc[row]) / 100)
        assert say("page.coverage_is", share=share) in said(opened("account", account=found["account_id"].iloc[row]))


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("page", ["methods", "ranking"])
def test_emerging_accounts_are_looked_for_where_they_are_shown(page: str) -> None:
    text = said(opened(page))
    assert "portfolio matrix (high potential, not yet high value)" in text
    assert "rank by potential" not in text
