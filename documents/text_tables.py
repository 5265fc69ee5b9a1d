"""Tables in plain text, told apart from the text around them: drawn with lines (┌─┬─┐ │ │), as older systems print them, or set with tabs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from documents.builder import DocumentBuilder, GridCell
from nigao.report import Document

# More columns and rows than this are no table of a report; they are read as text.
MOST_CELLS = 100_000
_ONLY_LINES = re.compile(r"[\s\u2500-\u257f+\-—=]*")
_DRAWN = re.compile(r"[\u2500-\u257f]")
_ROW = re.compile(r"\s*[│┃║|].*[│┃║|]\s*")
_BAR = re.compile(r"[│┃║|]")
_CORNER = re.compile(r"[┌├└┏┣┗╔╠╚┬┼┴]")


def has_table(text: str) -> bool:
    """Whether some lines of a text may be a table's."""
    return 0 < text.strip().count("\t") <= MOST_CELLS or _CORNER.search(text) is not None


def read_with_tables(text: str, mended: Callable[[str], Document]) -> Document:
    """The document of a text with such tables. mended: what becomes of the text between them."""
    builder = DocumentBuilder()
    warnings: list[str] = []
    for is_table, lines in _parts(text):
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


def tables_in(text: str) -> bool:
    """Whether there are tables in it: most texts that may have some have none."""
    return any(is_table for is_table, _ in _parts(text))


def _parts(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Stretches of lines: of a table or of text."""
    drawn = _CORNER.search(text) is not None
    tabbed = text.count("\t") <= MOST_CELLS

    def kind(line: str) -> str:
        if drawn and line.strip() and (_is_line(line) or _ROW.fullmatch(line)):
            return "drawn"
        return "tabbed" if tabbed and "\t" in line.strip() else ""

    held: list[str] = []
    for what, group in groupby(text.split("\n"), kind):
        lines = list(group)
        if what and (any(map(_ROW.fullmatch, lines)) if what == "drawn" else _is_tabbed(lines)):
            if held:
                yield False, held
                held = []
            yield True, lines
        else:
            held += lines
    if held:
        yield False, held


def _is_line(line: str) -> bool:
    return bool(_ONLY_LINES.fullmatch(line) and _DRAWN.search(line))


def _is_tabbed(lines: list[str]) -> bool:
    """Whether lines with tabs are rows: three columns in most of them, a number among them; two columns are as often a letter's foot."""
    widths = Counter(len(line.rstrip().split("\t")) for line in lines)
    width, often = widths.most_common(1)[0]
    numbers = sum(bool(re.search(r"\t[-+]?\d[\d.,]*%?\s*(?:\t|$)", line)) for line in lines)
    return often >= 2 and often * 2 >= len(lines) and numbers > 0 and (width >= 3 or len(lines) >= 3)


def _cells(lines: list[str]) -> Iterator[GridCell]:
    drawn = any(map(_ROW.fullmatch, lines)) and any(map(_is_line, lines))
    rows = [_of_row(line, drawn) for line in lines if not (drawn and _is_line(line))]
    for row, cells in enumerate(rows):
        yield from (GridCell(text.strip(), row, column) for column, text in enumerate(cells) if text.strip())


def _of_row(line: str, drawn: bool) -> list[str]:
    return _BAR.split(line.strip())[1:-1] if drawn else line.split("\t")
