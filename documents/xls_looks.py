"""How the cells of an old workbook (.xls) look, from its records: number formats, what is hidden, struck through or white."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents import ole
from documents.number_format import code_of
from documents.xlsx_styles import PLAIN, Style

_SHEET, _FONT, _FORMAT, _XF, _ROW, _COLUMNS, _BEGIN, _LOCKED = 0x85, 0x31, 0x41E, 0xE0, 0x208, 0x7D, 0x809, 0x2F
_CELLS = {0x203, 0x27E, 0x204, 0xFD, 0x205, 0x06, 0xD6}  # NUMBER, RK, LABEL, LABELSST, BOOLERR, FORMULA, RSTRING
_MANY = 0xBD  # MULRK: several numbers of a row in one record
_EIGHT = 0x600
_WHITE = (1, 9)


@dataclass
class SheetLooks:
    """Of one sheet, rows and columns from 0. styles: of the cells that do not look plain."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    styles: dict[tuple[int, int], Style] = field(default_factory=dict)


@dataclass(frozen=True)
class _Book:
    styles: list[Style]
    starts: list[int]


def looks_of(data: bytes) -> list[SheetLooks] | None:
    """The looks of each sheet in the order of the tabs; None where the file does not show them (encrypted, broken, older than 1993)."""
    book = ole.stream(data, "Workbook", "Book")
    try:
        head = _globals(book)
        return None if head is None else [_sheet(book, start, head.styles) for start in head.starts]
    except (struct.error, IndexError):
        return None


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """(kind, content) up to the end of the part that begins at ``start``; parts inside it (charts) are passed over."""
    at, depth = start, 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        depth += (kind == _BEGIN) - (kind == 0x0A)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(book: bytes) -> _Book | None:
    starts, formats, fonts, looks = list[int](), dict[int, str](), list[tuple[bool, int]](), list[tuple[int, int, bool]]()
    eight = False
    for kind, content in _records(book, 0):
        if kind == _BEGIN:
            eight = struct.unpack_from("<H", content)[0] == _EIGHT
        elif kind == _LOCKED:
            return None
        elif kind == _SHEET:
            starts.append(struct.unpack_from("<I", content)[0])
        elif kind == _FONT:
            options, colour = struct.unpack_from("<HH", content, 2)
            fonts.append((bool(options & 8), colour))
        elif kind == _FORMAT:
            formats[struct.unpack_from("<H", content)[0]] = _code(content[2:], eight)
        elif kind == _XF:
            font, code = struct.unpack_from("<HH", content)
            looks.append((font, code, eight and _is_bare(content)))
    return _Book([_style(font, code, bare, fonts, formats) for font, code, bare in looks], starts) if looks else None


def _code(content: bytes, eight: bool) -> str:
    if not eight:
        return content[1 : 1 + content[0]].decode("gb18030", "replace")
    count, wide = struct.unpack_from("<HB", content)
    return content[3 : 3 + 2 * count].decode("utf-16-le", "replace") if wide & 1 else content[3 : 3 + count].decode("latin-1")


def _is_bare(content: bytes) -> bool:
    """Whether a cell has no colour behind it, or white."""
    pattern = struct.unpack_from("<I", content, 14)[0] >> 26
    return pattern == 0 or (pattern == 1 and struct.unpack_from("<H", content, 18)[0] & 0x7F in _WHITE)


def _style(font: int, code: int, bare: bool, fonts: list[tuple[bool, int]], formats: dict[int, str]) -> Style:
    at = font - (font > 4)  # there is no font 4
    struck, colour = fonts[at] if at < len(fonts) else (False, 0)
    return Style(code_of(code, formats), struck, bare and colour in _WHITE)


def _sheet(book: bytes, start: int, styles: list[Style]) -> SheetLooks:
    looks = SheetLooks()
    for kind, content in _records(book, start):
        if kind == _ROW:
            row, height, options = struct.unpack_from("<H4xH4xI", content)
            if options & 0x20 or not height & 0x7FFF:
                looks.hidden_rows.add(row)
        elif kind == _COLUMNS:
            first, last, width, _, options = struct.unpack_from("<5H", content)
            if options & 1 or not width:
                looks.hidden_columns.update(range(first, min(last, 0x3FFF) + 1))
        elif kind in _CELLS:
            row, column, style = struct.unpack_from("<3H", content)
            _put(looks, row, column, style, styles)
        elif kind == _MANY:
            row, column = struct.unpack_from("<2H", content)
            for number in range((len(content) - 6) // 6):
                _put(looks, row, column + number, struct.unpack_from("<H", content, 4 + 6 * number)[0], styles)
    return looks


def _put(looks: SheetLooks, row: int, column: int, style: int, styles: list[Style]) -> None:
    if style < len(styles) and styles[style] != PLAIN:
        looks.styles[row, column] = styles[style]
