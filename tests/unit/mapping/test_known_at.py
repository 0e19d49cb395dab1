from __future__ import annotations

import datetime as dt

import pytest

from kam_analytics.mapping import from_name


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("accounts_2026-10-01.csv", "2026-10-01"),
        ("export20261001.csv.gz", "2026-10-01"),
        ("Rechnungen 01.10.2026.csv", "2026-10-01"),
        ("Deals_2026_05_28.csv", "2026-05-28"),
        ("2026-10-01 copy of 2026-10-01.csv", "2026-10-01"),
    ],
)
def test_one_date(name: str, day: str) -> None:
    assert from_name(name) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "name",
    [
        "Orders.csv",
        "online_retail_2010-12_2011-12.csv.gz",
        "2026-01-01_2026-03-31.csv",
        "2026-13-01.csv",
        "20260230.csv",
        "id_120260101.csv",
        "2026_05-28.csv",
    ],
)
def test_no_date(name: str) -> None:
    assert from_name(name) is None
