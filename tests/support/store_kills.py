"""Kills publishing processes at random moments and looks at what they leave."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.store import Store

CHILD = Path(__file__).with_name("store_child.py")
REPOSITORY = CHILD.parents[2]
LINES = 2_000


def start(root: Path, name: str, lines: int = LINES) -> subprocess.Popen[str]:
    """Start a publishing process and wait until it is about to begin."""
    command = [sys.executable, str(CHILD), str(root), name, str(lines)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def finish(process: subprocess.Popen[str]) -> bool:
    """Wait for the end; return whether it said that it had published."""
    said = process.communicate(timeout=120)[0]
    return "done" in said


def kill_many(root: Path, kills: int, seed: int) -> tuple[int, int]:
    """Kill so many imports; return how many left the old and the new version. Anything else fails."""
    workspace = Workspace.at(root)
    chance = random.Random(seed)
    began = time.monotonic()
    assert finish(start(root, "whole"))
    longest = max(0.3, time.monotonic() - began - 1.0)
    published = {"whole"}
    for number in range(kills):
        process = start(root, f"n{number}")
        time.sleep(chance.uniform(0, longest))
        process.kill()
        acknowledged = finish(process)
        store = Store.open(workspace, Engine(workspace.root))
        names = {v.author for v in store.versions()}
        assert names - published <= {f"n{number}"}
        assert not acknowledged or f"n{number}" in names
        published |= names
        assert store.doctor() == []
        assert store.table(None, "revenue_line").num_rows == LINES * len(published)
        assert not list(workspace.incoming.glob("stage-*"))
        store.close()
    return kills + 1 - len(published), len(published) - 1
