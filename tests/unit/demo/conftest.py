"""Each generated company is written once for all tests and processes, and read once by each process."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kam_analytics.demo.months import EXPORTED_ON
from tests.support import workspaces
from tests.support.exports import Exports

Written = Callable[..., Exports]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    made: dict[tuple[str, int], Exports] = {}

    def write(regime: str = "default", seed: int = 7) -> Exports:
        if (regime, seed) not in made:
            paths = workspaces.written(tmp_path_factory, regime, seed)
            ending = f"_{EXPORTED_ON.isoformat()}.csv"
            made[regime, seed] = Exports({path.name.removesuffix(ending): path for path in paths}, seed, regime)
        return made[regime, seed]

    return write


@pytest.fixture(scope="session")
def company(written: Written) -> Exports:
    """The demo company as everybody sees it."""
    return written()
