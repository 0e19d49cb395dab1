from __future__ import annotations

from pathlib import Path

import pytest
from store_kills import kill_many


@pytest.mark.soak
def test_two_hundred_kills_leave_the_old_or_the_new_version(tmp_path: Path) -> None:
    old, new = kill_many(tmp_path, 200, seed=1)
    assert old + new == 200
    assert old > 0
    assert new > 0
