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
