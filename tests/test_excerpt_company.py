"""A company's report in Word and its sheet with plan and result side by side: what follows from two levels is reckoned and says so."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from workspace_case import opened_with, written

from nigao.draft import DraftSection

ROWS = [
    ["指标名称", "单位", "2024年实际", "2025年", None, "同比"],
    [None, None, None, "预算", "实际", None],
    ["营业收入", "万元", 123600, 132000, 134520, "8.8%"],
    ["工业总产值", "万元", 98000, None, 103500, None],
    ["资产负债率", "%", 58.3, 58, 57.9, None],
    ["产销差率", "%", 12.6, 11.8, 11.9, None],
    ["污水处理量", "亿吨", 1.87, 1.9, 1.93, None],
    ["老旧管网改造", "公里", 132, 150, 141, None],
    ["培训员工", "人次", 1200, None, 1500, None],
]


def _report(path: Path) -> None:
    document = docx.Document()
    document.add_heading("示例水务集团有限公司2024年工作总结和2025年工作计划", 0)
    document.add_heading("一、2024年工作完成情况", 1)
    document.add_paragraph(
        "实现营业收入12.36亿元，同比增长6.8%；工业总产值9.8亿元，同比增长5.2%；资产负债率58.3%，较年初下降1.2个百分点。"
        "产销差率12.6%，同比上升0.8个百分点；处理污水1.87亿吨；改造老旧管网132公里；培训员工1200人次，同比增长9.1%。"
    )
    document.add_heading("二、存在的主要问题", 1)
    document.add_paragraph("一是漏损控制压力仍然较大，老旧管网改造任务繁重。")
    document.add_heading("三、2025年工作计划", 1)
    document.add_paragraph("改造老旧管网150公里。")
    document.save(str(path))


def _sheet(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    for merged in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"):
        sheet.merge_cells(merged)
    book.save(path)


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DraftSection]:
    """The draft's sections by their titles."""
    folder = tmp_path_factory.mktemp("company")
    _report(folder / "示例水务2024年工作总结.docx")
    _sheet(folder / "2025年经营指标.xlsx")
    opened = opened_with(folder, {"党群部材料.txt": "党群工作部2025年工作总结\n全年开展主题党日活动52次，新发展党员21名。\n"})
    opened.intake.take_in(folder / "示例水务2024年工作总结.docx")
    opened.intake.take_in(folder / "2025年经营指标.xlsx")
    view = written(opened, 2026)
    return {s.item.title: s.current.section for s in view.sections if s.current}


def test_a_change_nobody_states_is_reckoned_from_two_levels_turned_where_it_turned_and_shows_both(review: dict[str, DraftSection]) -> None:
    section = review["2025年工作完成情况"]
    assert "资产负债率57.9%，较年初下降0.4个百分点" in section.text
    assert "产销差率11.9%，同比下降0.7个百分点" in section.text
    assert "培训员工1500人次，同比增长25%" in section.text
    reckoned = {section.text[e.start : e.end]: e for e in section.evidence if e.verdict == "computed"}
    assert set(reckoned) == {"0.4个百分点", "0.7个百分点", "25%"}
    assert {place.value.rstrip("%") for place in reckoned["0.7个百分点"].places} >= {"11.9", "12.6"}
    assert not [finding for finding in section.findings if finding.severity == "error"]


def test_growth_at_comparable_prices_is_not_reckoned_from_two_levels(review: dict[str, DraftSection]) -> None:
    text = review["2025年工作完成情况"].text
    assert "工业总产值10.35亿元，同比增长【待补" in text


def test_what_was_planned_is_not_told_as_a_result(review: dict[str, DraftSection]) -> None:
    text = "\n".join(section.text for section in review.values())
    assert "13.2亿元" not in text and "预算" not in text


def test_a_deed_is_one_with_its_verb_before_or_behind(review: dict[str, DraftSection]) -> None:
    text = review["2025年工作完成情况"].text
    assert "处理污水1.93亿吨" in text and "改造老旧管网141公里" in text


def test_a_parts_own_summary_is_material(review: dict[str, DraftSection]) -> None:
    assert any("开展主题党日活动52次" in section.text for section in review.values())


def test_problems_stand_whole_for_a_person_to_look_at(review: dict[str, DraftSection]) -> None:
    assert review["存在的主要问题"].text == "一是漏损控制压力仍然较大，老旧管网改造任务繁重。"
