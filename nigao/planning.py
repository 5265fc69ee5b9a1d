"""Last year's structure turned into this year's outline and brief; decides nothing about the text below the headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from nigao.draft import Brief, OutlineItem
from nigao.report import Heading, Report
from nigao.text.numerals import chinese, renumber

Which = Literal["review", "plan", "whole"]
Kind = Literal["opening", "review", "plan", "other"]

_REVIEW = re.compile(r"回顾|总结|完成情况|工作情况|开展情况|成绩|成效|成就|主要做法|问题|不足|困难")
_PLAN = re.compile(r"谋划|打算|草案|计划|安排|思路|总体要求|总体部署|目标|下一步|今后|明年|建议|举措|展望|规划|政策取向|部署|要点")
_EITHER = re.compile(r"重点工作|主要工作|工作任务|重点任务|政府工作")
_YEAR = re.compile(r"(?<![\d—～~－-])(20\d\d)(?=\s*年(?![\d—～~－-])|届)")
_SCHOOL_YEAR = re.compile(r"(?P<begin>20\d\d)(?P<to>年?\s*[—\-–~～－至]+\s*)(?P<end>20\d\d)(?=\s*学年)")
_CHINESE_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_UNKNOWN_YEAR = re.compile(r"20[xX×ｘＸ]{2}(?=\s*年)")
_NAME = re.compile(r"《[^》]*》")
# 五年规划: the 14th runs 2021–2025. A government's report in a plan's first year looks back on the old plan and presents the new
# one in a section of its own, before the year's work (2016, 2021, 2026 alike, at every level).
_LOOK_BACK = re.compile(r"(?:和|及|暨)?[“\"]?十[一二三四五六七八九]五[”\"]?(?:时期)?(?:和|及)?(?:发展成就|发展|主要成就)?")
_FIVE_YEARS = re.compile(r"[“\"]?十[一二三四五六七八九]五[”\"]?(?:时期|规划)")
_BROKEN_OFF = re.compile(r"^(?=.{15})(?!\d+\t).*[^。！？!?：:；;…”）)\]】\t]$")
_HALF_WIDTH = re.compile(r"(?<=[一-龥”）%\d])[,;:](?=[一-龥“（])")
_FULL_WIDTH = {",": "，", ";": "；", ":": "："}
_FIVE_YEAR_REVIEW = re.compile(r"过去(?:的)?(?:一年和|五年和)?(?:过去)?五年(?:的)?|五年来的?")
# The terms of the State Council and the provinces end in 2018, 2023 …; those of cities and counties in other years.
_TERM_OF_FIVE = re.compile(r"(?:国务院|省|自治区|北京市|上海市|天津市|重庆市)(?:人民政府)?政府工作报告")
_WORK_OF_YEAR = re.compile(r"(?:20\d\d年|今年)?(?:主要任务|重点工作(?:任务)?|政府工作任务|主要工作|工作任务)")
_ADVICE = re.compile(r"对(?:今年|20\d\d年)政府工作的建议")
_BY_LINE = re.compile(
    r"会议上|作政府工作报告|本报记者|来源[：:]|^时间[：:]|^发布|^[—－\-（(\s]*20\d\d年\d{1,2}月\d{1,2}日(?:[）)]?$|在[^，。]*$)"
    r"|^[^，。：:]{0,20}(?:长|主任|书记|主席|经理|代表)[\s　]+[一-鿿]{1,2}[\s　]*[一-鿿]{1,2}$"
)
_DATE = re.compile(r"(?:20\d\d|二[〇○零Ｏ]\S{2})\s*年\s*\S{1,3}\s*月(?:\s*\S{1,3}\s*日)?")
# Who signs at the end: a name that stands alone on its line.
_SIGNED = re.compile(r"[一-鿿]{2,22}(?:局|委|委员会|办|办公室|处|厅|院|会|公司|集团|中心|政府|街道|办事处|管委会|党组|党委|学校|医院)")
_MANY_PARTS = 3
_PROBLEMS = re.compile("问题|不足|困难|短板")
_CAPTION = re.compile(r"附?表\s*[\d一二三四五六七八九十]")
_DEMANDS = re.compile(r"总体要求|总体部署|政策取向|主要目标|目标任务")


def roll_years(text: str, from_year: int, to_year: int) -> str:
    """The text with year ``from_year`` and the year before it moved on to ``to_year`` and the year before it.

    Years further back, horizons (2035年), spans (2024—2026年) and years in the name of a document stay as they are.
    """
    moved = {from_year: to_year, from_year - 1: to_year - 1}
    kept = [match.span() for match in _NAME.finditer(text)]

    def roll(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in kept):
            return match.group()
        return str(moved.get(int(match.group()), match.group()))

    def roll_chinese(match: re.Match[str]) -> str:
        year = int("".join(str("〇一二三四五六七八九".index(c)) for c in re.sub("[○零]", "〇", match.group())))
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(moved[year])) if year in moved else match.group()

    def roll_school_year(match: re.Match[str]) -> str:
        by = moved.get(int(match["end"]), int(match["end"])) - int(match["end"])
        return f"{int(match['begin']) + by}{match['to']}{int(match['end']) + by}"

    return _CHINESE_YEAR.sub(roll_chinese, _YEAR.sub(roll, _SCHOOL_YEAR.sub(roll_school_year, text)))


def plan_outline(report: Report, target_year: int, which: Which = "whole") -> tuple[OutlineItem, ...]:
    """Last year's headings as this year's outline: years rolled, numbers made anew, each with last year's text to follow.

    which: only what reviews, only what plans, or both. An item's ``like`` is the text directly below its heading; that of a heading
    with sub-headings is what stands before the first of them.
    """
    headings = [heading for heading in report.headings if heading.kind == "section"]
    kinds = _kinds(headings, report)
    items = _lists_as_text([_item(report, headings, i, kinds[i]) for i in range(len(headings))])
    opening = _opening(report, headings)
    rolled = [_rolled(item, report, target_year) for item in [*opening, *items]]
    shaped = _five_year_shape(rolled, report, target_year)
    return renumbered(item for item in shaped if which == "whole" or item.kind == which or (which == "review" and item.kind == "opening"))


def brief_for(report: Report, year: int, title: str = "", unit: str = "", which: Which = "whole") -> Brief:
    """What is to be written when ``report`` is followed for ``year``: title and outline rolled on, unit taken over."""
    identity = report.identity
    before = identity.year
    reviewed = identity.reviewed_year
    gap = before - reviewed if before is not None and reviewed is not None and 0 <= before - reviewed <= 1 else 1
    return Brief(
        title=title or _roll_title(identity.title, before, year),
        unit=unit or identity.unit,
        year=year,
        reviewed_year=year - gap,
        outline=plan_outline(report, year, which),
    )


def renumbered(items: Iterable[OutlineItem]) -> tuple[OutlineItem, ...]:
    """The items with their numbers made to run on, level by level, each in its own style; an item without number stays so."""
    listed = list(items)
    counts: dict[int, int] = {}
    result: list[OutlineItem] = []
    for item in listed:
        counts = {level: count for level, count in counts.items() if level <= item.level}
        if item.number:
            counts[item.level] = counts.get(item.level, 0) + 1
            item = replace(item, number=renumber(item.number, counts[item.level]))
        result.append(item)
    return tuple(result)


def five_year_plan(year: int) -> str:
    """Name of the five-year plan that ``year`` belongs to: 2026 → "十五五"."""
    return f"{chinese((year - 1951) // 5)}五"


def _kinds(headings: Sequence[Heading], report: Report) -> list[Kind]:
    """Kind of each heading: decided at the topmost level, inherited below it."""
    top = min((heading.level for heading in headings), default=1)
    firsts = [heading for heading in headings if heading.level == top]
    decided = _decide([heading.title for heading in firsts], report)
    kinds: list[Kind] = []
    current: Kind = "review"
    for heading in headings:
        if heading.level == top:
            current = decided[len([k for k in headings[: len(kinds)] if k.level == top])]
        kinds.append(current)
    return kinds


def _decide(titles: Sequence[str], report: Report) -> list[Kind]:
    """Review or plan for each first-level title in turn; once planning has begun, it goes on unless a title says otherwise."""
    own = report.identity.title
    kinds: list[Kind] = []
    begun = bool(re.search("计划|打算|安排|要点", own)) and not re.search("总结|回顾|报告|情况", own)
    for i, title in enumerate(titles):
        said = _says(title, report.identity.year, report.identity.reviewed_year)
        if said is None:
            last_of_several = i == len(titles) - 1 and i > 0 and bool(_EITHER.search(title))
            said = "plan" if begun or last_of_several else "review"
        begun = said == "plan"
        kinds.append(said)
    return kinds


def _says(title: str, year: int | None, reviewed: int | None) -> Kind | None:
    """What a title says of itself: by its words, or by the year it names; None if neither."""
    years = {int(y) for y in re.findall(r"20\d\d", title)}
    if re.search("回顾|总结", title):
        return "review"
    if _PLAN.search(title) and not re.search("完成情况|问题", title):
        return "plan"
    if _REVIEW.search(title):
        return "review"
    if year and years and year != reviewed and years <= {year}:
        return "plan"
    if reviewed and reviewed in years:
        return "review"
    return None


def _item(report: Report, headings: Sequence[Heading], index: int, kind: Kind) -> OutlineItem:
    heading = headings[index]
    text = report.document.text
    if index + 1 < len(headings):
        like = _body(text[heading.end : headings[index + 1].start])
    else:
        like = _body(_without_signature(text[heading.end :], report.identity.unit))
    return OutlineItem(heading.number, heading.title, heading.level, kind, like=like)


def _lists_as_text(items: Sequence[OutlineItem]) -> list[OutlineItem]:
    """The items with those that are only a list's points (（一）馆舍面积不足。（二）专业人才短缺。), none with a text of its own, put into the
    text of the heading above them."""
    kept: list[OutlineItem] = []
    at = 0
    while at < len(items):
        end = next((n for n in range(at + 1, len(items)) if items[n].level <= items[at].level), len(items))
        below = items[at + 1 : end]
        one_list = len(below) > 1 and len({item.level for item in below}) == 1 and not any(item.like.strip() for item in below)
        if one_list and _PROBLEMS.search(items[at].title):
            points = [f"{item.number}{item.title}。" for item in below]
            kept.append(replace(items[at], like="\n".join([*filter(None, [items[at].like]), *points])))
            at = end
        else:
            kept.append(items[at])
            at += 1
    return kept


def _without_signature(text: str, unit: str) -> str:
    """The end of a report without who signed it and when, which this year's paper gets anew."""
    lines = text.rstrip().split("\n")
    while len(lines) > 1 and (_DATE.fullmatch(lines[-1].strip()) or _signs(lines[-1], unit)):
        lines.pop()
    return "\n".join(lines)


def _signs(line: str, unit: str) -> bool:
    name = re.sub(r"[\s　]|[（(](?:盖章|公章|印章)[）)]$", "", _DATE.sub("", line))
    return bool(name) and (name == unit or bool(_SIGNED.fullmatch(name)))


def _body(text: str) -> str:
    """Text below a heading: its paragraphs whole, without the heading's own final mark and the blank lines around them.

    A line that breaks off in mid-sentence (text copied from a page) goes on in the next; half-width marks between Chinese
    characters become the full-width ones.
    """
    return "\n".join(_paragraphs(text.lstrip("。．.：:；; 　\n").split("\n")))


def _paragraphs(lines: Iterable[str]) -> list[str]:
    whole: list[str] = []
    for line in (line.strip() for line in lines if line.strip()):
        if whole and "\t" not in whole[-1] + line and _BROKEN_OFF.search(whole[-1]):
            whole[-1] += line
        else:
            whole.append(line)
    return [_full_width(line) for line in whole]


def _full_width(text: str) -> str:
    return _HALF_WIDTH.sub(lambda match: _FULL_WIDTH[match.group()], text)


def _opening(report: Report, headings: Sequence[Heading]) -> list[OutlineItem]:
    """What stands before the first heading, without title and by-lines."""
    first = headings[0].start if headings else len(report.document.text)
    titles = [heading for heading in report.headings if heading.kind == "title" and heading.start < first]
    begin = max((heading.end for heading in titles), default=0)
    lines = (line.strip() for line in report.document.text[begin:first].split("\n"))
    whole = _paragraphs(line for line in lines if "\t" in line or not _BY_LINE.search(line))
    rows = _table_rows(whole)
    kept = [line for n, line in enumerate(whole) if n in rows or _is_prose(line, report.identity.title)]
    if not kept:
        return []
    return [OutlineItem("", "", 1, "opening", like="\n".join(kept))]


def _table_rows(lines: Sequence[str]) -> set[int]:
    """Which of the lines before the first heading are a table's, two rows or more, or its caption."""
    celled = {n for n, line in enumerate(lines) if "\t" in line}
    rows = {n for n in celled if n - 1 in celled or n + 1 in celled}
    return rows | {n - 1 for n in rows if n and _CAPTION.match(lines[n - 1])}


def _is_prose(line: str, title: str) -> bool:
    """Whether a line before the first heading is running text or a salutation, not a title, by-line, date line or site's furniture."""
    if not line or line == title or _BY_LINE.search(line):
        return False
    prose = line.endswith(("。", "！")) and len(line) >= 15 and not line.startswith("——")
    return prose or bool(re.fullmatch(r"[^：]{2,20}：|.{15,}[：:]", line))


def _rolled(item: OutlineItem, report: Report, year: int) -> OutlineItem:
    before = report.identity.year
    title = _UNKNOWN_YEAR.sub(str(year if item.kind == "plan" else year - 1), item.title)
    title = re.sub(r"(20\d\d)\s+年", r"\1年", title)
    moved = replace(item, title=roll_years(title, before, year) if before else title)
    of_government = _TERM_OF_FIVE.search(report.identity.title) and item.level == 1
    titled = _term_title(moved, year) if of_government else moved.title
    return replace(moved, number=moved.number.replace("(", "（").replace(")", "）"), title=_full_width(titled))


def _term_title(item: OutlineItem, year: int) -> str:
    """A review's title in the term of a government: its last report looks back on all five years, the next on one again."""
    if year % 5 == 3 and item.kind == "review" and re.search(r"回顾$", item.title):
        return "过去五年工作回顾"
    if year % 5 == 3 and item.kind == "plan" and _WORK_OF_YEAR.fullmatch(item.title):
        return f"对{year}年政府工作的建议"  # the government whose term ends proposes, the next one decides
    if year % 5 == 4 and item.kind == "plan" and _ADVICE.fullmatch(item.title):
        return f"{year}年政府工作任务"
    return _FIVE_YEAR_REVIEW.sub(f"{year - 1}年", item.title) if year % 5 == 4 else item.title


def _roll_title(title: str, before: int | None, year: int) -> str:
    title = re.sub(r"(\d)\s+年", r"\1年", _UNKNOWN_YEAR.sub(str(year), title))
    if before is None:
        return title
    # A title taken from a file's name may carry its year bare: 上海市 2024.
    bare = re.sub(rf"(?<![\d—～~－-]){before}(?![\d年—～~－-]|\s*年)", str(year), title)
    return roll_years(bare, before, year) if bare == title else bare


def _five_year_shape(items: list[OutlineItem], report: Report, year: int) -> list[OutlineItem]:
    """Give a government's report the shape its year in the five-year plan asks for."""
    before = report.identity.year
    if "政府工作报告" not in report.identity.title or before is None or before % 5 == year % 5:
        return items
    if before % 5 == 1:
        return [_back_to_yearly(item, year) for item in items]
    return _first_of_five(items, year) if year % 5 == 1 else items


def _back_to_yearly(item: OutlineItem, year: int) -> OutlineItem:
    """After a plan's first year: the look-back leaves the review's title, and the section on the plan becomes that on the year."""
    if item.level != 1 or not _FIVE_YEARS.search(item.title):
        return item
    if item.kind == "review":
        named = re.search(r"20\d\d", item.title)
        return replace(item, title=_LOOK_BACK.sub("", item.title).strip("和及暨") if named else f"{year - 1}年工作回顾")
    if re.search(r"20\d\d", item.title):
        return item
    return replace(item, title=f"{year}年工作总体要求和主要目标任务", like="", points=(item.title,))


def _under_the_years_work(items: list[OutlineItem], year: int, like: str) -> list[OutlineItem]:
    """Fields of work that stood as first-level sections of their own go below one on the year's work, as in a plan's first year.

    like: last year's demands on the year, which the heading takes in.
    """
    work = OutlineItem(items[0].number, f"{year}年重点工作", 1, "plan", like)
    closes = next((n for n, item in enumerate(items) if item.level == 1 and re.search("自身建设|结束", item.title)), len(items))
    inside = [replace(item, level=item.level + 1, number=_inner(item)) for item in items[:closes]]
    return [work, *inside, *items[closes:]]


def _inner(item: OutlineItem) -> str:
    return "（一）" if item.level == 1 else item.number


def _first_of_five(items: list[OutlineItem], year: int) -> list[OutlineItem]:
    """In a plan's first year: a section on the plan before the year's work, which takes in the year's general demands."""
    plans = [i for i, item in enumerate(items) if item.level == 1 and item.kind == "plan"]
    if not plans:
        return items
    first = plans[0]
    title = f"“{five_year_plan(year)}”时期主要目标任务"
    section = replace(items[first], title=title, like="", points=("规划纲要的主要目标", "重大任务"))
    if len(plans) > _MANY_PARTS:
        return [*items[:first], section, *_under_the_years_work(items[first + 1 :], year, items[first].like)]
    if len(plans) > 1 and plans[1] == first + 1 and _DEMANDS.search(items[first].title):
        after = items[plans[1]]
        joined = replace(after, like="\n".join(part for part in (items[first].like, after.like) if part))
        return [*items[:first], section, joined, *items[plans[1] + 1 :]]
    work = items[first]
    title_now = f"{year}年重点工作" if _DEMANDS.search(work.title) and len(plans) == 1 else work.title
    return [*items[:first], section, replace(work, title=title_now), *items[first + 1 :]]
