"""Signals of growth, each worked out by hand, and what holds for all of them."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors.growth_potential import GrowthPotential
from kam_analytics.factors.signals import RAW, SIGNALS, fit_signals, growth_signals
from tests.support.effort import examples
from tests.unit.factors.related import answers, arrivals, courses, deals, related, said, talks
from tests.unit.factors.rows import Row, frame, row


def signal(name: str, rows: list[Row]) -> list[float]:
    features = frame(rows)
    return growth_signals(features, fit_signals(features))[name].tolist()


def test_new_contacts_against_what_is_usual_for_the_size() -> None:
    # four of equal size: 1, 0, 0 and one senior contact, who counts twice: usual (1 + 0 + 0 + 2) / 4 = 0.75
    rows = [row(f"A{i}") | arrivals(n, senior) for i, (n, senior) in enumerate([(1, 0), (0, 0), (0, 0), (1, 1)])]
    noise = np.sqrt(1.75)
    assert signal("new_contacts", rows) == pytest.approx(
        [0.25 / noise, -0.75 / noise, -0.75 / noise, 1.25 / noise], abs=1e-6
    )
    # where no level is known, each counts once
    unlevelled = [row(f"A{i}") | arrivals(n, None) for i, n in enumerate([1, 0, 0, 1])]
    assert signal("new_contacts", unlevelled)[0] == signal("new_contacts", unlevelled)[3]


def test_a_large_account_is_expected_to_have_more_new_contacts() -> None:
    small, large = ([row(f"{s}{i:02}", money) | arrivals(n, 0) for i in range(30)] for s, money, n in
                    (("S", 100.0, 0), ("L", 1e6, 4)))  # fmt: skip
    found = dict(zip([r["account_id"] for r in small + large], signal("new_contacts", small + large), strict=True))
    assert found["S00"] == pytest.approx(0, abs=1e-6) == found["L00"]


def test_satisfaction_is_level_above_the_mean_plus_change() -> None:
    # levels 0.9 and 0.5: mean 0.7. One answer each: half of what they differ by. A's answers rose by 0.4 with one
    # before and one now: n = 1 x 1 / 2 = 0.5, shrunk by 0.5 / 1.5
    rows = [
        row("A") | answers(nps=1, mean=9.0) | said(1, 0.9, 1, 0.5),
        row("B") | answers(nps=1, mean=5.0) | said(1, 0.5),
        row("C") | answers() | said(),
    ]
    assert signal("satisfaction", rows) == pytest.approx([0.1 + 0.4 / 3, -0.1, np.nan], abs=1e-6, nan_ok=True)


def test_activity_is_more_meetings_than_the_company_as_a_whole_had() -> None:
    # 6 now, 6 before over all: p = 0.5. A 4 of 5: (4 - 2.5) / sqrt(5 x 0.25 + 1) = 1
    rows = [row("A") | talks(4, 1), row("B") | talks(2, 5), row("C") | talks()]
    assert signal("activity", rows) == pytest.approx([1, -1.5 / np.sqrt(7 * 0.25 + 1), 0], abs=1e-6)


def test_win_rate_against_the_account_s_own_before() -> None:
    # 20 of 40 won: 0.5. A won 4 of 4 of late, before 6 of 16: own (6 + 5) / (16 + 10) = 11 / 26
    own = 11 / 26
    rows = [
        row("A") | deals(won=10, lost=10) | courses(won_12m=4, lost_12m=0),
        row("B") | deals(won=10, lost=10) | courses(won_12m=0, lost_12m=0),
    ]
    expected = (4 - 4 * own) / np.sqrt(4 * own * (1 - own) + 1)
    assert signal("win_rate", rows) == pytest.approx([expected, np.nan], abs=1e-6, nan_ok=True)


@pytest.mark.parametrize(
    ("name", "cells"),
    [("new_deals", courses), ("recent_wins", lambda n, b: courses(0, 0, n, b))],
)
def test_counts_against_the_account_s_own_half_years(name: str, cells: Callable[[int, int], Row]) -> None:
    # usual for the size: (3 + 1) / 2 = 2 a half-year. A: 6 in three half-years before: (6 + 2) / 4 = 2; 3 now: 1 more.
    # B: none before: (0 + 2) / 4 = 0.5; 1 now: 0.5 more
    rows = [row("A") | deals() | cells(3, 6), row("B") | deals() | cells(1, 0)]
    assert signal(name, rows) == pytest.approx([1 / np.sqrt(3), 0.5 / np.sqrt(1.5)], abs=1e-6)


def test_pipeline_without_amounts_or_stages_is_open_deals_times_win_rate() -> None:
    rows = [row(f"A{n}") | deals(("", n, 0.0), won=15, lost=15, unvalued=n) for n in (0, 1, 3)]
    assert signal("pipeline", rows) == [0, 0.5, 1.5]


def test_trend_is_the_shrunk_growth() -> None:
    rows = [row(f"A{i:02}", half_years=[9.0, 6.0, 3.0, 1.0] if i % 2 else [1.0, 3.0, 6.0, 9.0]) for i in range(20)]
    found = signal("trend", rows)
    assert found[1] > 0 > found[0]
    flat = [row(f"A{i:02}", half_years=[5.0, 9.0, 9.0, 5.0]) for i in range(20)]
    assert np.isnan(signal("trend", flat)).all()


def test_what_the_tables_do_not_give_is_not_available() -> None:
    features = frame([row("A", half_years=[]), row("B", half_years=[])])
    assert fit_signals(features) == {}
    found = growth_signals(features, {})
    assert list(found) == list(SIGNALS) == list(RAW)
    assert found.isna().all().all()


def test_raw_figures_are_columns_of_the_marts() -> None:
    every = row("A") | deals() | courses() | arrivals(0, 0) | talks() | said() | answers()
    assert {name for names in RAW.values() for name in names} <= set(frame([every]).columns)


@settings(max_examples=examples(10))
@given(related(least=2), related(), st.data())
def test_a_signal_depends_on_the_account_s_own_row(fitted, features, data) -> None:
    parameters = json.loads(json.dumps(fit_signals(fitted), allow_nan=False))
    whole = growth_signals(features, parameters)
    order = data.draw(st.permutations(range(len(features))))[: data.draw(st.integers(1, len(features)))]
    some = growth_signals(features.iloc[order].reset_index(drop=True), parameters)
    pd.testing.assert_frame_equal(some, whole.iloc[order].reset_index(drop=True))
    assert fit_signals(fitted.iloc[::-1].reset_index(drop=True)) == fit_signals(fitted)


TABLES = frozenset({"opportunity", "deal_course", "arrival", "talk", "survey", "survey_course"})
BETTER = {
    "new_contacts": "contacts_new_180d", "satisfaction": "answers_share_180d", "activity": "talks_180d",
    "new_deals": "deals_new_180d", "recent_wins": "won_180d",
}  # fmt: skip


@pytest.mark.parametrize(("name", "column"), BETTER.items())
@settings(max_examples=examples(10))
@given(fitted=related(least=2, tables=TABLES), features=related(tables=TABLES), more=st.integers(1, 5))
def test_more_of_it_never_lowers_a_signal(name, column, fitted, features, more) -> None:
    parameters = fit_signals(fitted)
    before, after = (
        growth_signals(f, parameters)[name].to_numpy()
        for f in (features, features.assign(**{column: features[column] + more}))
    )
    known = np.isfinite(before)
    assert (after[known] >= before[known]).all()


def company() -> list[Row]:
    """Eleven peers of equal size and breadth, with 0 ... 10 new contacts; only their number tells them apart."""
    return [row(f"P{i:02}", products_ttm=4, families_ttm=2) | arrivals(i, 0) for i in range(11)]


def test_signals_count_only_where_they_passed() -> None:
    one = GrowthPotential()
    features = frame(company())
    fitted = one.fit(features)
    assert one.signals == SIGNALS
    shown = one(features, fitted)
    assert set(shown.frame["value"]) == {50}
    assert not shown.evidence["signal_new_contacts_counts"].any()
    assert shown.evidence["signal_new_contacts"].tolist() == pytest.approx([10.0 * i for i in range(11)])
    assert shown.evidence["contacts_new_180d"].tolist() == list(range(11))
    counted = one(features, fitted | {"passed": ["new_contacts", "pipeline"]})
    # room 50 weighs 1, the place among peers 2; the pipeline is not in the data
    assert counted.frame["value"].tolist() == pytest.approx([(50 + 20.0 * i) / 3 for i in range(11)], abs=1e-6)
    assert counted.evidence["signal_new_contacts_counts"].all()
    assert counted.evidence["judgement_share"].tolist() == pytest.approx([1 / 3] * 11, abs=1e-6)


def test_a_signal_that_passed_gives_a_value_where_there_is_no_room() -> None:
    one = GrowthPotential()
    rows = [*company(), row("Q", products_ttm=0, families_ttm=0) | arrivals(10, 0)]
    features = frame(rows)
    fitted = one.fit(features)
    assert np.isnan(one(features, fitted).frame["value"].iloc[-1])
    found = one(features, fitted | {"passed": ["new_contacts"]})
    assert found.frame["value"].iloc[-1] > 90
    assert found.evidence["judgement_share"].iloc[-1] == 0


@settings(max_examples=examples(10))
@given(related(least=2), related(), st.lists(st.sampled_from(SIGNALS), unique=True))
def test_any_signals_give_bounded_values_that_are_the_weighted_mean(fitted, features, passed) -> None:
    one = GrowthPotential()
    parameters = one.fit(fitted)
    plain = one(features, parameters)
    found = one(features, parameters | ({"passed": passed} if parameters else {}))
    value = found.frame["value"].to_numpy(float)
    known = np.isfinite(value)
    assert ((value[known] >= 0) & (value[known] <= 100)).all()
    counts = [name for name in passed if f"signal_{name}_counts" in found.evidence]
    parts = [(1.0, plain.frame["value"].to_numpy(float))]
    parts += [(2.0, found.evidence[f"signal_{name}"].to_numpy(float)) for name in counts]
    weights = np.array([w for w, _ in parts])[:, None] * np.isfinite([p for _, p in parts])
    total = weights.sum(axis=0)
    mean = (np.nan_to_num([p for _, p in parts]) * weights).sum(axis=0) / np.where(total > 0, total, 1.0)
    assert value == pytest.approx(np.where(total > 0, mean, np.nan), abs=1e-5, nan_ok=True)
