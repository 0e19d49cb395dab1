"""Each chart with no row, one row and many rows; words short, markup from data dead."""

from __future__ import annotations

import datetime as dt
import html
import math
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics import charts
from kam_analytics.charts import LIGHT, SCREEN, Chart
from kam_analytics.charts.layout import dodge, label, wrapped

EVIL = '<a href="http://evil.test">x</a>\u202e<b>bold</b>'
AS_OF = dt.date(2026, 9, 30)


def factors(n: int) -> pd.DataFrame:
    points = [(-1) ** i * (20 - i) for i in range(n)]
    return pd.DataFrame(
        {
            "factor": [f"{EVIL} {i}" for i in range(n)],
            "points": pd.Series(points, dtype=float),
            "multiplier": pd.Series([math.exp(p / 50) for p in points], dtype=float),
            "judgement": pd.Series([i % 2 == 0 for i in range(n)], dtype=bool),
        }
    )


def accounts(n: int) -> pd.DataFrame:
    rng = np.random.default_rng(7)
    kinds = ["existing", "emerging", "rest"]
    return pd.DataFrame(
        {
            "account_id": [f"A{i:05d}" for i in range(n)],
            "name": [f"{EVIL} {i}" for i in range(n)],
            "value": rng.uniform(0, 100, n),
            "potential": rng.uniform(0, 100, n),
            "revenue": rng.uniform(0, 1e6, n),
            "amount": rng.uniform(0, 1e6, n),
            "kind": pd.Series([kinds[min(i // 10, 2)] for i in range(n)], dtype=object),
            "segment": "Keep",
            "depends": pd.Series([i % 3 == 0 for i in range(n)], dtype=bool),
            "before": np.arange(1, n + 1),
            "after": np.arange(n, 0, -1),
        }
    )


def by_month(n: int) -> pd.DataFrame:
    starts = pd.date_range(end="2026-09-01", periods=n, freq="MS")
    return pd.DataFrame({"month": starts.date, "amount": pd.Series([1000.0 * (i + 1) for i in range(n)], dtype=float)})


def bars(n: int) -> dict[str, float]:
    amounts = {"start": 100.0, "expansion": 30.0, "contraction": 20.0, "churn": 5.0, "net_credits": -1.0, "end": 104.0}
    return {name: amount * n for name, amount in amounts.items()}


def path(n: int) -> pd.DataFrame:
    months = pd.date_range(end="2026-09-30", periods=n, freq="ME").date
    groups = ["key"] * n + ["rest"] * n
    return pd.DataFrame(
        {
            "group": pd.Series(groups, dtype=object),
            "name": pd.Series([f"{EVIL} {group}" for group in groups], dtype=object),
            "month": [*months, *months],
            "amount": pd.Series([100.0 + i for i in range(2 * n)], dtype=float),
        }
    )


def _matrix(n: int) -> Chart:
    return charts.matrix(accounts(n), value_line=60, potential_line=60, palette=SCREEN, currency="EUR")


DRAWN: dict[str, Callable[[int], Chart]] = {
    "contributions": lambda n: charts.contributions(factors(n), neutral=33, score=70, palette=SCREEN, name=EVIL),
    "multipliers": lambda n: charts.multipliers(factors(n), palette=SCREEN, name=EVIL),
    "months": lambda n: charts.months(by_month(n), as_of=AS_OF, palette=SCREEN, currency="EUR", name=EVIL),
    "movers": lambda n: charts.movers(accounts(n), cap=5, palette=SCREEN, headings=(EVIL, "draft")),
    "matrix": _matrix,
    "bridge": lambda n: charts.bridge(
        bars(n), periods=("2024", "2025"), palette=SCREEN, currency="EUR", rate="NRR 104.6%"
    ),
    "indexed": lambda n: charts.indexed(path(n), palette=SCREEN, highlight="key"),
    "concentration": lambda n: charts.concentration(accounts(n), palette=SCREEN, currency="EUR", highlight=3),
}


@pytest.mark.parametrize("rows", [0, 1, 40, 400])
@pytest.mark.parametrize("name", DRAWN)
def test_always_a_figure_with_short_words_and_dead_markup(name: str, rows: int) -> None:
    chart = DRAWN[name](rows)
    assert isinstance(chart.figure, go.Figure)
    assert 0 < len(chart.alt) <= 200
    assert "\u202e" not in chart.alt
    text = str(chart.figure.to_json()).replace("\\u003c", "<").replace("\\u003e", ">")
    assert "<a " not in text
    assert "<b>bold" not in text
    assert "\\u202e" not in text
    assert chart.figure.layout.title.text is None
    assert chart.figure.layout.showlegend is False


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_rows_give_the_same_figure(name: str) -> None:
    assert DRAWN[name](40).figure.to_json() == DRAWN[name](40).figure.to_json()


def test_screen_colours_are_those_that_streamlit_replaces() -> None:
    pytest.importorskip("streamlit.elements.plotly_chart")
    layout = pio.templates["streamlit"].layout
    assert SCREEN.categorical == tuple(layout.colorway)
    assert SCREEN.sequential == tuple(color for _, color in layout.colorscale.sequential)


def test_light_colours_are_those_of_the_theme() -> None:
    config = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    light = config["theme"]["light"]
    assert list(LIGHT.categorical) == light["chartCategoricalColors"]
    assert list(LIGHT.sequential) == light["chartSequentialColors"]
    assert LIGHT.page == light["backgroundColor"]


def test_contributions_reach_from_neutral_to_the_end() -> None:
    frame = factors(5)
    bars = charts.contributions(frame, neutral=33, score=70, palette=SCREEN).figure.data[0]
    assert bars.base[0] == 33
    assert bars.base[-1] + bars.x[-1] == pytest.approx(33 + frame["points"].sum())
    assert [abs(x) for x in bars.x] == sorted((abs(x) for x in bars.x), reverse=True)


@pytest.mark.parametrize(
    ("score", "end"),
    [
        (122.46, "<b>score 122.5</b><br>shown as 100.0"),
        (-3.0, "<b>score \u22123.0</b><br>shown as 0.0"),
        (100.04, "<b>score 100.0</b>"),
        (-0.04, "<b>score 0.0</b>"),
        (70.0, "<b>score 70.0</b>"),
    ],
)
def test_contributions_end_at_their_sum_also_beyond_the_scale(score: float, end: str) -> None:
    chart = charts.contributions(factors(5), neutral=33, score=score, palette=SCREEN)
    assert [note.text for note in chart.figure.layout.annotations if "score" in note.text] == [end]
    assert f"to {end.removeprefix('<b>score ').partition('<')[0]}:" in chart.alt


def test_a_factor_without_points_is_not_drawn() -> None:
    frame = factors(3)
    frame.loc[0, "points"] = np.nan
    assert len(charts.contributions(frame, neutral=33, score=50, palette=SCREEN).figure.data[0].x) == 2


def test_months_compare_with_the_same_months_and_leave_the_partial_one_out_of_sums() -> None:
    frame = by_month(25)
    frame = pd.concat([frame, pd.DataFrame({"month": [dt.date(2026, 10, 1)], "amount": [7.0]})])
    window = charts.month_window(frame, as_of=dt.date(2026, 10, 12))
    assert window is not None
    assert window.partial
    assert window.months[0] == dt.date(2025, 10, 1)
    assert window.this_year[-1] == 7.0
    assert window.last_year[0] == 2000.0
    assert window.totals == (sum(1000.0 * i for i in range(14, 26)), sum(1000.0 * i for i in range(2, 14)))


def test_a_month_end_shows_no_partial_month() -> None:
    window = charts.month_window(by_month(25), as_of=AS_OF, data_through=dt.date(2026, 12, 9))
    assert window is not None
    assert not window.partial
    assert window.months[-1] == dt.date(2026, 9, 1)


def test_movers_colour_only_those_that_cross_the_cap() -> None:
    frame = pd.DataFrame(
        {"account_id": list("abcd"), "name": list("abcd"), "before": [1, 2, 3, 4], "after": [1, 3, 2, 4]}
    )
    figure = charts.movers(frame, cap=2, palette=SCREEN, headings=("a", "b")).figure
    colours = [trace.line.color for trace in figure.data]
    assert colours == [SCREEN.rest_pale, SCREEN.positive, SCREEN.negative]
    assert [note.text.split()[-1] for note in figure.layout.annotations if note.ax == 16] == ["c", "b"], "movers alone"


def test_movers_name_the_accounts_next_to_the_line_where_nobody_moves() -> None:
    names = [f"n{rank}" for rank in range(1, 21)]
    frame = pd.DataFrame({"account_id": names, "name": names, "before": range(1, 21), "after": range(1, 21)})
    figure = charts.movers(frame, cap=8, palette=SCREEN, headings=("a", "b")).figure
    named = [note for note in figure.layout.annotations if " n" in note.text]
    assert [note.text.split()[-1] for note in named] == ["n6", "n7", "n8", "n9", "n10", "n11"]
    assert {note.font.color for note in named} == {SCREEN.muted}


def test_quadrants_count_every_account_once() -> None:
    frame = accounts(200)
    counts = charts.quadrant_counts(frame, 60, 60)
    assert sum(counts.values()) == 200
    assert counts["protect"] == int(((frame["value"] >= 60) & (frame["potential"] >= 60)).sum())


def test_many_accounts_become_a_density_that_counts_them_all() -> None:
    frame = accounts(charts.DENSITY_FROM)
    figure = _matrix(charts.DENSITY_FROM).figure
    assert figure.data[0].type == "heatmap"
    rest = frame[frame["kind"] == "rest"]
    assert charts.density_cells(rest, ((0, 100), (0, 100)))["n"].sum() == len(rest)
    assert sum(len(trace.x) for trace in figure.data[1:]) == 20


def test_bubbles_carry_the_account_for_clicks() -> None:
    ids = {row[0] for trace in _matrix(40).figure.data for row in trace.customdata}
    assert len(ids) == 40


def test_labels_are_cut_and_dodged() -> None:
    assert label("A very long account name") == "A very long acco\u2026"
    spots = dodge([5.0, 5.1, 5.2, 9.0], 1.0, 0.0, 10.0)
    assert all(later - earlier >= 1 - 1e-9 for earlier, later in pairwise(spots))
    assert spots[1] == pytest.approx(5.1)
    assert dodge([9.9, 10.0], 1.0, 0.0, 10.0) == [9.0, 10.0]


def test_the_bridge_stands_on_zero_and_leads_from_start_to_end() -> None:
    chart = DRAWN["bridge"](1)
    (trace,) = chart.figure.data
    assert list(trace.base) == [0, 100, 110, 105, 104, 0]
    assert list(trace.y) == [100, 30, 20, 5, 1, 104]
    colors = list(trace.marker.color)
    assert colors == [SCREEN.existing, SCREEN.positive, *[SCREEN.negative] * 3, SCREEN.existing]
    written = [note.text for note in chart.figure.layout.annotations]
    assert written[1:5] == ["+€30", "\u2212€20", "\u2212€5", "\u2212€1"]
    assert chart.figure.layout.yaxis.range[0] <= 0
    without = charts.bridge(
        bars(1) | {"net_credits": 0.0}, periods=("a", "b"), palette=SCREEN, currency="EUR", rate="NRR"
    )
    assert len(without.figure.data[0].y) == 5


def test_indexed_lines_start_at_100_and_are_named_at_their_ends() -> None:
    chart = DRAWN["indexed"](13)
    assert [line.y[0] for line in chart.figure.data] == [100, 100]
    assert [line.line.color for line in chart.figure.data] == [SCREEN.existing, SCREEN.rest]
    assert [note.text for note in chart.figure.layout.annotations][-1].startswith("<b>")
    assert "112.0" in chart.alt
    zero = charts.indexed(path(3).assign(amount=0.0), palette=SCREEN, highlight="key")
    assert not zero.figure.data


def test_points_that_round_to_nothing_have_no_minus() -> None:
    frame = factors(2).assign(points=[-0.04, -0.06], multiplier=[0.999, 0.998])
    texts = [
        note.text
        for note in charts.contributions(frame, neutral=33, score=33, palette=SCREEN).figure.layout.annotations
    ]
    assert [text.split()[0] for text in texts[:2]] == ["\u22120.1", "0.0"]


@given(st.lists(st.text("aB <&é.", max_size=90), min_size=1, max_size=6))
def test_names_stand_whole_on_few_narrow_lines(names: list[str]) -> None:
    shown = [html.unescape(label.replace("<br>", "\n")) for label in wrapped(names)]
    for name, text in zip(names, shown, strict=True):
        lines = text.split("\n")
        assert len(lines) <= 3
        assert max(map(len, lines)) <= 26
        plain = " ".join(name.split())
        assert text.endswith("…") or "".join(text.split()) == plain.replace(" ", "")
        assert not text.endswith("…") or len(plain) > 2 * 26


def test_the_longest_names_of_the_demo_are_not_cut() -> None:
    names = ["Hirsestedt United Kingdom Process Engineering plc", "Brennkamp Maschinenbau GmbH & Co. KG", "Short AG"]
    assert wrapped(names) == [
        "Hirsestedt United Kingdom<br>Process Engineering plc",
        "Brennkamp Maschinenbau<br>GmbH &amp; Co. KG",
        "Short AG",
    ]
    assert wrapped(names, 20, 20, lines=2)[0] == "Hirsestedt United<br>Kingdom Process…"


def test_charts_of_accounts_show_long_names_whole() -> None:
    name = "Hirsestedt United Kingdom Process Engineering plc"
    accounts = pd.DataFrame({"account_id": ["a", "b"], "name": [name, "Short AG"], "amount": [9.0, 1.0]})
    figure = charts.concentration(accounts, palette=SCREEN, currency="EUR").figure
    assert figure.layout.yaxis.ticktext[0].replace("<br>", " ") == name
    assert list(figure.data[0].text) == [name, "Short AG"]
    alone = charts.concentration(accounts.tail(1), palette=SCREEN, currency="EUR").figure
    assert figure.layout.height / 2 > alone.layout.height - 12


def test_a_name_cut_in_the_matrix_stands_whole_when_pointed_at() -> None:
    name = "Hirsestedt United Kingdom Process Engineering plc"
    accounts = pd.DataFrame(
        {
            "account_id": ["a", "b"],
            "name": [name, f"{name} II"],
            "value": [90.0, 20.0],
            "potential": [40.0, 90.0],
            "revenue": [9.0, 1.0],
            "kind": ["existing", "emerging"],
            "segment": ["Keep", "Emerging"],
        }
    )
    figure = charts.matrix(accounts, value_line=50, potential_line=50, palette=SCREEN, currency="EUR").figure
    hints = {note.hovertext for note in figure.layout.annotations if note.hovertext}
    assert hints == {name, f"{name} II"}
