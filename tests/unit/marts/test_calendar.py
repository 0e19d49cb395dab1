from __future__ import annotations

import datetime as dt

from kam_analytics.marts import Calendar


def test_a_month_that_has_just_begun_is_outside_the_windows():
    calendar = Calendar.of(dt.date(2023, 1, 1), dt.date(2024, 3, 10))
    rows = calendar.table.to_pylist()
    assert calendar.window_end == dt.date(2024, 2, 29)
    assert [r["month"] for r in rows if r["recent"]][-1] == dt.date(2024, 2, 1)
    assert sum(r["recent"] for r in rows) == 12
    assert rows[-1]["weight"] == 1


def test_half_years_are_whole_and_at_most_eight():
    rows = Calendar.of(dt.date(2018, 1, 1), dt.date(2024, 12, 31)).table.to_pylist()
    counted = [r["half_year"] for r in rows if r["half_year"] is not None]
    assert sorted(set(counted)) == list(range(8))
    assert len(counted) == 48
    rows = Calendar.of(dt.date(2023, 7, 2), dt.date(2024, 12, 31)).table.to_pylist()
    assert {r["half_year"] for r in rows} == {0, 1, None}


def test_without_events_it_is_empty():
    assert Calendar.of(None, dt.date(2024, 1, 31)).table.num_rows == 0


def test_the_weight_halves_with_the_half_life():
    rows = Calendar.of(dt.date(2024, 1, 1), dt.date(2024, 12, 27), half_life_days=180).table.to_pylist()
    june = next(r for r in rows if r["month"] == dt.date(2024, 6, 1))
    assert float(june["weight"]) == 0.5
