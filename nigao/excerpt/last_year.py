"""Last year's text as it was read, and which of this year's figures takes the place of each of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from nigao.draft import Brief, Place
from nigao.excerpt.added import grown
from nigao.excerpt.align import Names, matches
from nigao.excerpt.asking import told_of_several
from nigao.excerpt.manner import manner_of
from nigao.excerpt.other_words import of_one_thing
from nigao.excerpt.placing import Slot
from nigao.excerpt.shelf import BUDGETED, Shelf
from nigao.figures.agreement import agree, comparable
from nigao.figures.aliases import canonical
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source
from nigao.text.likeness import longest_shared
from nigao.writing.gaps import candidates, field_of
from nigao.writing.sentences import sentences

_SHORT_NAME = 3
_TURNS_BACK = re.compile(r"(?:刚刚)?过去的?一年|一年来|去年")
_TURNS_AHEAD = re.compile(r"今年|新的一年|明年|下一?步|下一阶段|综合|展望|当前|做好")


class Last:
    """Last year's text as it was read, and which entry takes the place of each of its figures."""

    def __init__(
        self,
        brief: Brief,
        like: Source | None,
        like_year: int | None,
        shelf: Shelf,
        slots: Sequence[Slot],
        entries: Sequence[Entry] = (),
    ) -> None:
        """entries: all that the ledger has, of last year as well."""
        self.brief, self.like, self.shelf = brief, like, shelf
        self.year = like_year if like_year is not None else brief.reviewed_year - 1
        self.planned = self.year + brief.year - brief.reviewed_year
        self._read = {slot: [] if "\t" in slot.text else self._figures(slot) for slot in slots}
        everything = [figure for slot in slots for figure in self._read[slot]]
        self.several = told_of_several(everything)
        self.manner = manner_of(everything)
        names = Names()
        self._found: dict[str, Entry] = {}
        self._elsewhere: set[str] = set()  # what a table tells under another name
        for status in ("actual", "target"):
            told = [figure for figure in everything if figure.status == status and self.of_its_year(figure)]
            self._found |= {told[n].place: entry for n, entry in matches(told, shelf.of(status), names).items()}
            self._found |= self._short_names(told, shelf.of(status), slots)
        results = [figure for figure in everything if figure.status == "actual" and self.of_its_year(figure)]
        self._found |= self._of_one_row(results, entries)
        budgets = [figure for figure in everything if self.of_its_budget(figure)]
        self._found |= {budgets[n].place: entry for n, entry in matches(budgets, shelf.budgets, names).items()}

    def _short_names(self, told: Sequence[Figure], entries: Sequence[Entry], slots: Sequence[Slot]) -> dict[str, Entry]:
        """What the text calls 满意率 in a sentence on the 12345热线 is the table's 12345热线满意率, where only one row can be meant."""
        given = {id(entry) for entry in self._found.values()}
        texts = {f"{slot.item}.{slot.paragraph}": slot.text for slot in slots}
        found: dict[str, Entry] = {}
        for figure in told:
            where, _, start = figure.place.rpartition(".")
            if figure.place in self._found or len(figure.indicator) < _SHORT_NAME:
                continue
            sentence = texts[where][: int(start)].rpartition("。")[2]
            fit = [e for e in entries if id(e) not in given and _ends_so(figure, e.figure) and e.figure.indicator[:_SHORT_NAME] in sentence]
            if len(fit) == 1:
                found[figure.place] = fit[0]
                given.add(id(fit[0]))
        return found

    def _of_one_row(self, told: Sequence[Figure], entries: Sequence[Entry]) -> dict[str, Entry]:
        """What the text calls otherwise (建成心理辅导室212间) is the table's 心理辅导室 where that has the text's value for last year."""
        given = {id(entry) for entry in self._found.values()}
        this_year = {_row(entry): entry for entry in self.shelf.results if "!" in entry.figure.place and id(entry) not in given}
        before = [e for e in entries if e.figure.period == str(self.year) and _row(e) in this_year]
        found: dict[str, Entry] = {}
        for figure in (one for one in told if one.place not in self._found):
            fit = {_row(e) for e in before if agree(e.figure, figure) and e.figure.measure == figure.measure and _near(e.figure, figure)}
            if len(fit) != 1:
                continue
            entry = this_year[fit.pop()]
            if entry.source.role == "metrics" and _akin(entry.figure, figure):
                found[figure.place] = entry
            else:
                self._elsewhere.add(figure.place)
        return found

    def figures(self, slot: Slot) -> list[Figure]:
        """The figures of a paragraph; ``place`` tells each from all others."""
        return self._read[slot]

    def _figures(self, slot: Slot) -> list[Figure]:
        planning = slot.kind.endswith("plan")
        found = self._read_as("plan" if planning else "review", slot.text)
        if planning and (back := self.looks_back(slot.text)):
            done = [figure for figure in self._read_as("review", slot.text) if within(figure.start, back)]
            found = sorted([*(f for f in found if not within(f.start, back)), *done], key=lambda f: f.start)
        named = [grown(_with_its_measure(figure, slot.text), slot.text) for figure in found]
        return [replace(figure, place=f"{slot.item}.{slot.paragraph}.{figure.start}") for figure in named]

    def _read_as(self, part: Literal["review", "plan"], text: str) -> list[Figure]:
        return read_figures(text, calendar=Calendar(str(self.year), str(self.planned), part, self.brief.names))

    def looks_back(self, text: str) -> list[tuple[int, int]]:
        """Where a paragraph of a plan tells what has been done, from 过去一年 to where it turns to the year planned."""
        found, since = [], -1
        for start, sentence in sentences(text):
            if _TURNS_BACK.match(sentence) or sentence.startswith(f"{self.year}年"):
                since = start if since < 0 else since
            elif since >= 0 and (_TURNS_AHEAD.match(sentence) or sentence.startswith(f"{self.planned}年")):
                found.append((since, start))
                since = -1
        return [*found, (since, len(text))] if since >= 0 else found

    def of_its_year(self, figure: Figure) -> bool:
        """Whether a figure is a result of the year last year's text reviewed, or a target of the one it planned."""
        return figure.period in ("", str(self.year if figure.status == "actual" else self.planned))

    def of_its_budget(self, figure: Figure) -> bool:
        """Whether a figure is what the budget had set for the year reviewed, told beside what came of it (年初预算……，实际完成……)."""
        return figure.status == "target" and figure.period == str(self.year) and bool(BUDGETED.search(figure.indicator))

    def entry(self, figure: Figure) -> Entry | None:
        """This year's figure for one of last year's."""
        return self._found.get(figure.place)

    def known_elsewhere(self, figure: Figure) -> bool:
        """Whether the ledger has the indicator for this year though not for this place of the text; then nothing is missing."""
        if figure.place in self._elsewhere:
            return True
        named = self.shelf.budgets_named(figure) if self.of_its_budget(figure) else self.shelf.named(figure, figure.status)
        return bool(named) and figure.indicator not in self.several

    def borne_out(self, mark: str) -> bool:
        """Whether the ledger has what a field asks for; then it is no gap."""
        wanted = field_of(mark)
        year = str(self.brief.year if wanted.status == "target" else self.brief.reviewed_year)
        return bool(candidates(wanted, [*self.shelf.of(wanted.status), *self.shelf.budgets], year))


def _ends_so(short: Figure, long: Figure) -> bool:
    """Whether a name is the end of another of the same measure and kind of unit."""
    alike = short.measure == long.measure and short.scope == long.scope and comparable(short, long)
    return alike and long.indicator != short.indicator and long.indicator.endswith(short.indicator)


def _row(entry: Entry) -> tuple[str, str, str, str]:
    figure = entry.figure
    return entry.source.id, canonical(figure.indicator), figure.measure, figure.scope


def _near(one: Figure, other: Figure) -> bool:
    return _akin(one, other) or of_one_thing(one.indicator, other.indicator)


def _akin(one: Figure, other: Figure) -> bool:
    """Whether most of the shorter of two names stands in the other."""
    short, long = sorted((one.indicator, other.indicator), key=len)
    return len(short) >= _SHORT_NAME and 3 * longest_shared(short, long) >= 2 * len(short)


def within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _with_its_measure(figure: Figure, text: str) -> Figure:
    """A part of a limit or balance with what it is a part of (政府债务限额……，其中：一般债务…… → 一般债务限额)."""
    if not figure.indicator.endswith("债务"):
        return figure
    sentence = text[max(text.rfind(mark, 0, figure.start) for mark in "。；\n") + 1 : figure.start]
    whole = re.findall(r"债务(限额|余额)", sentence.partition("其中")[0])
    return replace(figure, indicator=figure.indicator + whole[-1]) if whole and "其中" in sentence else figure


def told_last(like: Source | None, sentence: str) -> Place:
    source = like or Source("", "上年总结")
    return Place(source.id, source.title, source.filename or source.title, 0, 0, sentence)
