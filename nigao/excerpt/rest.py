"""Where the figures go that no sentence of last year's takes: behind the sentences of their topic, or aside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from nigao.excerpt.asking import too_general
from nigao.excerpt.material import PLANS, REVIEWS, under_troubles
from nigao.excerpt.placing import Placer
from nigao.excerpt.rows import RowToPlace, homes
from nigao.excerpt.sheet import Sheet
from nigao.excerpt.shelf import Shelf
from nigao.excerpt.statements import well_named
from nigao.excerpt.stating import by_indicator
from nigao.excerpt.years_apart import told_by_itself
from nigao.figures.aliases import canonical
from nigao.ledger import Entry
from nigao.text.likeness import grams
from nigao.text.talk import why_not

# What is reckoned of an indicator is told where that is (一般公共预算收入完成预算 with 一般公共预算收入).
_DERIVED = re.compile(r"(?:完成(?:年初|调整|年度)?(?:预算|计划|目标)|增速位次|增速)$")
# What is told as a bare number; a count without what it counts (飞线2) makes no sentence.
_BARE = re.compile(r"指数|倍|系数|得分|评分|比例?$")
_NEXT_ROWS, _SHARES = 2, 2


class Rest:
    """Puts every figure that no sentence took where its topic is told, and what has no such place aside."""

    def __init__(
        self, placer: Placer, sheets: Sequence[Sheet], several: frozenset[str], doubled: frozenset[str], spoilt: frozenset[tuple[str, str]]
    ) -> None:
        """several: names told of several things, which no name alone can place; doubled: those this year's sources have twice. spoilt:
        (source, sentence) of material that tells what a ruling gave up, so that it cannot be quoted."""
        self._spoilt = spoilt
        self._doubled = doubled
        self._placer = placer
        self._several = several
        self._sheets = sheets
        self._by_place = {(sheet.slot.item, sheet.slot.paragraph): sheet for sheet in sheets}
        self._used = {id(entry) for sheet in sheets for entry in sheet.stated}
        self.unused: dict[int, list[list[Entry]]] = defaultdict(list)

    def place(self, shelf: Shelf) -> None:
        """Material as quoted, a table's figures as sentences of their own."""
        for entries, among in (([*shelf.results, *shelf.own_budgets], REVIEWS), (shelf.targets, PLANS)):
            free = [entry for entry in entries if id(entry) not in self._used and not why_not(entry.sentence)]
            rest = [entry for entry in free if _can_be_told(entry)]
            for group in by_indicator([entry for entry in free if not _can_be_told(entry) and not self._may_be_quoted(entry)]):
                self._aside(group, among)
            quoted = [entry for entry in rest if self._may_be_quoted(entry)]
            kept = {id(entry) for entry in quoted}
            groups = by_indicator([entry for entry in rest if id(entry) not in kept])
            for group in self._in_their_paragraphs(groups, among):
                self._aside(group, among)
            for entry in (one for one in quoted if not under_troubles(one.figure.section.split(" / "))):
                slot = self._placer.best(entry.sentence, among, also=entry.figure.section)
                if slot is not None:
                    self._by_place[slot.item, slot.paragraph].quotes.append(entry)
        self._with_their_heads()

    def _aside(self, group: list[Entry], among: Sequence[str]) -> None:
        slot = self._placer.best(group[0].figure.indicator, among)
        self.unused[slot.item if slot else 0].append(group)

    def _may_be_quoted(self, entry: Entry) -> bool:
        """Whether the sentence an entry stands in is told as it is, not the figure alone."""
        spoilt = (entry.source.id, entry.sentence) in self._spoilt
        return entry.source.role == "material" and not spoilt and told_by_itself(entry.sentence, entry.source)

    def _in_their_paragraphs(self, groups: Sequence[list[Entry]], among: Sequence[str]) -> list[list[Entry]]:
        """Put each group into the paragraph its words and its table's other rows speak for; the groups nothing speaks for."""
        left = [group for group in groups if not self._told_before(group, among)]
        unused = []
        for table in dict.fromkeys(table_of(group[0]) for group in left):
            rows = sorted([*self._told_rows(table, among), *_asked_rows(table, left)], key=lambda one: one[0].number)
            for (_, group), slot in zip(rows, homes([row for row, _ in rows], self._placer, among), strict=True):
                if group and slot is not None:
                    self._put(self._by_place[slot.item, slot.paragraph], group)
                elif group:
                    unused.append(group)
        return unused

    def _told_before(self, group: list[Entry], among: Sequence[str]) -> bool:
        """Put the group into the paragraph that told the indicator last year, where the name means one thing."""
        figure = group[0].figure
        name = canonical(figure.indicator)
        if {figure.indicator, name} & self._several or too_general(figure.indicator):
            return False
        base = _DERIVED.sub("", figure.indicator)
        sheet = next((sheet for sheet in self._sheets if sheet.slot.kind in among and name in sheet.indicators), None)
        if sheet is None and base != figure.indicator:
            sheet = next((s for s in self._sheets if s.slot.kind in among and any(e.figure.indicator == base for e in s.stated)), None)
        if sheet is not None:
            self._put(sheet, group)
        return sheet is not None

    def _with_their_heads(self) -> None:
        """Leave a row whose name is told of several things (其中：一般债务) only right behind the row above it, which says of which."""
        for sheet in self._sheets:
            kept: list[tuple[int, list[Entry]]] = []
            for at, group in sheet.news:
                before = next((one for one in reversed(kept) if _beside(one[1][0], group[0])), None)
                if canonical(group[0].figure.indicator) not in self._doubled:
                    kept.append((at, group))
                elif before is not None:
                    kept.insert(kept.index(before) + 1, (before[0], group))
                else:
                    self.unused[sheet.slot.item].append(group)
            sheet.news = kept

    def _put(self, sheet: Sheet, group: list[Entry]) -> None:
        base = _DERIVED.sub("", group[0].figure.indicator)
        at = next((n for n, filled in enumerate(sheet.sentences) if any(e.figure.indicator == base for e in filled.used)), None)
        sheet.news.append((_place_in(sheet, group[0]) if at is None else at, group))

    def _told_rows(self, table: tuple[str, str], among: Sequence[str]) -> list[tuple[RowToPlace, list[Entry]]]:
        """The rows of a table that the draft tells, with their paragraph."""
        told: dict[int, RowToPlace] = {}
        for sheet in self._sheets:
            if sheet.slot.kind in among:
                told |= {id(one): RowToPlace(row_of(one), "", sheet.slot) for one in sheet.stated if table_of(one) == table}
        return [(row, []) for row in told.values()]


def _can_be_told(entry: Entry) -> bool:
    """Whether a figure's name and unit make a sentence of it."""
    figure = entry.figure
    scaled = "." in figure.value or re.search("[千万亿]", figure.text)
    counted = figure.unit or figure.measure == "rank" or scaled or _BARE.search(figure.indicator)
    return well_named(figure.indicator) and bool(counted)


def _beside(above: Entry, below: Entry) -> bool:
    """Whether two cells stand in rows next to each other."""
    return table_of(above) == table_of(below) and 0 <= row_of(below) - row_of(above) <= _NEXT_ROWS


def _asked_rows(table: tuple[str, str], groups: Sequence[list[Entry]]) -> list[tuple[RowToPlace, list[Entry]]]:
    """The rows of a table that look for a paragraph, with their figures."""
    return [(RowToPlace(row_of(group[0]), group[0].figure.indicator), group) for group in groups if table_of(group[0]) == table]


def _place_in(sheet: Sheet, entry: Entry) -> int:
    """Behind which sentence of the paragraph: the one that shares most of its name's words, the one that tells a row beside it, the last."""
    pairs = grams(entry.figure.indicator)
    words = [run.text if (run := filled.run()) else "" for filled in sheet.sentences]
    shared = [sum(pair in one for pair in pairs) for one in words]
    best = max(shared, default=0)
    told = [(one, n) for n, filled in enumerate(sheet.sentences) for one in filled.used] + [
        (one, n) for n, put in sheet.news for one in put
    ]
    beside = [(abs(row_of(one) - row_of(entry)), n) for one, n in told if _beside(one, entry) or _beside(entry, one)]
    if beside and best < _SHARES:
        return min(beside)[1]
    return shared.index(best) if best else len(words) - 1


def table_of(entry: Entry) -> tuple[str, str]:
    """The sheet a cell stands in; of running text, its source."""
    sheet, cell, _ = entry.figure.place.rpartition("!")
    return entry.source.id, sheet if cell else ""


def row_of(entry: Entry) -> int:
    """The row of a table's cell (表1!C5 → 5); of running text, where it stands, so that no two are beside one another."""
    match = re.search(r"![A-Z]+(\d+)$", entry.figure.place)
    return int(match[1]) if match else entry.figure.start * 10
