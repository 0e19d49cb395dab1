"""The demo company loaded twice, from its files and by `kam demo`, is the same workspace twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.kam import call, call_apart
from tests.support.workspaces import invented

COMMANDS = (
    ("rank", "--json", "--top", "all"),
    ("rank", "--json", "--top", "all", "--purpose", "potential", "--as-of", "2025-10-31"),
    ("portfolio", "--json", "--top", "all"),
    ("kpis", "--json"),
)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two workspaces: files that were imported, and the demo of a process of its own with another number of threads."""
    there = tmp_path_factory.mktemp("twice") / "there"
    answer = call_apart("demo", "--workspace", there, "--regime", "few_accounts", threads=1)
    assert answer.code == 0, answer.err
    return invented(tmp_path_factory, "few_accounts") / "ws", there


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_same_bytes(twice: tuple[Path, Path], command: tuple[str, ...]) -> None:
    here, there = (call(*command, "--workspace", folder) for folder in twice)
    assert here.code == 0, here.err
    assert here.out == there.out
    assert here.json["version"] == there.json["version"]


def test_the_demo_is_loaded_into_an_empty_workspace_only(twice: tuple[Path, Path]) -> None:
    before = call("versions", "--workspace", twice[1], "--json").out
    again = call("demo", "--workspace", twice[1], "--regime", "few_accounts")
    assert again.code == 2
    assert call("versions", "--workspace", twice[1], "--json").out == before
