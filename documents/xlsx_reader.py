"""Excel workbooks (.xlsx): every visible sheet a table, its numbers as their format showed them; nothing is calculated."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from documents.builder import DocumentBuilder, GridCell, column_name
from documents.number_format import shown
from documents.ooxml import Package, attribute, child, local
from documents.xlsx_styles import Style, is_struck, styles_of
from nigao.errors import FileTooLarge
from nigao.report import Document

# More cells than this is a database, not a table of figures for a report; it also keeps memory in bounds.
MOST_CELLS = 300_000
_PLAIN = Style()
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")


@dataclass
class _Book:
    """What the sheets of a workbook share."""

    strings: list[str]
    styles: list[Style]
    date1904: bool = False


@dataclass
class _Sheet:
    """The cells of one sheet by absolute row and column from 0.

    unseen: white on white, unless the sheet has a table whose own style may colour them (styled_table).
    """

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    uncalculated: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    unseen: list[tuple[int, int]] = field(default_factory=list)
    styled_table: bool = False

    def is_hidden(self, column: int) -> bool:
        """Whether a column is not shown."""
        return any(first <= column <= last for first, last in self.hidden_columns)


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
        _put(builder, title, sheet)
    return builder.build()


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


def _read_sheet(package: Package, part: str, book: _Book, most: int, name: str) -> _Sheet:
    from lxml import etree

    data = package.bytes(part)
    sheet = _Sheet()
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
                while element.getprevious() is not None:
                    del element.getparent()[0]
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


def _take(sheet: _Sheet, element: Any, row: int, column: int, book: _Book) -> None:
    kind = attribute(element, "t") or "n"
    value = child(element, "v")
    raw = (value.text or "") if value is not None else ""
    if kind == "inlineStr":
        inline = child(element, "is")
        raw = _rich(inline) if inline is not None else ""
    elif child(element, "f") is not None and not raw.strip() and kind != "str":
        sheet.uncalculated.append(_name(row, column))
        return
    number = attribute(element, "s") or ""
    style = book.styles[int(number)] if number.isdecimal() and int(number) < len(book.styles) else _PLAIN
    text = _text(kind, raw, style, book)
    if text.strip() and style.struck:
        sheet.struck.append(_name(row, column))
    elif text.strip():
        sheet.cells[row, column] = text
        if style.unseen:
            sheet.unseen.append((row, column))


def _text(kind: str, raw: str, style: Style, book: _Book) -> str:
    if kind == "s":
        return book.strings[int(raw)] if raw.strip().isdecimal() and int(raw) < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if raw.strip() == "1" else "FALSE"
    if kind == "n" and raw.strip():
        return shown(raw.strip(), style.code, book.date1904)
    return raw.removesuffix("T00:00:00") if kind == "d" else raw


def _name(row: int, column: int) -> str:
    return f"{column_name(column)}{row + 1}"


def _merge(sheet: _Sheet, reference: str) -> None:
    first, _, last = reference.partition(":")
    if not (_REFERENCE.match(first) and _REFERENCE.match(last)):
        return
    top, left = _place(first, 0, 0)
    bottom, right = _place(last, 0, 0)
    sheet.spans[top, left] = (max(1, bottom - top + 1), max(1, right - left + 1))


def _put(builder: DocumentBuilder, title: str, sheet: _Sheet) -> None:
    """The sheet as a table in its own grid, addressed as the sheet addresses it."""
    if sheet.uncalculated:
        first = "、".join(sheet.uncalculated[:3])
        told = f"工作表“{title}”有{len(sheet.uncalculated)}个公式没有计算结果（{first}{'等' if len(sheet.uncalculated) > 3 else ''}）"
        builder.warn(f"{told}，这些单元格按空白处理，请用 Excel 或 WPS 打开保存一次再导入。")
    _drop_unseen(builder, title, sheet)
    if not sheet.cells:
        return
    top, left = min(row for row, _ in sheet.cells), min(column for _, column in sheet.cells)
    cells = []
    for (row, column), text in sorted(sheet.cells.items()):
        rows, columns = sheet.spans.get((row, column), (1, 1))
        cells.append(GridCell(text, row - top, column - left, rows, columns))
    builder.table(title, cells, top, left)


def _drop_unseen(builder: DocumentBuilder, title: str, sheet: _Sheet) -> None:
    """Leave out what a person looking at the sheet does not see, and say so."""
    gone_rows, gone_columns = set[int](), set[int]()
    for row, column in list(sheet.cells):
        in_row, in_column = row in sheet.hidden_rows, sheet.is_hidden(column)
        if not (in_row or in_column):
            continue
        text = sheet.cells.pop((row, column))
        seen = _first_seen(sheet, row, column)
        if seen is not None:  # a merged cell is seen as long as any of it is
            sheet.cells[seen[0]] = text
            sheet.spans[seen[0]] = seen[1]
            continue
        gone_rows |= {row} if in_row else set()
        gone_columns |= {column} if in_column else set()
    parts = [f"{len(gone_rows)}行"] * bool(gone_rows) + [f"{len(gone_columns)}列"] * bool(gone_columns)
    if parts:
        builder.warn(f"工作表“{title}”中隐藏的{'、'.join(parts)}没有读取，如需使用请先取消隐藏。")
    white = [place for place in sheet.unseen if place in sheet.cells] if not sheet.styled_table else []
    for place in white:
        del sheet.cells[place]
    for places, what in ((sheet.struck, "划掉（删除线）"), ([_name(*place) for place in white], "白色看不见")):
        if places:
            many = "等" if len(places) > 3 else ""
            builder.warn(f"工作表“{title}”中{what}的{len(places)}个单元格（{'、'.join(places[:3])}{many}）没有读取。")


def _first_seen(sheet: _Sheet, row: int, column: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first place of a merged cell that is shown, and what of it lies beyond; None if nothing of it is shown."""
    rows, columns = sheet.spans.get((row, column), (1, 1))
    top = next((at for at in range(row, row + min(rows, 1000)) if at not in sheet.hidden_rows), None)
    left = next((at for at in range(column, column + min(columns, 1000)) if not sheet.is_hidden(at)), None)
    if top is None or left is None or (top, left) in sheet.cells:
        return None
    return (top, left), (row + rows - top, column + columns - left)
