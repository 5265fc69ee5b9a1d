"""A sheet as the tables that stand on it: side by side, or one under the other, each with its own title, unit and head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from nigao.figures.tables_cells import is_empty, is_year, value_of
from nigao.figures.tables_grid import Grid, grid_of
from nigao.figures.tables_labels import is_unit_line, read_label, role_of
from nigao.report import Cell, Table

# A head's first cell, as it stands alone over the names of the rows.
_LABEL_HEAD = re.compile(
    r"(?:主要|考核|统计|具体|重点|经济)?(?:指标|项目|内容|名称|品名|品种|产品|行业|类别|科目|任务|事项|领域)(?:名称)?|序号|编号|年份|年度|月份|时间|"
    r"(?:统计)?(?:地区|区域|区县|县区|县市区|市州|镇街|街镇|乡镇|镇|街道|园区|单位|部门|企业)(?:名称)?|(?:各)?[县镇乡区市][（(][^（()）]{1,5}[)）]"
)
_NUMBERED_TITLE = re.compile(r"^(?:附?表|续表)\s*[\d一二三四五六七八九十]")
_NOTE = re.compile(r"^[（(]?\s*(?:注|说明|备注|资料来源|数据来源|来源)")
_LONGEST_HEAD = 16
# So many rows below a head are looked at for values.
_LOOK = 4


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet. table: its own cells; above: titles of the whole sheet that hold for it where its own say nothing."""

    table: Table
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Region:
    """Rows and columns of the grid that stand together. heads: rows above it whose head it goes on under."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    above: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()


def blocks_of(table: Table) -> list[Block]:
    """The tables of a sheet, left to right and top to bottom; a plain table is one."""
    grid = grid_of(table)
    if not grid.rows:
        return []
    whole = _Region(tuple(grid.rows), tuple(grid.columns))
    splitter = _Splitter(grid)
    regions = list(splitter.split(whole))
    if len(regions) == 1:
        return [Block(table)]
    return [Block(_cut(table, splitter, region), region.above) for region in regions]


def _cut(table: Table, splitter: _Splitter, region: _Region) -> Table:
    """The region's cells; where it goes on under another's head, that head stands between its titles and its rows."""
    grid, columns = splitter.grid, set(region.columns)
    order = list(region.rows)
    if region.heads:
        titles = [row for row in region.rows if splitter.alone(region, row) or splitter.about(region, row)]
        lead = len(titles) if titles == order[: len(titles)] else 1
        order = [*order[:lead], *region.heads, *order[lead:]]
    cells: list[Cell] = []
    seen: set[int] = set()
    for at, row in enumerate(order):
        for column, cell in sorted(grid.places.get(row, {}).items()):
            if column in columns and id(cell) not in seen:
                seen.add(id(cell))
                below = sum(1 for other in order[at : at + cell.rows] if grid.cell(other, column) is cell)
                wide = sum(1 for other in region.columns if other >= column and grid.cell(row, other) is cell)
                wide = max(wide, region.columns[-1] - column + 1 if cell.column + cell.columns > region.columns[-1] else wide)
                cells.append(replace(cell, row=at, column=column, rows=max(1, below), columns=max(1, wide)))
    ordered = tuple(sorted(cells, key=lambda cell: cell.start))
    return Table(table.name, ordered if not region.heads else tuple(cells), min(c.start for c in cells), max(c.end for c in cells))


@dataclass(slots=True)
class _Splitter:
    grid: Grid
    _known: dict[tuple[int, int, int], bool] = field(default_factory=dict)

    def split(self, region: _Region) -> Sequence[_Region]:
        """The regions within, cut as often as a cut can be found."""
        parts = self._side_by_side(region)
        if len(parts) < 2:
            parts = self._one_under_the_other(region)
        if len(parts) < 2:
            return parts
        return [smaller for part in parts for smaller in self.split(part)]

    # --- side by side -------------------------------------------------------------------------------------------

    def _side_by_side(self, region: _Region) -> list[_Region]:
        starts = self._column_cuts(region)
        if not starts:
            return [region]
        edges = [*starts, region.columns[-1] + 1]
        shared = self._shared_titles(region, starts)
        parts = []
        for left, right in pairwise([region.columns[0], *edges]):
            columns = tuple(column for column in region.columns if left <= column < right)
            rows = tuple(row for row in region.rows if row not in shared and any(self.grid.text(row, column) for column in columns))
            parts.append(replace(region, rows=rows, columns=columns, above=(*region.above, *shared.values())))
        return [part for part in parts if part.rows and part.columns]

    def _column_cuts(self, region: _Region) -> list[int]:
        """The first columns of the tables that stand to the right of another."""
        starts: list[int] = []
        first = region.columns[0]
        gaps = self._gaps(region)
        for before, column in pairwise(region.columns):
            if column in gaps:
                continue
            after_gap = before in gaps or column - before > 1
            rest = [other for other in region.columns if other >= column]
            own = after_gap and self._stands_alone(region, rest)
            if (own or self._head_begins_again(region, first, column)) and self._has_values(region, first, column):
                starts.append(column)
                first = column
        return starts

    def _gaps(self, region: _Region) -> set[int]:
        """Columns that hold nothing but titles that run over them."""
        lone = {row for row in region.rows if self.alone(region, row)}
        return {column for column in region.columns if not any(self.grid.text(row, column) for row in region.rows if row not in lone)}

    def _stands_alone(self, region: _Region, columns: Sequence[int]) -> bool:
        """Whether the columns begin with names of rows of their own and have values behind them."""
        part = replace(region, columns=tuple(columns))
        rows = [row for row in region.rows if len(self._owners(part, row)) > 1]
        texts = [text for row in rows if not is_empty(text := self.grid.text(row, columns[0]))]
        if len(texts) < 2:
            return False
        head = re.sub(r"\s+", "", texts[0])
        numbers = sum(value_of(text) is not None and not is_year(text) for text in texts)
        if role_of(head) in {"note", "department", "skip", "unit"} or (numbers and role_of(head) != "index"):
            return False
        return self._has_values(region, columns[1] if len(columns) > 1 else columns[0] + 1, columns[-1] + 1)

    def _head_begins_again(self, region: _Region, first: int, column: int) -> bool:
        """Whether a head stands twice beside itself: 指标 | 数值 | 指标 | 数值."""
        for row in region.rows:
            text = self.grid.text(row, column)
            if text and text == self.grid.text(row, first) and self.grid.cell(row, first) is not self.grid.cell(row, column):
                return bool(_LABEL_HEAD.fullmatch(re.sub(r"\s+", "", text)))
        return False

    def _has_values(self, region: _Region, first: int, end: int) -> bool:
        columns = [column for column in region.columns if first <= column < end]
        return any(self._is_value(row, column) for row in region.rows for column in columns)

    def _shared_titles(self, region: _Region, starts: Sequence[int]) -> dict[int, str]:
        """Titles over all of the tables: they run over a cut, or stand alone above all that is beside something."""
        shared = {}
        top = True
        for row in region.rows:
            owners = self._owners(region, row)
            if len(owners) != 1:
                top = False
                continue
            over = any(self.grid.cell(row, start) is owners[0] and owners[0].column < start for start in starts)
            if over or (top and not self._is_value(row, owners[0].column)):
                shared[row] = owners[0].text.strip()
        own = self._own_title(region, starts, shared)
        return {row: title for row, title in shared.items() if row != own}

    def _own_title(self, region: _Region, starts: Sequence[int], shared: Sequence[int] | dict[int, str]) -> int | None:
        """Of the titles that seem to be all tables', the one that is one table's alone: the others, lower down, each have their own."""
        edges = [region.columns[0], *starts, region.columns[-1] + 1]
        parts = [replace(region, columns=tuple(c for c in region.columns if left <= c < right)) for left, right in pairwise(edges)]
        rows = [next((row for row in region.rows if row not in shared and self._owners(part, row)), None) for part in parts]
        titled = [row is not None and len(self._owners(part, row)) == 1 for part, row in zip(parts, rows, strict=True)]
        if titled.count(False) != 1:
            return None
        columns = parts[titled.index(False)].columns
        lone = [
            row
            for row in shared
            if all(cell.column in columns and cell.column + cell.columns - 1 <= columns[-1] for cell in self._owners(region, row))
        ]
        return lone[-1] if lone else None

    # --- one under the other ------------------------------------------------------------------------------------

    def _one_under_the_other(self, region: _Region) -> list[_Region]:
        starts = self._row_cuts(region)
        if not starts:
            return [region]
        edges = [0, *(at for at, _ in starts), len(region.rows)]
        heads: list[tuple[int, ...]] = [region.heads]
        for at, keeps in starts:
            heads.append(self._head_rows(region, heads[-1], edges[len(heads) - 1], at) if keeps else ())
        lines = self._sheet_titles(region)
        return [
            replace(region, rows=region.rows[left:right], heads=head, above=(*region.above, *lines) if left else region.above)
            for (left, right), head in zip(pairwise(edges), heads, strict=True)
        ]

    def _row_cuts(self, region: _Region) -> list[tuple[int, bool]]:
        """(index in the rows where another table begins, whether it goes on under the head before)."""
        cuts: list[tuple[int, bool]] = []
        seen_values = False
        at = 0
        while at < len(region.rows):
            row = region.rows[at]
            gap = at > 0 and row - region.rows[at - 1] > 1
            if self._values(region, row):
                seen_values = True
            elif seen_values and (kind := self._opens(region, at, gap)):
                cuts.append((at, kind == "title"))
                seen_values = False
            at += 1
        return cuts

    def _opens(self, region: _Region, at: int, gap: bool) -> str:
        """ "head" where a table with a head of its own begins here, "title" for one that only has a title or unit of its own, else ""."""
        row = region.rows[at]
        if not (self.alone(region, row) or self.about(region, row)):
            return "head" if self._is_head(region, at, gap) and not self._is_repeated(region, at, gap) else ""
        texts, after = [], at
        while after < len(region.rows) and (self.alone(region, region.rows[after]) or self.about(region, region.rows[after])):
            texts += [cell.text.strip() for cell in self._owners(region, region.rows[after])]
            gap = gap or (after > at and region.rows[after] - region.rows[after - 1] > 1)
            after += 1
        if after == len(region.rows) or any(_NOTE.match(text) for text in texts):
            return ""
        sure = any(_NUMBERED_TITLE.match(text) or is_unit_line(text) for text in texts)
        titled = sure or any(read_label(text, head=True).unit for text in texts)
        if self._is_head(region, after, gap or titled, sure):
            return "head"
        return "title" if titled and self._values(region, region.rows[after]) else ""

    def _is_head(self, region: _Region, at: int, loose: bool, sure: bool = False) -> bool:
        """Whether a row is a head over values. loose: a blank row or a title before it makes one likely; sure: a table begins here."""
        row = region.rows[at]
        owners = self._owners(region, row)
        texts = [re.sub(r"\s+", "", cell.text) for cell in owners]
        if len(owners) < 2 or self._values(region, row) or any(len(text) > _LONGEST_HEAD or text[-1] in "。；" for text in texts):
            return False
        if not any(self._values(region, below) for below in region.rows[at + 1 : at + 1 + _LOOK]):
            return False
        if sure:
            return True
        corner = region.columns[0] not in {cell.column for cell in owners}
        named = bool(_LABEL_HEAD.fullmatch(texts[0]))
        known = sum(self._says_column(text) for text in texts[0 if corner else 1 :])
        if named:
            return known > 0 or loose or len(texts) > 2
        return known * 2 >= len(texts) - (not corner) and (loose or known > 1) and not is_empty(texts[0])

    @staticmethod
    def _says_column(text: str) -> bool:
        """Whether a text says what a column holds: a year, a unit, a measure, a status or a known word."""
        label = read_label(text, head=True)
        known = label.year or label.part or label.unit or label.measure or label.status or label.derived
        return bool(known) or is_year(text) or role_of(text) in {"unit", "index", "note"}

    def _is_repeated(self, region: _Region, at: int, gap: bool) -> bool:
        """Whether the row is the head above once more, as at the top of a printed page."""
        row = [self.grid.text(region.rows[at], column) for column in region.columns]
        return not gap and any(
            row == [self.grid.text(above, column) for column in region.columns] for above in region.rows[max(0, at - 400) : at]
        )

    def _head_rows(self, region: _Region, given: tuple[int, ...], left: int, right: int) -> tuple[int, ...]:
        """The head of the table in these rows: what stands between its titles and its first values."""
        rows = []
        for row in region.rows[left:right]:
            if self._values(region, row):
                break
            if not (self.alone(region, row) or self.about(region, row)):
                rows.append(row)
        return tuple(rows) or given

    def _sheet_titles(self, region: _Region) -> list[str]:
        """Titles of the whole sheet: of several lines at its top all but the one that is the first table's own."""
        lines = []
        for row in region.rows:
            if not (self.alone(region, row) or self.about(region, row)):
                break
            lines.append("　".join(cell.text.strip() for cell in self._owners(region, row)))
        own = max((at for at, line in enumerate(lines) if not is_unit_line(line) or len(line) > 14), default=0)
        return lines[:own]

    # --- rows ---------------------------------------------------------------------------------------------------

    def alone(self, region: _Region, row: int) -> bool:
        """Whether one text stands by itself in the row, as titles and names of groups do."""
        owners = self._owners(region, row)
        return len(owners) == 1 and len(region.columns) > 1 and not self._values(region, row)

    def about(self, region: _Region, row: int) -> bool:
        """Whether the row says the unit, the date or who filled the table in."""
        owners = self._owners(region, row)
        return (
            len(owners) < len(region.columns)
            and len(owners) <= 3
            and any(is_unit_line(c.text) for c in owners)
            and not self._values(region, row)
        )

    def _owners(self, region: _Region, row: int) -> list[Cell]:
        seen: dict[int, Cell] = {}
        places = self.grid.places.get(row, {})
        for column in region.columns:
            cell = places.get(column)
            if cell is not None and cell.text.strip():
                seen.setdefault(id(cell), cell)
        return list(seen.values())

    def _values(self, region: _Region, row: int) -> bool:
        """Whether a row of the region has a value in it."""
        key = row, region.columns[0], region.columns[-1]
        if key not in self._known:
            self._known[key] = any(self._is_value(row, column) for column in region.columns)
        return self._known[key]

    def _is_value(self, row: int, column: int) -> bool:
        text = self.grid.text(row, column)
        return bool(text) and not is_year(text) and value_of(text) is not None
