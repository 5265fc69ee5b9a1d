"""What the pages show, nothing done on them: their looks at three widths, addresses, contrast, names, the keyboard's way from room to room."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from looks import other_faces, unlike
from page_case import chromium_browser, pane, patient, settled, turn_to
from server import Server

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
def server(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("looks")
    shutil.copytree(sample_home, place / "home")
    running = Server(place / "home").start()
    yield running
    running.kill()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with chromium_browser() as browser:
        yield browser


@pytest.fixture
def page(chromium: Any, server: Server) -> Iterator[Any]:
    tab = patient(chromium.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN"))
    tab.set_default_timeout(90_000)
    tab.goto(server.address)
    tab.get_by_role("heading", name="材料").wait_for()
    yield tab
    tab.close()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_pages_look_as_they_did(chromium: Any, server: Server, width: int, height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = patient(chromium.new_page(viewport={"width": width, "height": height}, locale="zh-CN"))
    tab.set_default_timeout(90_000)
    tab.goto(server.address)
    tab.get_by_role("heading", name="材料", exact=True).wait_for()
    elsewhere = other_faces(tab)
    off = []
    for name, there in THERE.items():
        tab.get_by_role("link", name=name, exact=True).click()
        tab.get_by_role("heading", name=name, exact=True).wait_for()
        tab.locator(there).first.wait_for()
        settled(tab)
        tab.wait_for_function("document.fonts.status === 'loaded'")
        tab.mouse.move(1, 1)
        tab.wait_for_timeout(700)  # tables are drawn on a canvas, boxes slide open: there is nothing in them to wait for
        off.append(unlike(tab, f"{name}-{width}", elsewhere))
    assert not any(off), off
    if width == 1366 and not elsewhere:
        tab.get_by_role("link", name="写稿", exact=True).click()
        tab.locator(".ng-page p").first.wait_for()
        settled(tab)
        tab.add_style_tag(content=".st-key-pane-body { visibility: hidden }")
        monkeypatch.delenv("NEW_LOOKS", raising=False)
        assert unlike(tab, f"写稿-{width}"), "a pane that is gone is seen"
    tab.close()


def test_the_ledger_lists_figures_and_what_is_missing(page: Any) -> None:
    turn_to(page, "台账")
    page.get_by_role("radio", name="全部数字").click()
    page.get_by_text(re.compile("共[0-9]+个数字")).wait_for()
    page.get_by_role("radio", name="缺数催报单").click()
    page.get_by_text(re.compile("还没有的指标，共[0-9]+个")).wait_for()


def test_every_page_has_its_address_and_one_that_leads_nowhere_says_so(page: Any, server: Server) -> None:
    page.goto(f"{server.address}/materials")
    page.get_by_text(re.compile("已收[0-9]+份")).wait_for()
    assert page.get_by_role("dialog").count() == 0
    page.goto(f"{server.address}/nowhere")
    heading = page.get_by_role("dialog").locator("h2")
    heading.wait_for()
    assert "没有这一页" in heading.evaluate("(e) => getComputedStyle(e, '::after').content")


def test_every_text_stands_out_from_its_ground_and_every_control_has_a_name(page: Any) -> None:
    hard = (Path(__file__).parent / "legibility.js").read_text(encoding="utf-8").split("\n", 2)[2]
    for name in ("材料", "台账", "导出", "写稿"):
        turn_to(page, name)
        settled(page)
        assert page.evaluate(hard) == [], name
    for name in ("出处", "意见", "缺数", "去年", "各稿"):
        pane(page, name)
        settled(page)
        assert page.evaluate(hard) == [], name
    for kind in ("button", "textbox", "combobox", "link", "radio"):
        assert not page.get_by_role(kind, name=re.compile(r"^\s*$")).count(), kind
    page.locator(".ng-title").first.evaluate("one => one.style.color = '#b0a89a'")
    assert page.evaluate(hard)


ENGLISH = """() => [...document.querySelectorAll('[aria-label], [placeholder]')].filter((one) => !one.closest('[aria-hidden=true]'))
    .flatMap((one) => [one.getAttribute('aria-label'), one.getAttribute('placeholder')])
    .filter((said) => said && /[A-Za-z]{3,}/.test(said) && !/[\u4e00-\u9fff]/.test(said))"""


def test_f6_goes_from_room_to_room_and_what_a_screen_reader_hears_is_chinese(page: Any) -> None:
    for name in ("材料", "台账", "记录", "导出", "写稿"):
        turn_to(page, name)
        settled(page)
        page.wait_for_function(f"({ENGLISH})().length === 0")
    page.locator(".ng-page p").first.wait_for()
    page.locator("[data-testid=stChatInput] textarea").wait_for()
    rooms = []
    for key in ("F6", "F6", "F6", "F6", "Shift+F6"):
        page.keyboard.press(key)
        rooms.append(page.evaluate("['.ng-outline', '.ng-page', '.st-key-pane-body'].find((one) => document.activeElement.closest(one))"))
    assert rooms == [".ng-outline", ".ng-page", ".st-key-pane-body", ".ng-outline", ".st-key-pane-body"]


def test_the_scripts_of_the_widgets_are_fetched_beside_the_page_and_once(chromium: Any, server: Server) -> None:
    tab = chromium.new_page()
    told: list[str] = []
    tab.on("response", lambda answer: told.append(answer.headers["link"]) if answer.url.endswith("/write") else None)
    tab.goto(f"{server.address}/write")
    tab.locator(".ng-page p").first.wait_for()
    tab.locator("[data-testid=stChatInput] textarea").wait_for()
    beside = set(re.findall(r"<\./static/js/([^>]+)>", told[0]))
    fetched = tab.evaluate("performance.getEntriesByType('resource').map((one) => one.name).filter((name) => name.includes('/static/js/'))")
    tab.close()
    names = [address.rpartition("/")[2] for address in fetched]
    assert len(names) == len(set(names)), "a script was fetched twice"
    assert beside <= set(names)
    assert any(name.startswith("BidiComponent.") for name in beside)
