"""The frame of the command line: help, exit codes, and `kam run`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kam_analytics.cli import app as module
from kam_analytics.cli.output import emit_table, two_decimals
from kam_analytics.demo import write_demo
from kam_analytics.errors import Damaged, ModelFailed, Refused
from kam_analytics.pipeline import demo
from tests.support.kam import Kam

COMMANDS = (
    "run", "inspect", "import", "table", "versions", "undo", "diff", "doctor", "rank", "portfolio", "kpis", "weights",
    "calibration",
)  # fmt: skip


def test_help_names_every_command(kam: Kam) -> None:
    answer = kam("--help")
    assert answer.code == 0
    assert all(command in answer.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(kam: Kam, command: str) -> None:
    answer = kam(command, "--help")
    assert answer.code == 0
    assert len(answer.out) > 100


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (Refused("cli.bad_date", value="x"), 2, "“x” is not a date"),
        (Damaged("store.state_damaged"), 3, "Restore it from a backup"),
        (ModelFailed("marts/x", "select secret", "row of Ada"), 3, "marts/x"),
        (BrokenPipeError(), 0, ""),
        (RuntimeError("bug"), 3, ""),
    ],
)
def test_errors_become_exit_codes(
    kam: Kam, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, says: str
) -> None:
    def fails() -> None:
        raise error

    monkeypatch.setattr(module, "app", fails)
    answer = kam("versions")
    assert (answer.code, answer.out) == (code, "")
    assert says in answer.err
    assert "Ada" not in answer.err


def test_an_unknown_command_or_option_is_refused(kam: Kam) -> None:
    assert kam("nonsense").code == 2
    assert kam("rank", "--nonsense").code == 2


def test_a_folder_that_would_be_a_pattern_is_refused(kam: Kam, tmp_path: Path) -> None:
    answer = kam("versions", "--workspace", tmp_path / "a*")
    assert answer.code == 2
    assert "a*" in answer.err


def test_run_loads_the_demo_once_and_starts_the_app(kam: Kam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[dict[str, Any]] = []

    def start(command: list[str], **more: Any) -> int:
        started.append({"command": command, **more})
        return 0

    monkeypatch.setattr(subprocess, "call", start)
    monkeypatch.setattr(demo, "write_demo", lambda folder, seed, _: write_demo(folder, seed, "few_accounts"))
    for _ in range(2):
        answer = kam("run", "--demo", "--workspace", tmp_path / "ws", "--port", 8599)
        assert answer.code == 0, answer.err
        assert "http://localhost:8599" in answer.err
    first = started[0]
    assert first["command"][0] == sys.executable
    assert "8599" in first["command"]
    assert first["env"]["KAM_WORKSPACE"] == str(tmp_path / "ws")
    assert len(kam("versions", "--workspace", tmp_path / "ws", "--json").json) == 1
    shape = kam("rank", "--workspace", tmp_path / "ws", "--top", 1, "--json").json
    assert shape["as_of"] == "2026-10-31"


def test_the_demo_does_not_touch_a_workspace_that_holds_data(kam: Kam, small: Path) -> None:
    before = kam("versions", "--workspace", small, "--json").json
    refused = kam("demo", "--workspace", small)
    assert refused.code == 2
    assert "holds data already" in refused.err
    assert kam("versions", "--workspace", small, "--json").json == before


@pytest.mark.parametrize(
    ("value", "rounded"), [(None, None), (1.005, 1.0), (2.675, 2.68), (0.125, 0.12), (-0.125, -0.12), (7, 7.0)]
)
def test_money_is_rounded_half_to_even_from_its_decimal_form(value: float | None, rounded: float | None) -> None:
    assert two_decimals(value) == rounded


def test_a_table_puts_numbers_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    emit_table(("name", "n"), [("ab", 5), ("c", "1,000"), (None, None)])
    assert capsys.readouterr().out.splitlines() == ["name      n", "ab        5", "c     1,000", ""]
