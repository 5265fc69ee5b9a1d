"""Several departments tell one office's year, overlapping and contradicting each other: each deed once, in its own section."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import opened_with, written

from nigao.checks.finding import Finding
from nigao.commands import Choose, Edit, Take, Undo
from nigao.desk.results import Done
from nigao.draft import DraftSection
from nigao.review import SectionView

LAST = """示例区住建局2024年工作总结和2025年工作计划
一、2024年工作总结
（一）城市更新
改造老旧小区38个，既有住宅加装电梯57部。
（二）建筑业
扎实推进建筑业转型，建筑业总产值完成286.4亿元，同比增长6.1%，装配式建筑占新建建筑比例达到35.6%。
（三）绿色建筑
新建民用建筑中绿色建筑占比达到100%，完成既有建筑节能改造21.5万平方米。
（四）党的建设
扎实开展党纪学习教育，组织集中学习24次。
二、2025年工作计划
2025年是“十四五”规划收官之年，我局将坚持稳中求进工作总基调，重点抓好以下工作。
（一）城市更新
改造老旧小区42个，建成城建档案馆1座。
（二）建筑业
建筑业总产值突破300亿元。
"""
BUILDING = """建管科2025年工作总结
全区建筑业总产值完成303.8亿元，同比增长6.1%。装配式建筑占新建建筑比例达到38.9%。完成既有建筑节能改造26.2万平方米。
2026年，力争建筑业总产值达到320亿元。
"""
PARTY = """机关党委2025年党建工作总结
组织集中学习26次，开展专题党课10场。
全区建筑业总产值突破305亿元，党建引领作用明显。
"""
RENEWAL = """城市更新科2025年工作总结
改造老旧小区43个，既有住宅加装电梯71部。城建档案馆于9月建成开放，接待查档1800人次。
2026年，我科计划改造老旧小区40个。
"""
TABLE = """指标,2024年,2025年,单位
加装电梯,57,72,部
建筑业总产值,286.4,303.8,亿元
装配式建筑占比,35.6,38.9,%
"""


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DraftSection]:
    """The draft's sections by their headings; the plan's have 计划 before them."""
    papers = {"建管科总结.txt": BUILDING, "机关党委总结.txt": PARTY, "城市更新科总结.txt": RENEWAL, "住建指标2025.csv": TABLE}
    opened = opened_with(tmp_path_factory.mktemp("departments"), {"示例区住建局2024年工作总结.txt": LAST, **papers})
    opened.intake.as_material(opened.intake.handed_in())
    rows = [s for s in written(opened, 2026).sections if s.current]
    return {("计划" if s.item.kind == "plan" else "") + s.item.title: s.current.section for s in rows if s.current}


def test_of_contradicting_values_one_stands_and_is_marked(sections: dict[str, DraftSection]) -> None:
    assert "305亿元" not in sections["建筑业"].text  # told in passing by the party committee, in full by the department
    [conflict] = [finding for finding in sections["建筑业"].findings if finding.code == "figure.conflict"]
    assert "303.8" in conflict.message and "305" in conflict.message


def test_a_table_that_gainsays_the_material_under_a_shorter_name_is_told_beside_it(sections: dict[str, DraftSection]) -> None:
    assert "加装电梯71部" in sections["城市更新"].text and "72部" not in sections["城市更新"].text
    [aside] = [finding for finding in sections["城市更新"].findings if finding.code == "draft.unused"]
    assert "加装电梯72部" in aside.message and "71部" in aside.message


def test_a_paragraph_parts_where_its_sentences_are_of_different_sections(sections: dict[str, DraftSection]) -> None:
    assert "建筑业总产值完成303.8亿元" in sections["建筑业"].text
    assert "节能改造26.2万平方米" in sections["绿色建筑"].text and "节能改造" not in sections["建筑业"].text


def test_a_share_told_in_a_sentence_is_not_told_again_for_the_table(sections: dict[str, DraftSection]) -> None:
    assert "".join(section.text for section in sections.values()).count("38.9%") == 1


def test_what_is_left_of_a_sentence_the_material_tells_goes_with_it(sections: dict[str, DraftSection]) -> None:
    assert "党纪学习教育" not in sections["党的建设"].text
    assert sections["建筑业"].text.startswith("扎实推进建筑业转型")  # it may open the paragraph


def test_a_thing_done_is_not_planned_again_and_a_plan_told_is_no_gap(sections: dict[str, DraftSection]) -> None:
    assert "城建档案馆" in sections["城市更新"].text and "城建档案馆" not in sections["计划城市更新"].text
    assert "改造老旧小区40个" in sections["计划城市更新"].text and "【待补" not in sections["计划城市更新"].text


def test_the_sense_of_the_year_keeps_what_the_sentence_went_on_to_say(sections: dict[str, DraftSection]) -> None:
    assert sections["计划2026年工作计划"].text == "2026年是“十五五”规划开局之年，我局将坚持稳中求进工作总基调，重点抓好以下工作。"


def test_one_of_contradicting_values_is_chosen_with_one_command_and_taken_back_with_one(tmp_path: Path) -> None:
    papers = {"示例区住建局2024年工作总结.txt": LAST, "建管科总结.txt": BUILDING, "机关党委总结.txt": PARTY}
    opened = opened_with(tmp_path, papers)
    opened.intake.as_material(opened.intake.handed_in())
    draft = written(opened, 2026).id

    def building() -> SectionView:
        return next(s for s in opened.desk.view(draft).sections if s.item.title == "建筑业" and s.item.kind == "review")

    def conflicts() -> list[Finding]:
        shown = building()
        return [f for f in shown.current.section.findings if f.code == "figure.conflict"] if shown.current else []

    [conflict] = conflicts()
    standing, other = conflict.choices
    assert {standing.value, other.value} == {"303.8亿元", "305亿元"} and standing.source != other.source
    opened.doing.do(draft, Choose(building().id, conflict.indicator, standing.value, other.value, other.source), "王敏")
    assert f"建筑业总产值完成{other.value}" in (building().current.section.text if building().current else "")
    assert not conflicts() and not [f for f in building().current.section.findings if f.severity == "error"]
    undone = opened.doing.do(draft, Undo(), "王敏")
    assert isinstance(undone, Done), undone
    assert f"建筑业总产值完成{standing.value}" in building().current.section.text and conflicts()
    opened.doing.do(draft, Choose(building().id, conflict.indicator, standing.value, standing.value, standing.source), "王敏")
    assert not conflicts() and f"建筑业总产值完成{standing.value}" in building().current.section.text


def test_a_ruling_in_the_ledger_asks_the_drafts_that_tell_the_other_value(tmp_path: Path) -> None:
    papers = {"示例区住建局2024年工作总结.txt": LAST, "建管科总结.txt": BUILDING, "机关党委总结.txt": PARTY}
    opened = opened_with(tmp_path, papers)
    opened.intake.as_material(opened.intake.handed_in())
    draft = written(opened, 2026).id
    text = "\n".join(section.text for section in opened.drafting.as_draft(draft).sections)
    [conflict] = [one for one in opened.books.conflicts() if "建筑业总产值" in one.indicator]
    other = next(entry for entry in conflict.entries if entry.figure.told not in text)
    assert opened.settling.rule(conflict, other, "王敏", "以住建统计为准") == 1
    assert "\n".join(section.text for section in opened.drafting.as_draft(draft).sections) == text
    [proposal] = opened.desk.load(draft).state.proposals.values()
    opened.doing.do(draft, Take(proposal.id), "王敏")
    after = "\n".join(section.text for section in opened.drafting.as_draft(draft).sections)
    assert f"建筑业总产值完成{other.figure.told}" in after


def test_a_value_chosen_for_one_year_leaves_the_same_number_of_another_year_and_a_cell_keeps_its_heads_unit(tmp_path: Path) -> None:
    last = (
        "示例水务集团有限公司2025年工作总结及2026年工作打算\n一、2025年工作总结\n（一）工程建设\n全年新建改造供水管网185公里。\n"
        "二、2026年工作打算\n（一）工程建设\n新建改造供水管网200公里。\n"
    )
    table = "示例水务集团2026年主要指标完成情况表,,\n指标,单位,2026年完成\n新建改造供水管网,公里,203\n"
    works = "工程部2026年工作总结\n一、工作情况\n全年新建改造供水管网185公里。\n"
    files = {"2025年工作总结及2026年工作打算.txt": last, "2026年数据表.csv": table, "工程部总结.txt": works}
    opened = opened_with(tmp_path, files)
    opened.intake.set_unit("示例水务集团有限公司")
    opened.intake.as_material(opened.intake.handed_in())
    draft = written(opened, 2027).id
    section = next(one for one in opened.desk.view(draft).sections if one.item.kind == "review" and "工程" in one.item.title)
    heads = "指标\t单位\t2026年完成\t2025年完成"
    opened.doing.do(draft, Edit(section.id, f"全年新建改造供水管网185公里。\n{heads}\n新建改造供水管网\t公里\t185\t185"), "王敏")
    table_id = next(one.id for one in opened.archive.sources() if one.role == "metrics")
    opened.doing.do(draft, Choose(section.id, "新建改造供水管网", "185公里", "203公里", table_id), "王敏")

    def text() -> str:
        return next(one.current.section.text for one in opened.desk.view(draft).sections if one.id == section.id and one.current)

    assert text().startswith("全年新建改造供水管网203公里。")
    found = [one.finding for one in opened.reviewing.open_findings(draft) if one.finding.code == "figure.conflict"]
    assert all("2025年工作总结" not in one.message for one in found), found
    opened.doing.do(draft, Choose(section.id, "新建改造供水管网", "185", "203公里", table_id), "王敏")
    assert text().endswith("新建改造供水管网\t公里\t203\t185")
