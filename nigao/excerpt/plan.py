"""The whole draft thought through once: for every paragraph what stands again, what is asked for, which figures join it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from nigao.draft import Brief
from nigao.excerpt import kinds
from nigao.excerpt.align import ambiguous, told_of_many
from nigao.excerpt.contested import Contested, contested
from nigao.excerpt.dating import of_another_time, rolled, sense_of
from nigao.excerpt.fields import field as field_for
from nigao.excerpt.filled import Filled, Piece
from nigao.excerpt.frames import Filler, carried
from nigao.excerpt.last_year import Last, told_last, within
from nigao.excerpt.levels import with_their_levels
from nigao.excerpt.manner import Manner
from nigao.excerpt.placing import Placer, Slot, slots_of
from nigao.excerpt.proof import Proof
from nigao.excerpt.reckoned import Reckoner
from nigao.excerpt.rest import Rest
from nigao.excerpt.sheet import Sheet
from nigao.excerpt.shelf import Shelf, tells_part
from nigao.excerpt.tables import refilled
from nigao.excerpt.voice import points_elsewhere
from nigao.figures.aliases import canonical
from nigao.ledger import Entry, Source
from nigao.writing.sentences import sentences


@dataclass(frozen=True, slots=True)
class Plan:
    """All paragraphs of the draft by section, the placer that put things into them, and the reader that checks what is written.

    unused: by section the figures that no paragraph's topic takes. year: the year planned. manner: how last year's
    text writes amounts. entries: all that the ledger has.
    """

    sheets: dict[int, list[Sheet]]
    placer: Placer
    proof: Proof
    shelf: Shelf
    unused: dict[int, list[list[Entry]]]
    year: int
    manner: Manner
    contested: Contested
    levels: tuple[int, ...]
    entries: tuple[Entry, ...] = ()

    def part(self, item: int) -> int:
        """The heading of the first two levels that a section stands under."""
        return next((at for at in range(item, -1, -1) if self.levels[at] <= 2), 0)

    @property
    def handled(self) -> list[Entry]:
        """The ledger's figures that are stated somewhere or set aside."""
        listed = [sheet for sheets in self.sheets.values() for sheet in sheets]
        stated = [entry for sheet in listed for entry in sheet.stated]
        return stated + [entry for groups in self.unused.values() for group in groups for entry in group]


@lru_cache(maxsize=4)
def plan(brief: Brief, like: Source | None, like_year: int | None, entries: tuple[Entry, ...], overruled: tuple[Entry, ...] = ()) -> Plan:
    """Think the whole draft through; the same for every section of a draft, so that no two sections say the same thing."""
    shelf = Shelf(entries, brief, like)
    slots = slots_of(brief.outline)
    last = Last(brief, like, like_year, shelf, slots, entries)
    reckoner = Reckoner(entries, brief)
    sheets = _sheets(slots, last, reckoner, entries)
    placer = Placer(slots)
    several = {key[0] for status in ("actual", "target") for key, n in ambiguous(shelf.of(status)).items() if n > 1}
    rivals = [
        entry for entry in (*entries, *overruled) if entry.source.id != (like.id if like else "") and (shelf.part or not tells_part(entry))
    ]
    against = contested(rivals, (brief.year, brief.reviewed_year), overruled)
    spoilt = [*overruled, *(one for one in entries if against.gives_way(one) or (not shelf.part and tells_part(one)))]
    rest = Rest(placer, sheets, last.several | several, told_of_many(shelf.results), frozenset((e.source.id, e.sentence) for e in spoilt))
    rest.place(shelf)
    by_item: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        with_their_levels(sheet, Proof(replace(brief.calendar(), part="review")))
        by_item[sheet.slot.item].append(sheet)
    proof = Proof(replace(brief.calendar(), part="review"))
    levels = tuple(item.level for item in brief.outline)
    return Plan(dict(by_item), placer, proof, shelf, dict(rest.unused), brief.year, last.manner, against, levels, entries)


def _sheets(slots: Sequence[Slot], last: Last, reckoner: Reckoner, entries: Sequence[Entry]) -> list[Sheet]:
    """Last year's paragraphs refilled; lines of cells one under the other are a table."""
    made: list[Sheet] = []
    for (_, tabbed), group in itertools.groupby(slots, key=lambda slot: (slot.item, "\t" in slot.text)):
        listed = list(group)
        if tabbed and len(listed) > 1:
            rows = refilled([slot.text for slot in listed], last, entries)
            made += [Sheet(slot, row=row) for slot, row in zip(listed, rows, strict=True)]
            continue
        made += [_sheet(slot, last, reckoner) for slot in listed]
    for sheet, after in itertools.pairwise(made):
        pointing = [text for _, text in sentences(sheet.slot.text)][-1:] if after.row is not None and sheet.row is None else []
        if pointing and points_elsewhere(pointing[0]) and after.slot.item == sheet.slot.item:
            words = rolled(pointing[0], last.planned, last.brief.year)
            sheet.sentences[-1] = Filled(((Piece(carried(words, told_last(last.like, words))),),))
    return made


def _sheet(slot: Slot, last: Last, reckoner: Reckoner) -> Sheet:
    """Last year's paragraph refilled."""
    brief, planning = last.brief, slot.kind.endswith("plan")
    figures = last.figures(slot)
    back = last.looks_back(slot.text) if planning else []
    filler, looking_back = _filler(slot, last, reckoner, planning), _filler(slot, last, reckoner, False)
    sheet = Sheet(slot, indicators=frozenset(canonical(figure.indicator) for figure in figures if figure.indicator))
    moved = rolled(slot.text, last.planned, brief.year)
    for start, sentence in sentences(moved):
        end = start + len(sentence)
        own = [replace(f, start=f.start - start, end=f.end - start) for f in figures if start <= f.start and f.end <= end]
        sheet.sentences.append((looking_back if within(start, back) else filler).sentence(sentence, own))
    return sheet


def _filler(slot: Slot, last: Last, reckoner: Reckoner, planning: bool) -> Filler:
    brief = last.brief
    part: Literal["review", "plan"] = "plan" if planning else "review"
    return Filler(
        match=last.entry,
        reckon=reckoner.change,
        bears_out=Proof(replace(brief.calendar(), part=part)),
        planning=planning,
        gap=lambda figure: field_for(figure, slot, last, planning),
        stale=lambda text: of_another_time(text, brief.year, brief.reviewed_year, planning),
        carried=lambda sentence: told_last(last.like, sentence),
        opening=slot.kind == "opening",
        problems=kinds.problem_heading(brief.outline[slot.item].title),
        year_sense=sense_of(brief.year if planning else brief.reviewed_year),
        manner=last.manner,
        year=brief.year,
    )
