"""A college's and a street's papers become a draft in which no plan is told as done and no sentence is lost or told twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from workspace_case import opened_with, written

LAST = """示例职业学院2024年工作总结和2025年工作要点
2024年，学院各项工作取得新成效，主要指标完成情况如下表所示：
表1 2024年主要指标
指标\t单位\t2024年\t2023年
招生\t人\t3620\t3410
图书\t册\t86000\t82000
一、2024年工作总结
（一）教学改革
新增省级精品课程8门，立项教改课题21项，出版教材17部。2024届毕业生3985人。
（二）产教融合
全年新引进项目36个，其中亿元以上项目4个，到位资金7.8亿元。固定资产投资9.35亿元，完成年度目标的103.9%。一般公共预算收入4.12亿元。
（三）供水保障
全年供水总量2.86亿立方米，同比增长2.3%；资产负债率58.7%，同比下降1.2个百分点。全年成本费用压降3260万元。
再生水利用量3120万立方米，利用率13.3%。12345热线办结工单1.86万件，按时办结率99.6%。扎实推进国企改革深化提升行动，完成改革任务42项，完成率93%。
重点线路供水量如下：
江北线920万立方米，江南线680万立方米。
（四）民生服务
新建社区养老服务中心2家，垃圾分类准确率91.5%，三、四级手术占比46.8%。
（五）党的建设
新建“两新”组织党支部8个，发展党员23名。成功举办“春之声”推介会，现场签约项目9个。
在看到成绩的同时，我们也清醒地认识到，工作还存在一些短板和不足：一是产业结构偏轻，楼宇空置率仍达18.6%；二是教师队伍力量不足，专业化水平有待提升。
二、2025年工作要点
（一）提高教学质量
立项教改课题20项。
（二）改善民生
新建社区养老服务中心1家，垃圾分类准确率保持在92%以上。
（三）深化产教融合
开展社会培训5.5万人次，建设实训基地2个。推进新校区一期建设，完成投资2.2亿元。
"""
SHEET = """部门,指标,单位,2024年完成,2025年目标,2025年完成,同比增长（%）,2026年目标
招生处,招生,人,3620,,3750,,
民政处,新建社区养老服务中心,家,2,,1,,1
民政处,垃圾分类准确率,%,91.5,,92.8,,93
医务处,三、四级手术占比,%,46.8,,49.1,,
教务处,省级精品课程（新增）,门,8,,11,,
教务处,毕业生,人,3985,,4120,,
产教处,新引进项目,个,36,,41,,
产教处,亿元以上项目,个,4,,5,,
产教处,固定资产投资,亿元,9.35,9.5,10.2,,
产教处,一般公共预算收入,亿元,4.12,4.24,4.05,,
供水处,供水总量,亿立方米,2.86,,2.93,2.4,
供水处,资产负债率,%,58.7,,59.4,,
供水处,成本费用压降,万元,3260,,3415,,
供水处,再生水利用量,万立方米,3120,,3780,21.2,
"""
TRAINING = """产教处2025年工作材料
全年新引进项目41个，到位资金8.6亿元，其中总投资3.2亿元的数字产业园落户江北。
盘活闲置楼宇2.4万平方米，楼宇空置率由18.6%下降至14.9%。
2026年打算：新建产业学院1个；开展社会培训6万人次；建设省级实训基地1个。
"""
COURSES = """教务处2025年工作材料
新增省级精品课程11门，出版教材19部。
2026年重点工作：完善选课系统；立项教改课题22项。
"""
WATER = """供水处2025年工作材料
今年垃圾分类准确率达到92.8%，建成示范小区5个。
全年供水总量2.93亿立方米，最高日供水量突破92万立方米，平稳应对7月持续高温供水高峰。
再生水利用方面。再生水利用量3780万立方米，利用率达到15.7%，新增工业用户14家。
国企改革深化提升行动45项任务全部完成。办结12345热线工单1.74万件，按时办结率99.8%。
当前，水厂老化趋势明显，专职检漏人员配备不足。
"""


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The draft's sections by their headings."""
    papers = {"教务处材料.txt": COURSES, "产教处材料.txt": TRAINING, "供水处材料.txt": WATER}
    opened = opened_with(
        tmp_path_factory.mktemp("college"), {"示例职业学院2024年工作总结.txt": LAST, "学院2025年指标.csv": SHEET, **papers}
    )
    return {one.item.title: one.current.section.text if one.current else "" for one in written(opened, 2026).sections}


def test_every_item_of_a_sentence_that_opens_with_next_years_plan_is_planned(sections: Mapping[str, str]) -> None:
    assert "新建产业学院1个；开展社会培训6万人次；建设省级实训基地1个。" in sections["深化产教融合"]
    assert "6万人次" not in sections["产教融合"] and "实训基地" not in sections["产教融合"]


def test_the_label_of_next_years_work_is_not_told(sections: Mapping[str, str]) -> None:
    assert "完善选课系统；立项教改课题22项" in sections["提高教学质量"] and "重点工作" not in sections["提高教学质量"]


def test_an_aim_of_an_account_called_budget_is_not_told_as_what_came_in(sections: Mapping[str, str]) -> None:
    assert "一般公共预算收入4.05亿元" in sections["产教融合"]
    assert not any("4.24亿元" in text for text in sections.values())


def test_how_much_of_the_aim_was_reached_is_reckoned_from_the_table(sections: Mapping[str, str]) -> None:
    assert "固定资产投资10.2亿元，完成年度目标的107.4%" in sections["产教融合"]


def test_a_count_that_the_report_and_a_paper_tell_with_different_details_is_told_once(sections: Mapping[str, str]) -> None:
    told = sections["产教融合"]
    assert told.count("新引进项目41个") == 1 and "其中亿元以上项目5个" in told and "到位资金8.6亿元" in told
    assert sections["教学改革"].count("新增省级精品课程11门") == 1


def test_a_figure_far_beyond_a_bound_is_not_taken_for_what_the_bound_tells(sections: Mapping[str, str]) -> None:
    told = sections["供水保障"]
    assert "供水总量2.93亿立方米，同比增长2.4%" in told and "最高日供水量突破92万立方米，平稳应对7月持续高温供水高峰" in told


def test_a_rate_rises_by_points(sections: Mapping[str, str]) -> None:
    assert "资产负债率59.4%，同比上升0.7个百分点" in sections["供水保障"]


def test_a_kind_of_thing_in_quotation_marks_is_asked_for_and_what_came_of_last_years_fair_is_not(sections: Mapping[str, str]) -> None:
    assert "新建“两新”组织党支部【待补：新建“两新”组织党支部（个）】" in sections["党的建设"]
    assert "现场签约" not in sections["党的建设"]


def test_a_list_of_problems_with_a_figure_keeps_its_opening_and_all_its_words(sections: Mapping[str, str]) -> None:
    assert "我们也清醒地认识到，工作还存在一些短板和不足：一是产业结构偏轻，楼宇空置率仍达14.9%；二是教师队伍" in sections["党的建设"]


def test_the_years_leavers_are_this_years(sections: Mapping[str, str]) -> None:
    assert "2025届毕业生4120人" in sections["教学改革"]


def test_what_was_saved_is_told_as_the_table_names_it(sections: Mapping[str, str]) -> None:
    assert "全年成本费用压降3415万元" in sections["供水保障"]


def test_a_change_stands_behind_the_level_that_a_paper_tells(sections: Mapping[str, str]) -> None:
    assert "再生水利用量3780万立方米、增长21.2%，利用率达到15.7%，新增工业用户14家" in sections["供水保障"]
    assert "再生水利用方面" not in sections["供水保障"]


def test_nothing_is_asked_for_that_a_paper_counts_of_the_same_deed(sections: Mapping[str, str]) -> None:
    told = sections["供水保障"]
    assert "国企改革深化提升行动45项任务全部完成" in told and "办结12345热线工单1.74万件" in told
    assert "改革任务" not in told and "12345热线办结工单" not in told and "完成率" not in told


def test_what_a_paper_says_is_lacking_is_a_problem_though_nothing_calls_it_one(sections: Mapping[str, str]) -> None:
    assert "三是水厂老化趋势明显，专职检漏人员配备不足。" in sections["党的建设"]
    assert "检漏人员" not in sections["供水保障"]


def test_money_is_asked_for_by_what_it_is_put_into(sections: Mapping[str, str]) -> None:
    assert "推进新校区一期建设，完成投资【待补：新校区一期建设投资2026年目标（亿元）】" in sections["深化产教融合"]


def test_an_aim_in_the_words_and_with_the_value_of_a_result_is_told_as_well(sections: Mapping[str, str]) -> None:
    assert "新建社区养老服务中心1家" in sections["民生服务"]
    assert sections["改善民生"] == "新建社区养老服务中心1家，垃圾分类准确率保持在93%以上。"


def test_a_papers_this_year_is_not_told_in_a_report_read_the_year_after(sections: Mapping[str, str]) -> None:
    assert "垃圾分类准确率达到92.8%，建成示范小区5个" in sections["民生服务"] and "今年" not in sections["民生服务"]


def test_numerals_that_name_grades_are_no_number_of_a_list(sections: Mapping[str, str]) -> None:
    assert "三、四级手术占比49.1%" in sections["民生服务"]


def test_a_table_before_the_first_heading_stands_again_with_its_caption(sections: Mapping[str, str]) -> None:
    opening = sections[""]
    assert (
        "主要指标完成情况如下表所示：\n表1 2025年主要指标\n指标\t单位\t2025年\t2024年\n招生\t人\t3750\t3620\n图书\t册\t【待补：" in opening
    )


def test_a_line_that_leads_to_a_list_stands_before_it(sections: Mapping[str, str]) -> None:
    assert "重点线路供水量如下：\n江北线【待补：江北线（万立方米）】，江南线" in sections["供水保障"]


LIBRARY = """示例市图书馆2024年工作总结及2025年工作计划
一、主要工作
全年接待读者162.3万人次，同比增长8.5%。举办阅读推广活动426场，参与人数18.7万人次。
二、存在的问题
（一）馆舍面积不足，新馆建设进度偏慢。
（二）专业人才短缺。
三、2025年工作计划
接待读者170万人次以上。
"""
EVENTS = """活动推广部2025年工作材料
我部共举办阅读推广活动468场，参与20.3万人次。
存在的主要问题是活动同质化，品牌影响力不强。
受馆舍改造影响，周末高峰时段排队现象突出。
"""
READERS = "读者服务部2025年工作材料\n全年接待读者175.8万人次，新增持证读者2.4万人。\n"
VISITS = "项目,2025年,2024年,同比（%）\n接待读者（万人次）,175.8,162.3,8.3\n活动参与人数（万人次）,20.3,18.7,\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Another draft's sections by their headings."""
    papers = {"1活动推广部材料.txt": EVENTS, "2读者服务部材料.txt": READERS, "2025年统计.csv": VISITS}
    opened = opened_with(tmp_path_factory.mktemp("library"), {"示例市图书馆2024年工作总结.txt": LIBRARY, **papers})
    return {one.item.title: one.current.section.text if one.current else "" for one in written(opened, 2026).sections}


def test_points_of_a_list_of_problems_are_no_sections_and_departments_are_its_next(library: Mapping[str, str]) -> None:
    assert library["存在的问题"].split("\n") == [
        "（一）馆舍面积不足，新馆建设进度偏慢。",
        "（二）专业人才短缺。",
        "（三）活动同质化，品牌影响力不强。",
        "（四）受馆舍改造影响，周末高峰时段排队现象突出。",
    ]


def test_papers_stand_in_the_order_of_last_years_sentences_and_an_amount_is_told_once(library: Mapping[str, str]) -> None:
    told = library["主要工作"]
    assert told.index("接待读者175.8万人次，同比增长8.3%") < told.index("举办阅读推广活动468场") and told.count("20.3万人次") == 1
