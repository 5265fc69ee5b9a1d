"""Bureaus' papers as they come: next year's plans inside sentences of results, tables, rulings made before, one deed told twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import opened_with, written

from nigao.draft import DraftSection
from nigao.excerpt.years_apart import parted
from nigao.workspace import Workspace

LAST = """示例高新区管委会2025年工作总结和2026年工作打算
一、2025年工作总结
（一）经济运行
全年固定资产投资完成72.5亿元，同比增长9.6%。全区规模以上工业企业达到142家。
（二）科技创新
新认定高新技术企业30家，技术合同成交额15.3亿元。新增省级以上研发平台6个。
（三）招商引资
新签约亿元以上项目38个，总投资150亿元。
（四）民生保障
新增城镇就业5300人，建成人才公寓400套。
（五）存在的问题
在肯定成绩的同时，我们也清醒地认识到，工作中还存在不少困难和问题：一是产业能级不够高；二是土地要素制约突出。
二、2026年工作打算
（一）科技创新
新认定高新技术企业32家，技术合同成交额达到18亿元，新增省级以上研发平台7个。
（二）民生保障
新增城镇就业5400人，建成人才公寓500套。
"""
SCIENCE = """科技创新局2026年工作总结
新认定高新技术企业33家，2027年计划新认定35家。新增省级以上研发平台7个；2027年再新增8个。
全年完成技术合同成交额18.6亿元，同比增长21.6%，明年目标21亿元。
"""
ECONOMY = """经济发展局2026年工作总结
全年固定资产投资完成79.3亿元，同比增长9.4%。
主要指标如下表：
指标\t2026年\t2025年
规模以上工业企业数（家）\t155\t142
工业用电量（亿千瓦时）\t13.6\t12.7
"""


SOCIAL = """社会事务局2026年工作总结
一、就业
新增城镇就业5460人，其中高校毕业生1310人。
"""
TRADE = """招商促进局2026年工作总结
一、总体情况
新签约亿元以上项目41个，总投资167亿元。
二、问题
签约项目开工率为68.3%，比上年同期低2.4个百分点。
"""
TABLE = """指标,2025年,2026年,单位
新增城镇就业,5300,5460,人
人才公寓,400,520,套
"""


def drafted(opened: Workspace) -> dict[str, DraftSection]:
    """The draft's sections by their headings; the plan's have 打算 before them."""
    opened.intake.as_material(opened.intake.handed_in())
    rows = [s for s in written(opened, 2027).sections if s.current]
    return {("打算" if s.item.kind == "plan" else "") + s.item.title: s.current.section for s in rows if s.current}


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DraftSection]:
    files = {"示例高新区管委会2025年工作总结.txt": LAST, "科技创新局2026年工作总结.txt": SCIENCE, "经济发展局2026年工作总结.txt": ECONOMY}
    files |= {"社会事务局2026年工作总结.txt": SOCIAL, "招商促进局2026年工作总结.txt": TRADE, "主要指标2026.csv": TABLE}
    return drafted(opened_with(tmp_path_factory.mktemp("bureaus"), files))


def test_next_years_plan_in_a_sentence_of_results_is_told_in_the_plan(sections: dict[str, DraftSection]) -> None:
    review, ahead = sections["科技创新"].text, sections["打算科技创新"].text
    assert "新认定高新技术企业33家。" in review and "省级以上研发平台7个。" in review and "18.6亿元，同比增长21.6%。" in review
    assert not any(words in review for words in ("35家", "8个", "21亿元", "2027年", "明年"))
    assert "高新技术企业35家" in ahead and "省级以上研发平台8个" in ahead and "技术合同成交额达到21亿元" in ahead
    assert "【待补" not in ahead and not [f for f in sections["打算科技创新"].findings if f.severity == "error"]


def test_results_that_lean_on_the_plan_beside_them_are_left_out_and_named() -> None:
    apart = parted("2027年计划新建标准厂房40万平方米，全年完成30万平方米。", 2026)
    assert apart is not None and apart.whole and not apart.done
    alone = parted("建设公园3座，明年计划建设标准厂房40万平方米。", 2026)
    assert alone is not None and [words for _, words in alone.done] == ["建设公园3座。"]
    assert [words for _, words in alone.ahead] == ["明年计划建设标准厂房40万平方米。"]
    assert parted("全年完成技术合同成交额18.6亿元，比2025年增长21.6%。", 2026) is None


def test_a_row_of_a_bureaus_table_is_never_quoted(sections: dict[str, DraftSection]) -> None:
    texts = [section.text for section in sections.values()]
    assert not any("|" in text or "\t" in text for text in texts)
    said = "".join([*texts, *(f.message for section in sections.values() for f in section.findings)])
    assert "工业用电量13.6亿千瓦时" in said and "规模以上工业企业达到155家" in said


BUILDING = """规划建设局2026年工作总结
全年固定资产投资完成78.6亿元。建成人才公寓520套。
"""


@pytest.mark.parametrize("held", ["79.3亿元", "78.6亿元"])
def test_of_values_ruled_on_before_the_draft_the_ruled_one_is_told_and_nothing_is_left_to_choose(tmp_path: Path, held: str) -> None:
    files = {"示例高新区管委会2025年工作总结.txt": LAST, "经济发展局2026年工作总结.txt": ECONOMY, "规划建设局2026年工作总结.txt": BUILDING}
    opened = opened_with(tmp_path, files)
    opened.intake.as_material(opened.intake.handed_in())
    [conflict] = [one for one in opened.books.conflicts() if one.indicator == "固定资产投资"]
    opened.books.rule(conflict, next(entry for entry in conflict.entries if entry.figure.text == held), "王敏", "以统计口径为准")
    told = drafted(opened)
    text = "".join(section.text for section in told.values())
    assert f"固定资产投资完成{held}" in text
    assert ({"79.3亿元", "78.6亿元"} - {held}).pop() not in text
    assert "520套" in text and "增长9.4%" in text
    assert not [f for section in told.values() for f in section.findings if f.code.startswith("figure.")]
    assert not [e for section in told.values() for e in section.evidence if e.verdict == "conflict"]


def test_a_deed_told_by_a_paper_and_a_table_with_one_figure_is_told_once(sections: dict[str, DraftSection]) -> None:
    assert sections["民生保障"].text.count("新增城镇就业") == 1 and "其中高校毕业生1310人" in sections["民生保障"].text


def test_what_a_bureau_files_under_its_problems_is_no_achievement(sections: dict[str, DraftSection]) -> None:
    assert "签约项目开工率为68.3%" in sections["存在的问题"].text
    assert not any("开工率" in section.text for title, section in sections.items() if title != "存在的问题")
