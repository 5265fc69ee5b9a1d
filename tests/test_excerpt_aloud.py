"""What made one wince in drafts of a company, a bureau, a zone and a hospital read aloud: each kind of it, once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from workspace_case import opened_with, texts, written

from nigao.commands import Fill
from nigao.desk.results import Done

LAST = """江州城投集团2024年工作总结和2025年工作计划
一、2024年工作完成情况
（一）经营指标
截至2024年底，资产负债率61.4%，较年初下降0.8个百分点，低于市国资委考核线3.6个百分点。
（二）主营业务
供水板块全年售水1.28亿立方米，管网漏损率降至9.6%。深入推进老旧管网改造。
（三）科技创新
新认定高新技术企业28家，有效期内高新技术企业总数达到167家。建成心理辅导室212间。
（四）基础设施
新建园区道路8.4公里，东片区污水处理厂扩建工程建成投运，日处理能力达到6万吨。
二、存在的主要问题
一是专业人才短缺。对此，我们将采取有力措施，切实加以解决。
三、2025年工作计划
2025年是“十四五”规划收官之年，做好全年工作意义重大。总体要求是：坚持稳中求进，突出创新驱动。
平均住院日控制在7天以内，引进博士20名，新增省级专利优势企业2家。
"""
PAPERS = {
    "供水公司.txt": "供水公司2025年总结\n一、供水\n全年售水1.31亿立方米，同比增长2.3%。管网漏损率降至8.9%。\n"
    "受雨季影响，城北水厂进度滞后，仅完成年度计划的71%。\n2026年：更换智能水表3万只；改造管网20公里。\n",
    "科技部.txt": "科技部2025年工作总结\n2025年，科技管理部在集团党委的坚强领导下，认真履职尽责，较好地完成了各项任务。\n"
    "一是强化主体培育。新认定高新技术企业33家，有效期内高新技术企业总数达到194家。\n首次设立规模5亿元的种子基金，已投资企业16家。\n",
    "投资部.txt": "投资部2025年工作总结\n全区高新技术企业总数196家。\n",
    "集团指标2025.csv": "指标,单位,2024年,2025年\n资产负债率,%,61.4,61.1\n心理辅导室,间,212,246\n",
}


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Each section's text by its title, and under 没有用上 what was set aside."""
    opened = opened_with(tmp_path_factory.mktemp("aloud"), {"江州城投集团2024年工作总结.txt": LAST, **PAPERS})
    opened.intake.as_material(opened.intake.handed_in())
    rows = [(s.item.title, s.current.section) for s in written(opened, 2026).sections if s.current]
    aside = [f.message for _, section in rows for f in section.findings if f.code == "draft.unused"]
    return {title: section.text for title, section in rows} | {"没有用上": "\n".join(aside)}


def test_how_far_others_are_is_not_reckoned_from_last_years_level(sections: Mapping[str, str]) -> None:
    assert sections["经营指标"] == "截至2025年底，资产负债率61.1%，较年初下降0.3个百分点。"


def test_a_part_of_a_company_is_the_subject_of_its_own_figures(sections: Mapping[str, str]) -> None:
    assert "售水1.31亿立方米" in sections["主营业务"] and "待补" not in sections["主营业务"]


def test_what_fell_behind_is_a_problem_and_stands_before_how_problems_will_be_met(sections: Mapping[str, str]) -> None:
    assert "滞后" not in sections["主营业务"]
    assert sections["存在的主要问题"].endswith(
        "二是受雨季影响，城北水厂进度滞后，仅完成年度计划的71%。对此，我们将采取有力措施，切实加以解决。"
    )


def test_a_department_neither_introduces_itself_nor_brings_its_headings(sections: Mapping[str, str]) -> None:
    assert "坚强领导" not in "".join(text for title, text in sections.items() if title != "没有用上")
    assert "强化主体培育" not in sections["科技创新"] and "新认定高新技术企业33家" in sections["科技创新"]


def test_what_a_paper_tells_besides_stands_where_the_paper_belongs(sections: Mapping[str, str]) -> None:
    assert "种子基金" in sections["科技创新"]


def test_two_papers_counts_of_one_thing_are_told_once_and_shown_as_at_odds(sections: Mapping[str, str]) -> None:
    assert "194家" in sections["科技创新"] and "196家" not in sections["科技创新"]
    assert "196家" in sections["没有用上"] and "两处不一" in sections["没有用上"]


def test_a_row_that_had_last_years_value_is_the_same_thing_under_another_name(sections: Mapping[str, str]) -> None:
    assert "。心理辅导室246间" in sections["科技创新"] and "待补：建成心理辅导室" not in sections["科技创新"]


def test_what_goes_on_with_a_clause_that_is_gone_goes_with_it(sections: Mapping[str, str]) -> None:
    assert "日处理能力" not in sections["基础设施"]


def test_a_year_that_opens_a_list_of_plans_plans_them_all(sections: Mapping[str, str]) -> None:
    plans = sections["2026年工作计划"]
    assert "更换智能水表3万只；改造管网20公里。" in plans and "2026年：" not in plans
    assert "智能水表" not in sections["主营业务"]


def test_an_aim_that_has_a_fairs_name_in_it_by_chance_is_asked_again(sections: Mapping[str, str]) -> None:
    assert "引进博士【待补：引进博士2026年目标（名）】" in sections["2026年工作计划"]


def test_how_long_something_may_take_is_asked_anew(sections: Mapping[str, str]) -> None:
    assert "平均住院日控制在【待补：平均住院日2026年目标（天）】" in sections["2026年工作计划"]


def test_a_table_of_last_years_stands_again_with_this_years_numbers_and_a_gap_where_there_is_none(tmp_path: Path) -> None:
    last = (
        "示例区2024年工作总结和2025年工作打算\n一、2024年工作总结\n（一）经济运行\n坚持月分析、季调度。主要指标完成情况见下表。\n"
        "指标\t2024年完成\t增长（%）\n地区生产总值（亿元）\t186.4\t6.8\n固定资产投资（亿元）\t72.5\t9.6\n（二）民生保障\n深入推进教育惠民。\n"
        "二、2025年工作打算\n坚持稳中求进。\n"
    )
    table = "指标,单位,2024年,2025年,同比\n地区生产总值,亿元,186.4,198.9,6.6%\n固定资产投资,亿元,72.5,,-3.1%\n"
    opened = opened_with(tmp_path, {"示例区2024年工作总结.txt": last, "示例区指标2025.csv": table})
    section = next(s.current.section for s in written(opened, 2026).sections if s.current and s.item.title == "经济运行")
    assert section.text.split("\n") == [
        "坚持月分析、季调度。主要指标完成情况见下表。",
        "指标\t2025年完成\t增长（%）",
        "地区生产总值（亿元）\t198.9\t6.6",
        "固定资产投资（亿元）\t【待补：固定资产投资】\t-3.1",
    ]
    assert {section.text[e.start : e.end] for e in section.evidence if e.verdict == "supported"} == {"198.9", "6.6", "-3.1"}


def test_a_figure_asked_for_in_two_places_is_filled_once(tmp_path: Path) -> None:
    last = (
        "示例区2024年工作总结和2025年工作打算\n一、2024年工作总结\n坚持月分析、季调度。\n二、2025年工作打算\n（一）总体目标\n地区生产总值增长5%，粮食总产量稳定在12万吨。\n"
        "（二）农业农村\n深入实施藏粮于地战略，力争粮食总产量达到12万吨。\n"
    )
    opened = opened_with(tmp_path, {"示例区2024年工作总结.txt": last})
    view = written(opened, 2026)
    gap = next(one for one in opened.reviewing.gaps(view.id) if "粮食总产量" in one.gap.mark)
    assert isinstance(opened.doing.do(view.id, Fill(gap.id, "12.5万吨"), "撰稿人"), Done)
    filled = [text for text in texts(opened, view.id) if "12.5万吨" in text]
    assert len(filled) == 2 and "地区生产总值增长【待补" in filled[0]
