"""Word documents (.docx): body text in order with Word's own numbers, tables, text boxes, tracked changes taken as accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from documents.builder import DocumentBuilder, GridCell
from documents.docx_formulas import formula
from documents.docx_numbering import Numbering, Styles
from documents.docx_symbols import symbol
from documents.html_reader import put_page
from documents.mail import page_of
from documents.ooxml import Package, attribute, child, is_on, local
from documents.plain import decode
from documents.secrecy import warned_of
from documents.sniff import kind_of
from nigao.errors import FileRefused, FileUnsupported
from nigao.letters import raised, together
from nigao.report import Document

_WRAPPERS = {"ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo", "ruby", "rubyBase"}
_DROPPED = {"del", "moveFrom", "rt", "instrText", "delText", "pPr", "rPr", "sdtPr"}
# Five centimetres by three, in Word's own measure: what is smaller is a seal or an emblem.
_PICTURE = (1_800_000, 1_080_000)
_BLOCKS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}


def read_docx(data: bytes, name: str) -> Document:
    """Read a .docx. Raises FileRefused."""
    return _DocxReader(Package(data, name)).read()


class _DocxReader:
    def __init__(self, package: Package, builder: DocumentBuilder | None = None) -> None:
        self._package = package
        self._inside = builder is not None
        self._part = package.main_part("word/document.xml")
        relations = dict(package.relations(self._part).values())
        self._relations = relations
        styles = package.xml(relations.get("styles", "word/styles.xml"))
        self._styles = Styles(styles)
        self._numbering = Numbering(package.xml(relations.get("numbering", "word/numbering.xml")), self._styles)
        self._builder = builder or DocumentBuilder()
        self._boxes: list[Any] = []
        self._notes: list[tuple[str, str]] = []
        self._carried = ""
        self._tables = 0
        self._tracked = False
        self._paragraph_style = ""
        self._inner: list[Any] = []
        self._unseen = 0
        self._struck = 0
        self._white = 0
        self._behind = False
        self._charts = 0
        self._pictures = 0

    def read(self) -> Document:
        self.put()
        return self._builder.build()

    def put(self) -> None:
        """Put what the document shows behind what was read before."""
        root = self._package.xml(self._part)
        body = child(root, "body") if root is not None else None
        if body is None:
            raise self._package.damaged()
        self._behind = child(root, "background") is not None
        self._blocks(body)
        self._flush()
        self._footnotes()
        self._say()

    def _blocks(self, parent: Any) -> None:
        for element in parent:
            kind = local(element)
            if kind == "p":
                self._paragraph(element)
            elif kind == "tbl":
                self._table(element)
            elif kind in _BLOCKS and not _is_placeholder(element):
                self._tracked = self._tracked or kind in ("ins", "moveTo")
                self._blocks(element)
            elif kind == "AlternateContent":
                chosen = _chosen(element)
                if chosen is not None:
                    self._blocks(chosen)
            elif kind == "altChunk":
                self._chunk(attribute(element, "id") or "")

    def _chunk(self, id: str) -> None:
        """A page or a document that was put in whole; Word shows it in this place."""
        part = self._package.relations(self._part).get(id, ("", ""))[1]
        data = self._package.bytes(part) or b""
        try:
            kind = kind_of(data, part)
            if kind == "docx" and not self._inside:
                _DocxReader(Package(data, part), self._builder).put()
            elif kind in ("html", "mht"):
                put_page(page_of(data, part) if kind == "mht" else data, part, self._builder)
            elif kind == "text":
                for line in decode(data, part).split("\n"):
                    self._builder.paragraph(line.strip())
            else:
                raise FileUnsupported(part)
        except FileRefused:
            self._builder.warn("文件里有嵌入的其他文档，这部分内容没有读取，请另行导入。")

    def _paragraph(self, paragraph: Any) -> None:
        properties = child(paragraph, "pPr")
        style = self._paragraph_style = self._style(properties)
        if self._styles.name(style).startswith(("toc ", "table of figures")):
            self._builder.warn("目录已略去。")
            return
        behind, self._behind = self._behind, self._behind or (properties is not None and child(properties, "shd") is not None)
        text = together(self._inline(paragraph))
        self._behind = behind
        number = self._numbering.of(properties, style) if text.strip() else ""
        text = self._carried + number + text
        self._carried = ""
        if properties is not None and child(properties, "rPr", "del") is not None:
            self._tracked = True
            self._carried = text  # the paragraph mark was deleted: what follows belongs to the same paragraph
            return
        level = self._level(properties, style)
        for index, line in enumerate(text.split("\n")):
            self._builder.paragraph(line.strip(" \t\u3000\xa0"), level if index == 0 else None)
        self._text_boxes()

    def _style(self, properties: Any | None) -> str:
        found = child(properties, "pStyle") if properties is not None else None
        return (attribute(found, "val") or "") if found is not None else self._styles.default

    def _level(self, properties: Any | None, style: str) -> int | None:
        outline = child(properties, "outlineLvl") if properties is not None else None
        value = attribute(outline, "val") if outline is not None else None
        if value is not None and value.isdecimal():
            return int(value) + 1 if int(value) < 9 else None
        return self._styles.heading_level(style)

    def _flush(self) -> None:
        if self._carried:
            self._builder.paragraph(self._carried)
            self._carried = ""

    def _inline(self, element: Any) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: Any) -> Iterator[str]:
        for one in element:
            kind = local(one)
            if kind == "t":
                yield one.text or ""
            elif kind in _DROPPED:
                self._tracked = self._tracked or kind in ("del", "moveFrom")
            elif kind == "r":
                yield from self._run(one)
            elif kind in ("oMath", "oMathPara"):
                yield formula(one)
            elif kind == "sym":
                yield symbol(one)
            elif kind in _WRAPPERS and not _is_placeholder(one):
                self._tracked = self._tracked or kind in ("ins", "moveTo")
                yield from self._pieces(one)
            elif kind == "tab":
                yield "\t"
            elif kind in ("br", "cr"):
                yield "" if attribute(one, "type") in ("page", "column") else "\n"
            elif kind == "noBreakHyphen":
                yield "-"
            elif kind == "footnoteReference" or kind == "endnoteReference":
                self._notes.append((kind.removesuffix("Reference"), attribute(one, "id") or ""))
            elif kind == "AlternateContent":
                chosen = _chosen(one)
                if chosen is not None:
                    yield from self._pieces(chosen)
            elif kind in ("drawing", "pict", "object"):
                self._look_at(one)
                self._boxes += [box for box in one.iter() if local(box) == "txbxContent" and not _inside_fallback(box, one)]

    def _look_at(self, drawing: Any) -> None:
        """Count the charts and the larger pictures, for nobody reads what stands in them."""
        self._charts += sum(1 for one in drawing.iter() if local(one) == "chart" and attribute(one, "id"))
        extent = next((one for one in drawing.iter() if local(one) == "extent"), None)
        if extent is not None and any(local(one) == "blip" for one in drawing.iter()):
            wide, high = (int(size) if (size := attribute(extent, axis) or "").isdecimal() else 0 for axis in ("cx", "cy"))
            self._pictures += wide >= _PICTURE[0] and high >= _PICTURE[1]

    def _run(self, run: Any) -> Iterator[str]:
        """A run's text, unless it is hidden or crossed out; raised digits stay apart from those before them (10⁸, 立方米³)."""
        properties = child(run, "rPr")
        pieces = self._pieces(run)
        seen = self._styles.seen(properties, self._paragraph_style)
        if seen == "plain":
            yield from pieces
            return
        text = "".join(pieces)
        if seen == "raised":
            yield raised(text)
        elif seen == "white" and self._behind:
            yield text  # on a dark cell or shape white letters are what is seen best
        elif text.strip() and seen == "struck":
            self._struck += 1
        elif text.strip() and seen == "white":
            self._white += 1
        elif text.strip():
            self._unseen += 1

    def _text_boxes(self) -> None:
        """Text boxes follow the paragraph they are anchored in; a box inside a box comes once, with its own paragraph."""
        boxes, self._boxes = self._boxes, []
        inner = {id(one) for box in boxes for one in box.iter() if one is not box and local(one) == "txbxContent"}
        behind, self._behind = self._behind, True
        for box in boxes:
            if id(box) not in inner:
                self._blocks(box)
        self._behind = behind

    def _table(self, table: Any) -> None:
        behind = self._behind
        self._behind = behind or any(local(one) in ("shd", "tblStyle") for one in table.iter())
        self._read_table(table)
        self._behind = behind

    def _read_table(self, table: Any) -> None:
        rows = list(_rows(table))
        self._tracked = self._tracked or any(child(one, "trPr", "del") is not None for one in table)
        self._unseen += sum(_is_hidden_row(one) and any(local(text) == "t" for text in one.iter()) for one in table)
        if len(rows) == 1 and len(list(_cells(rows[0]))) == 1:
            self._blocks(next(_cells(rows[0])))  # a frame around text, not a table
            return
        self._flush()
        grid: list[GridCell] = []
        open_merges: dict[int, int] = {}
        for at, row in enumerate(rows):
            self._row(row, at, grid, open_merges)
        inner, self._inner = self._inner, []
        self._tables += 1
        self._builder.table(f"表{self._tables}", grid)
        self._text_boxes()
        for one in inner:  # a table in a cell follows the table it stands in
            self._table(one)

    def _row(self, row: Any, at: int, grid: list[GridCell], open_merges: dict[int, int]) -> None:
        column = _before(row)
        self._tracked = self._tracked or child(row, "trPr", "ins") is not None
        for cell in _cells(row):
            properties = child(cell, "tcPr")
            width = _span(child(properties, "gridSpan")) if properties is not None else 1
            merge = child(properties, "vMerge") if properties is not None else None
            beside = child(properties, "hMerge") if properties is not None else None
            if beside is not None and attribute(beside, "val") != "restart" and grid and grid[-1].row == at:
                first = grid[-1]
                grid[-1] = GridCell(first.text, first.row, first.column, first.rows, first.columns + width)
                column += width
                continue
            continued = merge is not None and attribute(merge, "val") != "restart"
            if continued and column in open_merges:
                first = grid[open_merges[column]]
                grid[open_merges[column]] = GridCell(first.text, first.row, first.column, at - first.row + 1, first.columns)
            else:
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = len(grid)
                grid.append(GridCell(self._cell_text(cell), at, column, 1, width))
            column += width

    def _cell_text(self, cell: Any) -> str:
        """All paragraphs of a cell on one line, its automatic numbers included; tables in it are kept for later."""
        parts = []
        for element in cell.iter():
            kind = local(element)
            if kind == "tbl" and _is_outermost(element, cell):
                self._inner.append(element)
            elif kind == "p" and not _inside(element, cell):
                properties = child(element, "pPr")
                self._paragraph_style = self._style(properties)
                text = together(self._inline(element))
                number = self._numbering.of(properties, self._paragraph_style) if text.strip() else ""
                parts.append(number + text)
        return " ".join(part.strip() for part in parts if part.strip())

    def _footnotes(self) -> None:
        for order, (kind, id) in enumerate(self._notes, 1):
            root = self._package.xml(self._relations.get(f"{kind}s", f"word/{kind}s.xml"))
            note = next((one for one in root if attribute(one, "id") == id), None) if root is not None else None
            text = "".join(self._inline(p) for p in note.iter() if local(p) == "p").strip() if note is not None else ""
            if text:
                self._builder.paragraph(f"注{order}：{text}")

    def _say(self) -> None:
        if self._unseen:
            self._builder.warn(f"有{self._unseen}处隐藏的文字没有读取，如需使用请先取消隐藏。")
        if self._struck:
            self._builder.warn(f"有{self._struck}处划掉（删除线）的文字没有读取。")
        if self._white:
            self._builder.warn(f"有{self._white}处白色看不见的文字没有读取。")
        if self._tracked:
            self._builder.warn("文件带有修订痕迹，已按接受全部修订后的文字读取，请核对。")
        if self._charts:
            self._builder.warn(f"文件里有{self._charts}张图表，图表里的数字没有读取，需要时请附上数据表。")
        if self._pictures:
            self._builder.warn(f"文件里有{self._pictures}张较大的图片，图片里的文字没有读取，请核对。")
        if said := warned_of(self._edges()):
            self._builder.warn(said)
        comments = self._package.xml(self._relations.get("comments", "word/comments.xml"))
        count = sum(1 for one in comments if local(one) == "comment") if comments is not None else 0
        if count:
            self._builder.warn(f"文件有{count}条批注，批注内容没有计入正文。")

    def _edges(self) -> Iterator[str]:
        """The lines of the heads and feet of the pages."""
        for kind, part in self._package.relations(self._part).values():
            root = self._package.xml(part) if kind in ("header", "footer") else None
            for paragraph in root.iter() if root is not None else ():
                if local(paragraph) == "p":
                    yield "".join(one.text or "" for one in paragraph.iter() if local(one) == "t")


def _is_placeholder(control: Any) -> bool:
    """Whether a control of a form shows only what to fill in; a figure in it was filled in, whatever its mark says."""
    if local(control) != "sdt" or not is_on(child(control, "sdtPr", "showingPlcHdr")):
        return False
    return not any(local(one) == "t" and re.search(r"\d", one.text or "") for one in control.iter())


def _chosen(alternate: Any) -> Any | None:
    """The newer form of the same content; the fallback only where there is no other."""
    choice = child(alternate, "Choice")
    return choice if choice is not None else child(alternate, "Fallback")


def _inside_fallback(box: Any, top: Any) -> bool:
    """Whether a box is the older twin of one that mc:Choice already gives."""
    for above in box.iterancestors():
        if above is top:
            return False
        if local(above) == "Fallback" and child(above.getparent(), "Choice") is not None:
            return True
    return False


def _inside(element: Any, cell: Any) -> bool:
    """Whether something stands in a text box or a table of the cell, not in the cell itself."""
    for above in element.iterancestors():
        if above is cell:
            return False
        if local(above) in ("txbxContent", "tbl"):
            return True
    return False


def _is_outermost(table: Any, cell: Any) -> bool:
    return not _inside(table, cell)


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if local(element) == "tr":
            if child(element, "trPr", "del") is None and not _is_hidden_row(element):
                yield element
        elif local(element) in _BLOCKS:
            yield from _rows(element)


def _is_hidden_row(element: Any) -> bool:
    return local(element) == "tr" and is_on(child(element, "trPr", "hidden"))


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in _BLOCKS:
            yield from _cells(element)


def _before(row: Any) -> int:
    """Grid columns a row leaves out on its left."""
    skipped = child(row, "trPr", "gridBefore")
    return _span(skipped) if skipped is not None else 0


def _span(element: Any | None) -> int:
    value = attribute(element, "val") if element is not None else None
    return max(1, min(int(value), 1000)) if value is not None and value.isdecimal() else 1
