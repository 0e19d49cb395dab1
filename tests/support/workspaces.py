"""Workspaces that take long to fill: made once for all test processes, through the ordinary import, never changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from kam_analytics.demo import REGIMES, supplier, write_demo, write_sample
from kam_analytics.pipeline import Analytics, ImportOptions, Incoming
from tests.support.kam import Answer, call
from tests.support.once import once

__all__ = [
    "KNOWN", "REAL", "answer_of", "filled", "imported", "invented", "real", "sample", "sample_files", "workspace_of",
    "written",
]  # fmt: skip

REAL = {
    "northwind": [
        f"northwind/{name}.csv" for name in ("Customers", "Orders", "Order_Details", "Products", "Categories")
    ],
    "retail": ["online-retail/online_retail_2010-12_2011-12.csv.gz"],
}
"""Files below the shared data."""

KNOWN = dict(REGIMES) | {"small_crm": replace(REGIMES["crm_only"], name="small_crm", accounts=200, revenue=2e7)}
"""Regimes of tests: those of the product, and a company without invoices that is small enough to import each time."""


def filled(folder: Path, files: Sequence[Path]) -> Path:
    """Import files into a new workspace, as the pages do, and return its folder."""
    room = Analytics.open(folder)
    room.publish(room.prepare([Incoming(path, path.name) for path in files], ImportOptions(yes=True)), "test")
    return folder


def workspace_of(factory: pytest.TempPathFactory, name: str, files: Callable[[Path], Sequence[Path]]) -> Path:
    """Return the workspace of that name; `files` writes its files to a folder where they are not there yet."""

    def fill(base: Path) -> None:
        base.mkdir()
        filled(base / "ws", files(base))

    return once(factory, f"workspace-{name}", fill) / "ws"


def imported(factory: pytest.TempPathFactory, name: str, files: Callable[[], Sequence[Path]]) -> Path:
    """Return a folder with what `kam import` makes of files: the workspace `ws`, `rejects.csv` and its answer."""

    def fill(base: Path) -> None:
        base.mkdir(exist_ok=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KAM_USER", "test")
            answer = call("import", *files(), "--workspace", base / "ws", "--rejects", base / "rejects.csv", "--json")
        assert answer.code in {0, 1}, answer.err  # 1: some rows were rejected
        (base / "answer.json").write_text(json.dumps(asdict(answer)), encoding="utf-8")

    return once(factory, f"imported-{name}", fill)


def answer_of(base: Path) -> Answer:
    """Return what `kam import --json` said of such a folder."""
    return Answer(**json.loads((base / "answer.json").read_text(encoding="utf-8")))


def sample(factory: pytest.TempPathFactory) -> Path:
    """Return such a folder of the generated sample: the files of `sample_files`."""
    return imported(factory, "sample", lambda: sample_files(factory))


def sample_files(factory: pytest.TempPathFactory) -> list[Path]:
    """Return the files of the generated sample."""
    return _listed(once(factory, "written-sample", lambda base: _named(base, write_sample(base / "files"))))


def written(factory: pytest.TempPathFactory, regime: str = "default", seed: int = 7) -> list[Path]:
    """Return the files of an invented company, in the order in which they are written; `KNOWN` has the regimes."""

    def fill(base: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(supplier, "regime_of", KNOWN.__getitem__)
            _named(base, write_demo(base / "files", seed, regime))

    return _listed(once(factory, f"written-{regime}-{seed}", fill))


def invented(factory: pytest.TempPathFactory, regime: str) -> Path:
    """Return such a folder of an invented company of seed 7: the files of `written`, imported in that order."""
    return imported(factory, regime, lambda: written(factory, regime))


def real(factory: pytest.TempPathFactory, shared: Path, name: str) -> Path:
    """Return such a folder of the real data of that name (`REAL`)."""
    return imported(factory, name, lambda: [shared / file for file in REAL[name]])


def _named(base: Path, paths: Sequence[Path]) -> None:
    """Keep the order of the files beside them."""
    (base / "files.json").write_text(json.dumps([path.name for path in paths]), encoding="utf-8")


def _listed(base: Path) -> list[Path]:
    return [base / "files" / name for name in json.loads((base / "files.json").read_text(encoding="utf-8"))]
