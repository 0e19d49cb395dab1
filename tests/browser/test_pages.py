"""Every page in a real browser: it renders, without an error in console or log; pictures are kept as artefacts."""

from __future__ import annotations

import os
import re
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT, App, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ARTEFACTS = Path(os.environ.get("KAM_ARTEFACTS", ROOT / "test-artefacts"))
PAGES = (
    "", "scoring", "matrix", "key-accounts", "import", "data-quality", "ranking", "account", "kpis", "backtest",
    "methods",
)  # fmt: skip
FIRST = ("", "scoring", "backtest")
"""What is opened of a second company, and of a workspace without data; the other pages are in `make soak`."""
REST = [pytest.param(path, marks=pytest.mark.soak) for path in PAGES if path not in FIRST]
WIDE, PHONE = (1440, 900), (390, 844)
TOLERATED = re.compile(r"_stcore/(health|host-config)|Infinite extent|Failed to load resource.*404")


def visit(
    browser: Browser, app: App, path: str, size: tuple[int, int], scheme: str, name: str
) -> tuple[Page, list[str]]:
    """Open a cold deep link, wait until it has settled, keep a picture; return the page and its console errors."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" and not _tolerated(m) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    outside: list[str] = errors
    page.on("request", lambda r: None if _own(r.url, app) else outside.append(f"request to {r.url}"))
    page.goto(f"{app.address}/{path}")
    settle(page)
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(ARTEFACTS / f"{name}-{path or 'overview'}-{scheme}-{size[0]}.png"), full_page=True)
    return page, errors


def _own(url: str, app: App) -> bool:
    return url.startswith((app.address, app.address.replace("http", "ws"), "data:", "blob:"))


def _tolerated(message: object) -> bool:
    """The two 404s of a cold deep link, and nothing else."""
    location = getattr(message, "location", {}).get("url", "")
    text = getattr(message, "text", "")
    return "404" in text and bool(re.search(r"/_stcore/(health|host-config)$", location))


def settle(page: Page) -> None:
    """Wait for the title, and until nothing runs or is drawn any more."""
    page.wait_for_selector("h1", timeout=30_000)
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stStatusWidget\"]')", timeout=30_000)
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stSkeleton\"]')", timeout=30_000)
    page.wait_for_timeout(700)


def check(page: Page, errors: list[str]) -> None:
    """No exception, no error, a title, and no sideways scrolling."""
    assert errors == []
    assert page.locator('[data-testid="stException"]').count() == 0
    assert "Page not found" not in page.inner_text("body")
    assert len(page.inner_text("h1").strip()) > 8
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth + 1")


def faults_of(app: App) -> list[str]:
    """Lines of the app's log that report a fault."""
    return [
        line for line in app.log.read_text(encoding="utf-8").splitlines() if re.search(r"Traceback|ERROR|WARNING", line)
    ]


def look(browser: Browser, app: App, path: str, name: str, size: tuple[int, int] = WIDE, scheme: str = "light") -> None:
    """Visit a page, check it, and see that the app wrote of no fault."""
    page, errors = visit(browser, app, path, size, scheme, name)
    check(page, errors)
    page.context.close()
    assert faults_of(app) == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_sample(chromium: Browser, sample_app: App, path: str, size: tuple[int, int], scheme: str) -> None:
    look(chromium, sample_app, path, "sample", size, scheme)


@pytest.mark.shared
@pytest.mark.parametrize("path", PAGES)
def test_real_data(chromium: Browser, retail_app: App, path: str) -> None:
    look(chromium, retail_app, path, "retail")


@pytest.mark.shared
@pytest.mark.parametrize("path", [*FIRST, *REST])
def test_other_real_data(chromium: Browser, northwind_app: App, path: str) -> None:
    look(chromium, northwind_app, path, "northwind")


def test_a_deep_link_may_be_the_first_thing_a_new_process_serves(chromium: Browser, tmp_path: Path) -> None:
    with serving(tmp_path / "ws", tmp_path / "app.log") as app:
        page, errors = visit(chromium, app, "ranking", WIDE, "light", "first")
        check(page, errors)
        page.context.close()
        with urllib.request.urlopen(app.address) as answer:  # noqa: S310 - our own server
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [*FIRST, *REST])
def test_nothing_yet(chromium: Browser, empty_app: App, path: str) -> None:
    look(chromium, empty_app, path, "empty")
