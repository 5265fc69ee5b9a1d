"""A budget report keeps its sentences from year to year: the budget set beside what came of it, its limits, its accounts."""

from __future__ import annotations

import pytest
from workspace_case import opened_with, written

LAST = """关于示例市2024年预算执行情况和2025年预算草案的报告
—2025年1月10日在示例市第七届人民代表大会第四次
会议上
示例市财政局局长　某某
各位代表：
受市人民政府委托，现将2024年预算执行情况和2025年预算草案提请大会审议。
一、2024年预算执行情况
（一）一般公共预算
1.全市收支情况
各级人代会批准的2024年全市一般公共预算收入年初预算合计1164078万元，实际完成1202017万元，为预算的103.3%，比上年增长11.1%。全市一般公共预算支出年初预算合计1680805万元，执行中因上级补助增加、发行地方政府债券等，支出预算调整为2447834万元，实际完成2447834万元，为调整预算的100%，比上年增长15.2%。
2.市级收支情况
市七届人大三次会议批准的2024年市级一般公共预算收入年初预算为145000万元，实际完成145158万元，为预算的100.1%，比上年增长1.9%。
（二）政府债务情况
省财政厅核定我市2024年政府债务限额1558067万元，其中：一般债务1121387万元，专项债务436680万元。新增一般债券32556万元，主要用于东风小学改扩建工程3000万元，第三实验小学整体搬迁2400万元，党校新校区建设1500万元。
截至2024年底，全市政府债务余额1327048万元，其中：一般债务907440万元，专项债务419608万元。
二、2025年预算草案
去年，财政运行总体平稳。全市新增减税降费12.5亿元。今年，坚持过紧日子，一般性支出压减5%。
"""
TABLE = """指标,2025年,单位
一般公共预算收入年初预算,1283130,万元
一般公共预算收入,1313726,万元
一般公共预算收入完成调整预算,102.4,%
一般公共预算收入增速,9.3,%
一般公共预算支出,2671828,万元
一般公共预算支出完成调整预算,100,%
一般公共预算支出增速,9.2,%
市本级一般公共预算收入,160060,万元
市本级一般公共预算收入完成预算,100,%
市本级一般公共预算收入增速,10.3,%
政府债务限额,1865009,万元
一般债务限额,1177829,万元
专项债务限额,687180,万元
政府债务余额,1618121,万元
一般债务余额,962694,万元
专项债务余额,655427,万元
"""


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The draft's sections by their headings, numbers aside."""
    opened = opened_with(tmp_path_factory.mktemp("budget"), {"示例市预算报告.txt": LAST, "财政局2025年收支表.csv": TABLE})
    view = written(opened, 2026)
    return {s.item.title: s.current.section.text if s.current else "" for s in view.sections}


def test_the_budget_set_stands_beside_what_came_of_it(sections: dict[str, str]) -> None:
    assert (
        "全市一般公共预算收入年初预算合计1283130万元，实际完成1313726万元，为调整预算的102.4%，比上年增长9.3%。" in sections["全市收支情况"]
    )


def test_a_missing_budget_is_a_field_in_its_place_and_the_sentence_stands_around_it(sections: dict[str, str]) -> None:
    assert (
        "执行中因上级补助增加、发行地方政府债券等，支出预算调整为【待补：一般公共预算支出调整预算（万元）】，实际完成2671828万元，"
        "为调整预算的100%，比上年增长9.2%。"
    ) in sections["全市收支情况"]


def test_figures_of_the_citys_own_level_are_told_as_such(sections: dict[str, str]) -> None:
    assert "2025年市本级一般公共预算收入年初预算为【待补" in sections["市级收支情况"]
    assert "实际完成160060万元，为预算的100%" in sections["市级收支情况"]


def test_parts_of_a_limit_are_not_told_as_parts_of_a_balance(sections: dict[str, str]) -> None:
    debt = sections["政府债务情况"]
    limit, balance = debt.index("限额1865009万元"), debt.index("余额1618121万元")
    assert limit < debt.index("1177829万元") < debt.index("687180万元") < balance < debt.index("962694万元") < debt.index("655427万元")


def test_last_years_projects_are_asked_for_as_a_whole(sections: dict[str, str]) -> None:
    assert "主要用于【待补：新增一般债券安排的项目和金额】" in sections["政府债务情况"]
    assert "东风小学" not in sections["政府债务情况"]


def test_what_a_plan_tells_of_the_past_year_is_no_missing_target(sections: dict[str, str]) -> None:
    plan = sections["2026年预算草案"]
    assert "减税降费【待补：减税降费2026年目标" not in plan and "一般性支出压减【待补：一般性支出" in plan


def test_the_day_and_the_speaker_stand_in_no_opening(sections: dict[str, str]) -> None:
    assert "4次" not in sections[""] and "局长" not in sections[""] and "各位代表：" in sections[""]
