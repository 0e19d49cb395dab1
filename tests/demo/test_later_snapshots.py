"""What a later export says of a record's present state changes no ranking of a date before that export."""

from __future__ import annotations

import csv
import json
import random
import shutil
from functools import cache
from pathlib import Path

import pytest

from kam_analytics.schema import TABLES
from tests.support.exports import GERMAN, Row, rows
from tests.support.kam import call
from tests.support.workspaces import written

FIRST, CUTOFF, LATER = "2025-12-31", "2026-06-30", "2026-11-16"
"""The first export is dated back, the second has its real date; the ranking is of a day between the two."""

MOVING = {
    "Account": "Id",
    "Artikel": "Artikelnummer",
    "Case": "Id",
    "Contact": "Id",
    "Opportunity": "Id",
    "OpportunityLineItem": "Id",
    "User": "Id",
    "targets": None,
}
"""Files with columns that are true of their export only, and the column of their key."""

STEADY = ("OpportunityFieldHistory", "Task", "Event", "Contract", "nps", "key_accounts")
"""Files without one: what they say is true from a date in the row."""

TOGETHER = (
    ("Account",),
    ("Case",),
    ("Contact",),
    ("Opportunity",),
    ("Artikel", "OpportunityLineItem", "User", "targets"),
)
"""What comes in as one later import."""

SCORED = {"Case", "Contact", "Opportunity"}
"""Files whose present state the factors read."""

UNTIL_CLOSED = {"Amount", "CloseDate"}
"""Of an opportunity: a closed one has its last value from the day on which it closed, whenever that is learnt."""

READ_FROM = {"priority": "severity"}
"""Columns from which another one is made."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    paths = written(tmp_path_factory, "few_accounts")
    return {path.stem.removesuffix(f"_{LATER}"): path for path in paths}


@pytest.fixture(scope="module")
def before(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the first export alone."""
    folder = tmp_path_factory.mktemp("before") / "ws"
    answer = call("import", *files.values(), "--workspace", folder, "--known-at", FIRST)
    assert answer.code in {0, 1}, answer.err
    return folder


def snapshot_columns(path: Path) -> list[str]:
    """Return the columns of a file that are true from its upload on, as the reader maps them."""
    seen = call("inspect", path, "--json").json
    table = TABLES[seen["table"]]
    fields = {column["name"]: READ_FROM.get(column["field"], column["field"]) for column in seen["columns"]}
    return [
        name
        for name, field in fields.items()
        if field in table.names and field not in table.key and table.column(field).knowable == "snapshot"
    ]


def shuffled(path: Path, name: str, target: Path) -> Path:
    """Write the file with the values of each snapshot column dealt out anew, one row per key."""
    found, key = rows(path, german=name in GERMAN), MOVING[name]
    kept = list({row[key]: row for row in found}.values()) if key else found
    for column in snapshot_columns(path):
        among = [row for row in kept if column not in UNTIL_CLOSED or name != "Opportunity" or row["IsClosed"] == "0"]
        _deal(among, column)
    place = target / path.name
    german = name in GERMAN
    with place.open("w", encoding="windows-1252" if german else "utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(kept[0]), delimiter=";" if german else ",")
        writer.writeheader()
        writer.writerows(kept)
    return place


def _deal(among: list[Row], column: str) -> None:
    values = [row[column] for row in among]
    random.Random(column).shuffle(values)
    for row, value in zip(among, values, strict=True):
        row[column] = value


@cache
def ranked(folder: Path, *args: str) -> str:
    """Return the bytes of `accounts`."""
    answer = call("rank", "--workspace", folder, "--json", "--top", "all", *args)
    assert answer.code == 0, answer.err
    return json.dumps(answer.json["accounts"], ensure_ascii=False)


@pytest.mark.parametrize("names", TOGETHER, ids=" ".join)
def test_later_snapshots_change_no_byte_of_an_earlier_ranking(
    files: dict[str, Path], before: Path, tmp_path: Path, names: tuple[str, ...]
) -> None:
    folder = tmp_path / "ws"
    shutil.copytree(before, folder)
    sent = [shuffled(files[name], name, tmp_path) for name in names]
    answer = call("import", *sent, "--workspace", folder, "--json", "--yes")
    assert answer.code == 0, answer.err
    assert answer.json["changed"] is True
    assert sum(table["updated"] for table in answer.json["tables"].values()) > 0
    for purpose in ("account_potential", "potential"):
        for level in ("account", "parent") if "Account" in names else ("account",):
            view = ("--purpose", purpose, "--level", level, "--as-of", CUTOFF)
            assert ranked(folder, *view) == ranked(before, *view), view
    if SCORED & set(names):
        assert ranked(folder, "--purpose", "potential") != ranked(before, "--purpose", "potential")


@pytest.mark.parametrize("name", STEADY)
def test_the_other_files_have_no_such_column(files: dict[str, Path], name: str) -> None:
    assert snapshot_columns(files[name]) == []


def test_every_file_that_moves_is_sent() -> None:
    assert sorted(name for names in TOGETHER for name in names) == sorted(MOVING)


@pytest.mark.parametrize("name", MOVING)
def test_the_files_that_move_have_one(files: dict[str, Path], name: str) -> None:
    assert snapshot_columns(files[name])


@pytest.mark.soak
def test_all_at_once_and_the_other_way_round(files: dict[str, Path], before: Path, tmp_path: Path) -> None:
    """The later export may come in first: the order of uploading decides nothing."""
    poisoned = [shuffled(files[name], name, tmp_path) for name in MOVING]
    turns = []
    for turn, order in enumerate(((FIRST, LATER), (LATER, FIRST))):
        folder = tmp_path / f"ws{turn}"
        for date in order:
            sent = files.values() if date == FIRST else poisoned
            assert call("import", *sent, "--workspace", folder, "--known-at", date, "--yes").code in {0, 1}
        turns.append(folder)
    here, there = (call("versions", "--workspace", folder, "--json").json[-1]["version"] for folder in turns)
    assert here == there
    view = ("--purpose", "potential", "--as-of", CUTOFF)
    assert ranked(turns[0], *view) == ranked(before, *view)
