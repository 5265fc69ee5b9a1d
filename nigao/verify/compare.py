"""In which attributes a draft's figure differs from a source's that has its value: one difference for each attribute, the gravest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from nigao.figures.calendar import Calendar
from nigao.figures.distinctions import PART_OF_YEAR, STAGES, TOWN_OR_COUNTRY, kind_name, kinds, levels
from nigao.mention import Mention
from nigao.quantity.period import Period, Unknown, Year, Years, agrees, known, name, period
from nigao.text.likeness import dice, grams

Attribute = Literal["indicator", "status", "period", "scope", "level", "kind", "direction", "measure", "rank", "settled"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One attribute in which a draft's figure is not the source's; told: what the source says of it."""

    attribute: Attribute
    told: str


# Rates are told of what moved and of what it came to alike; other units tell them apart by their words (新增, 累计).
_MOVED_IN = frozenset({"%", "百分点", "‰"})
_ALL_YEARS = re.compile(r"\d[万亿]?(?P<unit>[一-鿿]{1,2})，(?:历年)?累计[^，；。\d]{0,10}$")
_IN_ALL = re.compile(r"累计|在[库册籍建]|总|共|达到?|增至|已|现有|拥有|历年|以来|保有")
_NONE: frozenset[int] = frozenset()
# A name that says itself that it is a share.
_SHARED = re.compile(r"占|比重|比例|[比率]$")
_OF_PEOPLE = re.compile(r"居民|收入|低保|消费支出")
# Whether some source speaks of a place at all.
Known = Callable[[str], bool]


def compare(draft: Mention, source: Mention, calendar: Calendar, known_place: Known) -> tuple[Difference, ...]:
    """Every attribute but the indicator's name in which the two differ, the gravest first.

    calendar: the years the draft is read in. known_place: places of which no source speaks set nothing apart.
    """
    found = [
        _whole(draft, source),
        _all_told(draft, source),
        _status(draft, source),
        _period(draft, source, calendar),
        _place(draft, source, known_place),
        _level(draft, source),
        _kind(draft, source),
        _direction(draft, source),
        _against(draft, source),
        _measure(draft, source),
        _points(draft, source),
        _rank(draft, source),
    ]
    return tuple(each for each in found if each is not None)


def apart(draft: Mention, source: Mention) -> bool:
    """Whether two names speak of things that exclude each other, whatever else they share: 省级 and 市级, 开工 and 完工."""
    return _level(draft, source) is not None or _kind(draft, source) is not None


def _whole(draft: Mention, source: Mention) -> Difference | None:
    """A share of one whole told as that of another, or told by a table's cell that is of no share: its head would have named it."""
    if draft.told.share is not None and source.cell and source.told.share is None and not _SHARED.search(source.indicator.name):
        return Difference("indicator", f"原文说的是{source.indicator.name}，不是占{draft.told.share[1]}的比重")
    part, other = draft.indicator.name.rpartition("占")[0], source.indicator.name.rpartition("占")[0]
    if part and other and _of_other_kind(part, other):
        return Difference("indicator", f"原文是{other}的占比")  # 税收收入占…, 非税收入占…
    if draft.told.share is None or source.told.share is None:
        return None
    one, two = draft.told.share[1], source.told.share[1]
    if one in two or two in one or dice(grams(one), grams(two)) >= 0.5:
        return None
    return Difference("indicator", f"原文是占{two}的比重")


def _all_told(draft: Mention, source: Mention) -> Difference | None:
    """成功捐献58例, where the source tells 成功捐献6例，累计捐献58例: what came together in all years told as this year's."""
    told = _ALL_YEARS.search(source.words.lead)
    alike = told is not None and told["unit"] == source.quantity.unit and source.measure == "level"
    return Difference("kind", "原文是累计数") if alike and not _IN_ALL.search(draft.words.sentence) else None


def _of_other_kind(one: str, two: str) -> bool:
    theirs = kinds(two)
    return any(number in theirs and not places & theirs[number] for number, places in kinds(one).items())


def _status(draft: Mention, source: Mention) -> Difference | None:
    if draft.status == "actual" and source.status == "target" and not draft.told.aimed:
        return Difference("status", "原文是目标，不是结果")
    if draft.status == "target" and source.status == "actual" and draft.told.to_come and not source.told.aimed:
        return Difference("status", "原文是结果，不是目标")
    return None


def _period(draft: Mention, source: Mention, calendar: Calendar) -> Difference | None:
    mine, theirs = draft.told.period, source.told.period
    if source.told.month and draft.told.part_of_year and source.told.month not in draft.words.sentence:
        return Difference("period", f"原文是{source.told.month}的数字")
    if not known(theirs) and _names_other_year(draft, source, calendar):
        return Difference("period", f"原文没有说是{name(mine)}")
    if isinstance(theirs, Years) and isinstance(mine, Year) and draft.told.in_one_year:
        return Difference("period", f"原文是{name(theirs)}的累计数")
    if agrees(mine, theirs) or _names_same_years(draft, source):
        return None
    if draft.setting.cell and known(mine) and mine != period(calendar.reviewed):
        return Difference("period", f"原文是{name(theirs)}的数字")  # the head of its column names the year
    if _times_alike(draft, source) and source.setting.reviewed == calendar.reviewed and source.setting.reviewed:
        return None
    if not draft.told.times and _may_mean(draft, mine, theirs, calendar):
        return None
    return Difference("period", f"原文是{name(theirs)}的数字")


def _times_alike(draft: Mention, source: Mention) -> bool:
    """Whether both sentences name the same years, or the same times where neither names a year."""
    one, two = draft.told, source.told
    return one.years == two.years if one.years or two.years else one.times == two.times


def _names_same_years(draft: Mention, source: Mention) -> bool:
    """Whether both sentences name a year before the figure, and the same ones: then they speak of one time, whatever was made of it."""
    return bool(draft.told.years) and draft.told.years == source.told.years


def _names_other_year(draft: Mention, source: Mention, calendar: Calendar) -> bool:
    mine = draft.told.period
    if not isinstance(mine, Year) or str(mine) not in draft.told.years or str(mine) in source.told.sentence_years:
        return False
    return str(mine) not in (source.setting.reviewed, calendar.reviewed, calendar.planned)


def _may_mean(draft: Mention, mine: Period, theirs: Period, calendar: Calendar) -> bool:
    """A sentence that names no time may speak of the year reviewed or of the years that end with it, whatever stands before it."""
    reviewed, planned = period(calendar.reviewed), period(calendar.planned)
    usual = mine.last in (reviewed.last, planned.last) or isinstance(mine, Unknown)
    return (usual or str(mine.last) not in draft.told.paragraph_years) and theirs.last is not None and theirs.last == reviewed.last


def _place(draft: Mention, source: Mention, known_place: Known) -> Difference | None:
    if whole := _whole_told(draft, source):
        return Difference("scope", f"原文是{whole}的数字")
    if account := _of_other_account(draft, source):
        return Difference("scope", f"原文是{account}的数字")
    scope, own = source.scope, draft.scope
    if own and scope and own != scope and own not in scope and scope not in own:
        return Difference("scope", f"原文是{scope}的数字")
    told = _elsewhere(draft, source, known_place)
    if told:
        return Difference("scope", told)
    foreign = [p for p in draft.told.places if p not in source.told.sentence_places and known_place(p)]
    theirs = source.told.places - draft.told.sentence_places
    if foreign and (theirs or scope):
        return Difference("scope", f"原文是{scope or '、'.join(sorted(theirs))}的数字")
    if scope and not own and not draft.words.name(scope):
        return Difference("scope", f"原文是{scope}的数字")
    return None


def _of_other_account(draft: Mention, source: Mention) -> str:
    """市本级's figure told of 全市, or the other way round: of which the source tells."""
    mine, theirs = draft.told.own_level, source.told.own_level
    if mine is None or theirs is None or mine == theirs or draft.measure == "rank":
        return ""
    return "本级" if theirs else "全域"


def _whole_told(draft: Mention, source: Mention) -> str:
    """全县's figure told of 全省: what the source says, "" where either does not say whose whole it tells."""
    if draft.measure == "rank" or draft.told.gap:
        return ""
    mine, theirs = draft.told.whole, source.told.whole
    return theirs if mine and theirs and mine != theirs and mine not in source.words.sentence else ""


def _elsewhere(draft: Mention, source: Mention, known_place: Known) -> str:
    """What the source says of the place, where the draft tells its figure of another district, or of none."""
    mine, theirs = draft.told.where, source.told.where
    if mine and theirs:
        return f"原文是{theirs}的数字" if mine != theirs and known_place(mine) else ""
    if mine and mine in draft.words.clause and not source.words.name(mine) and known_place(mine):
        return f"原文没有说是{mine}的数字"
    province = draft.told.province
    if province and not source.words.name(province) and province not in source.scope and known_place(province):
        return f"原文没有说是{province}的数字"
    if theirs and source.told.opens_with_place and not draft.words.name(theirs):
        return f"原文是{theirs}的数字"
    return ""


def _level(draft: Mention, source: Mention) -> Difference | None:
    mine, theirs = draft.told.levels, source.told.levels
    # 新增省级以上平台7个；2027年再新增6个: the name as read says of which level, though the words beside the number do not.
    extra = mine - source.told.sentence_levels - levels(source.indicator.name)
    lacking = {level for level in theirs - draft.told.sentence_levels if not level.endswith("以上")}
    if mine and theirs and not mine & theirs:
        return Difference("level", f"原文是{_levels(theirs)}")
    if extra:
        return Difference("level", f"原文没有说是{_levels(extra)}")
    if lacking and not mine and not draft.told.from_above:
        return Difference("level", f"原文是{_levels(lacking)}")
    return None


def _levels(found: Iterable[str]) -> str:
    return "、".join(sorted(f"{level.removesuffix('以上')}级{'以上' if level.endswith('以上') else ''}" for level in found))


def _kind(draft: Mention, source: Mention) -> Difference | None:
    for number, mine in (draft.told.part_of_year | draft.told.kinds).items():
        theirs = source.told.kinds.get(number) or source.told.lasting.get(number) or _of_paper(source, number)
        if theirs and not mine & theirs:
            return Difference("kind", f"原文是{kind_name(number, theirs)}")
    for number, mine in draft.told.named_kinds.items():
        if number not in source.told.kinds and number not in source.told.lasting and mine & source.told.kinds_behind.get(number, _NONE):
            return Difference("kind", f"原文没有说是{kind_name(number, mine)}")  # 债务余额60亿元，其中专项债务…
    stage = draft.told.kinds.get(STAGES, _NONE)
    if stage and STAGES not in source.told.kinds and stage & source.told.stages_behind and draft.words.sentence != source.words.sentence:
        return Difference("kind", f"原文没有说是{kind_name(STAGES, stage)}")
    half = source.told.kinds.get(TOWN_OR_COUNTRY)
    left_out = TOWN_OR_COUNTRY not in draft.told.kinds and not draft.told.of_town_or_country
    if half and left_out and _OF_PEOPLE.search(source.told.usual):
        return Difference("kind", f"原文是{kind_name(TOWN_OR_COUNTRY, half)}")
    if source.told.end == "from" and not draft.told.end and not draft.told.of_before:
        return Difference("kind", "原文是变化前的数")
    if {draft.told.end, source.told.end} == {"from", "to"}:
        return Difference("kind", "原文是变化前的数" if source.told.end == "from" else "原文是变化后的数")
    return None


def _of_paper(source: Mention, number: int) -> frozenset[int] | None:
    """The part of the year that a paper's title says (2025年上半年工作总结), for a result told without any."""
    if number != PART_OF_YEAR or source.status != "actual" or source.setting.cell:
        return None
    return kinds(source.setting.title).get(number)


def _direction(draft: Mention, source: Mention) -> Difference | None:
    mine, theirs = draft.direction, source.direction
    if mine and theirs and mine != theirs:
        return Difference("direction", "原文是下降" if theirs < 0 else "原文是上升")
    return None


def _against(draft: Mention, source: Mention) -> Difference | None:
    """比2019年增长8.8% told as 同比, or of another year: what it is compared with."""
    if draft.measure != "change" or source.measure != "change":
        return None
    mine, theirs = draft.told.against, source.told.against
    return None if mine is None or theirs is None or mine == theirs else Difference("period", f"原文是与{theirs}年相比")


def _measure(draft: Mention, source: Mention) -> Difference | None:
    """增加23.4亿元 where the source tells the level, 降至4.7% where it tells the fall."""
    mine, theirs = draft.told, source.told
    if mine.of_stock and draft.measure == source.measure == "level" and theirs.newly and not (mine.newly or mine.more or mine.added):
        return Difference("measure", "原文是新增，不是总量")
    # 城镇新增就业增加…: how much more of a yearly flow
    more = "新增" in mine.usual and mine.more and not theirs.more
    ended = theirs.end == "to" and mine.end != "to" and not mine.reached
    if source.measure == "level" and (more or (draft.measure == "change" and (ended or not (source.direction or theirs.added)))):
        return Difference("measure", "原文是总量，不是增减")
    if draft.measure != "level" or source.measure != "change":
        return None
    moved = draft.quantity.unit in _MOVED_IN or theirs.since
    if mine.reached and not (mine.added or draft.direction):
        return Difference("measure", "原文是增减，不是总量")
    if source.direction and moved and (not draft.direction or mine.reached):
        return Difference("measure", "原文是增减，不是总量")
    return None


def _points(draft: Mention, source: Mention) -> Difference | None:
    """Points told as per cent; a source that says 占比提高4.8% itself means points and bears them out."""
    if draft.quantity.unit == "%" and source.quantity.unit == "百分点":
        return Difference("measure", "原文是百分点，占比和率的升降不用%")
    return None


def _rank(draft: Mention, source: Mention) -> Difference | None:
    if draft.measure == "rank" and (told := _rank_of(draft, source)):
        return Difference("rank", told)
    gap = draft.quantity.unit == "百分点" and draft.told.gap and source.told.gap
    mine, theirs = draft.told.references, source.told.references
    if not (draft.measure == "rank" or gap) or not mine or not theirs or mine & theirs:
        return None
    told = "、".join(sorted(theirs))
    return Difference("rank", f"原文是与{told}相比" if gap else f"原文是{told}位次")


def _rank_of(draft: Mention, source: Mention) -> str:
    """The rank of a growth told as that of the level, or the other way round; "" where the draft leaves it open."""
    if source.told.growth_named and not draft.told.of_growth:
        return "原文是增速的位次，不是总量的位次"
    if draft.told.growth_named and not source.told.of_growth:
        return "原文是总量的位次，不是增速的位次"
    return ""
