"""Departments' papers that say what last year's sentence asks for in other words, with amounts on the way to it, or that it is over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from workspace_case import opened_with, written

LAST = """江州市公交集团2024年工作总结和2025年工作计划
一、2024年工作完成情况
（一）运营
线网总长度3120公里。开通定制公交42条、通学公交58条。新增停车学位2万个，新增基础教育学位300个。
（二）安全
签订安全责任书3860份，百万公里事故率0.86次，检修设备26台。救助困难职工76人。
（三）服务
全年受理乘客投诉2168件，同比下降12.6%。新建改造公交站台165座，线上购票50万人次。受理热线工单1.52万件，按时办结率99.5%，热线满意率94.6%。
（四）经济指标
营业收入5.32亿元，增长3.1%。
各位代表！
二、存在的主要问题
一是客流增长乏力，票款收入下降；二是场站设施陈旧，北城停保场迁建进展缓慢；三是驾驶员招工难，调度用房紧张；四是行业示范奖尚未取得突破。
三、2025年工作计划
（一）提升运营
推进综合调度平台二期建设。推进公交充电站建设。
（二）抓好服务
受理投诉件数下降5%，正点率达到94%。
"""
PAPERS = {
    "营运部材料.txt": "营运部2025年材料\n一、运营\n线网总长3185公里。定制公交开行51条，通学公交66条。\n综合调度平台二期上线运行，获行业示范奖1项，调度用房紧张的状况得到缓解。建成公交充电站6座。截至9月底行驶里程6700万公里。全年行驶里程9015万公里。\n"
    "营业收入5.61亿元，增长5.5%，低于6%的预期目标，主要原因是客流回落。\n",
    "安全部材料.txt": "安全部2025年材料\n今年以来签订责任书3795份。上半年百万公里事故率0.83次，全年0.79次。帮扶困难职工69人。\n北城停保场迁建工程7月竣工。\n"
    "5.2026年打算：签订责任书4000份。\n",
    "服务部材料.txt": "服务部2025年材料\n全年共受理投诉1986件，比上年下降8.4%。站台新建改造138座。热线工单1.68万件，按时办结率99.7%，群众满意率95.3%。\n"
    "（四）困难\n夜间线路收入难以覆盖成本。\n下一步：一是以满意为目标，2026年受理投诉1800件以内；二是正点率提高到95%。\n",
    "信息部材料.txt": "信息部2025年材料\n一、情况\n线上购票62万人次。\n2026年：\n1、线上购票达到80万人次；\n2、场站监控更新120处；\n二、其他\n检修设备31台。\n"
    "【下一步】\n* 检修设备达到40台\n",
    "集团指标2025.csv": "指标,单位,2024年,1-11月,2025年\n营业收入,亿元,5.32,5.1,5.61\n热线满意率,%,94.6,95.0,95.3\n新增基础教育学位,个,300,,412\n",
}


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Each section's text by its title."""
    opened = opened_with(tmp_path_factory.mktemp("other_words"), {"江州市公交集团2024年工作总结.txt": LAST, **PAPERS})
    opened.intake.as_material(opened.intake.handed_in())
    rows = [(s.item.title, s.current.section) for s in written(opened, 2026).sections if s.current]
    return {title: section.text for title, section in rows}


def test_what_a_paper_tells_with_another_verb_or_fewer_words_is_not_asked_for(sections: Mapping[str, str]) -> None:
    for title in ("安全", "服务"):
        assert "待补" not in sections[title]
    assert "定制公交【" not in sections["运营"] and "线网总长度" not in sections["运营"]


def test_an_amount_on_the_way_to_the_years_is_left_out(sections: Mapping[str, str]) -> None:
    assert "全年百万公里事故率0.79次" in sections["安全"] and "0.83" not in sections["安全"]
    assert "全年行驶里程9015万公里" in sections["运营"] and "6700" not in sections["运营"]
    assert not any("1—11月" in text or "5.1亿" in text for text in sections.values())


def test_a_result_below_its_aim_is_a_result_and_its_aim_missed_a_problem(sections: Mapping[str, str]) -> None:
    assert "营业收入5.61亿元，增长5.5%。" in "".join(sections[title] for title in ("运营", "经济指标"))
    assert "营业收入低于6%的预期目标，主要原因是客流回落" in sections["存在的主要问题"]


def test_a_shortcoming_and_a_plan_that_are_over_are_not_carried(sections: Mapping[str, str]) -> None:
    assert "场站设施陈旧；" in sections["存在的主要问题"]
    assert not any(over in sections["存在的主要问题"] for over in ("北城停保场", "用房紧张", "示范奖"))
    assert "二期" not in sections["提升运营"]


def test_what_is_built_every_year_is_planned_again(sections: Mapping[str, str]) -> None:
    assert "推进公交充电站建设" in sections["提升运营"]


def test_a_years_plan_behind_a_number_is_no_problem_and_no_result(sections: Mapping[str, str]) -> None:
    plans = sections["提升运营"] + sections["抓好服务"]
    assert "签订责任书4000份" in plans and "4000份" not in sections["安全"] + sections["存在的主要问题"]


def test_a_plan_in_points_is_one_plan(sections: Mapping[str, str]) -> None:
    everything = "".join(sections.values())
    assert "正点率提高到95%" in sections["提升运营"] + sections["抓好服务"] and "正点率为95%" not in everything
    assert "以满意为目标。" not in everything


def test_a_rate_told_under_two_names_stands_once(sections: Mapping[str, str]) -> None:
    assert sections["服务"].count("95.3%") == 1 and sections["服务"].count("99.7%") == 1


def test_a_list_under_a_line_that_names_the_year_to_come_is_planned(sections: Mapping[str, str]) -> None:
    done = "".join(text for title, text in sections.items() if title in ("运营", "安全", "服务", "经济指标"))
    assert "线上购票62万人次" in done and "检修设备31台" in done
    assert not any(planned in done for planned in ("80万人次", "120处", "40台"))


def test_how_people_are_addressed_keeps_its_mark(sections: Mapping[str, str]) -> None:
    assert "各位代表！" in sections["经济指标"]


def test_no_word_of_when_is_cut_in_half(sections: Mapping[str, str]) -> None:
    assert "以来签订" not in sections["安全"]


def test_what_was_added_last_year_is_told_as_added(sections: Mapping[str, str]) -> None:
    assert "新增基础教育学位412个" in sections["运营"]


def test_a_table_named_after_a_hospital_of_a_county_is_the_hospitals_own(tmp_path: Path) -> None:
    opened = opened_with(
        tmp_path,
        {
            "清河县人民医院2024年工作总结.txt": "清河县人民医院2024年工作总结和2025年工作计划\n一、2024年工作\n（一）医疗\n出院患者3.42万人次，同比增长4.1%。\n"
            "二、2025年计划\n出院患者3.5万人次。\n",
            "2025年全院主要指标.csv": "清河县人民医院2025年主要指标,,,\n指标,单位,2024年,2025年\n出院人次,万人次,3.42,3.58\n",
            "医共体办材料.txt": "紧密型县域医共体建设情况（2025年）\n医共体成员单位14家，下派专家1478人次。\n",
        },
    )
    standing = {source.filename: source.standing for source in opened.archive.sources()}
    assert standing["2025年全院主要指标.csv"] == "own" and standing["医共体办材料.txt"] == "department"
    assert "出院患者3.58万人次，" in "".join(s.current.section.text for s in written(opened, 2026).sections if s.current)
