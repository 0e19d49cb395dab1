"""Real data through the real command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.kam import Kam, call
from tests.support.workspaces import REAL, answer_of, real


@pytest.fixture(scope="session")
def kam() -> Kam:
    """Call `kam` in this process."""
    return call


@pytest.fixture(scope="session")
def northwind_files(shared: Path) -> list[Path]:
    return [shared / name for name in REAL["northwind"]]


@pytest.fixture(scope="session")
def northwind(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Return a workspace holding Northwind, and the import's report."""
    return _imported(tmp_path_factory, shared, "northwind")


@pytest.fixture(scope="session")
def retail(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Return a workspace holding Online Retail, and the import's report."""
    return _imported(tmp_path_factory, shared, "retail")


def _imported(factory: pytest.TempPathFactory, shared: Path, name: str) -> tuple[Path, Any]:
    base = real(factory, shared, name)
    assert answer_of(base).code == 0, answer_of(base).err
    return base / "ws", answer_of(base).json
