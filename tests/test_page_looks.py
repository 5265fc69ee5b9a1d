"""The pages at the widths of three office screens look as they did when a person looked at them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from looks import other_faces, unlike
from page_case import chromium_browser, patient, settled
from server import Server
from workspace_case import written

from bootstrap import open_workspace
from examples import example_files
from nigao.settings import Settings
from nigao.work.intake import Wishes

pytestmark = pytest.mark.browser
SIZES = ((1024, 768), (1366, 768), (1920, 1080))
THERE = {
    "材料": ".st-key-shelf, [data-testid=stDataFrame]",
    "台账": "button[role=radio]",
    "写稿": ".ng-page p",
    "导出": "button",
    "记录": "[data-testid=stDataFrame]",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("looks")
    opened = open_workspace(Settings(home=place / "home" / "sample"))
    for path, wishes in example_files():
        opened.intake.take_in(path, Wishes(**wishes))
    written(opened, 2026)
    running = Server(place / "home").start()
    yield running
    running.kill()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with chromium_browser() as browser:
        yield browser


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_pages_look_as_they_did(chromium: Any, server: Server, width: int, height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = patient(chromium.new_page(viewport={"width": width, "height": height}, locale="zh-CN"))
    tab.set_default_timeout(90_000)
    tab.goto(server.address)
    tab.get_by_role("heading", name="材料", exact=True).wait_for()
    if other_faces(tab):
        pytest.skip("other typefaces than the looks were taken in")
    off = []
    for name, there in THERE.items():
        tab.get_by_role("link", name=name, exact=True).click()
        tab.get_by_role("heading", name=name, exact=True).wait_for()
        tab.locator(there).first.wait_for()
        settled(tab)
        tab.wait_for_function("document.fonts.status === 'loaded'")
        tab.mouse.move(1, 1)
        tab.wait_for_timeout(700)  # tables are drawn on a canvas, boxes slide open: there is nothing in them to wait for
        off.append(unlike(tab, f"{name}-{width}"))
    assert not any(off), off
    if width == 1366:
        tab.get_by_role("link", name="写稿", exact=True).click()
        tab.locator(".ng-page p").first.wait_for()
        settled(tab)
        tab.add_style_tag(content=".st-key-pane-body { visibility: hidden }")
        monkeypatch.delenv("NEW_LOOKS", raising=False)
        assert unlike(tab, f"写稿-{width}"), "a pane that is gone is seen"
    tab.close()
