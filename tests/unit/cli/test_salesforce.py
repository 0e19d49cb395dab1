"""A small weekly export of Salesforce beside an ERP's invoices, imported, looked at and undone with `kam`."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from kam_analytics.pipeline import Analytics
from tests.support.kam import Answer, Kam, call
from tests.support.salesforce import ADA, BOLT, HEADERS, OLD, ROWS, TABLES, export, write


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    folder = tmp_path_factory.mktemp("salesforce")
    answer = call("import", *export(folder), "--workspace", folder / "ws", "--json")
    assert answer.code == 0, answer.err
    return folder / "ws", answer


def shown(kam: Kam, workspace: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(kam("table", name, "--workspace", workspace, "--csv").out)))


def test_every_file_becomes_its_table(imported: tuple[Path, Answer]) -> None:
    report = imported[1].json
    assert [file["table"] for file in report["files"]] == list(TABLES.values())
    assert not report["questions"]
    assert not report["rejects"]
    assert {name: change["rows"] for name, change in report["tables"].items()} == {
        "account": 3, "account_alias": 1, "activity": 2, "case": 2, "contact": 2, "contract": 2, "fx_rate": 2,
        "key_account": 2, "opportunity": 3, "opportunity_event": 2, "opportunity_line": 1, "rating": 1,
        "revenue_line": 5, "survey": 2, "target": 2, "user": 1,
    }  # fmt: skip
    assert report["totals"]["accounts"] == 3


def test_other_ids_lead_to_the_account(imported: tuple[Path, Answer]) -> None:
    analytics = Analytics.open(imported[0])
    view = analytics.store.visible()
    assert view.aliases.to_pylist() == [
        {"external_id": external, "account_id": account}
        for external, account in ((OLD, ADA), ("9001", BOLT), ("K-1", ADA), ("K-2", BOLT))
    ]
    assert view.accounts["account_id"].to_pylist() == [ADA, BOLT, "K-9"]
    assert view.derived == ("K-9",)
    features = analytics.scope().features
    assert dict(zip(features["account_id"], features["revenue_lifetime"], strict=True)) == {
        ADA: 110,
        BOLT: 75,
        "K-9": 1,
    }
    parents = analytics.scope(level="parent").features
    assert dict(zip(parents["account_id"], parents["revenue_lifetime"], strict=True)) == {ADA: 185, "K-9": 1}
    assert analytics.portfolio_months()["accounts"].max() == 2
    assert view.labels["owner"].to_pylist() == ["Eva Kam", "Eva Kam", None]


def test_rows_name_the_account_itself(imported: tuple[Path, Answer]) -> None:
    tables = Analytics.open(imported[0]).store.visible().tables
    for name in ("opportunity", "activity", "contract", "survey", "case", "rating", "key_account", "contact"):
        assert set(tables[name]["account_id"].to_pylist()) <= {ADA, BOLT}, name
    assert tables["target"]["id"].to_pylist() == [ADA, None]


def test_own_fields_of_accounts(imported: tuple[Path, Answer], kam: Kam) -> None:
    view = Analytics.open(imported[0]).store.visible()
    assert view.custom.to_pylist() == [
        {"account_id": account, "field": f"custom:{field}", "value": value}
        for account, field, value in (
            (ADA, "ABC_Class__c", "A"), (ADA, "Fit__c", "4.5"), (BOLT, "ABC_Class__c", "B"), (BOLT, "Fit__c", "2"),
        )
    ]  # fmt: skip
    assert Analytics.open(imported[0]).store.visible(as_of=dt.date(2025, 5, 31)).custom.num_rows == 0
    assert [row["custom:Fit__c"] for row in shown(kam, imported[0], "account")] == ["4.5", "2", ""]


def test_tables_with_keys_of_several_columns(imported: tuple[Path, Answer], kam: Kam) -> None:
    rows = shown(kam, imported[0], "opportunity_event")
    assert [(row["changed_on"], row["field"], row["new"]) for row in rows] == [
        ("2024-12-01 08:00:00", "StageName", "Proposal"),
        ("2024-12-01 09:30:00", "StageName", "Negotiation"),
    ]
    assert [(row["level"], row["id"], row["period"]) for row in shown(kam, imported[0], "target")] == [
        ("account", "K-1", "2026"),
        ("company", "", "2026"),
    ]


def test_a_conflict_names_its_whole_key(kam: Kam, tmp_path: Path) -> None:
    file = write(tmp_path / "rates.csv", "rates", ["USD,2025-11,0.92", "USD,2025-11,0.95", "CHF,2025-11,1.05"])
    answer = kam("import", file, "--workspace", tmp_path / "ws", "--json")
    assert answer.code == 1
    assert {(r["code"], r["value"]) for r in answer.json["rejects"]} == {("store.key_conflict", "USD / 2025-11-01")}


def test_a_record_that_a_later_export_calls_deleted_goes(kam: Kam, tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    invoices = export(tmp_path, "2025-06-30", ["invoices"])
    assert kam("import", *export(tmp_path, "2025-01-05", ["Account"]), *invoices, "--workspace", workspace).code == 0
    later = [row.replace(f"{BOLT}AAA,0,", f"{BOLT}AAA,1,") for row in ROWS["Account"]]
    file = write(tmp_path / "Account-2025-07-05.csv", "Account", later)
    answer = kam("import", file, "--workspace", workspace, "--json")
    assert answer.json["files"][0]["rows"]["dropped"] == 3
    assert BOLT not in {row["account_id"] for row in shown(kam, workspace, "account") if row["name"]}
    store = Analytics.open(workspace).store
    assert "Bolt AG" not in store.visible().labels["name"].to_pylist()
    assert BOLT in store.visible().derived, "its money stays where it was"
    assert "Machinery" in store.visible(as_of=dt.date(2025, 3, 31)).accounts["industry"].to_pylist()


def test_an_id_is_decided_and_undone(kam: Kam, tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    only = [name for name in HEADERS if name in {"Account", "invoices"}]
    files = export(tmp_path / "more", only=only)
    assert kam("import", *files, "--workspace", workspace).code == 0
    (first, *rest) = kam("alias", "list", "--workspace", workspace, "--json").json
    assert (first["account_id"], first["lines"], first["amount"]) == ("9001", 1, 25.0)
    assert [row["account_id"] for row in rest] == ["K-9"]
    answer = kam("alias", "set", "9001", BOLT, "--workspace", workspace)
    assert answer.code == 0, answer.err
    assert [row["account_id"] for row in kam("alias", "list", "--workspace", workspace, "--json").json] == ["K-9"]
    explained = kam("rank", "--explain", "9001", "--workspace", workspace, "--json").json["accounts"]
    assert [row["account_id"] for row in explained] == [BOLT], "its customer number leads to it"
    assert kam("undo", "--yes", "--workspace", workspace).code == 0
    assert len(kam("alias", "list", "--workspace", workspace, "--json").json) == 2
    assert kam("alias", "set", "9001", "nobody", "--workspace", workspace).code != 0


def test_a_suggestion_for_an_id_that_reads_like_another(kam: Kam, tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    accounts = [row.replace(",K-1,", ",K-00417,") for row in ROWS["Account"]]
    files = [
        write(tmp_path / "Account.csv", "Account", accounts),
        write(
            tmp_path / "invoices.csv", "invoices", ["1,1,417,2025-01-05,P,1,7.00", "2,1,bolt-ag,2025-01-05,P,1,5.00"]
        ),
    ]
    assert kam("import", *files, "--known-at", "2025-02-01", "--workspace", workspace).code == 0
    assert [
        (row["account_id"], row["suggestion"], row["suggestion_name"], row["because"])
        for row in kam("alias", "list", "--workspace", workspace, "--json").json
    ] == [("417", ADA, "Ada Ltd", "number"), ("bolt-ag", BOLT, "Bolt AG", "name")]


def test_an_id_that_is_the_name_of_an_account_is_that_account(kam: Kam, tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    files = [
        write(tmp_path / "Account.csv", "Account", ROWS["Account"]),
        write(tmp_path / "invoices.csv", "invoices", ["1,1,BOLT  ag,2025-01-05,P,1,5.00"]),
    ]
    assert kam("import", *files, "--known-at", "2025-02-01", "--workspace", workspace).code == 0
    assert kam("alias", "list", "--workspace", workspace, "--json").json == []


def test_a_number_that_two_accounts_share_says_nothing(kam: Kam, tmp_path: Path) -> None:
    accounts = [row.replace(",K-2,", ",K-1,") for row in ROWS["Account"]]
    files = [
        write(tmp_path / "Account.csv", "Account", accounts),
        write(tmp_path / "invoices.csv", "invoices", ["1,1,K-1,2025-01-05,P,1,7.00"]),
    ]
    assert kam("import", *files, "--known-at", "2025-02-01", "--workspace", tmp_path / "ws").code == 0
    (row,) = kam("alias", "list", "--workspace", tmp_path / "ws", "--json").json
    assert (row["account_id"], row["suggestion"]) == ("K-1", None)
