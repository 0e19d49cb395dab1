"""Real data through the real command: a `kam` of its own process, as a user would call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

NORTHWIND = ("Customers.csv", "Orders.csv", "Order_Details.csv", "Products.csv", "Categories.csv")
RETAIL = "online_retail_2010-12_2011-12.csv.gz"


@dataclass(frozen=True)
class Answer:
    """What a call of `kam` gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Kam = Callable[..., Answer]


@pytest.fixture(scope="session")
def kam() -> Kam:
    """Call `kam` in a process of its own."""

    def call(*args: object, threads: int = 2) -> Answer:
        environment = {**os.environ, "KAM_THREADS": str(threads), "PYTHONWARNINGS": "error"}
        command = [sys.executable, "-c", "from kam_analytics.cli import main; main()", *map(str, args)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)
        return Answer(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture(scope="session")
def northwind_files(shared: Path) -> list[Path]:
    return [shared / "northwind" / name for name in NORTHWIND]


@pytest.fixture(scope="session")
def northwind(kam: Kam, northwind_files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Return a workspace holding Northwind, and the import's report."""
    folder = tmp_path_factory.mktemp("northwind") / "ws"
    answer = kam("import", *northwind_files, "--workspace", folder, "--json")
    assert answer.code == 0, answer.err
    return folder, answer.json


@pytest.fixture(scope="session")
def retail(kam: Kam, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Return a workspace holding Online Retail, and the import's report."""
    folder = tmp_path_factory.mktemp("retail") / "ws"
    answer = kam("import", shared / "online-retail" / RETAIL, "--workspace", folder, "--json")
    assert answer.code == 0, answer.err
    return folder, answer.json
