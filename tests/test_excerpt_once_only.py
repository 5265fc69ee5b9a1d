"""What of last year's text only its own year could say, or this year's papers tell in other words, does not stand again in pieces."""

from __future__ import annotations

import pytest
from workspace_case import opened_with, written

LAST = """示例县城建集团2024年工作总结和2025年工作打算
一、2024年工作总结
（一）项目建设
河西污水处理厂提标改造工程于9月底通水试运行，新增处理能力5万吨/日；南部水厂完成可研批复，项目总投资概算4.9亿元。全年完成固定资产投资11.2亿元。
推进集约采购，全年集采金额4.85亿元。完成6座水厂安全标准化二级达标，有限空间作业管理进一步规范。
（二）党的建设
扎实开展党纪学习教育，查摆问题57个，完成整改57个。推进主题教育常态化长效化。组织专题党课36场。
二、存在的主要问题
我们也清醒认识到，集团发展仍存在一些困难和不足：一是盈利能力有待增强，单位供水成本上升3.1%。二是老旧管网占比偏高，运行20年以上的管网仍有1360公里。三是部分工程进度滞后。
三、2025年工作打算
（一）项目建设
开工建设南部水厂，年内完成投资1.1亿元。积极推动水价联动机制落地，完成成本监审和听证程序。完成全部8座水厂安全标准化二级达标。
（二）党的建设
办好职工实事10件。
"""
WORKS = """工程部2025年工作总结
一、工作情况
全年完成固定资产投资12.1亿元。南部水厂于5月开工建设。8座水厂全部通过安全标准化二级达标。
水价联动方案已通过成本监审，听证会于11月召开。集中采购金额5.32亿元，平均节资率7.8%。
二、存在的问题
一是应收账款回款压力较大，电费上涨推动单位供水成本上升2.6%。二是运行20年以上的老旧管网仍有1280公里。
三、2026年工作思路
完成固定资产投资13亿元。
"""
PARTY = """党群部2025年工作总结
组织专题党课41场。
"""


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The draft's texts by their headings; the plan's have 打算 before them."""
    papers = {"示例县城建集团2024年工作总结.txt": LAST, "工程部2025年总结.txt": WORKS, "党群部2025年总结.txt": PARTY}
    opened = opened_with(tmp_path_factory.mktemp("once"), papers)
    opened.intake.as_material(opened.intake.handed_in())
    views = [view for view in written(opened, 2026).sections if view.current]
    return {("打算" if view.item.kind == "plan" else "") + view.item.title: view.current.section.text for view in views if view.current}


def test_a_clause_that_asks_of_a_project_goes_with_the_clause_that_named_it(sections: dict[str, str]) -> None:
    assert "新增处理能力" not in sections["项目建设"] and "总投资概算" not in sections["项目建设"]
    assert "固定资产投资12.1亿元" in sections["项目建设"]


def test_a_plan_carried_on_by_what_it_named_goes_with_it_when_that_is_done(sections: dict[str, str]) -> None:
    assert "完成投资【待补" not in sections["打算项目建设"]
    assert "固定资产投资13亿元" in sections["打算项目建设"]


def test_a_step_that_this_years_papers_say_is_taken_is_not_planned_again(sections: dict[str, str]) -> None:
    assert "成本监审" not in sections["打算项目建设"] and "水价联动机制落地" in sections["打算项目建设"]
    assert "安全标准化" not in sections["打算项目建设"]


def test_a_campaign_of_last_year_is_not_this_years(sections: dict[str, str]) -> None:
    assert "党纪学习教育" not in sections["党的建设"] and "查摆问题" not in sections["党的建设"]
    assert "专题党课41场" in sections["党的建设"]


def test_no_gap_stands_beside_a_sentence_that_tells_it_in_other_words(sections: dict[str, str]) -> None:
    assert "集中采购金额5.32亿元" in sections["项目建设"] and "集采金额" not in sections["项目建设"]
    assert "8座水厂全部通过" in sections["项目建设"] and "二级达标（座）" not in sections["项目建设"]
    assert "【待补" not in sections["存在的主要问题"]


def test_two_lists_that_become_one_are_numbered_through(sections: dict[str, str]) -> None:
    text = sections["存在的主要问题"]
    assert text.count("一是") == 1 and text.count("二是") == 1
    assert "运行20年以上的老旧管网仍有1280公里" in text and "四是" in text
