"""Tables drawn in plain text with lines (┌─┬─┐ │ │), as older systems print them: told apart from the text around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from documents.builder import DocumentBuilder, GridCell
from nigao.report import Document

_ONLY_LINES = re.compile(r"[\s\u2500-\u257f+\-—=]*")
_DRAWN = re.compile(r"[\u2500-\u257f]")
_ROW = re.compile(r"\s*[│┃║|].*[│┃║|]\s*")
_BAR = re.compile(r"[│┃║|]")
_CORNER = re.compile(r"[┌├└┏┣┗╔╠╚┬┼┴]")


def has_drawn_table(text: str) -> bool:
    """Whether some lines are drawn and some stand between bars."""
    if not _CORNER.search(text):
        return False
    lines = text.split("\n")
    return any(_CORNER.search(line) and _ONLY_LINES.fullmatch(line) for line in lines) and any(_ROW.fullmatch(line) for line in lines)


def _is_line(line: str) -> bool:
    return bool(_ONLY_LINES.fullmatch(line) and _DRAWN.search(line))


def read_drawn(text: str, mended: Callable[[str], Document]) -> Document:
    """The document of a text with such tables. mended: what becomes of the text between them."""
    builder = DocumentBuilder()
    warnings: list[str] = []
    for is_table, lines in _parts(text.split("\n")):
        if is_table:
            builder.table(f"表{len(builder.tables) + 1}", list(_cells(lines)))
            continue
        document = mended("\n".join(lines))
        warnings += document.warnings
        for line in document.text.split("\n"):
            builder.paragraph(line)
    for one in warnings:
        builder.warn(one)
    return builder.build()


def _parts(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Stretches of lines: of a table or of text."""
    held: list[str] = []
    table = False
    for line in lines:
        drawn = bool(line.strip()) and (_is_line(line) or bool(_ROW.fullmatch(line)))
        if drawn != table and held:
            yield table, held
            held = []
        table = drawn
        held.append(line)
    if held:
        yield table, held


def _cells(lines: list[str]) -> Iterator[GridCell]:
    rows = [[cell.strip() for cell in _BAR.split(line.strip())[1:-1]] for line in lines if _ROW.fullmatch(line) and not _is_line(line)]
    for row, cells in enumerate(rows):
        yield from (GridCell(text, row, column) for column, text in enumerate(cells) if text)
