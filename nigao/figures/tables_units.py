"""Which of the units that stand over or under a table a number in it is told in: by what its row and column say it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.figures.tables_labels import Unit, unit_of

# What a name ends in → the units such a thing is told in. The name's last such word counts: 项目投资额 is money, 投资项目个数 is not.
_KINDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), frozenset(bases.split()))
    for pattern, bases in (
        (r"面积|耕地|造林", "亩 公顷 平方米 平方公里 平方千米"),
        (r"产量|重量|运量|吞吐量|销量|排放量|储量|单产", "吨 斤 公斤 千克 标准箱 立方米 吨/亩 公斤/亩 斤/亩"),
        (r"里程|长度|公路|道路|管网", "公里 千米 米"),
        (r"电量", "千瓦时"),
        (r"装机|容量", "千瓦 千伏安 千瓦时 立方米"),
        (r"水量|气量|库容", "立方米"),
        (r"人次|游客|旅客", "人次"),
        (r"人数|人口|就业|从业|职工|参保|劳动力", "人 人次"),
        (r"户数|农户", "户"),
        (r"家数|企业数?", "家 户 个"),
        (r"个数|项目数?|数量", "个 项 件 处"),
        (r"额|值|收入|支出|投资|资金|税|款|造价|费", "元 美元 欧元 港元"),
        (r"率|比重|占比|比例|增长|增速|增幅|增减", "% ‰ 百分点"),
    )
)
_COUNT = re.compile(r"([个家户件宗座台辆所条处项])数$|(项目|平台|机构)数$|(企业)数$")
_NOTED = re.compile(r"单位(?:均|一律|统一)?[:：为是]\s*([^\s，,；;。）)]{1,8})|(?:以|按)\s*([^\s，,；;。]{1,6}?)(?:为单位|计算?)")
_NOTE = re.compile(r"^[（(]?\s*(?:注|说明|备注)")


def units_of_note(lines: Sequence[str]) -> list[Unit]:
    """The units that a note under or in a table names: 注：金额单位为亿元，面积单位为亩。"""
    for line in filter(_NOTE.match, lines):
        told = [[unit_of(piece) for piece in re.split(r"[、/]", match[1] or match[2])] for match in _NOTED.finditer(line)]
        found = [unit for units in told if all(units) for unit in units if unit is not None]
        if found:
            return found
    return []


def fitting(units: Sequence[Unit], words: str) -> tuple[Unit | None, bool]:
    """(the one of the table's units that what ``words`` name is told in, whether that is certain); words: of the row, then of the head."""
    if not units:
        return None, True
    bases = _bases(words)
    fit = [unit for unit in units if unit.base in bases]
    if fit:
        return fit[0], True
    counted = _COUNT.search(re.sub(r"[（(].*?[)）]|\s", "", words))
    if counted is not None:
        return unit_of(counted[1] or ("家" if counted[3] else "个")), True
    rates = {"%", "‰"}
    others = [unit for unit in units if unit.base not in rates]
    if bases & rates:
        return (units[0], True) if not others else (None, True)
    return (others[0] if others else None), len(others) <= 1


def _bases(words: str) -> frozenset[str]:
    """What a thing of this name is told in; empty where the name does not tell."""
    best, last = frozenset[str](), -1
    for pattern, bases in _KINDS:
        for match in pattern.finditer(words):
            if match.end() > last or (match.end() == last and not best):
                best, last = bases, match.end()
    return best
