"""OpenDocument sheets (.ods) without LibreOffice: every visible sheet as a table, the cells as the file says they were shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from documents.builder import DocumentBuilder
from documents.ooxml import Package, attribute, child, local
from documents.sheet import Sheet
from documents.xlsx_styles import PLAIN, Style
from nigao.errors import FileEncrypted, FileTooLarge
from nigao.report import Document

MOST_CELLS = 300_000
# The same row or cell again so often is an empty rest of the sheet or its background, not figures.
_MOST_AGAIN = 1000
_ROWS = {"table-header-rows", "table-rows", "table-row-group"}
_STRUCK = Style(struck=True)
_WHITE = Style(unseen=True)


@dataclass(frozen=True)
class _Looks:
    """Of the styles by name: cells struck through or white, sheets not shown."""

    cells: dict[str, Style]
    hidden_sheets: set[str]


def read_ods(data: bytes, name: str) -> Document:
    """Read an .ods. Raises FileRefused."""
    package = Package(data, name)
    manifest = package.bytes("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise FileEncrypted(f"“{name}”有打开密码，请取消密码后再导入。")
    root = package.xml("content.xml")
    body = child(root, "body", "spreadsheet") if root is not None else None
    if root is None or body is None:
        raise package.damaged()
    looks, builder, left = _looks(root), DocumentBuilder(), MOST_CELLS
    for table in (one for one in body if local(one) == "table"):
        title = attribute(table, "name") or "表"
        if attribute(table, "style-name") in looks.hidden_sheets:
            builder.warn(f"隐藏的工作表“{title}”没有读取，如需使用请先取消隐藏。")
            continue
        sheet = _sheet(table, looks.cells, left, name)
        left -= len(sheet.cells)
        sheet.put(builder, title)
    return builder.build()


def _looks(root: Any) -> _Looks:
    cells, hidden = dict[str, Style](), set[str]()
    styles = child(root, "automatic-styles")
    for style in styles if styles is not None else ():
        name = attribute(style, "name") or ""
        text, table, cell = (child(style, f"{part}-properties") for part in ("text", "table", "table-cell"))
        if table is not None and attribute(table, "display") == "false":
            hidden.add(name)
        if text is None:
            continue
        if attribute(text, "text-line-through-style") not in (None, "none"):
            cells[name] = _STRUCK
        elif (attribute(text, "color") or "").lower() == "#ffffff" and _is_bare(cell):
            cells[name] = _WHITE
    return _Looks(cells, hidden)


def _is_bare(cell: Any | None) -> bool:
    return cell is None or (attribute(cell, "background-color") or "transparent").lower() in ("transparent", "#ffffff")


def _sheet(table: Any, styles: dict[str, Style], most: int, name: str) -> Sheet:
    sheet, at = Sheet(), 0
    for column in table.iter():
        if local(column) == "table-column":
            again = _again(column, "number-columns-repeated")
            if attribute(column, "visibility") in ("collapse", "filter"):
                sheet.hidden_columns.append((at, at + again - 1))
            at += again
    row = 0
    for element in _rows(table):
        again = _again(element, "number-rows-repeated")
        cells = list(_cells(element))
        for number in range(row, row + min(again, _MOST_AGAIN)) if cells else ():
            if attribute(element, "visibility") in ("collapse", "filter"):
                sheet.hidden_rows.add(number)
            for column, cell, text in cells:
                sheet.take(number, column, text, styles.get(attribute(cell, "style-name") or "", PLAIN))
                sheet.spans[number, column] = (_again(cell, "number-rows-spanned"), _again(cell, "number-columns-spanned"))
            if len(sheet.cells) > most:
                raise FileTooLarge(f"“{name}”的单元格超过{MOST_CELLS // 10000}万个，请只保留需要的数据再导入。")
        row += again
    return sheet


def _rows(parent: Any) -> Iterator[Any]:
    for element in parent:
        if local(element) == "table-row":
            yield element
        elif local(element) in _ROWS:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[tuple[int, Any, str]]:
    """(column, cell, its text) of those that hold any; what a merged cell covers is not shown."""
    column = 0
    for cell in row:
        kind = local(cell)
        if kind not in ("table-cell", "covered-table-cell"):
            continue
        again = _again(cell, "number-columns-repeated")
        text = "\n".join("".join(part.itertext()) for part in cell if local(part) == "p") if kind == "table-cell" else ""
        if text.strip():
            for number in range(min(again, _MOST_AGAIN)):
                yield column + number, cell, text
        column += again


def _again(element: Any, name: str) -> int:
    value = attribute(element, name) or "1"
    return max(1, min(int(value), 1 << 20)) if value.isdecimal() else 1
