"""The letters of a PDF's page as a person reads them: turned upright, without watermarks and without what is not to be seen."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from documents.pdf_lines import MAY_BE_RAISED, Letter, Line, line_of

SLANTED = "斜放的文字（水印）"
FAINT = "浅色的大字（水印）"
SIDEWAYS = "侧放的文字"
INVISIBLE = "看不见的文字"
# A watermark's letters are larger than the text's and pale or half transparent.
_LARGER, _PALE, _THIN, _WHITE = 1.5, 150, 140, 250
_TINY = 1.0
_FEWEST_DOWN = 12
_BLANKS = (32, 0xA0, 0x3000)
_NEWLINES = (10, 13)


def page_lines(page: Any, width: float, height: float, bare: bool) -> tuple[list[Line], tuple[str, ...], int]:
    """(the page's lines in the order they were set, which keeps columns together; what was left out; how far the text is turned).

    page: of pypdfium2. width, height: of the page before it is turned. bare: nothing is drawn on it, so that white letters cannot be seen.
    """
    from pypdfium2 import raw

    codes = [raw.FPDFText_GetUnicode(page, index) for index in range(page.count_chars())]
    marks = [index for index, code in enumerate(codes) if code > 32 and code not in (0xA0, 0x3000, 0xFFFF)]
    turns = {index: _turn(raw.FPDFText_GetCharAngle(page, index)) for index in marks}
    usual = Counter(turns.values()).most_common(1)
    turn = usual[0][0] if usual and usual[0][0] >= 0 else 0
    boxes = {index: page.get_charbox(index, loose=True) for index in marks}
    unseen = {index: SLANTED if turns[index] < 0 else SIDEWAYS for index in marks if turns[index] != turn}
    unseen |= _out_of_sight(page, boxes, turns, turn, (width, height), bare)
    seen = {index: box for index, box in boxes.items() if index not in unseen}
    if turn == 0 and _runs_down(list(seen.values())):
        return list(_columns(codes, seen, width, height)), tuple(dict.fromkeys(unseen.values())), turn
    tall = width if turn in (90, 270) else height
    lines: list[Line] = []
    letters: list[Letter] = []
    ended = False
    for index, code in enumerate(codes):
        if code in _NEWLINES:
            ended = True
        elif code in _BLANKS and letters and not raw.FPDFText_IsGenerated(page, index):
            letters.append((" ", *_upright(page.get_charbox(index, loose=True), turn, width, height)))
        elif index in boxes and index not in unseen:
            box = _upright(boxes[index], turn, width, height)
            # Some lines the library does not end, as before a dash; some it breaks at a watermark's letters or a note's number.
            beside = bool(letters) and ((bool(unseen) and _goes_on(box, letters[-1])) or _is_raised_beside(chr(code), box, letters[-1]))
            if letters and (_is_below(box, letters[-1]) or (ended and not beside)):
                lines += line_of(letters, tall)
                letters = []
            ended = False
            letters.append(("-" if code in (2, 0xFFFE) else chr(code), *box))
    lines += line_of(letters, tall)
    return lines, tuple(dict.fromkeys(unseen.values())), turn


def _runs_down(boxes: Sequence[Sequence[float]]) -> bool:
    """Whether most letters stand right under the one before them: a page set from top to bottom."""
    under = sum(
        abs(one[0] + one[2] - before[0] - before[2]) < one[2] - one[0] and 0.5 < (before[1] - one[1]) / max(1.0, one[3] - one[1]) < 2
        for before, one in pairwise(boxes)
    )
    return len(boxes) > _FEWEST_DOWN and under > 0.6 * len(boxes)


def _columns(codes: Sequence[int], boxes: dict[int, Any], width: float, height: float) -> Iterator[Line]:
    """The columns of a page set from top to bottom, from right to left, each as a line that runs from left to right."""
    column: list[Letter] = []
    for index in sorted(boxes, key=lambda one: -(boxes[one][0] + boxes[one][2])):
        x0, y0, x1, y1 = boxes[index]
        if column and x1 < (column[0][2] + column[0][4]) / 2:
            yield from line_of(column, width)
            column = []
        column.append((chr(codes[index]), height - y1, x0, height - y0, x1))
    yield from line_of(column, width)


def _is_below(box: tuple[float, float, float, float], before: Letter) -> bool:
    """Whether a letter stands to the left of the one before it and wholly below it."""
    return box[0] < before[1] and box[3] < before[2]


def _goes_on(box: tuple[float, float, float, float], before: Letter) -> bool:
    """Whether a letter stands right behind the one before it, at the same height."""
    high = max(1.0, box[3] - box[1])
    return abs(box[1] - before[2]) < 0.2 * high and -0.2 * high < box[0] - before[3] < 0.8 * high


def _is_raised_beside(mark: str, box: tuple[float, float, float, float], before: Letter) -> bool:
    """Whether a letter or the one right before it is a raised digit of the other's line: the library ends a line there."""
    high, tall = (max(1.0, one(box[3] - box[1], before[4] - before[2])) for one in (min, max))
    upper = mark if box[1] > before[2] else before[0]
    return upper in MAY_BE_RAISED and 0.1 * high < abs(box[1] - before[2]) < 0.7 * tall and -0.2 * high < box[0] - before[3] < 0.4 * high


def _turn(radians: float) -> int:
    """By how many degrees a letter is turned, to the next quarter; -1 for a slant."""
    degrees = math.degrees(radians) % 360
    quarter = round(degrees / 90) * 90
    return quarter % 360 if abs(degrees - quarter) < 4 else -1


def _upright(box: Sequence[float], turn: int, width: float, height: float) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a letter once its text runs from left to right."""
    x0, y0, x1, y1 = box
    if turn == 270:
        return y0, width - x1, y1, width - x0
    if turn == 90:
        return height - y1, x0, height - y0, x1
    if turn == 180:
        return width - x1, height - y1, width - x0, height - y0
    return x0, y0, x1, y1


def _out_of_sight(
    page: Any, boxes: dict[int, Any], turns: dict[int, int], turn: int, size: tuple[float, float], bare: bool
) -> dict[int, str]:
    """Letters off the page, too small to read, white on nothing, or of a pale large mark behind the text."""
    from pypdfium2 import raw

    if not boxes:
        return {}
    tall = {index: (box[2] - box[0] if turns[index] in (90, 270) else box[3] - box[1]) for index, box in boxes.items()}
    usual = median(tall.values())
    found: dict[int, str] = {}
    for index, (x0, y0, x1, y1) in boxes.items():
        tiny = tall[index] < _TINY and chr(raw.FPDFText_GetUnicode(page, index)).isalnum()
        if tiny or x1 < 0 or y1 < 0 or x0 > size[0] or y0 > size[1]:
            found[index] = INVISIBLE
        elif turns[index] == turn and tall[index] > _LARGER * usual and _is_faint(_color(page, index)):
            found[index] = FAINT
    found |= _undrawn(page, boxes, bare)
    if bare:
        for run in _runs(sorted(boxes)):
            if min(_color(page, run[0])[:3]) >= _WHITE or min(_color(page, run[len(run) // 2])[:3]) >= _WHITE:
                found.update((index, INVISIBLE) for index in run if min(_color(page, index)[:3]) >= _WHITE)
    return found


def _undrawn(page: Any, boxes: Collection[int], bare: bool) -> dict[int, str]:
    """Letters of text render mode 3, which is set but not drawn: hidden, unless they are what was recognised in a scan's picture.

    Such a layer is most of its page's letters and lies over a picture; among letters that are drawn, or on nothing, it hides words.
    """
    from pypdfium2 import raw

    modes: dict[int, bool] = {}
    unseen = []
    for index in boxes:
        drawn_by = raw.FPDFText_GetTextObject(page, index)
        key = ctypes.cast(drawn_by, ctypes.c_void_p).value or 0
        if key not in modes:
            modes[key] = bool(key) and raw.FPDFTextObj_GetTextRenderMode(drawn_by) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        if modes[key]:
            unseen.append(index)
    hides = bare or 2 * len(unseen) < len(boxes)
    return dict.fromkeys(unseen, INVISIBLE) if hides else {}


def _runs(indexes: Sequence[int]) -> Iterator[list[int]]:
    """Letters that follow one another without a blank or a new line between them."""
    run: list[int] = []
    for index in indexes:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _is_faint(color: tuple[int, int, int, int]) -> bool:
    return _PALE <= min(color[:3]) < _WHITE or color[3] < _THIN


def _color(page: Any, index: int) -> tuple[int, int, int, int]:
    """Red, green, blue and how solid, each 0..255; black where the file does not say."""
    from pypdfium2 import raw

    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(page, index, *(ctypes.byref(part) for part in parts)):
        return 0, 0, 0, 255
    red, green, blue, solid = (part.value for part in parts)
    return red, green, blue, solid
