"""A zip of exports is imported as its files would be, each under ARCHIVE/MEMBER."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.support.kam import Kam
from tests.unit.cli.conftest import company


def packed(target: Path, *files: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, f"export/{file.name}")
    return target


def test_every_file_of_an_archive_is_imported(kam: Kam, tmp_path: Path) -> None:
    accounts, invoices = company(tmp_path)
    archive = packed(tmp_path / "weekly.zip", accounts, invoices)
    report = kam("import", archive, "--workspace", tmp_path / "w", "--json").json
    assert [(file["path"], file["table"]) for file in report["files"]] == [
        ("weekly.zip/export/accounts-2026-01-05.csv", "account"),
        ("weekly.zip/export/invoices-2026-01-05.csv", "revenue_line"),
    ]
    plain = kam("import", accounts, invoices, "--workspace", tmp_path / "v", "--json").json
    assert report["totals"] == plain["totals"]
    assert [file["known_at"] for file in report["files"]] == [file["known_at"] for file in plain["files"]]
    again = kam("import", archive, "--workspace", tmp_path / "w", "--json").json
    assert (again["changed"], again["totals"]) == (False, report["totals"])


def test_an_archive_of_one_file_has_its_name_too(kam: Kam, tmp_path: Path) -> None:
    accounts, invoices = company(tmp_path)
    archives = [packed(tmp_path / f"{name}.zip", file) for name, file in (("a", accounts), ("b", invoices))]
    report = kam("import", *archives, "--workspace", tmp_path / "w", "--json").json
    assert [file["path"] for file in report["files"]] == [
        "a.zip/export/accounts-2026-01-05.csv",
        "b.zip/export/invoices-2026-01-05.csv",
    ]


def test_a_file_in_it_that_is_no_table_refuses_the_import_by_its_name(kam: Kam, tmp_path: Path) -> None:
    accounts, _ = company(tmp_path)
    picture = tmp_path / "logo.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    answer = kam("import", packed(tmp_path / "x.zip", accounts, picture), "--workspace", tmp_path / "w", "--json")
    assert (answer.code, answer.json["changed"]) == (2, False)
    assert "x.zip/export/logo.png" in answer.err
