"""Layouts of a CRM and of lists: each known by its header alone, and what is made of their cells."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kam_analytics.mapping import apply, recognise
from kam_analytics.mapping.salesforce import short_id
from kam_analytics.mapping.words import deal_status, deal_type, level_of, severity
from kam_analytics.reading.types import Reading
from tests.support.salesforce import HEADERS, ROWS, TABLES

Read = Callable[..., Reading]
SHARED = Path(os.environ.get("KAM_SHARED", Path(__file__).resolve().parents[4] / "shared")) / "data" / "crm-headers"


@pytest.mark.parametrize("name", list(TABLES))
def test_a_file_is_known_by_its_header_alone(file: Read, name: str) -> None:
    found = recognise(file(HEADERS[name] + "\n"))
    assert found.mapping is not None, found.reason
    assert found.mapping.table == TABLES[name]


@pytest.mark.parametrize("name", list(TABLES))
def test_a_file_with_rows_is_taken_without_a_question(file: Read, name: str) -> None:
    found = recognise(file("\n".join([HEADERS[name], *ROWS[name]]) + "\n"))
    assert found.mapping is not None, found.reason
    assert (found.mapping.table, found.questions) == (TABLES[name], ())


@pytest.mark.parametrize("name", ["Account", "Opportunity", "Contact"])
def test_the_headers_of_a_real_export(file: Read, name: str) -> None:
    if not SHARED.is_dir():
        pytest.skip("needs ../shared")
    found = recognise(file((SHARED / f"{name}.csv").read_text("utf-8")))
    assert found.mapping is not None, found.reason
    assert (found.mapping.table, found.mapping.layout) == (name.lower(), f"salesforce_{name.lower()}")
    assert found.mapping.confidence > 0.95
    assert found.mapping.by_field("deleted") is not None


def test_names_and_addresses_of_people_are_not_taken(file: Read) -> None:
    found = recognise(file("\n".join([HEADERS["Contact"], *ROWS["Contact"]]) + "\n"))
    assert found.mapping is not None
    taken = {column.column for column in found.mapping.columns if column.field}
    assert taken == {"Id", "IsDeleted", "AccountId", "Title", "Role__c"}


def rows(file: Read, tmp_path: Path, text: str) -> list[dict[str, object]]:
    reading = file(text)
    found = recognise(reading)
    assert found.mapping is not None, found.reason
    mapped = apply(reading, found.mapping, tmp_path)
    assert not mapped.rejects
    return [row for row in pq.read_table(mapped.rows).to_pylist() if row["state"] == "ok"]


def own(file: Read, tmp_path: Path, name: str) -> list[dict[str, object]]:
    return rows(file, tmp_path, "\n".join([HEADERS[name], *ROWS[name]]) + "\n")


def test_deals(file: Read, tmp_path: Path) -> None:
    found = own(file, tmp_path, "Opportunity")
    assert [(row["status"], row["closed_on"], row["type"]) for row in found] == [
        ("won", dt.date(2025, 3, 10), "new"),
        ("lost", dt.date(2025, 8, 1), "expansion"),
        ("open", None, "renewal"),
    ]
    assert found[2]["expected_close_on"] == dt.date(2026, 2, 1)
    assert found[1]["loss_reason"] == "Price"


def test_deals_without_flags_are_read_from_their_stage(file: Read, tmp_path: Path) -> None:
    head = "Id,AccountId,Name,StageName,CloseDate\n"
    text = f"{head}1,A,x,Geschlossen und gewonnen,2025-01-02\n2,A,y,Verhandlung,2026-01-02\n"
    assert [(row["status"], row["closed_on"]) for row in rows(file, tmp_path, text)] == [
        ("won", dt.date(2025, 1, 2)),
        ("open", None),
    ]


def test_activities(file: Read, tmp_path: Path) -> None:
    (task,) = own(file, tmp_path, "Task")  # the other one has not taken place
    (event,) = own(file, tmp_path, "Event")
    assert (task["kind"], task["hours"], task["owner"]) == ("Call", 0.5, "005000000000001")
    assert (event["kind"], event["hours"], event["occurred_on"]) == ("meeting", 1.5, dt.date(2025, 5, 2))


def test_contracts_end_after_their_term(file: Read, tmp_path: Path) -> None:
    first, second = own(file, tmp_path, "Contract")
    assert (first["ends_on"], second["ends_on"]) == (dt.date(2024, 12, 31), dt.date(2027, 6, 30))
    assert (first["renewed"], second["renewed"]) == (True, False)


def test_moments_keep_their_time(file: Read, tmp_path: Path) -> None:
    found = own(file, tmp_path, "OpportunityFieldHistory")
    assert [str(row["changed_on"]) for row in found] == ["2024-12-01 08:00:00", "2024-12-01 09:30:00"]


def test_what_a_company_added_to_its_accounts(file: Read, tmp_path: Path) -> None:
    found = own(file, tmp_path, "Account")
    assert [(row["custom:ABC_Class__c"], row["custom:Fit__c"]) for row in found] == [("A", "4.5"), ("B", "2")]
    assert {name for name in found[0] if name.startswith("custom:")} == {"custom:ABC_Class__c", "custom:Fit__c"}
    text = "Kundennummer;Kundenname;Punkte;Notiz;Mail\n" + "".join(
        f"K{i};Kunde {i};1.234,5;{'lang ' * 20}{i};a{i}@b.example\n" for i in range(3)
    )
    (first, *_) = rows(file, tmp_path, text)
    assert {name: value for name, value in first.items() if name.startswith("custom:")} == {"custom:Punkte": "1234.5"}


def test_a_column_that_a_person_leaves_out_is_not_kept(file: Read) -> None:
    reading = file("\n".join([HEADERS["Account"], *ROWS["Account"]]) + "\n")
    found = recognise(reading, sets={"Fit__c": "ignore"})
    assert found.mapping is not None
    assert [c.field for c in found.mapping.columns if c.column == "Fit__c"] == [None]


def test_a_score_outside_its_scale_is_rejected(file: Read, tmp_path: Path) -> None:
    reading = file(HEADERS["ratings"] + "\nA,fit,2025-01-01,6,Eva,,\nB,fit,2025-01-01,5,Eva,,\n")
    found = recognise(reading)
    assert found.mapping is not None
    assert [(r.row, r.code) for r in apply(reading, found.mapping, tmp_path).rejects] == [(2, "mapping.bad_score")]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("0065g00000Abc12AAC", "0065g00000Abc12AAC"),  # the last three do not fit
        ("001Wj00000tQWvr", "001Wj00000tQWvr"),
        ("001000000000001AAA", "001000000000001"),
        ("001d000000AbCdEAAV", "001d000000AbCdE"),
        ("ERP-00000000000001", "ERP-00000000000001"),
    ],
)
def test_ids_of_salesforce(text: str, short: str) -> None:
    assert short_id(text) == short


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("CEO", "C"), ("Geschäftsführer", "C"), ("Managing Director", "C"), ("Vice President Sales", "VP"),
        ("SVP", "VP"),
        ("Head of Purchasing", "director"), ("Einkaufsleiterin", "director"), ("Projektleiter", "manager"),
        ("Key Account Manager", "manager"), ("Product Owner", "other"), ("Engineer", "other"), ("director", "director"),
    ],
)  # fmt: skip
def test_levels(title: str, level: str) -> None:
    assert level_of(title) == level


def test_words() -> None:
    assert [deal_status(t) for t in ("Closed Won", "Verloren", "Closed_Lost", "Proposal", "Gewonnen", None)] == [
        "won", "lost", "lost", "open", "won", None,
    ]  # fmt: skip
    assert [severity(t) for t in ("High", "1", "P2", "mittel", "Niedrig", "urgent", "who knows")] == [
        2,
        1,
        2,
        3,
        4,
        1,
        None,
    ]
    assert [deal_type(t) for t in ("New Customer", "Existing Customer - Upgrade", "Vertragsverlängerung", "Odd")] == [
        "new", "expansion", "renewal", "Odd",
    ]  # fmt: skip
