"""The sliders of the scoring page: what a browser does and AppTest does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import App
from .test_pages import settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_no_key_press_is_lost_while_the_page_computes(chromium: Browser, sample_app: App) -> None:
    page = chromium.new_page()
    page.goto(f"{sample_app.address}/scoring")
    settle(page)
    slider = page.get_by_role("slider").first
    slider.focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(120)
    page.wait_for_timeout(2500)
    settle(page)
    assert page.get_by_role("slider").first.input_value() == "0"
    assert "w=0-" in page.url
    page.close()
