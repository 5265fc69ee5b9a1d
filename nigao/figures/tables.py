"""Reading figures out of tables: every value with what its row, its column, the title and the units above it say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.figures.tables_blocks import Block, blocks_of
from nigao.figures.tables_cells import Value, change_in, is_empty, is_error, is_year, value_of
from nigao.figures.tables_context import TableContext, context_of, counted, lines_above
from nigao.figures.tables_figure import PERCENT, cell_name, figure_of, plain, table_name
from nigao.figures.tables_labels import (
    unit_of,
)
from nigao.figures.tables_rows import Row, RowReader
from nigao.outline.lone import plan_of
from nigao.quantity.amount import is_range
from nigao.report import Cell, Table

# What stands over the rest of a table: its title and unit are over its beginning.
_CONTINUED = re.compile(r"[\s（(]*(?:续表|接上表|续上表|续)[\s）)\d一二三四五六七八九十]*(?:[:：].*)?$")
# … and what its title says behind its name: 各镇粮食产量（续）.
_GOES_ON = re.compile(r"[（(]\s*(?:续表?|接上[表页]|续上[表页])\s*[\d一二三四五六七八九十]*\s*[）)]\s*$")
# What a table is called that has no name of its own, as a sheet has.
_NUMBERED = re.compile(r"表\d+$")
# So many rows are looked at to see whether a column holds numbers.
_LOOK = 200
_SENTENCE = re.compile(r"(?=.*[\d一二三四五六七八九十百千万亿两半])(?=.*[一-鿿].*[一-鿿])", re.S)
_YEAR_SAID = re.compile(r"20\d\d|[明次下]年")
# A line across the table under its rows.
_NOTE = re.compile(r"\s*(?:注|说明|备注)\s*[\d一二三]*\s*[:：]")
# 目标15%, 年初计划30人, 任务为12项: what a remark says was aimed at is the row's.
_AIMED = re.compile(r"(?:全年|年度|年初|原|当年|本年)*(?:目标|计划|任务|指标)(?:任务)?(?:数|值|为|是|定为|达到|控制在|[:：])*")


def read_tables(tables: Sequence[Table], text: str, *, calendar: Calendar, name: str = "") -> tuple[list[Figure], list[str]]:
    """Read every table's figures, in document order, and say in Chinese what could not be read or should be looked at.

    text: the document's text, in which the cells' offsets count; the lines just above a table may hold its title and unit.
    name: the file's name, which may say the year. A figure's ``place`` is 表名!C5, its ``value`` is scaled by the unit of the head
    (单位：万元, 12.5 → 125000 元), its ``text`` is the number as the cell shows it. Empty cells and dashes are no figures.
    """
    figures: list[Figure] = []
    warnings: list[str] = []
    above: list[str] = []
    before: TableContext | None = None
    last_end = 0
    for table in tables:
        near = lines_above(table, text)
        above = _titles(above, near)
        follows = bool(_NUMBERED.match(table.name)) and all(
            _CONTINUED.match(line) for line in text[last_end : table.start].split("\n") if line.strip()
        )
        for block in blocks_of(table):
            context = context_of(block, above, calendar, name)
            if context is not None and before is not None:
                context = _continued(context, before, block, above, follows, name)
            if context is not None:
                figures.extend(_figures_of(context))
                warnings.extend(context.warnings)
                before, follows = context, False
        last_end = table.end
    return figures, warnings


def _titles(above: list[str], near: list[str]) -> list[str]:
    """What stands over a table: the lines above it, and over the rest of a table what stood over its beginning."""
    if not any(_CONTINUED.match(line) or _GOES_ON.search(line) for line in near):
        return near
    return [*above, *(line for line in near if not _CONTINUED.match(line) or ":" in line or "：" in line)]


def _continued(
    context: TableContext, before: TableContext, block: Block, above: list[str], follows: bool, name: str
) -> TableContext | None:
    """A table that goes on with the one before: by its title (续), or as rows alone under a head that stands on the page before.

    follows: nothing stands between the two.
    """
    if any(_CONTINUED.match(line) or _GOES_ON.search(line) for line in context.shape.titles):
        titles = [line for line in context.shape.titles if not _CONTINUED.match(line)]
        whole = [*above, *before.shape.titles]
        context.shape.titles[:] = titles
        return context_of(block, [*whole, *titles], context.calendar, name)
    if context.shape.heads or not follows or len(context.grid.columns) != len(before.grid.columns) or not before.shape.heads:
        return context
    return context_of(replace(block, table=_under_head(context, before)), [*above, *before.shape.titles], context.calendar, name)


def _under_head(context: TableContext, before: TableContext) -> Table:
    """The rows with the head of the table before them on top."""
    table, places = context.table, dict(zip(before.grid.columns, context.grid.columns, strict=True))
    heads = [cell for row in before.shape.heads for cell in before.grid.owners(row) if cell.row == row]
    deep = len(before.shape.heads)
    top = [replace(cell, row=before.shape.heads.index(cell.row), column=places[cell.column]) for cell in heads]
    return replace(table, cells=(*top, *(replace(cell, row=cell.row + deep) for cell in table.cells)))


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
    _warn_of_fractions(context, figures)
    return figures


def _warn_of_unread(context: TableContext) -> None:
    """Name the cells in columns of numbers that hold digits and could not be read."""
    cells = [cell for column, unread in context.unread.items() if context.read[column] for cell in unread]
    if cells:
        shown = "、".join(f"{cell.address}“{cell.text[:20]}”" for cell in cells[:5])
        many = f"等{len(cells)}个单元格" if len(cells) > 5 else ""
        context.warnings.append(f"{table_name(context)}的{shown}{many}不是能读取的数字，没有读取，请核对。")


def _warn_of_fractions(context: TableContext, figures: Sequence[Figure]) -> None:
    """Name what is told in per cent and looks like the fraction itself: 0.5921 where 59.21% is meant."""
    told: dict[tuple[str, str], list[Figure]] = {}
    for one in figures:
        if one.unit == "%" and one.measure == "level" and not is_range(one.value) and "%" not in one.text and "％" not in one.text:
            told.setdefault((one.indicator, one.scope), []).append(one)
    for same in told.values():
        if all(abs(float(one.value)) <= 1 for one in same) and any(len(one.text.partition(".")[2]) > 2 for one in same):
            where, shown = same[0].place, same[0].text
            context.warn(f"fraction{where}", f"{where}的单位是%，数却是{shown}，可能没有设成百分比格式，请核对是不是{_as_share(shown)}。")


def _as_share(shown: str) -> str:
    return f"{plain(Decimal(shown) * 100)}%"


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
        return _prose(context, row, cell, column)
    if role == "indicator" and "value" not in context.shape.roles.values():
        return _prose(context, replace(row, name=""), cell, column)  # a table of words alone: 单位 | 工作情况
    if role != "value" or (is_year(cell.text) and not _counts(context, row, cell, column)):
        return []
    value = value_of(cell.text)
    if value is None:
        found = _prose(context, row, cell, column)
        if not found and re.search(r"\d", cell.text) and not re.search(r"\d{4}[-/.年]", cell.text):
            context.unread.setdefault(column, []).append(cell)
        return found
    context.read[column] += 1
    figure = figure_of(context, row, cell, context.columns[column], column, value)
    return [figure, *_remarked(context, row, cell, column, figure, value)] if figure is not None else []


def _counts(context: TableContext, row: Row, cell: Cell, column: int) -> bool:
    """Whether what looks like a year is a number of something: its row or column has a unit, its head says of which year it is, or it stands among numbers told in one."""
    label = context.columns[column]
    if label.unit or row.unit or (cell.text.strip().isdecimal() and (label.year or label.part or label.status)):
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


def _prose(context: TableContext, row: Row, cell: Cell, column: int) -> list[Figure]:
    """Figures of a cell that holds a sentence; one without an indicator of its own is the row's."""
    if not _SENTENCE.search(cell.text):
        return []
    place = cell_name(context, cell)
    found = read_figures(cell.text, calendar=_calendar(context, row, cell, column))
    return [
        replace(
            _of_row(figure, context, row, cell.text),
            start=cell.start + figure.start,
            end=cell.start + figure.end,
            place=place,
            scope=figure.scope or row.scope,
        )
        for figure in found
        if figure.indicator or row.name
    ]


def _calendar(context: TableContext, row: Row, cell: Cell, column: int) -> Calendar:
    """The years a cell's sentence is read in: under 2026年目标 and beside 2027年打算 it tells of what is aimed at, in that year."""
    head = context.columns.get(column)
    labels = [context.grid.text(cell.row, at) for at, role in context.shape.roles.items() if role == "indicator" and at != column]
    ahead = next((year for label in labels if (year := plan_of(label)) is not None), None)
    if ahead is None and (head is None or head.status != "target"):
        return context.calendar
    told = row.year or head.year if ahead is None and head is not None else ahead
    after = str(int(context.year) + 1) if context.year.isdecimal() else context.calendar.planned
    year = told or (after if ahead is not None else context.year) or ""
    before = str(int(year) - 1) if year.isdecimal() else context.calendar.reviewed
    return replace(context.calendar, reviewed=before, planned=year, part="plan")


def _of_row(figure: Figure, context: TableContext, row: Row, said: str) -> Figure:
    """A figure of a sentence in a cell, with the row's name where it has none; what is only called an aim is the row's aim."""
    nameless = not figure.indicator or figure.indicator[0].isdigit()
    if row.name and (_AIMED.fullmatch(figure.indicator) or (nameless and _AIMED.match(said.strip()))):
        own = figure.period if _YEAR_SAID.search(said) else row.year if row.year.isdecimal() else context.year
        return replace(figure, indicator=row.name, status="target", period=own)
    return replace(figure, indicator=row.name) if nameless else figure


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
