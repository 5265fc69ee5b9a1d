"""A real browser on the real page, which waits as a person does until the page has been drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from conftest import CHROMIUM

BEING_DRAWN = "[data-test-script-state=running], [data-test-script-state=rerunRequested]"


@contextmanager
def chromium_browser() -> Iterator[Any]:
    """Chromium without a window, asking nobody outside for anything of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        )
        yield browser
        browser.close()


def patient(tab: Any) -> Any:
    """The tab, its clicks held back while the page is being drawn: until then what goes stands beside what comes, twice."""
    tab.add_locator_handler(tab.locator(BEING_DRAWN), lambda: None)
    return tab


def settled(tab: Any) -> None:
    """The page's script has run to its end: what was there before is gone."""
    tab.locator("[data-test-script-state=notRunning]").wait_for()


def turn_to(page: Any, name: str) -> None:
    """Turn to another page by the side bar."""
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", name=name, exact=True).wait_for()


def pane(page: Any, name: str) -> Any:
    """Turn the right pane to one of its tabs."""
    page.get_by_role("radio", name=name, exact=True).click()
    return page.locator(".st-key-pane-body")
