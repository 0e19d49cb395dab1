"""The invented company, written to files and imported as anybody would, once for all tests and processes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from kam_analytics.demo import dirt_of
from kam_analytics.demo.months import EXPORTED_ON
from kam_analytics.pipeline import Analytics
from kam_analytics.store.types import Visible
from tests.support.exports import Exports
from tests.support.workspaces import KNOWN, answer_of, invented, written

ENDING = f"_{EXPORTED_ON.isoformat()}.csv"


@dataclass(frozen=True)
class Imported:
    """A workspace with one company in it: its files, and what the import said of them."""

    folder: Path
    exports: Exports
    report: dict[str, Any]

    @cached_property
    def analytics(self) -> Analytics:
        return Analytics.open(self.folder)

    @cached_property
    def facts(self) -> Visible:
        return self.analytics._facts(None)

    @property
    def dirt(self) -> dict[str, int]:
        return dirt_of(KNOWN[self.exports.regime])

    def file(self, name: str) -> dict[str, Any]:
        """Return what the report says of one file."""
        return next(file for file in self.report["files"] if file["path"] == f"{name}{ENDING}")


Load = Callable[[str], Imported]


@pytest.fixture(scope="session")
def load(tmp_path_factory: pytest.TempPathFactory) -> Load:
    made: dict[str, Imported] = {}

    def imported(regime: str) -> Imported:
        if regime not in made:
            base = invented(tmp_path_factory, regime)
            paths = written(tmp_path_factory, regime)
            exports = Exports({path.name.removesuffix(ENDING): path for path in paths}, 7, regime)
            made[regime] = Imported(base / "ws", exports, answer_of(base).json)
        return made[regime]

    return imported


@pytest.fixture(scope="session")
def company(load: Load) -> Imported:
    """The company that `kam demo` loads."""
    return load("default")


@pytest.fixture(scope="session")
def small(load: Load) -> Imported:
    """The company of sixty accounts."""
    return load("few_accounts")


@pytest.fixture(params=["default", "few_accounts"])
def either(load: Load, request: pytest.FixtureRequest) -> Imported:
    return load(request.param)
