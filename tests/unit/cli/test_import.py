"""`kam import`: its JSON, its exit codes, and what it leaves alone."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from .conftest import Imported, Kam, Sample, company, invoices, write
from .shape import keys

SPLIT = keys("read accepted unassigned merged dropped rejected")


def test_every_key_of_the_design_is_there(sample: Sample) -> None:
    assert sample.answer.code == 1  # done, with rejected rows
    report = sample.answer.json
    assert keys("version changed dry_run base_currency files tables totals rejects questions") <= set(report)
    assert (report["changed"], report["dry_run"], report["base_currency"]) == (True, False, "EUR")
    for file in report["files"]:
        assert set(file) >= keys(
            "path sha256 upload known_at table layout confidence encoding delimiter decimal date_order rows amount"
        )
        assert set(file["rows"]) == SPLIT
        assert file["rows"]["read"] == sum(n for name, n in file["rows"].items() if name != "read")
        assert file["known_at"] == "2026-11-16T00:00:00Z"
        for amounts in file["amount"].values():
            assert set(amounts) == SPLIT
            assert amounts["read"] == pytest.approx(sum(n for name, n in amounts.items() if name != "read"), abs=0.006)
    assert {name: set(table) for name, table in report["tables"].items()} == dict.fromkeys(
        ("account", "product", "revenue_line"), keys("rows added updated retired pending")
    )
    assert set(report["totals"]) >= keys("accounts revenue_lines net_revenue assigned unconverted")
    assert set(report["totals"]["assigned"]) == keys("revenue_lines net_revenue")
    assert report["questions"] == []
    assert len(report["rejects"]) == 4
    for reject in report["rejects"]:
        assert set(reject) == keys("file row column value code reason hint")
        assert reject["reason"].endswith(".")
        assert len(reject["hint"]) > 20


def test_money_has_two_decimals_and_the_totals_hold_the_unassigned(sample: Sample) -> None:
    totals = sample.answer.json["totals"]
    (amount,) = (file["amount"]["EUR"] for file in sample.answer.json["files"] if file["amount"])
    assert totals["net_revenue"] == pytest.approx(amount["accepted"] + amount["unassigned"], abs=0.006)
    assert totals["assigned"]["net_revenue"] == amount["accepted"]
    assert totals["net_revenue"] == round(totals["net_revenue"], 2)
    assert totals["revenue_lines"] - totals["assigned"]["revenue_lines"] == 9


def test_rejects_hold_every_line_of_an_affected_invoice(kam: Kam, tmp_path: Path) -> None:
    rows = [
        ("1", 1, "A", "2025-01-02", "10.00"),
        ("1", 2, "A", "2025-01-02", "oops"),
        ("1", 3, "A", "2025-01-02", "30.00"),
        ("2", 1, "A", "2025-01-03", "40.00"),
        ("3", 1, "B", "2025-02-30", "50.00"),
    ]
    out = tmp_path / "rejects.csv"
    source = invoices(tmp_path / "lines.csv", rows)
    answer = kam("import", source, "--workspace", tmp_path / "ws", "--rejects", out)
    assert answer.code == 1, answer.err
    with out.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert list(found[0])[:7] == ["file", "row", "column", "value", "code", "reason", "hint"]
    assert [(r["Invoice Number"], r["Line"], r["code"] != "") for r in found] == [
        ("1", "1", False),
        ("1", "2", True),
        ("1", "3", False),
        ("3", "1", True),
    ]
    assert [(r["column"], r["value"]) for r in found if r["code"]] == [
        ("Net Amount", "oops"),
        ("Invoice Date", "2025-02-30"),
    ]
    mended = out.read_text(encoding="utf-8").replace("oops", "20.00").replace("2025-02-30", "2025-02-28")
    (tmp_path / "mended.csv").write_text(mended, encoding="utf-8", newline="")
    again = kam("import", tmp_path / "mended.csv", "--workspace", tmp_path / "ws", "--json")
    assert again.code == 0, again.err
    assert again.json["totals"]["net_revenue"] == 150
    assert again.json["totals"]["revenue_lines"] == 5


def test_the_rejects_of_the_sample_are_all_in_the_file(sample: Sample) -> None:
    with sample.rejects.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert Counter(r["code"] for r in found if r["code"]) == Counter(r["code"] for r in sample.answer.json["rejects"])


def test_a_dry_run_publishes_nothing(kam: Kam, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    answer = kam("import", *company(tmp_path), "--workspace", folder, "--dry-run", "--json")
    assert answer.code == 0, answer.err
    report = answer.json
    assert (report["dry_run"], report["changed"], report["version"]) == (True, True, None)
    assert report["totals"]["revenue_lines"] == 72
    assert kam("versions", "--workspace", folder, "--json").json == []
    assert kam("rank", "--workspace", folder).code == 2
    assert not list((folder / "incoming").iterdir())


def test_a_dry_run_says_so(kam: Kam, own: Path, tmp_path: Path) -> None:
    source = invoices(tmp_path / "more.csv", [("N1", 1, "D", "2026-01-10", "99.00")])
    before = kam("versions", "--workspace", own, "--json").json
    assert "Dry run: nothing was published" in kam("import", source, "--workspace", own, "--dry-run").err
    assert kam("versions", "--workspace", own, "--json").json == before


def test_importing_twice_changes_nothing(kam: Kam, imported: Imported) -> None:
    folder = imported.workspace
    (first,) = kam("versions", "--workspace", folder, "--json").json
    again = kam("import", *imported.files, "--workspace", folder, "--json")
    assert (again.code, again.json["changed"], again.json["version"]) == (0, False, first["version"])
    assert all(file["already_imported"] for file in again.json["files"])
    assert again.json["tables"]["revenue_line"] == {
        "rows": 72, "added": 0, "updated": 0, "retired": 0, "pending": 0,
    }  # fmt: skip
    told = kam("import", imported.files[0], "--workspace", folder)
    assert "Nothing changed" in told.err
    assert "already imported" in told.err
    assert kam("versions", "--workspace", folder, "--json").json == [first]


def test_unassigned_rows_alone_are_no_fault(kam: Kam, tmp_path: Path) -> None:
    source = invoices(tmp_path / "l.csv", [("1", 1, "A", "2025-01-02", "10.00"), ("2", 1, "", "2025-01-02", "5.00")])
    answer = kam("import", source, "--workspace", tmp_path / "ws", "--json")
    assert answer.code == 0
    assert answer.json["files"][0]["rows"]["unassigned"] == 1
    assert answer.json["totals"]["net_revenue"] == 15
    assert answer.json["totals"]["assigned"] == {"revenue_lines": 1, "net_revenue": 10}


def test_without_invoices_revenue_is_null_with_its_reason(kam: Kam, tmp_path: Path) -> None:
    answer = kam("import", company(tmp_path)[0], "--workspace", tmp_path / "ws", "--json")
    assert answer.code == 0
    totals = answer.json["totals"]
    assert totals["accounts"] == 3
    assert totals["net_revenue"] is None
    assert totals["net_revenue_reason"]
    assert answer.json["base_currency"] == "unstated"


def test_an_open_question_refuses_until_it_is_answered(kam: Kam, tmp_path: Path) -> None:
    source = invoices(tmp_path / "l.csv", [("1", 1, "A", "01/02/2025", "10.00"), ("2", 1, "A", "03/04/2025", "5.00")])
    folder = tmp_path / "ws"
    answer = kam("import", source, "--workspace", folder, "--json")
    assert answer.code == 2
    assert answer.json["changed"] is False
    (question,) = answer.json["questions"]
    assert set(question) == keys("file column question choices")
    assert (question["file"], question["column"]) == ("l.csv", "Invoice Date")
    assert {"dmy", "mdy"} <= set(question["choices"])
    assert "--answer" in answer.err
    assert kam("versions", "--workspace", folder, "--json").json == []
    answered = kam("import", source, "--workspace", folder, "--answer", "l.csv:Invoice Date=dmy", "--json")
    assert (answered.code, answered.json["files"][0]["date_order"]) == (0, "dmy")
    table = kam("table", "revenue_line", "--workspace", folder, "--json").json
    assert [row["invoiced_on"] for row in table] == ["2025-02-01", "2025-04-03"]


def test_a_refused_file_still_prints_the_report(kam: Kam, tmp_path: Path) -> None:
    good = company(tmp_path)[0]
    bad = write(tmp_path / "shapes.csv", ("colour", "shape"), [("red", "round")])
    hopeless = invoices(tmp_path / "hopeless.csv", [("1", 1, "A", "never", "x")])
    answer = kam("import", good, bad, hopeless, "--workspace", tmp_path / "ws", "--json")
    assert answer.code == 2
    report = answer.json
    assert (report["changed"], report["version"]) == (False, None)
    reasons = {file["path"]: (file["table"], bool(file.get("reason"))) for file in report["files"]}
    assert reasons["shapes.csv"] == (None, True)
    assert reasons["hopeless.csv"] == (None, True)
    assert reasons["accounts-2026-01-05.csv"] == ("account", False)
    assert "2 files cannot be taken" in answer.err
    assert kam("versions", "--workspace", tmp_path / "ws", "--json").json == []


def test_table_columns_and_date_can_be_told(kam: Kam, tmp_path: Path) -> None:
    source = write(tmp_path / "odd.csv", ("Wer", "Wie"), [("A", "Ada"), ("B", "Bolt")])
    answer = kam(
        "import", source, "--workspace", tmp_path / "ws", "--as", "account", "--set", "Wer=account_id",
        "--set", "Wie=name", "--known-at", "2025-03-04", "--yes", "--json",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    (file,) = answer.json["files"]
    assert (file["table"], file["known_at"], file["rows"]["accepted"]) == ("account", "2025-03-04T00:00:00Z", 2)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["missing.csv"], "no file “missing.csv”"),
        (["a.csv", "--set", "Wer"], "COLUMN=FIELD"),
        (["a.csv", "--answer", "=x"], "FILE:COLUMN=VALUE"),
        (["a.csv", "--known-at", "yesterday"], "YYYY-MM-DD"),
        (["a.csv", "--as", "nonsense"], "nonsense"),
        (["a.csv", "--set", "Nope=name"], "Nope"),
        (["a.csv", "--set", "Account ID=nope"], "nope"),
    ],
)
def test_bad_arguments_are_refused_with_a_sentence(
    kam: Kam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.csv", ("Account ID", "Account Name"), [("A", "Ada")])
    answer = kam("import", *args, "--workspace", tmp_path / "ws")
    assert answer.code == 2
    assert says in answer.err
    assert "Traceback" not in answer.err
    assert kam("versions", "--workspace", tmp_path / "ws", "--json").json == []


def test_messages_go_to_stderr_and_say_how_rows_add_up(imported: Imported) -> None:
    answer = imported.answer
    assert (answer.code, answer.out) == (0, "")
    assert "read 72 = accepted 72 + unassigned 0 + merged 0 + dropped 0 + rejected 0" in answer.err
    assert "is published: 3 accounts, 72 revenue lines, net revenue 16,188.00" in answer.err


def test_the_author_is_the_user_named_in_the_environment(
    kam: Kam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAM_USER", "ann")
    monkeypatch.setenv("KAM_WORKSPACE", str(tmp_path / "ws"))
    assert kam("import", company(tmp_path)[0]).code == 0
    assert kam("versions", "--json").json[0]["author"] == "ann"


def test_a_file_that_ends_where_exports_are_cut_is_pointed_out(kam: Kam, tmp_path: Path) -> None:
    rows = [(f"{i}", 1, "A", "2025-01-15", "1.00") for i in range(2000)]
    report = kam("import", invoices(tmp_path / "cut.csv", rows), "--workspace", tmp_path / "a", "--json").json
    assert "2,000 rows" in report["files"][0]["warning"]
    whole = kam("import", invoices(tmp_path / "whole.csv", rows[:-1]), "--workspace", tmp_path / "b", "--json").json
    assert "warning" not in whole["files"][0]


def test_money_outside_the_figures_is_named(kam: Kam, tmp_path: Path) -> None:
    header = ("Invoice Number", "Line", "Account ID", "Invoice Date", "Net Amount", "Currency")
    rows = [("1", 1, "A", "2025-01-15", "100.00", "EUR"), ("2", 1, "A", "2025-01-16", "50.00", "EUR")]
    rows += [("3", 1, "B", "2025-01-17", "70.00", "USD"), ("4", 1, "B", "2025-01-18", "5.00", "")]
    answer = kam("import", write(tmp_path / "two.csv", header, rows), "--workspace", tmp_path / "ws")
    assert "70.00 USD is outside every money figure" in answer.err
    assert "5.00 without a currency is taken to be EUR" in answer.err
    assert "155.00 EUR" in answer.err


def test_a_folder_and_a_header_without_rows_say_what_they_are(kam: Kam, tmp_path: Path) -> None:
    assert "is a folder" in kam("import", tmp_path, "--workspace", tmp_path / "ws").err
    bare = write(tmp_path / "bare.csv", ("Account ID", "Account Name"), [])
    assert "has a header and no rows" in kam("import", bare, "--workspace", tmp_path / "ws").err
