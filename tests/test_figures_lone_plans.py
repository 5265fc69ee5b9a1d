"""Plans that a line of their own opens, in papers that number nothing: read as what is aimed at, and found under that line."""

import pytest

from nigao.reading import build_report
from nigao.report import Document, Report


def report(text: str, name: str = "营销部2026年总结.txt") -> Report:
    return build_report(name, "digest", Document(text))


def told(text: str) -> dict[str, tuple[str, str]]:
    """Each number as it stands, with whether it is done or aimed at and in which year."""
    return {one.text: (one.status, one.period) for one in report(text).figures}


DONE = "营销部2026年度总结\n\n一、售电\n全年售电量21.4亿千瓦时，线损率5.6%。\n\n二、服务\n受理报装935件，满意率98.2%。\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "2027年：",
        "【2027年】",
        "下一步：",
        "明年打算",
        "下步工作",
        "* 2027年计划",
        "2027年打算：",
        "（下一步打算）",
        "明年要做的：",
        "● 下步打算：",
        "来年：",
    ],
)
def test_what_stands_below_a_line_that_opens_a_plan_is_aimed_at(line: str):
    found = told(DONE + f"{line}\n1、新建配电台区46座；\n2、满意率达到99%；\n3、改造剩余18个小区。")
    assert found["21.4亿千瓦时"] == ("actual", "2026")
    assert found["46座"] == ("target", "2027")
    assert found["99%"] == found["18个"] == ("target", "2027")


def test_such_a_line_is_a_heading_so_that_passages_below_it_stand_under_it():
    made = report(DONE + "2027年：\n1、新建配电台区46座；\n2、改造剩余18个小区。")
    assert [heading.title for heading in made.headings if heading.level == 1 and not heading.number and heading.kind == "section"] == [
        "2027年"
    ]
    assert any("2027年" in passage.heading_path[0] for passage in made.passages if "46座" in passage.text)


def test_the_plan_ends_with_the_next_line_of_its_kind_or_the_papers_next_number():
    framed = told(
        "营销部2026年总结\n\n【完成的】\n* 受理报装935件。\n\n【2027年】\n* 3月新建配电台区46座；\n\n【存在问题】\n* 投诉还有31件。"
    )
    assert framed["935件"] == ("actual", "2026")
    assert framed["46座"] == ("target", "2027")
    assert framed["31件"] == ("actual", "2026")
    numbered = told(DONE + "2027年：\n1、新建配电台区46座。\n\n三、人员\n在岗职工312人。")
    assert numbered["312人"] == ("actual", "2026")


def test_a_list_that_begins_with_one_below_such_a_line_is_the_plans_own():
    found = told(DONE + "下一步打算：\n一、抓建设。新建配电台区46座。\n二、抓服务。满意率达到99%。")
    assert found["46座"] == found["99%"] == ("target", "2027")


def test_the_line_of_the_year_that_is_reviewed_opens_no_plan():
    assert told("营销部2026年总结\n\n2026年：\n1、新建配电台区46座；\n2、改造小区18个。")["46座"] == ("actual", "2026")


@pytest.mark.parametrize("bullet", ["* ", "- ", "· ", "●", "*", "1、", "+ "])
def test_a_bullet_is_no_part_of_what_the_figure_is_of(bullet: str):
    found = report(f"营销部2026年总结\n\n{bullet}自助缴费43.2万笔。\n{bullet}线上办电达到2万件。").figures
    assert [one.indicator for one in found] == ["自助缴费", "线上办电"]


def test_what_comes_with_a_thing_to_come_is_to_come_with_it():
    found = told("营销部2026年总结\n新变电站完成投资1.42亿元，目前主体完成85%，计划2027年10月投运，届时新增容量8万千伏安。")
    assert found == {"1.42亿元": ("actual", "2026"), "85%": ("actual", "2026"), "8万千伏安": ("target", "2027")}
