"""Real data through the real command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.kam import Kam, call
from tests.support.once import once
from tests.support.workspaces import REAL


@pytest.fixture(scope="session")
def kam() -> Kam:
    """Call `kam` in this process."""
    return call


@pytest.fixture(scope="session")
def northwind_files(shared: Path) -> list[Path]:
    return [shared / name for name in REAL["northwind"]]


@pytest.fixture(scope="session")
def northwind(kam: Kam, northwind_files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Return a workspace holding Northwind, and the import's report."""
    return _once(kam, northwind_files, tmp_path_factory, "northwind")


@pytest.fixture(scope="session")
def retail(kam: Kam, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Return a workspace holding Online Retail, and the import's report."""
    return _once(kam, [shared / name for name in REAL["retail"]], tmp_path_factory, "retail")


def _once(kam: Kam, files: list[Path], factory: pytest.TempPathFactory, name: str) -> tuple[Path, Any]:
    """Import once for all test processes."""

    def fill(base: Path) -> None:
        answer = kam("import", *files, "--workspace", base / "ws", "--json")
        assert answer.code == 0, answer.err
        (base / "report.json").write_text(answer.out, encoding="utf-8")

    base = once(factory, f"real-{name}", fill)
    return base / "ws", json.loads((base / "report.json").read_text(encoding="utf-8"))
