"""A street's half-year paper, a school's of its school year and a company's annual one, each drafted from its own frame."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import opened_with, written

STREET = """某街道办事处2025年上半年工作总结和下半年工作安排
2025年上半年，某街道在区委、区政府的坚强领导下，扎实推进各项工作。现将有关情况报告如下。
一、上半年工作完成情况
（一）经济发展稳中向好
上半年，街道实现一般公共预算收入1.86亿元，同比增长5.2%。新增市场主体426户，走访服务企业210家次。
（二）平安建设扎实推进
开展安全生产检查1850家次，排查整改隐患742处。12345热线受理群众诉求4260件，响应率100%，满意率95.1%。
二、下半年工作安排
（一）守牢安全底线
深入开展安全生产治本攻坚，新建微型消防站6个。
"""
HALF = """指标,2025年上半年,2026年上半年,同比,单位
一般公共预算收入,1.86,1.97,5.9%,亿元
新增市场主体,426,468,,户
走访服务企业,210,245,,家次
12345热线受理群众诉求,4260,3985,,件
12345热线满意率,95.1,96.3,,%
"""
SAFETY = """平安办2026年上半年工作总结
上半年，平安办开展安全生产检查1920家次，排查整改隐患688处，电动自行车充电设施实现小区全覆盖。
下半年，开展“九小场所”消防安全专项整治，新建微型消防站8个。
"""
SCHOOL = """某中学2024—2025学年工作总结及2025—2026学年工作计划
2024—2025学年，学校全面贯彻党的教育方针，落实立德树人根本任务。
一、2024—2025学年工作总结
（一）加强队伍建设
学校现有教职工218人，其中高级教师72人。本学年新招聘教师9人。
（二）深化教学改革
坚持以课堂教学改革为中心，开展校级公开课132节，开设社团46个。
（三）存在的问题
一是教师年龄结构偏大；二是校园场地不足。
二、2025—2026学年工作计划
开展校级公开课140节以上。
"""
COUNTS = """项目,2024—2025学年,2025—2026学年,单位
教职工,218,221,人
高级教师,72,75,人
新招聘教师,9,8,人
社团,46,52,个
"""
TEACHING = """教务处2025—2026学年工作总结
本学年，教务处组织校级公开课145节，编写导学案420份。
存在问题：作业设计质量有待提高，分层教学不够深入。
下学年计划：开展校级公开课150节以上。
"""
COMPANY = """某投资集团有限公司2024年度工作总结及2025年度工作计划
2024年，是集团公司深化改革、转型发展的攻坚之年。现将主要工作情况报告如下：
一、2024年工作总结
（一）主要经济指标完成情况
2024年，集团公司实现营业收入38.6亿元，同比增长7.4%；上缴税费1.92亿元。截至2024年底，集团公司资产总额412.7亿元，资产负债率62.1%。
（二）加强党的建设
集团党委下设党支部42个，召开党委会28次。
二、2025年工作计划
（一）主要目标
力争实现营业收入41亿元，完成投资48亿元。
（二）重点任务
一是全力推进项目建设。完成水务管网改造50公里。
二是着力防范债务风险。到位融资65亿元以上，坚决守住不发生债务违约底线。
"""
MONEY = """指标,单位,2024年,2025年,同比增长
营业收入,亿元,38.6,40.2,4.1%
上缴税费,亿元,1.92,1.98,3.1%
资产总额,亿元,412.7,436.5,5.8%
资产负债率,%,62.1,61.8,
"""
WORKS = """工程部2025年工作总结
实施重点工程项目31个。
2026年计划：完成投资50亿元，确保水务管网改造二期建成。
"""
PARTY = "党群部2025年工作总结\n2025年，召开党委会31次，前置研究讨论重大经营管理事项104项。\n"


def drafted(folder: Path, year: int, files: dict[str, str]) -> tuple[str, dict[str, str], list[str]]:
    """(title, text by heading, what the guard says of figures)."""
    opened = opened_with(folder, files)
    view = written(opened, year)
    said = [one for s in view.sections if s.current for one in s.current.section.findings if one.code.startswith("figure.")]
    texts = {s.item.title: s.current.section.text if s.current else "" for s in view.sections}
    return opened.desk.load(view.id).state.head.title, texts, [one.message for one in said]


Paper = tuple[str, dict[str, str], list[str]]


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    files = {"某街道2025年上半年工作总结.txt": STREET, "街道2026年上半年指标.csv": HALF, "平安办材料.txt": SAFETY}
    return drafted(tmp_path_factory.mktemp("street"), 2026, files)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    files = {"某中学2024—2025学年工作总结.txt": SCHOOL, "学校2025—2026学年统计表.csv": COUNTS, "教务处材料.txt": TEACHING}
    return drafted(tmp_path_factory.mktemp("school"), 2027, files)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    files = {"某集团2024年度工作总结.txt": COMPANY, "集团2025年经营指标.csv": MONEY, "工程部材料.txt": WORKS, "党群部材料.txt": PARTY}
    return drafted(tmp_path_factory.mktemp("company"), 2026, files)


def test_a_half_year_paper_becomes_the_next_years_half_year_paper(street: Paper) -> None:
    title, sections, said = street
    assert title == "某街道办事处2026年上半年工作总结和下半年工作安排"
    assert sections[""].startswith("2026年上半年，某街道在区委")
    assert "上半年，街道实现一般公共预算收入1.97亿元，同比增长5.9%。新增市场主体468户" in sections["经济发展稳中向好"]
    assert not said


def test_what_a_department_plans_for_the_second_half_is_not_told_as_done(street: Paper) -> None:
    _, sections, _ = street
    assert "新建微型消防站8个" in sections["守牢安全底线"] and "消防站" not in sections["平安建设扎实推进"]


def test_a_departments_deeds_are_told_once_and_as_the_units_own(street: Paper) -> None:
    safe = street[1]["平安建设扎实推进"]
    assert safe.count("安全生产检查1920家次") == 1 and "平安办" not in safe and "安全生产检查【待补" not in safe


def test_a_rate_is_told_in_full_where_its_short_name_would_be_any(street: Paper) -> None:
    assert "12345热线受理群众诉求3985件，响应率【待补：响应率（%）】，12345热线满意率96.3%" in street[1]["平安建设扎实推进"]


def test_a_school_year_is_rolled_on_and_its_columns_are_read(school: Paper) -> None:
    title, sections, said = school
    assert title == "某中学2025—2026学年工作总结及2026—2027学年工作计划"
    assert sections["加强队伍建设"] == "学校现有教职工221人，其中高级教师75人。本学年新招聘教师8人。"
    assert "开设社团52个" in sections["深化教学改革"] and not said


def test_the_label_before_a_departments_plan_or_problems_is_left_out(school: Paper) -> None:
    _, sections, _ = school
    assert "校级公开课150节以上" in sections["2026—2027学年工作计划"] and "下学年计划" not in "".join(sections.values())
    assert "存在问题：" not in "".join(sections.values())


def test_a_departments_problem_is_the_next_of_the_list(school: Paper) -> None:
    assert school[1]["存在的问题"] == "一是教师年龄结构偏大；二是校园场地不足。三是作业设计质量有待提高，分层教学不够深入。"


def test_a_change_stands_behind_its_level(company: Paper) -> None:
    text = company[1]["主要经济指标完成情况"]
    assert "上缴税费1.98亿元、增长3.1%" in text and "截至2025年底，集团公司资产总额436.5亿元、增长5.8%" in text


def test_a_departments_paragraph_does_not_open_the_whole_look_back(company: Paper) -> None:
    assert "召开党委会31次" in company[1]["加强党的建设"]


def test_a_departments_plan_goes_to_the_work_not_to_the_aims(company: Paper) -> None:
    _, sections, _ = company
    assert "水务管网改造二期建成" in sections["重点任务"] and "水务管网" not in sections["主要目标"]
    assert "到位融资【待补：到位融资2026年目标（亿元）】" in sections["重点任务"]


def test_what_is_special_about_the_year_is_the_calendars(company: Paper) -> None:
    assert company[1][""].startswith("2025年是“十四五”规划收官之年。")


def test_how_often_something_was_lowered_stands_before_it(tmp_path: Path) -> None:
    files = {
        "某投资集团2024年度工作总结.txt": COMPANY,
        "集团2025年融资.csv": "指标,2025年,单位\n下调融资利率,两次,次\n下调融资利率次数,2,次\n",
    }
    _, sections, _ = drafted(tmp_path, 2026, files)
    assert "达到两次" not in "".join(sections.values()) and "达到2次" not in "".join(sections.values())
