"""A folder that takes long to fill is filled by one of the test processes, for all of them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

__all__ = ["once"]


def once(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], None]) -> Path:
    """Return the folder of that name of this test run; who asks first fills it, and the others wait.

    What lies in it must not be changed. A fill that fails leaves nothing: the next one tries again, and fails as well.
    """
    base = factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / f"once-{name}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        filled = folder.with_suffix(".filled")
        if not filled.is_file():
            fill(folder)
            filled.touch()
    return folder
