"""Old and foreign workbooks (.xls, .xlsb, .ods) without LibreOffice: values only, for their number formats cannot be seen."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from documents.builder import DocumentBuilder, GridCell
from documents.number_format import general
from nigao.errors import FileDamaged, FileEncrypted, FileTooLarge
from nigao.report import Document

MOST_CELLS = 300_000


def read_sheets(data: bytes, name: str) -> Document:
    """Read every visible sheet as a table. Raises FileRefused."""
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(io.BytesIO(data))
        builder = DocumentBuilder()
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if meta.visible != calamine.SheetVisibleEnum.Visible:
                builder.warn(f"隐藏的工作表“{meta.name}”没有读取，如需使用请先取消隐藏。")
                continue
            _put(builder, book.get_sheet_by_name(meta.name), name)
    except calamine.PasswordError as error:
        raise FileEncrypted(f"“{name}”有打开密码，请在 Excel 或 WPS 里取消密码后再导入。") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise FileDamaged(f"“{name}”已损坏或格式有误，请用 Excel 或 WPS 另存为 .xlsx 再导入。") from error
    if builder.tables:
        builder.warn("旧格式表格只能读到数值，百分比可能显示为小数，隐藏的行列也会读到，请核对，或另存为 .xlsx 再导入。")
    return builder.build()


def _put(builder: DocumentBuilder, sheet: Any, name: str) -> None:
    if sheet.start is None:
        return
    top, left = sheet.start
    spans = {start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in sheet.merged_cell_ranges or ()}
    cells = []
    for row, values in enumerate(sheet.iter_rows()):
        for column, value in enumerate(values, start=left):
            text = _text(value)
            if text.strip():
                cells.append(GridCell(text, row - top, column - left, *spans.get((row, column), (1, 1))))
        if len(cells) > MOST_CELLS:
            raise FileTooLarge(f"“{name}”的单元格超过{MOST_CELLS // 10000}万个，请只保留需要的数据再导入。")
    builder.table(sheet.name, cells, top, left)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return general(Decimal(repr(value)))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M")
    if isinstance(value, (date, time, timedelta)):
        return str(value)
    return str(value)
