"""The company's list against the top of the ranking, by hand: places, factors, what parts the two lists."""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from kam_analytics.kpis import LISTING
from kam_analytics.pipeline import Analytics, ImportOptions, Incoming
from kam_analytics.pipeline.key_accounts import TOP, Entry, compared, listed

LINES = ("Invoice Number", "Line", "Account ID", "Invoice Date", "Product ID", "Quantity", "Net Amount", "Currency")
DAYS = [f"{year}-{month:02d}-10" for year in (2024, 2025) for month in range(1, 13)] + ["2025-12-31"]
MONEY = {"A": 1000, "B": 500, "C": 200, "D": 90, "E": 40}
AT = dt.date(2025, 12, 31)
LISTED = [
    ("A", "existing", "2024-02-01", ""),
    ("E", "emerging", "2025-06-01", ""),
    ("C", "existing", "2024-01-01", "2025-11-30"),
    ("D", "existing", "2026-01-01", ""),
    ("Q-9", "emerging", "2025-01-01", ""),
]


def file(folder: Path, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Incoming:
    with (folder / name).open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([header, *rows])
    return Incoming(folder / name, name)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Analytics:
    """Five accounts of falling size that order alike; two on the list, one unknown, one ended, one to come."""
    folder = tmp_path_factory.mktemp("lists")
    lines = [
        (f"{account}{i}", 1, account, day, "P1", 1, f"{amount}.00", "EUR")
        for account, amount in MONEY.items()
        for i, day in enumerate(DAYS)
    ]
    files = [
        file(folder, "a-2026-01-05.csv", ("Account ID", "Account Name"), [(key, f"Firm {key}") for key in MONEY]),
        file(folder, "i-2026-01-05.csv", LINES, lines),
    ]
    opened = Analytics.open(folder / "ws")
    opened.publish(opened.prepare(files, ImportOptions(yes=True)), "ann")
    assert opened.key_accounts() is None
    assert opened.on_list() is None
    listing = file(folder, "key-accounts-2026-01-05.csv", ("Account ID", "Kind", "Since", "Until"), LISTED)
    opened.publish(opened.prepare([listing], ImportOptions(yes=True)), "ann")
    return opened


def table(*rows: tuple[str, str | None, dt.date | None, dt.date | None]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(LISTING.names, row, strict=True)) for row in rows], schema=LISTING)


def test_an_entry_counts_from_its_first_to_its_last_day() -> None:
    first, last = dt.date(2025, 2, 1), dt.date(2025, 4, 30)
    one = table(("A", "existing", first, last))
    assert listed(one, first) == listed(one, last) == {"A": Entry("existing", first)}
    assert not listed(one, first - dt.timedelta(1))
    assert not listed(one, last + dt.timedelta(1))
    assert listed(table(("A", None, None, None)), first) == {"A": Entry(None, None)}


def test_of_two_spells_the_later_counts_once() -> None:
    early, late = dt.date(2020, 1, 1), dt.date(2024, 1, 1)
    both = table(("A", "emerging", late, None), ("A", "existing", early, None))
    assert listed(both, AT) == {"A": Entry("emerging", late)}


def test_places_ranks_and_money_by_hand(room: Analytics) -> None:
    found = room.key_accounts(2)
    assert found is not None
    rows = found.rows.set_index("account_id")
    assert list(rows.index) == ["A", "B", "E", "Q-9"], "by rank, the unknown one last"
    assert list(rows["place"]) == ["both", "ours", "theirs", "theirs"]
    assert list(rows["rank"].astype(object).where(rows["rank"].notna(), None)) == [1, 2, 5, None]
    assert list(rows["name"]) == ["Firm A", "Firm B", "Firm E", "Q-9"]
    assert list(rows["kind"]) == ["existing", None, "emerging", "emerging"]
    assert rows.loc["A", "since"] == dt.date(2024, 2, 1)
    # the twelve months of 2025 hold twelve orders and that of 31 December
    assert rows.loc["A", "revenue_12m"] == 13 * 1000
    assert math.isnan(rows.loc["Q-9", "revenue_12m"])
    assert (found.top, found.listed, found.unknown, found.closed) == (2, 3, ("Q-9",), 1), (
        "D, which begins later, is not known yet"
    )
    assert (found.largest, found.largest_ours) == (1, 2)


def test_the_factors_are_those_of_the_ranking(room: Analytics) -> None:
    found, frame = room.key_accounts(2), room.ranking().frame.set_index("account_id")
    assert found is not None
    for row in found.rows[found.rows["rank"].notna()].to_dict("records"):
        own = frame.loc[row["account_id"]].filter(like=".contribution").dropna().astype(float)
        if own.max() > 0:
            assert row["lift_by"] == pytest.approx(math.exp(own.max()))
            assert own[f"{row['lift']}.contribution"] == own.max()
        if own.min() < 0:
            assert row["cost_by"] == pytest.approx(math.exp(own.min()))
            assert own[f"{row['cost']}.contribution"] == own.min()
        assert pd.isna(row["then_by"]) or row["lift_by"] >= row["then_by"] > 1
    assert found.rows.iloc[-1][["lift", "then", "cost"]].isna().all(), "nothing is known of it"


def test_what_parts_only_ours_from_only_theirs(room: Analytics) -> None:
    found, frame = room.key_accounts(2), room.ranking().frame.set_index("account_id")
    assert found is not None
    first = found.factors.iloc[0]
    assert first["name"] == "current_revenue"
    gap = frame.loc["B", "current_revenue.contribution"] - frame.loc["E", "current_revenue.contribution"]
    assert first["multiplier"] == pytest.approx(math.exp(gap))
    assert first["multiplier"] > 1
    sizes = (found.factors["ours"] - found.factors["theirs"]).abs()
    assert sizes.is_monotonic_decreasing
    all_in = room.key_accounts(5)
    assert all_in is not None
    assert all_in.factors.empty, "nobody known is only on theirs"
    assert all_in.count("theirs") == 1


def test_our_list_is_as_long_as_theirs_where_accounts_are_few(room: Analytics) -> None:
    found, whole = room.key_accounts(), room.key_accounts(TOP)
    assert found is not None
    assert whole is not None
    assert found.top == 3
    assert whole.top == len(MONEY)
    assert found is room.key_accounts()


def test_the_list_is_that_of_the_date(room: Analytics) -> None:
    then = room.key_accounts(2, dt.date(2025, 3, 31))
    assert then is not None
    assert set(then.rows.loc[then.rows["place"] != "ours", "account_id"]) == {"A", "C", "Q-9"}
    assert room.on_list() == {"A", "E", "Q-9"}
    assert room.on_list(dt.date(2025, 3, 31)) == {"A", "C", "Q-9"}


def test_a_list_of_nobody_compares_nothing(room: Analytics) -> None:
    found = compared(room.portfolio(), table(("A", "existing", dt.date(2020, 1, 1), dt.date(2021, 1, 1))), 2)
    assert (found.listed, found.closed, found.count("ours")) == (0, 1, 2)
    assert found.factors.empty
