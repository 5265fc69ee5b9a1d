"""What a text still lacks: each 【待补】 as a field that says which indicator, year and unit is wanted, and how it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from nigao.draft import DraftSection, Place
from nigao.figures.agreement import comparable
from nigao.figures.aliases import canonical, qualifiers, same_indicator
from nigao.figures.distinctions import kinds
from nigao.figures.figure import Figure, Measure, Status
from nigao.figures.patterns import GENERIC
from nigao.ledger import Entry
from nigao.printable import GAP

_MARK = re.compile(
    r"【待补[：:]?(?P<year>20\d\d年)?(?P<name>.*?)(?P<late>20\d\d年)?(?P<target>目标(?:值|数)?)?(?:（(?P<unit>[^（）：:]{1,8})）)?】", re.S
)
_CHANGES = re.compile(r"(?:增速|增幅|涨幅|降幅|增减|增长|变化)$")
# 年初预算 beside what came of it is asked as a result's figure, and is a target in the ledger.
_BUDGETED = re.compile(r"(?:年初|调整)预算(?:数)?$")
_SHORTEST = 3  # 近视率; 人数, 收入 narrow to anything
_RANK = re.compile(r"(?:位次|排名|名次)$")


@dataclass(frozen=True, slots=True)
class Gap:
    """One 【待补】 where it stands in a section's text.

    id: stable while the gap stands, whatever is edited around it; unique in its section only. mark: as it stands. indicator: without
    the words that say level, change or rank; "" where the mark names none. year: "" where it says none. last: what last year's text
    had in its place, None if nothing.
    """

    id: str
    start: int
    end: int
    mark: str
    indicator: str
    measure: Measure = "level"
    status: Status = "actual"
    year: str = ""
    unit: str = ""
    last: Place | None = None
    note: str = ""

    @property
    def says(self) -> str:
        """What is wanted, as the mark words it."""
        return re.sub(r"^【待补[：:]?|】$", "", self.mark)


def mark(indicator: str, measure: Measure = "level", unit: str = "", target_of: str = "") -> str:
    """The mark of a missing figure: 【待补：地区生产总值增速（%）】, 【待补：城镇新增就业2026年目标（万人）】.

    target_of: the year of the target, "" for a result.
    """
    name = indicator
    if measure == "rank" and not _RANK.search(name):
        name += "位次"
    if measure == "change" and not _CHANGES.search(name):
        name += "增速" if unit == "%" else "增减"
    shown = {"位": "", "百分点": "个百分点"}.get(unit, unit)
    return f"【待补：{name}{f'{target_of}年目标' if target_of else ''}{f'（{shown}）' if shown else ''}】"


def gaps_in(section: DraftSection) -> tuple[Gap, ...]:
    """Every gap of a section in the order of the text."""
    seen: Counter[str] = Counter()
    found = []
    for match in GAP.finditer(section.text):
        seen[match.group()] += 1
        found.append(_gap(match, seen[match.group()], section))
    return tuple(found)


def field_of(mark: str) -> Gap:
    """A mark by itself, as it would be read in a text."""
    return gaps_in(DraftSection("", "", 1, (mark,)))[0]


def _gap(match: re.Match[str], time: int, section: DraftSection) -> Gap:
    words = match.group()
    known = next((e for e in section.evidence if e.verdict == "gap" and (e.start, e.end) == match.span()), None)
    read = _MARK.fullmatch(words)
    name = read["name"].strip() if read else ""
    unit = (read["unit"] if read else "") or ""
    return Gap(
        id=sha256(words.encode()).hexdigest()[:8] + (f"-{time}" if time > 1 else ""),
        start=match.start(),
        end=match.end(),
        mark=words,
        indicator=_CHANGES.sub("", _RANK.sub("", name)) or name,
        measure="rank" if _RANK.search(name) else "change" if _CHANGES.search(name) else "level",
        status="target" if read and read["target"] else "actual",
        year=re.sub(r"\D", "", (read["year"] or read["late"] or "") if read else ""),
        unit="百分点" if unit == "个百分点" else unit,
        last=known.places[0] if known and known.places else None,
        note=known.note if known else "",
    )


def candidates(gap: Gap, entries: Iterable[Entry], year: str = "") -> tuple[Entry, ...]:
    """Figures of the ledger that could stand in the gap: same indicator, measure, status, year and kind of unit.

    year: what a gap that names no year is about, "" for any. Tables first, then reports and material, each in the order given.
    """
    wanted = gap.year or year
    fit = [entry for entry in entries if _fits(gap, entry, wanted)]
    return tuple(sorted(fit, key=lambda entry: {"metrics": 0, "report": 1}.get(entry.source.role, 2)))


def near(gap: Gap, entries: Iterable[Entry], year: str = "") -> tuple[Entry, ...]:
    """What could stand in the gap under a name that narrows the asked one or is narrowed by it (近视率, 儿童青少年总体近视率).

    Offered to a person, never put in; none where two names fit, since nobody could tell which is meant.
    """
    ends = ending_alike(gap, entries, year)
    if len({canonical(entry.figure.indicator) for entry in ends}) != 1:
        return ()
    return tuple(entry for entry in ends if _narrows(gap.indicator, entry.figure.indicator))


def ending_alike(gap: Gap, entries: Iterable[Entry], year: str = "") -> list[Entry]:
    """Figures of the gap's kind whose name is the end of the asked one or ends with it."""
    return [entry for entry in entries if _fits(gap, entry, gap.year or year, _end_alike)]


def _end_alike(one: str, other: str) -> bool:
    """Whether one name is the end of another, and names something; 新增企业 is told as 企业, however short."""
    short, long = sorted((canonical(one), canonical(other)), key=len)
    return short == long or (len(short) >= _SHORTEST and short not in GENERIC and long.endswith(short))


def _narrows(one: str, other: str) -> bool:
    """Whether of two names that end alike neither says what the other excludes (城镇, 国家级, 新增, 小学)."""
    one, other = canonical(one), canonical(other)
    return qualifiers(one) == qualifiers(other) and kinds(one) == kinds(other)


def _fits(gap: Gap, entry: Entry, year: str, same: Callable[[str, str], bool] = same_indicator) -> bool:
    figure = entry.figure
    if gap.measure == "level" and gap.indicator.startswith("新增") and figure.measure == "change":
        return _fits(replace(gap, indicator=gap.indicator.removeprefix("新增"), measure="change"), entry, year, same)
    set_then = figure.status == "target" and bool(_BUDGETED.search(gap.indicator))
    if not gap.indicator or figure.measure != gap.measure or not (figure.status == gap.status or set_then):
        return False
    # In a paper that says its year a figure without one is of some other: 由42分钟缩短至35分钟.
    if year and figure.period != year and (figure.period or entry.source.reviewed_year):
        return False
    return unit_fits(gap, figure) and same(gap.indicator, figure.indicator)


def unit_fits(gap: Gap, figure: Figure) -> bool:
    """Whether a figure's unit measures what the gap asks for, as 万元 does what 元 does; a gap without a unit takes any."""
    bare = re.sub(r"^(?:万亿|亿|万|千|百(?!分点))(?=.)", "", gap.unit)
    return not bare or comparable(Figure("", 0, 0, "0", bare, gap.indicator), figure)
