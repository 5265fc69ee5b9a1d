"""A figure as a text mentions it: its places, its way, how it is put, and which rule decided."""

import pytest

from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures, read_mentions
from nigao.ledger import Source
from nigao.ledger.entries import entries_of
from nigao.mention import Mention
from nigao.quantity.period import Unknown, Year, Years, agrees, holds, name, period, touches
from nigao.report import Document, Identity, Report
from nigao.verify.sources import mentions_of

YEAR = Calendar("2024", "2025")
TEXT = "一、2024年工作回顾\n规上工业增加值达到1,200亿元，同比增长5.2%；失业率降至4.7%。\n二、2025年工作安排\n力争城镇新增就业5万人。"


def mentions(text: str = TEXT) -> list[Mention]:
    return read_mentions(text, calendar=YEAR)


def test_a_mention_knows_the_words_it_stands_in():
    level, growth, rate, aim = mentions()
    assert [one.span.of(TEXT) for one in (level, growth, rate, aim)] == ["1,200亿元", "5.2%", "4.7%", "5万人"]
    assert level.clause.of(TEXT) == "规上工业增加值达到1,200亿元"
    assert growth.clause.of(TEXT) == "同比增长5.2%"
    assert growth.sentence.of(TEXT) == "规上工业增加值达到1,200亿元，同比增长5.2%；"
    assert aim.sentence.of(TEXT) == "力争城镇新增就业5万人。"


def test_places_are_in_the_text_as_given_however_it_is_damaged():
    damaged = "全市 生产 总值 １，２００ 亿\n元，增长 ５．２ ％。"
    level, growth = read_mentions(damaged, calendar=YEAR)
    assert damaged[level.clause.start : level.clause.end].replace(" ", "").startswith("全市生产总值")
    assert growth.clause.of(damaged).strip() == "增长 ５．２ ％"


def test_a_level_knows_which_way_it_was_reached():
    level, growth, rate, _ = mentions()
    assert (level.direction, growth.direction, rate.direction) == (0, 1, -1)
    assert (level.measure, growth.measure, rate.measure) == ("level", "change", "level")


@pytest.mark.parametrize(
    ("text", "modality"),
    [("力争收入达到5亿元。", "aimed"), ("预计收入5亿元。", "expected"), ("收入5亿元。", "told"), ("收入预算安排5亿元。", "aimed")],
)
def test_a_mention_knows_how_its_clause_puts_it(text, modality):
    assert mentions(text)[0].modality == modality


def test_the_indicator_is_known_by_its_head_and_what_distinguishes_it():
    indicator = mentions("国家级高新区规模以上工业增加值增长5%。")[0].indicator
    assert indicator.head == "增加值"
    assert "国家级" in indicator.modifiers and "规模以上" in indicator.modifiers


def test_every_attribute_says_which_rule_decided_it():
    for one in mentions():
        assert {"indicator", "measure", "bound"} <= set(one.because), one.text


def test_a_record_is_what_its_mention_says():
    assert [one.figure for one in mentions()] == read_figures(TEXT, calendar=YEAR)


def test_a_record_of_the_ledger_finds_its_words_again():
    before = mentions()
    paper = Report("总结", "总结", Identity("总结"), Document(TEXT), figures=tuple(one.figure for one in before))
    entries = entries_of(paper, Source("总结", "总结"))
    again = [
        one
        for entry in entries
        for one in mentions_of([each for each in entries if each.sentence == entry.sentence])
        if one.figure is entry.figure
    ]
    assert [one.figure for one in again] == [one.figure for one in before]
    assert [(one.direction, one.modality, one.told.usual) for one in again] == [
        (one.direction, one.modality, one.told.usual) for one in before
    ]


def test_periods_compare_as_times_do():
    assert period("2024") == Year(2024) and period("2021-2025") == Years(2021, 2025)
    assert period("20xx") == Unknown("20xx") and period("") == Unknown() and period("去年") == Unknown()
    assert agrees(Year(2025), Years(2021, 2025)) and not agrees(Year(2024), Years(2021, 2025))
    assert not agrees(Years(2020, 2025), Years(2021, 2025)) and agrees(Unknown(), Year(2024))
    assert touches(Years(2021, 2025), Year(2022)) and not touches(Unknown(), Year(2022)) and holds(Years(2021, 2025), 2021)
    assert name(Years(2021, 2025)) == "2021—2025年" and name(Unknown("20xx")) == "" and str(Year(2024)) == "2024"
