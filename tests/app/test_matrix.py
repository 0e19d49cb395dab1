"""The portfolio matrix: lines that move counts, filters, and addresses that ask for too much."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.i18n import say
from tests.app.driver import again, frames, opened, said, subtitle, title

Serve = Callable[[Path], Path]


@pytest.fixture
def app(serve: Serve, sample: Path) -> AppTest:
    serve(sample)
    return opened("matrix")


def emerging(app: AppTest) -> int:
    return sum(cell == ["emerging_invest"] for frame in frames(app) for cell in map(list, frame["segment"]))


def test_moving_a_line_changes_the_counts(app: AppTest) -> None:
    before = title(app)
    value, potential = app.slider
    potential.set_value(5)
    again(app)
    assert title(app) != before
    assert app.query_params == {"potential": "5"}
    assert title(opened("matrix", potential="5")) == title(app)
    app.slider[1].set_value(100)
    again(app)
    assert emerging(app) < emerging(opened("matrix", potential="5"))
    assert value.label == say("page.matrix.line_value")


def test_the_title_counts_what_the_table_lists(app: AppTest) -> None:
    protect = sum(cell == ["protect_and_grow"] for cell in map(list, frames(app)[0]["segment"]))
    numbers = [int(number) for number in re.findall(r"\d+", title(app))]
    assert numbers == [emerging(app), protect, 120]


def test_a_filter_narrows_and_nothing_left_can_be_cleared(app: AppTest) -> None:
    narrowed = opened("matrix", region="South")
    assert subtitle(narrowed) != subtitle(app)
    none = opened("matrix", region="South", q="zzz")
    assert say("page.filter.no_match") in said(none)
    assert not none.dataframe
    none.button[0].click()
    again(none)
    assert title(none) == title(app)
    assert none.query_params == {}


@pytest.mark.parametrize("query", [{"value": "many"}, {"show": "pie"}, {"region": "Atlantis"}, {"potential": ""}])
def test_what_nobody_knows_is_left_out(app: AppTest, query: dict[str, str]) -> None:
    assert title(opened("matrix", **query)) == title(app)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("query", [{"value": "-7"}, {"value": "1000"}, {"value": "0", "potential": "0"}])
def test_lines_stay_on_the_scale(query: dict[str, str]) -> None:
    linked = opened("matrix", **query)
    assert all(0 <= slider.value <= 100 for slider in linked.slider)


def test_density_is_chosen_and_linked(app: AppTest) -> None:
    app.segmented_control[0].set_value("density")
    again(app)
    assert app.query_params == {"show": "density"}
    assert title(opened("matrix", show="density")) == title(app)
