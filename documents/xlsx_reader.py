"""Excel workbooks (.xlsx): every visible sheet a table, its numbers as their format showed them; nothing is calculated."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from documents.builder import DocumentBuilder
from documents.number_format import shown
from documents.ooxml import Package, attribute, child, local
from documents.sheet import Sheet, address
from documents.xlsx_styles import PLAIN, Style, is_struck, styles_of
from nigao.errors import FileTooLarge
from nigao.report import Document

# More cells than this is a database, not a table of figures for a report; it also keeps memory in bounds.
MOST_CELLS = 300_000
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")


@dataclass
class _Book:
    """What the sheets of a workbook share."""

    strings: list[str]
    styles: list[Style]
    date1904: bool = False


def read_xlsx(data: bytes, name: str) -> Document:
    """Read a .xlsx: only cells that hold something, whatever size the sheet declares. Raises FileRefused."""
    package = Package(data, name)
    part = package.main_part("xl/workbook.xml")
    workbook = package.xml(part)
    relations = package.relations(part)
    properties = child(workbook, "workbookPr")
    date1904 = properties is not None and attribute(properties, "date1904") in ("1", "true")
    book = _Book(_strings(package, relations), _styles(package, relations), date1904)
    builder = DocumentBuilder()
    left = MOST_CELLS
    for title, hidden, target in _sheets(workbook, relations):
        if hidden:
            builder.warn(f"隐藏的工作表“{title}”没有读取，如需使用请先取消隐藏。")
            continue
        sheet = _read_sheet(package, target, book, left, name)
        left -= len(sheet.cells)
        sheet.put(builder, title)
        _beside(package, target, builder, title)
    return builder.build()


def _beside(package: Package, target: str, builder: DocumentBuilder, title: str) -> None:
    """What hangs on a sheet beside its cells: words in text boxes are read, remarks on cells are said."""
    remarks = 0
    for kind, part in package.relations(target).values():
        root = package.xml(part) if kind in ("drawing", "comments") else None
        if root is None:
            continue
        if kind == "comments":
            remarks += sum(1 for one in root.iter() if local(one) == "comment")
            continue
        for body in (one for one in root.iter() if local(one) == "txBody"):
            for paragraph in (one for one in body if local(one) == "p"):
                builder.paragraph("".join(one.text or "" for one in paragraph.iter() if local(one) == "t"))
    if remarks:
        builder.warn(f"工作表“{title}”有{remarks}条批注，批注内容没有读取。")


def _sheets(workbook: Any, relations: dict[str, tuple[str, str]]) -> Iterator[tuple[str, bool, str]]:
    """(name, whether hidden, part) of each worksheet in the order of the tabs."""
    sheets = child(workbook, "sheets")
    for sheet in sheets if sheets is not None else ():
        kind, target = relations.get(_relation_id(sheet), ("", ""))
        if kind == "worksheet":
            yield attribute(sheet, "name") or "", attribute(sheet, "state") in ("hidden", "veryHidden"), target


def _relation_id(sheet: Any) -> str:
    """r:id, not the sheet's own id: it is the one whose name has a namespace."""
    return next((str(value) for key, value in sheet.attrib.items() if key.endswith("}id")), "")


def _strings(package: Package, relations: dict[str, tuple[str, str]]) -> list[str]:
    target = next((part for kind, part in relations.values() if kind == "sharedStrings"), "xl/sharedStrings.xml")
    root = package.xml(target)
    return [_rich(item) for item in root if local(item) == "si"] if root is not None else []


def _rich(item: Any) -> str:
    """The text of a string item with its runs, without the readings Japanese cells carry and without what is crossed out."""
    texts = []
    for element in item.iter():
        above = element.getparent()
        if local(element) == "t" and local(above) != "rPh" and not (local(above) == "r" and is_struck(child(above, "rPr"))):
            texts.append(element.text or "")
    return re.sub(r"_x000[Dd]_", "", "".join(texts))


def _styles(package: Package, relations: dict[str, tuple[str, str]]) -> list[Style]:
    target = next((part for kind, part in relations.values() if kind == "styles"), "xl/styles.xml")
    return styles_of(package.xml(target))


def _read_sheet(package: Package, part: str, book: _Book, most: int, name: str) -> Sheet:
    from lxml import etree

    data = package.bytes(part)
    sheet = Sheet()
    if data is None:
        return sheet
    row = column = -1
    events = etree.iterparse(io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        for _, element in events:
            kind = local(element)
            if kind == "c":
                row, column = _place(attribute(element, "r"), row, column)
                _take(sheet, element, row, column, book)
                if len(sheet.cells) > most:
                    raise FileTooLarge(f"“{name}”的单元格超过{MOST_CELLS // 10000}万个，请只保留需要的数据再导入。")
            elif kind == "row":
                number = attribute(element, "r") or ""
                if _is_hidden(element, "ht"):
                    sheet.hidden_rows.add(int(number) - 1 if number.isdecimal() else row)
                row, column = (int(number) if number.isdecimal() else row + 1), -1
                element.clear(keep_tail=False)
                while (above := element.getparent()) is not None and element.getprevious() is not None:
                    del above[0]
            elif kind == "col" and _is_hidden(element, "width"):
                first, last = attribute(element, "min") or "", attribute(element, "max") or ""
                if first.isdecimal() and last.isdecimal():
                    sheet.hidden_columns.append((int(first) - 1, int(last) - 1))
            elif kind == "tablePart":
                sheet.styled_table = True
            elif kind == "mergeCell":
                _merge(sheet, attribute(element, "ref") or "")
    except etree.XMLSyntaxError as error:
        raise package.damaged() from error
    return sheet


def _is_hidden(element: Any, size: str) -> bool:
    """Whether a row or column is hidden or has no height or width (``size``) at all."""
    return attribute(element, "hidden") in ("1", "true") or re.fullmatch(r"0+(?:\.0+)?", attribute(element, size) or "") is not None


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Row and column from 0; a cell that names no place follows the one before (``row`` is then the next row's number)."""
    match = _REFERENCE.match(reference or "")
    if match is None:
        return max(row, 0), column + 1
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return int(match[2]) - 1, number - 1


def _take(sheet: Sheet, element: Any, row: int, column: int, book: _Book) -> None:
    kind = attribute(element, "t") or "n"
    value = child(element, "v")
    raw = (value.text or "") if value is not None else ""
    if kind == "inlineStr":
        inline = child(element, "is")
        raw = _rich(inline) if inline is not None else ""
    elif child(element, "f") is not None and not raw.strip() and kind != "str":
        sheet.uncalculated.append(address(row, column))
        return
    number = attribute(element, "s") or ""
    style = book.styles[int(number)] if number.isdecimal() and int(number) < len(book.styles) else PLAIN
    sheet.take(row, column, _text(kind, raw, style, book), style)


def _text(kind: str, raw: str, style: Style, book: _Book) -> str:
    if kind == "s":
        return book.strings[int(raw)] if raw.strip().isdecimal() and int(raw) < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if raw.strip() == "1" else "FALSE"
    if kind == "n" and raw.strip():
        return shown(raw.strip(), style.code, book.date1904)
    return raw.removesuffix("T00:00:00") if kind == "d" else raw


def _merge(sheet: Sheet, reference: str) -> None:
    first, _, last = reference.partition(":")
    if not (_REFERENCE.match(first) and _REFERENCE.match(last)):
        return
    top, left = _place(first, 0, 0)
    bottom, right = _place(last, 0, 0)
    sheet.spans[top, left] = (max(1, bottom - top + 1), max(1, right - left + 1))
