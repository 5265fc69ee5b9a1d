"""A real browser on the page with a model set: a server on this machine plays the model, well-behaved and not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from model_server import ModelServer
from page_case import chromium_browser, patient, settled
from playwright.sync_api import expect
from server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


@pytest.fixture
def page(home: Path, model: ModelServer) -> Iterator[Any]:
    server = Server(home, {**model.environment, "NIGAO_PLAN_MODEL": "planner"}).start()
    with chromium_browser() as browser:
        tab = patient(browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN"))
        tab.set_default_timeout(60_000)
        tab.goto(server.address)
        tab.get_by_role("button", name="用示例试一试").click()
        tab.get_by_role("button", name=re.compile("起草20..年的稿子")).wait_for()
        tab.get_by_role("link", name="写稿", exact=True).click()
        tab.get_by_role("button", name="先列提纲，边聊边写").click()
        tab.locator(".ng-page .ng-empty").first.wait_for()
        yield tab
    server.kill()


def open_section(page: Any) -> None:
    """The points of the first long section, in the dialog of what can be done with it."""
    page.locator(".ng-section", has_text="2025年工作回顾").first.get_by_role("button", name="更多", exact=True).click()
    page.get_by_role("dialog").get_by_role("radio", name="要点", exact=True).click()
    page.get_by_role("button", name="请模型列要点").wait_for()
    settled(page)


def test_the_points_of_a_section_are_proposed_edited_and_followed(page: Any, model: ModelServer) -> None:
    open_section(page)
    page.get_by_role("button", name="请模型列要点").click()
    settled(page)
    box = page.get_by_label("要点", exact=True)
    expect(box).not_to_have_value("", timeout=60_000)
    assert "〔F" not in box.input_value()
    assert {body["model"] for body in model.chats} == {"planner"}
    box.fill("先说总量\n再说项目建设的进展")
    page.get_by_role("button", name="按要点写").click()
    page.locator(".ng-head").get_by_role("button", name="采纳", exact=True).first.wait_for()
    asked = str(model.chats[-1]["messages"]) + str(model.chats[1]["messages"])
    assert "再说项目建设的进展" in asked
    assert model.chats[1]["model"] == "played"
    page.get_by_role("radio", name="各稿", exact=True).click()
    page.get_by_text(re.compile(r"第1稿调用模型[1-9][0-9]*次，[0-9]+词元，用时[0-9]+秒")).wait_for()


def test_a_model_that_fails_leaves_one_sentence_and_what_was_typed(page: Any, model: ModelServer) -> None:
    open_section(page)
    page.get_by_label("要点", exact=True).fill("自己写的一条要点")
    model.play("401")
    page.get_by_role("button", name="请模型列要点").click()
    page.get_by_role("alert").first.wait_for()
    assert "Traceback" not in page.content()
    assert page.get_by_label("要点", exact=True).input_value() == "自己写的一条要点"
