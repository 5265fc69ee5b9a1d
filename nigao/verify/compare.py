"""In which attributes a draft's figure differs from a source's that has its value: one difference for each attribute, the gravest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from nigao.figures.calendar import Calendar
from nigao.figures.distinctions import TOWN_OR_COUNTRY, kind_name
from nigao.figures.places import province_at_start
from nigao.text.likeness import dice, grams
from nigao.verify.context import Context
from nigao.verify.index import Index

Attribute = Literal["indicator", "status", "period", "scope", "level", "kind", "direction", "measure", "rank"]
_AIMED = re.compile(r"拟|力争|预期|计划(?!生育|单列)|目标|争取(?!到|了)|努力|确保|(?<![一-鿿])将")
# Said of what is still to come, just before its figure.
_NEXT = re.compile(
    r"(?:力争|确保|(?<![科技行动划务])计划(?!项目|单列|生育|内|外|数|任务)|拟(?!定|订)|预期目标|目标(?:是|为))[^，。；]{0,24}$"
)
_UNKNOWN = frozenset({"", "20xx"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One attribute in which a draft's figure is not the source's; told: what the source says of it."""

    attribute: Attribute
    told: str


# Rates are told of what moved and of what it came to alike; other units tell them apart by their words (新增, 累计).
_MOVED_IN = frozenset({"%", "百分点", "‰"})
_OF_PEOPLE = re.compile(r"居民|收入|低保|消费支出")
_TOWN_OR_COUNTRY = re.compile(r"城|农|乡|镇|村")
_MOVED_SINCE = re.compile(r"(?:比|较)[^，]{0,6}(?:增加|增长|减少|下降|提高|多|少)$")
_MORE = re.compile(r"(?:增加|减少|增长|下降|提高|降低)了?$")
_OF_GROWTH = re.compile(r"增速|增幅|增长率|增量|增长|提高|降幅")
_GAP = re.compile(r"[高低]于|[快慢好优]于|高出|低出|比(?:全|本|我|省|市|县|国)[^，]{0,6}[高低快慢多少]")
_REACHED = re.compile(r"(?:[降升增减]|提高|下降|增长|增加|提升|回落|压减)[到至为]$|达到?$")
_SHARE = re.compile(r"占(?P<whole>.{2,}?)(?:比重|比例|比率)$")


def _whole(draft: Context, source: Context) -> Difference | None:
    """A share of one whole told as that of another."""
    mine, theirs = _SHARE.search(draft.usual), _SHARE.search(source.usual)
    if mine is None or theirs is None:
        return None
    one, two = mine["whole"], theirs["whole"]
    if one in two or two in one or dice(grams(one), grams(two)) >= 0.5:
        return None
    return Difference("indicator", f"原文是占{two}的比重")


def compare(index: Index, draft: Context, source: Context, calendar: Calendar) -> tuple[Difference, ...]:
    """Every attribute but the indicator in which the two differ, the gravest first."""
    found = [
        _whole(draft, source),
        _status(draft, source),
        _period(draft, source, calendar),
        _place(index, draft, source),
        _level(draft, source),
    ]
    found += [_kind(draft, source), _direction(draft, source), _measure(draft, source), _rank(draft, source)]
    return tuple(each for each in found if each is not None)


def apart(draft: Context, source: Context) -> bool:
    """Whether two names speak of things that exclude each other, whatever else they share: 省级 and 市级, 开工 and 完工."""
    return _level(draft, source) is not None or _kind(draft, source) is not None


def _status(draft: Context, source: Context) -> Difference | None:
    mine, theirs = draft.figure.status, source.figure.status
    if mine == "actual" and theirs == "target" and not _AIMED.search(draft.clause):
        return Difference("status", "原文是目标，不是结果")
    if mine == "target" and theirs == "actual" and _NEXT.search(draft.before) and not _AIMED.search(source.clause):
        return Difference("status", "原文是结果，不是目标")
    return None


def _period(draft: Context, source: Context, calendar: Calendar) -> Difference | None:
    mine, theirs = draft.period, source.period
    if theirs in _UNKNOWN and _names_other_year(draft, source, calendar):
        return Difference("period", f"原文没有说是{year_name(mine)}")
    if mine in _UNKNOWN or theirs in _UNKNOWN or periods_agree(mine, theirs):
        return None
    if _names_same_years(draft, source):
        return None
    if _times_alike(draft, source) and source.reviewed == calendar.reviewed and source.reviewed:
        return None
    if not draft.dated and _may_mean(mine, theirs, draft.around, calendar):
        return None
    return Difference("period", f"原文是{year_name(theirs)}的数字")


def _times_alike(draft: Context, source: Context) -> bool:
    """Whether both sentences name the same years, or the same times where neither names a year."""
    years = [frozenset(time for time in context.times if time.isdigit()) for context in (draft, source)]
    return years[0] == years[1] if any(years) else draft.times == source.times


def _names_same_years(draft: Context, source: Context) -> bool:
    """Whether both sentences name a year before the figure, and the same ones: then they speak of one time, whatever was made of it."""
    mine, theirs = ([time for time in context.times if time.isdigit()] for context in (draft, source))
    return bool(mine) and set(mine) == set(theirs)


def _names_other_year(draft: Context, source: Context, calendar: Calendar) -> bool:
    mine = draft.period
    if not mine.isdecimal() or mine not in draft.lead or mine in source.sentence:
        return False
    return mine not in (source.reviewed, calendar.reviewed, calendar.planned)


def _may_mean(mine: str, theirs: str, around: str, calendar: Calendar) -> bool:
    """A sentence that names no time may speak of the year reviewed or of the years that end with it, whatever stands before it."""
    usual = {calendar.reviewed, calendar.planned, ""}
    told = mine.rpartition("-")[2]
    return (told in usual or told not in around) and theirs.rpartition("-")[2] == calendar.reviewed


def periods_agree(first: str, second: str) -> bool:
    """The same year or span; a span agrees with its last year, in which its final values stand."""
    if first == second:
        return True
    return first.rpartition("-")[2] == second.rpartition("-")[2] and ("-" in first) != ("-" in second)


def year_name(period: str) -> str:
    """2024 → 2024年, 2021-2025 → 2021—2025年."""
    return period.replace("-", "—") + "年"


def _whole_told(draft: Context, source: Context) -> str:
    """全县's figure told of 全省: what the source says, "" where either does not say whose whole it tells."""
    if draft.figure.measure == "rank" or _GAP.search(draft.clause):
        return ""
    mine, theirs = draft.whole, source.whole
    return theirs if mine and theirs and mine != theirs and mine not in source.sentence else ""


def _place(index: Index, draft: Context, source: Context) -> Difference | None:
    if whole := _whole_told(draft, source):
        return Difference("scope", f"原文是{whole}的数字")
    scope, own = source.figure.scope, draft.figure.scope
    if own and scope and own != scope and own not in scope and scope not in own:
        return Difference("scope", f"原文是{scope}的数字")
    told = _elsewhere(index, draft, source)
    if told:
        return Difference("scope", told)
    foreign = [p for p in draft.places if p not in source.sentence_places and index.knows_place(p)]
    theirs = source.places - draft.sentence_places
    if foreign and (theirs or scope):
        return Difference("scope", f"原文是{scope or '、'.join(sorted(theirs))}的数字")
    if scope and not own and scope not in draft.sentence + draft.around and scope not in source.around.split(" ")[1:4]:
        return Difference("scope", f"原文是{scope}的数字")
    return None


def _elsewhere(index: Index, draft: Context, source: Context) -> str:
    """What the source says of the place, where the draft tells its figure of another district, or of none."""
    mine, theirs = draft.where, source.where
    if mine and theirs:
        return f"原文是{theirs}的数字" if mine != theirs and index.knows_place(mine) else ""
    if mine and mine in draft.clause and mine not in source.sentence + source.around and index.knows_place(mine):
        return f"原文没有说是{mine}的数字"
    province = province_at_start(draft.clause)
    if province and province not in source.sentence + source.around + source.figure.scope and index.knows_place(province):
        return f"原文没有说是{province}的数字"
    if theirs and source.clause.find(theirs) in (0, 1) and theirs not in draft.sentence + draft.around:
        return f"原文是{theirs}的数字"
    return ""


def _level(draft: Context, source: Context) -> Difference | None:
    extra = draft.levels - source.sentence_levels
    lacking = {level for level in source.levels - draft.sentence_levels if not level.endswith("以上")}
    if draft.levels and source.levels and not draft.levels & source.levels:
        return Difference("level", f"原文是{_levels(source.levels)}")
    if extra:
        return Difference("level", f"原文没有说是{_levels(extra)}")
    if lacking and not draft.levels:
        return Difference("level", f"原文是{_levels(lacking)}")
    return None


def _levels(found: Iterable[str]) -> str:
    return "、".join(sorted(f"{level.removesuffix('以上')}级{'以上' if level.endswith('以上') else ''}" for level in found))


def _kind(draft: Context, source: Context) -> Difference | None:
    for number, mine in draft.kinds.items():
        theirs = source.kinds.get(number)
        if theirs and not mine & theirs:
            return Difference("kind", f"原文是{kind_name(number, theirs)}")
    half = source.kinds.get(TOWN_OR_COUNTRY)
    if (
        half
        and _OF_PEOPLE.search(source.usual)
        and TOWN_OR_COUNTRY not in draft.kinds
        and not _TOWN_OR_COUNTRY.search(draft.sentence + draft.around)
    ):
        return Difference("kind", f"原文是{kind_name(TOWN_OR_COUNTRY, half)}")
    if {draft.role, source.role} == {"from", "to"}:
        return Difference("kind", "原文是变化前的数" if source.role == "from" else "原文是变化后的数")
    return None


def _direction(draft: Context, source: Context) -> Difference | None:
    mine, theirs = draft.direction, source.direction
    if mine and theirs and mine != theirs:
        return Difference("direction", "原文是下降" if theirs < 0 else "原文是上升")
    return None


def _measure(draft: Context, source: Context) -> Difference | None:
    """增加23.4亿元 where the source tells the level, 降至4.7% where it tells the fall."""
    mine, theirs = draft.figure.measure, source.figure.measure
    if theirs == "level" and "新增" in draft.usual and _MORE.search(draft.before) and not _MORE.search(source.before):
        return Difference("measure", "原文是总量，不是增减")  # 城镇新增就业增加…: how much more of a yearly flow
    if mine == "change" and theirs == "level" and source.role == "to" and draft.role != "to" and not _REACHED.search(draft.before):
        return Difference("measure", "原文是总量，不是增减")
    if mine == "change" and theirs == "level" and not source.direction and not source.added:
        return Difference("measure", "原文是总量，不是增减")
    if mine == "level" and theirs == "change" and _REACHED.search(draft.before) and not (draft.added or draft.direction):
        return Difference("measure", "原文是增减，不是总量")
    moved = draft.figure.unit in _MOVED_IN or _MOVED_SINCE.search(source.before)
    if mine == "level" and theirs == "change" and source.direction and moved and (not draft.direction or _REACHED.search(draft.before)):
        return Difference("measure", "原文是增减，不是总量")
    return None


def _rank(draft: Context, source: Context) -> Difference | None:
    if draft.figure.measure == "rank" and (told := _rank_of(draft, source)):
        return Difference("rank", told)
    gap = draft.figure.unit == "百分点" and _GAP.search(draft.clause) and _GAP.search(source.clause)
    if not (draft.figure.measure == "rank" or gap) or not draft.references or not source.references:
        return None
    if draft.references & source.references:
        return None
    told = "、".join(sorted(source.references))
    return Difference("rank", f"原文是与{told}相比" if gap else f"原文是{told}位次")


def _rank_of(draft: Context, source: Context) -> str:
    """The rank of a growth told as that of the level, or the other way round; "" where the draft leaves it open."""
    named = re.compile(r"增速|增幅|增长率|降幅")
    if named.search(source.clause) and not _OF_GROWTH.search(draft.sentence):
        return "原文是增速的位次，不是总量的位次"
    if named.search(draft.clause) and not _OF_GROWTH.search(source.sentence):
        return "原文是总量的位次，不是增速的位次"
    return ""
