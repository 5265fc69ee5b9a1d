"""Slots: the model names a figure, the program writes it with the direction, bound, year and status its source gives it."""

from __future__ import annotations

import pytest
from drafting_case import ENTRIES, METRICS, figure
from hypothesis import given
from hypothesis import strategies as st

from chains.slots import MISSING, SlotTable, StreamFill
from nigao.ledger import Entry


def _table(*entries: Entry) -> SlotTable:
    table = SlotTable()
    for entry in entries or ENTRIES:
        table.add(entry)
    return table


def _one(text: str, sentence: str, fig: dict[str, str]) -> str:
    words = {"text": "8%", "value": "8", "unit": "%", "indicator": "研发投入", **fig}
    return _table(Entry(figure(**words), METRICS, sentence)).fill(text, "2025").text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("研发投入达到〔F1〕，同比〔F2〕。", "研发投入达到12.3亿元，同比增长8.5%。"),
        ("研发投入达到[F1]，同比增长（F2）。", "研发投入达到12.3亿元，同比增长8.5%。"),
        ("研发投入达到〔F1＝99亿元〕，同比下降【F2】。", "研发投入达到12.3亿元，同比增长8.5%。"),
        ("研发投入达到〔F1〕亿元，增长了〔F2〕%。", "研发投入达到12.3亿元，增长8.5%。"),
        ("研发投入超过〔F1〕，同比增长达到〔F2〕以上。", "研发投入12.3亿元，同比增长8.5%。"),
        ("技术合同成交额〔F3〕，同比增长〔F4〕。", "技术合同成交额18.4亿元，同比下降3.1%。"),
        ("研发投入达到F1，高新技术企业263家。", "研发投入达到12.3亿元，高新技术企业263家。"),
        ("举办F1赛事。", "举办F1赛事。"),
        ("研发投入〔F6〕。", "2024年研发投入10.1亿元。"),
        ("2024年研发投入〔F6〕，上年〔F6〕。", "2024年研发投入10.1亿元，上年10.1亿元。"),
        ("高新技术企业达到〔F7〕。", "2026年高新技术企业力争达到300家。"),
        ("2026年高新技术企业力争达到〔F7〕。", "2026年高新技术企业力争达到300家。"),
        ("新建平台〔F99〕。", f"新建平台{MISSING}。"),
    ],
)
def test_a_slot_is_written_as_the_ledger_has_it(written: str, read: str):
    assert _table().fill(written, "2025").text == read


def test_a_bound_stays_as_its_source_says_it():
    ge = {"comparator": "ge", "text": "30家", "value": "30", "unit": "家"}
    assert "超过30家" in _one("企业〔F1〕。", "企业超过30家。", ge)
    assert "30家以上" in _one("企业〔F1〕。", "企业30家以上。", ge)
    assert "约30家" in _one("企业〔F1〕。", "企业约30家。", {**ge, "comparator": "approx"})


def test_a_figure_of_several_years_says_so():
    span = {"period": "2021-2025", "text": "100家", "value": "100", "unit": "家", "indicator": "平台"}
    assert _one("建成平台〔F1〕。", "", span) == "2021—2025年建成平台100家。"
    assert _one("“十四五”时期建成平台〔F1〕。", "", span) == "“十四五”时期建成平台100家。"


def test_the_direction_word_is_the_sources_own():
    fall = {"measure": "change", "value": "-8"}
    assert _one("能耗增长〔F1〕。", "能耗压降8%。", fall) == "能耗压降8%。"
    assert _one("能耗〔F1〕。", "", fall) == "能耗下降8%。"
    new = {"measure": "change", "text": "8所", "unit": "所", "indicator": "学校"}
    assert _one("学校〔F1〕。", "新增学校8所。", new) == "学校增加8所。"
    assert _one("新增学校〔F1〕。", "新增学校8所。", new) == "新增学校8所。"
    assert _one("数字经济增加值同比〔F1〕。", "", {"measure": "change", "indicator": "数字经济增加值"}) == "数字经济增加值同比增长8%。"


def test_a_figure_of_a_part_of_the_area_carries_the_part():
    part = {"scope": "临港新片区", "text": "12亿元", "value": "1200000000", "unit": "元"}
    assert _one("研发投入〔F1〕。", "", part) == "研发投入（临港新片区）12亿元。"
    assert _one("临港新片区研发投入〔F1〕。", "", part) == "临港新片区研发投入12亿元。"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ({"text": "5.2", "value": "5200000000000", "unit": "元"}, "研发投入达到5.2万亿元。"),
        ({"text": "996", "value": "99600000000", "unit": "元"}, "研发投入达到996亿元。"),
        ({"text": "2049", "value": "20490000", "unit": "平方米"}, "研发投入达到2049万平方米。"),
        ({"text": "36", "value": "36", "unit": "%"}, "研发投入达到36%。"),
        ({"text": "-11.5", "value": "-11.5", "unit": "%", "measure": "change"}, "研发投入下降11.5%。"),
    ],
)
def test_a_tables_cell_is_written_with_the_scale_and_unit_of_its_head(cell: dict[str, str], written: str):
    assert _one("研发投入达到〔F1〕。", "研发投入 2025 亿元", {**cell, "place": "表1!C5"}) == written


def test_material_shows_its_figures_as_slots_and_copies_back_true():
    text = "全区研发投入达到12.3亿元，企业263家。"
    table = SlotTable()
    masked = table.mask(text, [(8, 14, ENTRIES[0]), (17, 21, ENTRIES[4])])
    assert masked == "全区研发投入达到〔F1＝12.3亿元〕，企业〔F2＝263家〕。"
    assert table.fill(masked, "2025").text == text


def test_spans_say_where_each_figure_stands():
    filled = _table().fill("研发投入达到〔F1〕，同比〔F2〕。", "2025")
    assert [(filled.text[start:end], slot.number) for start, end, slot in filled.spans] == [("12.3亿元", 1), ("8.5%", 2)]


@given(st.text(alphabet="〔〕[]F12＝，。研发投入达到增长 9", max_size=40))
def test_filling_never_fails_and_leaves_no_mark(text: str):
    filled = _table().fill(text, "2025")
    assert "〔F1〕" not in filled.text and "[F2]" not in filled.text
    assert all(0 <= start <= end <= len(filled.text) for start, end, _ in filled.spans)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=20))
def test_what_streams_by_is_filled_however_it_is_cut(sizes: list[int]):
    text = "研发投入达到〔F1〕，同比〔F2＝8.5%〕；技术合同成交额〔F3〕。" * 3
    fill, shown, at = StreamFill(_table()), "", 0
    while at < len(text):
        size = sizes[at % len(sizes)]
        shown += fill.feed(text[at : at + size])
        at += size
    assert "12.3亿元" in shown and "〔" not in shown
