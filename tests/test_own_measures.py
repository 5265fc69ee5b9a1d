"""Measure words no table knows are read where a text uses them as such, and a number that only says which is none."""

from __future__ import annotations

import pytest

from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全村种植菜地36畦，新增菜地8畦。", ["36畦", "8畦"]),
        ("修缮屋檐120檐。", ["120檐"]),
        ("栽植盆景86钵，绿植120钵。", ["86钵", "120钵"]),
        ("沿国道312线、省道315线修建。", []),
        ("这里是3曲。", []),
    ],
)
def test_a_word_behind_a_number_counts_where_its_noun_has_it_or_it_comes_again(text: str, found: list[str]) -> None:
    figures = read_figures(text, calendar=Calendar("2025", "2026"))
    assert [one.text for one in figures] == found
    assert [one.unit for one in figures] == [one[-1] for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("抗菌药物使用强度由42.6DDDs下降至39.8DDDs。", [("抗菌药物使用强度", "42.6DDDs"), ("抗菌药物使用强度", "39.8DDDs")]),
        ("全年CMI值0.96，DNT中位数32分钟。", [("CMI值", "0.96"), ("DNT中位数", "32分钟")]),
        ("专线带宽达到100Mbps。", [("专线带宽", "100Mbps")]),
        ("引进GB2312字库，通过ISO9001认证，配备3.0T核磁共振。", []),
        ("平均值按GB3095执行，COVID19防控有力。", []),
    ],
)
def test_a_sciences_own_measure_and_index_are_read_and_names_with_letters_are_not(text: str, found: list[tuple[str, str]]) -> None:
    figures = read_figures(text, calendar=Calendar("2025", "2026"))
    assert [(one.indicator, one.text) for one in figures] == found
