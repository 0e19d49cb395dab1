"""The app in headless Chromium, over workspaces made through the ordinary import."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.workspaces import real, sample

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class App:
    """A running app: its address and what it wrote to its log."""

    address: str
    log: Path


@contextmanager
def serving(workspace: Path, log: Path) -> Iterator[App]:
    """Serve a workspace with `kam run` on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from kam_analytics.cli import main; main()", "run"]
    command += ["--port", str(port), "--workspace", str(workspace)]
    with log.open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=sink, stderr=subprocess.STDOUT, start_new_session=True, env=dict(os.environ)
        )
    try:
        _wait(f"http://localhost:{port}/_stcore/health", process)
        yield App(f"http://localhost:{port}", log)
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail("the app stopped while starting")
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the app did not answer within 60 s")


@pytest.fixture(scope="package")
def chromium() -> Iterator[object]:
    """Start Debian's Chromium once."""
    path = os.environ.get("KAM_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def sample_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over the generated sample."""
    base = tmp_path_factory.mktemp("sample")
    folder = Path(shutil.copytree(sample(tmp_path_factory) / "ws", base / "ws"))
    with serving(folder, base / "app.log") as app:
        yield app


@pytest.fixture(scope="package")
def northwind_app(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over Northwind."""
    log = tmp_path_factory.mktemp("northwind") / "app.log"
    with serving(real(tmp_path_factory, shared, "northwind") / "ws", log) as app:
        yield app


@pytest.fixture(scope="package")
def retail_app(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over Online Retail."""
    log = tmp_path_factory.mktemp("retail") / "app.log"
    with serving(real(tmp_path_factory, shared, "retail") / "ws", log) as app:
        yield app


@pytest.fixture(scope="package")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over a workspace without anything."""
    base = tmp_path_factory.mktemp("empty")
    with serving(base / "ws", base / "app.log") as app:
        yield app
