"""The whole draft thought through once: for every paragraph what stands again, what is missing, which figures join it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from nigao.draft import Brief, Place
from nigao.excerpt.frames import Filled, Filler, by_indicator
from nigao.excerpt.placing import Placer, Slot, slots_of
from nigao.excerpt.runs import Run
from nigao.excerpt.sentences import sentences
from nigao.excerpt.shelf import Shelf
from nigao.figures.agreement import agree
from nigao.figures.aliases import same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source
from nigao.planning import roll_years

REVIEWS, PLANS = ("review", "other"), ("plan",)


@dataclass(slots=True)
class Sheet:
    """What is known of one paragraph to be written. news: figures without a sentence of last year's; quotes: sentences of material."""

    slot: Slot
    runs: list[Run] = field(default_factory=list)
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
    planning: bool

    def __call__(self, text: str, entries: Sequence[Entry]) -> bool:
        left = list(entries)
        for figure in read_figures(text, calendar=self.calendar):
            found = next((entry for entry in left if _says(figure, entry.figure)), None)
            if found is None:
                return False
            left.remove(found)
        return not left


def _says(written: Figure, entry: Figure) -> bool:
    if written.measure != entry.measure or not agree(written, entry):
        return False
    return same_indicator(written.indicator, entry.indicator)


@lru_cache(maxsize=4)
def plan(brief: Brief, like: Source | None, like_year: int | None, entries: tuple[Entry, ...]) -> Plan:
    """Think the whole draft through; the same for every section of a draft, so that no two sections say the same thing."""
    shelf = Shelf(entries, brief, like)
    slots = slots_of(brief.outline)
    calendar = Calendar(reviewed=str(brief.reviewed_year), planned=str(brief.year))
    used: list[Entry] = []
    sheets = [_sheet(slot, brief, like, like_year, shelf, calendar, used) for slot in slots]
    placer = Placer(slots)
    by_place = {(sheet.slot.item, sheet.slot.paragraph): sheet for sheet in sheets}
    _place_rest(shelf, used, placer, by_place)
    by_item: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_item[sheet.slot.item].append(sheet)
    return Plan(dict(by_item), placer, Proof(calendar, planning=False), shelf)


def _sheet(
    slot: Slot, brief: Brief, like: Source | None, like_year: int | None, shelf: Shelf, calendar: Calendar, used: list[Entry]
) -> Sheet:
    """Last year's paragraph refilled; entries used are added to ``used``."""
    planning = slot.kind == "plan"
    before = like_year if like_year is not None else brief.reviewed_year - 1
    last = read_figures(slot.text, calendar=Calendar(reviewed=str(before), planned=str(before + 1)))
    filler = Filler(
        match=lambda figure: shelf.match(figure, "target" if planning else "actual"),
        bears_out=Proof(calendar, planning),
        planning=planning,
        gap=lambda figure: gap_name(figure, brief.year if planning else None),
        carried=lambda sentence: _carried(like, sentence),
        year_sense=f"{brief.year if planning else brief.reviewed_year}年是【待补：这一年的定位】。",
    )
    sheet = Sheet(slot)
    for start, sentence in sentences(slot.text):
        end = start + len(sentence)
        own = [replace(f, start=f.start - start, end=f.end - start) for f in last if start <= f.start and f.end <= end]
        filled = filler.sentence(sentence, own)
        _take(sheet, filled, used, brief, before)
    return sheet


def _take(sheet: Sheet, filled: Filled, used: list[Entry], brief: Brief, before: int) -> None:
    if filled.run is not None:
        sheet.runs.append(_rolled(filled.run, before + 1, brief.year))
    used += filled.used
    sheet.missing += [name for name in filled.missing if name and name not in sheet.missing]


def _rolled(run: Run, from_year: int, to_year: int) -> Run:
    """Years moved on; the text keeps its length, so evidence stays where it is."""
    text = roll_years(run.text, from_year, to_year)
    return replace(run, text=text) if len(text) == len(run.text) else run


def gap_name(figure: Figure, target_year: int | None) -> str:
    """What a gap is called: 地区生产总值增速, 2026年目标."""
    if target_year is not None:
        return f"{figure.indicator}{target_year}年目标" if figure.indicator else f"{target_year}年目标"
    tail = {"change": "变化", "rank": "位次", "level": ""}[figure.measure]
    if figure.measure == "change" and figure.unit == "%":
        tail = "增速"
    name = figure.indicator or "数字"
    return name if name.endswith(("增速", "增幅", "涨幅", "降幅", "位次")) else f"{name}{tail}"


def _carried(like: Source | None, sentence: str) -> Place:
    source = like or Source("", "上年总结")
    return Place(source.id, source.title, source.filename or source.title, 0, 0, sentence)


def _place_rest(shelf: Shelf, used: list[Entry], placer: Placer, sheets: dict[tuple[int, int], Sheet]) -> None:
    """Every figure that no sentence took goes into the paragraph it fits best: material as quoted, a table's as a sentence."""
    taken = {id(entry) for entry in used}
    for entries, kinds in ((shelf.results, REVIEWS), (shelf.targets, PLANS)):
        rest = [entry for entry in entries if id(entry) not in taken]
        for group in by_indicator([entry for entry in rest if entry.source.role != "material"]):
            first = group[0]
            slot = placer.best(first.figure.indicator, kinds, also=f"{first.figure.section} {first.sentence}")
            if slot is not None:
                sheets[slot.item, slot.paragraph].news.append(group)
        for entry in rest:
            if entry.source.role == "material":
                slot = placer.best(entry.sentence, kinds, also=entry.figure.section)
                if slot is not None:
                    sheets[slot.item, slot.paragraph].quotes.append(entry)
