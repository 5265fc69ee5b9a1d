"""Last year's sentence as a frame: this year's figures put in, one-off clauses left out, every missing figure named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from nigao.draft import Evidence, Place
from nigao.excerpt import kinds
from nigao.excerpt.filled import Filled, Piece, without_lead
from nigao.excerpt.manner import Manner, no_manner
from nigao.excerpt.reckoned import Reckoned
from nigao.excerpt.stating import BearsOut, another, best_statement, by_indicator, without_subject
from nigao.excerpt.surface import surface
from nigao.excerpt.voice import points_elsewhere
from nigao.excerpt.wording import (
    AFTER,
    COMPARED,
    STREAK_OF,
    STREAK_TOLD,
    beyond,
    comparison,
    directed,
    in_full,
    of_its_budget,
    of_their_level,
    without_verdicts,
)
from nigao.figures.figure import Figure, Status
from nigao.ledger import Entry
from nigao.printable import GAP
from nigao.writing.provenance import clauses_in
from nigao.writing.runs import Run, joined, marked, place_of
from nigao.writing.sentences import Clause, clauses, groups

Match = Callable[[Figure], Entry | None]


_DURATION = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,12}?)(?:控制在|压缩至|压缩到|缩短至|缩短到|降至|降到|保持在|为|不超过)+(?P<number>\d+(?:\.\d+)?)"
    r"(?P<unit>天|个工作日|小时|分钟)(?:以内|以下|左右)?"
)
_USED_FOR = re.compile(r"(?<=[，；])(?:主要|重点|全部)?用于|(?<=[，；])(?:主要)?安排(?=[^，。；]{2,20}\d)")
_A_LIST = 3
# 新建“两新”组织党支部 个: a kind of thing that is counted every year, though its name has quotation marks.
_KIND_COUNTED = re.compile(r"(?<=[建增立成展设])[“‘][^”’]{2,4}[”’][\u4e00-\u9fff]{0,6}(?= )")
_MATTERS = re.compile(r"(?:意义|责任|任务)(?:十分|非常|尤为)?(?:重大|艰巨|繁重)|至关重要|尤为重要|十分重要")
_OF_THE_YEAR = re.compile(r"[也又还更]?是|[也又]?处于|[也又]?迎来|具有")


@dataclass(slots=True)
class Filler:
    """Refills sentences of one paragraph.

    match: the entry for a figure. reckon: a change reckoned from two levels, for a figure and the words before it. bears_out: whether a
    text, read again, says exactly what these entries say. planning: whether the section plans. gap: the field for a figure that is
    missing, None where it cannot be asked for. stale: whether a text speaks of a time that is over. carried: the place of a sentence of
    last year's. year_sense: what the calendar says is special about the year, "" if nothing. opening: whether this is what stands before the first heading. problems: whether the
    section names shortcomings, which a person must look at as a whole. lost: whether a clause of the sentence in hand has been left out; admits: whether the sentence names shortcomings; before: what of its group stands. manner: how last year's text writes amounts.
    year: the year planned.
    """

    match: Match
    reckon: Callable[[Figure, str], Reckoned | None]
    bears_out: BearsOut
    planning: bool
    gap: Callable[[Figure], Run | None]
    stale: Callable[[str], bool]
    carried: Callable[[str], Place]
    year_sense: str
    opening: bool = False
    problems: bool = False
    lost: bool = False
    admits: bool = False
    before: str = ""
    manner: Manner = no_manner
    year: int = 0

    def sentence(self, text: str, figures: Sequence[Figure]) -> Filled:
        """The sentence as it can stand this year. figures: those of last year's text in it, offsets counting in ``text``."""
        self.lost = False
        figures = [figure for figure in figures if not kinds.designates(figure.text, text[figure.end :])]
        text, figures = of_their_level(*self._without_uses(text, figures), [self.match(figure) for figure in figures])
        if kinds.year_sense(text):
            return self._sense_of_the_year(text, figures)
        if kinds.of_leaders(text) and not figures:
            return Filled()
        whole = self._whole(text, figures)
        if whole is not None:
            return _set(whole)
        opens = not figures and not self.planning and kinds.opens(text)
        self.admits = not self.planning and (self.problems or kinds.problem(text))
        kept = []
        for start, group in groups(text):
            inside = _inside(figures, start, start + len(group))
            # Of a list of shortcomings each stands as a whole, however it is worded, but for those with a figure.
            set_ = self.admits and not inside and not kinds.counts(group) and not kinds.one_off(group)
            pieces = (Piece(carried(group, self.carried(group))),) if set_ else self._group(group, inside, opens)
            kept += [pieces] if pieces else []
        filled = Filled(tuple(kept), text[-1] if text[-1] in "。！？：" else "。", whole=self.admits)
        run = filled.run()
        exclaims_in_part = text.endswith(("！", "：")) and run is not None and len(run.text) < len(text)
        return Filled() if exclaims_in_part else filled

    def _sense_of_the_year(self, text: str, figures: Sequence[Figure]) -> Filled:
        """What the calendar says of the year, then what last year's sentence went on to say of the work (我局将坚持……，重点抓好以下工作)."""
        goes_on = [c.text for c in clauses(text.rstrip("。！"))[1:] if not _OF_THE_YEAR.match(c.text)]
        goes_on = goes_on if self.year_sense else [words for words in goes_on if not _MATTERS.search(words)]
        keeps = not figures and bool(goes_on) and not self.stale("，".join(goes_on)) and all(map(kinds.planned_work, goes_on))
        sense = [marked(self.year_sense.rstrip("。"), "computed", note="按五年规划的起止年份推算")] if self.year_sense else []
        said = [*sense, *([carried("，".join(goes_on), self.carried(text))] if keeps else [])]
        return Filled((tuple(Piece(run) for run in said),), "。") if said else Filled()

    def _without_uses(self, text: str, figures: Sequence[Figure]) -> tuple[str, Sequence[Figure]]:
        """A list of last year's projects and their sums (主要用于某校扩建3000万元，某路改造2400万元……) is asked for as a whole."""
        match = _USED_FOR.search(text)
        listed = [figure for figure in figures if match and figure.start > match.start()]
        if match is None or len(listed) < _A_LIST or any(self.match(figure) for figure in listed) or any(f.unit != "元" for f in listed):
            return text, figures
        kept = [figure for figure in figures if figure.end <= match.start()]
        of = kept[-1].indicator if kept else "资金"
        return f"{text[: match.end()]}【待补：{of}安排的项目和金额】。", kept

    def _whole(self, text: str, figures: Sequence[Figure]) -> Run | None:
        """A set sentence (salutation, thanks, problems) stands as it is."""
        if figures or kinds.counts(text) or any(kinds.unread_count(clause.text) for clause in clauses(text.rstrip("。！？"))):
            return None
        if self.opening or points_elsewhere(text):
            return carried(text, self.carried(text))
        if kinds.one_off(text):
            return None
        if (
            self.problems
            or kinds.thanks(text)
            or kinds.problem(text)
            or kinds.on_problems(text)
            or all(kinds.standing(c.text) for c in clauses(text.rstrip("。！？")))
        ):
            return carried(text, self.carried(text))
        return None

    def _group(self, group: str, figures: Sequence[Figure], opening: bool) -> tuple[Piece, ...]:
        kept: list[Piece] = []
        gone = False  # whether the clause before, whose subject a clause may go on with, has been left out
        for block in _blocks(clauses(group)):
            start, end = block[0].start, block[-1].end
            self.before = "".join(f"{piece.run.text}，" for piece in kept)
            piece = self._block(group[start:end], _inside(figures, start, end), start == 0, opening)
            leans = start > 0 and piece is not None and not piece.entries and _of_the_lead(group[start:end], group[:start])
            piece = replace(piece, leans=True) if piece is not None and leans else piece
            gone = piece is None or (gone and leans)
            if piece is not None and not gone:
                kept.append(piece)
            else:
                self.lost = True
                without_lead(kept)
        if self.lost:
            without_lead(kept)
        return tuple(kept)

    def _block(self, text: str, figures: Sequence[Figure], first: bool, opening: bool) -> Piece | None:
        if not figures and (field := GAP.search(text)):
            return Piece(joined([Run(text[: field.start()]), marked(field.group(), "gap", (self.carried(""),))]))
        if not figures and (lasting := self._duration(text)) is not None:
            return Piece(lasting)
        unit_known = any(figure.unit or self.match(figure) for figure in figures)
        if self.planning and not unit_known and (unread := kinds.unread_count(text)) and not self.stale(text):
            return Piece(_words_carried(self._unnamed(text, *unread), self.carried))
        if not figures:
            run = self._frame(text, first, opening)
            return Piece(run) if run else None
        text, figures = without_verdicts(text, figures, lambda figure: self.match(figure) is not None)
        found = [self.match(figure) for figure in figures]
        reckoned = self._reckoned(text, figures, found)
        if reckoned:
            return reckoned
        entries = [entry for entry in found if entry is not None]
        bare = _without(text, figures)
        fits = not kinds.one_off(bare) if self.planning else not (kinds.one_off(bare) or _names_examples(bare))
        if not fits or self.stale(text):
            return self._stated(entries)
        run = self._filled(text, figures, found)
        if run is not None and self._holds(run, entries, len(figures)):
            return Piece(_words_carried(run, self.carried), tuple(entries))
        asked = [figure for figure, entry in zip(figures, found, strict=True) if entry is None] if entries else []
        return self._stated(entries, asked)

    def _duration(self, text: str) -> Run | None:
        """A clause that tells how long something takes (平均住院日控制在7天以内), which is no amount and yet each year's own, as a field."""
        match = _DURATION.fullmatch(text)
        if match is None:
            return None
        at = match.start("number")
        words, unit = text[at : match.end("unit")], match["unit"]
        number = words.removesuffix(unit)
        status: Status = "target" if self.planning else "actual"
        gap = self.gap(Figure(words, at, at + len(words), number, unit, match["name"], status=status, place=f"0.0.{at}"))
        before, after = (text[:at], text[match.end("unit") :]) if self.planning else (COMPARED.sub("", text[:at]), "")
        return joined([Run(before), gap, Run(after)]) if gap is not None else None

    def _unnamed(self, text: str, start: int, end: int) -> Run:
        """A clause of last year's plan whose number no reader understands: a field in the number's place, its unit left behind it."""
        name = kinds.asked_by(text[:start]) or "这个数"
        return joined([Run(text[:start]), marked(f"【待补：{name}{self.year}年目标】", "gap", (self.carried(""),)), Run(text[end:])])

    def _holds(self, run: Run, entries: Sequence[Entry], figures: int) -> bool:
        """Whether the filled words say the entries. Beside a gap, or with the sentence's subject gone, they must say so by themselves."""
        if self.bears_out(run.text, entries) or (self.before and entries and self.bears_out(run.text, entries, True, self.before)):
            return True
        return len(entries) in (0, figures) and not self.lost and self.bears_out(run.text, entries, False)

    def _reckoned(self, text: str, figures: Sequence[Figure], found: Sequence[Entry | None]) -> Piece | None:
        """The block with the changes nobody states reckoned in; None where there are none, or the text would not bear them out."""
        made = [
            self.reckon(f, text[: f.start]) if entry is None and not self.planning else None
            for f, entry in zip(figures, found, strict=True)
        ]
        told = any(found) or any(one and one.by_itself for one in made)
        if not any(made) or not told or kinds.one_off(_without(text, figures)):
            return None
        filled = [one.entry if one else entry for one, entry in zip(made, found, strict=True)]
        run = self._filled(text, figures, filled, {id(one.entry): one for one in made if one})
        stated = [entry for entry in filled if entry is not None]
        if run is None or not (self.bears_out(run.text, stated) or (self.before and self.bears_out(run.text, stated, True, self.before))):
            return None
        return Piece(run, tuple(entry for entry in found if entry is not None))

    def _stated(self, entries: Sequence[Entry], missing: Sequence[Figure] = ()) -> Piece | None:
        """The found figures, and fields for those missing beside them, in statements of their own, where last year's words cannot carry
        them."""
        said = [(run, one) for one in by_indicator(entries) if (run := best_statement(one, self.bears_out, self.manner)) is not None]
        if not said:
            return None
        asked = [_asked(figure, gap) for figure in missing if (gap := self.gap(figure)) is not None]
        return Piece(joined([*self._in_one(said), *asked], "，"), tuple(entry for _, one in said for entry in one), stated=not asked)

    def _in_one(self, said: Sequence[tuple[Run, Sequence[Entry]]]) -> list[Run]:
        """The statements, one that has the subject of the one before without it (收入12亿元，完成预算98%) where it says the same so."""
        runs: list[Run] = []
        for n, (run, _) in enumerate(said):
            short = without_subject(run, said[n - 1][1][0].figure.indicator) if n and another(said[n][1], said[n - 1][1]) else None
            told = [entry for _, one in said[: n + 1] for entry in one]
            fits = short is not None and self.bears_out(joined([*runs, short], "，").text, told)
            runs.append(short if short is not None and fits else run)
        return runs

    def _frame(self, text: str, first: bool, opening: bool) -> Run | None:
        number = re.match(r"^(?:——|[一二三四五六七八九十]+是(?:要)?)", text) if first else None
        rest = text[number.end() :] if number else text
        if self.stale(rest) or kinds.counts(rest) or kinds.unread_count(rest):
            return None
        if self.admits:
            keeps = not kinds.one_off(rest)
        elif opening:
            keeps = kinds.bridges(rest)
        elif self.planning:
            keeps = kinds.planned_work(rest)
        else:
            keeps = kinds.frames_work(rest) or (first and kinds.standing(rest)) or (kinds.leads_on(rest) and not kinds.happened(rest))
        keeps = keeps or (number is not None and not kinds.one_off(rest))
        return carried(text, self.carried(text)) if keeps else None

    def _filled(
        self, text: str, figures: Sequence[Figure], found: Sequence[Entry | None], reckoned: Mapping[int, Reckoned] | None = None
    ) -> Run | None:
        """The block with each figure replaced or, where there is none, a gap in its place. reckoned: by the id of their entries."""
        runs: list[Run] = []
        at = 2 if text.startswith("预计") and not self.planning else 0
        for figure, entry in zip(figures, found, strict=True):
            before, after = STREAK_OF.sub("", text[at : figure.start]), text[figure.end :]
            before, mark = beyond(before, after) if entry is not None else (before, 0)
            put = self._put(before, figure, entry, (reckoned or {}).get(id(entry)))
            if put is None:
                return None
            runs += put
            # An aim given as a bare number in a sheet is bounded as last year's was.
            own_bound = entry is not None and entry.source.role != "metrics"
            tail = AFTER.match(after) if own_bound or not self.planning else None
            at = figure.end + mark + (len(tail.group()) if tail else 0)
        return joined([*runs, Run(STREAK_TOLD.sub("", text[at:]))])

    def _put(self, before: str, figure: Figure, entry: Entry | None, reckoned: Reckoned | None = None) -> list[Run] | None:
        if entry is None:
            gap = self.gap(figure)
            bound = before if self.planning else COMPARED.sub("", before)  # an aim's 不少于 … 以上 asks for the same bound again
            return [Run(bound), gap] if gap else None
        written = surface(entry.figure, figure.text)
        words = of_its_budget(COMPARED.sub("", before), entry.figure.indicator)
        if written is None:
            return None
        turned = directed(words, figure, entry.figure)
        if turned is None:
            return None
        turned = in_full(turned, figure.indicator, entry.figure)
        if re.search("债务限额$", entry.figure.indicator) and turned.endswith("债务"):
            turned += "限额"
        if reckoned:
            return [Run(turned), marked(written.text, "computed", tuple(map(place_of, reckoned.inputs)), reckoned.formula)]
        start, end = comparison(entry.figure, written.text)
        return [Run(turned + start), marked(written.text, "rounded" if written.rounded else "supported", (place_of(entry),)), Run(end)]


def _of_the_lead(clause: str, ahead: str) -> bool:
    """Whether a clause speaks of what the clauses before it named: of a project's size, or of what came of a campaign (查摆问题57个)."""
    return kinds.of_what_stood_before(clause) or (kinds.campaign(ahead) and kinds.counts(clause))


def _asked(figure: Figure, gap: Run) -> Run:
    """A missing figure in a statement of its own: 快递业务量增长【待补：快递业务量增速（%）】."""
    how = {"level": "", "change": "下降" if figure.value.startswith("-") else "增长", "rank": "居"}[figure.measure]
    return joined([Run(figure.indicator + how), gap])


def _words_carried(run: Run, place: Callable[[str], Place]) -> Run:
    """The run with the clauses that state nothing marked as last year's."""
    bare = [
        one
        for one in clauses_in(run.text)
        if not any(e.start < one.end and e.end > one.start for e in run.evidence) and not re.search(r"\d", one.text)
    ]
    words = tuple(Evidence(one.start, one.end, "carried", (place(run.text),), CARRIED) for one in bare)
    return Run(run.text, tuple(sorted((*run.evidence, *words), key=lambda e: (e.start, e.end))))


CARRIED = "沿用上年表述，请核实"


def carried(text: str, place: Place) -> Run:
    """Last year's words as they stand, each clause marked as carried over."""
    return Run(text, tuple(Evidence(c.start, c.end, "carried", (place,), CARRIED) for c in clauses_in(text)))


def _set(run: Run) -> Filled:
    """A sentence that stands as it is."""
    return Filled(((Piece(run),),))


def _blocks(parts: Sequence[Clause]) -> list[list[Clause]]:
    """Clauses with those that lean on them."""
    blocks: list[list[Clause]] = []
    for clause in parts:
        if clause.leans and blocks:
            blocks[-1].append(clause)
        else:
            blocks.append([clause])
    return blocks


def _inside(figures: Sequence[Figure], start: int, end: int) -> list[Figure]:
    """The figures within start..end, with offsets counting from start, in order, overlapping ones once."""
    found: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start, -f.end)):
        if start <= figure.start and figure.end <= end and (not found or figure.start - start >= found[-1].end):
            found.append(replace(figure, start=figure.start - start, end=figure.end - start))
    return found


def _without(text: str, figures: Sequence[Figure]) -> str:
    """The words of the block with the figures themselves left out."""
    parts, at = [], 0
    for figure in figures:
        parts.append(text[at : figure.start])
        at = figure.end
    return " ".join([*parts, text[at:]])


def _names_examples(bare: str) -> bool:
    """Whether the words name last year's own examples (西直门等15个商圈) or tell of a first time."""
    if re.search(r"等 |首次|首个|历史|新高|纪录|率先|第一|翻番|提前", bare):
        return True
    return bool(re.search(r"[“‘].{2,}[”’]", _KIND_COUNTED.sub("", bare)))
