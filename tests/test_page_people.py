"""The page of a shared workspace in a real browser: each role finds what is hers and no more."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from editor_case import at_end_of
from page_case import chromium_browser, patient, settled
from server import Server
from shared_case import PASSWORD, PEOPLE, draft_of, prepared, section

from bootstrap import open_accounts, open_workspace
from nigao.settings import Settings
from nigao.workspace import Workspace

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with chromium_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("shared") / "home")


@pytest.fixture
def server(made: Path, home: Path) -> Iterator[Server]:
    shutil.copytree(made, home)
    running = Server(home, {"NIGAO_AUTH": "accounts"}).start()
    yield running
    running.kill()


def whole(server: Server) -> Workspace:
    return open_workspace(Settings(home=server.home, auth="accounts"))


def signed_in(chromium: Any, server: Server, who: str, heading: str) -> Any:
    """A browser of her own, on her first page."""
    tab = patient(chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page())
    tab.set_default_timeout(90_000)
    tab.goto(server.address)
    tab.get_by_label("名字").fill(PEOPLE[who][0])
    tab.get_by_label("密码").fill(PASSWORD)
    tab.get_by_role("button", name="登录").click()
    tab.get_by_role("heading", name=heading, exact=True).wait_for()
    settled(tab)
    return tab


def rooms(tab: Any) -> list[str]:
    return [one.strip() for one in tab.locator("[data-testid=stSidebarNav] a").all_inner_texts()]


def turn_to(tab: Any, name: str) -> None:
    tab.get_by_role("link", name=name, exact=True).click()
    tab.get_by_role("heading", name=name, exact=True).wait_for()
    settled(tab)


def test_each_role_finds_its_own_pages_and_no_button_it_may_not_use(chromium: Any, server: Server):
    reader = signed_in(chromium, server, "只读", "材料")
    assert rooms(reader) == ["材料", "台账", "写稿", "导出", "记录"]
    reader.get_by_text("您是只读，不能放入材料").wait_for()
    assert reader.get_by_role("button", name="读入").count() == 0
    turn_to(reader, "写稿")
    reader.get_by_text("您是只读，不能改稿子").wait_for()
    assert reader.get_by_role("button", name="采纳").count() == 0
    turn_to(reader, "导出")
    reader.get_by_text("您是只读，不能导出定稿").wait_for()
    assert reader.get_by_role("button", name="下载定稿").is_disabled()
    reader.goto(f"{server.address}/people")
    reader.get_by_role("heading", name="材料", exact=True).wait_for()
    administrator = signed_in(chromium, server, "管理员", "记录")
    assert rooms(administrator) == ["记录", "人员"]
    assert administrator.get_by_text("示例区").count() == 0


def test_a_writer_types_in_her_part_and_not_in_anothers(chromium: Any, server: Server):
    tab = signed_in(chromium, server, "撰稿", "材料")
    turn_to(tab, "写稿")
    tab.get_by_text("这一部分由赵六写。").wait_for()
    at_end_of(tab, "新增企业")
    tab.keyboard.type("园区开工。")
    tab.keyboard.press("Control+s")
    tab.get_by_text(re.compile("已自动保存 [0-9]{2}:[0-9]{2}")).wait_for()
    at_end_of(tab, "新建学校")
    tab.keyboard.type("抢着写")
    tab.keyboard.press("Control+s")
    turn_to(tab, "记录")
    kept = whole(server)
    current = kept.desk.load(draft_of(kept)).current
    assert "园区开工。" in current[section(kept, "产业")].section.text and current[section(kept, "产业")].by == "李四"
    assert "抢着写" not in current[section(kept, "教育")].section.text


def test_a_department_hands_in_and_is_shown_what_is_asked_of_it_alone(chromium: Any, server: Server, tmp_path: Path):
    tab = signed_in(chromium, server, "报送", "报送")
    assert rooms(tab) == []  # one page has no list of pages
    tab.get_by_text(re.compile("要填[1-9]个数")).wait_for()
    assert tab.get_by_text("教育局").count() == 0
    (tmp_path / "补报.txt").write_text("发展改革局补报\n2026年，引进项目15个。\n", encoding="utf-8")
    tab.locator("input[type=file]").first.set_input_files(str(tmp_path / "补报.txt"))
    tab.get_by_role("button", name="交上去").click()
    tab.get_by_text("已收 补报.txt").wait_for()
    tab.get_by_text("本部门的材料（2份）").wait_for()
    assert {one.department for one in whole(server).archive.sources() if one.filename == "补报.txt"} == {"发展改革局"}


def test_an_administrator_opens_an_account_and_cannot_leave_the_house_without_one(chromium: Any, server: Server):
    tab = signed_in(chromium, server, "管理员", "记录")
    turn_to(tab, "人员")
    tab.get_by_role("button", name="开一个账号").click()
    tab.get_by_label("名字").fill("孙新")
    tab.get_by_label("角色").last.click()
    tab.get_by_role("option", name="只读").click()
    tab.keyboard.press("Escape")
    tab.get_by_label("密码", exact=True).last.fill(PASSWORD)
    tab.get_by_role("button", name="开账号", exact=True).click()
    tab.get_by_text("已开账号“孙新”").wait_for()
    tab.locator(".st-key-lock-admin button").click()
    tab.get_by_text("这是最后一个能用的管理员账号").wait_for()
    assert {one.name: one.locked for one in open_accounts(Settings(home=server.home)).every()}["admin"] is False
