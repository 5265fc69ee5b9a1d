"""From a report's figures to ledger entries: the sentence each stands in, and its page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.report import Report, Table

_STOPS = "。！？；\n"


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence (or clause ended by ；) that holds start..end, without surrounding blanks."""
    begin = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    ends = [found for stop in _STOPS if (found := text.find(stop, end)) >= 0]
    stop = min(ends) if ends else len(text)
    return text[begin : stop + 1].strip()


def cell_heads(table: Table, figure: Figure) -> str:
    """What a reader sees of a table's figure: the row's own words, then the column's head."""
    cell = next((c for c in table.cells if c.start <= figure.start < max(c.end, c.start + 1)), None)
    if cell is None:
        return ""
    row = [c.text.strip() for c in table.cells if c.row <= cell.row < c.row + c.rows]
    head = next((c.text.strip() for c in table.cells if c.row < cell.row and c.column <= cell.column < c.column + c.columns), "")
    return " | ".join(part for part in row if part) + (f"（{head}）" if head else "")


def entries_of(report: Report, source: Source) -> list[Entry]:
    """Every figure of the report as a ledger entry, in document order."""
    text = report.document.text
    return [
        Entry(figure, source, _words(report, figure, text), page=_page(report.document.pages, figure.start), id=f"{source.id}:{number}")
        for number, figure in enumerate(report.figures)
    ]


def _words(report: Report, figure: Figure, text: str) -> str:
    if figure.place:
        for table in report.document.tables:
            if table.start <= figure.start <= table.end:
                return cell_heads(table, figure) or sentence_around(text, figure.start, figure.end)
    return sentence_around(text, figure.start, figure.end)


def _page(pages: Sequence[int], start: int) -> int | None:
    return bisect_right(pages, start) if pages else None
