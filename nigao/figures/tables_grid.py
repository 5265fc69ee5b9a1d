"""The shape of a table: merged cells filled in, title lines, header rows, and what each column holds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from nigao.figures.tables_cells import is_empty, is_year, value_of
from nigao.figures.tables_labels import Role, is_unit_line, read_label, role_of, unit_of
from nigao.report import Cell, Table

# What a pivot table writes over its columns, which names none of them.
_PIVOT = frozenset({"列标签", "Column Labels"})
# A declared merge larger than this is a slip of the file, not a head.
_LARGEST_MERGE = 4096
_HEAD_ROWS = 6
# Rows looked at to see what a column holds.
_LOOK = 200


@dataclass(slots=True)
class Grid:
    """Every used place of a table with the cell that covers it; rows and columns are those that hold any text."""

    places: dict[int, dict[int, Cell]]
    rows: list[int]
    columns: list[int]

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        return self.places.get(row, {}).get(column)

    def text(self, row: int, column: int) -> str:
        """The text at a place, "" if there is none."""
        cell = self.cell(row, column)
        return cell.text.strip() if cell is not None else ""

    def owners(self, row: int) -> list[Cell]:
        """The different cells with text in a row, left to right."""
        seen: dict[int, Cell] = {}
        for column in sorted(self.places.get(row, {})):
            cell = self.places[row][column]
            if cell.text.strip():
                seen.setdefault(id(cell), cell)
        return list(seen.values())


@dataclass(slots=True)
class Shape:
    """How a table is built. titles: lines above the head; heads: header rows; body: the rows below; roles: what a column holds.

    ends_in_units: the lowest of the header rows says each column's unit.
    """

    titles: list[str]
    heads: list[int]
    body: list[int]
    roles: dict[int, Role]
    labels: dict[int, list[str]] = field(default_factory=dict)
    ends_in_units: bool = False

    def head(self, column: int) -> str:
        """The column's head in one string, for messages."""
        return "".join(self.labels.get(column, ()))


def grid_of(table: Table) -> Grid:
    """Lay a table's cells out, each merged cell over all the places it covers within the used area."""
    used = [cell for cell in table.cells if cell.text.strip() and cell.text.strip() not in _PIVOT]
    last_row = max((cell.row for cell in used), default=-1)
    last_column = max((cell.column for cell in used), default=-1)
    places: dict[int, dict[int, Cell]] = {}
    for cell in used:
        rows = min(cell.rows, last_row - cell.row + 1)
        columns = min(cell.columns, last_column - cell.column + 1)
        if rows * columns > _LARGEST_MERGE:
            rows, columns = 1, 1
        for row in range(cell.row, cell.row + max(rows, 1)):
            for column in range(cell.column, cell.column + max(columns, 1)):
                places.setdefault(row, {}).setdefault(column, cell)
    columns_used = {column for row in places.values() for column in row}
    return Grid(places, sorted(places), sorted(columns_used))


def shape_of(grid: Grid) -> Shape:
    """Find title lines, header rows and the columns' roles; ``heads`` is empty where the table has no head."""
    titles, rest = _titles(grid)
    heads = _heads(grid, rest)
    shape = Shape(titles, heads, rest[len(heads) :], {}, ends_in_units=len(heads) > 1 and is_unit_row(grid, heads[-1]))
    kinds = {column: _kinds(grid, shape.body, column) for column in grid.columns}
    first_value = next((column for column in grid.columns if kinds[column]["value"] > kinds[column]["text"]), None)
    for column in grid.columns:
        shape.labels[column] = _head_path(grid, heads, column)
        left = column < first_value if first_value is not None else "indicator" not in shape.roles.values()
        shape.roles[column] = _role(grid, shape, column, kinds[column], left)
    _name_a_label_column(shape, kinds)
    return shape


def values_in(grid: Grid, row: int) -> int:
    """How many cells of a row are values; years are not."""
    return sum(1 for cell in grid.owners(row) if not is_year(cell.text) and value_of(cell.text) is not None)


def _titles(grid: Grid) -> tuple[list[str], list[int]]:
    """Lines above the table proper: alone in their row, or saying the unit, the date, who filled it in."""
    titles: list[str] = []
    for index, row in enumerate(grid.rows):
        owners = grid.owners(row)
        alone = len(owners) == 1 and len(grid.columns) > 1
        about = len(owners) <= 3 and len(owners) < len(grid.columns) and any(_is_about(cell.text) for cell in owners)
        if not (alone or about) or values_in(grid, row):
            return titles, grid.rows[index:]
        titles.append("　".join(cell.text.strip() for cell in owners))
    return titles, []


def _is_about(text: str) -> bool:
    return is_unit_line(text) or bool(re.search(r"(?:填报|编制|制表|填表|报送)(?:单位|日期|时间|人)?[:：]|日期[:：]", text))


def _heads(grid: Grid, rows: list[int]) -> list[int]:
    heads: list[int] = []
    for row in rows[:_HEAD_ROWS]:
        owners = grid.owners(row)
        if (
            values_in(grid, row)
            or _counts_below(grid, heads, row)
            or (not heads and len(owners) < 2)
            or (heads and not _continues(grid, heads, row))
        ):
            break
        heads.append(row)
    return heads if len(heads) < len(rows) else heads[:1]


def _counts_below(grid: Grid, heads: list[int], row: int) -> bool:
    """Whether what look like years in a row are counts: a head above each says a year or a unit already (2024年 | 2025年 over 1985 | 2001)."""
    years = [cell for cell in grid.owners(row) if cell.text.strip().isdecimal() and is_year(cell.text)]
    return bool(heads and years) and all(_says_already(_head_path(grid, heads, cell.column)) for cell in years)


def _says_already(heads: list[str]) -> bool:
    """Whether the heads over a column say what its numbers are of: a year, a part of one, a unit, results or aims."""
    label = read_label(" ".join(heads[-1:]), head=True)
    return bool(label.year or label.part or label.unit or label.measure or label.status)


def _continues(grid: Grid, heads: list[int], row: int) -> bool:
    """Whether a row goes on with the head: cells of the head reach into it, or it divides a cell above it that is wider."""
    above = heads[-1]
    owners = grid.owners(row)
    if is_unit_row(grid, row):
        return True
    if len(owners) < 2 and len(grid.columns) > 2:
        return bool(owners) and _is_lower_head(owners[0].text, grid.text(above, owners[0].column))
    if any(cell.row in heads for cell in owners):
        return True
    wide = any(cell.columns > 1 for cell in grid.owners(above))
    gaps = [column for column in grid.columns if not grid.text(above, column)]
    filled = [column for column in gaps if grid.text(row, column)]
    empty_below = any(not grid.text(row, column) for column in grid.columns if grid.text(above, column))
    only_periods = all(not read_label(cell.text, head=True).name for cell in grid.owners(above))
    return wide or bool(filled and (empty_below or only_periods))


def is_unit_row(grid: Grid, row: int) -> bool:
    """Whether a row under the head says nothing but each column's unit, behind a blank or the word 单位."""
    owners = grid.owners(row)
    told = owners[1:] if owners and role_of(owners[0].text) == "unit" else owners
    return len(told) > 1 and all(unit_of(cell.text) for cell in told)


def _is_lower_head(text: str, above: str) -> bool:
    """Whether a text alone in its row belongs to the head: it fills a gap, or says only a measure or a unit (增速（%） under GDP)."""
    label = read_label(text, head=True)
    return not above or (not label.name and label.measure is not None)


def _head_path(grid: Grid, heads: list[int], column: int) -> list[str]:
    """The heads over a column from top to bottom, a blank filled from its left where the head has rows below it."""
    path: list[str] = []
    for index, row in enumerate(heads):
        text = grid.text(row, column)
        if not text and any(grid.text(below, column) for below in heads[index + 1 :]):
            left = [other for other in grid.columns if other < column and grid.text(row, other)]
            text = grid.text(row, left[-1]) if left else ""
        if path and role_of(text) == "unit" and is_unit_row(grid, row):
            continue  # the word in front of the units is no head of its column
        if text and (not path or path[-1] != text):
            path.append(text)
    return path


def _role(grid: Grid, shape: Shape, column: int, kinds: Counter[str], left: bool) -> Role:
    """What a column holds, by its head's words and by what stands in it; left: no column of values stands before it."""
    head = shape.labels[column][-1] if shape.labels[column] else ""
    role = role_of(head) if head else "value"
    second = "indicator" in shape.roles.values() and kinds["value"] > 0
    if role == "indicator" and (kinds["value"] > kinds["text"] or second):
        return "value"
    if role == "unit" and not _holds_units(grid, shape.body, column):
        return "scope"
    if role == "value" and kinds["year"] > kinds["value"] + kinds["text"] and not _says_already(shape.labels[column]):
        return "year"
    if role == "value" and left and kinds["text"] > kinds["value"]:
        return "indicator"
    return role


def _kinds(grid: Grid, body: list[int], column: int) -> Counter[str]:
    """How many values, years and other texts stand in a column's first rows."""
    kinds: Counter[str] = Counter()
    for row in body[:_LOOK]:
        text = grid.text(row, column)
        if not is_empty(text):
            kinds["year" if is_year(text) else "value" if value_of(text) is not None else "text"] += 1
    return kinds


def _holds_units(grid: Grid, body: list[int], column: int) -> bool:
    texts = [text for row in body[:_LOOK] if not is_empty(text := grid.text(row, column))]
    return not texts or sum(unit_of(text) is not None or _scaled(text) for text in texts) * 2 >= len(texts)


def _scaled(text: str) -> bool:
    """Whether an unknown word may be a unit by the scale in front of it: 亿RMB, 万支（瓶）."""
    return text[:1] in "万亿" and len(text) <= 10


def _name_a_label_column(shape: Shape, kinds: dict[int, Counter[str]]) -> None:
    """A table whose rows have no name but a department or a scope keeps them as names only if nothing else can be one."""
    if {"indicator", "scope", "year"} & set(shape.roles.values()):
        return
    texts = [column for column, role in shape.roles.items() if role in {"value", "department"} and not kinds[column]["value"]]
    if texts and kinds[texts[0]]["text"]:
        shape.roles[texts[0]] = "scope" if shape.roles[texts[0]] == "department" else "indicator"
