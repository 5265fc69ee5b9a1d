"""Which year a document reviews and which it plans, from its name and its own words; not the period of a single figure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from nigao.text.traditional import simplified

_YEAR = r"((?:19|20)(?:\d{2}|[xX×＊*]{2}))"
_CN_YEAR = re.compile(r"二[〇○零Oo](?:[〇○零一二三四五六七八九]{2})")
_CN_DIGITS = {**{c: str(i) for i, c in enumerate("零一二三四五六七八九")}, "〇": "0", "○": "0", "O": "0", "o": "0"}
_REVIEW = "经济运行|运行分析|情况分析|发展情况|总结|小结|回顾|述职|[作展成行实支]情况|情况(?:报告|分析|汇报|说明|综述)|汇报|成效|材料|年报|年度报告|统计公报|review"
_PLAN = "打算|计划|安排|谋划|思路|要点|部署|目标任务|plan"
_REVIEWED = re.compile(rf"{_YEAR}年?(?:度|上半年|下半年)?[^年。，\n]{{0,16}}?(?:{_REVIEW})", re.IGNORECASE)
_PLANNED = re.compile(rf"{_YEAR}年?(?:度|上半年|下半年)?[^年。，\n]{{0,16}}?(?:{_PLAN})", re.IGNORECASE)
# 统计公报2011年度, 统计公报（2022年）: a gazette tells of the year it bears, wherever in its name that stands.
_GAZETTE = re.compile(rf"(?:统计公报|年度报告|年报)[^\d。，\n]{{0,3}}{_YEAR}")
# 2025年工作和2026年计划的汇报: the last word is of both years.
_BOTH = re.compile(rf"{_YEAR}年?[^年。，\n]{{0,10}}?(?:和|及|暨|与|、){_YEAR}年?[^年。，\n]{{0,12}}?(?:{_PLAN})", re.IGNORECASE)
_DELIVERED = re.compile(rf"{_YEAR}年?[^年。，\n]{{0,14}}政府工作报告|政府工作报告[^\n]{{0,6}}{_YEAR}")
_ANY = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_YEAR_SAID = re.compile(rf"(?<![\d.,，]){_YEAR}(?=年)")  # 2000万平方米 and 1956笔 are no years
_RUNNING = re.compile(rf"{_YEAR}年?(?:上半年|前三季度|前[一二三]季度|[一二三]季度|1[—\-~至]\d{{1,2}}月)")
SCHOOL_YEAR = re.compile(r"20\d{2}年?\s*[—\-–~～－至]+\s*(20\d{2})\s*学年度?")
_HEAD = 400
# ——2021年12月16日在…大会上: what is reported on ends with that year.
_READ_AT_YEARS_END = re.compile(r"(?:19|20)\d\d年1[12]月\d{1,2}日(?:，)?在[^。\n]{4,40}(?:会议|大会)[^。\n]{0,10}上")
# 经济运行简况2020年3月: of which month; a report of the whole year is handed in in one.
_OF_MONTH = re.compile(
    r"(?:运行|形势|简况|快报|月报|进展|动态|情况)[^。\n]{0,8}(?:19|20)\d\d年\d{1,2}月|(?:19|20)\d\d年(?:1[—\-~至到])?\d{1,2}月份?[^。\n]{0,12}(?:运行|形势|简况|快报|月报|进展|动态|情况)"
)
_Y = r"(?:19|20)\d{2}"
# Years a paper does not speak of as its own: what it compares with, reckons from, aims at, and those in names.
_COMPARED_WITH = re.compile(
    rf"[比较与同从由自到至按](?:上?到|于)?(?:{_Y}年?[、和及])*{_Y}(?:年|$)|{_Y}年?(?:度|底|末|初)?(?:以来|起(?!重)|的?(?:基础上|水平|同期))|{_Y}年?[—\-~～至到]{_Y}年?"
    rf"|《[^》\n]{{0,60}}》|〔{_Y}〕|[（(][^（()）\n]{{0,8}}{_Y}[^（()）\n]{{0,12}}[)）]|“[^”\n]{{0,20}}{_Y}[^”\n]{{0,20}}”|{_Y}年?版"
)
_OTHER_PAPER = re.compile(r"《[^》]{0,60}》|“[^”]{0,20}”")
_OPENS = re.compile(
    rf"(?:^|[。；\n]|其中[，：]?)(?:截至|到)?({_Y})年(?:底|末|度|全年|[，,]|[上下]半年|[一-四]季度)?(?!以来|起|[—\-~～至到])", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a reader must know that a text does not say.

    reviewed, planned: years as strings ("2024", "20xx"), "" where unknown. part: what a text without telling headings is taken for;
    "" lets its own words decide. names: a unit's own (name, usual name) of indicators; figures are read under the usual one.
    """

    reviewed: str
    planned: str
    part: Literal["review", "plan", ""] = ""
    names: tuple[tuple[str, str], ...] = ()


def calendar_of(name: str, text: str) -> Calendar:
    """The calendar of a document, from a file's name (北京市_2025_review.txt: delivered 2025) and, failing that, its first lines.

    A year beside 总结 is reviewed, one beside 打算 planned; any other year in the name is the year of delivery, which is planned.
    """
    plain, head = _plain(name), "\n".join(_named(line) for line in _plain(text[:_HEAD]).split("\n"))
    part = _part_of(plain) or _part_of(_title(head))
    for words in (plain, head):
        reviewed, planned = _told(words)
        if reviewed or planned:
            return Calendar(reviewed or _shift(planned, -1), planned or _shift(reviewed, 1), part)
        delivered = _first(_DELIVERED, words) or (_first(_ANY, words) if words is plain else "")
        if delivered and words is plain and re.search("工作|报告|汇报", plain) and "政府" not in plain and _reviews(delivered, text):
            return Calendar(delivered, _shift(delivered, 1), part)
        if delivered and words is plain and (_closed(delivered, text) or _OF_MONTH.search(plain)):
            return Calendar(delivered, _shift(delivered, 1), part)
        if delivered and words is plain and any(own := _told(_title(head))) and delivered in own:
            return Calendar(own[0] or _shift(own[1], -1), own[1] or _shift(own[0], 1), part)  # its title says of which year it is
        if delivered and _READ_AT_YEARS_END.search(head):
            return Calendar(delivered, _shift(delivered, 1), part)
        if delivered:
            return Calendar(_shift(delivered, -1), delivered, part)
    return _from_body(text, part)


def _reviews(year: str, text: str) -> bool:
    """Whether a paper is about the year in its name and not delivered in it: it says so, or its sentences open with that year and the next."""
    if not year.isdecimal():
        return False
    plain, before, after = _plain(text), _shift(year, -1), _shift(year, 1)
    if re.search(rf"(?:报告|汇报)[^。，\n]{{0,8}}{year}年(?:度|以来)?的?(?:主要|重点)?工作", plain[:_HEAD]):
        return True
    opens = [match[1] for match in _OPENS.finditer(plain) if "到" not in match.group()]
    return year in opens and after in opens and before not in opens


def _closed(year: str, text: str) -> bool:
    """2011年全年…同比增长27.7%, 比2010年增长: whether a paper that bears a year tells of it as one that is over, or compares it with the year before."""
    if not year.isdecimal():
        return False
    plain, over = _plain(text), rf"(?<![到至\d]){year}年(?:全年|年?末|度)"
    before = (
        rf"[比较](?:上年同期|{_shift(year, -1)}年(?:底|末|同期)?)[^。，\n]{{0,8}}(?:增长|增加|提高|上升|提升|扩大|下降|减少|降低|高|低)"
    )
    opens = rf"(?:^|[\n。]){year}年[，,][^。\n]{{0,160}}(?:同比|[比较]上年)"
    if any(not re.search("力争|计划|预期|目标|左右|确保", match.group()) for match in re.finditer(opens, plain)):
        return not re.search(rf"{_shift(year, -1)}年(?:全年|年?末|度)?[，,]", plain)
    told = re.search(rf"{over}[^。\n]{{0,120}}(?:同比|[比较]上年)", plain) or re.search(before, plain)
    return told is not None and not re.search(
        rf"{_shift(year, -1)}年(?:全年|年?末|度)?[，,]|(?:计划|力争|确保|预期)[^。\n]{{0,40}}{year}年", plain
    )


def _title(head: str) -> str:
    """The first line where it is short enough to say what the paper is."""
    first = head.lstrip().split("\n")[0]
    return first if len(first) <= 40 and not first.endswith(("。", "；")) else ""


def _named(line: str) -> str:
    """A line without the names of other papers (《2024—2026年行动计划》), unless it is a title itself."""
    return _OTHER_PAPER.sub("＿", line) if "。" in line or len(line) > 60 else line


def by_end_of_school_year(text: str) -> str:
    """2024—2025学年 as the year it ends in, 2025年: schools report on school years, and figures are kept by one year."""
    return SCHOOL_YEAR.sub(r"\1年", text)


def _plain(text: str) -> str:
    plain = by_end_of_school_year(simplified(unicodedata.normalize("NFKC", text)))
    plain = _CN_YEAR.sub(lambda m: "".join(_CN_DIGITS.get(c, "2") for c in m.group()), plain)
    return re.sub(r"[xX×＊*]{2}", "xx", plain.replace(" ", ""))


def _part_of(name: str) -> Literal["review", "plan", ""]:
    review, plan = bool(re.search(_REVIEW, name)), bool(re.search(_PLAN, name))
    if review == plan:
        return ""
    return "review" if review else "plan"


def _told(words: str) -> tuple[str, str]:
    """(reviewed, planned) as the words beside a year tell; ("", "") if none do."""
    stem = re.match(rf"[^\n]*?[_-]{_YEAR}[_-](?:review|plan)\b", words)
    if stem:
        return _shift(stem[1], -1), stem[1]
    both = _BOTH.search(words)
    if both and both[2] == _shift(both[1], 1):
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


def _shift(year: str, by: int) -> str:
    return str(int(year) + by) if year.isdecimal() else year


def _from_body(text: str, part: Literal["review", "plan", ""]) -> Calendar:
    """From headings further down (一、2024年工作回顾); else the year that most sentences open with; unknown where none does: a year
    a paper compares with, or names in passing, is not its own."""
    plain = _plain(text)
    lines = [line for line in plain.splitlines() if len(line) <= 40]
    for line in map(_named, lines):
        reviewed, planned = _told(line)
        if reviewed or planned:
            return Calendar(reviewed or _shift(planned, -1), planned or _shift(reviewed, 1), part)
    years = [match[1] for match in _YEAR_SAID.finditer(_COMPARED_WITH.sub("＿", plain))]
    if years and not any(year.isdecimal() for year in years):
        return Calendar("20xx", "20xx", part)
    told = [match[1] for match in _OPENS.finditer(plain) if int(match[1]) <= 2035]
    year = max(sorted(set(told), reverse=True), key=told.count, default="")
    return Calendar(year, _shift(year, 1), part)
