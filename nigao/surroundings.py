"""What a reader needs around a figure: the sentence it stands in, a cell's row and column heads, the page. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from nigao.figures.clean import clean
from nigao.figures.figure import Figure
from nigao.report import Cell, Document, Table
from nigao.text.prose import Extent, Prose

# A row of more cells than this shows its heads and the cell only.
_LONG_ROW = 12
_WORDS = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:\d{1,2}月)?")
_NUMBER = re.compile(r"^[-+−]?[\d,，.]+\s*(?:%|％|[^\d\s]{0,6})$")


class Surroundings:
    """Looks up the surroundings of figures in one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._plain = clean(document.text)
        self._prose = Prose(self._plain.text)
        self._grids = [_Grid(table) for table in sorted(document.tables, key=lambda table: table.start)]
        self._starts = [grid.table.start for grid in self._grids]

    def sentence(self, figure: Figure) -> str:
        """The sentence around a figure; for a cell its row and the head of its column."""
        if figure.place and (found := self._cell_sentence(figure)):
            return found
        start, end = self._plain.within(figure.start, figure.end)
        around = Extent(self._prose.sentence(start).start, self._prose.sentence(max(start, end - 1)).end + 1)
        return self._plain.extent(around.clipped(len(self._plain.text))).of(self._document.text).strip()

    def page(self, figure: Figure) -> int | None:
        """The page the figure stands on, 1-based; None where the format has no pages."""
        return bisect_right(self._document.pages, figure.start) or None

    def _cell_sentence(self, figure: Figure) -> str:
        at = bisect_right(self._starts, figure.start)
        return self._grids[at - 1].sentence(figure.start) if at else ""


class _Grid:
    """One table, its cells findable by place and its heads by row and by column."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._cells = sorted(table.cells, key=lambda cell: cell.start)
        self._starts = [cell.start for cell in self._cells]
        self._row_heads: dict[int, list[Cell]] = defaultdict(list)
        self._column_heads: dict[int, list[Cell]] = defaultdict(list)
        self._rows: dict[int, list[Cell]] = defaultdict(list)
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            for row in range(cell.row, cell.row + cell.rows):
                self._rows[row].append(cell)
        self._data = {row for row, cells in self._rows.items() if _holds_data(cells)}
        for cell in filter(_is_head, sorted(table.cells, key=lambda cell: (cell.row, cell.column))):
            for row in range(cell.row, cell.row + cell.rows):
                self._row_heads[row].append(cell)
            for column in range(cell.column, cell.column + cell.columns) if cell.row not in self._data else ():
                self._column_heads[column].append(cell)

    def sentence(self, offset: int) -> str:
        """The cell's row as a reader sees it, cells divided by " | ", then the head of its column; "" if the offset is in no cell."""
        at = bisect_right(self._starts, offset)
        if not at or offset > self._cells[at - 1].end:
            return ""
        cell = self._cells[at - 1]
        heads = [head for head in self._row_heads[cell.row] if head.column < cell.column]
        row = self._rows[cell.row] if len(self._rows[cell.row]) <= _LONG_ROW else [*heads, cell]
        column = _joined(self._over(cell))
        return " | ".join(text for part in row if (text := part.text.strip())) + (f"（{column}）" if column else "")

    def _over(self, cell: Cell) -> list[Cell]:
        """The heads of a cell's column: those of its own table, where several stand under one another on a sheet."""
        found: list[Cell] = []
        for head in reversed([head for head in self._column_heads[cell.column] if head.row < cell.row]):
            between = range(head.row + head.rows, found[0].row if found else cell.row)
            if any(len(self._rows[one.row]) > 1 for one in found) and any(row in self._data or row not in self._rows for row in between):
                break
            found.insert(0, head)
        return found


def _holds_data(row: Iterable[Cell]) -> bool:
    """Whether a row has a number that is no year: 1916 beside 1842 and 1763 is so many, beside 2024 and 2025 a year."""
    return any(_NUMBER.match(text) and not _YEAR.fullmatch(text) for cell in row if (text := cell.text.strip()))


def _joined(cells: Iterable[Cell]) -> str:
    return " ".join(cell.text.strip() for cell in cells)


def _is_head(cell: Cell) -> bool:
    text = cell.text.strip()
    return _YEAR.fullmatch(text) is not None or bool(_WORDS.search(text) and not _NUMBER.match(text))
