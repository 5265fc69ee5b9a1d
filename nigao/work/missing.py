"""What a draft still lacks: each 【待补】 with last year's value, who is to report it, and figures of the ledger that could stand there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nigao.desk.gate import OpenGap
from nigao.ledger import Entry
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.guarding import Basis, Guard
from nigao.work.reviewing import Reviewing, sections_of
from nigao.writing.gaps import candidates

HEADERS = ("指标", "年份", "单位", "性质", "上年数", "本年数（请填写）", "备注", "填报人")
NOBODY = "未定部门"
Table = Callable[[Sequence[str], Sequence[Sequence[str]], str], bytes]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A gap with what helps to fill it. last: last year's entry, None if none was told; department: "" if nothing tells who reports it."""

    gap: OpenGap
    last: Entry | None
    department: str
    candidates: tuple[Entry, ...]
    year: str


@dataclass(frozen=True, slots=True)
class MissingFigures:
    """Lists gaps. table: (headers, rows, name) → .xlsx bytes."""

    reviewing: Reviewing
    guard: Guard
    books: Bookkeeping
    table: Table

    def rows(self, draft: str) -> list[MissingRow]:
        """Every gap of a draft in order. Raises NotFound."""
        kept = self.reviewing.kept(draft)
        head = kept.state.head
        entries = self.guard.entries(Basis.of(head))
        return [self._row(gap, entries, head.reviewed_year, head.year) for section in sections_of(kept) for gap in section.gaps]

    def _row(self, open_gap: OpenGap, entries: Sequence[Entry], reviewed: int, planned: int) -> MissingRow:
        gap = open_gap.gap
        year = gap.year or str(planned if gap.status == "target" or open_gap.row.item.kind == "plan" else reviewed)
        last = self.books.ledger().told(gap.indicator, str(int(year) - 1), gap.status) if gap.indicator and year.isdecimal() else None
        department = self.books.ledger().department(gap.indicator) if gap.indicator else ""
        return MissingRow(open_gap, last, department, candidates(gap, entries, year), year)

    def sheets(self, draft: str) -> list[tuple[str, bytes]]:
        """(file name, .xlsx) of a sheet for each department to fill in. Raises NotFound."""
        of: dict[str, list[MissingRow]] = {}
        for row in self.rows(draft):
            of.setdefault(row.department or NOBODY, []).append(row)
        return [(f"{name}催报单.xlsx", self.table(HEADERS, [_cells(row) for row in rows], "催报单")) for name, rows in of.items()]


def _cells(row: MissingRow) -> tuple[str, ...]:
    gap = row.gap.gap
    last = row.last.figure.text if row.last else (gap.last.value if gap.last else "")
    return (gap.indicator or gap.says, f"{row.year}年", gap.unit, "目标" if gap.status == "target" else "完成数", last, "", "", "")
