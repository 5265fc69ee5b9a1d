"""Last year's headings become this year's outline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigao.draft import OutlineItem
from nigao.outline import outline
from nigao.planning import brief_for, five_year_plan, plan_outline, renumbered, roll_years
from nigao.report import Document, Identity, Report
from nigao.text.numerals import chinese, count, number, renumber

SUMMARY = """高新区2024年工作总结暨2025年工作打算
2024年，全区上下团结奋斗，较好完成了各项任务。现将有关情况汇报如下：
一、2024年工作情况
（一）强化科技创新
深入实施创新驱动战略。2024年研发投入12.3亿元。
（二）深化改革开放
持续优化营商环境。
二、存在的问题
研发强度不高，人才短缺。
三、2025年工作打算
（一）做强主导产业
2025年新增企业60家。
（二）做优服务
继续做好服务。
"""


def report(text: str, title: str, year: int | None, reviewed: int | None) -> Report:
    document = Document(text)
    return Report("a.txt", "d", Identity(title, "高新区", year, reviewed), document, tuple(outline(document)))


def summary() -> Report:
    return report(SUMMARY, "高新区2024年工作总结暨2025年工作打算", 2025, 2024)


@pytest.mark.parametrize(
    ("text", "rolled"),
    [
        ("2024年工作回顾", "2025年工作回顾"),
        ("2025年重点工作", "2026年重点工作"),
        ("2024年总结和2025年打算", "2025年总结和2026年打算"),
        ("贯彻党的二十届三中全会精神", "贯彻党的二十届三中全会精神"),
        ("到2035年基本实现现代化", "到2035年基本实现现代化"),
        ("较2020年翻一番", "较2020年翻一番"),
        ("《2024年行动计划》印发", "《2024年行动计划》印发"),
        ("实施2024—2026年三年行动", "实施2024—2026年三年行动"),
        ("二〇二四年工作总结", "二〇二五年工作总结"),
    ],
)
def test_only_the_years_of_the_report_itself_move_on(text, rolled):
    assert roll_years(text, 2025, 2026) == rolled


@given(st.text(alphabet="年20245要点工作《》—", max_size=40))
def test_rolling_to_the_same_year_changes_nothing(text):
    assert roll_years(text, 2025, 2025) == text


def test_the_outline_follows_last_year_with_years_rolled_and_kinds_told():
    items = plan_outline(summary(), 2026)
    assert [(i.number, i.title, i.level, i.kind) for i in items] == [
        ("", "", 1, "opening"),
        ("一、", "2025年工作情况", 1, "review"),
        ("（一）", "强化科技创新", 2, "review"),
        ("（二）", "深化改革开放", 2, "review"),
        ("二、", "存在的问题", 1, "review"),
        ("三、", "2026年工作打算", 1, "plan"),
        ("（一）", "做强主导产业", 2, "plan"),
        ("（二）", "做优服务", 2, "plan"),
    ]
    assert items[2].like == "深入实施创新驱动战略。2024年研发投入12.3亿元。"
    assert items[1].like == ""


def test_a_part_alone_is_numbered_from_one():
    assert [i.number for i in plan_outline(summary(), 2026, "plan")] == ["一、", "（一）", "（二）"]
    assert {i.kind for i in plan_outline(summary(), 2026, "review")} == {"opening", "review"}


def test_the_brief_names_the_year_planned_and_the_year_reviewed():
    brief = brief_for(summary(), 2026)
    assert (brief.title, brief.unit, brief.year, brief.reviewed_year) == ("高新区2025年工作总结暨2026年工作打算", "高新区", 2026, 2025)


def test_a_report_whose_years_are_unknown_takes_the_years_asked_for():
    text = SUMMARY.replace("2024", "20xx").replace("2025", "20xx")
    brief = brief_for(report(text, "高新区工作总结暨20xx年工作打算", None, None), 2026)
    assert brief.title == "高新区工作总结暨2026年工作打算"
    assert [i.title for i in brief.outline if i.level == 1 and i.title] == ["2025年工作情况", "存在的问题", "2026年工作打算"]


GOVERNMENT = """{year}年某市政府工作报告
各位代表：
现在，我代表市人民政府，向大会报告政府工作，请予审议。
一、{last}年工作回顾
过去一年，全市上下团结奋斗。
二、{second}
坚持稳中求进。
三、{year}年重点工作
扩大内需。
"""


def test_the_first_year_of_a_five_year_plan_gets_a_section_on_the_plan():
    early = report(GOVERNMENT.format(year=2025, last=2024, second="2025年工作总体要求"), "2025年某市政府工作报告", 2025, 2024)
    firsts = [i for i in plan_outline(early, 2026) if i.level == 1 and i.title]
    assert [i.title for i in firsts] == ["2025年工作回顾", "“十五五”时期主要目标任务", "2026年重点工作"]
    assert "坚持稳中求进" in firsts[2].like


def test_the_year_after_it_goes_back_to_the_yearly_shape():
    second = "“十四五”时期发展成就和“十五五”时期主要目标任务"
    early = report(GOVERNMENT.format(year=2026, last=2025, second=second), "2026年某市政府工作报告", 2026, 2025)
    assert [i.title for i in plan_outline(early, 2027) if i.level == 1 and i.title] == [
        "2026年工作回顾",
        "2027年工作总体要求和主要目标任务",
        "2027年重点工作",
    ]


def test_a_governments_last_report_of_its_term_looks_back_on_five_years():
    early = report(GOVERNMENT.format(year=2022, last=2021, second="2022年工作总体要求"), "2022年某省政府工作报告", 2022, 2021)
    assert plan_outline(early, 2023)[1].title == "过去五年工作回顾"
    text = GOVERNMENT.format(year=2023, last=2022, second="2023年工作总体要求").replace("2022年工作回顾", "过去五年工作回顾")
    assert plan_outline(report(text, "2023年某省政府工作报告", 2023, 2022), 2024)[1].title == "2023年工作回顾"


def test_an_ordinary_summary_keeps_its_shape_in_every_year():
    assert not any("时期" in item.title for year in (2026, 2027, 2031) for item in plan_outline(summary(), year))


def test_five_year_plans_have_their_names():
    assert [five_year_plan(year) for year in (2015, 2016, 2020, 2021, 2026)] == ["十二五", "十三五", "十三五", "十四五", "十五五"]


def test_moved_sections_are_numbered_anew_in_their_own_style():
    items = [OutlineItem(n, "标题", level) for n, level in (("三、", 1), ("（五）", 2), ("（一）", 2), ("一、", 1), ("2.", 3), ("7.", 3))]
    assert [i.number for i in renumbered(items)] == ["一、", "（一）", "（二）", "二、", "1.", "2."]


@given(st.integers(1, 99))
def test_small_numerals_are_read_as_they_are_written(value):
    assert number(chinese(value)) == value
    assert renumber("（二）", value) == f"（{chinese(value)}）"
    assert number(str(value)) == value


@pytest.mark.parametrize(("text", "value"), [("三百", 300), ("一千五百", 1500), ("八百五", 850), ("两千", 2000), ("12", 12), ("字", None)])
def test_counts_in_requests_are_read(text, value):
    assert count(text) == value


def test_fields_of_work_that_stood_alone_go_below_the_years_work_in_a_plans_first_year():
    text = (
        "2025年某市政府工作报告\n一、2024年工作回顾\n经济稳中有进。\n二、2025年工作总体要求\n坚持稳中求进。\n三、着力扩大内需\n扩大消费。\n"
        "四、推动科技创新\n加强研发。\n五、保障和改善民生\n办好实事。\n六、加强政府自身建设\n依法行政。\n"
    )
    outline = plan_outline(report(text, "2025年某市政府工作报告", 2025, 2024), 2026)
    assert [(i.number, i.title, i.level) for i in outline if i.title] == [
        ("一、", "2025年工作回顾", 1),
        ("二、", "“十五五”时期主要目标任务", 1),
        ("三、", "2026年重点工作", 1),
        ("（一）", "着力扩大内需", 2),
        ("（二）", "推动科技创新", 2),
        ("（三）", "保障和改善民生", 2),
        ("四、", "加强政府自身建设", 1),
    ]


def test_a_government_whose_term_ends_proposes_and_the_next_one_decides():
    early = report(GOVERNMENT.format(year=2022, last=2021, second="2022年工作总体要求"), "2022年某省政府工作报告", 2022, 2021)
    assert plan_outline(early, 2023)[-1].title == "对2023年政府工作的建议"
