"""Clues in what names a paper and its parts: the file's name, the title, the headings, what the opening says is reported on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from nigao.own_year.clue import YEAR, Clue, shift

_REVIEW = "经济运行|运行分析|情况分析|发展情况|总结|小结|回顾|述职|[作展成行实支]情况|情况(?:报告|分析|汇报|说明|综述)|汇报|成效|材料|年报|年度报告|统计公报|(?<=[_-])review(?![A-Za-z])"
# 2015年度全国档案馆基本情况, 2021年来信办理情况通报, 2023年气候公报: what a name ends with that only tells how things stood.
_STOOD = r"(?<!安排)(?<!计划)(?<!部署)(?<!打算)(?<!草案)情况(?:的?(?:通报|公告|公报|公示|统计|摘要|简介|简报))?(?=$|[（(_.\s])|(?<!工作)(?:通报|公报|概况|统计数据)(?=$|[（(_.\s])"
_PLAN = "打算|计划|安排|谋划|思路|要点|部署|目标任务|(?<=[_-])plan(?![A-Za-z])"
_REVIEWED = re.compile(rf"{YEAR}年?(?:度|上半年|下半年|年度|年终|全年)?[^年。，\n]{{0,16}}?(?:{_REVIEW})", re.IGNORECASE)
_STATED = re.compile(rf"{YEAR}年[^年。，\n]{{0,24}}?(?:{_STOOD})")
_PLANNED = re.compile(rf"{YEAR}年?(?:度|上半年|下半年|年度|年终|全年)?[^年。，\n]{{0,16}}?(?:{_PLAN})", re.IGNORECASE)
# 统计公报2011年度, 统计公报（2022年）: a gazette tells of the year it bears, wherever in its name that stands.
_GAZETTE = re.compile(rf"(?:统计公报|年度报告|年报)[^\d。，\n]{{0,3}}{YEAR}")
# 2025年工作和2026年计划的汇报: the last word is of both years.
_BOTH = re.compile(rf"{YEAR}年?[^年。，\n]{{0,10}}?(?:和|及|暨|与|、){YEAR}年?[^年。，\n]{{0,12}}?(?:{_PLAN})", re.IGNORECASE)
_DELIVERED = re.compile(rf"{YEAR}年?[^年。，\n]{{0,14}}政府工作报告|政府工作报告[^\n]{{0,6}}{YEAR}")
_ANY = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_RUNNING = re.compile(rf"{YEAR}年?(?:上半年|前三季度|前[一二三]季度|第?[一二三]季度|1[—\-~至]\d{{1,2}}月)")
# 经济运行简况2020年3月: of which month; a report of the whole year is handed in in one.
_OF_MONTH = re.compile(
    r"(?:运行|形势|简况|快报|月报|进展|动态|情况)[^。\n]{0,8}(?:19|20)\d\d年\d{1,2}月|(?:19|20)\d\d年(?:1[—\-~至到])?\d{1,2}月份?[^。\n]{0,12}(?:运行|形势|简况|快报|月报|进展|动态|情况)"
)
# 某局2025年1月上报: when it was handed in, not of which month it is.
_SENT = re.compile(r"年\d{1,2}月(?:\d{1,2}日)?(?:上报|报送|提交|印发|发布)")
# 2025年工作总结 in the title is the paper's own word and wins over the name of its file.
_SUMS_UP = re.compile(r"(?:19|20)\d{2}年[^年]{0,8}(?:总结|小结|回顾|计划|打算|安排|要点)")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]+[、.]|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+部分)[^年\n]{0,12}((?:19|20)\d{2})年"
    r"[^年]{0,12}(?:回顾|总结|小结|完成情况|工作情况|主要工作|工作成效|情况)"
)
# 报告2022年度…审计情况, 关于2019年度…的报告, 对2022年度…进行了审计: the year that is reported on, whenever that is done.
_REPORTED = re.compile(
    rf"(?:报告|汇报)(?:[^。，\n\d]{{0,12}}){YEAR}年(?:度|以来)?的?[^。\n]{{0,40}}(?:情况|工作)|关于{YEAR}年度[^。\n]{{0,40}}(?:报告|情况)|对{YEAR}年度[^。\n]{{0,80}}进行了?审"
)
_HELD = re.compile(r"(20\d{2})年\d{1,2}月\d{1,2}日[^。\n]{0,30}(?:人民代表大会|会议)")
_OTHER_PAPER = re.compile(r"《[^》]{0,60}》|“[^”]{0,20}”")
HEAD = 400
_OPENING = 1000
_LONGEST_HEADING = 40
_LONGEST_TITLE = 60


def named(name: str, text: str) -> Iterator[Clue]:
    """Every clue of this kind. name, text: in plain form."""
    head = "\n".join(without_other_papers(line) for line in text[:HEAD].split("\n"))
    yield from _of_name(name)
    yield from _of_head(name, head)
    if (reported := _first(_REPORTED, text[:_OPENING])) and "政府工作报告" not in text[:_OPENING]:
        yield Clue("head.reported", reported, "", 80)
    if "政府工作报告" in name + title_of(head) and (held := _HELD.search(text[:_OPENING])):
        yield Clue("head.held", shift(held[1], -1), held[1], 40)
    yield from _of_headings(text)


def _of_name(name: str) -> Iterator[Clue]:
    reviewed, planned = told_by_name(name)
    if reviewed or planned:
        yield Clue("name.told", reviewed or shift(planned, -1), planned, 100)
    elif delivered := _first(_DELIVERED, name):
        yield Clue("name.delivered", shift(delivered, -1), delivered, 100)


def bare_year(name: str) -> str:
    """The year of a name that does not say what it is the year of, "" where there is none or it says so."""
    return "" if any(told_by_name(name)) or _first(_DELIVERED, name) else _first(_ANY, name)


def of_month(name: str) -> bool:
    """Whether a name tells the month a paper is about."""
    return _OF_MONTH.search(name) is not None and not _SENT.search(name)


def _of_head(name: str, head: str) -> Iterator[Clue]:
    title = title_of(head)
    lines = "\n".join(line for line in head.split("\n") if "。" not in line and len(line) <= _LONGEST_TITLE)
    reviewed, planned = told(lines) if any(told(lines)) else told_by_name(title)
    if reviewed or planned:
        own = any(told_by_name(title))
        weight = 120 if _SUMS_UP.search(title) else 90 if own and not any(told(name)) else 70
        yield Clue("title.told" if own else "head.told", reviewed or shift(planned, -1), planned, weight)
    elif any(prose := told(head)):
        yield Clue("opening.told", prose[0] or shift(prose[1], -1), prose[1], 20)
    elif delivered := _first(_DELIVERED, head):
        yield Clue("head.delivered", shift(delivered, -1), delivered, 60)


def _of_headings(text: str) -> Iterator[Clue]:
    """The first heading that names a year (一、2024年工作回顾), and the first numbered one that says which year is looked back on."""
    lines = [line for line in text[HEAD // 2 :].split("\n") if "年" in line and len(line) <= _LONGEST_HEADING]
    for line in lines:
        reviewed, planned = told(without_other_papers(line))
        if reviewed or planned:
            yield Clue("heading.told", reviewed or shift(planned, -1), planned, 40)
            break
    numbered = (match for line in text.split("\n") if "年" in line and (match := _NUMBERED.match(line.lstrip())))
    looked = next((match for match in numbered if not re.search(_PLAN + "|草案", match.group())), None)
    if looked and "政府工作报告" not in text[:HEAD]:
        yield Clue("heading.looks_back", looked[1], "", 110)


def title_of(head: str) -> str:
    """The first line where it is short enough to say what the paper is."""
    first = head.lstrip().split("\n")[0]
    return first if len(first) <= _LONGEST_HEADING and not first.endswith(("。", "；")) else ""


def without_other_papers(line: str) -> str:
    """A line without the names of other papers (《2024—2026年行动计划》), unless it is a title itself."""
    return _OTHER_PAPER.sub("＿", line) if "。" in line or len(line) > _LONGEST_TITLE else line


def part_of(name: str) -> Literal["review", "plan", ""]:
    """Whether a name says that a paper only looks back or only ahead."""
    review, plan = bool(re.search(_REVIEW, name)), bool(re.search(_PLAN, name))
    if review == plan:
        return ""
    return "review" if review else "plan"


def told_by_name(name: str) -> tuple[str, str]:
    """As told by the name of a whole paper, in which 2015年度…基本情况 says of which year it is; a section's heading does not."""
    return (_first(_STATED, name), "") if not any(told(name)) else told(name)


def told(words: str) -> tuple[str, str]:
    """(reviewed, planned) as the words beside a year tell; ("", "") if none do."""
    stem = re.match(rf"[^\n]*?[_-]{YEAR}[_-](?:review|plan)\b", words)
    if stem:
        return shift(stem[1], -1), stem[1]
    both = _BOTH.search(words)
    if both and both[2] == shift(both[1], 1):
        return both[1], both[2]
    reviewed, planned = _first(_REVIEWED, words) or _first(_GAZETTE, words), _first(_PLANNED, words)
    if reviewed and reviewed == planned and "x" not in reviewed:
        match = _REVIEWED.search(words)
        later = _PLANNED.search(words, match.end()) if match else None
        planned = later[1] if later else ""
    half = _first(_RUNNING, words)
    if half and reviewed in ("", half) and not planned:
        return half, half  # half a year, or three quarters: what is planned is the rest of it
    if reviewed and not planned and re.search(r"上半年[^\n]{0,12}下半年", words):
        planned = reviewed
    return reviewed, planned


def _first(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.search(words)
    return next((g for g in match.groups() if g), "") if match else ""
