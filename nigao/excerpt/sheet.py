"""The whole draft thought through once: for every paragraph what stands again, what is asked for, which figures join it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from nigao.draft import Brief, Place
from nigao.excerpt import kinds
from nigao.excerpt.added import grown
from nigao.excerpt.align import Names, ambiguous, matches, own_name, told_of_many
from nigao.excerpt.asking import asked, gap, told_of_several, too_general
from nigao.excerpt.contested import Contested, contested
from nigao.excerpt.frames import Filled, Filler, Piece, best_statement, by_indicator, without_subject
from nigao.excerpt.manner import Manner, manner_of
from nigao.excerpt.material import PLANS, REVIEWS
from nigao.excerpt.placing import Placer, Slot, slots_of
from nigao.excerpt.reckoned import Reckoner
from nigao.excerpt.rows import Row, homes
from nigao.excerpt.shelf import BUDGETED, Shelf
from nigao.excerpt.statements import well_named
from nigao.figures.agreement import agree, comparable
from nigao.figures.aliases import canonical, same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source
from nigao.planning import five_year_plan, roll_years
from nigao.printable import GAP, counted
from nigao.text.likeness import grams
from nigao.writing.gaps import candidates, field_of
from nigao.writing.runs import Run, joined, place_of
from nigao.writing.sentences import sentences

_PLAN_NAME = re.compile(r"十[一二三四五六七八九]五(?=[”\"时规期])")
# Words that reckon from or over another time than the year told: no figure of this year may stand there.
_OTHER_TIME = re.compile(r"(?:19|20)\d\d年|五年来?|十年|三年|以来|“?十[一二三四五]五”?|累计|两年|历年|近年")
# What is reckoned of an indicator is told where that is (一般公共预算收入完成预算 with 一般公共预算收入).
_DERIVED = re.compile(r"(?:完成(?:年初|调整|年度)?(?:预算|计划|目标)|增速位次|增速)$")
_NEXT_ROWS, _SHARES = 2, 2
_SHORT_NAME = 3
_OF_BUDGET = re.compile(r".{2,6}(?:预算|基金|债务)")
_LEVEL = re.compile(r"[市县区省]本级|全[市县区省]|(?<![本全各])[市县区省]级")
_TURNS_BACK = re.compile(r"(?:刚刚)?过去的?一年|一年来|去年")
_TURNS_AHEAD = re.compile(r"今年|新的一年|明年|下一?步|下一阶段|综合|展望|当前|做好")
_DIGITS = "一二三四五六七八九十"
_SESSION = re.compile(rf"(?<=届人大)[{_DIGITS[:-1]}](?=次会议)")


@dataclass(slots=True)
class Sheet:
    """What is known of one paragraph to be written.

    sentences: last year's as they can stand. indicators: those last year's paragraph gave figures of. news: figures without a
    sentence of last year's, each group behind the sentence at ``after``. quotes: sentences of material.
    """

    slot: Slot
    sentences: list[Filled] = field(default_factory=list)
    indicators: frozenset[str] = frozenset()
    news: list[tuple[int, list[Entry]]] = field(default_factory=list)
    quotes: list[Entry] = field(default_factory=list)

    def told_at(self, entry: Entry) -> int | None:
        """Which sentence states the entry; None if none does."""
        return next((n for n, filled in enumerate(self.sentences) if any(one is entry for one in filled.used)), None)


@dataclass(frozen=True, slots=True)
class Plan:
    """All paragraphs of the draft by section, the placer that put things into them, and the reader that checks what is written.

    unused: by section the figures that no paragraph's topic takes. year: the year planned. manner: how last year's
    text writes amounts.
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


@dataclass(frozen=True, slots=True)
class Proof:
    """Reads a text again and says whether it states exactly the given entries."""

    calendar: Calendar

    def __call__(self, text: str, entries: Sequence[Entry], by_name: bool = True, before: str = "") -> bool:
        left = list(entries)
        if not left and not re.search(r"[\d一二三四五六七八九十两百千万亿]", re.sub(r"【[^】]*】", "", text)):
            return True
        for figure in (one for one in self._read(before + text) if one.start >= len(before)):
            found = next((entry for entry in left if _says(figure, entry.figure, by_name)), None)
            if found is None:
                return False
            left.remove(found)
        return not left or not by_name

    def reads(self, before: str, text: str) -> list[tuple[str, ...]]:
        """What the figures of a text say behind another one, to compare with what they say behind others."""
        told = (f for f in self._read(before + text) if f.start >= len(before))
        return [(f.indicator, f.value, f.unit, f.measure, f.scope, f.period, f.status) for f in told]

    def _read(self, text: str) -> list[Figure]:
        """The figures told; what a gap asks for is none."""
        gaps = [gap.span() for gap in GAP.finditer(text)]
        read = read_figures(counted(text), calendar=self.calendar)
        return [one for one in read if not any(start < one.end and one.start < end for start, end in gaps)]


def _says(written: Figure, entry: Figure, by_name: bool) -> bool:
    """Whether the two say the same; 新增公园12座 is one thing whether 新增 is read as part of the name or as a change."""
    if not agree(written, entry):
        return False
    if not by_name:
        return True
    one, other = _usual(written.indicator), _usual(entry.indicator)
    shortened = len(one) >= _SHORT_NAME and other.endswith(one)
    if written.measure == entry.measure and (shortened or one == other or same_indicator(one, other)):
        return True
    grown = "新增" in written.indicator + entry.indicator and {written.measure, entry.measure} == {"level", "change"}
    return grown and same_indicator(written.indicator.replace("新增", ""), entry.indicator.replace("新增", ""))


def _usual(name: str) -> str:
    """A name as its sentence may shorten it: 市本级 for 市级, 一般债务 beside 政府债务限额."""
    return own_name(re.sub(r"(?<=债务)(?:限额|余额)$", "", re.sub(r"(?<=[省市县区])本级", "级", name)))


@lru_cache(maxsize=4)
def plan(brief: Brief, like: Source | None, like_year: int | None, entries: tuple[Entry, ...]) -> Plan:
    """Think the whole draft through; the same for every section of a draft, so that no two sections say the same thing."""
    shelf = Shelf(entries, brief, like)
    slots = slots_of(brief.outline)
    last = _Last(brief, like, like_year, shelf, slots)
    reckoner = Reckoner(entries, brief)
    sheets = [_sheet(slot, last, reckoner) for slot in slots]
    placer = Placer(slots)
    several = {key[0] for status in ("actual", "target") for key, n in ambiguous(shelf.of(status)).items() if n > 1}
    rest = _Rest(placer, sheets, last.several | several, told_of_many(shelf.results))
    rest.place(shelf)
    by_item: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        _with_their_levels(sheet, Proof(replace(brief.calendar(), part="review")))
        by_item[sheet.slot.item].append(sheet)
    proof = Proof(replace(brief.calendar(), part="review"))
    against = contested([entry for entry in entries if entry.source.id != (like.id if like else "")], (brief.year, brief.reviewed_year))
    levels = tuple(item.level for item in brief.outline)
    return Plan(dict(by_item), placer, proof, shelf, dict(rest.unused), brief.year, last.manner, against, levels)


class _Last:
    """Last year's text as it was read, and which entry takes the place of each of its figures."""

    def __init__(self, brief: Brief, like: Source | None, like_year: int | None, shelf: Shelf, slots: Sequence[Slot]) -> None:
        self.brief, self.like, self.shelf = brief, like, shelf
        self.year = like_year if like_year is not None else brief.reviewed_year - 1
        self.planned = self.year + brief.year - brief.reviewed_year
        self._read = {slot: self._figures(slot) for slot in slots}
        everything = [figure for slot in slots for figure in self._read[slot]]
        self.several = told_of_several(everything)
        self.manner = manner_of(everything)
        names = Names()
        self._found: dict[str, Entry] = {}
        for status in ("actual", "target"):
            told = [figure for figure in everything if figure.status == status and self.of_its_year(figure)]
            self._found |= {told[n].place: entry for n, entry in matches(told, shelf.of(status), names).items()}
            self._found |= self._short_names(told, shelf.of(status), slots)
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

    def figures(self, slot: Slot) -> list[Figure]:
        """The figures of a paragraph; ``place`` tells each from all others."""
        return self._read[slot]

    def _figures(self, slot: Slot) -> list[Figure]:
        planning = slot.kind.endswith("plan")
        found = self._read_as("plan" if planning else "review", slot.text)
        if planning and (back := self.looks_back(slot.text)):
            done = [figure for figure in self._read_as("review", slot.text) if _within(figure.start, back)]
            found = sorted([*(f for f in found if not _within(f.start, back)), *done], key=lambda f: f.start)
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
        named = self.shelf.budgets_named(figure) if self.of_its_budget(figure) else self.shelf.named(figure, figure.status)
        return bool(named) and figure.indicator not in self.several

    def borne_out(self, mark: str) -> bool:
        """Whether the ledger has what a field asks for; then it is no gap."""
        wanted = field_of(mark)
        year = str(self.brief.year if wanted.status == "target" else self.brief.reviewed_year)
        return bool(candidates(wanted, [*self.shelf.of(wanted.status), *self.shelf.budgets], year))


def _sheet(slot: Slot, last: _Last, reckoner: Reckoner) -> Sheet:
    """Last year's paragraph refilled."""
    brief, planning = last.brief, slot.kind.endswith("plan")
    figures = last.figures(slot)
    back = last.looks_back(slot.text) if planning else []
    filler, looking_back = _filler(slot, last, reckoner, planning), _filler(slot, last, reckoner, False)
    sheet = Sheet(slot, indicators=frozenset(canonical(figure.indicator) for figure in figures if figure.indicator))
    rolled = _rolled(slot.text, last.planned, brief.year)
    for start, sentence in sentences(rolled):
        end = start + len(sentence)
        own = [replace(f, start=f.start - start, end=f.end - start) for f in figures if start <= f.start and f.end <= end]
        sheet.sentences.append((looking_back if _within(start, back) else filler).sentence(sentence, own))
    return sheet


def _filler(slot: Slot, last: _Last, reckoner: Reckoner, planning: bool) -> Filler:
    brief = last.brief
    part: Literal["review", "plan"] = "plan" if planning else "review"
    return Filler(
        match=last.entry,
        reckon=reckoner.change,
        bears_out=Proof(replace(brief.calendar(), part=part)),
        planning=planning,
        gap=lambda figure: _gap(figure, slot, last, planning),
        stale=lambda text: _of_another_time(text, brief.year, brief.reviewed_year, planning),
        carried=lambda sentence: _carried(last.like, sentence),
        opening=slot.kind == "opening",
        problems=kinds.problem_heading(brief.outline[slot.item].title),
        year_sense=_sense_of(brief.year if planning else brief.reviewed_year),
        manner=last.manner,
    )


def _ends_so(short: Figure, long: Figure) -> bool:
    """Whether a name is the end of another of the same measure and kind of unit."""
    alike = short.measure == long.measure and short.scope == long.scope and comparable(short, long)
    return alike and long.indicator != short.indicator and long.indicator.endswith(short.indicator)


def _with_their_levels(sheet: Sheet, proof: Proof) -> None:
    """Tell a change right behind the level it is of (上缴税费1.98亿元、增长3.1%), where it says the same there."""
    left = []
    for at, group in sheet.news:
        put = _behind_its_level(sheet, group, proof) if all(entry.figure.measure != "level" for entry in group) else False
        if not put:
            left.append((at, group))
    sheet.news = left


def _behind_its_level(sheet: Sheet, group: Sequence[Entry], proof: Proof) -> bool:
    name = group[0].figure.indicator
    for n, filled in enumerate(sheet.sentences):
        for piece in filled.pieces:
            level = next((e for e in piece.entries if e.figure.measure == "level" and e.figure.indicator == name), None)
            told = best_statement(group, proof)
            short = without_subject(told, name) if told is not None else None
            if level is None or short is None:
                continue
            end = next((one.end for one in piece.run.evidence if place_of(level) in one.places), 0)
            if not end or piece.run.text[end : end + 1] not in ("", "，", "；"):
                continue
            run = piece.run.replaced(end, end, joined([Run("、"), short]))
            entries = (*piece.entries, *group)
            if proof(run.text, entries) or proof(
                run.text, entries, True, "".join(other.run.text + "，" for other in _before(filled, piece))
            ):
                sheet.sentences[n] = filled.with_piece(piece, Piece(run, entries, piece.stated))
                return True
    return False


def _before(filled: Filled, piece: Piece) -> list[Piece]:
    """The pieces of the group that stand before one."""
    group = next(group for group in filled.groups if any(one is piece for one in group))
    return list(group[: next(n for n, one in enumerate(group) if one is piece)])


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _with_its_measure(figure: Figure, text: str) -> Figure:
    """A part of a limit or balance with what it is a part of (政府债务限额……，其中：一般债务…… → 一般债务限额)."""
    if not figure.indicator.endswith("债务"):
        return figure
    sentence = text[max(text.rfind(mark, 0, figure.start) for mark in "。；\n") + 1 : figure.start]
    whole = re.findall(r"债务(限额|余额)", sentence.partition("其中")[0])
    return replace(figure, indicator=figure.indicator + whole[-1]) if whole and "其中" in sentence else figure


def _gap(figure: Figure, slot: Slot, last: _Last, planning: bool) -> Run | None:
    """The field for a figure that is missing; None where it is of another time, known elsewhere, or has no name to ask by."""
    figure = replace(figure, start=int(figure.place.rpartition(".")[2]))  # where it stands in the paragraph, not in its clause
    ours = figure.status == "target" if planning else figure.status == "actual" or last.of_its_budget(figure)
    timely = last.of_its_year(figure) or (not planning and last.of_its_budget(figure))
    if not ours or not timely or last.known_elsewhere(figure) or _of_several_years(figure, slot.text):
        return None
    several = figure.indicator in last.several or too_general(figure.indicator)
    name = asked(figure, slot.text + slot.heading, _whose(slot, figure) if several else "")
    if not name or (figure.measure == "rank" and not _ranked(figure, slot.text)):
        return None
    missed = last.shelf.missed(figure) if planning else None
    field_ = gap(
        name,
        figure,
        _carried(last.like, ""),
        str(last.brief.year) if planning else "",
        _shortfall(missed, figure),
        _added(figure, slot.text),
    )
    return None if last.borne_out(field_.text) else field_


def _added(figure: Figure, text: str) -> bool:
    """Whether a number counts what its clause says is new."""
    begin = max(text.rfind(mark, 0, figure.start) for mark in "，。；\n") + 1
    return figure.unit not in ("%", "百分点", "倍") and "新增" in text[begin : figure.start]


def _of_several_years(figure: Figure, text: str) -> bool:
    """Whether a clause tells of more years than one (五年城镇新增就业4500万人, 年均增长7%)."""
    begin = max(text.rfind(mark, 0, figure.start) for mark in "，。；\n") + 1
    return bool(re.search(r"[两三四五六七八九十]年(?!级|制)|年均|时期", text[begin : figure.start]))


def _ranked(figure: Figure, text: str) -> bool:
    """Whether a place among others is told (居全国第3位), not which batch of things (第一、二批)."""
    return bool(re.search(r"(?:居|列|排|名|跻身|进入|[升跃]至|[国省市界球]|位)[^，。；]{0,8}$", text[: figure.start]))


def _whose(slot: Slot, figure: Figure) -> str:
    """Of which budget or area a paragraph tells, for names that are told of several."""
    levels = _LEVEL.findall(slot.text[: figure.start])
    head = re.sub(r"^20\d\d年|预算(?:执行|收支)?情况$|情况$", "", slot.heading)
    of_budget = head if _OF_BUDGET.fullmatch(head) and head[:4] not in figure.indicator else ""
    return (levels[-1] if levels else "") + of_budget


def _sense_of(year: int) -> str:
    """What the calendar alone says is special about a year."""
    if year % 5 == 0:
        return f"{year}年是“{five_year_plan(year)}”规划收官之年。"
    return f"{year}年是“{five_year_plan(year)}”规划开局之年。" if year % 5 == 1 else ""


def _rolled(text: str, from_year: int, to_year: int) -> str:
    """Years moved on; only where the text keeps its length, so that last year's figures stay where they were found."""
    rolled = _SESSION.sub(_next_session, roll_years(text, from_year, to_year))
    return rolled if len(rolled) == len(text) else text


def _next_session(match: re.Match[str]) -> str:
    """市七届人大三次会议: one is held a year; a new term is a person's to see."""
    return _DIGITS[_DIGITS.index(match.group()) + 1]


def _of_another_time(text: str, year: int, reviewed: int, planning: bool) -> bool:
    """Whether a text speaks of a five-year plan other than that of its year, or of a time before the year told."""
    named = set(_PLAN_NAME.findall(text))
    if named:
        return five_year_plan(year if planning else reviewed) not in named
    told = _OTHER_TIME.search(re.sub(rf"(?:{year}|{reviewed}|20[3-9]\d)年", "", text))
    return bool(told) and (told is not None and told.group()[:2] in ("19", "20"))


def _shortfall(result: Entry | None, target: Figure) -> str:
    """What to say of an aim that was not reached."""
    return f"；{target.period}年目标{target.text}，实际{result.figure.text}，没有完成，请考虑接续安排" if result else ""


def _carried(like: Source | None, sentence: str) -> Place:
    source = like or Source("", "上年总结")
    return Place(source.id, source.title, source.filename or source.title, 0, 0, sentence)


class _Rest:
    """Puts every figure that no sentence took where its topic is told, and what has no such place aside."""

    def __init__(self, placer: Placer, sheets: Sequence[Sheet], several: frozenset[str], doubled: frozenset[str]) -> None:
        """several: names told of several things, which no name alone can place; doubled: those this year's sources have twice."""
        self._doubled = doubled
        self._placer = placer
        self._several = several
        self._sheets = sheets
        self._by_place = {(sheet.slot.item, sheet.slot.paragraph): sheet for sheet in sheets}
        self._used = {id(entry) for sheet in sheets for filled in sheet.sentences for entry in filled.used}
        self.unused: dict[int, list[list[Entry]]] = defaultdict(list)

    def place(self, shelf: Shelf) -> None:
        """Material as quoted, a table's figures as sentences of their own."""
        for entries, among in (([*shelf.results, *shelf.own_budgets], REVIEWS), (shelf.targets, PLANS)):
            rest = [entry for entry in entries if id(entry) not in self._used and well_named(entry.figure.indicator)]
            groups = by_indicator([e for e in rest if e.source.role != "material"])
            for group in self._in_their_paragraphs(groups, among):
                slot = self._placer.best(group[0].figure.indicator, among)
                self.unused[slot.item if slot else 0].append(group)
            for entry in rest:
                if entry.source.role == "material":
                    slot = self._placer.best(entry.sentence, among, also=entry.figure.section)
                    if slot is not None:
                        self._by_place[slot.item, slot.paragraph].quotes.append(entry)
        self._with_their_heads()

    def _in_their_paragraphs(self, groups: Sequence[list[Entry]], among: Sequence[str]) -> list[list[Entry]]:
        """Put each group into the paragraph its words and its table's other rows speak for; the groups nothing speaks for."""
        left = [group for group in groups if not self._told_before(group, among)]
        unused = []
        for source in dict.fromkeys(group[0].source.id for group in left):
            rows = sorted([*self._told_rows(source, among), *_asked_rows(source, left)], key=lambda one: one[0].number)
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
            sheet = next((s for s in self._sheets if s.slot.kind in among and any(e.figure.indicator == base for e in _stated(s))), None)
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

    def _told_rows(self, source: str, among: Sequence[str]) -> list[tuple[Row, list[Entry]]]:
        """The rows of a table that the draft tells, with their paragraph."""
        told: dict[int, Row] = {}
        for sheet in self._sheets:
            if sheet.slot.kind in among:
                told |= {id(one): Row(_row(one), "", sheet.slot) for one in _stated(sheet) if one.source.id == source}
        return [(row, []) for row in told.values()]


def _stated(sheet: Sheet) -> list[Entry]:
    """What a paragraph states, in a sentence of last year's or besides."""
    return [one for filled in sheet.sentences for one in filled.used] + [one for _, put in sheet.news for one in put]


def _beside(above: Entry, below: Entry) -> bool:
    """Whether two cells stand in rows next to each other."""
    return above.source.id == below.source.id and 0 <= _row(below) - _row(above) <= _NEXT_ROWS


def _asked_rows(source: str, groups: Sequence[list[Entry]]) -> list[tuple[Row, list[Entry]]]:
    """The rows of a table that look for a paragraph, with their figures."""
    return [(Row(_row(group[0]), group[0].figure.indicator), group) for group in groups if group[0].source.id == source]


def _place_in(sheet: Sheet, entry: Entry) -> int:
    """Behind which sentence of the paragraph: the one that shares most of its name's words, the one that tells a row beside it, the last."""
    pairs = grams(entry.figure.indicator)
    words = [run.text if (run := filled.run()) else "" for filled in sheet.sentences]
    shared = [sum(pair in one for pair in pairs) for one in words]
    best = max(shared, default=0)
    told = [(one, n) for n, filled in enumerate(sheet.sentences) for one in filled.used] + [
        (one, n) for n, put in sheet.news for one in put
    ]
    beside = [(abs(_row(one) - _row(entry)), n) for one, n in told if _beside(one, entry) or _beside(entry, one)]
    if beside and best < _SHARES:
        return min(beside)[1]
    return shared.index(best) if best else len(words) - 1


def _row(entry: Entry) -> int:
    """The row of a table's cell (表1!C5 → 5); of running text, where it stands, so that no two are beside one another."""
    match = re.search(r"![A-Z]+(\d+)$", entry.figure.place)
    return int(match[1]) if match else entry.figure.start * 10
