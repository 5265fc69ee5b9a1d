"""A value as a cell of a draft's table would have it: the unit stands in the table's heads, so the cell has the bare number."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from nigao.errors import BadCall
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures

_SCALES = {Decimal(10**power): name for power, name in ((3, "千"), (4, "万"), (6, "百万"), (8, "亿"))}


def in_cell(figure: Figure, value: str, calendar: Calendar) -> str:
    """991.2亿元 as 991.2 under （亿元）; a bare number as it is. Raises BadCall where it has another unit than the cell."""
    said = read_figures(f"{figure.indicator}{value}", calendar=calendar)
    if not said or not said[-1].unit or figure.unit == "" or figure.text.endswith(figure.unit):
        return value
    try:
        scale = Decimal(figure.value) / Decimal(figure.text.replace(",", ""))
        number = Decimal(said[-1].value) / scale
    except (InvalidOperation, ZeroDivisionError):
        return value
    if said[-1].unit != figure.unit:
        raise BadCall(f"表里这一格的单位是“{_SCALES.get(abs(scale), '')}{figure.unit}”，“{value}”的单位不同，稿子没有动。")
    return f"{number.normalize():f}"
