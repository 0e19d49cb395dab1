from __future__ import annotations

import datetime as dt

import pytest

from kam_analytics.mapping import dates, faults
from kam_analytics.mapping.evidence import date_evidence

D = dt.date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 Apr, 2021 00:02:00", D(2021, 4, 15)),
        ("2026-06-09 16:12:25", D(2026, 6, 9)),
        ("2026-06-09T16:12:25.000+0000", D(2026, 6, 9)),
        ("Thu, 15 Jan 2026 10:00:00 +0100", D(2026, 1, 15)),
        ("Donnerstag, 15. Januar 2026", D(2026, 1, 15)),
        ("3 février 2026", D(2026, 2, 3)),
        ("20260609", D(2026, 6, 9)),
    ],
)
def test_dates_whose_form_gives_their_order(text: str, day: dt.date) -> None:
    assert dates.parse_date(text) == day


def test_dates_with_blanks_after_their_dots() -> None:
    assert dates.parse_date("1. 2. 2026", "dmy") == D(2026, 2, 1)


@pytest.mark.parametrize(
    ("text", "day"), [("45292", D(2024, 1, 1)), ("45292.75", D(2024, 1, 1)), ("46037,5", D(2026, 1, 15)), ("", None)]
)
def test_days_of_a_spreadsheet(text: str, day: dt.date | None) -> None:
    assert dates.parse_serial(text) == day


@pytest.mark.parametrize("text", ["19999", "73051", "2024", "123456", "soon"])
def test_numbers_that_are_no_days(text: str) -> None:
    assert dates.parse_serial(text) == faults.BAD_DATE


def test_a_column_is_of_days_only_when_every_text_is_one() -> None:
    assert date_evidence(["45292", "45293.5"]).serial
    assert not date_evidence(["45292", "13/02/2024"]).serial
    assert not date_evidence([]).serial


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2206", D(2026, 6, 22)),
        ("106", D(2026, 6, 1)),
        ("3112", faults.BAD_DATE),
        ("3006", D(2026, 6, 30)),
        ("22.06.2026", D(2026, 6, 22)),
        ("4006", faults.BAD_DATE),
    ],
)
def test_dates_without_a_year_lie_in_the_period(text: str, day: object) -> None:
    assert dates.parse_within(text, ("2026-06-01", "2026-07-31")) == day


def test_a_period_over_the_turn_of_the_year() -> None:
    period = ("2025-07-01", "2026-06-30")
    assert [dates.parse_within(text, period) for text in ("3112", "0101")] == [D(2025, 12, 31), D(2026, 1, 1)]
