"""Putting a document's text together piece by piece while keeping count of offsets; knows no file format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nigao.letters import folded, visible, without_note_marks
from nigao.report import Cell, Document, StyledHeading, Table

# Letters that a font made up for itself, and what stands for letters nobody could tell; bullets and arrows of symbol fonts are none.
_ODD = re.compile("[\ue000-\uefff\uf100-\uf8ff\ufffd\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as a format's reader found it; row and column count the table's own grid from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def column_name(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def one_line(text: str) -> str:
    """A cell's text on one line: breaks and tabs become single blanks."""
    return " ".join(text.split()) if any(mark in text for mark in "\n\r\t\v\f") else text.strip()


@dataclass
class DocumentBuilder:
    """Collects paragraphs and tables in body order; ``build`` gives the document with its offsets."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)
    styled: list[StyledHeading] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)

    def _put(self, text: str) -> int:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def paragraph(self, text: str, level: int | None = None) -> None:
        """A paragraph on a line of its own; level: 1..4 where the file's style calls it a heading."""
        text = without_note_marks(visible(folded(text.replace("\r", "").strip("\n"))))
        if not text.strip():
            return
        start = self._put(text)
        if level is not None:
            self.styled.append(StyledHeading(start, start + len(text), min(4, max(1, level))))
        self._put("\n")

    def page(self, inside: int = 0) -> None:
        """A page begins here, or ``inside`` characters into what comes next."""
        self.pages.append(self.length + inside)

    def table(self, name: str, cells: Sequence[GridCell], first_row: int = 0, first_column: int = 0) -> None:
        """A table, a row a line, cells divided by tabs; first_row, first_column: what cell A1 of the grid is called outside."""
        cells = [GridCell(visible(folded(one_line(c.text))), c.row, c.column, c.rows, c.columns) for c in cells]
        if not any(cell.text for cell in cells):
            return
        start, placed = self.length, list[Cell]()
        rows: dict[int, list[GridCell]] = {}
        for cell in cells:
            rows.setdefault(cell.row, []).append(cell)
        left = min((cell.column for cell in cells if cell.text), default=0)
        for row in sorted(rows):
            placed += self._row(sorted(rows[row], key=lambda cell: cell.column), left, first_row, first_column)
        self.tables.append(Table(name, tuple(placed), start, self.length))

    def _row(self, cells: Sequence[GridCell], left: int, first_row: int, first_column: int) -> list[Cell]:
        placed = []
        at = left
        for cell in cells:
            self._put("\t" * max(0, min(cell.column - at, 64)))
            start = self._put(cell.text)
            address = f"{column_name(cell.column + first_column)}{cell.row + first_row + 1}"
            placed.append(Cell(cell.text, cell.row, cell.column, start, self.length, address, cell.rows, cell.columns))
            at = cell.column
        self._put("\n")
        return placed

    def warn(self, sentence: str) -> None:
        """Say something once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def build(self) -> Document:
        """The document; its text ends without a newline."""
        text = "".join(self.parts)
        kept = text.rstrip("\n")
        if odd := _ODD.findall(kept):
            self.warn(f"有{len(odd)}个字的字形只有原来的字体认得，读不出是什么字，请对照原件核对。")
        tables = tuple(Table(t.name, t.cells, t.start, min(t.end, len(kept))) for t in self.tables)
        pages = tuple(min(page, len(kept)) for page in self.pages)
        return Document(kept, tables, tuple(self.styled), pages, tuple(self.warnings), tuple(self.pictures))
