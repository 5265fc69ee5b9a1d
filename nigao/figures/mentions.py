"""Every mention of a text: those of its sentences, and those of its tables, whose cells are what their row and column say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nigao.figures.calendar import Calendar
from nigao.figures.read import read_mentions
from nigao.figures.tables import read_tables
from nigao.figures.words_around import Setting
from nigao.mention import Mention, of_record
from nigao.report import Cell, Document, Heading, Table
from nigao.surroundings import Surroundings
from nigao.text.prose import Extent


def mentions_in(text: str, *, calendar: Calendar, headings: Sequence[Heading] = (), tables: Sequence[Table] | None = None) -> list[Mention]:
    """In the order of the text. tables: those its file has; None: what stands in the text as rows divided by tabs is read as tables."""
    known = tables_in(text) if tables is None else tuple(tables)
    running = read_mentions(text, calendar=calendar, headings=headings)
    if not known:
        return running
    outside = [one for one in running if not any(table.start < one.span.end and one.span.start < table.end for table in known)]
    return sorted([*outside, *_of_cells(text, known, calendar)], key=lambda one: (one.span.start, one.span.end))


def _of_cells(text: str, tables: Sequence[Table], calendar: Calendar) -> Iterator[Mention]:
    around = Surroundings(Document(text, tuple(tables)))
    for figure in read_tables(tables, text, calendar=calendar)[0]:
        mention = of_record(figure, Setting(around.sentence(figure), 0, 0, 0, 0, cell=True))
        yield replace(mention, span=Extent(figure.start, figure.end))


def tables_in(text: str) -> tuple[Table, ...]:
    """The tables that stand in a text: two lines and more, one under the other, of cells divided by tabs."""
    found: list[Table] = []
    rows: list[tuple[int, str]] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        if "\t" in line.strip():
            rows.append((at, line))
        else:
            if len(rows) > 1:
                found.append(_table(f"表{len(found) + 1}", rows))
            rows = []
        at += len(line) + 1
    return tuple(found)


def _table(name: str, rows: Sequence[tuple[int, str]]) -> Table:
    cells: list[Cell] = []
    for row, (at, line) in enumerate(rows):
        for column, words in enumerate(line.split("\t")):
            start = at + len(words) - len(words.lstrip())
            if own := words.strip():
                cells.append(Cell(own, row, column, start, start + len(own), f"{chr(65 + min(column, 25))}{row + 1}"))
            at += len(words) + 1
    last, line = rows[-1]
    return Table(name, tuple(cells), rows[0][0], last + len(line))
