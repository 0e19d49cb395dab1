"""Workspaces behind the pages: nothing, one invoice, the sample, real and hostile data; each made once."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.driver import words_of
from tests.app.files import ACCOUNTS, LINES, MARKUP, hostile_files, line, write
from tests.support import workspaces
from tests.support.workspaces import filled, real, workspace_of


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace without anything."""
    return tmp_path_factory.mktemp("nothing") / "ws"


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One account with one invoice."""
    base = tmp_path_factory.mktemp("one")
    files = [
        write(
            base / "accounts-2026-02-10.csv", ACCOUNTS, [("A-1", "Only Pumps AG", "Water", "Germany", "South", "Eva")]
        ),
        write(base / "invoices-2026-02-10.csv", LINES, [line(1, "A-1", "2026-01-15", "1200.00")]),
    ]
    return filled(base / "ws", files)


@pytest.fixture(scope="session")
def sample_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of the generated sample."""
    return workspaces.sample_files(tmp_path_factory)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated sample."""
    return workspaces.sample(tmp_path_factory) / "ws"


@pytest.fixture(scope="session")
def northwind(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Northwind: 91 accounts, two years of orders, no currency."""
    return real(tmp_path_factory, shared, "northwind") / "ws"


@pytest.fixture(scope="session")
def retail(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Online Retail: 4,372 accounts without names."""
    return real(tmp_path_factory, shared, "retail") / "ws"


@pytest.fixture(scope="session")
def markup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Accounts, regions, industries, owners and products whose names are markup."""
    return workspace_of(tmp_path_factory, "markup", lambda base: hostile_files(base, MARKUP))


@pytest.fixture(scope="session")
def naughty(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the big list of naughty strings behind the markup, as far as a CSV file can carry them."""
    strings = json.loads((shared / "torture" / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    carried = [text for text in strings if text.strip() and "\0" not in text]
    return workspace_of(tmp_path_factory, "naughty", lambda base: hostile_files(base, [*MARKUP, *carried]))


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """Let the pages show a workspace, in English."""
    monkeypatch.delenv("KAM_LOCALE", raising=False)

    def show(folder: Path) -> Path:
        monkeypatch.setenv("KAM_WORKSPACE", str(folder))
        return folder

    return show


@pytest.fixture
def own(serve: Callable[[Path], Path], tmp_path: Path) -> Callable[[Path], Path]:
    """Let the pages show a copy of a workspace that the test may change."""
    return lambda folder: serve(Path(shutil.copytree(folder, tmp_path / "ws")))


@pytest.fixture(scope="session")
def data_words(sample_files: list[Path]) -> set[str]:
    """Every word in the files of the sample, and their names."""
    found: set[str] = set()
    for path in sample_files:
        found |= words_of(path.name)
        with path.open(encoding="utf-8", newline="") as source:
            for row in list(csv.reader(source))[1:]:
                for cell in row:
                    found |= words_of(cell)
    return found
