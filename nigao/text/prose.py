"""Where sentences and clauses of Chinese prose begin and end; the one cutter, over a text's own offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[。！？!?\n\t]")
_CLAUSE = re.compile(r"[，；：;]|,(?!\d{3}(?!\d))|:(?!\d)")
_ANY_MARK = re.compile(r"[，。；：！？（）\n\t]")
_STRETCH = re.compile(r"[，,、；;：:。！？!?（()）\n|]")
_PIECE = re.compile("[，；。！]")
_STATEMENT = "。！？；\n"
_WHOLE = re.compile(r"[^。！？\n]+[。！？]?")
_STATED = re.compile(f"[^{_STATEMENT}]+")
# No sentence of prose is longer on either side of a place; text without marks is cut there, so that reading it stays linear.
SENTENCE, CLAUSE = 400, 240


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of a text, start..end in Unicode characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def clipped(self, size: int) -> Extent:
        """Within a text of this size."""
        return Extent(min(self.start, size), min(self.end, size))

    def holds(self, place: int) -> bool:
        """Whether this place is inside."""
        return self.start <= place < self.end


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence, in order."""
    return _CLAUSE.split(sentence)


def pieces(text: str) -> list[str]:
    """The stretches of a paragraph between its commas, semicolons and stops, the one ahead of the first and behind the last included."""
    return _PIECE.split(text)


def last_stretch(words: str) -> str:
    """What stands behind the last mark of any kind, brackets included."""
    return _ANY_MARK.split(words)[-1]


def sentences(text: str) -> Iterator[Extent]:
    """Every sentence of a text with its closing mark, what blanks stand around it included."""
    return (Extent(*match.span()) for match in _WHOLE.finditer(text))


def statements(text: str) -> Iterator[Extent]:
    """Every sentence of a text, or part of one closed by ；, without its closing mark; empty ones left out."""
    return (Extent(*match.span()) for match in _STATED.finditer(text) if match.group().strip())


def statement(text: str, start: int, end: int) -> Extent:
    """The sentence, or the part of one closed by ；, that holds start..end, its closing mark included."""
    low, high = max(0, start - SENTENCE), min(len(text), max(end, start + SENTENCE))
    begin = max(text.rfind(stop, low, start) for stop in _STATEMENT) + 1
    ends = [found for stop in _STATEMENT if (found := text.find(stop, end, high)) >= 0]
    return Extent(max(begin, low), min(ends) + 1 if ends else high)


def stretch(text: str, start: int, end: int, low: int, high: int) -> Extent:
    """The words right beside start..end, to any mark or bracket on either side, within low..high."""
    low, high = max(low, start - CLAUSE), min(high, end + CLAUSE)
    ahead = _STRETCH.search(text, end, high)
    behind = [match.end() for match in _STRETCH.finditer(text, low, start)]
    return Extent(behind[-1] if behind else low, ahead.start() if ahead else high)


class Prose:
    """The sentences and clauses of one text, cut once and looked up often."""

    def __init__(self, text: str) -> None:
        """text: of any length; its marks are found in one pass each."""
        self._size = len(text)
        self.sentence_ends = [match.start() for match in _SENTENCE.finditer(text)]
        self.clause_ends = sorted({*self.sentence_ends, *(match.start() for match in _CLAUSE.finditer(text))})

    def sentence(self, place: int) -> Extent:
        """The sentence around a place, its closing mark left out."""
        return self._around(self.sentence_ends, place, SENTENCE)

    def clause(self, place: int) -> Extent:
        """The clause around a place, between two of ，；： or a sentence's ends."""
        return self._around(self.clause_ends, place, CLAUSE)

    def _around(self, marks: list[int], place: int, reach: int) -> Extent:
        after = bisect_right(marks, place - 1)
        start = marks[after - 1] + 1 if after else 0
        end = marks[after] if after < len(marks) else self._size
        return Extent(max(start, place - reach), min(end, place + reach))
