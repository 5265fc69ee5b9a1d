"""A value put into a draft on a person's word: its direction turns the words around it, and what speaks against it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import opened_with, section_id, texts, written

from nigao.commands import Fill, SetFigure, Take
from nigao.desk.results import Done, Proposed, Refused, Result
from nigao.workspace import Workspace
from nigao.writing.direction import put_after

LAST = """示例县2024年政府工作总结和2025年工作打算
一、2024年工作回顾
全县地区生产总值完成120.5亿元，增长5.2%。城镇新增就业1.2万人。居民消费价格上涨0.4%。
二、2025年工作打算
城镇新增就业1.3万人以上。
"""


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Workspace, str]:
    workspace = opened_with(tmp_path, {"示例县2024年政府工作总结.txt": LAST})
    return workspace, written(workspace, 2026).id


def fill(opened: tuple[Workspace, str], indicator: str, value: str, measure: str = "level") -> Result:
    workspace, draft = opened
    gaps = (row.gap for row in workspace.missing.rows(draft))
    gap = next(one for one in gaps if one.gap.indicator == indicator and one.gap.measure == measure)
    return workspace.doing.do(draft, Fill(gap.id, value, "统计局"), "王")


def review(opened: tuple[Workspace, str]) -> str:
    return texts(*opened)[0]


def test_a_negative_value_in_a_gap_of_growth_is_a_fall(opened: tuple[Workspace, str]) -> None:
    assert isinstance(fill(opened, "地区生产总值", "-3.2%", "change"), Done)
    assert "，下降3.2%。" in review(opened)


def test_a_value_that_names_its_direction_says_it_once(opened: tuple[Workspace, str]) -> None:
    fill(opened, "地区生产总值", "下降3.2%", "change")
    assert "，下降3.2%。" in review(opened)
    workspace, draft = opened
    workspace.doing.do(draft, SetFigure(section_id(workspace, draft, 0), "地区生产总值", "增长4.1%", "3.2%"), "王")
    assert "，增长4.1%。" in review(opened)


def test_a_bare_number_takes_the_unit_that_is_asked_for(opened: tuple[Workspace, str]) -> None:
    fill(opened, "城镇新增就业", "1.5")
    assert "城镇新增就业1.5万人。" in review(opened)


def test_a_gap_is_not_filled_with_a_gap(opened: tuple[Workspace, str]) -> None:
    before = review(opened)
    workspace, draft = opened
    mark = next(row.gap.gap.mark for row in workspace.missing.rows(draft) if row.gap.gap.indicator == "城镇新增就业")
    refused = fill(opened, "城镇新增就业", mark)
    assert isinstance(refused, Refused) and "不能还是" in refused.why
    assert review(opened) == before


def test_a_figure_set_to_a_negative_value_turns_its_words(opened: tuple[Workspace, str]) -> None:
    fill(opened, "居民消费价格", "0.3%", "change")
    assert "居民消费价格上涨0.3%" in review(opened)
    workspace, draft = opened
    workspace.doing.do(draft, SetFigure(section_id(workspace, draft, 0), "居民消费价格", "-0.2%"), "王")
    assert "居民消费价格下跌0.2%" in review(opened)


def test_a_value_the_ledger_contradicts_is_asked_and_put_in_on_a_yes(opened: tuple[Workspace, str], tmp_path: Path) -> None:
    workspace, draft = opened
    table = tmp_path / "指标.csv"
    table.write_text("指标,2025年,单位\n城镇新增就业,16000,人\n", encoding="utf-8")
    workspace.intake.take_in(table)
    before = review(opened)
    asked = fill(opened, "城镇新增就业", "1.5万人")
    assert isinstance(asked, Proposed) and "16000" in asked.text and review(opened) == before
    workspace.doing.do(draft, Take(asked.id), "王")
    assert "城镇新增就业1.5万人。" in review(opened)


def test_beside_a_gap_of_a_change_stands_last_years_change_and_not_its_level(opened: tuple[Workspace, str]) -> None:
    workspace, draft = opened
    last = {(row.gap.gap.indicator, row.gap.gap.measure): row.last.figure.text for row in workspace.missing.rows(draft) if row.last}
    assert (last["地区生产总值", "level"], last["地区生产总值", "change"]) == ("120.5亿元", "5.2%")


@pytest.mark.parametrize(("value", "asked"), [("88.8亿元", True), ("1.2%", True), ("12000人", False), ("1.2万", False), ("若干", False)])
def test_a_value_in_another_unit_than_is_asked_for_is_only_put_in_on_a_yes(opened: tuple[Workspace, str], value: str, asked: bool) -> None:
    before = review(opened)
    result = fill(opened, "城镇新增就业", value)
    assert isinstance(result, Proposed) is asked
    assert (review(opened) == before) is asked
    if asked:
        assert "要填的单位是“万人”" in result.text


@pytest.mark.parametrize("value", ["132万人", "0.012万人"])
def test_a_value_of_quite_another_order_than_last_years_is_only_put_in_on_a_yes(opened: tuple[Workspace, str], value: str) -> None:
    before = review(opened)
    result = fill(opened, "城镇新增就业", value)
    assert isinstance(result, Proposed) and "上年" in result.text and review(opened) == before


def test_a_value_the_ledger_bears_out_is_not_asked(opened: tuple[Workspace, str], tmp_path: Path) -> None:
    workspace, draft = opened
    table = tmp_path / "指标.csv"
    table.write_text("指标,2025年,单位\n地区生产总值增速,-2.1,%\n", encoding="utf-8")
    workspace.intake.take_in(table)
    row = next(row for row in workspace.missing.rows(draft) if row.candidates)
    assert row.words(row.candidates[0]) == "-2.1%"
    assert isinstance(workspace.doing.do(draft, Fill(row.gap.id, row.words(row.candidates[0])), "王"), Done)
    assert "，下降2.1%。" in review(opened)


@pytest.mark.parametrize(
    ("before", "value", "put"),
    [
        ("利润增长", "-3.2%", "利润下降3.2%"),
        ("利润增长", "3.2%", "利润增长3.2%"),
        ("价格下降", "+0.3%", "价格增长0.3%"),
        ("降幅为", "-4%", "降幅为4%"),
        ("增速为", "下降4%", "增速为-4%"),
        ("增幅为", "-4%", "降幅为4%"),
        ("增速高于全国", "-0.3个百分点", "增速低于全国0.3个百分点"),
        ("新增就业", "+12万人", "新增就业12万人"),
        ("利润总额", "-2亿元", "利润总额-2亿元"),
        ("能耗", "下降3%", "能耗下降3%"),
        ("税收收入增加", "减少2亿元", "税收收入减少2亿元"),
        ("完成两级法人压减", "-2户", "完成两级法人压减2户"),
        ("压减一般性支出", "-5%", "压减一般性支出5%"),
        ("办理时限缩短至", "-7分钟", "办理时限缩短至-7分钟"),
    ],
)
def test_words_and_value_say_one_direction(before: str, value: str, put: str) -> None:
    assert "".join(put_after(before, value)) == put
