"""`kam` called in this process, a small company of its own, and the generated sample imported once."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import workspaces
from tests.support.kam import Answer, Kam, call


def write(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([header, *rows])
    return path


HEADER = ("Invoice Number", "Line", "Account ID", "Invoice Date", "Product ID", "Quantity", "Net Amount", "Currency")


def invoices(path: Path, rows: Iterable[tuple[object, ...]]) -> Path:
    """Rows are invoice, line, account, date, amount."""
    return write(path, HEADER, ((n, line, a, day, "P1", 1, amount, "EUR") for n, line, a, day, amount in rows))


def company(folder: Path) -> list[Path]:
    """Three customers that order each month of 2024 and 2025, B under the roof of A; no fault in the files."""
    days = [f"{year}-{month:02d}-15" for year in (2024, 2025) for month in range(1, 13)]
    days[-1] = "2025-12-31"
    rows = [
        (f"{account}{i}", 1, account, day, f"{amount + i}.00")
        for account, amount in (("A", 100), ("B", 500), ("C", 40))
        for i, day in enumerate(days)
    ]
    listed = [("A", "Ada & Söhne", ""), ("B", "Bolt, Ltd", "A"), ("C", "=cmd", "")]
    return [
        write(folder / "accounts-2026-01-05.csv", ("Account ID", "Account Name", "Parent Account ID"), listed),
        invoices(folder / "invoices-2026-01-05.csv", rows),
    ]


@pytest.fixture(scope="session")
def kam() -> Kam:
    return call


@dataclass(frozen=True)
class Imported:
    """A workspace, the files it was made from and the answer of `kam import`; for tests that only read."""

    workspace: Path
    files: list[Path]
    answer: Answer


@dataclass(frozen=True)
class Sample(Imported):
    rejects: Path


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The small company."""
    folder = tmp_path_factory.mktemp("small")
    files = company(folder)
    answer = call("import", *files, "--workspace", folder / "ws")
    assert answer.code == 0, answer.err
    return Imported(folder / "ws", files, answer)


@pytest.fixture(scope="session")
def small(imported: Imported) -> Path:
    """The workspace of the small company; for tests that only read."""
    return imported.workspace


@pytest.fixture
def own(small: Path, tmp_path: Path) -> Path:
    """A workspace of this test alone, a copy of the small company's."""
    return Path(shutil.copytree(small, tmp_path / "ws"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A workspace that holds the generated sample, with the answer of its import; for tests that only read."""
    base = workspaces.sample(tmp_path_factory)
    files = workspaces.sample_files(tmp_path_factory)
    return Sample(base / "ws", files, workspaces.answer_of(base), base / "rejects.csv")
