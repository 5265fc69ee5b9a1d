"""Tables in plain text, told apart from the text around them: drawn with lines (┌─┬─┐ │ │), as older systems print them, or with bars, or
set with tabs or blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from documents.builder import DocumentBuilder, GridCell
from nigao.report import Document

# More columns and rows than this are no table of a report; they are read as text.
MOST_CELLS = 100_000
_LONGEST = 300
_ONLY_LINES = re.compile(r"[\s\u2500-\u257f+\-—=]*")
_DRAWN = re.compile(r"[\u2500-\u257f]")
_ROW = re.compile(r"\s*[│┃║|].*[│┃║|]\s*")
_BAR = re.compile(r"[│┃║|]")
# |指标|单位|2025年|, and the line under such a head.
_PIPED = re.compile(r"^[ \u3000]*\|(?:[^|\n]*\|){2,}[ \u3000]*$", re.MULTILINE)
_UNDER = re.compile(r"[\s|:+\-]+")
# 粮食产量    万吨    42.6: three words and more, none of a sentence, with two blanks and more between any two.
_SPACED = re.compile(
    r"^[ \u3000]*[^\s，。；！？]+(?:(?:[ ]{2,}|\u3000+[ ]*)[^\s，。；！？]+(?: [^\s，。；！？]+)*){2,}[ \u3000]*$", re.MULTILINE
)
_GAP = re.compile(r"[ ]{2,}|\u3000+[ ]*")
_CORNER = re.compile(r"[┌├└┏┣┗╔╠╚┬┼┴]")


def has_table(text: str) -> bool:
    """Whether some lines of a text may be a table's."""
    return 0 < text.strip().count("\t") <= MOST_CELLS or any(one.search(text) is not None for one in (_CORNER, _PIPED, _SPACED))


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
        if _PIPED.fullmatch(line):
            return "piped"
        if tabbed and "\t" in line.strip():
            return "tabbed"
        return "spaced" if len(line) < _LONGEST and _SPACED.fullmatch(line) else ""

    held: list[str] = []
    for what, group in groupby(text.split("\n"), kind):
        lines = list(group)
        if what and _is_table(what, lines):
            if held:
                yield False, held
                held = []
            yield True, ["\t".join(_GAP.split(line.strip())) for line in lines] if what == "spaced" else lines
        else:
            held += lines
    if held:
        yield False, held


def _is_table(what: str, lines: list[str]) -> bool:
    if what == "drawn":
        return any(map(_ROW.fullmatch, lines))
    if what == "piped":
        return len([line for line in lines if not _UNDER.fullmatch(line)]) > 1
    return _is_tabbed(lines) if what == "tabbed" else _is_spaced(lines)


def _is_spaced(lines: list[str]) -> bool:
    """Whether lines with blanks between their words are rows: as many words in each, and numbers in most behind the first."""
    rows = [_GAP.split(line.strip()) for line in lines]
    numbers = sum(any(re.fullmatch(r"[-+]?\d[\d.,]*%?", word) for word in row) for row in rows[1:])
    return len(rows) > 2 and len(set(map(len, rows))) == 1 and numbers * 2 > len(rows) - 1


def _is_line(line: str) -> bool:
    return bool(_ONLY_LINES.fullmatch(line) and _DRAWN.search(line))


def _is_tabbed(lines: list[str]) -> bool:
    """Whether lines with tabs are rows: three columns in most of them, a number among them; two columns are as often a letter's foot."""
    widths = Counter(len(line.rstrip().split("\t")) for line in lines)
    width, often = widths.most_common(1)[0]
    numbers = sum(bool(re.search(r"\t[-+]?\d[\d.,]*%?\s*(?:\t|$)", line)) for line in lines)
    return often >= 2 and often * 2 >= len(lines) and numbers > 0 and (width >= 3 or len(lines) >= 3)


def _cells(lines: list[str]) -> Iterator[GridCell]:
    piped = all(map(_PIPED.fullmatch, lines))
    drawn = piped or (any(map(_ROW.fullmatch, lines)) and any(map(_is_line, lines)))
    rows = [_of_row(line, drawn) for line in lines if not (drawn and (_is_line(line) or _UNDER.fullmatch(line)))]
    for row, cells in enumerate(rows):
        yield from (GridCell(text.strip(), row, column) for column, text in enumerate(cells) if text.strip())


def _of_row(line: str, drawn: bool) -> list[str]:
    return _BAR.split(line.strip())[1:-1] if drawn else line.split("\t")
