"""Clues in what a paper says: the years its sentences open with, 今年 and 去年 beside a date, years it compares with or aims at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigao.own_year.clue import Clue, shift
from nigao.own_year.dated import Part, Written, as_of

_Y = r"(?:19|20)\d{2}"
# Years a paper does not speak of as its own: what it compares with, reckons from, aims at, and those in names.
_COMPARED_WITH = re.compile(
    rf"[比较与同从由自到至按](?:上?到|于)?(?:{_Y}年?[、和及])*{_Y}(?:年|$)|{_Y}年?(?:度|底|末|初)?(?:以来|起(?!重)|的?(?:基础上|水平|同期))|{_Y}年?[—\-~～至到]{_Y}年?"
    rf"|《[^》\n]{{0,60}}》|〔{_Y}〕|[（(][^（()）\n]{{0,8}}{_Y}[^（()）\n]{{0,12}}[)）]|“[^”\n]{{0,20}}{_Y}[^”\n]{{0,20}}”|{_Y}年?版"
)
_YEAR_SAID = re.compile(r"(?<![\d.,，])((?:19|20)(?:\d{2}|[xX×＊*]{2}))(?=年)")  # 2000万平方米 and 1956笔 are no years
_OPENS = re.compile(
    rf"(?:^|[。；\n]|其中[，：]?|会议(?:指出|认为|强调)，)(?:截至|截止|到)?({_Y})年(?!\d{{1,2}}月\d{{1,2}}日)(?:底|末|度|全年|[，,]|[上下]半年|[一-四]季度)?(?!以来|起|[—\-~～至到])",
    re.MULTILINE,
)
# 2026年，我局将重点做好…: what a sentence plans is of the year to come.
_PLANS = re.compile(
    rf"(?:^|[。；\n])({_Y})年(?:度|，|,)?(?:我[局委办院校区县市镇乡街处中集公]|全[区县市镇乡]|[^。，\n]{{0,8}}，)?[^。，\n]{{0,6}}(?:将|要(?!求)|计划|力争|重点做好|打算|拟)",
    re.MULTILINE,
)
_READ_AT_YEARS_END = re.compile(rf"{_Y}年1[12]月\d{{1,2}}日(?:，)?在[^。\n]{{4,40}}(?:会议|大会)[^。\n]{{0,10}}上")
_PLAN_ENDS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
_NOW = (
    (re.compile(rf"今年[（(]({_Y})年?[)）]|({_Y})年[（(]今年"), 0),
    (re.compile(rf"明年[（(]({_Y})年?[)）]"), -1),
    (re.compile(rf"[到至]了?({_Y})年的[\d.]+[^，。]{{0,4}}，今年"), 1),  # 由2013年的25%提升到2017年的26.5%，今年…
    (re.compile(rf"(?:去年|上年|上一年)(?:同期)?[（(]({_Y})年?(?:同期)?[)）]"), 1),
)
_PLAN_EDGE = re.compile(r"今年是(?:[^。，]{0,20}、)?“?(十[一二三四五]五)”?(?:规划)?(?:的)?(开局|收官|最后一|第一)之?年")
_LAST_YEARS = re.compile(r"(?:去年|上年)全年")
_WHOLE_YEAR = re.compile(rf"({_Y})年(?:全年|末)")
_BASE = re.compile(rf"[比较](?:上年|去年)?(?:{_Y}年[、和])*({_Y})年(?:底|末|同期)?")
_GROWN = re.compile(rf"[比较]{_Y}年(?:同期)?[^。，\n]{{0,4}}(?:增长|增加|下降|减少|提高)")
_GOAL = re.compile(rf"(?:到|至)({_Y})年(?:底|末)?，?[^。；]{{0,30}}(?:达到|突破|力争|建成|实现|超过)|到“?(十[一二三四五]五)”?末")
_THIS = re.compile(
    r"今年(?:以来|，(?![^。，]{0,6}(?:将|要|计划|力争|打算))|前|[一二三上]|共|工作)|(?:^|[。\n、])今年[^，将要计拟力是重]|(?:^|[。\n])(?:一、)?明年|全年[^。]{0,30}(?:完成|实现|增长|接待)",
    re.MULTILINE,
)
_LAST = re.compile(r"(?<![比较由从与同])(?:去年|过去(?:的)?一年)(?!同期|全年|底|末|年底)")
_LOOKS_BACK = re.compile(r"一年来|全年|年度|总结|[汇述]")
_AIMS = re.compile("力争|计划|目标|预期|左右|确保")
_LATEST = 2035


def openings(text: str) -> list[str]:
    """The years that sentences about what was done open with."""
    plans = {match.start(1) for match in _PLANS.finditer(text)}
    return [m[1] for m in _OPENS.finditer(text) if m.start(1) not in plans and int(m[1]) <= _LATEST]


def spoken(text: str, date: Written | None, part: Part | None) -> Iterator[Clue]:
    """Every clue of this kind. text: in plain form; date: when the paper was written; part: the part of the year it is about."""
    years = [match[1] for match in _YEAR_SAID.finditer(_COMPARED_WITH.sub("＿", text))]
    if years and not any(year.isdecimal() for year in years):
        yield Clue("body.struck_out", "20xx", "20xx", 25)
    if opened := openings(text):
        year = max(sorted(set(opened), reverse=True), key=opened.count)
        yield Clue("body.opens", year, "", 25)
    if counted := as_of(text):
        yield Clue("body.as_of", str(counted.year), str(counted.year) if counted.month < 11 else "", 25)
    if plans := [match[1] for match in _PLANS.finditer(text)]:
        yield Clue("body.plans", shift(max(plans), -1), max(plans), 25)
    if now := _this_year(text):
        yield _seen_from(now, text, "body.this_year")
    yield from _written(text, date, part)
    yield from _between(text)


def _this_year(text: str) -> int:
    """The year that a paper calls 今年, 0 where it does not say."""
    for pattern, by in _NOW:
        if match := pattern.search(text):
            return int(next(group for group in match.groups() if group)) + by
    if edge := _PLAN_EDGE.search(text):
        end = _PLAN_ENDS[edge[1]]
        return end - 4 if edge[2] in {"开局", "第一"} else end
    whole = set(_WHOLE_YEAR.findall(text))
    return int(whole.pop()) + 1 if _LAST_YEARS.search(text) and len(whole) == 1 else 0


def _seen_from(now: int, text: str, says: str) -> Clue:
    """A paper that tells of 去年 and not of 今年 looks back from the year after."""
    back = _LAST.search(text) is not None and not _THIS.search(text)
    return Clue(says, str(now - back), "", 45)


def _written(text: str, date: Written | None, part: Part | None) -> Iterator[Clue]:
    if date is None:
        return
    early, late = date.month <= 3, date.month >= 11
    if part:
        yield Clue("dated.part", str(date.year - (part.until > date.month)), "", 45)
    elif _LAST.search(text) and not _THIS.search(text):
        yield Clue("dated.last_year", str(date.year - 1), "", 45)
    elif re.search(r"今年以来|今年，", text) and not early:
        yield Clue("dated.this_year", str(date.year), "" if late else str(date.year), 45)
    elif early or late:
        yield Clue("dated.looks_back", str(date.year - early), "", 30 if _LOOKS_BACK.search(text) else 20)


def _between(text: str) -> Iterator[Clue]:
    """较2024年同期增长…，到“十四五”末…: later than what it compares with, no later than what it still aims at."""
    after = max((int(year) for year in _BASE.findall(text)), default=0) + 1
    if after > 1 and _LAST.search(text) and not _THIS.search(text) and _GROWN.search(text):
        yield Clue("body.last_year_grown", str(after), "", 25)
    aims = [int(year) if year else _PLAN_ENDS[plan] for year, plan in _GOAL.findall(text)]
    if after > 1 and aims and after == min(aims):
        yield Clue("body.between", str(after), "", 30)


def over(year: str, text: str) -> bool:
    """2011年全年…同比增长27.7%, 比2010年增长: whether a paper tells of a year as one that is over, or compares it with the year before."""
    if not year.isdecimal():
        return False
    last = shift(year, -1)
    ended = rf"(?<![到至\d]){year}年(?:全年|年?末|度)"
    before = rf"[比较](?:上年同期|{last}年(?:底|末|同期)?)[^。，\n]{{0,8}}(?:增长|增加|提高|上升|提升|扩大|下降|减少|降低|高|低)"
    opens = rf"(?:^|[\n。]){year}年[，,][^。\n]{{0,160}}(?:同比|[比较]上年)"
    first = re.match(rf"(?:[^\n。]{{0,40}}\n){{0,3}}{year}年，[^。\n]*[比较](?:上年|{last}年)[^。\n]*", text)
    if first and not _AIMS.search(first.group()):
        return True  # what a paper begins with is what it is about, whatever years it tells of after that
    if any(not _AIMS.search(match.group()) for match in re.finditer(opens, text)):
        return not re.search(rf"{last}年(?:全年|年?末|度)?[，,]", text)
    told = re.search(rf"{ended}[^。\n]{{0,120}}(?:同比|[比较]上年)", text) or re.search(before, text)
    return told is not None and not re.search(rf"{last}年(?:全年|年?末|度)?[，,]|(?:计划|力争|确保|预期)[^。\n]{{0,40}}{year}年", text)


def about(year: str, text: str) -> bool:
    """Whether a paper is about the year in its name and not delivered in it: its sentences open with that year and the next."""
    opens = openings(text) + [match[1] for match in _PLANS.finditer(text)]
    return year.isdecimal() and year in opens and shift(year, 1) in opens and shift(year, -1) not in opens


def read_at_years_end(head: str) -> bool:
    """——2021年12月16日在…大会上: what is reported on ends with that year."""
    return _READ_AT_YEARS_END.search(head) is not None


def compared_with(text: str) -> list[int]:
    """The years a paper compares its own with."""
    return [int(year) for year in _BASE.findall(text)]
