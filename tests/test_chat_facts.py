"""Values a person states, and questions about figures: each goes where it was said and nowhere else, and a question changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chat_case import play, state, take_back
from workspace_case import opened_with, written

from nigao.asking.reading import read
from nigao.asking.scene import Scene
from nigao.asking.values import StateFigure
from nigao.workspace import Workspace

REPORT = (Path(__file__).parent / "data" / "chat" / "示例区_2025.txt").read_text(encoding="utf-8")
MATERIAL = """示例区民政局2025年工作总结
一、2025年工作情况
城镇新增就业1.4万人。新增养老床位260张，建成老年食堂9个。拆除违法建设5万平方米。研发投入达到13亿元。
"""
ABOVE = """示例市人民政府关于做好2026年就业工作的通知
各区人民政府：
2025年，全市城镇新增就业32万人。
2026年，城镇新增就业33万人以上，养老床位新增5000张。
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, str]]:
    opened = opened_with(tmp_path_factory.mktemp("facts"), {"示例区_2025.txt": REPORT, "民政局.txt": MATERIAL, "上级通知.txt": ABOVE})
    opened.intake.set_standing(next(s.id for s in opened.archive.sources() if s.filename == "上级通知.txt"), "reference")
    draft = written(opened, 2026).id
    play(opened, draft, [{"say": "研发投入填13亿元"}])
    yield opened, draft


def _said(drafted: tuple[Workspace, str], words: str) -> tuple[dict[str, str], str, bool]:
    """(sections whose text is another, what they say now; the reply; whether something is proposed), all taken back again."""
    opened, draft = drafted
    steps = sum(1 for entry in opened.desk.journal(draft) if entry.patch and not entry.undone)
    try:
        states, reply, proposed = play(opened, draft, [{"say": words}])
    finally:
        take_back(opened, draft, steps)
    assert state(opened, draft) == states[0]
    return {b.bare: b.text for a, b in zip(states[0], states[-1], strict=True) if a.text != b.text}, reply, proposed


def test_a_value_said_after_another_of_a_named_section_goes_into_that_section(drafted: tuple[Workspace, str]) -> None:
    changed, _, _ = _said(drafted, "办好民生实事里城镇新增就业按1.5万人填，新增学位按2100个填")
    assert list(changed) == ["办好民生实事"]
    assert "城镇新增就业1.5万人" in changed["办好民生实事"] and "新增学位2100个" in changed["办好民生实事"]


def test_what_is_to_be_filled_in_never_takes_the_place_of_a_figure(drafted: tuple[Workspace, str]) -> None:
    changed, reply, proposed = _said(drafted, "研发投入那个空填15亿元")
    assert not changed and proposed and "现在是13亿元" in reply


def test_who_says_a_value_and_the_breath_behind_its_name_are_no_part_of_the_name(drafted: tuple[Workspace, str]) -> None:
    changed, _, _ = _said(drafted, "王副主任交代，整治背街小巷那个空啊填28条")
    assert "整治背街小巷28条" in changed["城市面貌不断更新"]
    changed, _, _ = _said(drafted, "住建局来电话说加装电梯应当是45部，麻烦填上")
    assert "加装电梯45部" in changed["城市面貌不断更新"]


def test_a_value_and_what_an_office_says_instead_are_one_correction(drafted: tuple[Workspace, str]) -> None:
    changed, _, _ = _said(drafted, "稿子里研发投入13亿元，科技局来函说13.6亿元，以科技局的为准")
    assert "研发投入达到13.6亿元" in changed["科技创新取得新突破"] and list(changed) == ["科技创新取得新突破"]


def test_how_much_more_than_the_year_before_never_fills_the_place_of_the_value_itself(drafted: tuple[Workspace, str]) -> None:
    changed, reply, proposed = _said(drafted, "改造老旧小区填18个，比上年多2个")
    assert "改造老旧小区18个" in changed["城市面貌不断更新"] and not proposed and "2个没有用上" in reply


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("研发投如今年是多少来着我这一忙给忘了", "2025年　研发投入 13亿元"),
        ("主任问2024年老年食堂到底是8个还是9个", "2024年　建成老年食堂 8个[^9]*\n2025年　建成老年食堂 9个"),
        ("老年食堂9个，这数哪个部门给的", "由[^，]*民政局报"),
        ("请问老年食堂建成9个，是民政局报的还是教育局报的呀", "由[^，]*民政局报"),
        ("想了解一下，城镇新增就业去年报告里定的目标和最后完成数各是多少", "1.3万人（目标）[^1]*\n2025年　城镇新增就业 1.4万人"),
        ("老年食堂今年9个，是民政局的数吧，还是教育局的", "由[^，]*民政局报"),
        ("去年老旧小区改了几个", "2024年　改造老旧小区 16个"),
        ("技合额去年多少来着", "2024年　技术合同成交额 45亿元"),
        ("老年食堂去年计划建几个，实际建了几个", "2025年　建成老年食堂 9个"),
        ("上级通知里要求城镇新增就业多少", r"\A2026年　城镇新增就业 33万人"),
        ("民政局报的城镇新增就业是多少", r"\A2025年　城镇新增就业 1.4万人　[^万]*\Z"),
        ("市里的通知里要求加装电梯多少部", "通知》里没有“加装电梯部?”的数字，别处有这些：\n20"),
        ("老年食堂这两年怎么变的", "建成老年食堂 9个"),
        ("老年食堂、违建和养老床位今年分别是多少", "9个[^9]*\n2025年　拆除违法建设 5万平方米[^9]*\n2025年　养老床位增加 260张"),
    ],
)
def test_a_figure_is_found_whatever_the_question_is_put_in(drafted: tuple[Workspace, str], words: str, told: str) -> None:
    changed, reply, proposed = _said(drafted, words)
    assert re.search(told, reply) and not changed and not proposed


def test_another_places_figure_is_not_there_and_nothing_is_shown_for_it(drafted: tuple[Workspace, str]) -> None:
    changed, reply, proposed = _said(drafted, "上海去年GDP增速是多少，麻烦帮我查一下")
    assert "没有上海的数字" in reply and "%" not in reply and len(reply) < 60 and not changed and not proposed


def test_a_value_put_in_and_a_question_about_the_same_are_both_heard(drafted: tuple[Workspace, str]) -> None:
    changed, reply, _ = _said(drafted, "改造老旧小区填18个，另外想问一下去年这一项是多少")
    assert "改造老旧小区18个" in changed["城市面貌不断更新"] and "2024年　改造老旧小区 16个" in reply


def test_how_the_tool_works_is_told_and_nothing_is_signed_or_exported(drafted: tuple[Workspace, str]) -> None:
    changed, reply, proposed = _said(drafted, "请问采纳了以后还能再改吗")
    assert "采纳以后还可以改" in reply and not changed and not proposed
    assert "送审稿" in _said(drafted, "没采纳的章节能不能一起导出")[1]
    assert "修订痕迹" in _said(drafted, "送审稿和修订稿有啥区别")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("民政局报的材料里讲没讲老年食堂", "民政局.*老年食堂9个"),
        ("民政局的材料里对养老床位都说了些啥", "新增养老床位260张"),
        ("材料里头有没有提到拆除违法建设", "拆除违法建设5万平方米"),
        ("民政局送来的总结里写没写托育", "没有找到“托育”"),
        ("看一下民政局材料里老年食堂出现在哪几处", "老年食堂9个"),
        ("老年食堂在民政局的材料里提没提", "老年食堂9个"),
        ("上年报告里背街小巷出现在哪几处", "整治背街小巷25条"),
        ("去年的报告里有没有讲夜间经济", "夜间经济"),
        ("上年报告对适老化改造说了些什么", "适老化改造"),
        ("去年报告里提没提低空经济", "没有找到“低空经济”"),
        ("帮我瞅瞅民生实事那节写没写医联体", "医联体"),
        ("稿子里哪几处写了口袋公园", "口袋公园"),
        ("研发投入达到13亿元，这句话出自哪儿", "民政局"),
        ("“建成老年食堂9个”这句是哪来的", "民政局"),
        ("营造了拴心留人的环境，这话是谁写的", "2025年示例区工作报告"),
    ],
)
def test_a_question_about_a_text_is_answered_with_the_sentences_that_hold_the_words(
    drafted: tuple[Workspace, str], words: str, told: str
) -> None:
    changed, reply, _ = _said(drafted, words)
    assert not changed and re.search(told, reply, re.DOTALL), reply


def test_who_still_owes_a_figure_is_told_with_where_the_sheets_are(drafted: tuple[Workspace, str]) -> None:
    for words in ("还该催一下哪个部门", "哪些部门还欠着数"):
        _, reply, _ = _said(drafted, words)
        assert "没有给数的" in reply and "催报单" in reply, reply


def test_what_is_not_wanted_before_a_question_leaves_it_a_question(drafted: tuple[Workspace, str]) -> None:
    changed, reply, _ = _said(drafted, "不用重写，就问问民生实事那节有几段")
    assert not changed and re.search(r"有\d+段", reply), reply


@pytest.mark.parametrize(
    ("words", "name", "target"),
    [
        ("不对，就业率还是97.2%", "就业率", False),
        ("教师缺口填185名", "教师缺口", False),
        ("中考平均分应该是512分", "中考平均分", False),
        ("个体户是3.2万户", "个体户", False),
        ("2026年招聘教师140名", "招聘教师", True),
        ("2025年招聘教师146名", "招聘教师", False),
    ],
)
def test_a_value_is_stated_of_the_whole_name_and_of_the_year_that_was_said(words: str, name: str, target: bool) -> None:
    (stated,) = read(words, Scene(year=2025))
    assert isinstance(stated, StateFigure) and (stated.indicator, stated.target) == (name, target)


@pytest.mark.parametrize(
    "words", ["在“城市面貌不断更新”这节末尾加上“全年未发生积水”", "在“城市面貌不断更新”这节末尾加上“全年未发生积水。”"]
)
def test_words_put_at_the_end_of_a_section_are_a_sentence_and_no_heading(drafted: tuple[Workspace, str], words: str) -> None:
    changed, _, _ = _said(drafted, words)
    assert list(changed) == ["城市面貌不断更新"] and changed["城市面貌不断更新"].endswith("全年未发生积水。")
