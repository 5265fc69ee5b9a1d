"""写稿 in a real browser: writing, asking, taking back and reviewing in one place, over a real server."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_case import chromium_browser, patient, settled
from server import Server
from workspace_case import opened_with, written

from nigao.commands import Amend, Edit
from nigao.desk.proposing import part
from nigao.workspace import Workspace

pytestmark = pytest.mark.browser

LAST = (
    "2025年示例区工作报告\n一、2024年工作回顾\n2024年，地区生产总值达到100亿元。营商环境持续改善。\n居民收入稳步提高。\n"
    "二、2025年工作打算\n持续抓好项目建设。推动重大项目落地见效。办好民生实事。\n"
)
MATERIAL = "发展改革局2025年工作情况\n2025年，全区地区生产总值达到120亿元，增长5.6%。\n"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with chromium_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbench")


@pytest.fixture(scope="module")
def opened(place: Path) -> Workspace:
    return opened_with(place, {"示例区_2025.txt": LAST, "发改局材料.txt": MATERIAL})


@pytest.fixture(scope="module")
def server(place: Path, opened: Workspace) -> Iterator[Server]:
    running = Server(place / "home").start()
    yield running
    running.kill()


@pytest.fixture
def prepared(opened: Workspace, server: Server) -> tuple[Workspace, str]:
    """A draft of the test's own, the last one worked on, written whole by whoever takes its sections: this process or the server's."""
    draft = written(opened, 2026).id
    while any(section.state in ("empty", "writing") for section in opened.desk.view(draft).sections):
        opened.worker.run_waiting()
        time.sleep(0.1)
    return opened, draft


def open_tab(chromium: Any, server: Server) -> Any:
    """Somebody's own browser on 写稿."""
    page = patient(chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page())
    page.set_default_timeout(90_000)
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(f"{server.address}/write")
    page.locator(".ng-page p").first.wait_for()
    settled(page)
    return page


@pytest.fixture
def page(chromium: Any, server: Server, prepared: tuple[Workspace, str]) -> Iterator[Any]:
    tab = open_tab(chromium, server)
    yield tab
    outside = [url for url in tab.asked if not url.startswith((server.address, "data:", "blob:"))]
    tab.context.close()
    assert not outside, f"the page asked outside addresses: {outside[:3]}"


def type_behind(page: Any, words: str, typed: str) -> None:
    """Write at the end of the paragraph with these words, as one does who clicked there."""
    page.locator(".ng-page p", has_text=words).first.evaluate(
        "p => { p.closest('.ng-page').focus(); getSelection().selectAllChildren(p); getSelection().collapseToEnd(); }"
    )
    page.wait_for_timeout(150)
    page.keyboard.type(typed)


def save(page: Any) -> None:
    page.keyboard.press("Control+s")
    page.get_by_text(re.compile("已自动保存 [0-9]{2}:[0-9]{2}")).wait_for()


def ask(page: Any, words: str) -> None:
    page.locator("textarea").last.fill(words)
    page.keyboard.press("Enter")


def manuscript(page: Any) -> str:
    said: str = page.locator(".ng-page").inner_text()
    return said


def test_what_is_written_in_the_text_is_there_when_one_comes_back(page: Any, server: Server) -> None:
    type_behind(page, "办好民生实事", "补一句手写的话。")
    save(page)
    server.kill()
    server.start()
    page.goto(f"{server.address}/write")
    page.locator(".ng-page p", has_text="补一句手写的话。").wait_for()
    page.locator(".ng-clause.ng-stated", has_text="补一句手写的话").wait_for()


def test_what_was_typed_just_before_she_turned_to_another_page_is_saved(page: Any, prepared: tuple[Workspace, str]) -> None:
    opened, draft = prepared

    def kept() -> str:
        return "".join(part for one in opened.desk.view(draft).sections if one.current for part in one.current.section.paragraphs)

    said = ""
    for sentence in ("头一句。", "再一句。"):
        type_behind(page, "办好民生实事", sentence)
        page.get_by_role("link", name="台账", exact=True).click()
        said += sentence
        for _ in range(600):
            if f"办好民生实事。{said}" in kept():
                break
            page.wait_for_timeout(100)  # on 台账: nobody is in the text any more
        assert f"办好民生实事。{said}" in kept()
        page.get_by_role("link", name="写稿", exact=True).click()
        page.locator(".ng-page p", has_text=f"办好民生实事。{said}").wait_for()


def test_two_tabs_on_one_section_lose_no_word_of_either(page: Any, chromium: Any, server: Server) -> None:
    other = open_tab(chromium, server)
    type_behind(other, "办好民生实事", "乙写的一句。")
    type_behind(page, "办好民生实事", "甲写的一句。")
    save(other)
    page.keyboard.press("Control+s")
    page.get_by_text("同时改了这一部分").wait_for()
    page.get_by_role("button", name="两个都留").click()
    page.get_by_text(re.compile("已自动保存")).wait_for()
    page.reload()
    page.locator(".ng-page p", has_text="甲写的一句。").wait_for()
    assert "乙写的一句。" in manuscript(page)
    other.context.close()


def test_after_a_request_the_text_shows_what_changed_and_one_click_takes_it_back(page: Any) -> None:
    before = manuscript(page)
    assert "办好民生实事" in before
    ask(page, "把“办好民生实事”改为“办好十件实事”")
    page.locator(".ng-page p", has_text="办好十件实事").wait_for()
    page.get_by_role("button", name="撤回这次改动").click()
    page.locator(".ng-page p", has_text="办好民生实事").wait_for()
    assert "办好十件实事" not in manuscript(page)


def test_ctrl_z_with_nothing_typed_takes_back_what_was_done_last(page: Any) -> None:
    ask(page, "把“办好民生实事”改为“办好十件实事”")
    page.locator(".ng-page p", has_text="办好十件实事").wait_for()
    settled(page)
    page.locator(".ng-page").focus()
    page.keyboard.press("Control+z")
    page.locator(".ng-page p", has_text="办好民生实事").wait_for()


def test_three_of_five_suggestions_are_taken_in_the_text(chromium: Any, prepared: tuple[Workspace, str], server: Server) -> None:
    opened, draft = prepared
    section = opened.desk.view(draft).sections[-1]
    text = "甲句在这里。乙句在这里。丙句在这里。丁句有30家。戊句在这里。"
    opened.doing.do(draft, Edit(section.id, text), "撰稿人")
    changes = [(f"{one}句在这里", f"{one}句改过了") for one in "甲乙丙戊"] + [("丁句有30家", "丁句有31家")]
    parts = [part(Amend(section.id, old, new), old, new) for old, new in changes]
    opened.doing.propose(draft, Amend(section.id, "", ""), "有五处可以改。", parts, "审稿人", "review")
    page = open_tab(chromium, server)
    assert page.locator(".ng-suggestion").count() == 5
    for words in ("甲", "丙"):
        page.locator("p", has_text="甲句").locator(".ng-suggestion", has_text="改过了").nth(0 if words == "甲" else 1).locator(
            ".ng-take"
        ).click()
        page.locator(".ng-page p", has_text=f"{words}句改过了").wait_for()
    page.locator(".ng-suggestion.ng-number .ng-take").click()
    page.locator(".ng-page p", has_text="丁句有31家").wait_for()
    settled(page)
    now = opened.desk.view(draft).sections[-1].current
    assert now is not None
    assert now.section.text == "甲句改过了。乙句在这里。丙句改过了。丁句有31家。戊句在这里。"
    assert page.locator(".ng-suggestion").count() == 2
    page.context.close()


def test_a_gap_is_filled_in_the_text_with_where_the_value_is_from(chromium: Any, prepared: tuple[Workspace, str], server: Server) -> None:
    opened, draft = prepared
    section = opened.desk.view(draft).sections[-1]
    opened.doing.do(draft, Edit(section.id, "投资完成【待补：投资（亿元）】。"), "撰稿人")
    page = open_tab(chromium, server)
    page.locator(".ng-gap").last.click(position={"x": 40, "y": 12})  # its middle: the word in the margin hangs on it too
    page.get_by_label("填什么").fill("99.9亿元")
    page.get_by_label("从哪里来", exact=True).last.fill("统计局快报")
    page.get_by_role("button", name="填入").last.click()
    page.locator(".ng-page p", has_text="投资完成99.9亿元。").wait_for()
    page.context.close()


def test_chinese_is_composed_while_a_section_is_written_in_the_background(page: Any) -> None:
    type_behind(page, "办好民生实事", "")
    ask_again = page.context.new_cdp_session(page)
    page.evaluate("window.before = document.querySelectorAll('.ng-section').length")
    for stage in ("x", "xi", "新 z", "新增"):
        ask_again.send("Input.imeSetComposition", {"text": stage, "selectionStart": len(stage), "selectionEnd": len(stage)})
        page.wait_for_timeout(120)
    ask_again.send("Input.insertText", {"text": "新增的话。"})
    page.locator(".ng-head").nth(1).get_by_role("button", name="更多", exact=True).click()  # what was typed is saved first
    page.get_by_role("dialog").get_by_role("button", name="重写", exact=True).click()
    page.get_by_role("dialog").wait_for(state="detached")
    settled(page)
    page.locator(".ng-page p", has_text="办好民生实事").get_by_text("新增的话。").first.wait_for()


def test_the_panes_turn_to_what_was_asked_for(page: Any) -> None:
    page.locator(".ng-figure.ng-ok, .ng-figure.ng-warn").first.click()
    page.locator(".st-key-pane-body").get_by_text("发展改革局").first.wait_for()
    for name, shows in (
        ("意见", "全稿体检"),
        ("缺数", re.compile("待补")),
        ("去年", "标出不同"),
        ("各稿", "和哪一稿比"),
        ("对话", "可以这样说"),
    ):
        page.get_by_role("radio", name=name, exact=True).click()
        page.locator(".st-key-pane-body").get_by_text(shows).first.wait_for()


def test_the_workbench_fills_the_window_and_nothing_is_cut_off(page: Any) -> None:
    for width, height in ((1024, 768), (1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(1500)
        settled(page)
        box = page.locator(".ng-editor").bounding_box()
        assert height - 24 <= box["y"] + box["height"] <= height
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= height + 2
        asked = page.locator("textarea").first.bounding_box()
        assert asked["y"] + asked["height"] <= height
        folded = page.locator(".ng-outline").bounding_box()["width"] < 60
        assert folded == (width == 1024)
        assert page.get_by_role("radio", name="出处", exact=True).count() == (2 if width == 1920 else 1)
