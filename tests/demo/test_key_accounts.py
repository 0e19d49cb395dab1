"""The company's own list of key accounts: it arrives whole, and an account counts from the day it was listed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from kam_analytics.demo.ids import EMPTY
from tests.support.exports import euros, sound
from tests.support.kam import call

from .conftest import Imported

AS_OF = ("2024-12-31", "2025-10-31", "2026-10-31")
"""Windows that open in January 2024, November 2024 (half of the list is added after it) and November 2025."""


def _listing(data: Imported) -> list[dict[str, Any]]:
    return [
        {
            "account_id": row["Account ID"][:15],
            "kind": row["Kind"],
            "since": dt.date.fromisoformat(row["Since"]),
            "until": dt.date.fromisoformat(row["Until"]) if row["Until"] else None,
        }
        for row in data.exports.tables["key_accounts"]
        if row["Account ID"].startswith("001")
    ]


def _opens(as_of: str) -> dt.date:
    end = dt.date.fromisoformat(as_of)
    return (end + dt.timedelta(days=1)).replace(year=end.year - (end.month < 12))


def _listed(data: Imported, day: dt.date) -> dict[str, str]:
    return {
        row["account_id"]: row["kind"]
        for row in _listing(data)
        if row["since"] <= day and (row["until"] is None or row["until"] >= day)
    }


def test_the_list_arrives_whole(either: Imported) -> None:
    found = either.facts.tables["key_account"].to_pylist()
    keys = ("account_id", "kind", "since", "until")
    assert [{key: row[key] for key in keys} for row in found] == sorted(
        _listing(either), key=lambda row: (row["account_id"], row["since"])
    )


def test_a_future_end_is_not_known_before_it_comes(company: Imported) -> None:
    early = company.analytics._facts(dt.date(2025, 10, 31)).tables["key_account"].to_pylist()
    assert {row["until"] for row in early} == {None}
    assert all(row["since"] <= dt.date(2025, 10, 31) for row in early)


@pytest.mark.parametrize("as_of", AS_OF)
def test_key_accounts_of_a_period_are_those_listed_on_its_first_day(company: Imported, as_of: str) -> None:
    opens = _opens(as_of)
    listed = _listed(company, opens)
    later = {row["account_id"] for row in _listing(company) if opens < row["since"] <= dt.date.fromisoformat(as_of)}
    shape = call("kpis", "--workspace", company.folder, "--json", "--as-of", as_of).json
    revenue = {line["cohort"]: line for line in shape["kpis"] if line["kpi"] == "revenue"}
    money = _money(company, opens, dt.date.fromisoformat(as_of))
    assert revenue["key"]["period"]["first"] == opens.isoformat()
    assert revenue["key"]["value"] == pytest.approx(float(sum(money[a] for a in listed)), abs=0.01)
    for kind in ("existing", "emerging"):
        expected = [account for account, listed_as in listed.items() if listed_as == kind]
        if expected:
            assert revenue[kind]["value"] == pytest.approx(float(sum(money[a] for a in expected)), abs=0.01)
    assert not later & set(listed)
    assert as_of != "2025-10-31" or len(later) >= 10
    assert revenue["key"]["value"] + revenue["rest"]["value"] == pytest.approx(revenue["all"]["value"], abs=0.01)


def _money(data: Imported, first: dt.date, last: dt.date) -> dict[str, Decimal]:
    """Sum the invoices in euros of each listed account, under its own number and those of accounts merged into it."""
    numbers = {
        row["AccountNumber"]: (row["Id"] if row["IsDeleted"] == "0" else row["MasterRecordId"])[:15]
        for row in data.exports.tables["Account"]
        if row["AccountNumber"] and (row["IsDeleted"] == "0" or row["MasterRecordId"] != EMPTY)
    }
    sums: dict[str, Decimal] = defaultdict(Decimal)
    seen: set[tuple[str, str]] = set()
    for row in data.exports.tables["Rechnungen"]:
        key = (row["Rechnungsnummer"], row["Position"])
        if not sound(row) or key in seen or row["Währung"] != "EUR" or row["Kundennummer"] not in numbers:
            continue
        seen.add(key)
        day, month, year = map(int, row["Rechnungsdatum"].split("."))
        if first <= dt.date(year, month, day) <= last:
            sums[numbers[row["Kundennummer"]]] += Decimal(str(euros(row["Nettobetrag"])))
    return sums
