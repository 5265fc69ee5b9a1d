"""This year's figures sorted for the writer: which may be written at all, and which takes the place of a figure of last year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nigao.draft import Brief
from nigao.excerpt.added import grown
from nigao.excerpt.of_the_year import unsettled_spans, whole_year
from nigao.excerpt.other_words import counted_of, without_owner
from nigao.figures.agreement import agree, comparable
from nigao.figures.aliases import canonical, same_indicator
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.part_of_year import PART_OF_YEAR, as_told_within, in_pieces, part_told
from nigao.text.talk import unsettled

# 一般公共预算收入 is an account's name: an aim of that name is an aim, no budget told beside what came of it.
BUDGETED = re.compile(r"预算数?$|(?<!公共)(?<!基金)(?<!经营)(?<!保险)预算(?:收入|支出)$|计划(?:数)?$|年度?目标$")
_SET = re.compile(r"(?:年初|(?<!完成)调整)预算(?:数)?$")
_TO_COME = re.compile(r"(?:下一?步|下一?阶段|明年)(?!内)")
_TRUST = {"metrics": 0, "report": 1, "material": 2}


class Shelf:
    """The ledger's figures that a draft of this brief may state: results of the reviewed year, targets of the planned one."""

    def __init__(self, entries: Iterable[Entry], brief: Brief, like: Source | None) -> None:
        self.part = part_told(brief.title)
        entries = [_grown(_as_set(entry)) for entry in as_told_within(tuple(entries), self.part)]
        self._brief = brief
        self._like = like.id if like else ""
        # A table's months and quarters are steps to a year's amount; by series, so that each is listed once.
        self.in_pieces = [one for one in entries if in_pieces(one) and self._of_year(one, brief.reviewed_year)]
        entries = [one for one in entries if not in_pieces(one)]
        entries = entries if self.part else _without_parts(entries)
        self.results = self._kept(entries, "actual", brief.reviewed_year)
        self.targets = self._kept(entries, "target", brief.year)
        # What was set for the year reviewed; last year's own report may say it.
        set_then = [entry for entry in entries if BUDGETED.search(entry.figure.indicator)]
        self.budgets = self._kept(set_then, "target", brief.reviewed_year, last_too=True)
        self.own_budgets = [entry for entry in self.budgets if entry.source.id != self._like]
        self._by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in (*self.results, *self.targets):
            self._by_name[canonical(entry.figure.indicator), entry.figure.status].append(entry)

    def match(self, figure: Figure, status: str) -> Entry | None:
        """The entry that says for this year what ``figure`` said for last; None if the ledger has none."""
        found = self.named(figure, status)
        return found[0] if found else None

    def named(self, figure: Figure, status: str) -> list[Entry]:
        """Every entry of the figure's name, measure, scope and kind of unit."""
        if not figure.indicator:
            return []
        named = self._by_name.get((canonical(figure.indicator), status), [])
        found = [entry for entry in named if _same_kind(entry.figure, figure)]
        if not found:
            kin = (e for e in self.of(status) if _same_kind(e.figure, figure))
            found = [e for e in kin if same_indicator(e.figure.indicator, figure.indicator)]
        return found

    def budgets_named(self, figure: Figure) -> list[Entry]:
        """What was set for the year reviewed under the figure's name."""
        return [e for e in self.budgets if _same_kind(e.figure, figure) and same_indicator(e.figure.indicator, figure.indicator)]

    def of(self, status: str) -> list[Entry]:
        """Results of the year reviewed, or targets of the year planned."""
        return self.results if status == "actual" else self.targets

    def missed(self, target: Figure) -> Entry | None:
        """The result that fell short of last year's target, if the ledger has one; the aim may be carried over."""
        result = self.match(target, "actual") if target.period == str(self._brief.reviewed_year) else None
        if result is None or target.comparator == "le" or target.amount is None or result.figure.amount is None:
            return None
        wanted, reached = target.amount.base(), result.figure.amount.base()
        if target.measure == "change" and wanted[1] < 0:
            return result if reached[0] > wanted[1] else None  # a fall of 1.2 where one of 1 was aimed at is enough
        return result if reached[1] < wanted[0] and not agree(result.figure, target) else None

    def _kept(self, entries: Iterable[Entry], status: str, year: int, last_too: bool = False) -> list[Entry]:
        """Entries of this status and year, one for each thing said; where sources disagree, the most trusted one speaks."""
        fit = [
            entry for entry in entries if entry.figure.status == status and self._of_year(entry, year) and self._may_write(entry, last_too)
        ]
        fit.sort(key=lambda entry: _TRUST.get(entry.source.role, 3))
        seen: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        for entry in fit:
            figure = entry.figure
            same = seen[canonical(figure.indicator), figure.measure, figure.scope]
            rivals = [n for n, other in enumerate(same) if comparable(figure, other.figure)]
            if not rivals:
                same.append(entry)
            elif same[rivals[0]].source == entry.source and not any(agree(figure, same[n].figure) for n in rivals):
                _add(same, rivals, entry)
        chosen = {id(entry) for same in seen.values() for entry in same}
        return [entry for entry in fit if id(entry) in chosen]

    def _of_year(self, entry: Entry, year: int) -> bool:
        if entry.figure.period:
            return entry.figure.period == str(year)
        source = entry.source
        about = source.reviewed_year or source.year if entry.figure.status == "actual" else source.year
        return source.role != "report" and about == year

    def _may_write(self, entry: Entry, last_too: bool) -> bool:
        """Whether the entry speaks of the unit that is writing: not another unit's, nor, but for last_too, last year's report; and
        what is not settled yet is not written."""
        source = entry.source
        if (source.id == self._like and not last_too) or not entry.figure.indicator or entry.figure.amount is None:
            return False
        if entry.figure.status == "actual" and _TO_COME.match(entry.sentence):
            return False
        if source.role == "material" and (unsettled(entry.sentence) or entry.figure.text not in whole_year(entry.sentence)):
            return False
        return source.role != "report" or not self._brief.unit or source.unit == self._brief.unit


def _add(same: list[Entry], rivals: Sequence[int], entry: Entry) -> None:
    """One name told twice by one source: of a movement the end holds (由第10位升至第7位), else it names two things (two budgets' 支出)."""
    last = next((n for n in rivals if same[n].sentence == entry.sentence or entry.figure.measure == "rank"), None)
    if last is None or (entry.source.role == "metrics" and entry.figure.measure != "rank"):
        same.append(entry)
    else:
        same[last] = entry


def _without_parts(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without what the words say is a part of a year (1—11月, 截至9月底) or an estimate, and without those of a paper on a part of
    it where one tells the whole."""
    entries = [entry for entry in entries if not says_part(entry)]
    parts = {id(entry) for entry in entries if tells_part(entry)}
    whole: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for entry in entries:
        if parts and id(entry) not in parts:
            whole[_kind(entry.figure)].append(entry.figure)
    return [one for one in entries if id(one) not in parts or not any(whole_of(one.figure, other) for other in whole[_kind(one.figure)])]


def tells_part(entry: Entry) -> bool:
    """Whether an entry tells what a part of the year came to, or what the year was thought to come to."""
    return bool(PART_OF_YEAR.fullmatch(entry.figure.scope) or part_told(entry.source.title)) or says_part(entry)


def says_part(entry: Entry) -> bool:
    """Whether the words of its sentence say so; told without them it would say another thing."""
    if entry.figure.status != "actual" or "!" in entry.figure.place:
        return False
    at = entry.sentence.find(entry.figure.text)
    return any(start <= at < end for start, end in unsettled_spans(entry.sentence))


def whole_of(part: Figure, other: Figure) -> bool:
    """Whether a figure of the whole year is of the thing that another tells a part of."""
    one, whole = without_owner(part.indicator), without_owner(other.indicator)
    return (
        part.measure == other.measure
        and (comparable(part, other) or (not other.unit and one == whole))
        and (same_indicator(one, whole) or counted_of(one) == counted_of(whole))
    )


def _kind(figure: Figure) -> tuple[str, str, str]:
    return figure.measure, figure.status, figure.period


def _grown(entry: Entry) -> Entry:
    """新增停车泊位180个 under its own name, whether a text or a table tells it."""
    return replace(entry, figure=grown(entry.figure, entry.sentence))


def _as_set(entry: Entry) -> Entry:
    """A budget set at the year's beginning or adjusted in it is no result, whatever column of a table it stands in."""
    figure = entry.figure
    is_set = figure.status == "actual" and figure.measure == "level" and _SET.search(figure.indicator)
    return replace(entry, figure=replace(figure, status="target")) if is_set else entry


def _same_kind(one: Figure, other: Figure) -> bool:
    return one.measure == other.measure and one.scope == other.scope and comparable(one, other)
