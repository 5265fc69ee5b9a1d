"""新增停车泊位180个: one thing, whether it is read as a change of 停车泊位 or as the level of 新增停车泊位."""

from __future__ import annotations

import re
from dataclasses import replace

from nigao.figures.figure import Figure

_ADDED = "新增"
_SAVED = "压降|压减|核减|节约|压缩"
_IN_BRACKETS = re.compile(r"(?<=..)[（(]新增?[)）]$")  # a table's 省级课程（新增）
RATES = frozenset({"%", "百分点", "倍", "‰", "成"})


def grown(figure: Figure, text: str) -> Figure:
    """A change told as what has been added, as the level of that; any other figure as it is. text: the words it is told in."""
    if bracketed := _IN_BRACKETS.search(figure.indicator):
        return replace(figure, indicator=f"{_ADDED}{figure.indicator[: bracketed.start()]}", measure="level")
    figure = saved(figure, text)
    added = figure.measure == "change" and figure.unit not in RATES and not figure.value.startswith("-")
    if not added or f"{_ADDED}{figure.indicator}" not in text:
        return figure
    return replace(figure, indicator=f"{_ADDED}{figure.indicator}", measure="level")


def saved(figure: Figure, text: str) -> Figure:
    """An amount cut down (成本费用压降3260万元) as the level of that, as a table names it; any other figure as it is."""
    fell = figure.measure == "change" and figure.unit not in RATES and figure.value.startswith("-") and bool(figure.indicator)
    fell = fell and bool(figure.unit) and figure.unit != "分之" and bool(re.search(r"\d", figure.text))  # 压减一半 is a rate
    name = re.escape(figure.indicator)
    found = re.search(rf"{name}(?:{_SAVED})|(?:{_SAVED}){name}", text) if fell else None
    return replace(figure, indicator=found.group(), measure="level", value=figure.value.removeprefix("-")) if found else figure


def as_change(figure: Figure) -> Figure:
    """The same as a change, so that the two ways of reading can be compared."""
    if figure.measure != "level" or not figure.indicator.startswith(_ADDED):
        return figure
    return replace(figure, indicator=figure.indicator.removeprefix(_ADDED), measure="change")
