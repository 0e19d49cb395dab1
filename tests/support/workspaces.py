"""Workspaces that take long to fill: made once for all test processes, through the ordinary import, never changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kam_analytics.demo import write_demo
from kam_analytics.pipeline import Analytics, ImportOptions, Incoming
from tests.support.kam import call
from tests.support.once import once

__all__ = ["REAL", "filled", "invented", "real", "workspace_of"]

REAL = {
    "northwind": [
        f"northwind/{name}.csv" for name in ("Customers", "Orders", "Order_Details", "Products", "Categories")
    ],
    "retail": ["online-retail/online_retail_2010-12_2011-12.csv.gz"],
}
"""Files below the shared data."""


def filled(folder: Path, files: Sequence[Path]) -> Path:
    """Import files into a new workspace, as the command line does, and return its folder."""
    room = Analytics.open(folder)
    room.publish(room.prepare([Incoming(path, path.name) for path in files], ImportOptions(yes=True)), "test")
    return folder


def workspace_of(factory: pytest.TempPathFactory, name: str, files: Callable[[Path], Sequence[Path]]) -> Path:
    """Return the workspace of that name; `files` writes its files to a folder where they are not there yet."""

    def fill(base: Path) -> None:
        base.mkdir()
        filled(base / "ws", files(base))

    return once(factory, f"workspace-{name}", fill) / "ws"


def real(factory: pytest.TempPathFactory, shared: Path, name: str) -> Path:
    """Return the workspace of real data of that name (`REAL`)."""
    return workspace_of(factory, name, lambda _: [shared / file for file in REAL[name]])


def invented(factory: pytest.TempPathFactory, regime: str) -> Path:
    """Return a folder with an invented company of seed 7: its `files`, the workspace `ws`, and `report.json`.

    `files.json` names the files in the order in which they were imported.
    """

    def fill(base: Path) -> None:
        paths = write_demo(base / "files", 7, regime)
        answer = call("import", *paths, "--workspace", base / "ws", "--json")
        assert answer.code in {0, 1}, answer.err  # 1: some rows were rejected
        (base / "files.json").write_text(json.dumps([path.name for path in paths]))
        (base / "report.json").write_text(answer.out)

    return once(factory, f"invented-{regime}", fill)
