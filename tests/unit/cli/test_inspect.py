"""`kam inspect`: what the reader sees, without a workspace."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from .conftest import Kam, company, write
from .shape import keys


def test_every_key_of_the_design_is_there(kam: Kam, tmp_path: Path) -> None:
    _, source = company(tmp_path)
    shape = kam("inspect", source, "--json").json
    assert set(shape) >= keys(
        "path sha256 sheet encoding bom delimiter quote escape newline header_row first_data_row footer_rows columns"
        " table layout confidence rows rejects questions"
    )
    assert set(shape["rows"]) == keys("data preamble header blank footer rejected")
    assert (shape["table"], shape["header_row"], shape["first_data_row"]) == ("revenue_line", 1, 2)
    assert (shape["encoding"], shape["delimiter"], shape["rows"]["data"]) == ("utf-8", ",", 72)
    for column in shape["columns"]:
        assert set(column) >= keys("name field confidence type decimal date_order examples")
    assert [c["field"] for c in shape["columns"]][:4] == ["invoice_id", "line_no", "account_id", "invoiced_on"]
    assert not list(tmp_path.glob("**/state.sqlite"))


def test_every_physical_record_is_in_exactly_one_place(kam: Kam, tmp_path: Path) -> None:
    source = tmp_path / "report.csv"
    source.write_text("Our report\n\nAccount ID,Account Name\nA,Ada\nB,Bolt,extra\n\nC,Cy\n", encoding="utf-8")
    shape = kam("inspect", source, "--json").json
    assert sum(shape["rows"].values()) == 7
    assert shape["rows"]["rejected"] == len(shape["rejects"])
    for reject in shape["rejects"]:
        assert set(reject) >= keys("row line_from line_to code reason raw")
        assert reject["raw"] == "B,Bolt,extra"


def test_cells_exactly_as_read_and_rejects_on_stderr(kam: Kam, tmp_path: Path) -> None:
    cells = [["A", 'a "b", c'], ["007", " x "], ["=1", "two\nlines"]]
    source = write(tmp_path / "odd.csv", ("Account ID", "Account Name"), cells)
    with source.open("a", encoding="utf-8") as more:
        more.write("too,many,cells\r\n")
    answer = kam("inspect", source, "--csv")
    assert list(csv.reader(io.StringIO(answer.out, newline=""))) == [["Account ID", "Account Name"], *cells]
    header, (row, line_from, line_to, code, reason, raw) = csv.reader(io.StringIO(answer.err, newline=""))
    assert header == ["row", "line_from", "line_to", "code", "reason", "raw"]
    assert (line_from, line_to, raw) == ("6", "6", "too,many,cells")
    assert int(row) == 5
    assert code.startswith("reading.")
    assert reason.endswith(".")


def test_many_files_into_a_folder(kam: Kam, tmp_path: Path) -> None:
    sources = company(tmp_path)
    assert kam("inspect", *sources, "--out", tmp_path / "seen").code == 0
    assert sorted(path.name for path in (tmp_path / "seen").iterdir()) == [
        "accounts-2026-01-05.csv",
        "accounts-2026-01-05.rejects.csv",
        "invoices-2026-01-05.csv",
        "invoices-2026-01-05.rejects.csv",
    ]
    with (tmp_path / "seen" / sources[1].name).open(encoding="utf-8", newline="") as seen:
        written = list(csv.reader(seen))
    with sources[1].open(encoding="utf-8", newline="") as own:
        assert written == list(csv.reader(own))


def test_people_get_a_description(kam: Kam, tmp_path: Path) -> None:
    answer = kam("inspect", company(tmp_path)[1])
    assert answer.code == 0
    assert "table: revenue_line" in answer.out
    assert any(row.split()[:2] == ["name", "field"] for row in answer.out.splitlines())


@pytest.mark.parametrize(
    ("name", "content"), [("empty.csv", b""), ("a.csv", b"%PDF-1.7\n1 0 obj\n"), ("missing.csv", None)]
)
def test_a_refusal_is_one_paragraph(kam: Kam, tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    answer = kam("inspect", tmp_path / name, "--json")
    assert answer.code == 2
    assert name in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert str(tmp_path) not in answer.err
