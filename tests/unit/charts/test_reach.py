"""The attainable range: what is drawn of it, and what is said."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

from kam_analytics import charts
from kam_analytics.charts import SCREEN, Chart

EVIL = '<a href="http://evil.test">x</a>\u202e'


def drawn(count: int, revenue: float = 100.0) -> Chart:
    rows = pd.DataFrame(
        {
            "name": pd.Series([f"{EVIL}{at}" for at in range(count)], dtype=object),
            "revenue": pd.Series([revenue * (at + 1) for at in range(count)], dtype=float),
            "low": pd.Series([90.0 * (at + 1) for at in range(count)], dtype=float),
            "high": pd.Series([180.0 * (at + 1) for at in range(count)], dtype=float),
            "text": pd.Series(["\u20ac0 to \u20ac80"] * count, dtype=object),
        }
    )
    return charts.reach(rows, palette=SCREEN, currency="EUR")


@pytest.mark.parametrize("count", [0, 1, 6])
def test_always_a_figure_with_short_words_and_dead_markup(count: int) -> None:
    chart = drawn(count)
    assert isinstance(chart.figure, go.Figure)
    assert 0 < len(chart.alt) <= 200
    text = str(chart.figure.to_json()).replace("\\u003c", "<")
    assert "<a " not in text
    assert "\\u202e" not in text
    assert chart.figure.to_json() == drawn(count).figure.to_json()


@pytest.mark.parametrize(
    ("revenue", "bands"), [(100.0, [(90, 100), (100, 180)]), (50.0, [(90, 180)]), (200.0, [(90, 180)])]
)
def test_the_band_turns_its_colour_at_revenue(revenue: float, bands: list[tuple[float, float]]) -> None:
    figure = drawn(1, revenue).figure
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == bands
    assert list(figure.data[0].x) == [revenue]
    colors = [shape.fillcolor for shape in figure.layout.shapes]
    assert colors[-1] == (SCREEN.rest_pale if revenue > 180 else SCREEN.existing_pale)
    assert figure.layout.xaxis.range[1] > max(revenue, 180)


def test_one_account_names_the_ends_and_several_their_upside() -> None:
    alone, several = drawn(1).figure, drawn(6).figure
    assert list(alone.layout.xaxis.ticktext) == ["\u20ac0", "\u20ac90", "\u20ac180"]
    assert not alone.layout.annotations
    assert [note.text for note in several.layout.annotations] == ["\u20ac0 to \u20ac80"] * 6
    assert several.layout.xaxis.tickvals[0] == 0
    assert len(several.layout.xaxis.tickvals) <= 3
    assert "6 accounts" in drawn(6).alt
