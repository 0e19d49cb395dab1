"""The invented company, imported like any other files into a workspace that holds nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from kam_analytics.demo import write_demo
from kam_analytics.errors import Refused
from kam_analytics.pipeline.analytics import Analytics
from kam_analytics.pipeline.types import ImportOptions, Incoming

__all__ = ["DEFAULT", "Stage", "load_demo"]

DEFAULT = "default"
Stage = Callable[[str, float, str], None]
"""Called when a step begins: `writing`, `reading` (with the share done and the file at work) or `publishing`."""


def load_demo(
    analytics: Analytics, seed: int = 7, regime: str = DEFAULT, *, by: str | None = None, stage: Stage | None = None
) -> bool:
    """Import the demo company, unless something is published already; return whether it was.

    Raises
    ------
    Refused
        When somebody publishes while the demo is prepared; their data stay as they are.
    """
    tell = stage or _silent
    if analytics.version() is not None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        tell("writing", 0.0, "")
        files = [Incoming(path, path.name) for path in write_demo(Path(folder), seed, regime)]
        prepared = analytics.prepare(files, ImportOptions(yes=True), lambda done, name: tell("reading", done, name))
        tell("publishing", 1.0, "")
        if analytics.version() is not None:
            analytics.discard(prepared)
            raise Refused("pipeline.demo_not_empty")
        analytics.publish(prepared, by)
    return True


def _silent(_step: str, _done: float, _file: str) -> None:
    return None
