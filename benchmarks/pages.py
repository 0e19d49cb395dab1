"""How long pages take in headless Chromium, against a bare Streamlit page with one chart, in one run.

Full load: from the address to the first drawn chart, in a browser context of its own, so that nothing is cached; bare
page and Overview by turns. Navigation: from a click in the menu to the finished page, every page visited once before.
Bars: a ratio of at most 1.6 for the load, and 1 s for the 95th percentile of navigation.

Usage: pages.py [WORKSPACE]   (without it: the demo company, loaded into a temporary one)
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
KAM = (sys.executable, "-c", "from kam_analytics.cli import main; main()")
LOADS = 7
LOAD_BAR = 1.6
NAVIGATION_BAR = 1000.0
SIZE = {"width": 1440, "height": 900}
MENU = (
    ("Strategy", "scoring"),
    ("Research", "ranking"),
    ("Review", "kpis"),
    ("Strategy", "matrix"),
    ("Reference", "methods"),
    ("Research", "import"),
    ("", ""),
    ("Research", "account"),
    ("Research", "ranking"),
    ("", ""),
)
"""Ten steps through the menu: section and address; without a section the link stands in the bar itself."""

BARE = """
import plotly.graph_objects as go
import streamlit as st

st.title("One chart")
st.plotly_chart(go.Figure(go.Bar(x=list(range(36)), y=[3 + month % 12 for month in range(36)])))
"""
CHART = "[data-testid='stPlotlyChart'] .main-svg"
FINISHED = """([path, before]) => {
    const title = document.querySelector("h1");
    const app = document.querySelector("[data-testid='stApp']");
    return location.pathname === "/" + path && title && title.innerText !== before
        && app.getAttribute("data-test-script-state") === "notRunning"
        && !document.querySelector("[data-testid='stSkeleton'], [data-stale='true']");
}"""


@contextmanager
def served(*command: str, folder: Path, log: Path) -> Iterator[str]:
    """Run a server, wait until it answers, give its address, and end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with log.open("w", encoding="utf-8") as sink:
        call = [part.format(port=port) for part in command]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        process = subprocess.Popen(
            call, cwd=folder, stdout=sink, stderr=subprocess.STDOUT, start_new_session=True, env=environment
        )
    try:
        _wait(f"http://localhost:{port}/_stcore/health", process, log)
        yield f"http://localhost:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.2)
    print(log.read_text(encoding="utf-8"), file=sys.stderr)
    raise SystemExit(1)


def load(browser: Browser, address: str) -> float:
    """Return the milliseconds to the first chart, with nothing in the browser's cache."""
    context = browser.new_context(viewport=SIZE, reduced_motion="reduce")
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(CHART, timeout=60_000)
    taken = (time.perf_counter() - started) * 1000
    context.close()
    return taken


def loads(browser: Browser, bare: str, ours: str) -> float:
    """Print the ratio; return the milliseconds of the bare page."""
    times: dict[str, list[float]] = {bare: [], ours: []}
    for turn in range(LOADS + 1):
        for address, found in times.items():
            taken = load(browser, address)
            if turn:  # the first one fills the servers' caches
                found.append(taken)
    theirs, own = (np.quantile(times[address], (0.5, 0.95)) for address in (bare, ours))
    ratio = own[0] / theirs[0]
    print(
        f"full load to the first chart, {LOADS} each: Overview p50 {own[0]:.0f} ms, p95 {own[1]:.0f} ms; bare page p50 "
        f"{theirs[0]:.0f} ms, p95 {theirs[1]:.0f} ms; ratio p50 {ratio:.2f}, p95 {own[1] / theirs[1]:.2f} "
        f"(bar {LOAD_BAR}: {_held(ratio, LOAD_BAR)})",
        flush=True,
    )
    return float(theirs[0])


def navigate(page: Page, section: str, path: str) -> float:
    """Return the milliseconds from a click on a link of the menu to its finished page."""
    before = page.inner_text("h1")
    if section:
        page.locator("[data-testid='stTopNavSection']", has_text=section).click()
    kind = "stTopNavDropdownLink" if section else "stTopNavLink"
    link = page.locator(f"a[data-testid='{kind}'][href$='/{path}']").first
    link.wait_for(timeout=30_000)
    started = time.perf_counter()
    link.click()
    page.wait_for_function(FINISHED, arg=[path, before], timeout=60_000)
    return (time.perf_counter() - started) * 1000


def navigation(browser: Browser, ours: str, bare: float) -> None:
    page = browser.new_context(viewport=SIZE, reduced_motion="reduce").new_page()
    page.goto(ours)
    page.wait_for_selector(CHART, timeout=60_000)
    for section, path in MENU:
        navigate(page, section, path)
    times = [navigate(page, section, path) for section, path in MENU]
    p50, p95 = np.quantile(times, (0.5, 0.95))
    print(
        f"navigation in the menu, {len(times)} steps: p50 {p50:.0f} ms, p95 {p95:.0f} ms "
        f"(bar {NAVIGATION_BAR:.0f} ms: {_held(p95, NAVIGATION_BAR)}); against the load of the bare page "
        f"p50 {p50 / bare:.2f}, p95 {p95 / bare:.2f}"
    )
    steps = ", ".join(f"{path or 'overview'} {taken:.0f}" for (_, path), taken in zip(MENU, times, strict=True))
    print(f"  ms each: {steps}")


def _held(figure: float, bar: float) -> str:
    return "held" if figure <= bar else "missed"


def main() -> None:
    chromium = os.environ.get("KAM_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no Chromium on this machine; nothing measured")
        return
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        workspace = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else base / "ws"
        if len(sys.argv) == 1:
            subprocess.run([*KAM, "demo", "--workspace", str(workspace)], check=True, cwd=ROOT)
        (base / "bare.py").write_text(BARE, encoding="utf-8")
        bare = (sys.executable, "-m", "streamlit", "run", "bare.py", "--server.port", "{port}")
        bare += ("--server.address", "localhost", "--server.headless", "true", "--browser.gatherUsageStats", "false")
        ours = (*KAM, "run", "--port", "{port}", "--workspace", str(workspace))
        print(f"load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        with (
            served(*bare, folder=base, log=base / "bare.log") as theirs,
            served(*ours, folder=ROOT, log=base / "ours.log") as own,
            sync_playwright() as driver,
        ):
            browser = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
            navigation(browser, own, loads(browser, theirs, own))
            browser.close()


if __name__ == "__main__":
    main()
