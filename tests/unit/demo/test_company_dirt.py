"""The planted dirt is in the files in the numbers that are said, and nothing else is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from kam_analytics.demo import DIRT, REGIMES, dirt_of
from kam_analytics.demo.ids import EMPTY, long_id
from tests.support.exports import Exports, show, sound

INVOICE_KEY = ("Rechnungsnummer", "Position")


def _invoices(exports: Exports) -> list[dict[str, str]]:
    """Lines that are whole."""
    return [row for row in exports.tables.get("Rechnungen", []) if row["Währung"] is not None]


def _unmatched(exports: Exports) -> set[str]:
    known = {row["AccountNumber"] for row in exports.tables["Account"]}
    return {row["Kundennummer"] for row in _invoices(exports)} - known - {""}


def _found(exports: Exports) -> dict[str, int]:
    tables, invoices = exports.tables, _invoices(exports)
    accounts = tables["Account"]
    users = {row["Id"] for row in tables["User"]}
    own = {row["Id"]: row for row in accounts if row["MasterRecordId"] == EMPTY}
    documents = {row["Rechnungsnummer"]: row["Währung"] for row in invoices}
    bad = [row for row in invoices if not sound(row)]
    money = [row for row in bad if not row["Nettobetrag"].lstrip("-")[:1].isdigit()]
    return {
        "unmatched_customers": len(_unmatched(exports)),
        "near_numbers": len(_unmatched(exports) & set(exports.truth["numbers"]["near"])),
        "merged_accounts": sum(row["MasterRecordId"] != EMPTY for row in accounts),
        "deleted_accounts": sum(row["IsDeleted"] == "1" and row["MasterRecordId"] == EMPTY for row in own.values()),
        "deleted_contacts": len({row["Id"] for row in tables["Contact"] if row["IsDeleted"] == "1"}),
        "deleted_opportunities": len({row["Id"] for row in tables["Opportunity"] if row["IsDeleted"] == "1"}),
        "repeated_accounts": _repeated(accounts, "Id"),
        "repeated_contacts": _repeated(tables["Contact"], "Id"),
        "repeated_opportunities": _repeated(tables["Opportunity"], "Id"),
        "repeated_invoice_lines": _repeated(invoices, *INVOICE_KEY),
        "accounts_of_unknown_owners": sum(row["OwnerId"] not in users for row in own.values()),
        "opportunities_without_account": len({r["Id"] for r in tables["Opportunity"] if r["AccountId"] == EMPTY}),
        "bad_invoice_dates": len(bad) - len(money),
        "bad_invoice_amounts": len(money),
        "lines_without_customer": sum(not row["Kundennummer"] for row in invoices),
        "broken_invoice_lines": sum(row["Währung"] is None for row in tables.get("Rechnungen", [])),
        "credit_notes": sum(number.startswith("GS") for number in documents),
        "foreign_currency_invoices": sum(currency != "EUR" for currency in documents.values()),
        "footer_lines": sum(not row["Account ID"].startswith("001") for row in tables["key_accounts"]),
    }


def _repeated(rows: list[dict[str, str]], *key: str) -> int:
    """Rows too many; each of them has the same content as the first one of its key."""
    contents: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for row in rows:
        contents.setdefault(tuple(row[column] for column in key), set()).add(tuple(row.values()))
    assert all(len(same) == 1 for same in contents.values())
    return len(rows) - len(contents)


@pytest.mark.parametrize("regime", ["default", "few_accounts", "crm_only", "null"])
def test_dirt_is_there_in_the_numbers_that_are_said(written: Callable[..., Exports], regime: str) -> None:
    exports = written(regime)
    found = _found(exports)
    show(found)
    assert found == dirt_of(REGIMES[regime])
    assert exports.truth["dirt"] == found


def test_the_public_numbers_are_those_of_the_whole_company(company: Exports) -> None:
    assert _found(company) == dict(DIRT)
    numbers = {row["Kundennummer"] for row in _invoices(company)} - {""}
    assert 0.045 < len(_unmatched(company)) / len(numbers) < 0.055


def test_credit_notes_are_negative_and_nothing_else_is(company: Exports) -> None:
    for row in _invoices(company):
        if sound(row):
            assert row["Nettobetrag"].startswith("-") == row["Rechnungsnummer"].startswith("GS")


def test_an_invoice_has_one_customer_and_one_date(company: Exports) -> None:
    heads = {(row["Rechnungsnummer"], row["Kundennummer"], row["Rechnungsdatum"]) for row in _invoices(company)}
    assert len(heads) == len({row["Rechnungsnummer"] for row in _invoices(company)})


@pytest.mark.parametrize("regime", ["default", "few_accounts"])
def test_references_lead_somewhere(written: Callable[..., Exports], regime: str) -> None:
    tables = written(regime).tables
    ids = {name: {row["Id"] for row in tables[name]} for name in ("Account", "Contact", "Opportunity", "User")}
    nobody = {row["OwnerId"] for row in tables["Account"]} - ids["User"]
    assert len(nobody) == 1
    for table, column, target in (
        ("Account", "ParentId", "Account"),
        ("Account", "MasterRecordId", "Account"),
        ("Opportunity", "AccountId", "Account"),
        ("OpportunityFieldHistory", "OpportunityId", "Opportunity"),
        ("OpportunityLineItem", "OpportunityId", "Opportunity"),
        ("Contact", "AccountId", "Account"),
        ("Task", "WhoId", "Contact"),
        ("Task", "AccountId", "Account"),
        ("Event", "WhoId", "Contact"),
        ("Event", "AccountId", "Account"),
        ("Contract", "AccountId", "Account"),
        ("Case", "ContactId", "Contact"),
        ("Case", "AccountId", "Account"),
        ("nps", "Account ID", "Account"),
        ("nps", "Contact ID", "Contact"),
    ):
        assert {row[column] for row in tables[table]} <= ids[target] | {EMPTY}, (table, column)
    for table in ("Account", "Opportunity", "Contact", "Task", "Event", "Contract", "Case"):
        assert {row["OwnerId"] for row in tables[table]} <= ids["User"] | nobody, table
    articles = {row["Artikelnummer"] for row in tables["Artikel"]}
    assert {row["ProductCode"] for row in tables["OpportunityLineItem"]} <= articles
    assert {row["Artikelnummer"] for row in tables["Rechnungen"]} - {None} <= articles
    assert {row["Owner ID"] for row in tables["targets"]} - {""} <= ids["User"]


def test_ids_are_of_their_kind_and_there_once(company: Exports) -> None:
    for name, prefix in (("Task", "00T"), ("Event", "00U"), ("OpportunityFieldHistory", "017"), ("Case", "500")):
        ids = Counter(row["Id"] for row in company.tables[name])
        assert max(ids.values()) == 1
        assert all(len(text) == 18 and text.startswith(prefix) and long_id(text[:15]) == text for text in ids)


def test_history_ends_where_the_opportunity_stands(company: Exports) -> None:
    last: dict[tuple[str, str], str] = {}
    for row in company.tables["OpportunityFieldHistory"]:
        key = (row["OpportunityId"], row["Field"])
        assert row["OldValue"] == last.get(key, row["OldValue"])
        last[key] = row["NewValue"]
    for row in company.tables["Opportunity"]:
        assert row["StageName"] == last.get((row["Id"], "StageName"), "Prospecting")
        assert row["CloseDate"] == last.get((row["Id"], "CloseDate"), row["CloseDate"])


def test_lines_of_an_opportunity_sum_to_its_amount(company: Exports) -> None:
    sums: Counter[str] = Counter()
    for row in company.tables["OpportunityLineItem"]:
        sums[row["OpportunityId"]] += round(float(row["TotalPrice"]) * 100)
    for row in company.tables["Opportunity"]:
        assert (row["HasOpportunityLineItem"] == "1") == (row["Id"] in sums)
        assert sums[row["Id"]] in (0, round(float(row["Amount"]) * 100))
