"""Exports of one vendor, imported together by the real command: what their rows become."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.support.kam import Answer, call
from tests.support.vendor_files import FILES, TABLES, write

Rows = list[tuple[str, ...]]
NORD, SUED = "Nordlicht Pumpen", "Südwerk"


@pytest.fixture
def vendor(tmp_path: Path) -> Callable[..., Answer]:
    """Import files of a vendor into a workspace of their own; the import must take every file."""

    def run(*names: str, code: int = 0) -> Answer:
        paths = [write(tmp_path, name) for name in names]
        answer = call("import", *paths, "--workspace", tmp_path / "ws", "--known-at", "2026-12-31", "--json")
        assert answer.code == code, answer.err
        found = {Path(file["path"]).stem: (file["table"], file["layout"]) for file in answer.json["files"]}
        assert found == {name: (TABLES[name], name.removesuffix("_german")) for name in names}
        return answer

    return run


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str, str], Rows]:
    def show(name: str, columns: str) -> Rows:
        text = call("table", name, "--workspace", tmp_path / "ws", "--csv").out
        return [tuple(row[column] for column in columns.split()) for row in csv.DictReader(io.StringIO(text))]

    return show


def test_every_file_is_used_in_some_test() -> None:
    text = Path(__file__).read_text("utf-8")
    assert not [name for name in FILES if f'"{name}"' not in text]
    assert FILES.keys() == TABLES.keys()


DEAL = "opportunity_id account_id stage status amount currency closed_on"


def test_salesforce_reports(vendor: Any, table: Any) -> None:
    vendor("salesforce_report_account", "salesforce_report_opportunity", "salesforce_report_contact")
    assert table("account", "account_id name region owner company_turnover") == [
        ("001Wj00000tQWvr", "Nordlicht Pumpen, Inc.", "Bavaria", "Mia Falk", "1250000.0000"),
        ("001Wj00000tQWvs", "Südwerk GmbH & Co. KG", "Hesse", "Mia Falk", ""),
    ]
    n, s = "Nordlicht Pumpen, Inc.", "Südwerk GmbH & Co. KG"
    assert table("opportunity", DEAL) == [
        (f"{n} / Line 4", n, "Closed Won", "won", "120000.5000", "EUR", "2026-01-15"),
        (f"{s} / Retrofit", s, "Closed Lost", "lost", "8000.0000", "USD", "2026-02-28"),
        (f"{s} / Spare parts", s, "Negotiation/Review", "open", "500.0000", "EUR", ""),
    ]
    contacts = table("contact", "contact_id account_id title level")
    assert sorted(row[1:] for row in contacts) == [(NORD, "CFO", "C"), (SUED, "Buyer", "other")]
    assert not any("stein" in cell.casefold() for row in contacts for cell in row)  # no names of people


def test_a_german_salesforce_report(vendor: Any, table: Any) -> None:
    vendor("salesforce_report_opportunity_german")
    n, s = "Nordlicht Pumpen AG", "Südwerk GmbH"
    assert table("opportunity", DEAL) == [
        (f"{n} / Linie 4", n, "Geschlossen und gewonnen", "won", "120000.5000", "EUR", "2026-01-15"),
        (f"{s} / Ersatzteile", s, "Verhandlung", "open", "500.0000", "CHF", ""),
        (f"{s} / Umbau", s, "Geschlossen/verloren", "lost", "8000.0000", "EUR", "2026-02-28"),
    ]


def test_hubspot(vendor: Any, table: Any) -> None:
    report = vendor("hubspot_company", "hubspot_deal", "hubspot_contact", "hubspot_ticket", code=1).json
    assert [(r["row"], r["value"], r["code"]) for r in report["rejects"]] == [
        (4, "missing amount", "mapping.bad_number")
    ]
    assert table("account", "account_id name country employees created_on") == [
        ("9002", NORD, "Germany", "250", "2024-03-01"),
        ("9999", SUED, "Germany", "", "2025-07-15"),
    ]
    assert table("opportunity", DEAL) == [
        ("501", "9002", "Closed Won", "won", "125000.0000", "USD", "2026-01-15"),
        ("502", "9999", "Closed Lost", "lost", "8000.5000", "USD", "2026-02-28"),
        ("504", "", "Decision Maker Bought-In", "open", "500.0000", "USD", ""),
        ("505", "9002", "Qualified To Buy", "open", "750.0000", "USD", ""),
    ]
    assert table("contact", "contact_id account_id level") == [("71", "9002", "C"), ("72", "9999", "director")]
    assert table("case", "case_id account_id opened_on closed_on severity") == [
        ("61", "9002", "2026-01-02", "2026-01-09", "2"),
        ("62", "9999", "2026-02-02", "", "4"),
    ]


def test_dynamics(vendor: Any, table: Any, tmp_path: Path) -> None:
    vendor("dynamics_account", "dynamics_opportunity", "dynamics_contact", "dynamics_invoice")
    guid = "7b1c0c58-0a51-4a0e-9a53-2d1f0a6c000"
    assert table("account", "account_id name type employees company_turnover") == [
        (f"{guid}1", NORD, "Customer", "250", "1250000.0000"),
        (f"{guid}2", SUED, "Prospect", "80", ""),
    ]
    assert table("opportunity", f"name {DEAL.partition(' ')[2]} created_on expected_close_on") == [
        ("Line 4", NORD, "Close", "won", "118000.0000", "EUR", "2026-01-15", "2025-09-01", "2026-01-15"),
        ("Retrofit", SUED, "Propose", "lost", "8000.0000", "EUR", "2026-02-28", "2025-10-02", "2026-02-28"),
        ("Spare parts", "SÜDWERK", "Develop", "open", "500.0000", "EUR", "", "2026-01-05", "2026-11-30"),
    ]
    assert table("contact", "contact_id account_id level active") == [
        ("c-1", NORD, "C", "true"),
        ("c-2", SUED, "manager", "false"),
    ]
    assert table("revenue_line", "invoice_id account_id invoiced_on amount currency") == [
        ("INV-0001", NORD, "2026-06-22", "1000.0000", "EUR")
    ]
    assert call("alias", "list", "--workspace", tmp_path / "ws", "--json").json == []  # names are accounts


def test_pipedrive(vendor: Any, table: Any) -> None:
    vendor("pipedrive_organization", "pipedrive_deal", "pipedrive_person", "pipedrive_activity")
    assert table("account", "account_id name industry employees created_on") == [
        ("11", NORD, "Machinery", "250", "2024-03-01"),
        ("12", SUED, "", "80", "2025-07-15"),
    ]
    assert table("opportunity", f"{DEAL} expected_close_on loss_reason") == [
        ("1", "11", "Negotiation", "won", "120000.5000", "EUR", "2026-01-15", "2026-01-20", ""),
        ("2", "12", "Proposal Made", "lost", "8000.0000", "USD", "2026-02-28", "2026-03-01", "Price"),
        ("3", "12", "Negotiation", "open", "500.0000", "EUR", "", "2026-11-30", ""),
    ]
    assert table("contact", "contact_id account_id level") == [("31", "11", "VP"), ("32", "12", "")]
    assert table("activity", "activity_id account_id occurred_on kind") == [("91", "11", "2026-01-12", "Call")]


def test_zoho(vendor: Any, table: Any) -> None:
    vendor(
        "zoho_account", "zoho_deal", "zoho_call", "zoho_task", "zoho_event", "zoho_case", "zoho_user", "zoho_invoice"
    )
    assert table("account", "account_id name parent_account_id type country") == [
        ("400001", NORD, "", "Customer", "Germany"),
        ("400002", SUED, "400001", "Prospect", "Germany"),
    ]
    assert table("opportunity", DEAL) == [
        ("500001", "400001", "Closed Won", "won", "120000.5000", "EUR", "2026-01-15"),
        ("500002", "400002", "Closed-Lost to Competition", "lost", "8000.0000", "EUR", "2026-02-28"),
        ("500003", "400002", "Negotiation/Review", "open", "500.0000", "EUR", ""),
    ]
    assert table("activity", "activity_id account_id occurred_on kind hours") == [
        ("801", "400001", "2026-01-12", "call", "0.5"),
        ("811", "400001", "2026-01-14", "task", ""),
        ("821", "400002", "2026-02-01", "meeting", ""),
    ]
    assert table("case", "case_id account_id opened_on severity") == [("851", "400001", "2026-01-02", "2")]
    assert table("user", "user_id name role active") == [("1", "Mia Falk", "Manager", "true")]
    assert table("revenue_line", "invoice_id account_id invoiced_on amount currency") == [
        ("INV-1", "400001", "2026-06-22", "900.0000", "EUR"),
        ("INV-2", "400002", "2026-07-03", "50.0000", "EUR"),
    ]


def test_zoho_analytics_and_bigin(vendor: Any, table: Any) -> None:
    vendor("zoho_potential", "bigin_deal")
    assert table("opportunity", f"{DEAL} created_on") == [
        ("71", "61", "Closed Won", "won", "120000.5000", "", "2026-01-15", "2025-09-01"),
        ("72", "62", "Qualification", "open", "8000.0000", "", "", "2025-09-02"),
        ("Lewis, James / 2021-04-15", "", "Closed Won", "won", "22700.0000", "USD", "2021-04-16", "2021-04-15"),
        ("Moore, Ann / 2021-05-02", "", "Needs Analysis", "open", "1050.0000", "USD", "", "2021-05-02"),
    ]


def test_the_crm_sample_with_names_as_keys(vendor: Any, table: Any) -> None:
    vendor("maven_account", "maven_pipeline", "maven_product", "maven_team")
    assert table("account", "account_id name parent_account_id industry company_turnover") == [
        ("Cancity", "Cancity", "", "retail", "718.6200"),
        ("Isdom", "Isdom", "Cancity", "medical", "3178.2400"),
    ]
    assert table("opportunity", f"{DEAL} product_family owner") == [
        ("1C1I7A6R", "Cancity", "Won", "won", "1054.0000", "", "2017-03-01", "GTX Plus Basic", "Moses Frase"),
        ("EC4QE1BX", "cancity", "Engaging", "open", "", "", "", "MG Special", "Darcel S"),
        ("MV1LWRNH", "", "Prospecting", "open", "", "", "", "GTX Basic", "Moses Frase"),
        ("Z063OYW0", "Isdom", "Lost", "lost", "0.0000", "", "2017-03-11", "GTXPro", "Darcel S"),
    ]
    assert table("product", "product_id name family list_price") == [
        ("GTX Basic", "GTX Basic", "GTX", "550.0000"),
        ("MG Special", "MG Special", "MG", "55.0000"),
    ]
    assert table("user", "user_id name unit") == [
        ("Darcel S", "Darcel S", "East"),
        ("Moses Frase", "Moses Frase", "Central"),
    ]


def test_datev(vendor: Any, table: Any) -> None:
    report = vendor("datev_accounts", "datev_bookings").json
    assert [file["rows"]["dropped"] for file in report["files"]] == [1, 3]
    assert "VAT" in report["files"][1]["notes"][0]
    assert table("account", "account_id name account_number") == [
        ("10000", "Nordlicht Pumpen AG", "K-1"),
        ("10001", "Eva Stein", ""),
    ]
    assert table("revenue_line", "invoice_id account_id invoiced_on amount currency") == [
        ("GS201607-001", "10000", "2026-07-01", "-119.0000", "EUR"),
        ("RE201606-135", "10000", "2026-06-22", "5950.0000", "EUR"),
        ("RE201607-136", "10001", "2026-07-03", "1190.0000", "CHF"),
    ]


def test_a_list_of_deals_from_anywhere(vendor: Any, table: Any) -> None:
    vendor("opportunity_list")
    assert table("opportunity", f"{DEAL} probability") == [
        (f"{NORD} / Linie 4", NORD, "Auftrag erhalten", "won", "120000.5000", "EUR", "2026-01-15", "100.0"),
        (f"{SUED} / Ersatzteile", SUED, "Angebot", "open", "500.0000", "EUR", "", "60.0"),
        (f"{SUED} / Umbau", SUED, "Verloren", "lost", "8000.0000", "EUR", "2026-02-28", "0.0"),
    ]


QUOTES = "Record Id,Quote Owner,Quote Number,Subject,Quote Stage,Valid Until,Account Name,Sub Total,Tax,Grand Total\n"
ORDERS = "Record Id,Sales Order Owner,SO Number,Subject,Due Date,Status,Account Name,Sub Total,Tax,Grand Total\n"


def _unused(folder: Path) -> Sequence[Path]:
    quotes, orders = folder / "Quotes.csv", folder / "Sales_Orders.csv"
    quotes.write_text(QUOTES + "zcrm_1,Mia,Q-1,Pumps,Draft,2026-12-31,Nord,100,19,119\n")
    orders.write_text(ORDERS + "zcrm_2,Mia,SO-1,Pumps,2026-12-31,Created,Nord,100,19,119\n")
    return quotes, orders


def test_quotes_and_orders_are_named_as_not_used_and_stop_nothing(table: Any, tmp_path: Path) -> None:
    files = [write(tmp_path, "zoho_account"), *_unused(tmp_path)]
    answer = call("import", *files, "--workspace", tmp_path / "ws", "--json")
    assert answer.code == 0, answer.err
    found = {file["path"]: file for file in answer.json["files"]}
    for name, what in (("Quotes.csv", "quote"), ("Sales_Orders.csv", "sales_order")):
        assert (found[name]["table"], found[name]["unused"], found[name]["rows"]) == (None, what, None)
        assert "not used" in found[name]["reason"]
    assert len(table("account", "account_id")) == 2
    assert table("revenue_line", "invoice_id") == []


def test_an_import_of_nothing_but_quotes_is_refused(tmp_path: Path) -> None:
    answer = call("import", *_unused(tmp_path), "--workspace", tmp_path / "ws")
    assert answer.code == 2
    assert "quotes, and they are not used" in answer.err
