"""Which reports of an archive are what departments handed in for this year's report, though they call themselves reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from nigao.bodies import AREA, PART, areas_of
from nigao.ledger import Source

_BEFORE = re.compile(r"(?:20\d\d年?(?:度|上半年)?)?(?:年度)?(?:工作)?(?:总结|小结|报告|情况).*$")


def called(source: Source) -> str:
    """Whose paper it is: the unit it names, else what its title says before 工作总结 (质量安全监督站), "" for nothing."""
    return source.unit or _BEFORE.sub("", source.title) if source.unit or _BEFORE.search(source.title) else ""


def _elsewhere(source: Source) -> bool:
    """Whether it is of an area that is not this unit's, kept to compare with."""
    return source.standing == "reference" and bool(areas_of(source.unit))


def handed_in(sources: Iterable[Source]) -> list[Source]:
    """Reports of two units or more, of a part of a unit (人事科, 党群工作部) or of a department of this one, each with no other report here, on the year after the one that another unit's report reviews.

    A bureau's own reports of several years, and other areas' reports kept to compare with, are none. One that comes late is one of them,
    where others of its year are departments' material by now; so is a department's that tells no year, beside others'.
    """
    sources = list(sources)
    material = {source.reviewed_year or source.year for source in sources if (source.role, source.standing) == ("material", "department")}
    reports = [
        source for source in sources if source.role == "report" and called(source) and source.reviewed_year and not _elsewhere(source)
    ]
    of_unit: dict[str, list[Source]] = defaultdict(list)
    for report in reports:
        of_unit[called(report)].append(report)
    by_year: dict[int, list[Source]] = defaultdict(list)
    for unit, own in of_unit.items():
        if len(own) == 1 and not AREA.search(unit):
            by_year[own[0].reviewed_year or 0].append(own[0])
    found: list[Source] = []
    for year, group in by_year.items():
        units = {called(report) for report in group}
        before = any(report.reviewed_year == year - 1 and called(report) not in units for report in reports)
        if not before:
            continue
        several = len(units) >= 2 or any(PART.search(unit) for unit in units) or year in material
        found += group if several else [report for report in group if report.standing == "department"]
    if found or material:
        found += [one for one in sources if (one.role, one.standing, one.reviewed_year) == ("report", "department", None) and called(one)]
    return sorted(found, key=lambda source: (called(source), source.id))
