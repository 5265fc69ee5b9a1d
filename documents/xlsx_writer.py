"""Writes tables as .xlsx; text from files and models is always text there, never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from nigao.ledger import Entry
from nigao.printable import clean

LEDGER_HEADERS = ("指标", "口径", "年份", "数值", "单位", "性质", "状态", "出处", "位置", "原句")
_MEASURES = {"level": "数值", "change": "增减", "rank": "位次"}
_STATUSES = {"actual": "实际", "target": "目标"}
_FORMULA = ("=", "+", "-", "@")
_LONGEST = 32767  # characters Excel keeps in a cell


def write_ledger(entries: Sequence[Entry]) -> bytes:
    """The ledger as a sheet, one figure a row, under ``LEDGER_HEADERS``."""
    return write_table(LEDGER_HEADERS, map(_row, entries), "台账")


def write_table(headers: Sequence[str], rows: Iterable[Sequence[object]], name: str = "表") -> bytes:
    """Any table as a sheet with a fixed header. name: the sheet's name."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append(list(_cells(sheet, headers, bold=True)))
    for row in rows:
        sheet.append(list(_cells(sheet, row)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_form(lines: Sequence[Sequence[str]], head: int, to_fill: int, name: str) -> bytes:
    """A form to be filled in: text lines, a head, rows with a marked column, a line for signatures.

    head: which line is the head; to_fill: the column that is to be filled, both from 0.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    thin = Side(style="thin")
    edge = Border(left=thin, right=thin, top=thin, bottom=thin)
    for number, line in enumerate(lines, 1):
        in_table = head < number <= len(lines) - 1
        for column, value in enumerate(line, 1):
            cell: Any = sheet.cell(number, column)
            cell.value = clean(value)[:_LONGEST]
            cell.data_type, cell.quotePrefix = "s", value.startswith(_FORMULA)
            if column == to_fill + 1 and number > head + 1 and in_table:
                cell.value, cell.fill = None, PatternFill("solid", fgColor="FFF2CC")
            if in_table:
                cell.border, cell.alignment = edge, Alignment(wrap_text=True, vertical="center")
            cell.font = Font(bold=number in (1, head + 1), size=16 if number == 1 else 11)
    for letter, width in zip("ABCDEFGHI", (34, 9, 9, 16, 16, 11, 22, 44, 16), strict=True):
        sheet.column_dimensions[letter].width = width
    for number in range(1, head + 1):
        sheet.cell(number, column=1).alignment = Alignment(wrap_text=False)
    sheet.freeze_panes = f"A{head + 2}"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(sheet: Any, row: Sequence[object], bold: bool = False) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    for value in row:
        if isinstance(value, int | float):
            yield WriteOnlyCell(sheet, value)
            continue
        text = clean("" if value is None else str(value))[:_LONGEST]
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        if text.startswith(_FORMULA):
            cell.quotePrefix = True
        if bold:
            cell.font = Font(bold=True)
        yield cell


def _row(entry: Entry) -> tuple[str, ...]:
    figure, source = entry.figure, entry.source
    place = figure.place or (f"第{entry.page}页" if entry.page else figure.section)
    return (
        figure.indicator,
        figure.scope,
        figure.period,
        figure.value,
        figure.unit,
        _MEASURES[figure.measure],
        _STATUSES[figure.status],
        source.title or source.filename,
        place,
        entry.sentence,
    )
