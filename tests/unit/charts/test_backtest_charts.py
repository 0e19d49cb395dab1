"""Gain curve, forest and reliability: what is drawn, and what is said of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics import charts
from kam_analytics.charts import SCREEN, Chart

EVIL = '<a href="http://evil.test">x</a>\u202e'
NAN = float("nan")


def curves(n: int, name: str = EVIL) -> pd.DataFrame:
    shares = np.linspace(0, 1, n)
    rows = [("ours", name, s, s**0.5, s**0.5 - 0.02, s**0.5 + 0.02) for s in shares]
    rows += [("ewma", "Smoothed revenue", s, s**0.7, NAN, NAN) for s in shares]
    return pd.DataFrame(rows, columns=["ranking", "name", "share", "captured", "low", "high"])


def rows(n: int) -> pd.DataFrame:
    values = [0.3 - 0.05 * i for i in range(n)]
    return pd.DataFrame(
        {
            "name": pd.Series([f"{EVIL}{i}" for i in range(n)], dtype=object),
            "value": pd.Series(values, dtype=float),
            "low": pd.Series([v - 0.04 for v in values], dtype=float),
            "high": pd.Series([v + 0.04 for v in values], dtype=float),
            "own": pd.Series([i < 2 for i in range(n)], dtype=bool),
        }
    )


def bins(n: int) -> pd.DataFrame:
    at = np.linspace(0.05, 0.95, n)
    return pd.DataFrame({"predicted": at, "observed": at**2, "low": at**2 - 0.03, "high": at**2 + 0.03, "n": 40})


DRAWN = {
    "gain": lambda n: charts.gain(curves(n), palette=SCREEN, highlight="ours"),
    "forest": lambda n: charts.forest(rows(n), palette=SCREEN),
    "reliability": lambda n: charts.reliability(bins(n), palette=SCREEN, name=EVIL),
}


@pytest.mark.parametrize("n", [0, 1, 12])
@pytest.mark.parametrize("name", DRAWN)
def test_always_a_figure_with_short_words_and_dead_markup(name: str, n: int) -> None:
    chart: Chart = DRAWN[name](n)
    assert isinstance(chart.figure, go.Figure)
    assert 0 < len(chart.alt) <= 200
    text = str(chart.figure.to_json()).replace("\\u003c", "<")
    assert "<a " not in text
    assert "\\u202e" not in text
    assert chart.figure.to_json() == DRAWN[name](n).figure.to_json()


def test_the_first_tenth_is_read_off_the_curve_and_said() -> None:
    frame = pd.DataFrame({"ranking": "ours", "name": "Ours", "share": [0.0, 0.05, 0.15, 1.0]})
    frame = frame.assign(captured=[0.0, 0.2, 0.4, 1.0], low=NAN, high=NAN)
    assert charts.captured_at(frame, 0.1) == pytest.approx(0.3)
    chart = charts.gain(frame, palette=SCREEN, highlight="ours")
    assert chart.alt == "Share held by the first accounts of a ranking: the first 10% by Ours hold 30%."
    assert "<b>first 10% hold 30%</b>" in [note.text for note in chart.figure.layout.annotations]


def test_the_lost_are_read_from_the_lowest_on() -> None:
    chart = charts.gain(curves(21, "Odds"), palette=SCREEN, highlight="ours", lost=True)
    assert chart.alt.startswith(
        "Share of the lost accounts that stood lowest before: the lowest 10% by Odds hold 32%; "
    )
    assert "<b>lowest 10%: 32% of the lost</b>" in [note.text for note in chart.figure.layout.annotations]
    assert chart.figure.layout.xaxis.title.text == "Accounts, lowest ranked first, %"
    assert "lowest 10% of accounts: 32% of the lost" in str(chart.figure.to_json())


@given(st.lists(st.floats(0, 1), min_size=2, max_size=12), st.floats(0, 1))
def test_a_curve_is_read_between_its_neighbours(captured: list[float], share: float) -> None:
    ordered = sorted(captured)
    frame = pd.DataFrame({"share": np.linspace(0, 1, len(ordered)), "captured": ordered})
    assert -1e-12 <= charts.captured_at(frame, share) <= ordered[-1] + 1e-12


def test_only_our_curve_is_blue_and_has_a_band() -> None:
    figure = charts.gain(curves(12), palette=SCREEN, highlight="ours").figure
    lines = [trace for trace in figure.data if trace.mode == "lines" and trace.fill is None]
    assert [trace.line.color for trace in lines] == [SCREEN.rest, SCREEN.rest, SCREEN.existing]
    assert [trace.fillcolor for trace in figure.data if trace.fill] == [SCREEN.existing_pale]
    assert {note.text for note in figure.layout.annotations} >= {"Chance", "Smoothed revenue"}


def test_names_stand_where_the_other_line_is_not() -> None:
    better = charts.gain(curves(12, "Ours"), palette=SCREEN, highlight="ours").figure.layout.annotations
    notes = {note.text: note for note in better}
    assert (notes["<b>Ours</b>"].yanchor, notes["Smoothed revenue"].yanchor) == ("bottom", "top")
    worse = charts.gain(curves(12, "Ours"), palette=SCREEN, highlight="ewma").figure.layout.annotations
    notes = {note.text: note for note in worse}
    assert (notes["<b>Smoothed revenue</b>"].yanchor, notes["Ours"].yanchor) == ("top", "bottom")


def test_a_forest_has_a_dot_a_whisker_and_a_figure_a_row() -> None:
    frame = rows(3)
    frame.loc[2, ["low", "high"]] = NAN
    figure = charts.forest(frame, palette=SCREEN).figure
    dots = [trace for trace in figure.data if trace.mode == "markers"]
    assert [trace.x[0] for trace in dots] == pytest.approx([0.3, 0.25, 0.2])
    assert [trace.marker.color for trace in dots] == [SCREEN.existing, SCREEN.existing, SCREEN.rest]
    assert len([trace for trace in figure.data if trace.mode == "lines"]) == 2
    assert [note.text for note in figure.layout.annotations] == ["<b>+0.30</b>", "<b>+0.25</b>", "+0.20"]
    assert figure.layout.shapes[0].x0 == 0
    low, high = figure.layout.xaxis.range
    assert low < 0
    assert high > 0.34


def test_an_auc_stands_against_one_half_without_a_sign() -> None:
    chart = charts.forest(rows(1).assign(value=0.55, low=0.5, high=0.6), palette=SCREEN, reference=0.5, signed=False)
    assert chart.figure.layout.shapes[0].x0 == 0.5
    assert chart.figure.layout.annotations[0].text == "<b>0.55</b>"


@pytest.mark.parametrize(
    ("unit", "value", "written", "ends"),
    [
        ("points", 0.0053, "+0.5 pts", "−0.5 pts to +1.5 pts"),
        ("points", -0.0003, "0.0 pts", "−1.0 pts to +1.0 pts"),
        ("share", 0.812, "81%", "80% to 82%"),
        ("number", -0.003, "0.00", "−0.01 to 0.01"),
        ("number", 0.0049, "0.00", "−0.01 to 0.01"),
    ],
)
def test_figures_have_their_unit_and_zero_has_no_sign(unit: Any, value: float, written: str, ends: str) -> None:
    frame = rows(1).assign(name="Ours", value=value, low=value - 0.01, high=value + 0.01)
    figure = charts.forest(frame, palette=SCREEN, unit=unit).figure
    assert figure.layout.annotations[0].text == f"<b>{written}</b>"
    (dot,) = [trace for trace in figure.data if trace.mode == "markers"]
    assert dot.text[0] == f"<b>Ours</b><br>{written}, 95% interval {ends}"
    assert dot.x[0] == pytest.approx(value * (1 if unit == "number" else 100))
    assert figure.layout.xaxis.ticksuffix == ("%" if unit == "share" else "")


def test_reliability_says_both_ends() -> None:
    chart = charts.reliability(bins(3), palette=SCREEN, name="Odds of staying")
    assert chart.alt == "Odds of staying, predicted against observed: 0% where 5% was predicted, 90% where 95% was."
    assert len(chart.figure.data) == 1 + 3 + 1


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.4)), min_size=1, max_size=10), st.sampled_from([-1, 1]))
def test_the_word_at_the_diagonal_stands_on_no_point(points: list[tuple[float, float]], side: int) -> None:
    seen = [(at, min(1.0, max(0.0, at + side * off))) for at, off in points]
    frame = pd.DataFrame(seen, columns=["predicted", "observed"]).assign(low=NAN, high=NAN, n=40)
    (note,) = charts.reliability(frame, palette=SCREEN, name="Odds").figure.layout.annotations
    left, bottom = (note.x - 34, note.y) if note.yanchor == "bottom" else (note.x, note.y - 12)
    assert not [1 for x, y in seen if left < 100 * x < left + 34 and bottom < 100 * y < bottom + 12]


def test_the_word_stays_above_the_diagonal_unless_points_are_there() -> None:
    def anchor(observed: float) -> str:
        frame = pd.DataFrame({"predicted": [0.3, 0.5, 0.7], "observed": observed, "low": NAN, "high": NAN, "n": 40})
        return str(charts.reliability(frame, palette=SCREEN, name="Odds").figure.layout.annotations[0].yanchor)

    assert anchor(0.2) == "bottom"
    assert anchor(0.85) == "bottom"
    crowded = pd.DataFrame({"predicted": np.linspace(0.02, 0.76, 30)}).assign(low=NAN, high=NAN, n=40)
    crowded["observed"] = crowded["predicted"] + 0.08
    assert charts.reliability(crowded, palette=SCREEN, name="Odds").figure.layout.annotations[0].yanchor == "top"
