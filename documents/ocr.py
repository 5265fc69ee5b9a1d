"""Scanned pages, where the optional recogniser is installed: one page at a time in a child, with word of how far it is."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from documents.child import Child
from documents.pdf_lines import Line, Piece
from documents.pdf_reader import of_lines
from nigao.errors import FileEmpty, FileTooLarge
from nigao.report import Document

MOST_PAGES = 200
_PAGE_SECONDS = 20.0
_WARNING = "这份文件是扫描件，文字由程序识别，可能有错字；重要数字请与原件核对。"

OnPage = Callable[[int, int], None]


def can_recognise() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return find_spec("rapidocr") is not None and find_spec("openvino") is not None


class Recogniser:
    """Reads scans in a child of its own, started when first needed and ended after each file: it holds much memory."""

    def read(self, path: Path, name: str, on_page: OnPage) -> Document:
        """The text in a scanned PDF. on_page: told (pages done, pages) before each. Raises FileRefused."""
        child = Child(_PAGE_SECONDS, "documents.ocr_worker")
        try:
            count = child.ask({"path": str(path), "name": name, "page": -1}, name)["pages"]
            if count > MOST_PAGES:
                raise FileTooLarge(f"“{name}”是{count}页的扫描件，一次最多识别{MOST_PAGES}页，请拆分后再导入。")
            pages = []
            for number in range(count):
                on_page(number, count)
                answer = child.ask({"path": str(path), "name": name, "page": number}, name)
                pages.append([Line(*line, answer["height"], (Piece(*line),)) for line in answer["lines"]])
        finally:
            child.close()
        if not any(pages):
            raise FileEmpty(f"“{name}”里没有认出文字，请检查扫描是否清楚、方向是否正确。")
        return of_lines(pages, _WARNING)
