"""What a person decided about a file is saved, and used for the next file of that shape."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.support.kam import Answer, call

DEALS = "Deal No;Customer;Stage;Amount;Close Date;Created Date\n"


@pytest.fixture
def kam(tmp_path: Path) -> Any:
    def run(*args: object) -> Answer:
        return call(*args, "--workspace", tmp_path / "ws")

    return run


def deals(path: Path, *rows: str) -> Path:
    path.write_text(DEALS + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def shown(kam: Any, name: str, columns: str) -> list[tuple[str, ...]]:
    rows = csv.DictReader(io.StringIO(kam("table", name, "--csv").out))
    return [tuple(row[column] for column in columns.split()) for row in rows]


def test_a_decision_is_saved_and_used_for_the_next_file_of_that_shape(kam: Any, tmp_path: Path) -> None:
    first = deals(tmp_path / "deals-2026-02-01.csv", "D1;Nord;Signed;100;03/04/2026;01/02/2026")
    assert kam("import", first).code == 2  # which is the day, which the month?
    answers = ("--answer", f"{first.name}:Close Date=dmy", "--answer", f"{first.name}:Created Date=dmy")
    assert kam("import", first, *answers, "--stage", "Signed=won").code == 0
    (saved,) = kam("mappings", "--json").json
    assert (saved["name"], saved["version"], saved["table"], saved["layout"]) == (
        "deals", 1, "opportunity", "opportunity_list",
    )  # fmt: skip
    assert saved["stages"] == {"Signed": "won"}
    second = deals(tmp_path / "deals-2026-03-01.csv", "D2;Nord;Signed;200;05/04/2026;02/02/2026")
    answer = kam("import", second, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["files"][0]["mapping"] == "deals:1"
    assert shown(kam, "opportunity", "opportunity_id status closed_on created_on") == [
        ("D1", "won", "2026-04-03", "2026-02-01"),
        ("D2", "won", "2026-04-05", "2026-02-02"),
    ]


def test_what_a_file_proves_goes_before_what_was_answered_of_an_earlier_one(kam: Any, tmp_path: Path) -> None:
    first = deals(tmp_path / "a.csv", "D1;Nord;Open;100;03/04/2026;")
    assert kam("import", first, "--answer", "a.csv:Close Date=dmy", "--known-at", "2026-01-01").code == 0
    second = deals(tmp_path / "b.csv", "D2;Nord;Open;100;03/04/2026;", "D3;Nord;Open;100;12/31/2026;")
    assert kam("import", second, "--known-at", "2026-02-01").code == 0
    assert shown(kam, "opportunity", "opportunity_id expected_close_on") == [
        ("D1", "2026-04-03"),
        ("D2", "2026-03-04"),
        ("D3", "2026-12-31"),
    ]


def test_columns_a_person_named_are_saved_and_chosen_by_name(kam: Any, tmp_path: Path) -> None:
    header = "Wer,Wann,Nr,Wieviel\n"
    first, second = tmp_path / "umsatz.csv", tmp_path / "other.csv"
    first.write_text(header + "K1,2026-01-02,R1,5.50\nK2,2026-01-03,R2,7\n")
    second.write_text("Extra," + header + "x,K1,2026-02-02,R3,1.50\ny,K2,2026-02-03,R4,2\n")
    assert kam("import", first).code == 2
    sets = ("Wer=account_id", "Wann=invoiced_on", "Nr=invoice_id", "Wieviel=amount")
    chosen = [part for pair in sets for part in ("--set", pair)]
    answer = kam("import", first, "--as", "revenue_line", *chosen)
    assert answer.code == 0, answer.err
    assert kam("import", second).code == 2  # another shape
    assert kam("import", second, "--mapping", "umsatz").code == 0
    assert [row[0] for row in shown(kam, "revenue_line", "invoice_id")] == ["R1", "R2", "R3", "R4"]
    refused = kam("import", second, "--mapping", "umsaz")
    assert (refused.code, "umsatz" in refused.err) == (2, True)


def test_another_decision_makes_another_version(kam: Any, tmp_path: Path) -> None:
    file = deals(tmp_path / "deals.csv", "D1;Nord;Signed;100;2026-04-03;")
    for status in ("won", "lost", "lost"):
        assert kam("import", file, "--stage", f"Signed={status}", "--known-at", "2026-05-01").code == 0
    assert [(m["name"], m["version"], m["stages"]) for m in kam("mappings", "--json").json] == [
        ("deals", 2, {"Signed": "lost"}),
        ("deals", 1, {"Signed": "won"}),
    ]
    assert kam("import", file, "--stage", "Signed=maybe").code == 2
    assert "deals" in kam("mappings").out


def test_no_saved_mapping_without_a_decision(kam: Any, tmp_path: Path) -> None:
    file = deals(tmp_path / "deals.csv", "D1;Nord;Won;100;2026-04-03;")
    assert kam("import", file).code == 0
    assert kam("mappings", "--json").json == []
    assert kam("import", file, "--mapping", "x").code == 2


def test_inspect_shows_what_stages_mean_and_what_a_column_may_be(tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text(
        "Deal No,Customer,Stage,Amount,Close Dte,Probabilty of it\n"
        "1,Nord,Gewonnen,5,2026-01-02,10\n2,Nord,Kein Interesse,6,2026-01-03,20\n3,Sued,Angebot,7,2026-01-04,30\n"
    )
    seen = call("inspect", file, "--json").json
    assert seen["stages"] == [
        {"stage": "Angebot", "status": "open"},
        {"stage": "Gewonnen", "status": "won"},
        {"stage": "Kein Interesse", "status": "lost"},
    ]
    columns = {column["name"]: column for column in seen["columns"]}
    assert columns["Close Dte"]["field"] == "expected_close_on"  # nearly the label, and dates
    assert 0.9 <= columns["Close Dte"]["confidence"] < 1
    assert (columns["Probabilty of it"]["field"], columns["Probabilty of it"]["suggestion"]) == (None, "probability")
