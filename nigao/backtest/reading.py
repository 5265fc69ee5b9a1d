"""What a reader would wince at in a draft, counted: false and nameless gaps, clauses unmarked, told twice, out of place, stubs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nigao.backtest.headings import matched_titles
from nigao.backtest.places import misplaced
from nigao.draft import Draft, DraftSection
from nigao.excerpt.statements import well_named
from nigao.figures.aliases import same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source
from nigao.printable import GAP, counted
from nigao.report import Report
from nigao.writing.gaps import Gap, candidates, gaps_in
from nigao.writing.provenance import clauses_in, sentences_in

_SHORTEST_CLAUSE = 8
_SALUTES = re.compile(r"^(?:(?:尊敬的)?各位[^，。]{1,12}|同志们|女士们|朋友们|先生们|、)+[：！!:]$")
_STUB = re.compile(
    r"^(?:对(?:此|于?(?:这些|上述)[^，。]{0,6})|各位(?:代表|委员)|同志们|同时|此外|另外|在此|为此|因此|一年来|[今去]年|20\d\d年|总的看|回顾过去[^，。]{0,4})[。！，；]?$"
)
_LEAD = re.compile(
    r"^(?:通过|随着|面对)[^，]{0,20}$|^在[^，]{1,14}(?:领导|指导|支持|推动|基础|形势|背景|影响|关心)[下上]$|^.{0,12}(?:以来|之际|的同时)$"
)
_DONE_AGAIN = re.compile(r"[，。；、]{2,}|^[，。；、]")

_LINK = re.compile(r"^(?:——)?[一二三四五六七八九十]{1,2}是")
_DATE = re.compile(r"截至(?:19|20)\d\d年[^，]{0,4}")


@dataclass(frozen=True, slots=True)
class Winces:
    """Counts over a whole draft; the shares are 1.0 where there is nothing to count.

    gaps_false: the table or the draft itself has the value. gaps_unnamed: they name no indicator that could stand by itself.
    carried: clauses that stand word for word in last year's text; carried_marked: the share of them marked so; carried_true: the share
    that the later report has, too. misplaced: figures in a section that is not about them (``places``). stubs: sentences that say nothing. repeated: clauses and figures told twice. order: share of the matched first-level
    headings in the later report's order.
    """

    gaps_false: int
    gaps_unnamed: int
    gaps_named: float
    carried: int
    carried_marked: float
    carried_true: float
    misplaced: int
    stubs: int
    repeated: int
    order: float
    told: tuple[str, ...] = ()


def winces(draft: Draft, real: Report, table: Sequence[Entry], earlier: Report | None, calendar: Calendar) -> Winces:
    """Look through a draft as a reader would. real: the report people wrote; earlier: the one the draft followed."""
    last_text = earlier.document.text if earlier else ""
    gaps = [(section, gap) for section in draft.sections for gap in gaps_in(section)]
    figures = [(section, figure) for section in draft.sections for figure in figures_told(section, calendar)]
    false = [gap for section, gap in gaps if _is_false(gap, table, [figure for _, figure in figures], calendar)]
    unnamed = [gap for _, gap in gaps if not names_something(gap)]
    carried = list(_carried(draft, last_text))
    later = _plain(real.document.text)
    wrong_place = misplaced(draft, real, figures, earlier)
    last = read_figures(last_text, calendar=Calendar(str(int(calendar.reviewed) - 1), calendar.reviewed))
    twice = [*repeated(draft, last_text, real.document.text), *_figures_twice(figures, real.figures, last)]
    stub = list(stubs(draft))
    return Winces(
        gaps_false=len(false),
        gaps_unnamed=len(unnamed),
        gaps_named=1 - len(unnamed) / len(gaps) if gaps else 1.0,
        carried=len(carried),
        carried_marked=_share([marked for _, marked in carried]),
        carried_true=_share([_plain(clause) in later for clause, _ in carried]),
        misplaced=len(wrong_place),
        stubs=len(stub),
        repeated=len(twice),
        order=_order(draft, real),
        told=(
            *(f"假缺 {gap.mark}" for gap in false),
            *(f"无名 {gap.mark}" for gap in unnamed),
            *(f"错位 {section.heading}：{figure.indicator} {figure.text}" for section, figure in wrong_place),
            *(f"残句 {one}" for one in stub),
            *(f"重复 {one}" for one in twice),
            *(f"未标 {clause}" for clause, marked in carried if not marked),
        ),
    )


def names_something(gap: Gap) -> bool:
    """Whether a gap names an indicator a department would know."""
    name = re.sub(r"^(?:市本级|全市|全省|全县|全区)", "", gap.indicator)
    return bool(name) and well_named(name) and name not in {"数字", "内容", "本节内容", "目标", "增速", "位次"}


def figures_told(section: DraftSection, calendar: Calendar) -> list[Figure]:
    """The figures a section tells; what a gap asks for is none."""
    gaps = [gap.span() for gap in GAP.finditer(section.text)]
    read = read_figures(counted(section.text), calendar=calendar)
    return [one for one in read if not any(start < one.end and one.start < end for start, end in gaps)]


def _is_false(gap: Gap, table: Sequence[Entry], told: Sequence[Figure], calendar: Calendar) -> bool:
    year = gap.year or (calendar.planned if gap.status == "target" else calendar.reviewed)
    if candidates(gap, table, year):
        return True
    here = (Entry(figure, Source("", "")) for figure in told)
    return gap.measure == "level" and bool(candidates(gap, here, year))


def _carried(draft: Draft, last_text: str) -> Iterable[tuple[str, bool]]:
    """Every clause that last year's text has word for word, and whether it is marked so."""
    last = {_plain(one.text) for one in clauses_in(last_text)}
    for section in draft.sections:
        marks = [one for one in section.evidence if one.verdict == "carried"]
        figures = [one for one in section.evidence if one.verdict in ("supported", "rounded", "computed")]
        fresh = [one for one in section.evidence if one.verdict == "quoted"]
        for clause in clauses_in(section.text):
            covered = any(one.start <= clause.start and clause.end <= one.end for one in fresh)
            covered = covered or any(clause.start <= one.start and one.end <= clause.end for one in figures)
            if _plain(clause.text) in last and not covered and not GAP.search(clause.text):
                yield clause.text, any(one.start <= clause.start and clause.end <= one.end for one in marks)


def stubs(draft: Draft) -> Iterable[str]:
    """Sentences that say nothing: a bare bridge, only clauses that lead on to what is not there, marks with nothing between."""
    for section in draft.sections:
        for sentence in sentences_in(section.text):
            parts = [one.text for one in clauses_in(sentence.text)]
            bare = bool(parts) and all(_STUB.match(part) for part in parts)
            leads = bool(parts) and all(_LEAD.search(part) for part in parts)
            if _DONE_AGAIN.search(sentence.text) or ((bare or leads) and not _SALUTES.match(sentence.text)):
                yield sentence.text


def repeated(draft: Draft, last_text: str, real_text: str) -> Iterable[str]:
    """Clauses that stand more often in the draft than in last year's text and in what people wrote, and more than once.

    A link (一是……) makes no other clause of it; a date that a sentence begins with (截至2019年底，) tells nothing that could be told twice.
    """
    there, theirs = _counted(last_text), _counted(real_text)
    here = sum((_counted(section.text) for section in draft.sections), Counter[str]())
    for words, times in here.items():
        if len(words) >= _SHORTEST_CLAUSE and times > max(1, there[words], theirs[words]):
            yield words


def _counted(text: str) -> Counter[str]:
    """How often each clause stands in a text."""
    return Counter(_plain(_LINK.sub("", one.text)) for one in clauses_in(text) if not _DATE.fullmatch(one.text))


def _figures_twice(told: Sequence[tuple[DraftSection, Figure]], real: Sequence[Figure], last: Sequence[Figure]) -> Iterable[str]:
    """Figures that the draft tells more often than the later report does, or last year's told that indicator's, and more than once."""
    for index, (_, figure) in enumerate(told):
        before = sum(_same(figure, other) for _, other in told[:index])
        if before and figure.indicator and max(sum(_same(figure, other) for other in real), _most_told(figure, last)) <= before:
            yield f"{figure.indicator} {figure.text}"


def _most_told(figure: Figure, last: Sequence[Figure]) -> int:
    """How often last year's text told its figure of the same indicator."""
    kin = [other for other in last if other.measure == figure.measure and same_indicator(figure.indicator, other.indicator)]
    return max((sum(_same(one, other) for other in kin) for one in kin), default=0)


def _same(one: Figure, other: Figure) -> bool:
    alike = one.measure == other.measure and one.scope == other.scope and one.value == other.value and one.unit == other.unit
    return alike and same_indicator(one.indicator, other.indicator)


def _order(draft: Draft, real: Report) -> float:
    """Share of the matched first-level headings that stand in the later report's order."""
    pairs = matched_titles(
        [section.title for section in draft.sections if section.title and section.level == 1],
        [heading.title for heading in real.headings if heading.kind == "section" and heading.level == 1],
    )
    theirs = [there for _, there in pairs]
    longest: list[int] = []
    for index, there in enumerate(theirs):
        longest.append(1 + max((longest[n] for n in range(index) if theirs[n] < there), default=0))
    return max(longest) / len(theirs) if theirs else 1.0


def _plain(text: str) -> str:
    return re.sub(r"[\s　“”‘’]", "", text)


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 1.0
