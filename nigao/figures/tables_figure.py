"""The figure of one cell: its value with what its row, its column and its table say."""

from __future__ import annotations

import re
from decimal import Decimal

from nigao.figures.figure import Figure, Measure, Status
from nigao.figures.tables_cells import Value
from nigao.figures.tables_changes import told_as, unit_of_amounts
from nigao.figures.tables_context import HAPPENED, TableContext
from nigao.figures.tables_labels import (
    Label,
    Unit,
    unit_of,
)
from nigao.figures.tables_rows import METRIC as _METRIC
from nigao.figures.tables_rows import Row
from nigao.figures.tables_units import fitting
from nigao.report import Cell

# A name of an account's row that needs no 收入 or 支出 of the title behind it: 增值税, 罚没收入, 教育支出.
_OF_ACCOUNT = re.compile(r"(?:税|收入|支出|费|基金)$")
# A change told in the indicator's own unit, not in per cent: 增减额, 2026年比上年增减, ±.
_ABSOLUTE = re.compile(
    r"额|量|数|^(?:20\d\d年?度?|本年|今年|当年)?(?:(?:同比|环比)|[比较与](?:上年|去年|上一年|20\d\d年)(?:同期)?(?:相比)?)?(?:增减|变化|变动|增加|增减变化|升降)(?:情况|值)?$"
    r"|^(?:±|[+＋]/?[-－—])$"
)
_AMOUNT = re.compile(r"[额量]$")
_NAMES_SOMETHING = re.compile(r"[一-鿿A-Za-z]")
_MOVED = re.compile(r"(?:提高|提升|上升|增加|增长|下降|降低|回落|减少)(?:数|值|幅度)?$")
PERCENT = unit_of("%")


def figure_of(context: TableContext, row: Row, cell: Cell, head: Label, column: int, value: Value) -> Figure | None:
    """The figure of a cell, None where nothing says what it is of."""
    indicator = _indicator(context, row, head)
    if not indicator:
        if context.shape.heads:
            context.warn(f"name{column}", f"{table_name(context)}{_letter(cell)}列没有指标名，其中的数字没有读取，请补上表头。")
        return None
    measure = _measure(row, head, value)
    status = _status(context, row, head)
    unit = _unit(context, row, head, column, cell, value, measure, indicator)
    if unit is not None and unit.base == "百分点" and measure == "level":  # points are only ever what something moved by
        measure, indicator = "change", _MOVED.sub("", indicator) or indicator
    low, high = _scaled(context, value, unit, row, head, measure, cell)
    return Figure(
        text=cell.text[value.start : value.end],
        start=cell.start + value.start,
        end=cell.start + value.end,
        value=plain(low) if low == high else f"{plain(low)}..{plain(high)}",
        unit=unit.base if unit else "",
        indicator=indicator,
        measure=measure,
        status=status,
        comparator=value.comparator,
        period=_period(context, row, head, status),
        scope=" ".join(
            part for part in (row.scope, head.scope, row.part or head.part or ("" if status == "target" else context.part)) if part
        ),
        section=context.table.name,
        place=cell_name(context, cell),
    )


def _indicator(context: TableContext, row: Row, head: Label) -> str:
    own, said = row.name, head.name
    if said and context.subject and context.subject not in said and HAPPENED.fullmatch(said) and not _METRIC.search(own):
        said = context.subject + said
    if said and own and said not in own:
        own = said if own in said else own + said
    elif own and not said and context.counted and context.counted not in own and not _OF_ACCOUNT.search(own):
        own = own + context.counted
    own = own or said or (context.subject if row.scope or row.total or row.year or head.year or row.part or head.part else "")
    if not _NAMES_SOMETHING.search(own):
        return ""
    return f"{own}{head.derived}" if own and head.derived and not own.endswith(head.derived) else own


def _measure(row: Row, head: Label, value: Value) -> Measure:
    if head.measure == "rank" or value.rank or row.label.measure == "rank":
        return "rank"
    return head.measure or (row.label.measure or "level")


def _status(context: TableContext, row: Row, head: Label) -> Status:
    if head.status:
        return head.status
    if row.label.status:
        return row.label.status
    told = head.derived or (context.tells_results and head.measure is not None)  # a rise or a rank beside results is one of theirs
    return "target" if context.planned and not told else "actual"


def _unit(
    context: TableContext, row: Row, head: Label, column: int, cell: Cell, value: Value, measure: Measure, indicator: str
) -> Unit | None:
    """The cell's own unit, else the row's, else the head's, else the title's; for a change the head's own goes first."""
    if measure == "rank":
        return unit_of("位")
    if measure == "change" or head.derived:
        row_unit = row.unit if row.label.measure == "change" or row.name == "" else None
        said = head.unit or row_unit or (row.unit if row.unit and row.unit.base == "百分点" else None)
        given = value.unit or said or _unit_of_change(context, row, head, column, indicator, cell, value)
    else:
        share = head.unit is not None and head.unit.base in {"%", "‰"} and row.unit is not None and row.unit.base not in {"%", "‰"}
        said = (head.unit if share else row.unit) or head.unit
        beside = context.beside if not head.name else None
        given = value.unit or said or _title_unit(context, indicator, row, column) or beside
        context.beside = value.unit if value.unit and not head.name else beside
        if row.unit and head.unit and not share and (row.unit.base, row.unit.factor) != (head.unit.base, head.unit.factor):
            message = f"表头单位是“{head.unit.written}”，本行单位是“{row.unit.written}”，已按本行单位读取，请核对。"
            context.warn(f"row{column}", f"{cell_name(context, cell)}：{message}")
    if value.unit and said and (value.unit.base, value.unit.factor) != (said.base, said.factor):
        message = f"表中单位是“{said.written}”，单元格里写的是“{value.unit.written}”，已按单元格所写读取，请核对。"
        context.warn(f"unit{column}", f"{cell_name(context, cell)}：{message}")
    return given


def _unit_of_change(context: TableContext, row: Row, head: Label, column: int, indicator: str, cell: Cell, value: Value) -> Unit | None:
    """Of a change whose unit is not said: what the row's amounts make it, else the indicator's own where the head says no rate, else per cent."""
    last = "".join(context.shape.labels[column][-1:])
    told = told_as(context, head, cell.row, value) if not head.derived else ""
    if told == "share" or head.derived or not (told or _ABSOLUTE.search(re.sub(r"\s", "", last))):
        return PERCENT
    own = row.unit or unit_of_amounts(context, head, cell.row)
    if own is not None or "unit" in context.shape.roles.values():
        return _of_change(own)
    if told or _AMOUNT.search(last):
        return _title_unit(context, indicator, row, column)
    context.warn(
        f"change{column}", f"{table_name(context)}的“{context.shape.head(column)}”列没有写单位，不知道是增减多少还是百分之几，请核对。"
    )
    return None


def _of_change(unit: Unit | None) -> Unit | None:
    """The unit in which a level of this unit rises: rates by 百分点."""
    return unit_of("百分点") if unit is not None and unit.base == "%" else unit


def _title_unit(context: TableContext, indicator: str, row: Row, column: int) -> Unit | None:
    """The one of the title's units that fits what is counted; of several that do not tell, the one in the column's order, else none."""
    words = indicator + row.label.name + re.sub(r"[（(].*?[)）]", "", context.shape.head(column))
    unit, certain = fitting(context.units, words)
    if certain:
        return unit
    bare = [at for at, label in context.columns.items() if label.measure is None and label.unit is None and not label.derived]
    if len(bare) == len(context.units) and column in bare:
        return context.units[bare.index(column)]
    several = "、".join(unit.written for unit in context.units)
    context.warn(f"several{column}", f"{table_name(context)}写了几个单位（{several}），“{indicator}”用的是哪一个没有认出，请核对。")
    return None


def _scaled(
    context: TableContext, value: Value, unit: Unit | None, row: Row, head: Label, measure: Measure, cell: Cell
) -> tuple[Decimal, Decimal]:
    factor = unit.factor if unit else Decimal(1)
    low, high = value.low * factor, value.high * factor
    if head.derived == "完成率" and value.unit is None and head.unit is None and high <= Decimal("1.5") and high > 0:
        shown = cell.text.strip()
        context.warn(f"rate{head.name}{head.year}", f"{cell_name(context, cell)}：完成率写作“{shown}”，没有写％，已按小数读取，请核对。")
        low, high = low * 100, high * 100
    if measure == "change" and (head.fall or row.label.fall) and not value.signed:
        low, high = -high, -low
    return low, high


def _period(context: TableContext, row: Row, head: Label, status: Status) -> str:
    said = row.year or head.year
    if head.average and context.years:
        return context.years
    if said in {"-1", "0"}:
        return str(int(context.year) + int(said)) if context.year.isdigit() else ""
    if said:
        return said
    if status == "target" and not context.year_said and not context.tells_results:
        return context.calendar.planned or context.year
    return context.year


def table_name(context: TableContext) -> str:
    """The table as a message names it."""
    return f"表“{context.table.name}”"


def cell_name(context: TableContext, cell: Cell) -> str:
    """The place of a cell: 表名!C5."""
    return f"{context.table.name}!{cell.address or f'R{cell.row + 1}C{cell.column + 1}'}"


def _letter(cell: Cell) -> str:
    letters = re.match(r"[A-Z]+", cell.address)
    return f"的{letters.group()}" if letters else f"的第{cell.column + 1}"


def plain(value: Decimal) -> str:
    """A number as a figure keeps it."""
    text = format(value.normalize(), "f")
    return "0" if text == "-0" else text
