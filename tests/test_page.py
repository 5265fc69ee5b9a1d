"""A real browser walks the page on real files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from page_case import chromium_browser, patient, settled, turn_to
from server import Server

from examples import example_files

pytestmark = pytest.mark.browser
TIMEOUT = 90_000


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with chromium_browser() as browser:
        yield browser


@pytest.fixture
def drafted(home: Path, sample_home: Path) -> None:
    """The sample's draft is written already; comes before the page."""
    shutil.copytree(sample_home, home)


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    running = Server(home).start()
    yield running
    running.kill()


@pytest.fixture
def page(chromium: Any, server: Server) -> Iterator[Any]:
    tab = patient(chromium.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN"))
    tab.set_default_timeout(TIMEOUT)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(server.address)
    tab.get_by_role("heading", name="材料").wait_for()
    yield tab
    tab.close()
    outside = [url for url in asked if not url.startswith((server.address, "data:", "blob:"))]
    assert not outside, f"the page asked outside addresses: {outside[:3]}"


def upload(page: Any, *files: Path) -> None:
    """Choose files as a person does: once the place for them is open and the page stands still."""
    page.get_by_role("button", name="上传去年的总结").click()
    page.get_by_role("button", name="读入").wait_for()
    settled(page)
    page.locator("input[type=file]").first.set_input_files([str(file) for file in files])
    for file in files:
        page.get_by_text(file.name).first.wait_for()
    page.get_by_role("button", name="读入").click()


def load_examples_and_draft(page: Any) -> None:
    page.get_by_role("button", name="用示例试一试").click()
    page.get_by_role("button", name=re.compile("起草20..年的稿子")).click()
    wait_until_written(page)


def turn_to_draft(page: Any) -> None:
    turn_to(page, "写稿")
    page.locator(".ng-page p").first.wait_for()


def wait_until_written(page: Any) -> None:
    page.get_by_text("全文已写好").wait_for()
    settled(page)  # a click on a page being redrawn can be lost


def ask(page: Any, words: str) -> None:
    """Say something in the chat, once the page has settled on one input."""
    page.wait_for_function("document.querySelectorAll('textarea').length === 1")
    page.locator("textarea").fill(words)
    page.keyboard.press("Enter")


def type_at_end_of(page: Any, words: str, typed: str) -> None:
    """Write at the end of the paragraph with these words, as one does who clicked there."""
    page.locator(".ng-page p", has_text=words).first.evaluate(
        "p => { p.closest('.ng-page').focus(); getSelection().selectAllChildren(p); getSelection().collapseToEnd(); }"
    )
    page.wait_for_timeout(100)
    page.keyboard.type(typed)


def save(page: Any) -> None:
    page.keyboard.press("Control+s")
    page.get_by_text(re.compile("已自动保存 [0-9]{2}:[0-9]{2}")).wait_for()


def accept_first(page: Any) -> None:
    page.locator(".ng-head").first.get_by_role("button", name="采纳", exact=True).click()
    page.locator(".ng-state", has_text="已核").first.wait_for()


def test_three_clicks_lead_from_nothing_to_a_finished_docx(page: Any, tmp_path: Path) -> None:
    load_examples_and_draft(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载送审稿").click()
    download.value.save_as(tmp_path / "draft.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "draft.docx")).paragraphs)
    assert "2025年工作回顾" in text
    assert len(text) > 5000


def test_uploaded_files_are_shown_with_what_was_recognised_and_refused_ones_with_why(page: Any, tmp_path: Path) -> None:
    (tmp_path / "财政局材料.txt").write_bytes("财政局2025年工作总结\n一般公共预算收入完成12.3亿元，增长5.6%。\n".encode("gb18030"))
    (tmp_path / "坏了.docx").write_bytes(b"PK\x03\x04 not a document")
    upload(page, example_files()[0][0], tmp_path / "财政局材料.txt", tmp_path / "坏了.docx")
    page.get_by_text("已收2份").wait_for()
    page.get_by_text("有1个文件没有收").wait_for()
    assert page.get_by_test_id("stAlert").inner_text().startswith("坏了.docx：“坏了.docx”")


@pytest.mark.usefixtures("drafted")
def test_a_figure_in_the_draft_shows_its_source_when_clicked(page: Any) -> None:
    turn_to_draft(page)
    page.locator(".ng-row", has_text="2025年工作回顾").first.click()
    page.locator(".ng-figure.ng-ok").first.click()
    page.locator(".st-key-pane-body").get_by_text("有出处").wait_for()


@pytest.mark.usefixtures("drafted")
def test_the_chat_answers_from_last_year_and_changes_only_what_was_asked(page: Any) -> None:
    turn_to_draft(page)
    ask(page, "去年城市副中心这一段怎么写的")
    page.get_by_text("出处：2025年").last.wait_for()
    ask(page, "还缺哪些数")
    page.get_by_text("还缺：").wait_for()


@pytest.mark.usefixtures("drafted")
def test_a_section_is_edited_accepted_and_found_again_after_the_server_was_killed(page: Any, server: Server) -> None:
    turn_to_draft(page)
    type_at_end_of(page, "请予审议", "再补一句。")
    save(page)
    accept_first(page)
    server.kill()
    server.start()
    page.goto(server.address)
    turn_to(page, "写稿")
    page.locator(".ng-state", has_text="已核").first.wait_for()
    page.locator(".ng-page").get_by_text("再补一句。").wait_for()


def test_a_draft_that_was_being_written_when_the_server_was_killed_goes_on_by_itself(page: Any, server: Server) -> None:
    page.get_by_role("button", name="用示例试一试").click()
    page.get_by_role("button", name=re.compile("起草20..年的稿子")).click()
    page.get_by_role("button", name="停止").wait_for()
    server.kill()
    server.start()
    page.goto(server.address)
    turn_to(page, "写稿")
    page.get_by_text("全文已写好").wait_for()


@pytest.mark.usefixtures("drafted")
def test_the_final_file_holds_only_what_was_accepted(page: Any, tmp_path: Path) -> None:
    turn_to_draft(page)
    accept_first(page)
    turn_to(page, "导出")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载定稿").click()
    download.value.save_as(tmp_path / "final.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "final.docx")).paragraphs)
    assert "现在，我代表" in text
    assert "2025年工作回顾" not in text


def test_markup_in_a_file_is_shown_as_text_and_loads_nothing(page: Any, tmp_path: Path) -> None:
    hostile = (
        '2025年工作总结\n一、开头<script>document.title="bad"</script>\n'
        "![图](http://203.0.113.7/a.png)<img src=http://203.0.113.7/b.png> 完成12家。\n"
    )
    (tmp_path / "2025年工作总结.txt").write_text(hostile, encoding="utf-8")
    upload(page, tmp_path / "2025年工作总结.txt")
    page.get_by_text("已收1份").first.wait_for()
    turn_to(page, "写稿")
    ask(page, "按去年的框架起草2026年工作打算")  # of which last year's has nothing
    page.get_by_role("button", name="换一份参照，新起一份").click()
    page.get_by_role("button", name="列提纲并起草全文").click()
    page.get_by_text("全文已写好").wait_for()
    page.locator(".ng-page").get_by_text("document.title").first.wait_for()
    assert page.title() != "bad"
    assert page.locator(".ng-page img:not(.ProseMirror-separator), .ng-page script").count() == 0


@pytest.mark.usefixtures("drafted")
def test_a_figure_is_put_right_by_hand_in_the_ledger_and_the_correction_taken_back(page: Any) -> None:
    turn_to(page, "台账")
    page.get_by_role("radio", name="全部数字").click()
    page.get_by_text(re.compile("共[0-9]+个数字")).wait_for()
    page.wait_for_timeout(1000)  # the table is drawn on a canvas: there is nothing in it to wait for
    page.locator('[data-testid="stDataFrame"] canvas').first.click(position={"x": 15, "y": 52}, force=True)
    page.get_by_role("button", name="更正", exact=True).click()
    page.get_by_label("数字（连单位）").fill("9.99亿元")
    page.get_by_role("button", name="保存更正").click()
    page.get_by_text("请写明更正的理由").wait_for()  # and what was typed is still there, in the open box
    assert page.get_by_label("数字（连单位）").input_value() == "9.99亿元"
    page.get_by_label("理由").fill("以年报为准")
    page.get_by_role("button", name="保存更正").click()
    page.get_by_text("改为“9.99亿元”").wait_for()
    page.get_by_role("radio", name="人工更正").click()
    page.get_by_role("heading", name="更正的数字（1）").wait_for()
    page.get_by_role("button", name="撤销更正").click()
    page.get_by_text("还没有人工更正").wait_for()


def test_the_import_job_survives_a_kill_in_its_middle(page: Any, server: Server, home: Path) -> None:
    page.get_by_role("button", name="用示例试一试").click()
    page.get_by_text(re.compile("正在读取|正在准备|已收")).first.wait_for()
    server.kill()
    server.start()
    page.goto(server.address)
    page.get_by_text("已收5份").wait_for()


def test_the_sample_is_a_world_of_its_own_and_goes_with_one_click(page: Any, tmp_path: Path) -> None:
    page.get_by_role("button", name="用示例试一试").click()
    page.get_by_role("button", name=re.compile("起草20..年的稿子")).wait_for()
    page.get_by_role("button", name="回到自己的材料").click()
    page.get_by_role("button", name="用示例试一试").wait_for()
    report = tmp_path / "青石县政府工作报告_2025.txt"
    report.write_text(
        "2025年青石县政府工作报告\n一、2024年工作回顾\n粮食产量41.3万吨。\n二、2025年工作安排\n再接再厉。\n", encoding="utf-8"
    )
    upload(page, report)
    page.get_by_text("这里是“青石县”的工作区，对吗").wait_for()
    page.get_by_role("button", name="对", exact=True).click()
    page.get_by_text("这里是“青石县”的工作区").wait_for(state="detached")
    page.get_by_text("已收1份").first.wait_for()
    page.reload()
    page.get_by_text("已收1份").first.wait_for()
    assert page.get_by_text("这里是“青石县”的工作区").count() == 0, "asked once"


@pytest.mark.usefixtures("drafted")
def test_who_is_at_the_keyboard_and_how_a_draft_leaves_are_there_after_a_reload(page: Any) -> None:
    turn_to_draft(page)
    page.get_by_role("textbox", name="核稿人").fill("李主任")
    page.keyboard.press("Tab")
    turn_to(page, "导出")
    page.get_by_role("textbox", name="成文日期").fill("2026年1月5日")
    page.keyboard.press("Tab")
    settled(page)
    page.wait_for_timeout(500)
    page.reload()
    page.get_by_role("textbox", name="核稿人").wait_for()
    page.wait_for_function("[...document.querySelectorAll('input')].some(input => input.value === '李主任')")
    turn_to(page, "导出")
    page.wait_for_function("[...document.querySelectorAll('input')].some(input => input.value === '2026年1月5日')")


@pytest.mark.usefixtures("drafted")
def test_a_tab_left_open_from_before_does_not_take_the_name_back(page: Any, chromium: Any, server: Server) -> None:
    old = patient(chromium.new_page(locale="zh-CN"))
    old.goto(server.address)
    turn_to(old, "台账")
    name = page.get_by_role("textbox", name="核稿人")
    name.fill("王主任")
    page.keyboard.press("Tab")
    settled(page)
    turn_to(page, "台账")
    turn_to(old, "导出")
    settled(old)
    page.reload()
    page.wait_for_function("[...document.querySelectorAll('input')].some(input => input.value === '王主任')")
    old.close()
