"""Real exports come in unedited, add up, and come in only once."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
from pathlib import Path
from typing import Any

import pytest

from tests.support.kam import Kam
from tests.support.workspaces import REAL

pytestmark = pytest.mark.shared


def test_northwind_gives_its_known_totals(northwind: tuple[Path, Any]) -> None:
    _, report = northwind
    assert report["changed"] is True
    assert report["totals"]["accounts"] == 91
    assert report["totals"]["revenue_lines"] == 2155
    assert report["totals"]["net_revenue"] == 1265793.04
    assert report["base_currency"] == "unstated"
    assert report["rejects"] == []
    halves = {file["path"]: (file["table"], file["half"]) for file in report["files"]}
    assert halves["Orders.csv"] == ("revenue_line", "header")
    assert halves["Order_Details.csv"] == ("revenue_line", "line")
    assert {halves[name][0] for name in ("Customers.csv", "Products.csv", "Categories.csv")} == {
        "account",
        "product",
        "product_family",
    }


def test_importing_again_changes_nothing(kam: Kam, northwind: tuple[Path, Any], northwind_files: list[Path]) -> None:
    folder, first = northwind
    again = kam("import", *northwind_files, "--workspace", folder, "--json").json
    assert again["changed"] is False
    assert again["version"] == first["version"]
    assert len(kam("versions", "--workspace", folder, "--json").json) == 1


def test_every_file_reconciles_in_rows_and_money(northwind: tuple[Path, Any], retail: tuple[Path, Any]) -> None:
    for _, report in (northwind, retail):
        for file in report["files"]:
            for split in (file["rows"], *file["amount"].values()):
                parts = sum(value for name, value in split.items() if name != "read")
                assert parts == pytest.approx(split["read"], abs=0.005)


def test_online_retail_gives_its_known_totals(retail: tuple[Path, Any]) -> None:
    _, report = retail
    rows = report["files"][0]["rows"]
    (amount,) = report["files"][0]["amount"].values()
    assert (rows["read"], rows["unassigned"], rows["rejected"]) == (541909, 135080, 0)
    assert (amount["read"], amount["unassigned"]) == (9747747.93, 1447682.12)
    assert report["totals"]["accounts"] == 4372
    assert report["totals"]["net_revenue"] == 9747747.93


def test_header_and_lines_again_update_by_invoice(kam: Kam, northwind_files: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    kam("import", *northwind_files, "--workspace", folder, "--known-at", "2020-01-01")
    orders = list(csv.reader(northwind_files[1].read_text(encoding="utf-8").splitlines()))
    lines = list(csv.reader(northwind_files[2].read_text(encoding="utf-8").splitlines()))
    corrected = [[row[0], row[1], row[2], str(int(row[3]) + 1), row[4]] for row in lines[1:] if row[0] == "10248"]
    moved = [["10248", "ALFKI", *orders[1][2:]]]
    for name, header, rows in (("orders2.csv", orders[0], moved), ("lines2.csv", lines[0], corrected)):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as target:
            csv.writer(target).writerows([header, *rows])
    report = kam(
        "import", tmp_path / "orders2.csv", tmp_path / "lines2.csv",
        "--workspace", folder, "--known-at", "2020-02-01", "--json", "--answer", "orders2.csv:OrderDate=mdy",
    )  # fmt: skip
    assert report.code == 0, report.err
    assert report.json["tables"]["revenue_line"]["updated"] == len(corrected)
    assert report.json["totals"]["revenue_lines"] == 2155
    table = kam("table", "revenue_line", "--workspace", folder, "--csv").out
    invoice = [row for row in csv.DictReader(io.StringIO(table)) if row["invoice_id"] == "10248"]
    assert {row["account_id"] for row in invoice} == {"ALFKI"}
    assert sorted(float(row["quantity"]) for row in invoice) == sorted(float(row[3]) for row in corrected)


def test_a_file_cut_in_two_inside_an_invoice_loses_nothing(kam: Kam, shared: Path, tmp_path: Path) -> None:
    with gzip.open(shared / REAL["retail"][0], "rt", encoding="utf-8", newline="") as source:
        rows = list(itertools.islice(csv.reader(source), 3001))
    header, data = rows[0], rows[1:]
    middle = next(i for i in range(1500, len(data)) if data[i][0] == data[i - 1][0] == data[i + 1][0])
    for name, part in (("a.csv", data[:middle]), ("b.csv", data[middle:])):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as target:
            csv.writer(target).writerows([header, *part])
    report = kam("import", tmp_path / "a.csv", tmp_path / "b.csv", "--workspace", tmp_path / "ws", "--json")
    assert report.code == 0, report.err
    assert report.json["totals"]["revenue_lines"] == len(data)


def test_undo_gives_back_the_version_before(kam: Kam, northwind_files: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    first = kam("import", northwind_files[0], "--workspace", folder, "--json").json
    second = kam("import", *northwind_files[1:], "--workspace", folder, "--json").json
    assert second["version"] != first["version"]
    undone = kam("undo", "--workspace", folder, "--yes", "--json")
    assert undone.code == 0, undone.err
    assert undone.json["version"] == first["version"]
    assert kam("doctor", "--workspace", folder).code == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"),
        ("empty.csv", b""),
        ("unknown.csv", b"colour,shape\nred,round\nblue,square\n"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024),
    ],
)
def test_a_bad_file_says_what_to_do_and_changes_nothing(
    kam: Kam, northwind: tuple[Path, Any], tmp_path: Path, name: str, content: bytes
) -> None:
    folder, before = northwind
    bad = tmp_path / name
    bad.write_bytes(content)
    answer = kam("import", bad, "--workspace", folder, "--json")
    assert answer.code == 2
    assert name in answer.err
    assert answer.json["changed"] is False
    assert answer.json["files"][0]["table"] is None
    assert len(answer.json["files"][0]["reason"]) > 40
    assert kam("versions", "--workspace", folder, "--json").json[-1]["version"] == before["version"]
