from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock
from store_facts import at, line, mapped
from store_kills import LINES, finish, kill_many, start

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.errors import Busy
from kam_analytics.store import Store
from kam_analytics.store import store as store_module


def test_kills_leave_the_old_or_the_new_version(tmp_path: Path) -> None:
    old, new = kill_many(tmp_path, 3, seed=8)
    assert old + new == 3


def test_two_processes_publish_at_once(tmp_path: Path) -> None:
    Store.open(Workspace.at(tmp_path), Engine(tmp_path)).close()
    processes = [start(tmp_path, name) for name in ("left", "right")]
    ended = [finish(process) for process in processes]
    assert ended == [True, True]
    store = Store.open(Workspace.at(tmp_path), Engine(tmp_path))
    assert sorted(v.author for v in store.versions()) == ["left", "right"]
    assert store.table(None, "revenue_line").num_rows == 2 * LINES
    assert store.doctor() == []
    store.close()


def test_waiting_too_long_is_busy(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(workspace, Engine(workspace.root))
    monkeypatch.setattr(store_module, "PATIENCE", 0.05)
    staged = store.stage([mapped(workspace, [line("1", "p", "5")])], [at("2024-05-01")], {})
    with FileLock(workspace.root / ".lock"), pytest.raises(Busy):
        store.publish(staged, "ann")
    assert store.publish(staged, "ann").changed
    store.close()
