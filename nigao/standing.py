"""Whether a source is this unit's own, its departments', or a reference (another unit's, a higher level's)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from nigao.bodies import ALONE, BODY, PART, Areas, areas_of, behind_areas, is_area, is_zone_of, without_office
from nigao.ledger.entry import Source
from nigao.report import Identity, Standing

STANDINGS: dict[Standing, str] = {"own": "本单位", "department": "部门", "reference": "参考"}
BEARING: tuple[Standing, ...] = ("own", "department")
"""Only these bear a figure out, and feed drafting, fulfilment, gaps and conflicts."""

# What only a part of a unit is called by: 安全监督部, 教务处, 党群办公室.
_INSIDE = re.compile(r"^[一-鿿]{2,8}(?:部|处|科|室|办|股|车间|班组|工会|团委)$")
# Bureaus have institutions below them (教育局: 教师发展中心, 第一中学); of one area they are taken for its own until a person says otherwise.
_INSTITUTION = re.compile(r"(?:中心|学校|[中小]学|[一二三四五六七八九十]中|幼儿园|学院|医院|卫生院|保健院|研究所|站|馆|大队|支队|所)$")
_NO_BUREAU = re.compile(r"(?:公司|集团|街道|镇|乡|村|社区)$")
_TO_COMPARE = re.compile(r"参考|借鉴|学习|对标|兄弟|外地|外省|外市")


def whose(sources: Iterable[Source]) -> str:
    """The unit whose workspace this seems to be, "" where no report says: the first that stands by itself and plans a year.

    Where its one bureau has more reports here than it has, it is the bureau's workspace, and the other the government above it. Of
    bodies (集团公司, 污水公司, 示例区国投集团) it is the one that has reported for longer: the others handed in for the year after.
    """
    reports = [one for one in sources if one.role == "report" and one.unit and not one.department]
    best = max(map(_by_itself, reports), default=None)
    among = [one for one in reports if _by_itself(one) == best]
    found = Counter(one.unit for one in among)
    first = next(iter(found), "") if any(is_area(unit) for unit in found) else _reporting_longest(among)
    below = [unit for unit in found if unit != first and unit.startswith(without_office(first))]
    return below[0] if len(below) == 1 and found[below[0]] > found[first] else first


def _reporting_longest(reports: Sequence[Source]) -> str:
    """The first of the units whose reports go back furthest."""
    years = [(one.reviewed_year or one.year or 0, one.unit) for one in reports]
    known = [one for one in years if one[0]] or years
    return min(known, key=lambda one: one[0])[1] if known else ""


def _by_itself(source: Source) -> tuple[bool, bool, bool, bool]:
    """Whether a report is not kept to compare with, is no bureau's that names no area (as a zone's own bureaus sign: 经济发展局), is of a
    unit and not of a part of one (住房保障中心), and plans as well."""
    placed = bool(areas_of(source.unit))
    alone = placed or ALONE.search(source.unit) is not None
    somebodys = not placed and re.search("[局厅]$", source.unit) is not None
    return not _TO_COMPARE.search(f"{source.filename} {source.title}"), not somebodys, alone, source.year != source.reviewed_year


def standing_of(identity: Identity, unit: str) -> Standing:
    """What a source is to the unit whose workspace this is; "" for a unit nobody knows yet.

    Names nest as areas do: 青石县财政局 is a department of 青石县, 江苏省 is above 江苏省苏州市. A body without an area of its own
    (财政局) is a department, and so is an institution of a bureau's own area; another area is a reference.
    """
    theirs = without_office(identity.unit)
    ours = without_office(unit)
    if ours and identity.department and _is_ours(identity.unit + identity.department, unit):
        return "own"  # read as an area and its body, which is this unit: 澜江市 and 水务集团 for 澜江市水务集团有限公司
    if not ours or not theirs or theirs == ours or _one_office(identity.unit, unit):
        return "department" if identity.department and identity.department != identity.unit else "own"
    if is_zone_of(theirs, ours):
        return "own"
    if theirs.startswith(ours) or (len(ours) >= 4 and ours in theirs):
        return "department"
    their_areas, our_areas = areas_of(theirs), areas_of(ours)
    if PART.search(identity.department) and their_areas == our_areas:
        return "department"  # a table of the whole district by one of this bureau's sections
    if their_areas and our_areas:
        return _by_areas(theirs, ours, their_areas, our_areas)
    if their_areas:
        return "reference"  # a company's, a school's workspace: a government is above or beside it
    if our_areas or areas_of(unit):  # 柳浦街道办事处 is an area's, 柳浦 is none
        return "department" if BODY.search(theirs) else "reference"
    return "department" if _kin(theirs, ours) or _INSIDE.search(theirs) else "reference"


def _is_ours(name: str, unit: str) -> bool:
    return without_office(name) == without_office(unit) or _one_office(without_office(name), without_office(unit))


def _one_office(one: str, other: str) -> bool:
    """Whether two names are one body's, one of them shortened: 示例区住建局 and 示例区住房和城乡建设局, 发改委 and 发展改革委员会."""
    short, long = sorted((_shortened(one), _shortened(other)), key=len)
    return areas_of(one) == areas_of(other) and len(short) >= 3 and (short[0], short[-1]) == (long[0], long[-1]) and _within(short, long)


def _shortened(name: str) -> str:
    """What stands behind the areas of a name, 委员会 as people shorten it."""
    return behind_areas(name.strip().replace("委员会", "委"))


def _within(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _by_areas(theirs: str, ours: str, their_areas: Areas, our_areas: Areas) -> Standing:
    """By the last area both name: the same one with a body behind it is below us, or beside us where we are a body ourselves."""
    named = {name for _, name in their_areas}
    if our_areas[-1][1] not in named:
        return "reference"
    if is_area(ours):
        return "own" if is_area(theirs) and their_areas[-1] == our_areas[-1] else "department"
    bureau = not _INSTITUTION.search(ours) and not _NO_BUREAU.search(ours)
    return "department" if bureau and _INSTITUTION.search(theirs) and their_areas == our_areas else "reference"


def _kin(theirs: str, ours: str) -> bool:
    """Whether two names without an area share their beginning, as a group's companies do."""
    shared = 0
    for a, b in zip(theirs, ours, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 3
