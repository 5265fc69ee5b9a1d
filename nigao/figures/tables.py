"""Reading figures out of tables: every value with what its row, its column, the title and the units above it say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.figures.tables_blocks import blocks_of
from nigao.figures.tables_cells import Value, change_in, is_empty, is_error, is_year, value_of
from nigao.figures.tables_context import TableContext, context_of, counted, lines_above
from nigao.figures.tables_figure import PERCENT, cell_name, figure_of, plain, table_name
from nigao.figures.tables_labels import (
    unit_of,
)
from nigao.figures.tables_rows import Row, RowReader
from nigao.report import Cell, Table

# What stands over the rest of a table: its title and unit are over its beginning.
_CONTINUED = re.compile(r"[\s（(]*(?:续表|接上表|续上表|续)[\s）)\d一二三四五六七八九十]*(?:[:：].*)?$")
# So many rows are looked at to see whether a column holds numbers.
_LOOK = 200
_SENTENCE = re.compile(r"(?=.*[\d一二三四五六七八九十百千万亿两半])(?=.*[一-鿿].*[一-鿿])", re.S)
# A line across the table under its rows.
_NOTE = re.compile(r"\s*(?:注|说明|备注)\s*[\d一二三]*\s*[:：]")


def read_tables(tables: Sequence[Table], text: str, *, calendar: Calendar, name: str = "") -> tuple[list[Figure], list[str]]:
    """Read every table's figures, in document order, and say in Chinese what could not be read or should be looked at.

    text: the document's text, in which the cells' offsets count; the lines just above a table may hold its title and unit.
    name: the file's name, which may say the year. A figure's ``place`` is 表名!C5, its ``value`` is scaled by the unit of the head
    (单位：万元, 12.5 → 125000 元), its ``text`` is the number as the cell shows it. Empty cells and dashes are no figures.
    """
    figures: list[Figure] = []
    warnings: list[str] = []
    above: list[str] = []
    for table in tables:
        near = lines_above(table, text)
        above = [*above, *near] if any(_CONTINUED.match(line) for line in near) else near
        for block in blocks_of(table):
            context = context_of(block, above, calendar, name)
            if context is not None:
                figures.extend(_figures_of(context))
                warnings.extend(context.warnings)
    return figures, warnings


def _figures_of(context: TableContext) -> list[Figure]:
    figures: list[Figure] = []
    reader = RowReader(context.grid, context.shape)
    context.counted = counted(context.subject, reader.names)
    heads = [context.shape.head(column) for column in context.grid.columns]
    seen: set[int] = set()
    for row in context.shape.body:
        if context.shape.heads and _repeats_head(context, row, heads):
            continue
        words, context.beside = reader.read(row), None
        if words.odd_unit:
            context.warn(f"unit{words.odd_unit}", f"{table_name(context)}的单位“{words.odd_unit}”没有认出，这些数字没有单位，请核对。")
        for column in context.grid.columns:
            cell = context.grid.cell(row, column)
            if cell is not None and id(cell) not in seen and cell.text.strip():
                seen.add(id(cell))
                figures.extend(_cell_figures(context, words, cell, column))
    _warn_of_shape(context, figures)
    _warn_of_unread(context)
    return figures


def _warn_of_unread(context: TableContext) -> None:
    """Name the cells in columns of numbers that hold digits and could not be read."""
    cells = [cell for column, unread in context.unread.items() if context.read[column] for cell in unread]
    if cells:
        shown = "、".join(f"{cell.address}“{cell.text[:20]}”" for cell in cells[:5])
        many = f"等{len(cells)}个单元格" if len(cells) > 5 else ""
        context.warnings.append(f"{table_name(context)}的{shown}{many}不是能读取的数字，没有读取，请核对。")


def _repeats_head(context: TableContext, row: int, heads: list[str]) -> bool:
    """Whether a row is the head again, as at the top of a printed page."""
    return [context.grid.text(row, column) for column in context.grid.columns] == heads


def _cell_figures(context: TableContext, row: Row, cell: Cell, column: int) -> list[Figure]:
    role = context.shape.roles[column]
    if is_error(cell.text):
        context.warn(f"error{cell.address}", f"{cell_name(context, cell)} 是公式错误（{cell.text.strip()}），没有读取。")
        return []
    if is_empty(cell.text):
        return []
    if role == "note" or _NOTE.match(cell.text):
        return _prose(context, row, cell)
    if role == "indicator" and "value" not in context.shape.roles.values():
        return _prose(context, replace(row, name=""), cell)  # a table of words alone: 单位 | 工作情况
    if role != "value" or (is_year(cell.text) and not _counts(context, row, cell, column)):
        return []
    value = value_of(cell.text)
    if value is None:
        found = _prose(context, row, cell)
        if not found and re.search(r"\d", cell.text) and not re.search(r"\d{4}[-/.年]", cell.text):
            context.unread.setdefault(column, []).append(cell)
        return found
    context.read[column] += 1
    figure = figure_of(context, row, cell, context.columns[column], column, value)
    return [figure, *_remarked(context, row, cell, column, figure, value)] if figure is not None else []


def _counts(context: TableContext, row: Row, cell: Cell, column: int) -> bool:
    """Whether what looks like a year is a number of something: its row or column has a unit, or it stands among numbers told in one."""
    if context.columns[column].unit or row.unit:
        return True
    beside = (context.grid.text(other, column) for other in context.shape.body[:_LOOK])
    return bool(context.units) and cell.text.strip().isdecimal() and any(value_of(text) and not is_year(text) for text in beside)


def _remarked(context: TableContext, row: Row, cell: Cell, column: int, figure: Figure, value: Value) -> list[Figure]:
    """The change or rank that a bracket behind the number tells: 128.6（增长6.2%）."""
    told = change_in(value.remark) if value.remark else None
    if told is None:
        return []
    at = cell.text.rindex(value.remark)
    surface = re.search(r"第?[-+]?\d[\d.,]*\s*(?:[%％‰]|个百分点|百分点|[位名])?", value.remark)
    if surface is None:
        return []
    unit = unit_of("位") if told.rank else told.unit or PERCENT
    low = told.low * (unit.factor if unit else 1)
    start = cell.start + at + surface.start()
    return [
        replace(
            figure,
            text=surface.group(),
            start=start,
            end=start + len(surface.group()),
            value=plain(low),
            unit=unit.base if unit else "",
            measure="rank" if told.rank else "change",
            comparator=told.comparator,
        )
    ]


def _prose(context: TableContext, row: Row, cell: Cell) -> list[Figure]:
    """Figures of a cell that holds a sentence; one without an indicator of its own is the row's."""
    if not _SENTENCE.search(cell.text):
        return []
    place = cell_name(context, cell)
    found = read_figures(cell.text, calendar=context.calendar)
    return [
        replace(
            figure,
            start=cell.start + figure.start,
            end=cell.start + figure.end,
            place=place,
            indicator=row.name if not figure.indicator or figure.indicator[0].isdigit() else figure.indicator,
            scope=figure.scope or row.scope,
        )
        for figure in found
        if figure.indicator or row.name
    ]


def _warn_of_shape(context: TableContext, figures: list[Figure]) -> None:
    if not context.shape.heads and any(
        value_of(text) and not is_year(text)
        for row in context.shape.body
        for column in context.grid.columns
        if (text := context.grid.text(row, column))
    ):
        if figures:
            context.warnings.insert(0, f"{table_name(context)}没有表头，已按每行首列是指标名读取了{len(figures)}个数字，请核对年份和单位。")
        else:
            context.warnings.insert(0, f"{table_name(context)}没有表头，其中的数字不知道是什么指标，没有读取，请补上表头再导入。")
