"""Reading in this process, for tests of what comes after it: the limited process takes half a second to start."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kam_analytics.reading import limited, worker

__all__ = ["reading_here"]


@contextmanager
def reading_here() -> Iterator[None]:
    """Let `read` do in this process what it does in one of its own, without the limits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "confine", lambda _: None)
        patch.setattr(limited, "_run", _run)
        yield


def _run(task: dict[str, str | None], path: Path, _: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(json.dumps(task)))
        assert worker.main() == 0
    return hashlib.sha256(path.read_bytes()).hexdigest()
