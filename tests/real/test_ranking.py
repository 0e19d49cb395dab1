"""The ranking on real data: exact, reproducible, and blind to what comes after its date."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.support.kam import Kam, call_apart
from tests.support.workspaces import REAL

pytestmark = pytest.mark.shared

CUTOFF = {"northwind": "1997-12-31", "retail": "2011-06-30"}


def accounts(kam: Kam, folder: Path, *args: object, threads: int = 2) -> str:
    """Return the bytes of `accounts`."""
    answer = kam("rank", "--workspace", folder, "--json", "--top", "all", *args, threads=threads)
    assert answer.code == 0, answer.err
    return json.dumps(answer.json["accounts"], ensure_ascii=False)


@pytest.fixture(params=["northwind", "retail"])
def data(request: pytest.FixtureRequest) -> tuple[str, Path]:
    folder, _ = request.getfixturevalue(request.param)
    return request.param, folder


@pytest.mark.parametrize("purpose", ["account_potential", "value", "potential"])
def test_order_is_strict_and_contributions_add_up(kam: Kam, data: tuple[str, Path], purpose: str) -> None:
    rows = json.loads(accounts(kam, data[1], "--purpose", purpose))
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert len({row["account_id"] for row in rows}) == len(rows)
    for before, after in itertools.pairwise(rows):
        assert before["log_score"] >= after["log_score"]
    for row in rows:
        parts = [f["contribution"] for f in row["factors"].values() if f["contribution"] is not None]
        assert row["log_score"] == pytest.approx(row["base"] + sum(parts), abs=1e-9)
        assert 0 <= row["coverage"] <= 1
        assert row["low"] <= row["score"] <= row["high"]


@pytest.mark.parametrize("data", ["northwind", pytest.param("retail", marks=pytest.mark.soak)], indirect=True)
def test_same_bytes_on_every_run_and_any_number_of_threads(kam: Kam, data: tuple[str, Path]) -> None:
    first = accounts(kam, data[1], threads=1)
    assert accounts(kam, data[1], threads=2) == first
    assert accounts(call_apart, data[1], threads=2) == first


def test_headline_and_value_differ_from_potential(kam: Kam, data: tuple[str, Path]) -> None:
    value = [row["account_id"] for row in json.loads(accounts(kam, data[1], "--purpose", "value"))]
    potential = [row["account_id"] for row in json.loads(accounts(kam, data[1], "--purpose", "potential"))]
    assert value[:20] != potential[:20]


def test_poison_after_the_cutoff_changes_no_byte_northwind(
    kam: Kam, northwind: tuple[Path, Any], northwind_files: list[Path], tmp_path: Path
) -> None:
    customers, orders, lines, products, categories = northwind_files
    after = set()
    rows = list(csv.reader(orders.read_text(encoding="utf-8").splitlines()))
    for row in rows[1:]:
        month, _, year = (int(part) for part in row[3].split("/"))
        if (year, month) > (1997, 12):
            after.add(row[0])
            row[1] = random.Random(row[0]).choice(["ALFKI", "VINET", "TOMSP"])
    assert after
    _write(tmp_path / "Orders.csv", rows)
    rows = list(csv.reader(lines.read_text(encoding="utf-8").splitlines()))
    for row in rows[1:]:
        if row[0] in after:
            row[1], row[2], row[3] = "77", "99999", "7"
    _write(tmp_path / "Order_Details.csv", rows)
    poisoned = tmp_path / "ws"
    answer = kam(
        "import", customers, tmp_path / "Orders.csv", tmp_path / "Order_Details.csv", products, categories,
        "--workspace", poisoned,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    cutoff = ("--as-of", CUTOFF["northwind"])
    assert accounts(kam, poisoned, *cutoff) == accounts(kam, northwind[0], *cutoff)


@pytest.mark.soak
def test_poison_and_shuffling_change_no_byte_retail(
    kam: Kam, retail: tuple[Path, Any], shared: Path, tmp_path: Path
) -> None:
    """Half a million rows; Northwind above is poisoned, and below shuffled, in every run."""
    with gzip.open(shared / REAL["retail"][0], "rt", encoding="utf-8", newline="") as source:
        header, *rows = csv.reader(source)
    chance = random.Random(7)
    later = [row for row in rows if row[4][:10] > CUTOFF["retail"]]
    for row in later:
        row[1], row[3], row[5], row[6] = "POISON", "9", "12345.67", "99999.0"
    kept = [row for row in rows if row[4][:10] <= CUTOFF["retail"]] + chance.sample(later, len(later) // 5)
    chance.shuffle(kept)
    _write(tmp_path / "poisoned.csv", [header, *kept])
    answer = kam("import", tmp_path / "poisoned.csv", "--workspace", tmp_path / "ws")
    assert answer.code == 0, answer.err
    cutoff = ("--as-of", CUTOFF["retail"])
    assert accounts(kam, tmp_path / "ws", *cutoff) == accounts(kam, retail[0], *cutoff)


def test_a_giant_changes_no_order_among_the_others(kam: Kam, northwind_files: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    kam("import", *northwind_files, "--workspace", folder)
    before = {p: json.loads(accounts(kam, folder, "--purpose", p)) for p in ("account_potential", "value", "potential")}
    lines = ["InvoiceNo,CustomerID,InvoiceDate,StockCode,Quantity,UnitPrice"]
    lines += [
        f"G{i},GIANT,{'1997' if i < 6 else '1998'}-{(i - 1) % 5 + 1:02d}-{14 + i:02d},{i},1000,100000"
        for i in range(1, 11)
    ]
    (tmp_path / "giant.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    answer = kam("import", tmp_path / "giant.csv", "--workspace", folder, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["totals"]["accounts"] == 92
    for purpose, rows in before.items():
        now = [row["account_id"] for row in json.loads(accounts(kam, folder, "--purpose", purpose))]
        assert "GIANT" in now
        assert [account for account in now if account != "GIANT"] == [row["account_id"] for row in rows]


def test_order_of_uploads_and_of_rows_changes_no_byte(kam: Kam, northwind_files: list[Path], tmp_path: Path) -> None:
    days = [f"2020-01-{day:02d}" for day in range(1, 6)]
    results = []
    for turn, order in enumerate(([0, 1, 2, 3, 4], [4, 2, 0, 3, 1])):
        folder = tmp_path / f"ws{turn}"
        for index in order:
            path = northwind_files[index]
            if turn:
                header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
                random.Random(index).shuffle(rows)
                path = tmp_path / path.name
                path.write_text("".join([header, *rows]), encoding="utf-8")
            answer = kam("import", path, "--workspace", folder, "--known-at", days[index])
            assert answer.code == 0, answer.err
        results.append(accounts(kam, folder))
    assert results[0] == results[1]


def test_explain_gives_one_account_with_its_evidence(kam: Kam, northwind: tuple[Path, Any]) -> None:
    shape = kam("rank", "--workspace", northwind[0], "--explain", "SAVEA", "--json").json
    (row,) = shape["accounts"]
    assert row["name"] == "Save-a-lot Markets"
    assert row["factors"]["current_revenue"]["evidence"]
    assert shape["not_available"]


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows(rows)
