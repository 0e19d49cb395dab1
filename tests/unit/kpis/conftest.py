from __future__ import annotations

from collections.abc import Iterator

import pytest

from kam_analytics.config import Workspace
from tests.unit.kpis.books import Desk


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[Desk]:
    """An engine of this test alone."""
    running = Desk(workspace)
    yield running
    running.engine.close()
