"""Pictures of pages, where the optional recogniser is installed: one page at a time in a child, with word of how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from documents.child import Child
from documents.wire import Seen
from nigao.errors import FileEmpty, FileTooLarge

MOST_PAGES = 200
# Seconds of work, on all processors together: to load the recogniser, which is no file's fault, and for a page, which is one step.
_LOADING_SECONDS, _PAGE_SECONDS = 240.0, 90.0

OnPage = Callable[[int, int], None]


def can_recognise() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return find_spec("rapidocr") is not None and find_spec("openvino") is not None


def recognised(path: Path, name: str, on_page: OnPage, wanted: Sequence[int] = ()) -> Seen:
    """The lines in the pictures of a PDF's pages. wanted: which pages, from 0; none named: all, of a scan.

    Runs in a child of its own, ended after each file: it holds much memory. on_page: told (pages done, pages) before each.
    Raises FileRefused: FileTooLarge for a scan of more than MOST_PAGES pages, FileEmpty where nothing was recognised.
    """
    child = Child(_PAGE_SECONDS, "documents.ocr_worker")
    try:
        child.ask({"load": True, "name": name}, name, _LOADING_SECONDS)
        numbers = list(wanted) or list(range(_pages(child, path, name)))
        seen: Seen = {}
        for done, number in enumerate(numbers[:MOST_PAGES]):
            on_page(done, len(numbers))
            seen[str(number)] = child.ask({"path": str(path), "name": name, "page": number}, name)
    finally:
        child.close()
    if not any(page["lines"] for page in seen.values()):
        raise FileEmpty(f"“{name}”里没有认出文字，请检查扫描是否清楚、方向是否正确。")
    return seen


def _pages(child: Child, path: Path, name: str) -> int:
    count = int(child.ask({"path": str(path), "name": name, "page": -1}, name)["pages"])
    if count > MOST_PAGES:
        raise FileTooLarge(f"“{name}”是{count}页的扫描件，一次最多识别{MOST_PAGES}页，请拆分后再导入。")
    return count
