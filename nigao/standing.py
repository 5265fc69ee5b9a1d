"""Whether a source is this unit's own, its departments', or a reference (another unit's, a higher level's)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nigao.entry import Source
from nigao.report import Identity, Standing
from nigao.verify.standing import areas_of

STANDINGS: dict[Standing, str] = {"own": "本单位", "department": "部门", "reference": "参考"}
BEARING: tuple[Standing, ...] = ("own", "department")
"""Only these bear a figure out, and feed drafting, fulfilment, gaps and conflicts."""

_OFFICE = re.compile(r"(?:人民)?政府(?:办公厅|办公室)?$|管理委员会$|管委会$|委员会$|街道办事处$|有限(?:责任)?公司$|股份有限公司$|\s")
_ALONE = re.compile(r"(?:局|厅|公司|集团|大学|学院|学校|中学|小学|医院)$")
_SECTION = re.compile(r"(?:科|股|科室|室)$")
_TO_COMPARE = re.compile(r"参考|借鉴|学习|对标|兄弟|外地|外省|外市")
_BODY = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|部|处|科|室|中心|队|院|校|所|站|馆|支行|分公司|子公司|公司|集团|街道|镇|乡|社区|村|园区|学校|医院|大学|学院)$"
)


def whose(sources: Iterable[Source]) -> str:
    """The unit whose workspace this seems to be, "" where no report says: the first that stands by itself and plans a year."""
    reports = [one for one in sources if one.role == "report" and one.unit and not one.department]
    best = max(reports, key=_by_itself, default=None)
    return best.unit if best else ""


def _by_itself(source: Source) -> tuple[bool, bool, bool]:
    """Whether a report is not kept to compare with, is of a unit and not of a part of one (住房保障中心), and plans as well."""
    alone = bool(areas_of(source.unit)) or _ALONE.search(source.unit) is not None
    return not _TO_COMPARE.search(f"{source.filename} {source.title}"), alone, source.year != source.reviewed_year


def standing_of(identity: Identity, unit: str) -> Standing:
    """What a source is to the unit whose workspace this is; "" for a unit nobody knows yet.

    Names nest as areas do: 青石县财政局 is a department of 青石县, 江苏省 is above 江苏省苏州市. A body without an area of its own
    (财政局) is a department; another area is a reference.
    """
    theirs = _plain(identity.unit)
    ours = _plain(unit)
    if not ours or not theirs or theirs == ours or _one_office(identity.unit, unit):
        return "department" if identity.department and identity.department != identity.unit else "own"
    if theirs.startswith(ours) or (len(ours) >= 4 and ours in theirs):
        return "department"
    their_areas, our_areas = areas_of(theirs), areas_of(ours)
    if _SECTION.search(identity.department) and their_areas == our_areas:
        return "department"  # a table of the whole district by one of this bureau's sections
    if their_areas and our_areas:
        return _by_areas(theirs, ours, their_areas, our_areas)
    if their_areas:
        return "reference"  # a company's, a school's workspace: a government is above or beside it
    if our_areas:
        return "department" if _BODY.search(theirs) else "reference"
    return "department" if _kin(theirs, ours) else "reference"


def _one_office(one: str, other: str) -> bool:
    """Whether two names are one body's, one of them shortened: 示例区住建局 and 示例区住房和城乡建设局, 发改委 and 发展改革委员会."""
    short, long = sorted((_body(one), _body(other)), key=len)
    return areas_of(one) == areas_of(other) and len(short) >= 3 and (short[0], short[-1]) == (long[0], long[-1]) and _within(short, long)


def _body(name: str) -> str:
    """What stands behind the areas of a name, 委员会 as people shorten it."""
    plain, areas = name.strip().replace("委员会", "委"), areas_of(name)
    if not areas:
        return plain
    behind = plain.rpartition(areas[-1][1])[2]
    return re.sub(r"^(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗|镇|乡|街道)", "", behind)


def _within(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _by_areas(theirs: str, ours: str, their_areas: tuple[tuple[str, str], ...], our_areas: tuple[tuple[str, str], ...]) -> Standing:
    """By the last area both name: the same one with a body behind it is below us, or beside us where we are a body ourselves."""
    named = {name for _, name in their_areas}
    if our_areas[-1][1] not in named:
        return "reference"
    if _bare(ours, our_areas):
        return "own" if _bare(theirs, their_areas) and their_areas[-1] == our_areas[-1] else "department"
    return "reference"


def _bare(name: str, areas: tuple[tuple[str, str], ...]) -> bool:
    """Whether the name is the area itself, no body of it."""
    return (
        re.search(re.escape(areas[-1][1]) + r"(?:(?:壮族|回族|维吾尔)?自治区|自治州|省|市|州|盟|县|区|旗|镇|乡|街道)?$", name) is not None
    )


def _kin(theirs: str, ours: str) -> bool:
    """Whether two names without an area share their beginning, as a group's companies do."""
    shared = 0
    for a, b in zip(theirs, ours, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 3


def _plain(name: str) -> str:
    """A unit's name without what offices are called by."""
    plain = name.strip()
    while (shorter := _OFFICE.sub("", plain)) != plain and shorter:
        plain = shorter
    return plain
