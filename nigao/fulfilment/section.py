"""The table of promises as a section of a report: what was reached, passed, missed, what has no result yet; and what is carried over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from nigao.excerpt.surface import own
from nigao.figures.figure import Figure
from nigao.fulfilment.judging import Judgement
from nigao.fulfilment.promises import Fulfilled
from nigao.writing.gaps import mark

_SAID: dict[Judgement, str] = {"met": "完成", "exceeded": "超额完成", "missed": "未完成", "no_data": "待核实", "unclear": "待核实"}
_OPENINGS: tuple[tuple[Judgement, str], ...] = (("exceeded", "超额完成的目标："), ("met", "完成的目标："), ("missed", "没有完成的目标："))
# What was done to the thing, told again where the target says it in another word (目标新建2000张，实际新增7701张).
_DONE = re.compile(r"新增|新建|建成|完成|改造|培育|引进|新开工|竣工")
_AFTER = {"ge": "以上", "approx": "左右", "le": "以内", "eq": ""}
_BEFORE = {"ge": "超过", "approx": "约", "le": "不超过", "eq": ""}


def title_of(year: int, as_table: bool = False) -> str:
    """The section's heading; year: the year the targets were set for."""
    return f"{year}年目标完成情况{'对照表' if as_table else ''}"


def side_by_side(rows: Sequence[Fulfilled], year: int) -> list[str]:
    """The lines of a table, cells divided by tabs: each target once, with its result and what is said of it, or the gap of a result."""
    lines = [f"{row.indicator}\t{_wanted(row.target)}\t{_result(row)}\t{_SAID[row.verdict]}" for row in rows]
    return [f"指标\t{year}年目标\t{year}年完成\t完成情况", *dict.fromkeys(lines)]


def _result(row: Fulfilled) -> str:
    comparable = row.outcome is not None and row.verdict not in ("no_data", "unclear")
    return _reached(row.outcome, row.indicator) if row.outcome is not None and comparable else _open(row)


def _open(row: Fulfilled, target_of: str = "") -> str:
    """The gap for a target's result, or for the next one: of its kind and unit, so that what is filled in is read as that."""
    wanted = row.target
    grows = "增长" if wanted.measure == "change" and wanted.unit == "%" else ""
    unit = re.sub(r"^\D*[\d,，.]+|(?:以上|左右|以内)$", "", own(wanted)) if wanted.unit else ""
    return grows + mark(row.indicator, wanted.measure, unit, target_of)


def paragraphs(rows: Sequence[Fulfilled], year: int, next_goal: Callable[[Fulfilled], Figure | None] = lambda row: None) -> list[str]:
    """The section's text, a paragraph for each verdict; what has no comparable result, or one told without its number, is named as a gap.

    next_goal: what the year after sets for an indicator, where the sources tell it already. Figures stand as the two reports have them, so that the number guard finds each; nothing is counted up, for no source says it.
    """
    written = []
    for verdict, opening in _OPENINGS:
        told = list(dict.fromkeys(_sentence(row) for row in rows if row.verdict == verdict and row.outcome))
        if told:
            written.append(opening + "；".join(told) + "。")
    open_ = [row for row in rows if row.verdict in ("no_data", "unclear") or not row.outcome]
    if open_:
        names = dict.fromkeys(f"{row.indicator}目标{_wanted(row.target)}，实际{_open(row)}" for row in open_)
        written.append(f"还要核实结果的目标：{'；'.join(names)}。")
    missed = list(dict.fromkeys(_carried_on(row, year + 1, next_goal(row)) for row in rows if row.verdict == "missed"))
    if missed:
        written.append(f"没有完成的，转入{year + 1}年继续推进：{'；'.join(missed)}。")
    return written


def _carried_on(row: Fulfilled, year: int, goal: Figure | None) -> str:
    return f"{row.indicator}目标{_wanted(goal) if goal else _open(row, str(year))}"


def _sentence(row: Fulfilled) -> str:
    assert row.outcome is not None
    return f"{row.indicator}目标{_wanted(row.target)}，实际{_reached(row.outcome, row.indicator)}"


def _wanted(figure: Figure) -> str:
    return _moved(figure) + own(figure) + ("" if _says(figure) else _AFTER[figure.comparator])


def _reached(figure: Figure, name: str) -> str:
    done = _DONE.match(figure.indicator)
    moved = _moved(figure) or (done.group() if done and not name.startswith(done.group()) else "")
    return moved + ("" if _says(figure) else _BEFORE[figure.comparator]) + own(figure)


def _moved(figure: Figure) -> str:
    """增长 or 下降 where the figure is a change; a plain amount needs no verb."""
    if figure.measure != "change":
        return ""
    return "下降" if figure.value.startswith("-") else "增长" if figure.unit in ("%", "‰", "倍") else "增加"


def _says(figure: Figure) -> bool:
    """Whether the number itself says how exact it is (4.6万余户)."""
    return any(word in figure.text for word in "余多近约")
