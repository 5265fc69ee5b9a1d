"""The whole draft thought through once: for every paragraph what stands again, what is missing, which figures join it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from nigao.draft import Brief, Place
from nigao.excerpt import kinds
from nigao.excerpt.frames import Filled, Filler, by_indicator
from nigao.excerpt.material import PLANS, REVIEWS
from nigao.excerpt.placing import Placer, Slot, slots_of
from nigao.excerpt.reckoned import Reckoner
from nigao.excerpt.shelf import Shelf
from nigao.excerpt.statements import well_named
from nigao.figures.agreement import agree
from nigao.figures.aliases import canonical, same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source
from nigao.planning import five_year_plan, roll_years
from nigao.writing.sentences import sentences

_PLAN_NAME = re.compile(r"十[一二三四五六七八九]五(?=[”\"时规期])")
_GAP = re.compile(r"【待补：[^】]*】")


@dataclass(slots=True)
class Sheet:
    """What is known of one paragraph to be written.

    sentences: last year's as they can stand. indicators: those last year's paragraph gave figures of. news: figures without a
    sentence of last year's. quotes: sentences of material.
    """

    slot: Slot
    sentences: list[Filled] = field(default_factory=list)
    indicators: frozenset[str] = frozenset()
    missing: list[str] = field(default_factory=list)
    news: list[list[Entry]] = field(default_factory=list)
    quotes: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """All paragraphs of the draft by section, the placer that put things into them, and the reader that checks what is written."""

    sheets: dict[int, list[Sheet]]
    placer: Placer
    proof: Proof
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class Proof:
    """Reads a text again and says whether it states exactly the given entries."""

    calendar: Calendar

    def __call__(self, text: str, entries: Sequence[Entry], by_name: bool = True) -> bool:
        left = list(entries)
        if not left and not re.search(r"[\d一二三四五六七八九十两百千万亿]", re.sub(r"【[^】]*】", "", text)):
            return True
        for figure in read_figures(_GAP.sub(_blank, text), calendar=self.calendar):
            found = next((entry for entry in left if _says(figure, entry.figure, by_name)), None)
            if found is None:
                return False
            left.remove(found)
        return not left or not by_name


def _blank(gap: re.Match[str]) -> str:
    """A gap's stand-in while reading: no figure, and of the same length."""
    return "若" + "干" * (len(gap.group()) - 1)


def _says(written: Figure, entry: Figure, by_name: bool) -> bool:
    """Whether the two say the same; 新增公园12座 is one thing whether 新增 is read as part of the name or as a change."""
    if not agree(written, entry):
        return False
    if not by_name:
        return True
    if written.measure == entry.measure and same_indicator(written.indicator, entry.indicator):
        return True
    grown = "新增" in written.indicator + entry.indicator and {written.measure, entry.measure} == {"level", "change"}
    return grown and same_indicator(written.indicator.replace("新增", ""), entry.indicator.replace("新增", ""))


@lru_cache(maxsize=4)
def plan(brief: Brief, like: Source | None, like_year: int | None, entries: tuple[Entry, ...]) -> Plan:
    """Think the whole draft through; the same for every section of a draft, so that no two sections say the same thing."""
    shelf = Shelf(entries, brief, like)
    slots = slots_of(brief.outline)
    calendar = brief.calendar()
    used: list[Entry] = []
    reckoner = Reckoner(entries, brief)
    sheets = [_sheet(slot, brief, like, like_year, shelf, reckoner, calendar, used) for slot in slots]
    placer = Placer(slots)
    by_place = {(sheet.slot.item, sheet.slot.paragraph): sheet for sheet in sheets}
    _place_rest(shelf, used, placer, by_place)
    by_item: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_item[sheet.slot.item].append(sheet)
    return Plan(dict(by_item), placer, Proof(replace(calendar, part="review")), shelf)


def _sheet(
    slot: Slot,
    brief: Brief,
    like: Source | None,
    like_year: int | None,
    shelf: Shelf,
    reckoner: Reckoner,
    calendar: Calendar,
    used: list[Entry],
) -> Sheet:
    """Last year's paragraph refilled; entries used are added to ``used``."""
    planning = slot.kind.endswith("plan")
    before = like_year if like_year is not None else brief.reviewed_year - 1
    part: Literal["review", "plan"] = "plan" if planning else "review"
    last = read_figures(slot.text, calendar=Calendar(str(before), str(before + 1), part, brief.names))
    filler = Filler(
        match=lambda figure, but: shelf.match(figure, "target" if planning else "actual", but),
        reckon=reckoner.change,
        bears_out=Proof(replace(calendar, part=part)),
        planning=planning,
        name=lambda figure: gap_name(figure, planning),
        gap=f"{brief.year}年目标" if planning else "",
        stale=lambda text: _of_another_plan(text, brief.year if planning else brief.reviewed_year),
        missed=lambda figure: _shortfall(shelf.missed(figure), figure),
        carried=lambda sentence: _carried(like, sentence),
        problems=kinds.problem_heading(brief.outline[slot.item].title),
        year_sense=f"{brief.year if planning else brief.reviewed_year}年是【待补：这一年的定位】。",
    )
    sheet = Sheet(slot, indicators=frozenset(canonical(figure.indicator) for figure in last if figure.indicator))
    rolled = _rolled(slot.text, before + 1, brief.year)
    for start, sentence in sentences(rolled):
        end = start + len(sentence)
        own = [replace(f, start=f.start - start, end=f.end - start) for f in last if start <= f.start and f.end <= end]
        _take(sheet, filler.sentence(sentence, own), used)
    return sheet


def _take(sheet: Sheet, filled: Filled, used: list[Entry]) -> None:
    if filled.groups:
        sheet.sentences.append(filled)
    used += filled.used
    sheet.missing += [name for name in filled.missing if name and name not in sheet.missing]


def _rolled(text: str, from_year: int, to_year: int) -> str:
    """Years moved on; only where the text keeps its length, so that last year's figures stay where they were found."""
    rolled = roll_years(text, from_year, to_year)
    return rolled if len(rolled) == len(text) else text


def _of_another_plan(text: str, year: int) -> bool:
    """Whether a text speaks of a five-year plan other than that of its year."""
    named = set(_PLAN_NAME.findall(text))
    return bool(named) and five_year_plan(year) not in named


def _shortfall(result: Entry | None, target: Figure) -> str:
    """What to say of an aim that was not reached."""
    return f"；{target.period}年目标{target.text}，实际{result.figure.text}，没有完成，请考虑接续安排" if result else ""


def gap_name(figure: Figure, planning: bool) -> str:
    """What a missing figure is called: 地区生产总值增速, 高新技术企业, 城镇新增就业目标."""
    name = figure.indicator or "数字"
    if planning:
        return name
    if name.endswith(("增速", "增幅", "涨幅", "降幅", "位次", "增长")):
        return name
    return name + {"change": "增速" if figure.unit == "%" else "变化", "rank": "位次", "level": ""}[figure.measure]


def _carried(like: Source | None, sentence: str) -> Place:
    source = like or Source("", "上年总结")
    return Place(source.id, source.title, source.filename or source.title, 0, 0, sentence)


def _told_there_before(entry: Entry, sheets: dict[tuple[int, int], Sheet], of: Sequence[str]) -> Sheet | None:
    """The paragraph where last year's report gave a figure of the same indicator."""
    name = canonical(entry.figure.indicator)
    return next((sheet for sheet in sheets.values() if sheet.slot.kind in of and name in sheet.indicators), None)


def _beside(entry: Entry, sheets: dict[tuple[int, int], Sheet], of: Sequence[str]) -> Sheet | None:
    """The paragraph that takes the figure of the nearest row of the same table; a table keeps together what belongs together."""
    row = _row(entry)
    near: list[tuple[int, Sheet]] = []
    for sheet in sheets.values():
        if row is None or sheet.slot.kind not in of:
            continue
        told = [one for filled in sheet.sentences for one in filled.used] + [one for group in sheet.news for one in group]
        rows = [other for one in told if one.source.id == entry.source.id and (other := _row(one)) is not None]
        near += [(abs(other - row), sheet) for other in rows]
    return min(near, key=lambda one: one[0])[1] if near else None


def _row(entry: Entry) -> int | None:
    """The row of a table's cell (表1!C5 → 5), None for a figure of running text."""
    match = re.search(r"![A-Z]+(\d+)$", entry.figure.place)
    return int(match[1]) if match else None


def _best(entry: Entry, placer: Placer, of: Sequence[str], sheets: dict[tuple[int, int], Sheet]) -> Sheet | None:
    slot = placer.best(entry.figure.indicator, of, also=f"{entry.figure.section} {entry.sentence}")
    return sheets[slot.item, slot.paragraph] if slot else None


def _place_rest(shelf: Shelf, used: list[Entry], placer: Placer, sheets: dict[tuple[int, int], Sheet]) -> None:
    """Every figure that no sentence took goes into the paragraph it fits best: material as quoted, a table's as a sentence."""
    taken = {id(entry) for entry in used}
    for entries, among in ((shelf.results, REVIEWS), (shelf.targets, PLANS)):
        rest = [entry for entry in entries if id(entry) not in taken and well_named(entry.figure.indicator)]
        loose: list[list[Entry]] = []
        for group in by_indicator([entry for entry in rest if entry.source.role != "material"]):
            slot = placer.best(group[0].figure.indicator, among, sure=True)
            sheet = _told_there_before(group[0], sheets, among) or (_best(group[0], placer, among, sheets) if slot else None)
            (sheet.news if sheet is not None else loose).append(group)
        for group in loose:  # no word tells where it belongs: the rows beside it do
            sheet = _beside(group[0], sheets, among) or _best(group[0], placer, among, sheets)
            if sheet is not None:
                sheet.news.append(group)
        for entry in rest:
            if entry.source.role == "material":
                slot = placer.best(entry.sentence, among, also=entry.figure.section)
                if slot is not None:
                    sheets[slot.item, slot.paragraph].quotes.append(entry)
