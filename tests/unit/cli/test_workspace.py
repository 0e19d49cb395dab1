"""`kam versions`, `undo`, `diff`, `doctor` and `table`."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from kam_analytics import schema

from .conftest import Kam, Sample, company, invoices
from .shape import keys


@pytest.fixture(scope="module")
def twice(kam: Kam, small: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A workspace of two imports, and its two versions; it is only read."""
    folder = tmp_path_factory.mktemp("twice")
    own = Path(shutil.copytree(small, folder / "ws"))
    (first,) = kam("versions", "--workspace", own, "--json").json
    more = invoices(folder / "more-2026-02-05.csv", [("N1", 1, "D", "2026-01-10", "99.00")])
    second = kam("import", more, "--workspace", own, "--json").json["version"]
    return own, [first["version"], second]


def test_versions_are_listed_oldest_first(kam: Kam, twice: tuple[Path, list[str]]) -> None:
    folder, versions = twice
    shape = kam("versions", "--workspace", folder, "--json").json
    assert [entry["version"] for entry in shape] == versions
    for entry in shape:
        assert set(entry) >= keys("version created_at author parent current uploads tables")
        assert entry["created_at"].endswith("Z")
    assert [entry["parent"] for entry in shape] == [None, versions[0]]
    assert [entry["current"] for entry in shape] == [False, True]
    assert [len(entry["uploads"]) for entry in shape] == [2, 3]
    assert shape[1]["tables"]["revenue_line"] == 73
    lines = kam("versions", "--workspace", folder).out.splitlines()
    assert lines[2].endswith("current")
    assert [row.split()[0] for row in lines[5:]] == shape_ids(kam, folder)


def shape_ids(kam: Kam, folder: Path) -> list[str]:
    """Return the ids of the current uploads in the order of what was known when, as `kam versions` prints them."""
    from kam_analytics.pipeline import Analytics  # noqa: PLC0415 - only here

    assert kam("versions", "--workspace", folder).code == 0
    return [upload.id for upload in Analytics.open(folder).store.uploads()]


def test_diff_counts_what_the_second_has_over_the_first(kam: Kam, twice: tuple[Path, list[str]]) -> None:
    folder, (first, second) = twice
    shape = kam("diff", first, second, "--workspace", folder, "--json").json
    assert (len(shape["uploads_added"]), shape["uploads_removed"]) == (1, [])
    lines = shape["tables"]["revenue_line"]
    assert (lines["added"], lines["retired"], lines["updated"]) == (1, 0, 0)
    assert shape["tables"]["account"]["added"] == 1  # D is derived from its invoice
    back = kam("diff", second, first, "--workspace", folder, "--json").json
    assert back["tables"]["revenue_line"]["retired"] == 1


def test_diff_as_a_table(kam: Kam, twice: tuple[Path, list[str]]) -> None:
    folder, versions = twice
    answer = kam("diff", *versions, "--workspace", folder)
    assert answer.code == 0
    assert "revenue_line" in answer.out


def test_undo_takes_back_the_last_import_or_a_named_upload(kam: Kam, own: Path, tmp_path: Path) -> None:
    folder = own
    (first,) = kam("versions", "--workspace", folder, "--json").json
    source = invoices(tmp_path / "more-2026-02-05.csv", [("N1", 1, "D", "2026-01-10", "99.00")])
    second = kam("import", source, "--workspace", folder, "--json").json
    unasked = kam("undo", "--workspace", folder)
    assert unasked.code == 2
    assert "--yes" in unasked.err
    company(tmp_path)
    undone = kam("undo", "--yes", "--workspace", folder, "--json")
    assert undone.code == 0
    assert undone.json["version"] == first["version"]
    assert kam("rank", "--workspace", folder, "--json").json["version"] == first["version"]
    again = kam("import", source, "--workspace", folder, "--json").json
    assert again["version"] == second["version"]
    assert kam("undo", _accounts(kam, folder, first["uploads"]), "--yes", "--workspace", folder).code == 0
    names = {row["name"] for row in kam("table", "account", "--workspace", folder, "--json").json}
    assert names == {""}
    assert kam("undo", "nothing", "--yes", "--workspace", folder).code == 2
    assert kam("undo", "--yes", "--workspace", tmp_path / "empty").code == 2


def _accounts(kam: Kam, folder: Path, uploads: list[str]) -> str:
    """Return the upload that holds the account file: undoing the other one leaves the names."""
    told = kam("import", folder.parent.joinpath("accounts-2026-01-05.csv"), "--workspace", folder, "--json")
    (file,) = told.json["files"]
    assert file["upload"] in uploads
    return str(file["upload"])


def test_a_table_has_the_columns_of_the_schema_and_a_state(kam: Kam, sample: Sample) -> None:
    answer = kam("table", "revenue_line", "--workspace", sample.workspace, "--csv")
    assert answer.code == 0
    header, *rows = csv.reader(io.StringIO(answer.out))
    assert header[-1] == "state"
    known = {column.name for column in schema.TABLES["revenue_line"].columns}
    assert set(header) - {"state", "source"} <= known
    assert {"invoice_id", "line_no", "account_id", "invoiced_on", "amount"} <= set(header)
    keyed = [(row[0], int(row[1])) for row in rows]
    assert keyed == sorted(keyed)
    states = [row[-1] for row in rows]
    assert (states.count("unassigned"), states.count("ok")) == (9, len(rows) - 9)
    assert len(rows) == sample.answer.json["totals"]["revenue_lines"]
    assert [list(row.values()) for row in kam("table", "revenue_line", "--workspace", sample.workspace, "--json").json][
        :50
    ] == rows[:50]


def test_a_table_of_an_older_version(kam: Kam, twice: tuple[Path, list[str]]) -> None:
    folder, versions = twice
    for version, lines in zip(versions, (72, 73), strict=True):
        shape = kam("table", "revenue_line", "--version", version, "--workspace", folder, "--json").json
        assert len(shape) == lines


def test_unknown_names_are_refused(kam: Kam, twice: tuple[Path, list[str]]) -> None:
    folder, (first, _) = twice
    for args in (("table", "nonsense"), ("table", "account", "--version", "0"), ("diff", first, "0")):
        answer = kam(*args, "--workspace", folder)
        assert answer.code == 2
        assert answer.err.strip().endswith(".")


def test_doctor_tells_health_from_damage(kam: Kam, own: Path) -> None:
    healthy = kam("doctor", "--workspace", own, "--json")
    assert (healthy.code, healthy.json) == (0, {"healthy": True, "findings": []})
    assert "there and unchanged" in kam("doctor", "--workspace", own).err
    part = next(path for path in (own / "parts").rglob("*.parquet"))
    part.unlink()
    sick = kam("doctor", "--workspace", own, "--json")
    assert (sick.code, sick.json["healthy"]) == (3, False)
    assert [finding["code"] for finding in sick.json["findings"]] == ["store.part_missing"]
    assert "backup" in sick.json["findings"][0]["text"]
