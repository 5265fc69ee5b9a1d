"""Which reports of an archive are what departments handed in for this year's report, though they call themselves reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from nigao.ledger import Source
from nigao.verify.standing import areas_of

# Whole areas write reports of their own; streets and towns also hand theirs in.
_AREA = re.compile(r"(?:省|自治区|[^街]市|州|盟|[^社]区|县|旗|国务院|人民政府|管委会|管理委员会)$")
_BEFORE = re.compile(r"(?:20\d\d年?(?:度|上半年)?)?(?:年度)?工作(?:总结|报告|情况).*$")
# Parts of a unit: one such paper alone is enough.
_INSIDE = re.compile(r"(?:科|股|科室|班组|车间|支部|工作部|财务部|人力资源部)$")


def called(source: Source) -> str:
    """Whose paper it is: the unit it names, else what its title says before 工作总结 (质量安全监督站), "" for nothing."""
    return source.unit or _BEFORE.sub("", source.title) if source.unit or _BEFORE.search(source.title) else ""


def _elsewhere(source: Source) -> bool:
    """Whether it is of an area that is not this unit's, kept to compare with."""
    return source.standing == "reference" and bool(areas_of(source.unit))


def handed_in(sources: Iterable[Source]) -> list[Source]:
    """Reports of two units or more, of a part of a unit (人事科, 党群工作部) or of a department of this one, each with no other report here, on the year after the one that another unit's report reviews.

    A bureau's own reports of several years, and other areas' reports kept to compare with, are none.
    """
    reports = [
        source for source in sources if source.role == "report" and called(source) and source.reviewed_year and not _elsewhere(source)
    ]
    of_unit: dict[str, list[Source]] = defaultdict(list)
    for report in reports:
        of_unit[called(report)].append(report)
    by_year: dict[int, list[Source]] = defaultdict(list)
    for unit, own in of_unit.items():
        if len(own) == 1 and not _AREA.search(unit):
            by_year[own[0].reviewed_year or 0].append(own[0])
    found: list[Source] = []
    for year, group in by_year.items():
        units = {called(report) for report in group}
        before = any(report.reviewed_year == year - 1 and called(report) not in units for report in reports)
        if not before:
            continue
        several = len(units) >= 2 or any(_INSIDE.search(unit) for unit in units)
        found += group if several else [report for report in group if report.standing == "department"]
    return sorted(found, key=lambda source: (called(source), source.id))
