from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kam_analytics.mapping import from_file, from_name
from kam_analytics.reading.types import Reading
from tests.support.vendor_files import FILES


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


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("As of 2026-10-01 09:12:44", dt.date(2026, 10, 1)),
        ("Stand: 01.10.2026 14:03", dt.date(2026, 10, 1)),
        ("Stand: 31.10.2026 14:03", dt.date(2026, 10, 31)),
        ("As of 1/10/2026", None),  # 1 October or 10 January
        ("Umsatzliste", None),
    ],
)
def test_the_day_above_the_header(file: Callable[..., Reading], above: str, day: dt.date | None) -> None:
    rows = "".join(f"K{i},Name {i},DE\n" for i in range(4))
    assert from_file(file(f"{above},,\nCustomer ID,Customer Name,Country\n{rows}")) == day
    assert from_file(file(f"Customer ID,Customer Name,Country\n{rows}")) is None


def test_the_day_in_datevs_first_line(file: Callable[..., Reading]) -> None:
    assert from_file(file(FILES["datev_bookings"])) == dt.date(2026, 7, 23)
