"""What a change in a column without a unit is told in: the row's own unit or per cent, by the amounts that stand beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from nigao.figures.tables_cells import Value, value_of
from nigao.figures.tables_context import TableContext
from nigao.figures.tables_labels import Label, Unit

ToldAs = Literal["difference", "share", ""]


def told_as(context: TableContext, head: Label, row: int, value: Value) -> ToldAs:
    """Whether a change is the difference of the two amounts of its row or their rise in per cent; "" where they do not tell."""
    both = _amounts(context, head, row)
    if both is None or both[0] == both[1]:
        return ""
    now, then = both
    told = abs(value.low)
    difference = abs(told - abs(now - then)) <= max(_rounding(told), _rounding(now), _rounding(then))
    share = then != 0 and abs(told - abs((now - then) / then * 100)) <= _rounding(told)
    if difference == share:
        return ""
    return "difference" if difference else "share"


def unit_of_amounts(context: TableContext, head: Label, row: int) -> Unit | None:
    """The unit that the amounts of the row write in their own cells: 1086人 | 1112人 | 26."""
    values = [_value(context, column, row) for column, label in context.columns.items() if _is_amount(label, head)]
    return next((value.unit for value in values if value is not None and value.unit is not None), None)


def _amounts(context: TableContext, head: Label, row: int) -> tuple[Decimal, Decimal] | None:
    """(this year's, last year's) amount of the row, as written in one unit."""
    years = {_year(context, label): column for column, label in context.columns.items() if _is_amount(label, head) and not label.part}
    numbered = sorted(int(year) for year in years if year.isdecimal())
    told = _year(context, head)
    last = int(told) if told.isdecimal() and int(told) in numbered else max(numbered, default=0)
    if last - 1 not in numbered:
        return None
    now, then = _value(context, years[str(last)], row), _value(context, years[str(last - 1)], row)
    if now is None or then is None or now.low != now.high or then.low != then.high:
        return None
    if now.unit and then.unit and now.unit.factor != then.unit.factor:
        return None
    return now.low, then.low


def _is_amount(label: Label, head: Label) -> bool:
    return (
        label.measure is None and not label.derived and label.status != "target" and label.name == head.name and label.scope == head.scope
    )


def _year(context: TableContext, label: Label) -> str:
    if label.year in {"-1", "0"}:
        return str(int(context.year) + int(label.year)) if context.year.isdecimal() else ""
    return label.year or context.year


def _value(context: TableContext, column: int, row: int) -> Value | None:
    cell = context.grid.cell(row, column)
    return value_of(cell.text) if cell is not None else None


def _rounding(number: Decimal) -> Decimal:
    """How far what a number was rounded from may lie from it: 0.05 for 4.6."""
    exponent = number.as_tuple().exponent
    return Decimal("0.5").scaleb(exponent) if isinstance(exponent, int) else Decimal("0.5")
