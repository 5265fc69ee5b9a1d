"""What a draft still lacks: each 【待补】 with last year's value, who is to report it, and figures of the ledger that could stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nigao.commands import Fill
from nigao.desk.doing import Doing
from nigao.desk.gate import OpenGap
from nigao.desk.results import Done
from nigao.excerpt.surface import own, surface
from nigao.figures.agreement import agree
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Ledger
from nigao.ports import Archive, Desk
from nigao.printable import GAP
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.guarding import Basis, Guard
from nigao.work.reviewing import Reviewing, sections_of
from nigao.writing.direction import going
from nigao.writing.gaps import Gap, candidates, near
from nigao.writing.reported_by import last_told, reported_by
from nigao.writing.return_sheet import HEADERS, TITLE, Wanted, ids_of, is_return_sheet, lines, remarks_of
from nigao.writing.unlikely import unlikely

NOBODY = "未定部门"
_DRAFTS = 4  # for which what the ledger says of their gaps is kept
_HEAD = 3  # the line of the sheet that is its head
Form = Callable[[Sequence[Sequence[str]], int, int], bytes]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A gap with what helps to fill it. last: last year's entry, None if none was told; department: "" if nothing tells who reports it.

    sentence: of the draft, with a blank where the number belongs.
    """

    gap: OpenGap
    last: Entry | None
    department: str
    candidates: tuple[Entry, ...]
    year: str
    sentence: str

    def words(self, entry: Entry) -> str:
        """A candidate as it can be put into the gap: in the manner of last year's figure, a change with its sign."""
        written = surface(entry.figure, self.gap.gap.last.value if self.gap.gap.last else "")
        return going(entry.figure, written.text if written and not written.rounded else own(entry.figure))


@dataclass(frozen=True, slots=True)
class Returned:
    """What came of a filled sheet. filled: gaps it filled; open_: rows with a number whose gap is not there, or not as asked.

    why: a Chinese sentence for each number that was kept in the ledger and not put into the text.
    """

    filled: int = 0
    why: tuple[str, ...] = ()


class _Helping:
    """What helps to fill the gaps of a draft, by one state of the ledger; each gap is looked up once."""

    def __init__(self, ledger: Ledger, basis: Basis, entries: Sequence[Entry]) -> None:
        self.ledger = ledger
        self.basis = basis
        self._found: dict[tuple[str, str], tuple[Entry | None, str, tuple[Entry, ...]]] = {}
        self._entries = entries
        self._places: dict[tuple[str, str, str], list[int]] = {}
        for place, entry in enumerate(entries):
            figure = entry.figure
            self._places.setdefault((figure.measure, figure.status, figure.period), []).append(place)

    def for_gap(self, gap: Gap, year: str) -> tuple[Entry | None, str, tuple[Entry, ...]]:
        """(last year's entry, who reports it, what could stand there)."""
        key = gap.mark, year
        if key not in self._found:
            last, department = last_told(gap, year, self.ledger), reported_by(gap, year, self.ledger, self._entries)
            places = sorted(place for period in ("", year) for place in self._places.get((gap.measure, gap.status, period), ()))
            told = [self._entries[place] for place in places]
            self._found[key] = last, department, candidates(gap, told, year) or near(gap, told, year)
        return self._found[key]


@dataclass(frozen=True, slots=True)
class MissingFigures:
    """Lists gaps, asks departments for them, and fills them from the sheets that come back.

    form: (lines, which is the head, which column is to be filled) → .xlsx bytes.
    """

    reviewing: Reviewing
    guard: Guard
    books: Bookkeeping
    archive: Archive
    desk: Desk
    doing: Doing
    form: Form
    _known: dict[str, _Helping] = field(default_factory=dict)

    def rows(self, draft: str) -> list[MissingRow]:
        """Every gap of a draft in order. Raises NotFound."""
        kept = self.reviewing.kept(draft)
        head = kept.state.head
        helping = self._helping(draft, Basis.of(head))
        found = []
        for section in sections_of(kept):
            for gap in section.gaps:
                year = gap.year(head)
                told = _with_blank(section.now.text, gap.gap) if section.now else ""
                found.append(MissingRow(gap, *helping.for_gap(gap.gap, year), year, told))
        return found

    def _helping(self, draft: str, basis: Basis) -> _Helping:
        """What the ledger says of gaps, for the last drafts looked at; made anew where the ledger or what the draft draws on is another."""
        ledger = self.books.ledger()
        known = self._known.get(draft)
        if known is None or known.ledger is not ledger or known.basis != basis:
            known = self._known[draft] = _Helping(ledger, basis, self.guard.entries(basis))
            for other in list(self._known)[:-_DRAFTS]:
                self._known.pop(other, None)
        return known

    def sheets(self, draft: str) -> list[tuple[str, bytes]]:
        """(file name, .xlsx) of a sheet for each department to fill in. Raises NotFound."""
        of: dict[str, list[MissingRow]] = {}
        for row in self.rows(draft):
            of.setdefault(row.department or NOBODY, []).append(row)
        title = self.desk.view(draft).title
        return [(f"{name}{TITLE}.xlsx", self._sheet(name, title, rows)) for name, rows in of.items()]

    def _sheet(self, department: str, title: str, rows: Sequence[MissingRow]) -> bytes:
        return self.form(lines(department, title, map(_wanted, rows)), _HEAD, HEADERS.index("本年数"))

    def asked_of(self, department: str) -> list[tuple[str, int, bytes]]:
        """(draft's title, how many numbers, the sheet) of every draft that still lacks something this department reports."""
        found = []
        for draft in self.desk.drafts():
            rows = [row for row in self.rows(draft.id) if row.department == department]
            if rows:
                found.append((draft.title, len(rows), self._sheet(department, draft.title, rows)))
        return found

    def fill_returned(self, source: str, by: str = "", whole: bool = True) -> Returned:
        """Put the numbers of a filled sheet where they were asked for, in whatever draft that is; nothing for any other source.

        A number is put in only where the gap asks for that indicator, year and kind, and no other source says otherwise; all the
        others stay in the ledger, where they can be chosen. It is done in the department's name where nobody is signed in. whole: whether
        she who hands it in may be told what others say.
        """
        report = self.archive.report(source)
        by = by or report.identity.department or report.identity.title
        if not is_return_sheet(report.document.text):
            return Returned()
        ids = {place: id for table in report.document.tables for place, id in ids_of(table).items()}
        asked = {row.gap.id: (draft.id, row) for draft in self.desk.drafts() for row in self.rows(draft.id)}
        remarks = {place: said for table in report.document.tables for place, said in remarks_of(table).items()}
        filled, why = 0, []
        for figure in report.figures:
            found = asked.get(ids.get(figure.place, ""))
            remark = remarks.get(figure.place, "")
            told = _remarked(remark) or _why_not(figure, found[1] if found else None, source, whole, report.identity.department)
            if not told and found is not None:
                done = self.doing.do(found[0], Fill(found[1].gap.id, going(figure, figure.text), report.identity.title), by)
                told = "" if isinstance(done, Done) else "稿子里没有填上，请在“缺数”里填。"
            filled += not told
            why += [f"{figure.indicator}{figure.told}：{told}"] if told else []
        return Returned(filled, tuple(why))


def _remarked(remark: str) -> str:
    """A department that has something to remark on its number wants it read before the number is used."""
    return f"备注写着“{remark}”，已收进台账，请看过再填。" if remark else ""


def _why_not(figure: Figure, row: MissingRow | None, source: str, whole: bool, department: str) -> str:
    """Why a number of a sheet is not to be put into the text by itself, "" if it is. department: whose sheet it is."""
    if row is None:
        return "稿子里没有这处待补（可能已经填好，或是别的稿子、别的年份的表），已收进台账。"
    own = [entry for entry in row.candidates if entry.source.id == source and entry.figure.place == figure.place]
    if not own:
        return "年份、单位或性质同稿子要的不一样，已收进台账，请核对后填。"
    if department not in ("", NOBODY) and row.department not in ("", NOBODY, department):
        return f"这一项问的是“{row.department}”，这张表是“{department}”的，已收进台账，请核对后填。"
    if doubt := unlikely(figure, _last(row)):
        return f"{doubt}，已收进台账，请核对后填。"
    others = [entry for entry in row.candidates if entry.source.id != source and agree(entry.figure, figure) is False]
    if others and not whole:
        return "同别处报来的数不一致，请主笔裁定后填。"
    return f"同“{others[0].source.title}”的{others[0].figure.told}不一致，请裁定后填。" if others else ""


def _last(row: MissingRow) -> str:
    """Last year's value as it was told, "" for none."""
    gap = row.gap.gap
    return gap.last.value if gap.last else (row.last.figure.told if row.last else "")


def _wanted(row: MissingRow) -> Wanted:
    gap, last = row.gap.gap, _last(row)
    name = re.sub(r"（[^（）]{1,8}）$", "", gap.says) if gap.unit else gap.says
    return Wanted(name, row.year, gap.status == "target", last, gap.unit, row.gap.id, row.sentence)


def _with_blank(text: str, gap: Gap) -> str:
    """The sentence a gap stands in: a blank for it, dots for the others."""
    start = max(text.rfind(mark, 0, gap.start) for mark in "。；\n") + 1
    end = min((at for mark in "。；\n" if (at := text.find(mark, gap.end)) >= 0), default=len(text))
    before, after = (GAP.sub("……", words) for words in (text[start : gap.start], text[gap.end : end]))
    return f"{before}（　　）{gap.unit}{after}".strip()
