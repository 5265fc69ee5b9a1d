"""Old workbooks (.xls, .xlsb) without LibreOffice: values, in an .xls as their formats show them and without what is hidden."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from documents.builder import DocumentBuilder
from documents.number_format import general, shown
from documents.sheet import Sheet
from documents.xls_looks import SheetLooks, looks_of
from documents.xlsx_styles import PLAIN
from nigao.errors import FileDamaged, FileEncrypted, FileTooLarge
from nigao.report import Document

MOST_CELLS = 300_000


def read_sheets(data: bytes, name: str) -> Document:
    """Read every visible sheet as a table. Raises FileRefused."""
    import python_calamine as calamine

    looks = looks_of(data)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        builder = DocumentBuilder()
        for number, meta in enumerate(book.sheets_metadata):
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if meta.visible != calamine.SheetVisibleEnum.Visible:
                builder.warn(f"隐藏的工作表“{meta.name}”没有读取，如需使用请先取消隐藏。")
                continue
            look = looks[number] if looks and number < len(looks) else SheetLooks()
            _sheet(book.get_sheet_by_name(meta.name), look, name).put(builder, meta.name)
    except calamine.PasswordError as error:
        raise FileEncrypted(f"“{name}”有打开密码，请在 Excel 或 WPS 里取消密码后再导入。") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise FileDamaged(f"“{name}”已损坏或格式有误，请用 Excel 或 WPS 另存为 .xlsx 再导入。") from error
    if builder.tables and looks is None:
        builder.warn("旧格式表格只能读到数值，百分比可能显示为小数，隐藏的行列也会读到，请核对，或另存为 .xlsx 再导入。")
    return builder.build()


def _sheet(found: Any, looks: SheetLooks, name: str) -> Sheet:
    sheet = Sheet(hidden_rows=looks.hidden_rows, hidden_columns=[(one, one) for one in sorted(looks.hidden_columns)])
    if found.start is None:
        return sheet
    for start, end in found.merged_cell_ranges or ():
        sheet.spans[start] = (end[0] - start[0] + 1, end[1] - start[1] + 1)
    for row, values in enumerate(found.iter_rows()):
        for column, value in enumerate(values, start=found.start[1]):
            style = looks.styles.get((row, column), PLAIN)
            sheet.take(row, column, _text(value, style.code), style)
        if len(sheet.cells) > MOST_CELLS:
            raise FileTooLarge(f"“{name}”的单元格超过{MOST_CELLS // 10000}万个，请只保留需要的数据再导入。")
    return sheet


def _text(value: Any, code: str) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return shown(general(Decimal(repr(value))), code)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M")
    if isinstance(value, (date, time, timedelta)):
        return str(value)
    return str(value)
