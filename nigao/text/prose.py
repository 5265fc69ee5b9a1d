"""Where sentences and clauses of Chinese prose begin and end; the one cutter, over a text's own offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_SENTENCE = re.compile(r"[。！？!?\n\t]")
_CLAUSE = re.compile(r"[，；：,;](?!\d{3}(?!\d))|:(?!\d)")
# No sentence of prose is longer on either side of a place; text without marks is cut there, so that reading it stays linear.
SENTENCE, CLAUSE = 1000, 240


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of a text, start..end in Unicode characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def holds(self, place: int) -> bool:
        """Whether this place is inside."""
        return self.start <= place < self.end


class Prose:
    """The sentences and clauses of one text, cut once and looked up often."""

    def __init__(self, text: str) -> None:
        self._size = len(text)
        self._sentences = [match.start() for match in _SENTENCE.finditer(text)]
        self._clauses = sorted({*self._sentences, *(match.start() for match in _CLAUSE.finditer(text))})

    def sentence(self, place: int) -> Extent:
        """The sentence around a place, its closing mark left out."""
        return self._around(self._sentences, place, SENTENCE)

    def clause(self, place: int) -> Extent:
        """The clause around a place, between two of ，；： or a sentence's ends."""
        return self._around(self._clauses, place, CLAUSE)

    def _around(self, marks: list[int], place: int, reach: int) -> Extent:
        after = bisect_right(marks, place - 1)
        start = marks[after - 1] + 1 if after else 0
        end = marks[after] if after < len(marks) else self._size
        return Extent(max(start, place - reach), min(end, place + reach))
