"""A draft looked at as a whole, and checks a person switches off for one draft with a reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from workspace_case import accept, edit, opened_with

from nigao.commands import SwitchOff, SwitchOn
from nigao.desk.results import Refused
from nigao.workspace import Workspace

LAST = "2025年示例区工作报告\n一、2024年工作回顾\n2024年，全区经济稳中有进。持续优化营商环境，企业开办时间压缩到半个工作日以内。\n二、2025年工作打算\n持续抓好项目建设。\n"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return opened_with(tmp_path, {"示例区_2025.txt": LAST})


def _draft(opened: Workspace, text: str) -> str:
    draft = opened.drafting.start(2026)
    edit(opened, draft, 1, text)
    return draft


def _codes(opened: Workspace, draft: str) -> set[str]:
    return {finding.code for _, finding in opened.inspecting.whole(draft).findings}


def test_a_check_is_off_for_this_draft_with_a_reason_and_can_be_switched_on_again(opened: Workspace) -> None:
    draft = _draft(opened, "增长5-10%。约300家左右。")
    other = _draft(opened, "增长5-10%。约300家左右。")
    assert {"wording.percent_range", "wording.double_approx"} <= _codes(opened, draft)
    opened.doing.do(draft, SwitchOff("wording.percent_range", "沿用文件原文"), "王")
    assert "wording.percent_range" not in _codes(opened, draft)
    assert "wording.double_approx" in _codes(opened, draft)
    assert "wording.percent_range" in _codes(opened, other)
    assert [(off.code, off.reason, off.by) for off in opened.reviewing.switched_off(draft)] == [
        ("wording.percent_range", "沿用文件原文", "王")
    ]
    opened.doing.do(draft, SwitchOn("wording.percent_range"), "王")
    assert "wording.percent_range" in _codes(opened, draft)


def test_a_family_is_switched_off_by_its_name(opened: Workspace) -> None:
    draft = _draft(opened, "增长5-10%。约300家左右。")
    opened.doing.do(draft, SwitchOff("wording", "由文字组统一改"), "王")
    assert not any(code.startswith("wording") for code in _codes(opened, draft))


def test_switching_off_needs_a_reason_and_a_code_that_exists(opened: Workspace) -> None:
    draft = _draft(opened, "增长5-10%。")
    for command, why in ((SwitchOff("wording", " "), "理由"), (SwitchOff("wording.nothing", "随便"), "没有代码")):
        refused = opened.doing.do(draft, command, "王")
        assert isinstance(refused, Refused) and why in refused.why
    assert opened.reviewing.switched_off(draft) == []


def test_the_number_guard_switched_off_no_longer_blocks_and_is_said(opened: Workspace) -> None:
    draft = _draft(opened, "新增规上企业37家。")
    assert [found.finding.code for found in opened.reviewing.open_findings(draft, ("error",))] == ["figure.unsupported"]
    accept(opened, draft, 1)
    assert not opened.exporting.readiness(draft).final
    opened.doing.do(draft, SwitchOff("figure.unsupported", "数字由统计局另行核定"), "王")
    assert opened.reviewing.open_findings(draft, ("error",)) == []
    assert opened.exporting.readiness(draft).final


def test_the_share_carried_over_from_last_year_is_told_for_each_section(opened: Workspace) -> None:
    draft = _draft(opened, "持续优化营商环境，企业开办时间压缩到半个工作日以内。\n建成智能制造产业园三期标准厂房并交付首批入园企业。")
    carried = opened.inspecting.whole(draft).carried
    assert 0.4 < carried[1] < 0.6


def test_what_the_inspection_found_stands_in_the_review_copy_as_comments(opened: Workspace) -> None:
    draft = _draft(opened, "2024年，全区经济稳中有进。")
    content = opened.exporting.review_copy(draft, opened.export_options(comments=True))
    comments = zipfile.ZipFile(io.BytesIO(content)).read("word/comments.xml").decode()
    assert "请核对是否应为2025年" in comments


def test_parts_that_do_not_add_up_are_said_in_their_section_before_it_is_signed_and_not_a_second_time(opened: Workspace) -> None:
    draft = _draft(opened, "举办各类活动42场，其中音乐节8场、马拉松1场、市集21场、研学活动11场。")
    said = [found.finding.code for found in opened.reviewing.open_findings(draft)]
    assert said.count("consistency.sum") == 1 and "consistency.sum" not in _codes(opened, draft)
