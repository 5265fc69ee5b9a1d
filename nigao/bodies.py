"""What kind of body a name names (an area's government, a bureau, a part of one), and the areas that stand in it."""

from __future__ import annotations

import re
from functools import lru_cache

# What offices are called by behind their area: 示例市人民政府, 示例高新区管委会.
_OFFICE = re.compile(r"(?:人民)?政府(?:办公厅|办公室)?$|管理委员会$|管委会$|委员会$|街道办事处$|有限(?:责任)?公司$|股份有限公司$|\s")
# Bodies that stand by themselves, whose papers are a whole unit's.
ALONE = re.compile(r"(?:局|厅|公司|集团|大学|学院|学校|中学|小学|医院)$")
# Parts of a unit: their papers are handed in to it, one alone is enough to say so.
PART = re.compile(r"(?:科|股|科室|室|班组|车间|支部|工作部|财务部|人力资源部)$")
BODY = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|部|处|科|室|中心|队|院|校|所|站|馆|支行|分公司|子公司|公司|集团|街道|镇|乡|社区|村|园区|学校|医院|大学|学院)$"
)
# Whole areas write reports of their own; streets and towns also hand theirs in.
AREA = re.compile(r"(?:省|自治区|[^街]市|州|盟|[^社]区|县|旗|国务院|人民政府|管委会|管理委员会)$")

# A zone as its own people call it, without its name.
_ZONE = re.compile(r"(?:高新|经开|高新技术产业开发|经济技术开发|开发|新|园|保税|示范|工业园|产业园|度假)区$")
_CITIES = "北京|上海|天津|重庆"
_NAMED_AREA = re.compile(
    r"(?P<nation>国务院|中国|全国|国家)"
    rf"|(?P<city>{_CITIES})(?:市)?"
    r"|(?P<province>[一-鿿]{0,8}?(?:省|自治区))"
    # 城市管理局, 城乡建设局, 乡村振兴局, 社区中心 name a field of work there, no area
    r"|(?P<town>[一-鿿]{0,8}?(?:(?<!城)市(?![场民政容])|自治州|州(?!市)|盟))"
    # up to 云岭高新技术产业开发区; 园区公司, 景区公司 name no area
    r"|(?P<county>(?![园景厂库林牧灌院营]区)[一-鿿]{0,14}?(?:县(?!域)|(?<![社校片辖灾])区(?!域)|旗|(?<![城乡])镇|(?<!城)乡(?![村镇])|街道))"
)
_SUFFIX = r"(?:(?:壮族|回族|维吾尔)?自治区|自治州|自治县|省|市|州|盟|县|区|旗|镇|乡|街道)"

Areas = tuple[tuple[str, str], ...]
"""(level, short name) of each area a name names, the widest first; level is nation, province, town or county."""


@lru_cache(maxsize=4096)
def areas_of(unit: str) -> Areas:
    """The areas a unit's name names: 江苏省苏州市科技局 → province 江苏, town 苏州."""
    found, at = [], 0
    while match := _NAMED_AREA.match(unit, at):
        level = match.lastgroup or ""
        name = re.sub(f"{_SUFFIX}$", "", match.group()) or match.group()
        found.append(("town" if level == "city" else level, name))
        at = match.end()
    return tuple(found)


def is_area(name: str) -> bool:
    """Whether the name is its last area itself, no body of it."""
    areas = areas_of(name)
    return bool(areas) and re.search(f"{re.escape(areas[-1][1])}{_SUFFIX}?$", name) is not None


def is_zone_of(name: str, unit: str) -> bool:
    """Whether a name is a zone's without its own (高新区), and so that of the zone a unit's paper is about (云岭高新技术产业开发区)."""
    if not _ZONE.fullmatch(name):
        return False
    rest = iter(unit)
    return all(character in rest for character in name)


def behind_areas(name: str) -> str:
    """What stands behind the areas of a name: 示例区住建局 → 住建局."""
    areas = areas_of(name)
    return re.sub(f"^{_SUFFIX}", "", name.rpartition(areas[-1][1])[2]) if areas else name


def without_office(name: str) -> str:
    """A unit's name without what offices are called by."""
    plain = name.strip()
    while (shorter := _OFFICE.sub("", plain)) != plain and shorter:
        plain = shorter
    return plain
