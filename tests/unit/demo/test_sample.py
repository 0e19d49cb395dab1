"""The generated sample: the same bytes for the same seed, and the dirt it says it has."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import os
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from kam_analytics.demo import write_sample
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.sample import ACCOUNTS, DIRT, EXPORTED_ON

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    paths = write_sample(tmp_path_factory.mktemp("sample"))
    return {path.name.split("-")[0]: _rows(path) for path in paths}


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def _months(rows: Rows) -> Counter[str]:
    return Counter(row["Invoice Date"][:7] for row in rows)


def _good(row: dict[str, str]) -> bool:
    return not row["Invoice Date"].endswith("-02-30") and row["Net Amount"] != "#REF!"


def _hashes(paths: list[Path]) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]


def test_same_seed_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kam_analytics.demo import write_sample as w; w(Path(sys.argv[1]))"
    )
    elsewhere = tmp_path / "elsewhere"
    environment = {**os.environ, "PYTHONHASHSEED": "5", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, str(elsewhere)], check=True, env=environment)
    here = write_sample(tmp_path / "here")
    assert _hashes(here) == _hashes([elsewhere / path.name for path in here])
    assert _hashes(write_sample(tmp_path / "here", seed=8)) != _hashes([elsewhere / path.name for path in here])


def test_files_are_named_after_their_export(tmp_path: Path) -> None:
    names = [path.name for path in write_sample(tmp_path / "new" / "folder")]
    assert names == [f"{table}-{EXPORTED_ON}.csv" for table in ("accounts", "products", "invoices")]


def test_24_complete_months_and_a_running_one(files: dict[str, Rows]) -> None:
    months = _months([row for row in files["invoices"] if _good(row)])
    assert len(months) == 25
    assert (min(months), max(months)) == ("2024-11", "2026-11")
    latest = max(dt.date.fromisoformat(row["Invoice Date"]) for row in files["invoices"] if _good(row))
    assert latest == dt.date(2026, 11, 13) <= dt.date.fromisoformat(EXPORTED_ON)


def test_planted_dirt_is_there_and_nothing_else(files: dict[str, Rows]) -> None:
    listed = Counter(row["Account ID"] for row in files["accounts"])
    invoices = files["invoices"]
    found = {
        "unassigned": sum(not row["Account ID"] for row in invoices),
        "bad_date": sum(row["Invoice Date"].endswith("-02-30") for row in invoices),
        "bad_amount": sum(row["Net Amount"] == "#REF!" for row in invoices),
        "unknown_account": len({row["Account ID"] for row in invoices} - listed.keys() - {""}),
        "repeated_account": sum(listed.values()) - len(listed),
    }
    assert found == DIRT
    assert len(listed) == ACCOUNTS - DIRT["unknown_account"]
    keys = Counter((row["Invoice Number"], row["Line"]) for row in invoices)
    assert max(keys.values()) == 1
    assert all(Decimal(row["Net Amount"]) for row in invoices if _good(row))


def test_an_invoice_has_one_customer_and_one_date(files: dict[str, Rows]) -> None:
    heads: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in files["invoices"]:
        heads[row["Invoice Number"]].add((row["Account ID"], row["Invoice Date"]))
    assert {len(values) for values in heads.values()} == {1}


def test_credit_notes_are_negative_and_name_known_articles(files: dict[str, Rows]) -> None:
    articles = {row["Product ID"] for row in files["products"]}
    assert {row["Product Family"] for row in files["products"]} >= {"Pumps", "Service"}
    assert len({row["Product Family"] for row in files["products"]}) == 8
    for row in files["invoices"]:
        assert row["Product ID"] in articles
        if _good(row):
            assert (Decimal(row["Net Amount"]) < 0) == row["Invoice Number"].startswith("CN-")


def test_some_customers_grow_and_some_are_lost(files: dict[str, Rows]) -> None:
    years: dict[str, dict[bool, Decimal]] = defaultdict(lambda: {False: Decimal(0), True: Decimal(0)})
    for row in files["invoices"]:
        if _good(row) and row["Account ID"] and "2024-11" <= row["Invoice Date"] < "2026-11":
            years[row["Account ID"]][row["Invoice Date"] >= "2025-11"] += Decimal(row["Net Amount"])
    grown = [year for year in years.values() if year[False] > 0 and year[True] > year[False] * Decimal("1.2")]
    lost = [year for year in years.values() if year[False] > 0 and year[True] <= 0]
    new = [year for year in years.values() if year[False] <= 0 < year[True]]
    assert len(grown) >= 10
    assert len(lost) >= 3
    assert len(new) >= 3


def test_the_year_shows(files: dict[str, Rows]) -> None:
    months = _months([row for row in files["invoices"] if _good(row)])
    assert months["2025-08"] < months["2025-10"]
    assert months["2026-08"] < months["2026-10"]


def test_chance_draws_what_it_says() -> None:
    chance = Chance(3)
    counts = [chance.events(2.0) for _ in range(4000)]
    assert 1.9 < sum(counts) / len(counts) < 2.1
    assert {chance.whole(2, 4) for _ in range(200)} == {2, 3, 4}
    assert sorted(chance.shuffled("abcd")) == list("abcd")
    assert len(set(chance.some(range(10), 4))) == 4
    factors = sorted(chance.factor(0.3) for _ in range(2001))
    assert 0.95 < factors[1000] < 1.05
