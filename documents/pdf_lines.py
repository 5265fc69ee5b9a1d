"""From the printed lines of a PDF's pages to paragraphs: running heads and page numbers dropped, broken lines joined."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from nigao.letters import raised, together

_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·•_~～]*(?:第?\s*\d{1,4}\s*页?|[ivxlcIVXLC]{1,6}|第\s*\d+\s*页\s*[,，/]?\s*共\s*\d+\s*页|\d{1,4}\s*/\s*\d{1,4})[\s\-—–－·•_~～]*"
)
# What a browser prints at the edges of a page: the date, the title, the address.
_BROWSER = re.compile(
    r"(?:\d{1,4}[/.]\d{1,2}[/.]\d{1,4}|\d{4}年\d{1,2}月\d{1,2}日)[,，]?\s*(?:上午|下午)?\s*\d{1,2}:\d{2}(?:\s*[AP]M)?.*|.*(?:file|https?)://.*|about:blank.*"
)
_OPENS = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]{1,3}[章节条部])"
)
_WORD = re.compile(r"[“‘（《(]*(?:[!-~]+|.)[，。、；：！？”’）》)%]*")
_FINISHED = "。！？!?：:；;”）)"
_BAND = 0.13
_NUMERIC = re.compile(r"[\d.．%％‰]")
# What the number of a note or a power is written with.
MAY_BE_RAISED = frozenset("0123456789[]［］〔〕")
_WIDE = 0.6  # of a letter's box: wider gaps divide words or columns
_GAP = 0.7  # a box of a letter, loosely taken, is that much higher than the letter is wide


# A character with its box: left, bottom, right, top.
Letter = tuple[str, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line without a wide gap in it: its box in points, y upwards."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its box in points, y upwards, and where on the page it stands (0 bottom, 1 top).

    pieces: what wide gaps part it into, as the words of a table's row.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    height: float
    pieces: tuple[Piece, ...] = ()

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2 / self.height if self.height else 0.5

    @property
    def size(self) -> float:
        """About one character's width."""
        wide = sum(2 if ord(ch) > 0x2E7F else 1 for ch in self.text) / 2 or 1
        return max(4.0, min(40.0, (self.x1 - self.x0) / wide))


def line_of(letters: Sequence[Letter], height: float) -> Iterator[Line]:
    """The line of these letters, if they are any: set in order from left to right, for marks of another font come late in the file."""
    if not any(one[0] != " " for one in letters):
        return
    ordered = _with_raised(sorted(letters, key=lambda one: (one[1], one[3])))
    text, spacing = ordered[0][0], _spacing(ordered)
    for before, after in pairwise(ordered):
        text += _between(before, after, spacing) + after[0]
    whole = _piece(together(text), ordered)
    yield Line(whole.text, whole.x0, whole.x1, whole.y0, whole.y1, height, tuple(_pieces(ordered)))


def _with_raised(letters: list[Letter]) -> list[Letter]:
    """Small digits set above the line as raised ones, the brackets of a note's number with them."""
    if not any(one[0] in MAY_BE_RAISED for one in letters):
        return letters
    high, low = median(one[4] - one[2] for one in letters), median(one[2] for one in letters)
    found: list[Letter] = []
    held: list[Letter] = []
    for one in letters:
        if one[0] in MAY_BE_RAISED and one[4] - one[2] < 1.02 * high and one[2] - low > 0.25 * high:
            held.append(one)
            continue
        found += [*_raised(held), one]
        held = []
    return [*found, *_raised(held)]


def _raised(held: Sequence[Letter]) -> list[Letter]:
    text = raised("".join(one[0] for one in held))
    return [(mark, *one[1:]) for mark, one in zip(text, held, strict=True)] if len(text) == len(held) else []


def _piece(text: str, letters: Sequence[Letter]) -> Piece:
    return Piece(
        unicodedata.normalize("NFC", re.sub(r" {2,}", " ", text).strip()),
        letters[0][1],
        max(one[3] for one in letters),
        min(one[2] for one in letters),
        max(one[4] for one in letters),
    )


def _pieces(ordered: Sequence[Letter]) -> Iterator[Piece]:
    """Parted where a gap is wider than a character and a half; blanks are gaps."""
    group: list[Letter] = []
    for letter in (one for one in ordered if one[0] != " "):
        if group and letter[1] - group[-1][3] > 1.5 * max(1.0, letter[4] - letter[2]) * _GAP:
            yield _piece("".join(one[0] for one in group), group)
            group = []
        group.append(letter)
    if group:
        yield _piece("".join(one[0] for one in group), group)


def _spacing(ordered: Sequence[Letter]) -> float:
    """How far apart the line's letters are set throughout; 0 where they are set as usual."""
    gaps = [after[1] - before[3] for before, after in pairwise(ordered) if " " not in (before[0], after[0])]
    usual = median(gaps) if len(gaps) > 5 else 0.0
    high = max(1.0, ordered[0][4] - ordered[0][2])
    return usual if 0.05 * high < usual < _WIDE * high else 0.0


def _between(before: Letter, after: Letter, spacing: float) -> str:
    """The blank between two letters: Chinese is set with small gaps that mean nothing, a wide gap is two blanks, for digits to tell."""
    if " " in (before[0], after[0]):
        return ""
    gap, size = after[1] - before[3] - spacing, max(1.0, after[4] - after[2])
    latin = before[0].isascii() and after[0].isascii()
    digits = latin or (_NUMERIC.fullmatch(before[0]) and _NUMERIC.fullmatch(after[0]))
    if gap <= (0.12 if digits else 0.7) * size:
        return ""
    return " " if gap < _WIDE * size else "  "


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """(the pages without page numbers and without what stands at the same edge of many pages, numbers aside; watermarks left out)."""
    seen: Counter[tuple[str, bool]] = Counter()
    for lines in pages:
        seen.update({(_plain(line), line.middle > 0.5) for line in lines if _at_edge(line)})
    often = max(3, round(0.3 * len(pages)))
    marks = _watermarks(pages)

    def stays(line: Line) -> bool:
        if not _at_edge(line):
            return _spot(line) not in marks
        furniture = _PAGE_NUMBER.fullmatch(line.text) or (_BROWSER.fullmatch(line.text))
        return not furniture and seen[_plain(line), line.middle > 0.5] < often

    return [[line for line in lines if stays(line)] for lines in pages], sorted({text for text, _, _ in marks})


def _watermarks(pages: Sequence[Sequence[Line]]) -> set[tuple[str, int, int]]:
    """Single lines larger than the text that stand in the same place of most pages."""
    if len(pages) < 3:
        return set()
    spots = Counter(spot for lines in pages for spot in {_spot(line) for line in lines if len(line.pieces) < 2 and not _at_edge(line)})
    often = {spot for spot, times in spots.items() if times >= max(3, 0.6 * len(pages)) and len(spot[0]) > 1}
    usual = median([line.size for lines in pages for line in lines] or [0.0])
    large = {_spot(line) for lines in pages for line in lines if line.size > 1.3 * usual}
    return often & large


def _spot(line: Line) -> tuple[str, int, int]:
    """A line's words and about where it stands."""
    return line.text, round(line.x0 / 4), round(line.y0 / 4)


def _at_edge(line: Line) -> bool:
    return line.middle > 1 - _BAND or line.middle < _BAND


def _plain(line: Line) -> str:
    return re.sub(r"\d+|\s", "", line.text)


def continues(before: Line, line: Line, page: Sequence[Line], page_before: Sequence[Line]) -> bool:
    """Whether a line goes on with the paragraph of the line before it: that one was full, this one is not indented."""
    # A title over several columns, in larger letters, is no line of one.
    ends = [other.x1 for other in page_before if abs(other.x0 - before.x0) < 4 * before.size and other.size < 1.3 * before.size]
    right = _right(ends, before.size)
    left = min(other.x0 for other in page if abs(other.x0 - line.x0) < 4 * line.size)
    if line.x0 > left + 0.9 * line.size:
        return False
    finished = before.text.rstrip()[-1:] in _FINISHED
    if len(ends) < 4 and len(before.text) < 15:
        return False  # so few lines show no edge, and a short one is a heading
    # Marks may hang over the edge by a character: a line that ends in the middle of a sentence may fall short of it by one more.
    full = before.x1 + _first_word(line) + (0.9 if finished else 2.2) * before.size >= right
    # A finished line that alone reaches so far shows no edge: it is only the longest of several short ones.
    full = full and not (finished and sum(end > right - before.size for end in ends) < 2)
    long = before.x1 - before.x0 > 0.6 * (right - before.x0)
    if not full and (not long or finished or not _indents(page, left)):
        return False
    heading = _OPENS.match(line.text)
    if abs(before.size - line.size) > 0.25 * before.size and (heading or min(len(before.text), len(line.text)) > 4):
        return False
    if finished and (heading or line.text.startswith("——")):
        return False
    same_column = page is page_before and line.y1 < before.y1 and abs(line.x0 - before.x0) < 6 * line.size
    return not (same_column and before.y0 - line.y0 > (1.25 if finished else 1.8) * _pitch(page))


def _right(ends: Sequence[float], size: float) -> float:
    """Where the lines of a column end: as far as enough of them reach, for one that runs over is no measure.

    Of a few lines more than half must agree: two short ones that happen to end alike show no edge.
    """
    ordered = sorted(ends, reverse=True)
    if len(ordered) < 4:
        return ordered[0]
    enough = len(ordered) / 2 + 0.1 if len(ordered) < 10 else len(ordered) / 4
    return next((one for one in ordered if sum(one - size < end <= one for end in ordered) >= enough), ordered[0])


def _indents(page: Sequence[Line], left: float) -> bool:
    """Whether paragraphs of the page open two characters in, so that a line at the edge cannot open one."""
    return sum(1.4 * line.size < line.x0 - left < 3 * line.size for line in page) >= 2


def _first_word(line: Line) -> float:
    """The width of what cannot be broken off the line's start: 5.8%、 goes to the next line whole."""
    match = _WORD.match(line.text)
    word = match.group() if match else line.text[:1]
    return line.size * sum(2 if ord(ch) > 0x2E7F else 1 for ch in word) / 2


def _pitch(page: Sequence[Line]) -> float:
    """The usual distance of two lines of the page."""
    steps = [a.y0 - b.y0 for a, b in pairwise(page) if 0 < a.y0 - b.y0 < 100]
    return median(steps) if steps else 1000.0


def joined(before: str, after: str) -> str:
    """Two parts of a broken line together: a blank between Latin words, none in Chinese."""
    before, after = before.rstrip(), after.lstrip()
    if re.search(r"[A-Za-z]-$", before) and re.match(r"[a-z]", after):
        return before[:-1] + after
    space = re.search(r"[A-Za-z,.;]$", before) and re.match(r"[A-Za-z0-9]", after)
    return f"{before} {after}" if space else before + after
