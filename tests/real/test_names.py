"""Strings that break programs are names like any other."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.support.kam import Kam

pytestmark = pytest.mark.shared

BLANKS = " \t\r\n\u00a0"
"""Outer blanks of a name are left out; a name of nothing else is no name."""


def test_every_naughty_string_survives_as_the_name_of_an_account(kam: Kam, shared: Path, tmp_path: Path) -> None:
    strings = json.loads((shared / "torture" / "naughty-strings" / "blns.json").read_text("utf-8"))
    with (tmp_path / "accounts.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["Account ID", "Account Name"])
        writer.writerows([f"A{i}", text] for i, text in enumerate(strings))
    answer = kam("import", tmp_path / "accounts.csv", "--workspace", tmp_path / "ws", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["files"][0]["rows"]["accepted"] == len(strings)
    shown = kam("table", "account", "--workspace", tmp_path / "ws", "--csv").out
    names = {row["account_id"]: row["name"] for row in csv.DictReader(io.StringIO(shown, newline=""))}
    changed = [text for i, text in enumerate(strings) if names[f"A{i}"] != text.strip(BLANKS)]
    assert not changed
