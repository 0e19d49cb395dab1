"""The report of the import adds up, and every piece of planted dirt is found in it and named."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from kam_analytics.demo.ids import EMPTY
from tests.support.exports import Row
from tests.support.kam import call

from .conftest import ENDING, Imported, Load

EACH = pytest.mark.parametrize(
    "regime", ["default", "few_accounts", "small_crm", pytest.param("crm_only", marks=pytest.mark.soak)]
)
"""A whole company without invoices takes as long as all others, and is that of `small_crm` in another size."""

CHARACTERS = 15
"""Salesforce ids are compared on so many; the rest is a check."""


def _lines(data: Imported) -> list[Row]:
    """Invoice lines that are whole."""
    return [row for row in data.exports.tables["Rechnungen"] if row["Währung"] is not None]


def _cents(text: str) -> Decimal | None:
    plain = text.replace(".", "").replace(",", ".")
    return Decimal(plain) if plain.lstrip("-").replace(".", "").isdigit() else None


def _numbers(data: Imported, *, gone: bool) -> dict[str, Row]:
    """Return accounts by customer number: those that stand, or those that were deleted (merged ones among them)."""
    rows = data.exports.tables["Account"]
    return {row["AccountNumber"]: row for row in rows if row["AccountNumber"] and (row["IsDeleted"] == "1") is gone}


def _invoiced(data: Imported) -> set[str]:
    return {row["Kundennummer"] for row in _lines(data)} - {""}


def _money(data: Imported, numbers: set[str]) -> dict[str, Decimal]:
    """Sum the sound invoice lines in euros up to the date of the view, which leaves out the running month."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    seen: set[tuple[str, str]] = set()
    for row in _lines(data):
        key, amount = (row["Rechnungsnummer"], row["Position"]), _cents(row["Nettobetrag"])
        if key in seen or amount is None or row["Kundennummer"] not in numbers or row["Währung"] != "EUR":
            continue
        seen.add(key)
        if "-".join(reversed(row["Rechnungsdatum"].split("."))) <= data.facts.as_of.isoformat():
            sums[row["Kundennummer"]] += amount
    return sums


@EACH
def test_every_file_adds_up_in_rows_and_money(load: Load, regime: str) -> None:
    data = load(regime)
    assert [file["path"] for file in data.report["files"]] == [f"{name}{ENDING}" for name in data.exports.paths]
    for file in data.report["files"]:
        for split in (file["rows"], *file["amount"].values()):
            parts = sum(value for name, value in split.items() if name != "read")
            assert parts == pytest.approx(split["read"], abs=0.005), file["path"]


@EACH
def test_every_row_of_every_file_is_in_the_report(load: Load, regime: str) -> None:
    data = load(regime)
    for name, rows in data.exports.tables.items():
        footer = data.dirt["footer_lines"] if name == "key_accounts" else 0
        assert data.file(name)["rows"]["read"] == len(rows) - footer, name


def test_money_is_that_of_the_file(either: Imported) -> None:
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    seen: set[tuple[str, str]] = set()
    for row in _lines(either):
        key, amount = (row["Rechnungsnummer"], row["Position"]), _cents(row["Nettobetrag"])
        if amount is None:
            continue
        state = "merged" if key in seen else "accepted" if row["Kundennummer"] else "unassigned"
        if row["Rechnungsdatum"][:5] in {"31.02", "30.02", "00.00", "31.11"}:
            state = "rejected"
        seen.add(key)
        sums[row["Währung"], state] += amount
        sums[row["Währung"], "read"] += amount
    told = {
        (currency, state): Decimal(str(value))
        for currency, split in either.file("Rechnungen")["amount"].items()
        for state, value in split.items()
    }
    assert {key: value for key, value in told.items() if value} == sums
    totals = either.report["totals"]
    assert Decimal(str(totals["net_revenue"])) == sums["EUR", "accepted"] + sums["EUR", "unassigned"]
    assert totals["unconverted"] == {"USD": float(sums["USD", "accepted"])}


def test_rejected_rows_are_named_by_place_and_reason(either: Imported) -> None:
    codes = Counter((reject["code"], reject["column"]) for reject in either.report["rejects"])
    assert codes == {
        ("mapping.bad_date", "Rechnungsdatum"): either.dirt["bad_invoice_dates"],
        ("mapping.bad_number", "Nettobetrag"): either.dirt["bad_invoice_amounts"],
        ("reading.field_count", None): either.dirt["broken_invoice_lines"],
    }
    assert either.file("Rechnungen")["rows"]["rejected"] == len(either.report["rejects"])
    lines = either.exports.paths["Rechnungen"].read_text("windows-1252").splitlines()
    for reject in either.report["rejects"]:
        assert reject["file"] == f"Rechnungen{ENDING}"
        assert reject["value"] in lines[reject["row"] - 1]
        assert len(reject["reason"]) > 20
        assert len(reject["hint"]) > 20


def test_invoice_lines_without_customer_and_repeated_ones_are_counted(either: Imported) -> None:
    rows = either.file("Rechnungen")["rows"]
    assert rows["unassigned"] == either.dirt["lines_without_customer"]
    assert rows["merged"] == either.dirt["repeated_invoice_lines"]
    assert rows["dropped"] == 0


@pytest.mark.parametrize(
    ("name", "gone", "repeated"),
    [
        ("Account", ("merged_accounts", "deleted_accounts"), "repeated_accounts"),
        ("Contact", ("deleted_contacts",), "repeated_contacts"),
        ("Opportunity", ("deleted_opportunities",), "repeated_opportunities"),
    ],
)
def test_deleted_and_repeated_records_are_counted(
    either: Imported, name: str, gone: tuple[str, ...], repeated: str
) -> None:
    rows, told = either.exports.tables[name], either.file(name)["rows"]
    deleted = [row["Id"] for row in rows if row["IsDeleted"] == "1"]
    assert len(set(deleted)) == sum(either.dirt[kind] for kind in gone)
    assert told["dropped"] == len(deleted)
    assert told["dropped"] + told["merged"] == len(set(deleted)) + either.dirt[repeated]
    assert told["accepted"] + told["unassigned"] == len({row["Id"] for row in rows} - set(deleted))


def test_a_merged_record_is_another_id_of_the_account_it_went_into(either: Imported) -> None:
    aliases = dict(
        zip(*(either.facts.aliases[name].to_pylist() for name in ("external_id", "account_id")), strict=True)
    )
    merged = [row for row in either.exports.tables["Account"] if row["MasterRecordId"] != EMPTY]
    assert len(merged) == either.dirt["merged_accounts"]
    for row in merged:
        assert aliases[row["Id"][:CHARACTERS]] == row["MasterRecordId"][:CHARACTERS]


def test_numbers_that_nobody_knows_are_listed(either: Imported) -> None:
    planted = _invoiced(either) - set(_numbers(either, gone=False)) - set(_numbers(either, gone=True))
    listed = either.analytics.unmatched().to_pylist()
    found = {row["account_id"]: row for row in listed}
    assert len(planted) == either.dirt["unmatched_customers"]
    assert planted <= set(found)
    assert set(either.exports.truth["numbers"]["near"]) <= planted
    assert set(found) - planted <= set(_numbers(either, gone=True))
    money = _money(either, planted)
    assert {account: found[account]["amount"] for account in money} == money
    assert [row["amount"] for row in listed] == sorted((row["amount"] for row in listed), reverse=True)


def test_a_deleted_account_with_invoices_is_listed_too(either: Imported) -> None:
    """A deleted record without a successor leaves its money under its number."""
    gone = {number for number, row in _numbers(either, gone=True).items() if row["MasterRecordId"] == EMPTY}
    assert gone & _invoiced(either) <= {row["account_id"] for row in either.analytics.unmatched().to_pylist()}


def test_invoices_of_a_merged_account_belong_to_the_account_it_went_into(either: Imported) -> None:
    listed = {row["account_id"] for row in either.analytics.unmatched().to_pylist()}
    assert not listed & set(either.exports.truth["numbers"]["merged"])


def test_a_number_that_is_nearly_an_accounts_is_suggested(either: Imported) -> None:
    """A slip of two digits that fits several accounts points at none of them."""
    standing = _numbers(either, gone=False)
    found = {row["account_id"]: row["suggestion"] for row in either.analytics.unmatched().to_pylist()}
    near = either.exports.truth["numbers"]["near"]
    right = {number: standing[meant]["Id"][:CHARACTERS] for number, meant in near.items()}
    told = {number: found[number] for number in near if found[number]}
    assert told == {number: right[number] for number in told}
    assert {number for number in near if "-" in number} <= set(told)


def test_no_wrong_account_is_suggested(either: Imported) -> None:
    near = either.exports.truth["numbers"]["near"]
    suggested = {row["account_id"] for row in either.analytics.unmatched().to_pylist() if row["suggestion"]}
    assert suggested <= set(near) | set(_numbers(either, gone=True))


def test_deals_without_account_and_accounts_of_unknown_owners_keep_their_rows(either: Imported) -> None:
    deals, users = either.facts.tables["opportunity"].to_pylist(), either.facts.tables["user"].to_pylist()
    assert sum(not row["account_id"] for row in deals) == either.dirt["opportunities_without_account"]
    assert either.file("Opportunity")["rows"]["unassigned"] == either.dirt["opportunities_without_account"]
    owners = [row["owner"] for row in either.facts.accounts.to_pylist() if row["owner"]]
    unknown = [owner for owner in owners if owner not in {row["user_id"] for row in users}]
    assert len(unknown) == either.dirt["accounts_of_unknown_owners"]


def test_credit_notes_are_taken_as_they_are(either: Imported) -> None:
    text = call("table", "revenue_line", "--workspace", either.folder, "--csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    notes = {row["invoice_id"] for row in rows if row["invoice_id"].startswith("GS")}
    assert len(notes) == either.dirt["credit_notes"]
    assert {row["invoice_id"] for row in rows if row["amount"].startswith("-")} == notes
    foreign = {row["invoice_id"] for row in rows if row["currency"] == "USD"}
    assert len(foreign) == either.dirt["foreign_currency_invoices"]


def test_the_footer_of_a_report_is_no_data(either: Imported) -> None:
    seen = call("inspect", either.exports.paths["key_accounts"], "--json").json
    assert seen["footer_rows"] == either.dirt["footer_lines"]
    assert seen["rejects"] == []
    listed = [row for row in either.exports.tables["key_accounts"] if row["Account ID"].startswith("001")]
    assert either.file("key_accounts")["rows"] == {
        "read": len(listed), "accepted": len(listed), "unassigned": 0, "merged": 0, "dropped": 0, "rejected": 0,
    }  # fmt: skip


def test_nothing_is_asked_and_every_file_is_known_by_its_date(either: Imported) -> None:
    assert either.report["questions"] == []
    assert {(file["known_at"], file["known_at_origin"]) for file in either.report["files"]} == {
        ("2026-11-16T00:00:00Z", "name")
    }
