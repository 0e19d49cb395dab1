"""What all tests share: an empty workspace, the shared data, and skips that count as failures on the build machine."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import settings

from kam_analytics.config import Workspace
from kam_analytics.i18n import use
from tests.support.reading import reading_here

REPOSITORY = Path(__file__).resolve().parent.parent
READ_APART = {"reading", "browser"}
"""Folders of tests whose files are read in the limited process; what several processes share is read there as well."""
LONGEST = (
    "demo/test_import_report.py",
    "real/test_ranking.py",
    "demo/test_later_snapshots.py",
    "unit/demo/test_company_truth.py",
    "browser/test_pages.py",
    "unit/demo/test_company_files.py",
    "app/test_outlook.py",
    "unit/pipeline/test_backtest.py",
    "demo/test_same_bytes.py",
    "unit/store/test_processes.py",
    "properties/test_kpis.py",
    "properties/test_fold.py",
    "corpus/test_corpus.py",
    "unit/mapping/test_vendor_imports.py",
    "browser/test_scoring.py",
    "unit/cli/test_ranking.py",
    "unit/cli/test_salesforce.py",
)
"""Files that take longest; who adds one that takes half a minute puts it here."""
STRICT_MARKERS = ("browser", "shared")
"""Tests with these may be skipped on a laptop, never on the build machine."""

settings.register_profile("house", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("soak", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def on_build_machine() -> bool:
    """Return whether a skip of a browser or shared-data test is a failure (`KAM_CI`, else `CI`; "0" is off)."""
    return os.environ.get("KAM_CI", os.environ.get("CI", "")).lower() not in {"", "0", "false", "no"}


def shared_data() -> Path:
    """Return where the shared data lies: `KAM_SHARED` (its folder or its `data`), else beside the repository."""
    folder = Path(os.environ.get("KAM_SHARED") or REPOSITORY.parent / "shared").expanduser().resolve()
    return folder / "data" if (folder / "data").is_dir() else folder


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of `pyproject.toml`."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """`../shared/data`; without it the test is skipped."""
    folder = shared_data()
    if not (folder / "northwind").is_dir():
        pytest.skip(f"no shared data at {folder} (set KAM_SHARED)")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace of this test alone."""
    root = tmp_path / "workspace"
    root.mkdir()
    return Workspace.at(root)


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees the workspace, author or language of the person who runs it."""
    for name in ("KAM_WORKSPACE", "KAM_USER", "KAM_STATE_URL"):
        monkeypatch.delenv(name, raising=False)
    use("en")
    yield
    use("en")


@pytest.fixture(scope="module", autouse=True)
def _reading(request: pytest.FixtureRequest) -> Iterator[None]:
    """Files are read in a process of their own where reading is tested, elsewhere in this one."""
    with nullcontext() if READ_APART & set(request.path.parts) else reading_here():
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files: one that came last would leave the other processes without work."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.relative_to(REPOSITORY / "tests").as_posix(), len(places)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip tests marked `shared` where there is no shared data, even those that do not ask for the fixture."""
    if item.get_closest_marker("shared") and not (shared_data() / "northwind").is_dir():
        pytest.skip(f"no shared data at {shared_data()} (set KAM_SHARED)")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On the build machine, turn a skip of a browser or shared-data test into a failure."""
    report = yield
    marked = [name for name in STRICT_MARKERS if item.get_closest_marker(name)]
    if report.skipped and marked and on_build_machine() and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped on the build machine, where {marked[0]} tests must run: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """On the build machine, no test file of `tests/browser` or `tests/real` may skip itself whole."""
    report = yield
    if report.outcome == "skipped" and on_build_machine() and {"browser", "real"} & set(collector.path.parts):
        report.outcome = "failed"
        report.longrepr = f"{collector.path.name} skipped itself on the build machine: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
