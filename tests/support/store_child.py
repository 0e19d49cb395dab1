"""A process that publishes one file of many lines: `store_child.py ROOT NAME LINES`. Says `ready`, then `done`."""

from __future__ import annotations

import sys
from pathlib import Path

from store_facts import at, line, mapped

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.store import Store


def main(root: str, name: str, lines: int) -> None:
    workspace = Workspace.at(root)
    store = Store.open(workspace, Engine(workspace.root))
    rows = [
        line(f"{name}-{i // 4}", f"p{i % 7}", "1.25", f"2024-{i // 4 % 12 + 1:02}-05", f"A{i // 4 % 31}")
        for i in range(lines)
    ]
    file = mapped(workspace, rows, name=f"{name}.csv")
    accounts = mapped(workspace, [{"account_id": f"{name}-{i}", "name": name} for i in range(50)], table="account")
    print("ready", flush=True)  # noqa: T201 - the parent waits for it
    store.publish(store.stage([file, accounts], [at("2025-01-01")] * 2, {}), name)
    print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
