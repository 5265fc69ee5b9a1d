"""PDF files: paragraphs, tables, and where each page begins; what pictures of pages say must have been recognised elsewhere."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from documents.builder import DocumentBuilder
from documents.pdf_beside import papers_within, prepare_forms, remarks_on, with_fields
from documents.pdf_letters import page_lines
from documents.pdf_lines import Line, Piece, continues, joined, without_furniture
from documents.pdf_tables import Table, ruled, unruled
from documents.wire import Seen
from nigao.errors import FileDamaged, FileEmpty, FileEncrypted, FileScanned, FileTooLarge
from nigao.report import Document

MOST_PAGES = 1500
# Finding ruled tables costs up to half a second a page: when this is spent, the rest is read as running text and said so.
TABLE_SECONDS = 8.0
_FEWEST_RULES = 6


@dataclass
class Page:
    """What a page holds. wrong_by: how far the page must be turned from how it is stored, for its text to be upright."""

    lines: list[Line]
    rules: int
    pictures: int
    tables: list[Table] = field(default_factory=list)
    unseen: tuple[str, ...] = ()
    wrong_by: int = 0


def read_pdf(data: bytes, name: str, seen: Seen | None = None) -> Document:
    """Read a PDF. seen: the lines recognised in its pictures. Raises FileRefused: FileScanned for a scan of which nothing was."""
    builder = DocumentBuilder()
    pages = _pages(data, name, builder)
    _see(pages, seen or {}, builder)
    _say_unseen(pages, builder)
    _say_scans(pages, builder, name)
    _find_tables(data, pages, builder)
    kept, marks = without_furniture([page.lines for page in pages])
    if marks:
        builder.warn(f"每页重复的水印文字“{marks[0]}”没有读取。")
    for page, lines in zip(pages, kept, strict=True):
        page.lines = lines
        page.tables += unruled([line for line in lines if not any(table.holds(line) for table in page.tables)])
    compose(pages, builder)
    return builder.build()


def _pages(data: bytes, name: str, builder: DocumentBuilder) -> list[Page]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or b"/Encrypt" in data:
            raise FileEncrypted(f"“{name}”有打开密码，请取消密码后再导入。") from error
        raise FileDamaged(f"“{name}”已损坏或不完整，请重新导出 PDF 再导入。") from error
    if len(document) > MOST_PAGES:
        raise FileTooLarge(f"“{name}”超过{MOST_PAGES}页，请拆分后再导入。")
    told = papers_within(document)
    has_forms = prepare_forms(document)
    pages, remarks = [], 0
    for number in range(len(document)):
        try:
            page = document[number]
            remarks += remarks_on(page)
            pages.append(_page(with_fields(document, number, page) if has_forms else page))
        except pdfium.PdfiumError:
            pages.append(Page([], 0, 1))  # a broken page counts as one that could not be read
    for sentence in (told, f"文件有{remarks}条批注，批注内容没有计入正文。" if remarks else ""):
        if sentence:
            builder.warn(sentence)
    return pages


def _page(page: Any) -> Page:
    from pypdfium2 import raw

    rules = pictures = 0
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        else:
            rules += 1
    lines, unseen, turn = _read(page, not (rules or pictures))
    wrong_by = (360 - turn - page.get_rotation()) % 360
    if wrong_by:  # the library orders lines as the page is shown
        page.set_rotation((page.get_rotation() + wrong_by) % 360)
        lines, unseen, _ = _read(page, not (rules or pictures))
    page.close()
    return Page(lines, rules, pictures, unseen=unseen, wrong_by=wrong_by)


def _read(page: Any, bare: bool) -> tuple[list[Line], tuple[str, ...], int]:
    text = page.get_textpage()
    try:
        return page_lines(text, *_size(page), bare=bare)
    finally:
        text.close()


def _size(page: Any) -> tuple[float, float]:
    """The page's width and height as its letters count them, which is before it is turned for showing."""
    width, height = page.get_size()
    return (height, width) if page.get_rotation() in (90, 270) else (width, height)


def _see(pages: Sequence[Page], seen: Seen, builder: DocumentBuilder) -> None:
    """Put what was recognised in pictures where they are."""
    told = []
    for number, page in enumerate(pages):
        found = seen.get(str(number))
        if found and found["lines"]:
            page.lines = [_recognised(found["height"], *line) for line in found["lines"]]
            told.append(number)
    if told:
        which = "这份文件是扫描件" if len(told) == len(pages) else f"{_numbers(told)}是图片"
        builder.warn(f"{which}，文字由程序识别，可能有错字；重要数字请与原件核对。")


def _recognised(height: float, text: str, x0: float, x1: float, y0: float, y1: float) -> Line:
    return Line(text, x0, x1, y0, y1, height, (Piece(text, x0, x1, y0, y1),))


def _say_unseen(pages: Sequence[Page], builder: DocumentBuilder) -> None:
    """Name what a page holds and a person does not read on it."""
    for what in dict.fromkeys(kind for page in pages for kind in page.unseen):
        which = _numbers([number for number, page in enumerate(pages) if what in page.unseen])
        builder.warn(f"{which}的{what}没有读取。")


def _numbers(pages: Sequence[int]) -> str:
    """第2、5页; the first ten of many."""
    return f"第{'、'.join(str(number + 1) for number in pages[:10])}{'等' if len(pages) > 10 else ''}页"


def _say_scans(pages: Sequence[Page], builder: DocumentBuilder, name: str) -> None:
    """Refuse a scan; name single pages that are pictures."""
    characters = sum(len(line.text) for page in pages for line in page.lines)
    blind = [number for number, page in enumerate(pages) if page.pictures and sum(len(line.text) for line in page.lines) < 10]
    if characters < 10 and blind:
        raise FileScanned(
            f"“{name}”是扫描件（图片），没有文字可读，请先转成可复制的 PDF 或 .docx 再导入，或请管理员给拟稿装上文字识别组件（见说明）。"
        )
    if not characters:
        raise FileEmpty(f"“{name}”里没有文字，请检查是否选错了文件。")
    if blind:
        builder.pictures = blind
        builder.warn(f"{_numbers(blind)}是图片，没有读到文字。")


def _find_tables(data: bytes, pages: Sequence[Page], builder: DocumentBuilder) -> None:
    """Ruled tables of the pages that have enough rules for one."""
    wanted = [number for number, page in enumerate(pages) if page.rules >= _FEWEST_RULES and page.lines]
    if not wanted:
        return
    import logging

    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font that says little of itself
    data = _turned(data, {number: pages[number].wrong_by for number in wanted if pages[number].wrong_by})
    until = time.process_time() + TABLE_SECONDS
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number in wanted:
            if time.process_time() > until:
                builder.warn(f"第{number + 1}页以后的表格没有按表格读取，请核对或改用 .docx、.xlsx。")
                return
            page = document.pages[number]
            pages[number].tables = [made for found in page.find_tables() if (made := ruled(found, page))]
            page.close()


def _turned(data: bytes, turns: dict[int, int]) -> bytes:
    """The file with these pages turned upright, for rules are looked for as a page is shown."""
    if not turns:
        return data
    import pypdfium2 as pdfium

    out = io.BytesIO()
    with pdfium.PdfDocument(data) as document:
        for number, degrees in turns.items():
            page = document[number]
            page.set_rotation((page.get_rotation() + degrees) % 360)
        document.save(out)
    return out.getvalue()


def _is_cut(before: str, after: str) -> bool:
    """Whether a number of a sentence goes on at the top of the next page: …新增就业3 | 200人，…"""
    return bool(
        re.search(r"[\u4e00-\u9fff]{2}\d[\d,.]{0,8}$", before) and len(before) > 12 and re.match(r"\d[\d.,]*[\u4e00-\u9fff%]", after)
    )


def compose(pages: Sequence[Page], builder: DocumentBuilder) -> None:
    """Paragraphs across lines, columns and pages; a table stands where its first line stood."""
    text, last, last_page, tables = "", None, None, 0
    for page in pages:
        builder.page(len(text))
        placed: set[int] = set()
        plain = [line for line in page.lines if not any(table.holds(line) for table in page.tables)]
        for line in page.lines:
            inside = next((i for i, table in enumerate(page.tables) if table.holds(line)), None)
            if inside is not None:
                if inside not in placed:
                    builder.paragraph(text)
                    text, last = "", None
                    tables += 1
                    builder.table(f"表{tables}", page.tables[inside].cells)
                    placed.add(inside)
                continue
            over = last_page is not plain and _is_cut(text, line.text)
            if last is not None and last_page is not None and (over or continues(last, line, plain, last_page)):
                text = joined(text, line.text)
            else:
                builder.paragraph(text)
                text = line.text
            last, last_page = line, plain
    builder.paragraph(text)
