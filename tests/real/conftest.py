"""Real data through the real command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.kam import Kam, call

NORTHWIND = ("Customers.csv", "Orders.csv", "Order_Details.csv", "Products.csv", "Categories.csv")
RETAIL = "online_retail_2010-12_2011-12.csv.gz"


@pytest.fixture(scope="session")
def kam() -> Kam:
    """Call `kam` in this process."""
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
