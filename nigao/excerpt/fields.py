"""The field for a figure that is missing, where one can be asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from nigao.excerpt.asking import asked, gap, too_general
from nigao.excerpt.last_year import Last, told_last
from nigao.excerpt.placing import Slot
from nigao.figures.figure import Figure
from nigao.ledger import Entry
from nigao.writing.runs import Run

_OF_BUDGET = re.compile(r".{2,6}(?:预算|基金|债务)")
_MONEY = "投资"
# 推进新校区一期建设，完成: what money was put into, said in the clause before.
_PUT_INTO = re.compile(
    r"(?:(?:加快|继续|全力|深入|持续)?推进|加快|实施|启动|继续|抓好)(?P<what>[\u4e00-\u9fff]{4,14}(?:建设|工程|项目|改造))，(?:全年|计划|力争)?(?:完成)?总?投资$"
)
_LEVEL = re.compile(r"[市县区省]本级|全[市县区省]|(?<![本全各])[市县区省]级")


def field(figure: Figure, slot: Slot, last: Last, planning: bool) -> Run | None:
    """The field for a figure that is missing; None where it is of another time, known elsewhere, or has no name to ask by."""
    figure = replace(figure, start=int(figure.place.rpartition(".")[2]))  # where it stands in the paragraph, not in its clause
    ours = figure.status == "target" if planning else figure.status == "actual" or last.of_its_budget(figure)
    timely = last.of_its_year(figure) or (not planning and last.of_its_budget(figure))
    if not ours or not timely or last.known_elsewhere(figure) or _of_several_years(figure, slot.text):
        return None
    several = figure.indicator in last.several or too_general(figure.indicator)
    of = _PUT_INTO.search(slot.text[: figure.start]) if figure.indicator.endswith(_MONEY) else None
    name = asked(replace(figure, indicator=_MONEY) if of else figure, slot.text + slot.heading, _whose(slot, figure) if several else "")
    name = of["what"] + name if of and name else name
    if not name or (figure.measure == "rank" and not _ranked(figure, slot.text)):
        return None
    missed = last.shelf.missed(figure) if planning else None
    field_ = gap(
        name,
        figure,
        told_last(last.like, ""),
        str(last.brief.year) if planning else "",
        _shortfall(missed, figure),
        _added(figure, slot.text),
    )
    return None if last.borne_out(field_.text) else field_


def _added(figure: Figure, text: str) -> bool:
    """Whether a number counts what its clause says is new."""
    begin = max(text.rfind(mark, 0, figure.start) for mark in "，。；\n") + 1
    return figure.unit not in ("%", "百分点", "倍") and "新增" in text[begin : figure.start]


def _of_several_years(figure: Figure, text: str) -> bool:
    """Whether a clause tells of more years than one (五年城镇新增就业4500万人, 年均增长7%)."""
    begin = max(text.rfind(mark, 0, figure.start) for mark in "，。；\n") + 1
    return bool(re.search(r"[两三四五六七八九十]年(?!级|制)|年均|时期", text[begin : figure.start]))


def _ranked(figure: Figure, text: str) -> bool:
    """Whether a place among others is told (居全国第3位), not which batch of things (第一、二批)."""
    return bool(re.search(r"(?:居|列|排|名|跻身|进入|[升跃]至|[国省市界球]|位)[^，。；]{0,8}$", text[: figure.start]))


def _whose(slot: Slot, figure: Figure) -> str:
    """Of which budget or area a paragraph tells, for names that are told of several."""
    levels = _LEVEL.findall(slot.text[: figure.start])
    head = re.sub(r"^20\d\d年|预算(?:执行|收支)?情况$|情况$", "", slot.heading)
    of_budget = head if _OF_BUDGET.fullmatch(head) and head[:4] not in figure.indicator else ""
    return (levels[-1] if levels else "") + of_budget


def _shortfall(result: Entry | None, target: Figure) -> str:
    """What to say of an aim that was not reached."""
    return f"；{target.period}年目标{target.text}，实际{result.figure.text}，没有完成，请考虑接续安排" if result else ""
