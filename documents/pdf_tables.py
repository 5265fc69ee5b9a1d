"""Tables of a PDF page: ruled ones as their rules draw them, and ones without rules by how their words stand in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from documents.builder import GridCell
from documents.pdf_lines import Line, Piece
from nigao.letters import together

_FEWEST_ROWS = 3
_LONGEST_PIECE = 16  # characters, in the middle: two columns of running text are no table
_VALUE = re.compile(r"[-—–+]?[\d.,，%％‰/＋±（）()]+[万亿%％]?|[-—–]+|\.{3}|…+")

# What opens a row of its own, though it stands alone: a group of the rows below.
_LABEL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|其中|#")
_LEADER = re.compile(r"[.．·…\s]{3,}\d*")
_NOTE = re.compile(r"注|[资数]料?据?来源|说明|备注")


@dataclass
class Table:
    """A table on a page: its box with y upwards, and its cells."""

    x0: float
    x1: float
    y0: float
    y1: float
    cells: list[GridCell]

    def holds(self, line: Line) -> bool:
        """Whether the middle of a line stands in it."""
        x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
        return self.x0 - 1 <= x <= self.x1 + 1 and self.y0 - 1 <= y <= self.y1 + 1


@dataclass
class _Row:
    """What stands at one height, from left to right."""

    pieces: list[Piece]

    @property
    def top(self) -> float:
        return max(piece.y1 for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return min(piece.y0 for piece in self.pieces)


def ruled(found: Any, page: Any) -> Table | None:
    """A table pdfplumber found by its rules; None if it is only a frame."""
    rows = found.extract()
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text is not None:
                width = next((i for i, other in enumerate(row[column + 1 :], 1) if other is not None), len(row) - column)
                cells.append(GridCell(together("".join(text.split("\n"))), at, column, 1, width))
    x0, top, x1, bottom = found.bbox
    height = float(page.height)
    return Table(x0, x1, height - bottom, height - top, cells)


def unruled(lines: Sequence[Line]) -> list[Table]:
    """The tables that only the place of their words shows (三线表): three rows or more of three columns or more, with figures in them."""
    rows = _rows([piece for line in lines for piece in line.pieces])
    return [table for run in _runs(rows) if (table := _table(run)) is not None]


def _rows(pieces: Sequence[Piece]) -> list[_Row]:
    rows: list[_Row] = []
    for piece in sorted(pieces, key=lambda one: -(one.y0 + one.y1)):
        middle = (piece.y0 + piece.y1) / 2
        if rows and rows[-1].bottom < middle < rows[-1].top:
            rows[-1].pieces.append(piece)
        else:
            rows.append(_Row([piece]))
    for row in rows:
        row.pieces.sort(key=lambda one: one.x0)
    return rows


def _runs(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Stretches of rows that begin and end with a row of several pieces; rows of one piece between them are parts of broken cells."""
    run: list[_Row] = []
    single = 0
    for before, row in pairwise([_Row([Piece("", 0, 0, 1e6, 1e6)]), *rows]):
        far = run and before.bottom - row.top > 3 * (row.top - row.bottom)
        if len(row.pieces) > 2 and not far:
            run.append(row)
            single = 0
        elif run and not far and len(row.pieces) <= 2 and single < 3 and all(len(piece.text) <= _LONGEST_PIECE for piece in row.pieces):
            run.append(row)
            single += 1
        else:
            yield run
            run, single = ([row] if len(row.pieces) > 2 else []), 0
    yield run


def _table(run: list[_Row]) -> Table | None:
    full = [row for row in run if len(row.pieces) > 2]
    values = [piece for row in full for piece in row.pieces[1:] if _VALUE.fullmatch(piece.text.replace(" ", ""))]
    pieces = [piece for row in full for piece in row.pieces]
    leaders = sum(any(_LEADER.fullmatch(piece.text) for piece in row.pieces) for row in full)
    if leaders * 2 > len(full):
        return None  # a table of contents
    if len(full) < _FEWEST_ROWS or len(values) * 4 < len(pieces) or median(len(piece.text) for piece in pieces) > _LONGEST_PIECE:
        return None
    columns = _columns(full)
    if len(columns) < 3:
        return None
    while not _goes_on(run[-1], columns):
        run = run[:-1]
    every = [piece for row in run for piece in row.pieces]
    return Table(
        min(piece.x0 for piece in every),
        max(piece.x1 for piece in every),
        min(piece.y0 for piece in every),
        max(piece.y1 for piece in every),
        _cells(run, columns),
    )


def _goes_on(row: _Row, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a row can be the table's last: one of several pieces, or a part of a cell that fits into its column."""
    if len(row.pieces) > 2:
        return True
    size = row.top - row.bottom
    fits = all(any(x0 - size <= piece.x0 and piece.x1 <= x1 + size for x0, x1 in columns) for piece in row.pieces)
    return fits and not _NOTE.match(row.pieces[0].text)


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """From left to right where each column stands, by the rows that have most pieces."""
    most = max(len(row.pieces) for row in rows)
    spans: list[tuple[float, float]] = []
    for piece in sorted((piece for row in rows if len(row.pieces) == most for piece in row.pieces), key=lambda one: one.x0):
        if spans and piece.x0 < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], piece.x1)
        else:
            spans.append((piece.x0, piece.x1))
    return spans


def _cells(run: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> list[GridCell]:
    """Rows as they stand; a lone piece is a part of the cell above it, or of the one below where that has nothing in its column."""
    lines = [_placed(row, columns) for row in run]
    grid: list[dict[int, tuple[str, int]]] = []
    waiting: dict[int, tuple[str, int]] = {}
    for number, placed in enumerate(lines):
        text = run[number].pieces[0].text
        part = len(run[number].pieces) == 1 and not _VALUE.fullmatch(text) and not _LABEL.match(text)
        following = next((lines[i] for i in range(number + 1, len(lines)) if len(run[i].pieces) > 1), None)
        if part and following is not None and not set(placed) & set(following):
            _join(waiting, placed)
        elif part and grid:
            _join(grid[-1], placed)
        else:
            row, waiting = waiting, {}
            _join(row, placed)
            grid.append(row)
    return [GridCell(text, at, column, 1, width) for at, row in enumerate(grid) for column, (text, width) in sorted(row.items())]


def _join(row: dict[int, tuple[str, int]], more: dict[int, tuple[str, int]]) -> None:
    for column, (text, width) in more.items():
        before, wide = row.get(column, ("", 1))
        row[column] = before + text, max(wide, width)


def _placed(row: _Row, columns: Sequence[tuple[float, float]]) -> dict[int, tuple[str, int]]:
    """column → (text, columns it reaches over)."""
    placed: dict[int, tuple[str, int]] = {}
    for piece in row.pieces:
        over = [i for i, (x0, x1) in enumerate(columns) if min(x1, piece.x1) - max(x0, piece.x0) > 0]
        nearest = min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1]) / 2 - (piece.x0 + piece.x1) / 2))
        at, width = (over[0], len(over)) if over else (nearest, 1)
        before, wide = placed.get(at, ("", 1))
        placed[at] = before + piece.text, max(wide, width)
    return placed
